"""The days of a trend as an SVG drawing: pain, when it began in runs, distance a week, on one axis of days.

What a colour says, a shape says too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from itbtui.charts import svg
from itbtui.charts.axis import Axis, dates
from itbtui.charts.picture import pain_scale, worst_of_week
from itbtui.measures import Manner, say_number
from itbtui.rehab.log.days import WEEK
from itbtui.rehab.trend.trend import Trend, Window
from itbtui.wording.trend import SHORT_STAGES, VERDICT_MARKS

LEGEND = (
    "thick line: worst of seven days · ● run that hurt · ○ run that did not · thin line: morning · "
    "dashed: daily life · letters: B back off, P protect: settle first, ! see a clinician · "
    "▲ minute in which pain began · bars: distance of seven days · dotted: the usual week"
)

WIDTH, LEFT, RIGHT = 720, 46, 8
BAND, PAIN, MARKS, ONSET, LOAD, DATES, GAP = 15, 92, 16, 34, 46, 14, 19
"""Heights: the stages, the three panels with the verdicts between, the dates, and what lies between panels."""
LETTER = 6.2
"""About how wide a letter is."""


@dataclass(frozen=True)
class Drawing:
    """The marks of a drawing ``WIDTH`` wide, and how high it is."""

    parts: tuple[str, ...]
    height: int


def drawing(trend: Trend, window: Window, say: Manner) -> Drawing:
    """The panels from top to bottom; that of the onsets only where one is known."""
    return _Drawing(trend, window, say).made()


def chart(trend: Trend, window: Window, say: Manner, told: Iterable[str]) -> str:
    """The drawing for a page that has its style; ``told`` says the same in words."""
    made = drawing(trend, window, say)
    title = f"Pain and running, {say.full_date(window.first)} to {say.full_date(window.last)}"
    return svg.whole((WIDTH, made.height), title, told, made.parts)


@dataclass(frozen=True)
class _Panel:
    """Where a day and a value stand: from ``top`` on, ``height`` high, with ``most`` as the highest value."""

    window: Window
    top: float = 0
    height: float = 0
    most: float = 1

    @property
    def day_width(self) -> float:
        return (WIDTH - LEFT - RIGHT) / self.window.days

    def x(self, day: float) -> float:
        """The middle of a day; half a day more is where the next one begins."""
        return LEFT + (day - self.window.first + 0.5) * self.day_width

    def y(self, value: float) -> float:
        return self.top + self.height * (1 - value / self.most)


class _Drawing:
    def __init__(self, trend: Trend, window: Window, say: Manner) -> None:
        self.trend = trend
        self.window = window
        self.say = say
        self.days = list(trend.between(window.first, window.last))

    def made(self) -> Drawing:
        worst = {day: worst_of_week(self.trend, day, day) for day in self._told()}
        scale = pain_scale(worst.values(), self.trend.protocol.thresholds)
        y = float(BAND + GAP)
        pain = _Panel(self.window, y, PAIN, scale.top)
        parts = [
            *self._stages(),
            *_grid(pain, [value for value, _ in scale.ticks], "pain, of 0-10"),
            *self._pain(pain, worst),
            *self._verdicts(pain),
        ]
        y += PAIN + MARKS + GAP
        onsets = [(d.number, d.onset_min) for d in self.days if d.onset_min is not None]
        if onsets:
            most = max(10, *(minute for _, minute in onsets))
            onset = _Panel(self.window, y, ONSET, most)
            parts += _grid(onset, (0, most), "minute in which pain began")
            parts += (svg.triangle(onset.x(day), onset.y(minute), "onset") for day, minute in onsets)
            y += ONSET + GAP
        parts += [*self._load(y), *self._dates(y + LOAD + DATES - 3)]
        return Drawing(tuple(parts), round(y + LOAD + DATES))

    def _told(self) -> set[int]:
        """The days of the window on which something of the last seven days is known, however few of how many."""
        window = self.window
        logged = self.trend.between(window.first - WEEK + 1, window.last)
        return {day for found in logged for day in range(found.number, found.number + WEEK) if day in window}

    def _stages(self) -> Iterator[str]:
        panel = _Panel(self.window)
        for number, (first, last, stage) in enumerate(self.trend.stages(self.window)):
            x, end = panel.x(first - 0.5), panel.x(last + 0.5)
            yield svg.rectangle(x, 0, end - x, BAND, "band" if number % 2 else "other")
            if end - x > len(SHORT_STAGES[stage]) * LETTER:
                yield svg.text((x + end) / 2, BAND - 4, SHORT_STAGES[stage], "label", "middle")

    def _pain(self, panel: _Panel, worst: Mapping[int, int | None]) -> Iterator[str]:
        yield from _curve(panel, {d.number: d.daily for d in self.days}, "daily")
        yield from _curve(panel, {d.number: d.morning for d in self.days}, "morning")
        yield from _steps(panel, worst)
        for day in self.days:
            if day.pain is not None:
                yield svg.circle(panel.x(day.number), panel.y(day.pain), 3, "run hurt" if day.pain else "run")

    def _verdicts(self, panel: _Panel) -> Iterator[str]:
        """A tick for each day with a back-off or worse, and its letter where there is room."""
        free, bottom = 0.0, panel.top + panel.height
        for day, verdict in sorted(self.trend.verdicts.items()):
            mark = VERDICT_MARKS.get(verdict)
            if mark is None or day not in self.window:
                continue
            x = panel.x(day)
            yield svg.line(x, bottom, x, bottom + 5, "mark")
            if x - LETTER / 2 >= free:
                yield svg.text(x, bottom + MARKS - 1, mark, "mark", "middle")
                free = x + LETTER / 2 + 1

    def _load(self, top: float) -> Iterator[str]:
        """A bar for each seven days, counted back from the last one; the usual week as a line across the episode."""
        window, unit_m = self.window, self.say.unit_m
        metres: Counter[int] = Counter()
        for day in self.days:
            metres[(window.last - day.number) // WEEK] += day.metres
        episode = self.trend.episode(window.last)
        usual = episode.baseline_m / unit_m if episode and episode.is_usual and episode.first <= window.last else 0
        panel = _Panel(window, top, LOAD - 6, max(1, usual, *(of_week / unit_m for of_week in metres.values())))
        yield from _grid(panel, (0, round(panel.most, 1)), f"{self.say.units} in seven days")
        for back in sorted(week for week, of_week in metres.items() if of_week):
            last = window.last - back * WEEK
            first = max(window.first, last - WEEK + 1)
            gap = min(2.0, (last - first + 1) * panel.day_width / 4)
            x, end, y = panel.x(first - 0.5) + gap / 2, panel.x(last + 0.5) - gap / 2, panel.y(metres[back] / unit_m)
            yield svg.rectangle(x, y, end - x, panel.y(0) - y, "bar")
        if usual and episode:
            x = max(LEFT, panel.x(episode.first - 0.5))
            yield svg.line(x, panel.y(usual), WIDTH - RIGHT, panel.y(usual), "usual")

    def _dates(self, y: float) -> Iterator[str]:
        panel, window = _Panel(self.window), self.window
        axis = Axis(window.first, window.days, int((WIDTH - LEFT - RIGHT) / LETTER))
        for day, words in axis.labels(dates(window.days, self.say)):
            half = len(words) * LETTER / 2
            yield svg.text(min(max(panel.x(day), LEFT + half), WIDTH - half), y, words, "label", "middle")


def _grid(panel: _Panel, values: Iterable[float], name: str) -> Iterator[str]:
    for value in values:
        y = panel.y(value)
        yield svg.line(LEFT, y, WIDTH - RIGHT, y, "grid")
        yield svg.text(LEFT - 5, y + 3.5, say_number(value), "label", "end")
    yield svg.text(LEFT, panel.top - 5, name, "label name")


def _stretches(values: Mapping[int, int | None]) -> Iterator[list[tuple[int, int]]]:
    """Days in a row that are known, with their values: unknown is not drawn."""
    stretch: list[tuple[int, int]] = []
    for day in sorted(values):
        value = values[day]
        if stretch and (value is None or day > stretch[-1][0] + 1):
            yield stretch
            stretch = []
        if value is not None:
            stretch.append((day, value))
    if stretch:
        yield stretch


def _curve(panel: _Panel, values: Mapping[int, int | None], kind: str) -> Iterator[str]:
    """A line through the days that are known."""
    for stretch in _stretches(values):
        points = [(panel.x(day), panel.y(value)) for day, value in stretch]
        if len(points) == 1:
            (x, y), *_ = points
            yield svg.line(x - 2, y, x + 2, y, kind)
        else:
            yield svg.polyline(points, kind)


def _steps(panel: _Panel, values: Mapping[int, int | None]) -> Iterator[str]:
    """A line that keeps its level over each day."""
    for stretch in _stretches(values):
        yield svg.polyline(
            [(panel.x(day + side), panel.y(value)) for day, value in stretch for side in (-0.5, 0.5)], "worst"
        )
