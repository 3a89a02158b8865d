"""Which activities are new, and which the log knows already, from the same source or from another."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from itbtui.data.exchange.activity import Activity, as_run, as_training
from itbtui.data.exchange.questions import of_overlap
from itbtui.measures import EARLIEST
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import CrossTraining, Entry, Run, WaitingRun
from itbtui.rehab.log.log import Log

SAME_START = dt.timedelta(minutes=2)
SAME_PERCENT = 2
"""Two runs that begin so near to each other, and differ by no more in distance, are one."""
ZONES_STEP, ZONES_APART = dt.timedelta(minutes=15), dt.timedelta(hours=14)
"""Clocks of two time zones differ by a multiple of the one, and by no more than the other."""
SAME_SECOND = dt.timedelta(seconds=2)
_MOST_OF_IT, _LITTLE_OF_IT = 0.5, 0.05
"""Two recordings of which one lies mostly within the other are of one run; less than a little is a clock's fault."""
_LONGEST_S = 2 * 86_400
_MOST_OF_DAYS = 100
"""Activities of three days; more are those of nobody."""
TYPED_IN_WITHIN = dt.timedelta(hours=3)
"""A run typed in has the time at which that was done unless it is changed: so long after the run it is the same."""

Said = Literal["new", "known", "merged", "refused", "asked", "dropped", "other"]
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
        self._of_list: list[Ran | CrossTraining] = []
        """New ones of the list that is being taken, which are told apart from each other anyway."""
        self._elapsed: dict[str, dt.timedelta] = {}
        """How long the entries of this import went on, pauses counted, where that is known."""
        self.changed: dict[str, Entry] = {}
        self._waiting: dict[str, WaitingRun] = {}
        self.know(log)

    def know(self, log: Log) -> None:
        """What is in the log already, or will be by the time that ``changed`` is saved; a known pain stays known."""
        waiting = [run for run in log.waiting if not isinstance(self._ids.get(run.id), Run)]
        self._waiting |= {run.id: run for run in waiting}
        for entry in (*log.runs, *waiting, *log.cross_training):
            self._keep(entry)

    @property
    def answered(self) -> list[WaitingRun]:
        """The runs of the log that need no longer wait for their pain: runs among ``changed`` take their places."""
        return [run for id_, run in self._waiting.items() if isinstance(self.changed.get(id_), Run)]

    def take(self, activities: Iterable[Activity], *, is_list: bool = False) -> list[Match]:
        """What becomes of the activities of one file; of a list no two rows are one run."""
        matched: set[str] = set()
        taken = [self._take(activity, matched, is_list) for activity in activities]
        for entry in self._of_list:
            self._days[entry.date][entry.id] = None
        self._of_list.clear()
        return taken

    def _take(self, activity: Activity, matched: set[str], is_list: bool) -> Match:
        sport = activity.sport
        if activity.is_dropped:
            return Match(activity, "dropped")
        if activity.question:
            return self._asked(activity)
        if sport.kind in (None, "none") or not (sport.is_run or self._others):
            return Match(activity, "other")
        try:
            entry: Ran | CrossTraining = as_run(activity) if sport.is_run else as_training(activity)
        except EntryError as error:
            return Match(activity, "refused", problem=error.problem)
        if problem := self._odd_day(entry.date):
            return Match(activity, "refused", problem=problem)
        if entry.id not in self._ids and self._is_full(entry.date):
            problem = f"there are {_MOST_OF_DAYS} activities around {entry.date} already, more than anybody has"
            return Match(activity, "refused", problem=problem)
        apart = matched if is_list else set()
        known = self._ids.get(entry.id) or next(self._same(entry, activity, matched, apart), None)
        if known is None:
            if not is_list and not activity.is_confirmed and (other := self._overlapping(entry, activity)):
                when = f"{other.date} {other.time:%H:%M}"
                return Match(replace(activity, question=of_overlap(when)), "asked", problem=of_overlap(when).text)
            self.changed[entry.id] = self._ids[entry.id] = entry
            if is_list:
                self._of_list.append(entry)
            else:
                self._keep(entry)
            matched.add(entry.id)
            self._note_end(entry, activity)
            return Match(activity, "new", entry)
        matched.add(known.id)
        if isinstance(entry, Ran) and isinstance(known, Ran):
            more = _completed(known, entry)
            if more != known:
                self.changed[more.id] = more
                self._keep(more)
                return Match(activity, "merged", more)
        return Match(activity, "known", known)

    def _asked(self, activity: Activity) -> Match:
        """Asked, unless it is in the log already: then it was answered."""
        question = activity.question
        assert question is not None
        as_one = replace(activity, question=None, sport=replace(activity.sport, kind="run"))
        for one in (activity, as_one):
            if known := self._ids.get(one.id):
                return Match(activity, "known", known)
        if activity.day and (problem := self._odd_day(activity.day)):
            return Match(activity, "refused", problem=problem)
        return Match(activity, "asked", problem=question.text)

    def _odd_day(self, day: dt.date) -> str:
        if (day - self._today).days > 1:
            return f"{day} is in the future"
        return f"{day} is before {EARLIEST.year}" if day < EARLIEST else ""

    def _note_end(self, entry: Entry, activity: Activity) -> None:
        self._elapsed[entry.id] = _lasts(activity)

    def _keep(self, entry: Entry) -> None:
        self._ids[entry.id] = entry
        self._days[entry.date][entry.id] = None  # type: ignore[attr-defined]

    def _is_full(self, day: dt.date) -> bool:
        """Whether as many as there may be are on that day and those beside it: each is compared with each."""
        return sum(len(self._days.get(one, ())) for one in _near_days(day)) >= _MOST_OF_DAYS

    def _there(self, day: dt.date) -> list[Entry]:
        """The entries of that day and of those beside it."""
        return [self._ids[id_] for one in _near_days(day) for id_ in self._days.get(one, ())]

    def _same(
        self, entry: Ran | CrossTraining, activity: Activity, matched: set[str], apart: set[str]
    ) -> Iterator[Entry]:
        """The entries it may be the same as, those of the same moment first; none of ``apart``."""
        there = [other for other in self._there(entry.date) if other.id not in apart]
        if isinstance(entry, CrossTraining):
            yield from (other for other in there if isinstance(other, CrossTraining) and _same_training(entry, other))
            return
        runs = [other for other in there if isinstance(other, Ran)]
        ran = [other for other in runs if _near(entry.distance_km, other.distance_km)]
        yield from (other for other in ran if _same_moment(entry, other))
        yield from (other for other in runs if self._share(entry, activity, other) >= _MOST_OF_IT)
        # What is told apart by its day alone is the same as one other of a file, and no more.
        yield from (other for other in ran if other.id not in matched and _same_day(entry, other))

    def _overlapping(self, entry: Ran | CrossTraining, activity: Activity) -> Ran | None:
        """A run that went on when this one began, or the other way round."""
        if not isinstance(entry, Ran):
            return None
        others = (other for other in self._there(entry.date) if isinstance(other, Ran) and not _typed_in(other))
        return next((other for other in others if self._share(entry, activity, other) > _LITTLE_OF_IT), None)

    def _share(self, entry: Ran, activity: Activity, other: Ran) -> float:
        """How much of the shorter of two runs lies within the other; 0 where that is not known."""
        if entry.time is None or other.time is None:
            return 0.0
        began, also = (dt.datetime.combine(run.date, run.time or dt.time()) for run in (entry, other))
        lasts = _lasts(activity)
        other_lasts = self._elapsed.get(other.id) or dt.timedelta(minutes=other.minutes or 0)
        if began == also and began.second:
            return 1.0  # nobody begins two runs at once
        shorter = min(lasts, other_lasts)
        if not shorter:
            return 0.0
        both = min(began + lasts, also + other_lasts) - max(began, also)
        return max(both / shorter, 0.0)


def _lasts(activity: Activity) -> dt.timedelta:
    """How long it went on, pauses counted unless they took longer than it did itself."""
    moving, elapsed = activity.moving_s or 0.0, activity.elapsed_s or 0.0
    seconds = elapsed if not moving or elapsed <= 2 * moving else moving
    return dt.timedelta(seconds=min(seconds, _LONGEST_S))


def _near_days(day: dt.date) -> list[dt.date]:
    return [day + dt.timedelta(days=days) for days in (0, -1, 1) if _exists(day, days)]


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


def _completed(known: Ran, more: Ran) -> Ran:
    """What is known, with what it lacks: nothing that stands there is overwritten."""
    if isinstance(known, WaitingRun) and isinstance(more, Run):
        known = known.with_pain(more.pain)
    lacking = {key: getattr(more, key) for key in _COMPLETED if getattr(known, key) is None}
    if known.date != more.date:
        lacking.pop("time", None)
    return replace(known, **lacking)
