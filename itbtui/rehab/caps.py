"""How many metres a week and a run may have, and how much of a week is used.

Only runs after the day the episode began count. Days are ordinals, distances whole metres, limits rounded down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from itbtui.rehab.entries import Episode, Run
from itbtui.rehab.protocol import Protocol
from itbtui.rehab.reading import CLEAN, UNCLEAN, Reading, RunDay
from itbtui.rehab.rules import onset_minute

WEEK = 7


@dataclass(slots=True)
class Bout:
    """The open episode as the replay knows it."""

    began: int
    side: str | None
    baseline_m: int
    entry: Episode | None = None
    onset_min: int | None = None
    """The smallest onset minute of its runs."""
    first_ladder_run: int | None = None
    reduce_left: int | None = None
    over: int | None = None
    """The first day after it; none while it is open."""

    def number(self, day: int) -> int:
        """The day of the episode; the day it began is 1."""
        return day - self.began + 1

    def note_onsets(self, runs: Sequence[Run]) -> None:
        known = [minute for run in runs if (minute := onset_minute(run)) is not None]
        if self.onset_min is not None:
            known.append(self.onset_min)
        self.onset_min = min(known, default=None)


def baseline(reading: Reading, began: int, entry: Episode | None) -> int:
    """The usual week before the episode: as entered, else the largest week of the four that end with its first day."""
    if entry is not None and entry.baseline_km is not None:
        return round(entry.baseline_km * 1000)
    first = began - reading.protocol.build.week_window_days + 1
    ends = range(first + WEEK - 1, began + 1)
    return max(sum(ran.metres for ran in reading.ran_between(end - WEEK + 1, end)) for end in ends)


def onset_cap(bout: Bout, protocol: Protocol) -> int | None:
    """Whole minutes a run may last so that it stays below the earliest pain of the episode."""
    if bout.onset_min is None:
        return None
    return bout.onset_min * protocol.ladder.onset_cap_percent // 100


class Caps(NamedTuple):
    """Looks at the days up to ``today``; on ``today`` itself runs count only ``with_today``."""

    reading: Reading
    bout: Bout
    with_today: bool
    today: int

    def _span(self, day: int, days: int) -> tuple[int, int]:
        """The first and last of the ``days`` that end on ``day``, as far as they count."""
        return max(day - days, self.bout.began) + 1, day if self.with_today else min(day, self.today - 1)

    def _ran(self, day: int, days: int) -> list[RunDay]:
        """The days with runs among the ``days`` that end on ``day``."""
        return self.reading.ran_between(*self._span(day, days))

    def used(self, day: int) -> int:
        """Metres run in the week that ends on ``day``, with those whose pain is still to be said."""
        known = sum(ran.metres for ran in self._ran(day, WEEK))
        return known + sum(run.metres for run in self.reading.waiting_between(*self._span(day, WEEK)))

    def reduced_week(self) -> int:
        build, half = self.reading.protocol.build, self.reading.protocol.reduce.week_percent
        return max(self.bout.baseline_m * half // 100, round(build.least_week_km * 1000))

    def week(self, day: int) -> int:
        """What a week may have while building up."""
        build = self.reading.protocol.build
        grown = self._largest_week(day, build.week_percent)
        least = self.bout.baseline_m * build.least_week_baseline_percent // 100
        return max(grown, least, round(build.least_week_km * 1000))

    def run(self, day: int) -> int:
        """What one run may have while building up."""
        build = self.reading.protocol.build
        longest = max(self._grown(self._clean_runs(day), build.run_percent), default=0)
        return max(longest // 100, round(build.least_run_km * 1000))

    def cut_week(self, day: int) -> int:
        build = self.reading.protocol.build
        reference = self._largest_week(day, 100)
        return max(reference * build.cut_percent // 100, round(build.least_week_km * 1000))

    def cut_run(self, day: int) -> int:
        build = self.reading.protocol.build
        longest = max((ran.metres for ran in self._clean_runs(day)), default=0)
        return max(longest * build.cut_percent // 100, round(build.least_run_km * 1000))

    def return_step(self, day: int) -> int:
        """The ladder's step after a protect while building up: at most half of the longest clean run's minutes."""
        p = self.reading.protocol
        clean = [(ran.metres, -(ran.minutes or 0)) for ran in self._clean_runs(day) if ran.clean is CLEAN]
        most = -max(clean)[1] * p.build.return_percent / 100 if clean else 0
        fitting = [number for number, step in enumerate(p.ladder.steps) if step.minutes <= most]
        return max([p.ladder.first_step, *fitting])

    def _grown(self, ran: list[RunDay], percent: int) -> list[int]:
        """Hundredths of metres of each: those of clean runs at ``percent``, those of unconfirmed ones as they are."""
        unconfirmed = self.reading.protocol.build.unconfirmed_percent
        return [one.metres * (percent if one.clean is CLEAN else unconfirmed) for one in ran]

    def _clean_runs(self, day: int) -> list[RunDay]:
        """The days that are not unclean, in the window for the longest run."""
        ran = self._ran(day, self.reading.protocol.build.run_window_days)
        return [one for one in ran if one.clean is not UNCLEAN]

    def _largest_week(self, day: int, percent: int) -> int:
        """The largest week without an unclean run that lies wholly in the window, its clean runs at ``percent``."""
        days = self.reading.protocol.build.week_window_days
        ran = self._ran(day, days)
        grown = self._grown(ran, percent)
        outweighs_all = -1 - sum(grown)
        by_day = [0] * days
        for one, metres in zip(ran, grown, strict=True):
            by_day[one.number - day - 1] = outweighs_all if one.clean is UNCLEAN else metres
        until = list(accumulate(by_day, initial=0))
        largest: int = max(0, *map(sub, until[WEEK:], until))
        return largest // 100
