"""What the files of watches and sites come to: one result type for all formats."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID, uuid5

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.questions import Question
from itbtui.data.exchange.sports import Sport, plain
from itbtui.data.fields import iso
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import CrossTraining, Run, WaitingRun
from itbtui.rehab.protocol.figures import shipped

_NAMESPACE = UUID("8b4f6c1e-2a57-4c0f-9f0c-6a3d1b7e5d20")
"""Of the ids of what was taken in. Never to be changed."""
_STEPS_FROM = 120
"""A cadence from here on counts steps; below it counts those of one leg, as most formats have it."""


N = TypeVar("N", bound=float)


class NoDateError(ExchangeError):
    """A file says on no day when its activity was."""


class NoActivityError(ExchangeError):
    """A file is sound and of a known format, and holds something else, as most files of a watch do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """One recorded activity. What its file does not say is None.

    ``start`` is the local time, ``date`` its day, ``moving_s`` the time without pauses, ``fastest_mps`` the speed of
    its fastest minute in metres a second. ``source`` and ``source_id`` say which of the format's own activities it is.
    ``number`` tells activities of a list apart that say the same. ``remarks`` are what was mended or is odd, each in a
    few words; ``is_cut_off`` that the file ends before the activity does; ``question`` what must be answered before it
    is taken.
    """

    sport: Sport
    start: dt.datetime | None = None
    date: dt.date | None = None
    metres: float | None = None
    moving_s: float | None = None
    elapsed_s: float | None = None
    cadence_spm: int | None = None
    rpe: int | None = None
    shoe: str | None = None
    notes: str | None = None
    source: str = ""
    source_id: str = ""
    pain: int | None = None
    number: int = 0
    fastest_mps: float | None = None
    remarks: tuple[str, ...] = ()
    is_cut_off: bool = False
    question: Question | None = None
    is_confirmed: bool = False
    """Whether the runner has said that it is a run, whatever speaks against it."""
    is_dropped: bool = False
    problem: str | None = None
    """What its file says against itself, in a few words; such an activity cannot be taken."""

    @property
    def day(self) -> dt.date | None:
        """The day on which it began, where that is known."""
        return self.start.date() if self.start else self.date

    @property
    def minutes(self) -> float | None:
        """Minutes, where the seconds are known."""
        seconds = self.moving_s or self.elapsed_s
        return round(seconds / 60, 2) if seconds else None

    @property
    def km(self) -> float | None:
        """Kilometres, where the metres are known."""
        return round(self.metres / 1000, 3) if self.metres else None

    @property
    def id(self) -> str:
        """The same whenever it is read: from the source's own id, else from its start and distance."""
        began = iso(self.start) if self.start else self.day
        name = self.source_id or f"{self.sport.kind} {began} {round(self.metres or 0)}"
        if self.number:
            name += f" {self.number}"
        named = f"{self.source if self.source_id else ''} {name}"
        return str(uuid5(_NAMESPACE, as_text(named)))

    def on(self, day: dt.date | None) -> "Activity":
        """The same, on ``day`` where it has none of its own."""
        return self if self.day or day is None else replace(self, date=day)

    def called(self, kinds: Mapping[str, str]) -> "Activity":
        """The same, where the runner has said what the word for its kind means, or, by no word, what has none is."""
        sport = self.sport
        word = "" if sport.is_unnamed else plain(sport.name)
        if sport.is_guess or word not in kinds:
            return self
        kind = kinds[word]
        return replace(self, sport=replace(sport, kind=kind, surface=sport.surface if kind == sport.kind else None))


def as_text(text: str) -> str:
    """The same without halves of characters, which JSON can hold and nothing else."""
    return text.encode(errors="replace").decode()


def as_run(activity: Activity) -> WaitingRun | Run:
    """The run, which waits for its pain where the file says none.

    Raises EntryError for what a run cannot hold, such as no distance.
    """
    if activity.problem:
        raise EntryError("distance_km", activity.problem)
    if activity.km is None:
        raise EntryError("distance_km", "there is no distance")
    run = WaitingRun(
        id=activity.id,
        date=_day(activity),
        time=activity.start.time().replace(microsecond=0) if activity.start else None,
        distance_km=activity.km,
        minutes=_in_range(activity.minutes, "minutes"),
        surface=activity.sport.surface,
        rpe=_in_range(activity.rpe, "rpe"),
        cadence_spm=_in_range(activity.cadence_spm, "cadence_spm"),
        shoe=_cut(activity.shoe, "name_chars"),
        notes=_cut(activity.notes, "notes_chars"),
    )
    return run if activity.pain is None else run.with_pain(activity.pain)


def as_training(activity: Activity) -> CrossTraining:
    """A walk or a ride, of unknown pain. Raises EntryError for what it cannot hold, such as no duration."""
    if activity.minutes is None:
        raise EntryError("minutes", "there is no duration")
    kind, notes = activity.sport.kind or "other", _cut(activity.notes, "notes_chars")
    return CrossTraining(id=activity.id, date=_day(activity), kind=kind, minutes=activity.minutes, notes=notes)


def steps(cadence: float | None) -> int | None:
    """Steps a minute, from a cadence that counts those of one leg or of both."""
    if not cadence:
        return None
    return round(cadence if cadence >= _STEPS_FROM else 2 * cadence)


def _day(activity: Activity) -> dt.date:
    if activity.day is None:
        raise EntryError("date", "there is no date")
    return activity.day


def _in_range(value: N | None, limit: str) -> N | None:
    """What a watch says beside the run itself, unless it is no such figure."""
    return value if value is not None and value in getattr(shipped().limits, limit) else None


def _cut(text: str | None, limit: str) -> str | None:
    """A text that a site allows to be longer than the log does."""
    return (text or "").strip()[: int(getattr(shipped().limits, limit).high)] or None
