"""Which activities are new, and which the log knows already, from the same source or from another."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from itbtui.data.exchange.activity import Activity, as_run, as_training
from itbtui.rehab.checks import EntryError
from itbtui.rehab.entries import CrossTraining, Entry, Run, WaitingRun
from itbtui.rehab.log import Log

SAME_START = dt.timedelta(minutes=2)
SAME_PERCENT = 2
"""Two runs that begin so near to each other, and differ by no more in distance, are one."""
ZONES_STEP, ZONES_APART = dt.timedelta(minutes=15), dt.timedelta(hours=14)
"""Clocks of two time zones differ by a multiple of the one, and by no more than the other."""
SAME_SECOND = dt.timedelta(seconds=2)
TYPED_IN_WITHIN = dt.timedelta(hours=3)
"""A run typed in has the time at which that was done unless it is changed: so long after the run it is the same."""

Said = Literal["new", "known", "merged", "refused", "other"]
Ran = Run | WaitingRun
_COMPLETED = ("time", "minutes", "surface", "rpe", "cadence_spm", "shoe", "notes")


@dataclass(frozen=True, slots=True)
class Match:
    """What becomes of one activity. ``entry`` is what the log holds for it then; ``problem`` says why there is none."""

    activity: Activity
    said: Said
    entry: Entry | None = None
    problem: str = ""


class Matcher:
    """Takes activities one after the other; ``changed`` are the entries to be saved. ``today`` is the present day."""

    def __init__(self, log: Log, today: dt.date, *, others: bool = False) -> None:
        self._today = today
        self._others = others
        self._ids: dict[str, Entry] = {}
        self._days: dict[dt.date, dict[str, None]] = defaultdict(dict)
        self.changed: dict[str, Entry] = {}
        for entry in (*log.runs, *log.waiting, *log.cross_training):
            self._keep(entry)

    def take(self, activities: Iterable[Activity]) -> list[Match]:
        """What becomes of the activities of one file."""
        matched: set[str] = set()
        return [self._take(activity, matched) for activity in activities]

    def _take(self, activity: Activity, matched: set[str]) -> Match:
        sport = activity.sport
        if sport.kind is None or not (sport.is_run or self._others):
            return Match(activity, "other")
        try:
            entry = as_run(activity) if sport.is_run else as_training(activity)
        except EntryError as error:
            return Match(activity, "refused", problem=error.problem)
        if (entry.date - self._today).days > 1:
            return Match(activity, "refused", problem=f"{entry.date} is in the future")
        known = self._ids.get(entry.id) or next(self._same(entry, matched), None)
        if known is None:
            self._change(entry)
            return Match(activity, "new", entry)
        matched.add(known.id)
        if isinstance(entry, WaitingRun) and isinstance(known, Ran):
            more = _completed(known, entry)
            if more != known:
                self._change(more)
                return Match(activity, "merged", more)
        return Match(activity, "known", known)

    def _change(self, entry: Entry) -> None:
        self.changed[entry.id] = entry
        self._keep(entry)

    def _keep(self, entry: Entry) -> None:
        self._ids[entry.id] = entry
        self._days[entry.date][entry.id] = None  # type: ignore[attr-defined]

    def _same(self, entry: WaitingRun | CrossTraining, matched: set[str]) -> Iterator[Entry]:
        """The entries it may be the same as, those of the same moment first."""
        near = [entry.date + dt.timedelta(days=days) for days in (0, -1, 1) if _exists(entry.date, days)]
        there = [self._ids[id_] for day in near for id_ in self._days.get(day, ())]
        if isinstance(entry, CrossTraining):
            yield from (other for other in there if isinstance(other, CrossTraining) and _same_training(entry, other))
            return
        ran = [other for other in there if isinstance(other, Ran) and _near(entry.distance_km, other.distance_km)]
        yield from (other for other in ran if _same_moment(entry, other))
        # What is told apart by its day alone is the same as one other of a file, and no more.
        yield from (other for other in ran if other.id not in matched and _same_day(entry, other))


def _exists(day: dt.date, days: int) -> bool:
    return dt.date.min <= day and 0 < day.toordinal() + days <= dt.date.max.toordinal()


def _near(one: float, other: float) -> bool:
    return abs(one - other) * 100 <= SAME_PERCENT * max(one, other)


def _same_moment(one: Ran, other: Ran) -> bool:
    if one.time is None or other.time is None:
        return False
    since = dt.datetime.combine(other.date, other.time) - dt.datetime.combine(one.date, one.time)
    if abs(since) <= SAME_START or _other_zone(one, other, since):
        return True
    ended = dt.timedelta(minutes=one.minutes or 0)
    return _typed_in(other) and _same_minutes(one, other) and ended - SAME_START <= since <= ended + TYPED_IN_WITHIN


def _other_zone(one: Ran, other: Ran, since: dt.timedelta) -> bool:
    """Whether the clocks of two time zones may have shown one moment, to the second.

    A watch says where it was; a list in UTC is read with the zone of this machine, which may be at home by now. A time
    without seconds was typed in, and says too little.
    """
    if not (one.time and one.time.second and other.time and other.time.second):
        return False
    beside = (since + ZONES_STEP / 2) % ZONES_STEP - ZONES_STEP / 2
    return abs(since) <= ZONES_APART and abs(beside) <= SAME_SECOND


def _typed_in(entry: Ran) -> bool:
    """Whether the id says that it was made here, and not from a file."""
    try:
        return isinstance(entry, Run) and UUID(entry.id).version == 4
    except ValueError:
        return False


def _same_day(one: Ran, other: Ran) -> bool:
    has_times = one.time is not None and other.time is not None
    return not has_times and one.date == other.date and _same_minutes(one, other)


def _same_minutes(one: Ran, other: Ran) -> bool:
    return one.minutes is None or other.minutes is None or _near(one.minutes, other.minutes)


def _same_training(one: CrossTraining, other: CrossTraining) -> bool:
    return one.date == other.date and one.kind == other.kind and _near(one.minutes, other.minutes)


def _completed(known: Ran, more: WaitingRun) -> Ran:
    """What is known, with what it lacks: nothing that stands there is overwritten."""
    lacking = {key: getattr(more, key) for key in _COMPLETED if getattr(known, key) is None}
    if known.date != more.date:
        lacking.pop("time", None)
    return replace(known, **lacking)
