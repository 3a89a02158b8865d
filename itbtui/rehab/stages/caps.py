"""How much a week and a run may have, and on which runs that rests (4.3, 6.3).

Only runs after the day the episode began count, each with at most what the plan of its day allowed. Days are ordinals,
distances whole metres, limits rounded down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
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


@dataclass(frozen=True, slots=True)
class _Ran:
    number: int
    counted: int
    grown: int
    """Hundredths of metres: what counts, with what a reference may grow by."""
    clean: bool
    bad: bool


class Caps:
    """Looks at the days up to ``day``; on the state's own day runs count only ``with_today``."""

    def __init__(self, reading: Reading, state: State, last_run: int | None, with_today: bool, day: int) -> None:
        """``last_run`` is the day of the last run of all, however long ago."""
        assert state.episode is not None
        self._reading, self._state, self._last_run, self._day = reading, state, last_run, day
        self._episode: EpisodeState = state.episode
        self._build = reading.protocol.build
        self._last = day if with_today else min(day, state.today - 1)

    # --- what was run -----------------------------------------------------------------------

    @cached_property
    def used(self) -> int:
        """Metres run in the week that ends on the day, all of them, also those whose pain is still to be said."""
        first = max(self._day - WEEK, self._episode.began) + 1
        known = sum(ran.metres for ran in self._reading.ran_between(first, self._last))
        return known + sum(run.metres for run in self._reading.waiting_between(first, self._last))

    @cached_property
    def is_even(self) -> bool:
        """Whether nothing grows: after a back-off or worse, and after days without a run and in them."""
        b, day, s = self._build, self._day, self._state
        if any(0 <= day - found <= b.even_after_back_off_days for found in s.bad_days):
            return True
        if s.gap_over is not None and day - s.gap_over < b.even_after_gap_days:
            return True
        return self._last_run is not None and day - self._last_run > b.even_gap_days

    @cached_property
    def _ran(self) -> list[_Ran]:
        """The runs of the longer window, a day each, the last one last."""
        b, state, began = self._build, self._state, self._episode.began
        grows = b.unconfirmed_percent if self.is_even else b.week_percent
        found = []
        window = max(b.week_window_days, b.run_window_days)
        for ran in self._reading.ran_between(self._day - window + 1, self._last):
            counted = state.counted.get(ran.number, 0) if ran.number > began else 0
            percent = grows if ran.clean is CLEAN else b.unconfirmed_percent
            found.append(_Ran(ran.number, counted, counted * percent, ran.clean is CLEAN, ran.number in state.bad_runs))
        return found

    @cached_property
    def _sums(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Sums over the days of the week's window up to each: what counts, grown, runs that were bad, bad days."""
        days = self._build.week_window_days
        first = self._day - days + 1
        counted, grown, bad, found = [0] * days, [0] * days, [0] * days, [0] * days
        for ran in self._ran:
            if ran.number >= first:
                at = ran.number - first
                counted[at], grown[at], bad[at] = ran.counted, ran.grown, int(ran.bad)
        for day in self._state.bad_days:
            if first <= day <= self._day:
                found[day - first] = 1
        counted, grown, bad, found = (list(accumulate(of_day, initial=0)) for of_day in (counted, grown, bad, found))
        return counted, grown, bad, found

    def _first_days(self, last_end: int) -> range:
        """The places in the window at which seven days begin that end by ``last_end``."""
        return range(self._build.week_window_days - WEEK - (self._day - last_end) + 1)

    def _reference_places(self) -> Iterator[int]:
        """Where the weeks begin that ended before the last seven days and hold no run that was bad."""
        _, _, bad, _ = self._sums
        return (at for at in self._first_days(self._day - WEEK) if bad[at + WEEK] == bad[at])

    def _week_at(self, at: int, basis: str, metres: int, counted: int) -> Bound:
        first = self._day - self._build.week_window_days + 1 + at
        percent = metres * FULL // counted if counted else FULL
        return Bound(metres, basis, first, first + WEEK - 1, counted, percent)

    # --- weeks ------------------------------------------------------------------------------

    def reduced_week(self) -> Bound:
        """What a week may have while running less."""
        half = self._reading.protocol.reduce.week_percent
        baseline = self._episode.baseline_m
        halved = Bound(baseline * half // FULL, "baseline", counted_m=baseline, percent=half)
        return max([halved, self._least_week()], key=_metres)

    def week(self) -> Bound:
        """What a week may have while building up."""
        bounds = [self._largest_reference, self._own_week(), self._half_baseline(), self._least_week()]
        return max(bounds, key=_metres)

    def cut_week(self) -> Bound:
        """What a week may have after a step back while building up."""
        reference = self._largest_reference
        cut = self._build.cut_percent
        halved = reference._replace(metres=reference.metres * cut // FULL, percent=cut)
        return max([halved, self._least_week()], key=_metres)

    @cached_property
    def _largest_reference(self) -> Bound:
        counted, grown, _, _ = self._sums
        weeks = [(grown[at + WEEK] - grown[at], at) for at in self._reference_places()]
        most, at = max(weeks, key=lambda week: week[0], default=(0, 0))
        if not most:
            return Bound(0, "reference-week")
        return self._week_at(at, "reference-week", most // FULL, counted[at + WEEK] - counted[at])

    def _own_week(self) -> Bound:
        """The largest week of the window as it was, where nothing spoke against it."""
        counted, _, bad, found = self._sums
        weeks = [
            (counted[at + WEEK] - counted[at], at)
            for at in self._first_days(self._day)
            if bad[at + WEEK] == bad[at] and found[at + WEEK] == found[at]
        ]
        most, at = max(weeks, key=lambda week: week[0], default=(0, 0))
        return self._week_at(at, "own-week", most, most) if most else Bound(0, "own-week")

    def _half_baseline(self) -> Bound:
        percent, baseline = self._build.least_week_baseline_percent, self._episode.baseline_m
        half = baseline * percent // FULL
        if self._episode.first_ladder_run is not None:
            counted, _, _, _ = self._sums
            most = max((counted[at + WEEK] - counted[at] for at in self._reference_places()), default=0)
            half = min(half, most * self._build.baseline_most_percent // FULL)
        return Bound(half, "baseline", counted_m=baseline, percent=percent)

    def _least_week(self) -> Bound:
        return Bound(round(self._build.least_week_km * 1000), "least")

    # --- single runs ------------------------------------------------------------------------

    def run(self) -> Bound:
        """What one run may have while building up."""
        b = self._build
        found = [self._least_run()]
        for ran in self._of_window():
            if ran.bad:
                continue
            if self._day - ran.number >= b.run_least_age_days and ran.clean and not self.is_even:
                found.append(_of_run(ran, "single-run", b.run_percent))
            found.append(_of_run(ran, "own-run", FULL))
        return max(found, key=_metres)

    def cut_run(self) -> Bound:
        """What one run may have after a step back while building up."""
        clean = [_of_run(ran, "single-run", self._build.cut_percent) for ran in self._of_window() if ran.clean]
        return max([*clean, self._least_run()], key=_metres)

    def return_step(self) -> int:
        """The ladder's step after a protect while building up: at most half of the longest clean run's minutes."""
        p = self._reading.protocol
        clean = [(ran.counted, -self._minutes(ran)) for ran in self._of_window() if ran.clean]
        most = -max(clean)[1] * p.build.return_percent / FULL if clean else 0
        fitting = [number for number, step in enumerate(p.ladder.steps) if step.minutes <= most]
        return max([p.ladder.first_step, *fitting])

    def _of_window(self) -> Sequence[_Ran]:
        """The runs of the window for single runs, the last one last."""
        return [ran for ran in self._ran if ran.number > self._day - self._build.run_window_days]

    def _minutes(self, ran: _Ran) -> float:
        """The minutes of what counts of a run; 0 where they are unknown."""
        day = self._reading.day(ran.number)
        return (day.minutes or 0) * min(1.0, ran.counted / day.metres)

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


def _of_run(ran: _Ran, basis: str, percent: int) -> Bound:
    return Bound(ran.counted * percent // FULL, basis, ran.number, ran.number, ran.counted, percent)


def _metres(bound: Bound) -> int:
    return bound.metres
