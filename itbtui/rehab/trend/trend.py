"""The trend: what each day says of the knee, and the stretches of time that one looks at. Days are ordinals."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.log import Day, DayKind
from itbtui.rehab.protocol.figures import Protocol, Verdict
from itbtui.rehab.rules.runs import onset_km, onset_minute
from itbtui.rehab.stages.reading import Reading
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage

RangeName = Literal["2w", "6w", "3m", "1y", "all", "episode"]

SPANS: dict[RangeName, int] = {"2w": 2 * WEEK, "6w": 6 * WEEK, "3m": 13 * WEEK, "1y": 52 * WEEK}
"""How many days the ranges of a fixed length show, the shortest first."""
RANGES: tuple[RangeName, ...] = (*SPANS, "all", "episode")
SHORTEST = SPANS["2w"]


@dataclass(frozen=True, slots=True)
class TrendDay:
    """What was logged on one day. Pain is 0-10; ``None`` is unknown, which is never zero."""

    number: int
    kind: DayKind
    pain: int | None
    """The worst of its runs."""
    morning: int | None
    daily: int | None
    worst: int | None
    """The worst pain of the day, whatever it came from."""
    metres: int
    exercised: bool
    onset_min: int | None
    onset_km: float | None
    """When the pain began in a run that hurt: the earliest of the day."""


@dataclass(frozen=True, slots=True)
class EpisodeDays:
    """An episode: from the day it began to its last day, the present one if it is open."""

    first: int
    last: int
    baseline_m: int
    """The usual week before it; 0 where it is not known."""
    is_usual: bool
    """Whether that was entered, or comes from a log that goes back as far as such a week is looked for."""

    @property
    def days(self) -> int:
        """How many, the first and the last included."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Window:
    """The days that one looks at, first and last included."""

    name: RangeName
    first: int
    last: int

    @property
    def days(self) -> int:
        """How many, the first and the last included."""
        return self.last - self.first + 1

    def __contains__(self, day: int) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Trend:
    """All that the trend is drawn and told from, once for a log; of its days what was looked at is worked out."""

    today: int
    reading: Reading
    numbers: tuple[int, ...]
    """The days on which something was logged, in order."""
    verdicts: dict[int, Verdict]
    """The worst verdict of each day that has one."""
    course: tuple[tuple[int, Stage], ...]
    """Each stage with the day on which it began."""
    episodes: tuple[EpisodeDays, ...]
    protocol: Protocol
    _seen: dict[int, TrendDay] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, s: Standing) -> "Trend":
        """The trend of the log that led to ``s``."""
        verdicts: dict[int, Verdict] = {}
        for finding in s.findings:
            verdicts[finding.day] = max(finding.verdict, verdicts.get(finding.day, finding.verdict))
        numbers = tuple(sorted(s.reading.days))
        return cls(s.today, s.reading, numbers, verdicts, tuple(s.course), tuple(_episodes(s)), s.protocol)

    @property
    def first(self) -> int:
        """The first day on which something was logged; the present one if nothing was."""
        return self.numbers[0] if self.numbers else self.today

    def day(self, number: int) -> TrendDay | None:
        """What was logged on a day; nothing where nothing was."""
        if number not in self._seen and number in self.reading.days:
            self._seen[number] = _day(number, self.reading.days[number], self.reading.kind(number))
        return self._seen.get(number)

    def between(self, first: int, last: int) -> Iterator[TrendDay]:
        """The days of a stretch on which something was logged."""
        numbers = self.numbers[bisect_left(self.numbers, first) : bisect_right(self.numbers, last)]
        return filter(None, map(self.day, numbers))

    def stages(self, window: Window) -> Iterator[tuple[int, int, Stage]]:
        """The stages within a window: first day, last day, stage."""
        ends = [day - 1 for day, _ in self.course[1:]] + [self.today]
        for (first, stage), last in zip(self.course, ends, strict=True):
            if last >= window.first and first <= window.last:
                yield max(first, window.first), min(last, window.last), stage

    # --- windows ----------------------------------------------------------------------------

    def window(self, name: RangeName, last: int | None = None) -> Window:
        """A range that ends on ``last``, or today. Only the episode's may end on another day: the one it was over."""
        end = self.today if last is None else min(last, self.today)
        days = SPANS.get(name, SHORTEST)
        if name == "all":
            end, days = self.today, max(days, self.today - self.first + 1)
        elif name == "episode" and (episode := self.episode(end)):
            end, days = episode.last, max(days, episode.days)
        return Window(name, max(1, end - days + 1), end)

    def episode(self, day: int) -> EpisodeDays | None:
        """The episode in force on a day, else the last one before it, else the first."""
        before = [episode for episode in self.episodes if episode.first <= day]
        return before[-1] if before else self.episodes[0] if self.episodes else None

    def moved(self, window: Window, way: Literal[-1, 1]) -> Window:
        """The window a step earlier or later: about a quarter of it in whole weeks, or the next episode."""
        if window.name == "all":
            return window
        if window.name == "episode":
            beside = [e for e in self.episodes if (e.last < window.last if way < 0 else e.last > window.last)]
            return self.window("episode", (beside[-1] if way < 0 else beside[0]).last) if beside else window
        step = max(1, window.days // 4 // WEEK) * WEEK
        earliest = min(self.today, self.first + window.days - 1)
        return self.window(window.name, max(window.last + way * step, earliest))

    def zoomed(self, window: Window, way: Literal[-1, 1], about: int) -> Window:
        """The next shorter (1) or longer (-1) range, with the day ``about`` in it."""
        if way > 0:
            shorter = [name for name, days in SPANS.items() if days < window.days]
            name = shorter[-1] if shorter else window.name
        else:
            longer = [name for name, days in SPANS.items() if days > window.days]
            name = longer[0] if longer and window.name != "all" else "all"
        return window if name == window.name else self.showing(self.window(name, window.last), about)

    def showing(self, window: Window, day: int) -> Window:
        """The window, moved as far as it takes to have a day in it."""
        if day in window or window.name in ("all", "episode"):
            return window
        return self.window(window.name, day if day > window.last else day + window.days - 1)


def _day(number: int, day: Day, kind: DayKind) -> TrendDay:
    hurt = [run for run in day.runs if run.pain]
    return TrendDay(
        number=number,
        kind=kind,
        pain=max((run.pain for run in day.runs), default=None),
        morning=day.morning,
        daily=day.check_in.daily if day.check_in else None,
        worst=day.worst,
        metres=day.ran_metres,
        exercised=any(item.done for item in day.exercises),
        onset_min=min((minute for run in hurt if (minute := onset_minute(run)) is not None), default=None),
        onset_km=min((km for run in hurt if (km := onset_km(run)) is not None), default=None),
    )


def _episodes(s: Standing) -> Iterator[EpisodeDays]:
    entered = {episode.began.toordinal() for episode in s.log.episodes if episode.baseline_km is not None}
    since = min(s.reading.days, default=s.today) + s.protocol.build.week_window_days - 1
    for episode in s.episodes:
        last = s.today if episode.over is None else episode.over - 1
        if last >= episode.began:
            is_usual = episode.began in entered or since <= episode.began
            yield EpisodeDays(episode.began, last, episode.baseline_m, is_usual)


def worst(pains: Iterable[int | None]) -> int | None:
    """The worst of the pains that are known; unknown where none is."""
    return max((pain for pain in pains if pain is not None), default=None)
