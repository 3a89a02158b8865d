"""The log: all entries, in an order that does not depend on how they were added, and by day."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from enum import Enum, auto
from functools import cached_property
from typing import Any

from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.days import to_date
from itbtui.rehab.log.entries import (
    CheckIn,
    Clearance,
    CrossTraining,
    Dated,
    Entry,
    Episode,
    ExerciseDone,
    OwnExercise,
    Progression,
    Race,
    Run,
    Session,
    Shoe,
    WaitingRun,
)
from itbtui.rehab.protocol.figures import ToleranceRules
from itbtui.values import Record, Value


class DayKind(Enum):
    """What a day says about the knee. Unlogged is neither of the others: unknown is never zero."""

    PAIN_FREE = auto()
    PAINFUL = auto()
    UNLOGGED = auto()


PAIN_FREE, PAINFUL, UNLOGGED = DayKind


class Day(Record):
    """What was logged on one day."""

    __slots__ = ("check_in", "clearances", "cross_training", "runs", "sessions", "waiting")
    runs: tuple[Run, ...]
    check_in: CheckIn | None
    sessions: tuple[Session, ...]
    cross_training: tuple[CrossTraining, ...]
    clearances: tuple[Clearance, ...]
    waiting: tuple[WaitingRun, ...]
    """Runs of unknown pain: no rule judges them, and the day is no pain-free one."""

    def __init__(self) -> None:
        """At first it is empty."""
        # Each day of the log is one: as other records it would take ten times as long to make, and longer to read.
        self.runs = self.sessions = self.cross_training = self.clearances = self.waiting = ()
        self.check_in = None

    @property
    def exercises(self) -> Iterator[ExerciseDone]:
        """Sessions of a day are one: the exercises of them all."""
        for session in self.sessions:
            yield from session.exercises

    @property
    def exercise_pain(self) -> int:
        """The worst knee pain known of an exercise, 0-10."""
        return max(filter(None, self._exercise_pains), default=0)

    @property
    def _exercise_pains(self) -> set[int | None]:
        """The knee pains of its exercises, unknown ones as nothing."""
        return {item.pain for session in self.sessions for item in session.exercises}

    @property
    def metres(self) -> int:
        """Metres of the day's runs, without those that wait for their pain."""
        return sum([run.metres for run in self.runs])

    @property
    def ran_metres(self) -> int:
        """The same, with the runs that wait for their pain."""
        return self.metres + sum(run.metres for run in self.waiting)

    @property
    def minutes(self) -> float | None:
        """The minutes of the day's runs, which are one run; unknown where one of them is."""
        minutes: float = 0
        for run in self.runs:
            if run.minutes is None:
                return None
            minutes += run.minutes
        return minutes if self.runs else None

    @property
    def morning(self) -> int | None:
        """Knee pain on getting up, 0-10, where it was logged."""
        return self.check_in.morning if self.check_in else None

    @property
    def worst(self) -> int | None:
        """The worst pain logged on the day, whatever it came from, 0-10; unknown where nothing was logged."""
        pains = [run.pain for run in self.runs]
        pains += [pain for item in self.cross_training if (pain := item.pain) is not None]
        pains += [pain for item in self.exercises if (pain := item.pain) is not None]
        if self.check_in:
            pains += [pain for pain in (self.check_in.morning, self.check_in.daily) if pain is not None]
        return max(pains, default=None)

    @property
    def swollen(self) -> bool:
        """Any swelling, noted with a run or in the check-in."""
        return bool(self.swollen_entries)

    @property
    def swollen_entries(self) -> list[Run | CheckIn]:
        """The runs and the check-in in which a swelling was noted."""
        noted: list[Run | CheckIn] = [run for run in self.runs if run.swelling in ("mild", "marked")]
        c = self.check_in
        if c and (c.swelling in ("mild", "marked") or c.swelling_behind):
            noted.append(c)
        return noted

    def kind(self, tolerance: ToleranceRules, *, with_runs: bool = True) -> DayKind:
        """Pain-free, painful or unlogged, by what the tolerance lets pass."""
        c, pains = self.check_in, self._exercise_pains if self.sessions else ()
        training = [item.pain for item in self.cross_training] if self.cross_training else ()
        if (c and _check_in_hurt(c, tolerance.tolerated)) or any(pains) or any(training):
            return PAINFUL
        for run in self.runs if with_runs else ():
            if _run_hurt(run, tolerance.settle_hours):
                return PAINFUL
        if c is None or c.morning is None or c.daily is None or self.waiting:
            return UNLOGGED
        if None in pains and any(item.pain is None and item.done for item in self.exercises):
            return UNLOGGED
        return UNLOGGED if None in training else PAIN_FREE

    def painful_ids(self, tolerance: ToleranceRules, *, with_runs: bool = True) -> tuple[str, ...]:
        """The entries that make the day a painful one."""
        hurt: list[Entry] = [run for run in self.runs if with_runs and _run_hurt(run, tolerance.settle_hours)]
        hurt += [item for item in self.cross_training if item.pain]
        hurt += [session for session in self.sessions if any(item.pain for item in session.exercises)]
        if self.check_in and _check_in_hurt(self.check_in, tolerance.tolerated):
            hurt.append(self.check_in)
        return tuple(entry.id for entry in hurt)


def _check_in_hurt(c: CheckIn, tolerated: int) -> bool:
    if (c.morning or 0) > tolerated or (c.daily or 0) > tolerated:
        return True
    return bool(c.swelling in ("mild", "marked") or c.swelling_behind or c.flags)


def _run_hurt(run: Run, settle_hours: float) -> bool:
    slow = run.settle_h is not None and run.settle_h > settle_hours
    return bool(run.pain or run.limped or slow or run.swelling in ("mild", "marked"))


NOTHING = Day()


class Log(Value, kw_only=True):
    """Everything that was logged, or what was logged from some day on. Build it with ``Log.of``."""

    episodes: tuple[Episode, ...] = ()
    runs: tuple[Run, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    sessions: tuple[Session, ...] = ()
    cross_training: tuple[CrossTraining, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    shoes: tuple[Shoe, ...] = ()
    races: tuple[Race, ...] = ()
    exercises: tuple[OwnExercise, ...] = ()
    progressions: tuple[Progression, ...] = ()
    waiting: tuple[WaitingRun, ...] = ()
    since: int = 0
    """The ordinal of the first day that it speaks of; 0 where it is the whole log."""

    @classmethod
    def of(cls, entries: Iterable[Entry], since: int = 0) -> "Log":
        """A log of these entries. Raises EntryError for two entries with one id or two check-ins on one date.

        ``since``: what lies before that day, as an ordinal, is left out and not known to be empty.
        """
        lists: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            lists[LISTS[type(entry)]].append(entry)
        log = cls(since=since, **{name: tuple(sorted(found, key=_order)) for name, found in lists.items()})  # type: ignore[arg-type]
        log._check()
        return log

    def changed(self, entries: Iterable[Entry], gone: Iterable[tuple[str, str]]) -> "Log":
        """This log with ``entries``, and without those that ``gone`` names by list and id. Raises EntryError."""
        leave: dict[str, set[str]] = defaultdict(set)
        come: dict[str, list[Entry]] = defaultdict(list)
        for name, id_ in gone:
            leave[name].add(id_)
        for entry in entries:
            come[LISTS[type(entry)]].append(entry)
        lists: dict[str, Any] = {}
        touched = set[dt.date]()
        for name in {*leave, *come}:
            went = [e for e in getattr(self, name) if e.id in leave[name]]
            stay = (e for e in getattr(self, name) if e.id not in leave[name])
            lists[name] = tuple(sorted([*stay, *come[name]], key=_order))
            touched |= {e.date for e in (*went, *come[name]) if isinstance(e, Dated)}
        log = self._with(lists)
        log._check()
        if "days" in self.__dict__:
            # To gather all days of a long log anew would take as long as the rest of a save.
            others = {day.toordinal() for day in touched}
            days = {day: known for day, known in self.days.items() if day not in others}
            log.__dict__["days"] = days | log._on(touched).days
        return log

    def _check(self) -> None:
        _refuse_twice("id", "two entries have the id", [entry.id for entry in self.entries()])
        _refuse_twice("date", "there are two check-ins on", [check_in.date for check_in in self.check_ins])

    def entries(self) -> Iterator[Entry]:
        """All entries, list by list."""
        for name in LISTS.values():
            yield from getattr(self, name)

    def __len__(self) -> int:
        return sum(len(getattr(self, name)) for name in LISTS.values())

    def first_difference(self, other: "Log") -> int | None:
        """The first day, as an ordinal, of which the two say something else to the plan, where there is one.

        What the runner's exercises are is said of every day. Days that one of them does not speak of are passed over.
        """
        if self.exercises != other.exercises:
            return 0
        since = max(self.since, other.since)
        ours, theirs = self.from_day(since), other.from_day(since)
        days = (_first_difference(getattr(ours, name), getattr(theirs, name)) for name in _READ_BY_DAY)
        return min((day for day in days if day is not None), default=None)

    def until(self, day: dt.date) -> "Log":
        """The log as it was on the evening of ``day``: entries of later dates are left out."""
        if all(entry.date <= day for entry in self._last_of_each()):
            return self
        return self._with({name: tuple(e for e in getattr(self, name) if e.date <= day) for name in _READ_BY_DAY})

    @property
    def last_day(self) -> dt.date | None:
        """The last day of which something was logged; races to come are no such thing."""
        return max((entry.date for entry in self._last_of_each()), default=None)

    def from_day(self, since: int) -> "Log":
        """The log without the entries before the day of the ordinal ``since``."""
        if not since:
            return self
        first = to_date(since)
        lists = {name: tuple(e for e in getattr(self, name) if e.date >= first) for name in _READ_BY_DAY}
        return replace(self._with(lists), since=since)

    def _on(self, days: Set[dt.date]) -> "Log":
        """The log of these days alone."""
        return self._with({name: tuple(e for e in getattr(self, name) if e.date in days) for name in _READ_BY_DAY})

    def _with(self, lists: dict[str, Any]) -> "Log":
        return replace(self, **lists)

    def _last_of_each(self) -> Iterator[Dated | Episode]:
        return (entries[-1] for name in _READ_BY_DAY if (entries := getattr(self, name)))

    @cached_property
    def days(self) -> dict[int, Day]:
        """What was logged, by the ordinal of its day."""
        days: dict[int, Day] = defaultdict(Day)
        for run in self.runs:
            days[run.date.toordinal()].runs += (run,)
        for check_in in self.check_ins:
            days[check_in.date.toordinal()].check_in = check_in
        for session in self.sessions:
            days[session.date.toordinal()].sessions += (session,)
        for item in self.cross_training:
            days[item.date.toordinal()].cross_training += (item,)
        for clearance in self.clearances:
            days[clearance.date.toordinal()].clearances += (clearance,)
        for waiting in self.waiting:
            days[waiting.date.toordinal()].waiting += (waiting,)
        return dict(days)

    def check_in_on(self, day: dt.date) -> CheckIn | None:
        """The check-in of a day, where there is one."""
        found = self.days.get(day.toordinal())
        return found.check_in if found else None


LISTS: dict[type[Entry], str] = {
    Episode: "episodes",
    Run: "runs",
    CheckIn: "check_ins",
    Session: "sessions",
    CrossTraining: "cross_training",
    Clearance: "clearances",
    Shoe: "shoes",
    Race: "races",
    OwnExercise: "exercises",
    Progression: "progressions",
    WaitingRun: "waiting",
}
"""The list of the log in which each kind of entry stands, in the order of the exchange file."""

_READ_BY_DAY = ("episodes", "runs", "check_ins", "sessions", "cross_training", "clearances", "waiting")
"""The lists that the plan for a day reads up to that day."""


def _order(entry: Entry) -> tuple[dt.date, dt.time, str]:
    day = getattr(entry, "date", None) or dt.date.min
    return day, getattr(entry, "time", None) or dt.time.min, entry.id


def _refuse_twice(key: str, told: str, values: Sequence[str | dt.date]) -> None:
    if len(set(values)) < len(values):
        twice = next(value for value, times in Counter(values).items() if times > 1)
        raise EntryError(key, f"{told} {twice}")


def _first_difference(ours: Sequence[Dated | Episode], theirs: Sequence[Dated | Episode]) -> int | None:
    for one, other in zip(ours, theirs, strict=False):
        if one is not other and one != other:
            return min(one.date, other.date).toordinal()
    further = ours[len(theirs) :] or theirs[len(ours) :]
    return further[0].date.toordinal() if further else None
