"""The days of a report as an SVG drawing: pain, when it began in runs, kilometres a week, on one axis of days.

Colours are the page's: the drawing names classes only. What a colour says, a shape says too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from itbtui.rehab.caps import WEEK
from itbtui.rehab.protocol import Verdict
from itbtui.rehab.report import Report
from itbtui.rehab.trend import Trend, Window
from itbtui.rehab.trend_words import SHORT_STAGES, VERDICT_MARKS
from itbtui.rehab.words import MILE_KM, say_full_date, say_number, say_short

WIDTH, LEFT, RIGHT = 720, 46, 8
BAND, PAIN, MARKS, ONSET, LOAD, DATES, GAP = 15, 104, 16, 36, 46, 14, 19
"""Heights: the stages, the three panels with the verdicts between, the dates, and what lies between panels."""
LETTER = 6.2
"""About how wide a letter is."""
MOST_LABELS = 9


@dataclass(frozen=True)
class Scale:
    """Where a day and a value stand: ``top`` and ``height`` are a panel's, ``most`` its highest value."""

    window: Window
    top: float = 0
    height: float = 0
    most: float = 1

    @property
    def day_width(self) -> float:
        return (WIDTH - LEFT - RIGHT) / self.window.days

    def x(self, day: int) -> float:
        """The middle of a day."""
        return LEFT + (day - self.window.first + 0.5) * self.day_width

    def edge(self, day: int) -> float:
        """Where a day begins."""
        return LEFT + (day - self.window.first) * self.day_width

    def y(self, value: float) -> float:
        return self.top + self.height * (1 - value / self.most)


def chart(report: Report, told: Iterable[str]) -> str:
    """The drawing; ``told`` says the same in words for those who do not see it."""
    trend, window = report.trend, report.window
    parts, y = [*_stages(trend, window)], float(BAND + GAP)
    pain = Scale(window, y, PAIN, 10)
    parts += [*_grid(pain, (0, 5, 10), "pain, 0-10"), *_pain(trend, pain), *_verdicts(trend, pain)]
    y += PAIN + MARKS + GAP
    onsets = [(d.number, d.onset_min) for d in trend.between(window.first, window.last) if d.onset_min is not None]
    if onsets:
        most = max(10, *(minute for _, minute in onsets))
        onset = Scale(window, y, ONSET, most)
        parts += [
            *_grid(onset, (0, most), "minute in which pain began"),
            *(_triangle(onset, day, minute) for day, minute in onsets),
        ]
        y += ONSET + GAP
    parts += _load(report, y)
    y += LOAD
    parts += _dates(Scale(window), y)
    height = round(y + DATES)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            'aria-labelledby="chart-title chart-words">',
            f'<title id="chart-title">Pain and running, {escape(_period(window))}</title>',
            f'<desc id="chart-words">{escape(" ".join(told))}</desc>',
            *parts,
            "</svg>",
        ]
    )


def _period(window: Window) -> str:
    return f"{say_full_date(window.first)} to {say_full_date(window.last)}"


def _text(x: float, y: float, text: str, anchor: str = "start", kind: str = "label") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _grid(scale: Scale, values: Iterable[float], name: str) -> Iterator[str]:
    for value in values:
        y = scale.y(value)
        yield _line(LEFT, y, WIDTH - RIGHT, y, "grid")
        yield _text(LEFT - 5, y + 3.5, say_number(value), "end")
    yield _text(LEFT, scale.top - 5, name, kind="label name")


def _stages(trend: Trend, window: Window) -> Iterator[str]:
    scale = Scale(window)
    for number, (first, last, stage) in enumerate(trend.stages(window)):
        x, end = scale.edge(first), scale.edge(last + 1)
        kind = "band" if number % 2 else "band other"
        yield f'<rect class="{kind}" x="{x:.1f}" y="0" width="{end - x:.1f}" height="{BAND}"/>'
        if end - x > len(SHORT_STAGES[stage]) * LETTER:
            yield _text((x + end) / 2, BAND - 4, SHORT_STAGES[stage], "middle")


def _pain(trend: Trend, scale: Scale) -> Iterator[str]:
    days = list(trend.between(scale.window.first, scale.window.last))
    yield from _curve(scale, {d.number: d.daily for d in days}, "daily")
    yield from _curve(scale, {d.number: d.morning for d in days}, "morning")
    for day in days:
        if day.pain is not None:
            kind = "run hurt" if day.pain else "run"
            yield f'<circle class="{kind}" cx="{scale.x(day.number):.1f}" cy="{scale.y(day.pain):.1f}" r="3"/>'


def _curve(scale: Scale, values: dict[int, int | None], kind: str) -> Iterator[str]:
    """A line through the days that are known, broken where one is not: unknown is not drawn."""
    stretch: list[tuple[int, int]] = []
    for day in range(scale.window.first, scale.window.last + 2):
        value = values.get(day)
        if value is not None:
            stretch.append((day, value))
            continue
        if len(stretch) == 1:
            x, y = scale.x(stretch[0][0]), scale.y(stretch[0][1])
            yield _line(x - 2, y, x + 2, y, kind)
        elif stretch:
            points = " ".join(f"{scale.x(day):.1f},{scale.y(pain):.1f}" for day, pain in stretch)
            yield f'<polyline class="{kind}" points="{points}"/>'
        stretch = []


def _verdicts(trend: Trend, scale: Scale) -> Iterator[str]:
    """A tick for each day with a back-off or worse, and its letter where there is room."""
    free, bottom = 0.0, scale.top + scale.height
    for day in range(scale.window.first, scale.window.last + 1):
        mark = VERDICT_MARKS.get(trend.verdicts.get(day, Verdict.CONTINUE))
        if mark is None:
            continue
        x = scale.x(day)
        yield _line(x, bottom, x, bottom + 5, "mark")
        if x - LETTER / 2 >= free:
            yield _text(x, bottom + MARKS - 1, mark, "middle", "mark")
            free = x + LETTER / 2 + 1


def _triangle(scale: Scale, day: int, minute: int) -> str:
    x, y = scale.x(day), scale.y(minute)
    return f'<path class="onset" d="M{x:.1f} {y - 4:.1f}l4 7h-8z"/>'


def _load(report: Report, top: float) -> Iterator[str]:
    """A bar for each seven days, counted back from the last one; the usual week as a line across the episode."""
    trend, window, unit_m = report.trend, report.window, 1000 * (MILE_KM if report.units == "mi" else 1)
    weeks = []
    for last in range(window.last, window.first - 1, -WEEK):
        first = max(window.first, last - WEEK + 1)
        weeks.append((first, last, sum(day.metres for day in trend.between(first, last)) / unit_m))
    episode = trend.episode(window.last)
    usual = episode.baseline_m / unit_m if episode and episode.first <= window.last else 0
    most = max(1, usual, *(far for _, _, far in weeks))
    scale = Scale(window, top, LOAD - 6, most)
    yield from _grid(scale, (0, round(most, 1)), f"{report.units} in seven days")
    for first, last, far in weeks:
        x, width = scale.edge(first), (last - first + 1) * scale.day_width
        gap = min(2.0, width / 4)
        y, end = scale.y(far), scale.y(0)
        yield f'<rect class="bar" x="{x + gap / 2:.1f}" y="{y:.1f}" width="{width - gap:.1f}" height="{end - y:.1f}"/>'
    if usual and episode:
        yield _line(max(LEFT, scale.edge(episode.first)), scale.y(usual), WIDTH - RIGHT, scale.y(usual), "usual")


def _dates(scale: Scale, y: float) -> Iterator[str]:
    weeks = -(-scale.window.days // WEEK)
    step = WEEK * max(1, -(-weeks // MOST_LABELS))
    for day in range(scale.window.last, scale.window.first - 1, -step):
        is_last = day == scale.window.last
        x = WIDTH - RIGHT if is_last else scale.x(day)
        if x - LEFT < len("30 Sep") * LETTER / 2:
            continue
        said = say_full_date(day) if step > 12 * WEEK else say_short(day)
        yield _text(x, y + DATES - 3, said, "end" if is_last else "middle")
