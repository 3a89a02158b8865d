"""How much a week and a run may have, and on which runs that rests (4.3, 6.3).

Only runs after the day the episode began count, each with at most what the plan of its day allowed. Days are ordinals,
distances whole metres, limits rounded down.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import sub
from typing import NamedTuple

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.rules.finding import Facts
from itbtui.rehab.stages.episode import EpisodeState
from itbtui.rehab.stages.reading import CLEAN, Reading
from itbtui.rehab.stages.state import State

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


class Cap(NamedTuple):
    """What bounds a run that is allowed; either ``minutes`` or ``metres``. ``days_ago`` in the facts is of its runs."""

    cap: str
    minutes: int | None
    metres: int | None
    entries: tuple[str, ...]
    facts: Facts


_Ran = tuple[int, int, bool]
"""The runs of a day: which day, the metres that count, and whether they were clean."""


class Counted:
    """What counts of the runs of an episode, added up day by day: no sum is made twice while its days go on.

    What any days hold is the difference of two of the sums.
    """

    def __init__(self, began: int, first: int) -> None:
        """``began`` is the day of the episode, ``first`` the first day that is asked about."""
        self.began, self.first = began, first
        self.metres = [0]
        """The metres before ``first``, before the day after it and so on."""
        self.grown = [0]
        """The same with what clean runs may grow by, in hundredths of a metre."""

    def reach(self, last: int, reading: Reading, counted: Mapping[int, int]) -> None:
        """Adds the days up to ``last``."""
        b = reading.protocol.build
        for day in range(self.first + len(self.metres) - 1, last + 1):
            metres = counted.get(day, 0) if day > self.began else 0
            percent = b.week_percent if metres and reading.ran_on(day).clean is CLEAN else b.unconfirmed_percent
            self.metres.append(self.metres[-1] + metres)
            self.grown.append(self.grown[-1] + metres * percent)

    def weeks(self, sums: list[int], days: range) -> list[int]:
        """What any seven days in a row of these hold, the earliest first; days not reached yet hold nothing."""
        before = sums[days.start - self.first : days.stop - self.first + 1]
        before += sums[-1:] * (len(days) + 1 - len(before))
        return list(map(sub, before[WEEK:], before))


class Caps:
    """Looks at the days up to ``day``; on the state's own day runs count only ``with_today``."""

    def __init__(
        self, reading: Reading, state: State, sums: Counted, last_run: int | None, with_today: bool, day: int
    ) -> None:
        """``sums`` reach to where runs count; ``last_run`` is the day of the last run of all, however long ago."""
        assert state.episode is not None
        self._reading, self._state, self._sums, self._last_run, self._day = reading, state, sums, last_run, day
        self._episode: EpisodeState = state.episode
        self._build = reading.protocol.build
        self._last = day if with_today else min(day, state.today - 1)
        self._window = range(day - self._build.week_window_days + 1, day + 1)
        """The days whose weeks are looked at."""

    # --- what was run -----------------------------------------------------------------------

    @property
    def used(self) -> int:
        """Metres run in the week that ends on the day, all of them, also those whose pain is still to be said."""
        return self._reading.metres_between(max(self._day - WEEK, self._episode.began) + 1, self._last)

    @property
    def is_even(self) -> bool:
        """Whether nothing grows: after a back-off or worse, and after days without a run and in them."""
        b, day, s = self._build, self._day, self._state
        if any(0 <= day - found <= b.even_after_back_off_days for found in s.bad_days):
            return True
        if s.gap_over is not None and day - s.gap_over < b.even_after_gap_days:
            return True
        return self._last_run is not None and day - self._last_run > b.even_gap_days

    def _of_window(self) -> list[_Ran]:
        """The runs of the episode in the window for single runs, the last one last."""
        first, counted = max(self._day - self._build.run_window_days, self._episode.began) + 1, self._state.counted
        ran = self._reading.ran_between(first, self._last)
        return [(number, counted.get(number, 0), clean is CLEAN) for number, _, _, clean in ran]

    def _without(self, weeks: list[int], days: Iterable[int]) -> list[int]:
        """The same with nothing in the weeks that hold one of these days."""
        first = self._window.start
        if held := [day - first for day in days if day in self._window]:
            weeks = [*weeks]
            for day in held:
                for at in range(max(0, day - WEEK + 1), min(day + 1, len(weeks))):
                    weeks[at] = 0
        return weeks

    @cached_property
    def _counted(self) -> list[int]:
        """What counts of the weeks that hold no run that was bad."""
        return self._without(self._sums.weeks(self._sums.metres, self._window), self._state.bad_runs)

    @property
    def _grown(self) -> list[int]:
        """The same with what they may grow by, in hundredths of a metre."""
        if self.is_even:
            return [week * self._build.unconfirmed_percent for week in self._counted]
        return self._without(self._sums.weeks(self._sums.grown, self._window), self._state.bad_runs)

    def _largest(self, weeks: list[int], basis: str, unit: int = 1) -> Bound:
        """The largest of these weeks, among equals the earliest; ``unit`` are so many to a metre."""
        most = max(weeks, default=0)
        if not most:
            return Bound(0, basis)
        at = weeks.index(most)
        first, counted, metres = self._window[at], self._counted[at], most // unit
        return Bound(metres, basis, first, first + WEEK - 1, counted, metres * FULL // counted if counted else FULL)

    # --- weeks ------------------------------------------------------------------------------

    def reduced_week(self) -> Bound:
        """What a week may have while running less."""
        half = self._reading.protocol.reduce.week_percent
        baseline = self._episode.baseline_m
        halved = Bound(baseline * half // FULL, "baseline", counted_m=baseline, percent=half)
        return max([halved, self._least_week()], key=_metres)

    def week(self) -> Bound:
        """What a week may have while building up."""
        bounds = [self._largest_reference(), self._own_week(), self._half_baseline(), self._least_week()]
        return max(bounds, key=_metres)

    def cut_week(self) -> Bound:
        """What a week may have after a step back while building up."""
        reference = self._largest_reference()
        cut = self._build.cut_percent
        halved = reference._replace(metres=reference.metres * cut // FULL, percent=cut)
        return max([halved, self._least_week()], key=_metres)

    def _largest_reference(self) -> Bound:
        """That of the weeks which ended before the last seven days, with what it may grow by."""
        return self._largest(self._grown[:-WEEK], "reference-week", FULL)

    def _own_week(self) -> Bound:
        """The largest week of the window as it was, where nothing spoke against it."""
        return self._largest(self._without(self._counted, self._state.bad_days), "own-week")

    def _half_baseline(self) -> Bound:
        percent, baseline = self._build.least_week_baseline_percent, self._episode.baseline_m
        half = baseline * percent // FULL
        if self._episode.first_ladder_run is not None:
            half = min(half, max(self._counted[:-WEEK], default=0) * self._build.baseline_most_percent // FULL)
        return Bound(half, "baseline", counted_m=baseline, percent=percent)

    def _least_week(self) -> Bound:
        return Bound(round(self._build.least_week_km * 1000), "least")

    # --- single runs ------------------------------------------------------------------------

    def run(self) -> Bound:
        """What one run may have while building up."""
        b, bad = self._build, self._state.bad_runs
        grows_until = self._day - b.run_least_age_days if not self.is_even else 0
        longest = self._least_run()
        for day, counted, is_clean in self._of_window():
            grows = is_clean and day <= grows_until
            percent = b.run_percent if grows else FULL
            if counted * percent // FULL > longest.metres and day not in bad:
                longest = _of_run(day, counted, "single-run" if grows else "own-run", percent)
        return longest

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
