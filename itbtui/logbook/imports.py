"""What was read and is to be taken in: told against the log first, then saved."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from itbtui.data.exchange import Bundle, ExchangeError, own
from itbtui.data.exchange.activity import Activity
from itbtui.data.exchange.intake import LEFT, FileRead, Taken, take, together
from itbtui.data.exchange.kinds import LIST, RECORDINGS
from itbtui.data.exchange.matches import Match, Matcher
from itbtui.data.store import ImportResult, Store
from itbtui.wording.imports import say_taken, say_taken_of_own, say_units_of_lists, say_without_activity

_MOST_OWN = 50
"""Files of the program's own at once: each is told against all before it."""
Choice = Literal["run", "drop"]
"""What the runner says of a row: it is a run, whatever speaks against it; or it is left out."""


@dataclass(frozen=True, slots=True)
class OwnRead:
    """A file of the program's own, and what taking it in does."""

    name: str
    bundle: Bundle
    done: ImportResult


def read_own(store: Store, read: FileRead, earlier: Sequence[OwnRead], *, dry_run: bool) -> OwnRead:
    """Takes in a file of the program's own as one action, or only says what that would do after the ``earlier`` ones.

    Raises ExchangeError.
    """
    if len(earlier) >= _MOST_OWN:
        raise ExchangeError(LEFT.format(f"{_MOST_OWN} files of itbtui's JSON"))
    bundle = own.load(read.own, [exercise.id for exercise in store.log().exercises])
    if sum(len(one.bundle.places) for one in earlier) + len(bundle.places) > own.MOST_ENTRIES:
        raise ExchangeError(LEFT.format(f"{own.MOST_ENTRIES} entries"))
    after = [one.bundle for one in earlier]
    return OwnRead(read.name, bundle, store.import_(bundle, label=_label_of(read.name), dry_run=dry_run, after=after))


def _label_of(name: str) -> str:
    """What the action is called when it is undone."""
    return f"import of {Path(name).name}"


@dataclass(frozen=True, slots=True)
class Row:
    """One activity of all that were read, by its number from 1 on, which stays whatever is said of others."""

    number: int
    file: FileRead
    match: Match


class Intake:
    """Files against the log as it is. ``units`` is what they were read with; ``choices`` what was said of rows.

    ``own`` are files of the program's own that are taken in elsewhere, of which no run is to come in twice.

    Raises StoreError where the log cannot be read.
    """

    def __init__(
        self,
        store: Store,
        read: Sequence[FileRead],
        today: dt.date,
        units: str,
        *,
        others: bool = False,
        choices: Mapping[int, Choice] | None = None,
        own: Sequence[OwnRead] = (),
    ) -> None:
        self._store = store
        self.read = list(read)
        self.others = others
        self.choices = dict(choices or {})
        self._units = units
        self._mark = store.change_mark()
        self.own: list[OwnRead] = []
        self._own_refused: list[str] = []
        for one in self.read:
            if one.own:
                self._read_own(one)
        self._matcher = Matcher(store.log(), today, others=others)
        for known in (*own, *self.own):
            self._matcher.know(known.bundle.log)
        self.taken = self._take([one for one in self.read if not one.own])

    def _take(self, read: Sequence[FileRead]) -> list[Taken]:
        """What becomes of each file: watches first, since of two recordings of a run the first stays."""
        chosen, number = [], 1
        for one in read:
            rows = enumerate(one.activities, number)
            chosen.append(replace(one, activities=tuple(_as_chosen(row, self.choices.get(at)) for at, row in rows)))
            number += len(one.activities)
        order = sorted(range(len(chosen)), key=lambda place: _rank(chosen[place].kind))
        taken = {place: take(self._matcher, chosen[place]) for place in order}
        return [taken[place] for place in range(len(chosen))]

    def _read_own(self, read: FileRead) -> None:
        try:
            self.own.append(read_own(self._store, read, self.own, dry_run=True))
        except ExchangeError as error:
            self._own_refused.append(f"{read.name}: {error}")

    @property
    def is_current(self) -> bool:
        """Whether nobody has written since."""
        return self._store.change_mark() == self._mark

    @property
    def matches(self) -> list[Match]:
        """What became of each activity, of all files."""
        return together(self.taken, "").matches

    @property
    def rows(self) -> Iterator[Row]:
        """All that were read, numbered."""
        number = 0
        for one in self.taken:
            for match in one.matches:
                number += 1
                yield Row(number, one.read, match)

    def alike(self, row: Row) -> list[int]:
        """The rows that are asked the same: of one word anywhere, of what has none in one file; else the row alone."""
        question = row.match.activity.question
        if question is None or question.about not in ("word", "kind", "units"):
            return [row.number]
        asked = ((other, other.match.activity.question) for other in self.rows)
        return [
            other.number
            for other, also in asked
            if also and also[::2] == question[::2] and (question.word or other.file is row.file)
        ]

    @property
    def words_said(self) -> dict[str, str]:
        """The words for kinds that were said to be runs, row by row."""
        activities = (one for read in self.read if not read.own for one in read.activities)
        return {
            one.question.word: "run"
            for number, one in enumerate(activities, 1)
            if self.choices.get(number) == "run" and one.question and one.question.word
        }

    @property
    def brings_anything(self) -> bool:
        """Whether saving it would change the log."""
        return bool(self._matcher.changed) or any(one.done.added + one.done.changed for one in self.own)

    @property
    def refused(self) -> list[str]:
        """What was refused and why, one a line."""
        return self._own_refused + [line for one in self.taken for line in one.refused]

    @property
    def summary(self) -> str:
        """What would come of it, or has come of it."""
        of_own = [(Path(one.name).name, one.done) for one in self.own]
        told = [say_taken_of_own(name, done.added, done.changed, done.unchanged) for name, done in of_own]
        whole = together(self.taken, "")
        return " ".join([*told, summary(whole)] if whole.matches else told)

    @property
    def hints(self) -> list[str]:
        """What is worth knowing of how it was read."""
        hints = []
        if none := sum(one.holds_none for one in self.read):
            hints.append(say_without_activity(none))
        if any(one.kind == LIST and any(row.metres for row in one.activities) for one in self.read):
            hints.append(say_units_of_lists(self._units))
        return hints

    def take_in(self) -> None:
        """Saves it: each file of the program's own as one action, all the recordings together as one.

        Raises StoreError, and ExchangeError for what somebody else has logged meanwhile.
        """
        for one in self.own:
            self._store.import_(one.bundle, label=_label_of(one.name))
        if self._matcher.changed:
            changed, answered = self._matcher.changed.values(), self._matcher.answered
            self._store.save(*changed, label=self._label(), instead_of=answered)

    def _label(self) -> str:
        given = list(dict.fromkeys(one.given for one in self.read if not one.own))
        return _label_of(given[0]) if len(given) == 1 else f"import of {len(given)} files"


def summary(taken: Taken) -> str:
    """What became of it, in numbers and on one line."""
    return say_taken(taken.counted, dict(taken.others.most_common()))


def _as_chosen(activity: Activity, choice: Choice | None) -> Activity:
    if choice == "drop":
        return replace(activity, is_dropped=True, question=None)
    if choice == "run":
        sport = activity.sport if activity.sport.is_run else replace(activity.sport, kind="run", surface=None)
        return replace(activity, sport=sport, question=None, is_confirmed=True)
    return activity


def _rank(kind: str | None) -> int:
    return RECORDINGS.index(kind) + 1 if kind in RECORDINGS else 0
