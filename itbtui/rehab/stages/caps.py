"""How much a week and a run may have, and on which runs that rests (4.3, 6.3).

Only runs after the day the episode began count, each with at most what the plan of its day allowed. Days are ordinals,
distances whole metres, limits rounded down.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import sub
from typing import NamedTuple

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.rules.finding import Facts
from itbtui.rehab.stages.episode import EpisodeState
from itbtui.rehab.stages.reading import CLEAN, Reading
from itbtui.rehab.stages.state import State
from itbtui.values import Value

FULL = 100
"""Per cent."""


class Bound(NamedTuple):
    """So many metres, and why: ``basis`` names the clause, the days those of the runs that it rests on.

    ``basis`` is ``reference-week``, ``own-week``, ``baseline``, ``single-run``, ``own-run`` or ``least``; ``counted_m``
    are the metres before ``percent`` was taken of them.
    """

    metres: int
    basis: str
    first: int = 0
    last: int = -1
    counted_m: int = 0
    percent: int = FULL

    @property
    def facts(self) -> Facts:
        """The numbers behind it."""
        return {"basis": self.basis, "counted_m": self.counted_m, "percent": self.percent}


class Cap(Value):
    """What bounds a run that is allowed; either ``minutes`` or ``metres``. ``days_ago`` in the facts is of its runs."""

    cap: str
    minutes: int | None
    metres: int | None
    entries: tuple[str, ...]
    facts: Facts


_Ran = tuple[int, int, bool]
"""The runs of a day: which day, the metres that count, and whether they were clean."""


class Weeks:
    """What the seven days that end on each day hold: what was run by each day is added up once, as the days go by."""

    def __init__(self, first: int) -> None:
        """``first`` is the first day that counts."""
        self._first = first
        self._by = [0] * WEEK
        """The metres by the end of each day up to the last one added, from the week before the first one on."""
        self.most = 0
        """The metres of the largest week."""

    def add(self, day: int, metres: int) -> None:
        """Another day, later than all before, which holds so much."""
        by = self._by[-1]
        self._by += [by] * (day - self._first + WEEK - len(self._by))
        self._by.append(by + metres)
        self.most = max(self.most, by + metres - self._by[-1 - WEEK])

    def ending(self, first: int, last: int) -> list[int]:
        """The weeks that end on these days, both included, the earliest first; days not added hold nothing."""
        begin, days = first - self._first, last - first + 1 + WEEK
        by = self._by[begin : begin + days]
        if len(by) < days:
            by += self._by[-1:] * (days - len(by))
        return [*map(sub, by[WEEK:], by)]


class Counted:
    """What counts of the runs of an episode, in metres."""

    def __init__(self, began: int, first: int) -> None:
        """``began`` is the day of the episode, ``first`` the first day that is asked about."""
        self.began = began
        self._next = max(first, began + 1)
        self.weeks = Weeks(first)
        self.grown = Weeks(first)
        """The same with what clean runs may grow by, in hundredths of a metre."""

    def reach(self, last: int, reading: Reading, counted: Mapping[int, int]) -> None:
        """Adds the days up to ``last``."""
        b = reading.protocol.build
        for ran in reading.ran_between(self._next, last):
            if metres := counted.get(ran.number):
                self.weeks.add(ran.number, metres)
                self.grown.add(ran.number, metres * (b.week_percent if ran.clean is CLEAN else b.unconfirmed_percent))
        self._next = max(self._next, last + 1)


class Caps:
    """Looks at the days up to ``day``; on the state's own day runs count only ``with_today``."""

    def __init__(
        self,
        reading: Reading,
        state: State,
        sums: Callable[[], Counted],
        last_run: int | None,
        with_today: bool,
        day: int,
    ) -> None:
        """``sums`` gives those that reach to where runs count; ``last_run`` is the day of the last run of all, however
        long ago."""
        assert state.episode is not None
        self._reading, self._state, self._sums, self._last_run, self._day = reading, state, sums, last_run, day
        self._episode: EpisodeState = state.episode
        self._build = reading.protocol.build
        self._last = day if with_today else min(day, state.today - 1)
        self._first = day - self._build.week_window_days + 1
        """The first of the days whose weeks are looked at."""

    # --- what was run -----------------------------------------------------------------------

    @property
    def used(self) -> int:
        """Metres run in the week that ends on the day, all of them, also those whose pain is still to be said."""
        return self._reading.metres_between(max(self._day - WEEK, self._episode.began) + 1, self._last)

    @property
    def is_even(self) -> bool:
        """Whether nothing grows: after a back-off or worse, and after days without a run and in them."""
        b, day, s = self._build, self._day, self._state
        if s.bad_days and any(0 <= day - found <= b.even_after_back_off_days for found in s.bad_days):
            return True
        if s.gap_over is not None and day - s.gap_over < b.even_after_gap_days:
            return True
        return self._last_run is not None and day - self._last_run > b.even_gap_days

    def _of_window(self) -> list[_Ran]:
        """The runs of the episode in the window for single runs, the last one last."""
        first, counted = max(self._day - self._build.run_window_days, self._episode.began) + 1, self._state.counted
        ran = self._reading.ran_between(first, self._last)
        return [(day.number, counted.get(day.number, 0), day.clean is CLEAN) for day in ran]

    def _without(self, weeks: list[int], days: Iterable[int]) -> list[int]:
        """The same with nothing in the weeks that hold one of these days; the first week begins on the first day."""
        if held := [day - self._first for day in days if self._first <= day <= self._day]:
            weeks = [*weeks]
            for day in held:
                for at in range(max(0, day - WEEK + 1), min(day + 1, len(weeks))):
                    weeks[at] = 0
        return weeks

    def _counted(self) -> list[int]:
        """What counts of the weeks that hold no run that was bad."""
        weeks = self._sums().weeks.ending(self._first + WEEK - 1, self._day)
        return self._without(weeks, self._state.bad_runs)

    def _grown(self, counted: list[int]) -> list[int]:
        """What those which ended before the last seven days may grow by, in hundredths of a metre."""
        if self.is_even:
            return [week * self._build.unconfirmed_percent for week in counted[:-WEEK]]
        weeks = self._sums().grown.ending(self._first + WEEK - 1, self._day - WEEK)
        return self._without(weeks, self._state.bad_runs)

    def _largest(self, basis: str, weeks: list[int], counted: list[int], unit: int = 1) -> Bound:
        """The largest of these weeks, among equals the earliest; ``unit`` are so many to a metre."""
        most = max(weeks, default=0)
        if not most:
            return Bound(0, basis)
        at = weeks.index(most)
        first, metres = self._first + at, most // unit
        return Bound(metres, basis, first, first + WEEK - 1, counted[at], metres * FULL // counted[at])

    # --- weeks ------------------------------------------------------------------------------

    def reduced_week(self) -> Bound:
        """What a week may have while running less."""
        half = self._reading.protocol.reduce.week_percent
        baseline = self._episode.baseline_m
        halved = Bound(baseline * half // FULL, "baseline", counted_m=baseline, percent=half)
        return max([halved, self._least_week()], key=_metres)

    def week(self) -> Bound:
        """What a week may have while building up: the most of these, the first among equals.

        That is the largest reference week with what it may grow by, the largest week of the window as it was where
        nothing spoke against it, half of the baseline, and the least.
        """
        counted = self._counted()
        grown, own = self._grown(counted), self._without(counted, self._state.bad_days)
        reference, as_it_was = max(grown, default=0) // FULL, max(own, default=0)
        half, least = self._half_baseline(counted), self._least_week_m
        most = max(reference, as_it_was, half, least)
        if most == reference:
            return self._largest("reference-week", grown, counted, FULL)
        if most == as_it_was:
            return self._largest("own-week", own, counted)
        if most == half:
            percent = self._build.least_week_baseline_percent
            return Bound(half, "baseline", counted_m=self._episode.baseline_m, percent=percent)
        return self._least_week()

    def week_at_most(self) -> int:
        """Metres that ``week`` does not exceed, told without looking at each week of the window."""
        b = self._build
        largest = self._sums().weeks.most * max(b.week_percent, b.unconfirmed_percent, FULL) // FULL
        half = self._episode.baseline_m * b.least_week_baseline_percent // FULL
        return max(largest, half, self._least_week_m)

    def cut_week(self) -> Bound:
        """What a week may have after a step back while building up."""
        counted, cut = self._counted(), self._build.cut_percent
        reference = self._largest("reference-week", self._grown(counted), counted, FULL)
        halved = reference._replace(metres=reference.metres * cut // FULL, percent=cut)
        return max([halved, self._least_week()], key=_metres)

    def _half_baseline(self, counted: list[int]) -> int:
        b = self._build
        half = self._episode.baseline_m * b.least_week_baseline_percent // FULL
        if self._episode.first_ladder_run is None:
            return half
        return min(half, max(counted[:-WEEK], default=0) * b.baseline_most_percent // FULL)

    @property
    def _least_week_m(self) -> int:
        return round(self._build.least_week_km * 1000)

    def _least_week(self) -> Bound:
        return Bound(self._least_week_m, "least")

    # --- single runs ------------------------------------------------------------------------

    def run(self) -> Bound:
        """What one run may have while building up."""
        b, bad = self._build, self._state.bad_runs
        grows_until = self._day - b.run_least_age_days if not self.is_even else 0
        least = self._least_run()
        most, longest = least.metres, None
        for day, counted, is_clean in self._of_window():
            grows = is_clean and day <= grows_until
            percent = b.run_percent if grows else FULL
            metres = counted * percent // FULL
            if metres > most and day not in bad:
                most, longest = metres, (day, counted, "single-run" if grows else "own-run", percent)
        return _of_run(*longest) if longest else least

    def cut_run(self) -> Bound:
        """What one run may have after a step back while building up."""
        cut = self._build.cut_percent
        clean = [_of_run(day, counted, "single-run", cut) for day, counted, is_clean in self._of_window() if is_clean]
        return max([*clean, self._least_run()], key=_metres)

    def return_step(self) -> int:
        """The ladder's step after a protect while building up: at most half of the longest clean run's minutes."""
        p = self._reading.protocol
        clean = [(counted, -self._minutes(day, counted)) for day, counted, is_clean in self._of_window() if is_clean]
        most = -max(clean)[1] * p.build.return_percent / FULL if clean else 0
        fitting = [number for number, step in enumerate(p.ladder.steps) if step.minutes <= most]
        return max([p.ladder.first_step, *fitting])

    def _minutes(self, day: int, counted: int) -> float:
        """The minutes of what counts of a day's runs; 0 where they are unknown."""
        ran = self._reading.day(day)
        return (ran.minutes or 0) * min(1.0, counted / ran.metres)

    def _least_run(self) -> Bound:
        return Bound(round(self._build.least_run_km * 1000), "least")

    # --- as a plan shows them ---------------------------------------------------------------

    def cap(self, name: str, bound: Bound, metres: int) -> Cap:
        """What a bound comes to on the day: ``metres`` of it are left."""
        used = name.endswith("week")
        days = range(bound.first, bound.last + 1)
        if used:
            days = range(max(self._day - WEEK, self._episode.began) + 1, self._last + 1)
        entries = tuple(run.id for number in days for run in self._reading.day(number).runs)
        facts: dict[str, int | str] = {"basis": bound.basis, "limit_m": bound.metres, "percent": bound.percent}
        if bound.counted_m:
            facts["counted_m"] = bound.counted_m
        if bound.last >= bound.first:
            facts |= {"first_days_ago": self._day - bound.first, "last_days_ago": self._day - bound.last}
        if used:
            facts["used_m"] = self.used
        return Cap(name, None, metres, entries, facts)


def _of_run(day: int, counted: int, basis: str, percent: int) -> Bound:
    return Bound(counted * percent // FULL, basis, day, day, counted, percent)


def _metres(bound: Bound) -> int:
    return bound.metres
