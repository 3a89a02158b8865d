"""The logbook: what one runner has logged, and what follows from it. App and commands ask the same one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from itbtui.data.store import Store, StoreError, nothing_collected
from itbtui.logbook import clock, paths
from itbtui.logbook.clock import ExerciseClock
from itbtui.logbook.drafts import Drafts
from itbtui.logbook.notice import Notice
from itbtui.logbook.settings import read as read_settings
from itbtui.logbook.settings import write as write_setting
from itbtui.measures import Manner
from itbtui.rehab.log.entries import Entry, Episode, Session, Settings
from itbtui.rehab.log.gear import races_ahead
from itbtui.rehab.log.log import LISTS, NOTHING, Log
from itbtui.rehab.log.sessions import exercise_names, still_due, unfinished
from itbtui.rehab.plan.plan import Plan, plan_of
from itbtui.rehab.protocol.figures import Pauses, Protocol, shipped
from itbtui.rehab.stages.checkpoint import Checkpoint
from itbtui.rehab.stages.replay import replay, replaying
from itbtui.rehab.stages.standing import Standing
from itbtui.wording.plan import NOT_FROM_THE_LOG, say_other_day, tell_all, tell_lately

if TYPE_CHECKING:
    from itbtui.rehab.plan.forecast import Reach
    from itbtui.wording.card import Card

GONE_ON_WITHIN = dt.timedelta(hours=4)
"""So long after it began, a session of the day before is still gone on with."""
JUST_NOW = dt.timedelta(minutes=15)
"""What is said twice within so long is most likely one thing."""
BY_NAME = ("check-in", "shoe")
"""Forms that are about a day or a name, and not about an entry that is there."""
RENEWED_AFTER_DAYS = 7
"""A checkpoint stays until another would be so much younger."""
Tries = Callable[[Plan, Manner], None]
"""Tells what is to be told of a plan, and raises where that cannot be."""
_CANNOT_BE_SO = ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError
"""What going on from a state raises that no log has led to."""


class Logbook:
    """The store, the settings and the clock of one runner, and by the protocol's figures what follows from them today.

    What is asked for is read when it is first asked for, the plan from the checkpoint where there is one: then
    ``standing`` says nothing of earlier episodes until ``read_rest``. Whatever reads or writes raises StoreError.
    """

    def __init__(self, store: Store, settings: Path | None = None) -> None:
        """``settings`` is the settings file, the user's own where none is named. It need not be there."""
        self.store = store
        self.protocol: Protocol = shipped()
        self.settings_file = settings or paths.settings()
        self.preferences, self.problems = read_settings(self.settings_file)
        """What the settings file says, and a sentence for each thing that is wrong in it."""
        self.changed = Notice()
        """Log, settings or day are others than they were, and with them standing and plan."""
        self.looked_ahead = Notice()
        """``reaches`` is known, for the plan as it is now."""
        self.reaches: dict[int, Reach] | None = None
        """When the rules would allow the distances of the races ahead, by metres, once that is worked out."""
        self.drafts = Drafts(store.path)
        """What was typed into forms and not saved."""
        self.cadence: float | None = None
        """The cadence to which the metronome was set, in steps a minute, where it was."""
        self._asked: dt.date | None = None
        """The day of the clock for which the standing was asked."""
        self._mark: int | None = None
        self._log: Log | None = None
        self._settings: Settings | None = None
        self._standing: Standing | None = None
        self._plan: Plan | None = None
        self.before: Plan | None = None
        """The plan as it was before what was saved last."""
        self.reached_before: dict[int, Reach] | None = None
        """``reaches`` as they were then, where they were known."""
        self._is_whole = False
        """Whether the standing was led to by all of the log."""
        self._misled = False
        """Whether what the file kept as a checkpoint did not follow from the log."""
        self._rest: Iterator[None] | None = None
        """What is left to read of it, once that was begun."""

    @classmethod
    def open(cls, database: Path, settings: Path | None = None, *, wait_s: float = 5.0) -> Logbook:
        """Opens the log in a file, or makes it. Another program that writes is waited for up to ``wait_s`` seconds.

        Raises ClockError where nobody can tell what day it is.
        """
        clock.now()
        return cls(Store.open(database, now=clock.now, wait_s=wait_s), settings)

    def close(self) -> None:
        """Writes drafts to the disk and lets go of the file."""
        self.drafts.keep()
        self.store.close()

    def __enter__(self) -> Logbook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- what is known ----------------------------------------------------------------------

    @property
    def log(self) -> Log:
        """Everything that was logged."""
        if self._log is None:
            self._log = self.store.log()
        return self._log

    @property
    def settings(self) -> Settings:
        """What the rules read: the settings of the log, or the settings file where it names them, too."""
        if self._settings is None:
            self._settings = self.preferences.over(self.store.settings())
        return self._settings

    @property
    def kept_settings(self) -> Settings:
        """What is kept with the log of them; the settings file may say otherwise."""
        return self.store.settings()

    @property
    def manner(self) -> Manner:
        """How distances and days are said to this runner."""
        return self.preferences.manner(self.settings.units)

    @cached_property
    def exercise_clock(self) -> ExerciseClock:
        """The clock of exercises. Raises ClockError where ``ITBTUI_RATE`` is no number above 0."""
        return ExerciseClock()

    @property
    def pauses(self) -> Pauses:
        """The pauses of an exercise session, in seconds: the protocol's, or the runner's own."""
        return self.preferences.pauses(self.protocol.pauses)

    @property
    def today(self) -> dt.date:
        """The day it is by the clock, and by when the runner's days begin."""
        return clock.today(self.preferences.day_begins)

    @property
    def day_notice(self) -> str | None:
        """Where the log goes on after the day of the clock: that the plan is for its last day."""
        on = self.plan.on
        return say_other_day(on, self.today, self.manner) if on != self.today else None

    @property
    def standing(self) -> Standing:
        """Where the runner stands today."""
        if self._standing is None:
            self._stand()
        assert self._standing is not None
        return self._standing

    @property
    def plan(self) -> Plan:
        """The plan for today."""
        if self._plan is None:
            self._plan = plan_of(self.standing)
        return self._plan

    @property
    def exercise_names(self) -> dict[str, str]:
        """The name of each exercise by its id, the runner's own among them."""
        return exercise_names(self.log, self.protocol)

    @property
    def still_due(self) -> list[str]:
        """What is due today and still to be offered: not what the knee has stopped today. In doing order."""
        return still_due(self.plan.due, self.log.days.get(self.plan.on.toordinal(), NOTHING))

    @property
    def broken_off(self) -> Session | None:
        """The session that was begun today, or shortly before midnight, and neither ended nor given up."""
        return unfinished(self.standing.log, self.plan.on, clock.before(GONE_ON_WITHIN))

    @property
    def open_episode(self) -> Episode | None:
        """The episode entry that the plan stands on, where one was logged."""
        now = self.plan.episode
        return next((episode for episode in self.log.episodes if now and episode.began == now.began), None)

    def stands_soon(self) -> bool:
        """Whether it is known where the runner stands, or soon found: by a checkpoint, or as little is logged.

        Its older notes may be found not to follow from the log once the rest is read, and are not to be told before.
        """
        if self._standing is None and not self._stand_lately(tell_lately) and self.store.is_short:
            self._stand_by_all()
        return self._standing is not None

    def standing_on(self, day: dt.date) -> Standing:
        """Where the runner stood or will stand on another day, by what is logged up to it; for the plan of that day."""
        known = self._lately(day, self.store.lately(self.settings), tell_all)
        return known[0] if known else replay(self.log, self.settings, day, self.protocol)

    def was_just_logged(self, entry: Entry) -> bool:
        """Whether an entry that says the same was saved within the last minutes."""
        same = [other for other in getattr(self.log, LISTS[type(entry)]) if replace(other, id=entry.id) == entry]
        return bool(same) and self.store.changed_since(same, JUST_NOW)

    def knows(self, entry: Entry) -> bool:
        """Whether the log has an entry with that id, whatever else it says."""
        return any(known.id == entry.id for known in getattr(self.log, LISTS[type(entry)]))

    # --- reading ----------------------------------------------------------------------------

    def _stand(self) -> None:
        """From the checkpoint where there is one and no more was asked for, else by the whole log."""
        if not self._stand_lately(tell_all):
            self._stand_by_all()

    def _stand_lately(self, tries: Tries) -> bool:
        """From the checkpoint and what came after, on the day of the plan. Whether there is one."""
        self._mark = self.store.change_mark()
        self._asked = self.today
        found = self.store.lately(self.settings)
        day = self._day_of(found[1]) if found else self.today
        self._standing, self._plan = self._lately(day, found, tries) or (None, None)
        return self._standing is not None

    def _stand_by_all(self, before: Standing | None = None) -> None:
        with nothing_collected():
            self._mark = self.store.change_mark()
            self._asked = self.today
            self._log, self._settings = self.store.log(), None
            self._standing = replay(self._log, self.settings, self._day_of(self._log), self.protocol, before)
        self._plan, self._is_whole = None, True

    def _day_of(self, log: Log) -> dt.date:
        """The day of the plan: today, or the last that was logged."""
        return max(self.today, log.last_day or self.today)

    def _lately(self, day: dt.date, found: tuple[Checkpoint, Log] | None, tries: Tries) -> tuple[Standing, Plan] | None:
        """Where the runner stood on a day, by a checkpoint and what came after; none where there is none for it."""
        if found is None or day <= found[0].rests_on:
            return None
        checkpoint, log = found
        try:
            before = checkpoint.standing(log, self.settings, self.protocol)
            standing = replay(log, self.settings, day, self.protocol, before)
            plan = plan_of(standing)
            tries(plan, self.manner)
        except _CANNOT_BE_SO:
            self._was_misled()
            return None
        return standing, plan

    def _was_misled(self) -> None:
        """Someone has put in the place of the checkpoint what does not follow from the log."""
        if not self._misled:
            self.store.notice(NOT_FROM_THE_LOG)
        self._misled = True

    def read_rest(self) -> None:
        """What the checkpoint has spared so far, where it has spared something."""
        with nothing_collected():
            for _ in self.reading_rest():
                pass

    def reading_rest(self) -> Iterator[None]:
        """The same in pieces of some milliseconds. Between them all goes on as ever, also by what is read until then.

        However many ask for it, it is read once, by whoever asks for the next piece.
        """
        if self._rest is None:
            self._rest = self._read_in_pieces()
        return self._rest

    def _read_in_pieces(self) -> Iterator[None]:
        try:
            if self._is_whole:
                return
            yield from self.store.read_ahead()
            log = self.store.log()
            standing = yield from replaying(log, self.settings, self._day_of(log), self.protocol)
            if self._is_whole:
                return
            seen, known = (self._mark, self._asked), self.plan
            # By what was logged meanwhile, too.
            self._stand_by_all(standing)
            if (self._mark, self._asked) == seen and self.plan != known:
                self._was_misled()
        finally:
            self._rest = None
        self.changed.give()

    def refresh(self) -> None:
        """Reads what has changed, and says so."""
        before = self._standing if self._is_whole else None
        self._log = self._settings = self._standing = self._plan = self.reaches = None
        if before is not None:
            self._stand_by_all(before)
        self.changed.give()

    @property
    def has_changed(self) -> bool:
        """Whether another program has written, or a day has ended, since the plan was made."""
        return self._standing is not None and (self.store.change_mark() != self._mark or self._asked != self.today)

    def keep_checkpoint(self) -> None:
        """Keeps one for the next time, where that is worth it. Where that fails the next time takes longer."""
        made = Checkpoint.of(self.standing)
        if made is None and not self._misled:
            return
        with suppress(StoreError):
            known = None if self._misled else self.store.checkpoint(self.settings)
            if made is None or known is None or (made.rests_on - known.rests_on).days >= RENEWED_AFTER_DAYS:
                self.store.keep(made, self.settings)
                self._misled = False

    def leave_checkpoint(self) -> None:
        """Much was written behind the logbook's back: the next to open it need not go through all of it."""
        if self.store.writes:
            self.refresh()
            self.keep_checkpoint()

    # --- writing ----------------------------------------------------------------------------

    def save(
        self,
        *entries: Entry,
        settings: Settings | None = None,
        label: str,
        instead_of: Iterable[Entry] = (),
        going_on: bool = False,
        seen: Mapping[str, Entry | None] | None = None,
    ) -> None:
        """Adds entries, or changes those with the same id, and settings of the log, as one action to undo.

        ``label`` says so to the runner, ``instead_of`` are entries whose place is taken. With ``going_on`` it is one
        action with the last one, where that had the same label and the same entries. ``seen`` is what stood there
        before, by id; where that is another by now, it raises ChangedError.
        """
        self.before, self.reached_before = self.plan, self.reaches
        self.store.save(*entries, settings=settings, label=label, instead_of=instead_of, going_on=going_on, seen=seen)
        self.refresh()

    def get_ready_to_save(self) -> None:
        """Does what the first save of a day would wait for."""
        self.store.get_ready_today()

    def card(self, entries: Sequence[Entry], way: Callable[[str], str] | None = None) -> Card:
        """What these entries mean, which were just saved; ``way`` says the key of an action, in place of a command."""
        from itbtui.wording.card import by_command, card

        before = self.before or self.plan
        return card(self.plan, entries, self.manner, before, self.standing.findings, way or by_command)

    def note(
        self,
        entry: Entry,
        *,
        label: str,
        instead_of: Iterable[Entry] = (),
        going_on: bool = False,
        seen: Mapping[str, Entry | None] | None = None,
    ) -> None:
        """Saves one entry of several to come: the plan stays as it is until ``refresh``.

        It is in a hurry, so it fails at once where another program writes. ``seen`` is what stood there before, by id.
        """
        self.store.save(entry, label=label, instead_of=instead_of, going_on=going_on, waits=False, seen=seen)

    def delete(self, *entries: Entry, settings: Settings | None = None, label: str) -> None:
        """Deletes entries, and changes settings of the log with that; those that are gone already are passed over."""
        self.store.remove(*entries, settings=settings, label=label)
        self.refresh()

    @property
    def undo_empties(self) -> bool:
        """Whether undo would take back all there is."""
        ids = {entry.id for entry in self.log.entries()}
        return bool(ids) and ids == self.store.added_last()

    def undo(self, only: int | None = None) -> str | None:
        """Takes back the last action. Returns its label, or None where nothing is left.

        Raises ChangedError where ``only``, what ``store.noted`` said of one, is another.
        """
        label = self.store.undo(only)
        self.refresh()
        return label

    @property
    def unsaved(self) -> list[str]:
        """The forms in which something waits that was typed and not saved; what was deleted waits no more."""
        drafts = self.drafts.forms
        ids = {entry.id for entry in self.log.entries()} if any(" " in form for form in drafts) else set()
        for form in drafts:
            kind, _, about = form.partition(" ")
            if about and kind not in BY_NAME and about not in ids:
                self.drafts.drop(form)
        return self.drafts.forms

    # --- settings ---------------------------------------------------------------------------

    def prefer(self, **changed: Any) -> None:
        """Changes preferences, and keeps them in the settings file.

        Raises SettingsError where they cannot be kept; they count all the same, as long as the program runs.
        """
        self.preferences = replace(self.preferences, **changed)
        self._write(changed)

    def prefer_for_rules(self, key: str, value: Any) -> None:
        """Changes a setting of the rules where the settings file names it. Raises SettingsError, and changes nothing
        then."""
        self._write({key: value})
        self.preferences, _ = read_settings(self.settings_file)
        self.refresh()

    def _write(self, changed: dict[str, Any]) -> None:
        for key, value in changed.items():
            write_setting(self.settings_file, key, value)

    # --- races ------------------------------------------------------------------------------

    @property
    def distances_ahead(self) -> set[int]:
        """The distances of the races ahead for which there is something to work out, in metres."""
        from itbtui.wording.races import WITHOUT_A_DAY

        if self.plan.stage in WITHOUT_A_DAY:
            return set()
        return {race.metres for race in races_ahead(self.log, self.plan.on)}

    def forecast(self, distances: set[int]) -> dict[int, Reach]:
        """From when on the rules would allow these distances, in metres, if every day went well. May take a second;
        in any thread."""
        from itbtui.rehab.plan.forecast import forecast

        return forecast(self.log, self.settings, self.plan.on, distances, self.protocol)

    @property
    def race_moves(self) -> list[str]:
        """What became of the races ahead by what was saved last, once that is worked out."""
        from itbtui.wording.races import race_move

        if self.reaches is None or self.reached_before is None:
            return []
        on, now, before = self.plan.on, self.reaches, self.reached_before
        moves = (race_move(race, on, before, now, self.manner) for race in races_ahead(self.log, on))
        return [move for move in moves if move]

    def take_forecast(self, reaches: dict[int, Reach]) -> None:
        """Keeps what was worked out until something changes, and says that it is known."""
        self.reaches = reaches
        self.looked_ahead.give()
