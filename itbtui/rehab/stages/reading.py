"""The log as the rules read it: what belongs to which run, what each day says, how clean each run was.

Everything here follows from the entries and the settings alone, not from the stage the runner is in.
"""

from bisect import bisect_left, bisect_right
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import field, replace
from enum import Enum, auto
from itertools import accumulate, repeat
from typing import NamedTuple, TypeVar, cast

from itbtui.rehab.log.entries import Episode, Settings, WaitingRun
from itbtui.rehab.log.log import NOTHING, PAINFUL, UNLOGGED, Day, DayKind, Log
from itbtui.rehab.log.sessions import worst_by_exercise
from itbtui.rehab.protocol.figures import Protocol
from itbtui.rehab.rules import LEVEL_RULES, RUN_RULES, SESSION_RULES, UNCONFIRMED
from itbtui.rehab.rules.clinician import marked_swelling, red_flag
from itbtui.rehab.rules.days import Pain, swollen
from itbtui.rehab.rules.exercises import Twinges
from itbtui.rehab.rules.finding import Finding, Grounds
from itbtui.rehab.rules.runs import Given, RunInDays, fired, first_mile
from itbtui.values import Value

T = TypeVar("T")


class Clean(Enum):
    """How clean the runs of a day were, taken as one. Unconfirmed: only ``masked`` or ``morning-unknown`` fires."""

    CLEAN = auto()
    UNCONFIRMED = auto()
    UNCLEAN = auto()


CLEAN, UNCONFIRMED_ONLY, UNCLEAN = Clean


class RunDay(NamedTuple):
    """The runs of a day, taken as one; ``minutes`` are unknown where those of one of them are."""

    number: int
    metres: int
    minutes: float | None
    clean: Clean
    fired: Sequence[list[Finding]]
    """All the rows that fire on each run; a run on which none does is left out."""


class Known(Value):
    """What was read of the days before ``first``: a log that holds the same up to there says the same of them."""

    first: int = 0
    kinds: Mapping[int, DayKind] = field(default_factory=dict)
    painful: Sequence[int] = ()
    run_days: Sequence[int] = ()
    waiting_days: Sequence[int] = ()
    findings: Mapping[int, list[Finding]] = field(default_factory=dict)
    locking: Mapping[str, Finding] = field(default_factory=dict)
    stopped: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    hurt: Sequence[tuple[int, dict[str, int]]] = ()
    ran: Sequence[RunDay] = ()
    """These end earlier: what belongs to a run may come days after it."""


NOTHING_KNOWN = Known()


class Reading:
    """A log read under its settings. Days are ordinals."""

    def __init__(self, log: Log, settings: Settings, protocol: Protocol, known: Known = NOTHING_KNOWN) -> None:
        """``known``: what another reading with these settings knows already."""
        self.days: Mapping[int, Day] = log.days
        self.settings = settings
        self.protocol = protocol
        self.given = Given.of(protocol, settings.tolerance)
        self.tolerance = protocol.tolerance[settings.tolerance]
        in_order = sorted(self.days.items())
        new = in_order[bisect_left(in_order, known.first, key=_number) :]
        kinds = {number: day.kind(self.tolerance) for number, day in new}
        self._kinds: Mapping[int, DayKind] = {**known.kinds, **kinds}
        self._painful = [*known.painful, *[number for number, kind in kinds.items() if kind is PAINFUL]]
        belongs = range(protocol.consequences.belongs_days + 1)
        self._pain_by = {number - ago for number in self._painful for ago in belongs}
        """The days that were painful, or were followed by a painful one among those that may belong to their runs."""
        self.run_days = [*known.run_days, *[number for number, day in new if day.runs]]
        self.waiting_days = [*known.waiting_days, *[number for number, day in new if day.waiting]]
        self.episodes: dict[int, list[Episode]] = {}
        """The episodes entered, by the day on which they began."""
        for episode in log.episodes:
            self.episodes.setdefault(episode.began.toordinal(), []).append(episode)
        self._found: dict[int, list[Finding]] = defaultdict(list, known.findings)
        self.findings: Mapping[int, list[Finding]] = self._found
        """What 6.1, 6.5 and 6.6 find, by day."""
        self.locking: dict[str, Finding] = {**known.locking}
        """What 6.1 finds in a run, by the run's id: such a run gives no other finding."""
        self._hurt = [*known.hurt]
        # Whatever there is to find in a day makes it a painful one.
        for number in self._painful[len(known.painful) :]:
            self._read_day(number, self.days[number])
        self.stopped: Mapping[int, tuple[str, ...]] = {**known.stopped, **self._read_sessions(new)}
        """The exercises that rest after what they did to the knee, by day."""
        self._owned = {run_day for found in self.findings.values() for f in found if (run_day := f.run_day) is not None}
        self.ran = [*known.ran, *map(self._taken_together, self.run_days[len(known.ran) :])]
        self._ran_on = {ran.number: ran for ran in self.ran}
        self._metres_before = [*accumulate((ran.metres for ran in self.ran), initial=0)]

    def known_until(self, first: int) -> Known:
        """What stays as it is for a log that differs from this one on ``first`` at the earliest."""
        runs = bisect_left(self.run_days, first)
        clear = first - self.protocol.consequences.belongs_days
        return Known(
            first=first,
            kinds=_until(first, self._kinds),
            painful=self.painful_between(0, first - 1),
            run_days=self.run_days[:runs],
            waiting_days=self.waiting_days[: bisect_left(self.waiting_days, first)],
            findings=_until(first, self.findings),
            locking={run: finding for run, finding in self.locking.items() if finding.day < first},
            stopped=_until(first, self.stopped),
            hurt=self._hurt[: bisect_left(self._hurt, first, key=_number)],
            ran=self.ran[: bisect_left(self.run_days, clear)],
        )

    @property
    def hurt_last(self) -> Mapping[str, int]:
        """The exercises in which the knee hurt when they were done last, with that pain."""
        return self._hurt[-1][1] if self._hurt else {}

    def hurt_before(self, first: int) -> Mapping[str, int]:
        """The same as it was before the day ``first``."""
        count = bisect_left(self._hurt, first, key=_number)
        return self._hurt[count - 1][1] if count else {}

    def in_the_morning(self, number: int) -> "Reading":
        """The same as it was known on the morning of a day: of the day itself no more than that, and a clearance."""
        other, day = copy(self), self.day(number)
        morning = day.check_in and replace(day.check_in, daily=None, swelling=None, swelling_behind=None, flags=())
        early = Day()
        early.check_in, early.clearances = morning, day.clearances
        other.days = ChainMap({number: early}, cast("dict[int, Day]", self.days))
        kind = early.kind(self.tolerance)
        other._kinds = ChainMap({number: kind}, cast("dict[int, DayKind]", self._kinds))
        other._painful = [*self.painful_between(0, number - 1), *([number] if kind is PAINFUL else ())]
        other._found = defaultdict(list)
        other._read_soreness(number, early)
        other.findings = {**other._found}
        other.episodes = {}
        return other

    def day(self, number: int) -> Day:
        """What was logged on a day."""
        return self.days.get(number, NOTHING)

    def kind(self, number: int, *, with_runs: bool = True) -> DayKind:
        """What a day says about the knee; ``with_runs`` its runs are part of it."""
        kind = self._kinds.get(number, UNLOGGED)
        # Runs make a day painful, and nothing else.
        if with_runs or kind is not PAINFUL or not self.day(number).runs:
            return kind
        return self.day(number).kind(self.tolerance, with_runs=False)

    def kinds(self, days: Iterable[int]) -> Iterator[DayKind]:
        """The same of several days, with their runs."""
        return map(self._kinds.get, days, repeat(UNLOGGED))

    def painful_between(self, first: int, last: int) -> list[int]:
        """The painful ones of these days, both included, by all that was logged of them."""
        return self._painful[bisect_left(self._painful, first) : bisect_right(self._painful, last)]

    # --- what belongs to which run --------------------------------------------------

    def morning_owner(self, number: int) -> int | None:
        """The day of the run that the morning of ``number`` belongs to."""
        return self._owner(number - 1, number - self.protocol.consequences.belongs_days)

    def rest_owner(self, number: int) -> int | None:
        """The day of the run that the rest of ``number`` belongs to."""
        return self._owner(number, number - self.protocol.consequences.belongs_days)

    def last_run_day(self, last: int) -> int | None:
        """The last day with a run up to ``last``, itself included."""
        return _last_of(self.run_days, last)

    def _owner(self, last: int, first: int) -> int | None:
        day = self.last_run_day(last)
        return day if day is not None and day >= first else None

    def ran_between(self, first: int, last: int) -> list[RunDay]:
        """The days with runs among these, both included."""
        return self.ran[bisect_left(self.run_days, first) : bisect_right(self.run_days, last)]

    def ran_metres_between(self, first: int, last: int) -> int:
        """The metres run on these days, both included."""
        before, days = self._metres_before, self.run_days
        return before[bisect_right(days, last)] - before[bisect_left(days, first)]

    def metres_between(self, first: int, last: int) -> int:
        """The same, also those of runs whose pain is still to be said."""
        known = self.ran_metres_between(first, last)
        return known + sum(run.metres for run in self.waiting_between(first, last)) if self.waiting_days else known

    def waiting_between(self, first: int, last: int) -> Iterator[WaitingRun]:
        """The runs of these days, both included, whose pain is still to be said."""
        for index in range(bisect_left(self.waiting_days, first), bisect_right(self.waiting_days, last)):
            yield from self.days[self.waiting_days[index]].waiting

    def about(self, number: int) -> list[RunInDays]:
        """The runs of a day, each with what belongs to it."""
        day, second = self.day(number), number + self.protocol.consequences.belongs_days
        of_second = self.day(second).check_in if self.morning_owner(second) == number else None
        *earlier, last = day.runs
        whole = RunInDays(last, True, day.check_in, self.day(number + 1).check_in, of_second)
        return [*(RunInDays(run, False, day.check_in, None, None) for run in earlier), whole]

    def judge(self, number: int, *, without: tuple[str, ...]) -> list[Finding]:
        """What the rules find in each run of a day, one finding a run; rows of 6.2 in ``without`` are not read."""
        return _worst(self.ran_on(number).fired, without)

    def _fire(self, number: int) -> list[list[Finding]]:
        """All the rows that fire on each run of a day; a run on which none does is left out."""
        found = [
            [self.locking[about.run.id]] if about.run.id in self.locking else fired(about, self.given, RUN_RULES)
            for about in self.about(number)
        ]
        return [of_run for of_run in found if of_run]

    def _is_plain(self, number: int, day: Day) -> bool:
        """Whether no row can fire on the runs of a day.

        Nothing hurt then or in the days of what belongs to them, no pain relief was taken, the morning after is logged.
        """
        morning_after = self.day(number + 1).check_in
        if morning_after is None or morning_after.morning is None:
            return False
        if number in self._pain_by or True in [run.pain_relief for run in day.runs]:
            return False
        # What is tolerated makes no day painful, and a morning worse all the same.
        around = range(number, number + self.protocol.consequences.belongs_days + 1)
        return not self.tolerance.tolerated or not any(self.day(other).morning for other in around)

    def ran_on(self, number: int) -> RunDay:
        """The runs of a day that has some, with what belongs to them."""
        return self._ran_on[number]

    def _taken_together(self, number: int) -> RunDay:
        day = self.days[number]
        if self._is_plain(number, day):
            return RunDay(number, day.metres, day.minutes, CLEAN, ())
        fired = self._fire(number)
        return RunDay(number, day.metres, day.minutes, self._cleanliness(number, fired), fired)

    def _cleanliness(self, number: int, fired: Iterable[list[Finding]]) -> Clean:
        found = _worst(fired, (first_mile.id,))
        if number in self._owned or any(finding.rule not in UNCONFIRMED for finding in found):
            return UNCLEAN
        return UNCONFIRMED_ONLY if found else CLEAN

    # --- findings of days -------------------------------------------------------------

    def _finding(self, rule: str, number: int, found: Grounds, run_day: int | None) -> Finding:
        return Finding(rule, self.protocol.rules[rule].verdict, number, found.entries, found.facts, run_day)

    def _find(self, rule: str, number: int, found: Grounds | None, run_day: int | None) -> None:
        if found:
            self._found[number].append(self._finding(rule, number, found, run_day))

    def _read_day(self, number: int, day: Day) -> None:
        for run in day.runs:
            if found := marked_swelling.fires(run):
                self.locking[run.id] = self._finding(marked_swelling.id, number, found, number)
        check_in = day.check_in
        if check_in and (check_in.flags or check_in.swelling or check_in.swelling_behind):
            owner = self.rest_owner(number)
            self._find(red_flag.id, number, red_flag.fires(check_in, self.protocol.flags), owner)
            self._find(marked_swelling.id, number, marked_swelling.fires(check_in), owner)
            self._find(swollen.id, number, swollen.fires(check_in), owner)
        self._read_soreness(number, day)

    def _read_soreness(self, number: int, day: Day) -> None:
        c, owner = day.check_in, self.rest_owner(number)
        by_owner: dict[int | None, list[Pain]] = defaultdict(list)
        tolerated = self.tolerance.tolerated
        if c and (c.morning or 0) > tolerated:
            by_owner[self.morning_owner(number)].append(Pain(c.morning or 0, "morning", c))
        if c and (c.daily or 0) > tolerated:
            by_owner[owner].append(Pain(c.daily or 0, "daily", c))
        for item in day.cross_training:
            if item.pain is not None:
                by_owner[owner].append(Pain(item.pain, item.kind, item))
        for run_day, pains in by_owner.items():
            for row in LEVEL_RULES:
                self._find(row.id, number, row.fires(pains, self.protocol.thresholds), run_day)

    def _read_sessions(self, in_order: Iterable[tuple[int, Day]]) -> dict[int, tuple[str, ...]]:
        t = self.protocol.thresholds
        stopped: dict[int, tuple[str, ...]] = {}
        last_pain = {**self.hurt_last}
        for number, day in in_order:
            if not day.sessions or not (last_pain or (self._kinds[number] is PAINFUL and day.exercise_pain)):
                continue
            twinges = Twinges.of(day.sessions, last_pain, t)
            for row in SESSION_RULES:
                self._find(row.id, number, row.fires(twinges, t), self.rest_owner(number))
            if resting := twinges.stopping(t):
                stopped[number] = resting
            known = last_pain | worst_by_exercise(day.exercises)
            last_pain = {exercise: pain for exercise, pain in known.items() if pain}
            self._hurt.append((number, last_pain))
        return stopped


def _worst(fired: Iterable[list[Finding]], without: tuple[str, ...]) -> list[Finding]:
    """Of all that fired on each run the worst, but for the rows in ``without``."""
    return [worst for found in fired if (worst := next((f for f in found if f.rule not in without), None))]


def _number(item: tuple[int, object]) -> int:
    return item[0]


def _until(first: int, by_day: Mapping[int, T]) -> dict[int, T]:
    return {number: found for number, found in by_day.items() if number < first}


def _last_of(days: Sequence[int], last: int) -> int | None:
    found = bisect_right(days, last)
    return days[found - 1] if found else None
