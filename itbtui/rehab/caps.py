"""How many metres a week and a run may have, and how much of a week is used.

Only runs after the day the episode began count. Days are ordinals, distances whole metres, limits rounded down.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from itbtui.rehab.entries import Episode, Run, WaitingRun
from itbtui.rehab.log import Day
from itbtui.rehab.protocol import Protocol
from itbtui.rehab.reading import Clean, Reading
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

    def note_onsets(self, runs: list[Run]) -> None:
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
    return max(sum(run.metres for _, run in reading.runs_between(end - WEEK + 1, end)) for end in ends)


def onset_cap(bout: Bout, protocol: Protocol) -> int | None:
    """Whole minutes a run may last so that it stays below the earliest pain of the episode."""
    if bout.onset_min is None:
        return None
    return bout.onset_min * protocol.ladder.onset_cap_percent // 100


@dataclass(frozen=True, slots=True)
class Caps:
    """Looks at the days up to ``today``; on ``today`` itself runs count only ``with_today``."""

    reading: Reading
    bout: Bout
    with_today: bool
    today: int

    def _runs(self, first: int, last: int) -> Iterator[tuple[int, Run]]:
        return self.reading.runs_between(*self._span(first, last))

    def _waiting(self, first: int, last: int) -> Iterator[WaitingRun]:
        return self.reading.waiting_between(*self._span(first, last))

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return max(first, self.bout.began + 1), last if self.with_today else min(last, self.today - 1)

    def used(self, day: int) -> int:
        """Metres run in the week that ends on ``day``, with those whose pain is still to be said."""
        known = sum(run.metres for _, run in self._runs(day - WEEK + 1, day))
        return known + sum(run.metres for run in self._waiting(day - WEEK + 1, day))

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
        grown = (m * self._factor(build.run_percent, clean) // 100 for m, clean, _ in self._clean_runs(day))
        return max(*grown, 0, round(build.least_run_km * 1000))

    def cut_week(self, day: int) -> int:
        build = self.reading.protocol.build
        reference = self._largest_week(day, 100)
        return max(reference * build.cut_percent // 100, round(build.least_week_km * 1000))

    def cut_run(self, day: int) -> int:
        build = self.reading.protocol.build
        longest = max((metres for metres, _, _ in self._clean_runs(day)), default=0)
        return max(longest * build.cut_percent // 100, round(build.least_run_km * 1000))

    def return_step(self, day: int) -> int:
        """The ladder's step after a protect while building up: at most half of the longest clean run's minutes."""
        p = self.reading.protocol
        clean = [(metres, -minutes) for metres, kind, minutes in self._clean_runs(day) if kind is Clean.CLEAN]
        most = -max(clean)[1] * p.build.return_percent / 100 if clean else 0
        fitting = [number for number, step in enumerate(p.ladder.steps) if step.minutes <= most]
        return max([p.ladder.first_step, *fitting])

    def _factor(self, percent: int, clean: Clean) -> int:
        return percent if clean is Clean.CLEAN else self.reading.protocol.build.unconfirmed_percent

    def _ran(self, day: int, days: int) -> list[tuple[int, Day, Clean]]:
        """The days with runs among the last ``days``, each taken as one run."""
        numbers = dict.fromkeys(d for d, _ in self._runs(day - days + 1, day))
        return [(d, self.reading.days[d], self.reading.clean(d)) for d in numbers]

    def _clean_runs(self, day: int) -> list[tuple[int, Clean, float]]:
        """Metres, cleanness and minutes (0 if unknown) of the runs that are not unclean."""
        ran = self._ran(day, self.reading.protocol.build.run_window_days)
        return [(d.metres, clean, d.minutes or 0) for _, d, clean in ran if clean is not Clean.UNCLEAN]

    def _largest_week(self, day: int, percent: int) -> int:
        """The largest week without an unclean run that lies wholly in the window, its clean runs at ``percent``."""
        days = self.reading.protocol.build.week_window_days
        ran = [
            (number, found.metres * self._factor(percent, clean), clean is Clean.UNCLEAN)
            for number, found, clean in self._ran(day, days)
        ]
        largest = grown = unclean = begin = end = 0
        for start in range(day - days + 1, day - WEEK + 2):
            while end < len(ran) and ran[end][0] < start + WEEK:
                grown, unclean, end = grown + ran[end][1], unclean + ran[end][2], end + 1
            while begin < end and ran[begin][0] < start:
                grown, unclean, begin = grown - ran[begin][1], unclean - ran[begin][2], begin + 1
            if not unclean and grown > largest:
                largest = grown
        return largest // 100
