"""The picture of the trend: panels over one date axis, as lines of text. Every series has a mark of its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.text import Text

from itbtui.charts.axis import Axis, dates
from itbtui.charts.palette import PLAIN, Palette
from itbtui.charts.plot import GUTTER, Scale, plot, ruler
from itbtui.charts.series import Series, bars, dashes, points, steps
from itbtui.charts.strip import Mark, caption, course, given, strip
from itbtui.measures import Manner, say_number
from itbtui.rehab.log.days import WEEK
from itbtui.rehab.protocol.figures import Thresholds
from itbtui.rehab.trend.adherence import DueWeek
from itbtui.rehab.trend.trend import SPANS, Trend, Window, worst

Panel = Literal["pain", "load", "onset", "adherence"]
PANELS: tuple[Panel, ...] = ("pain", "load", "onset", "adherence")
AT_FIRST: frozenset[Panel] = frozenset({"pain", "load"})
LEAST: dict[Panel, int] = {"pain": 7, "load": 1, "onset": 2, "adherence": 1}
"""Rows a panel takes at least, without what stands around it."""
AROUND: dict[Panel, int] = {"pain": 2, "load": 1, "onset": 1, "adherence": 1}
"""Captions and strips of each, but for the caption of the load, which only comes where there is room."""
LEAST_WIDTH = GUTTER + 20
DAILY_UP_TO = SPANS["3m"]
"""So many days show the distance of each; a longer window that of each week."""
DAY_BAR, WEEK_BAR = 0.8, 0.94
"""How much of its day or week a bar takes."""
BAR = "▇"
LINE = "▄▄"
"""What the bold line and the bars look like, for captions."""


@dataclass(frozen=True, slots=True)
class View:
    """How a picture is to be drawn: its columns and rows, and in whose units and dates."""

    width: int
    height: int
    say: Manner
    panels: frozenset[Panel] = AT_FIRST
    cursor: int | None = None
    """The day to point out."""
    palette: Palette = PLAIN

    def axis(self, first: int, days: int) -> Axis:
        """These days over the columns that are left of the gutter."""
        return Axis(first, days, max(self.width, LEAST_WIDTH) - GUTTER)


def picture(trend: Trend, window: Window, view: View, weeks: Sequence[DueWeek] | None = None) -> list[Text]:
    """The panels from top to bottom. There are more lines than the view has where they need them.

    ``weeks`` are asked for by the adherence panel alone; it says so while they are not there yet.
    """
    return _Picture(trend, window, view, weeks).lines()


class _Picture:
    def __init__(self, trend: Trend, window: Window, view: View, weeks: Sequence[DueWeek] | None) -> None:
        self.trend = trend
        self.window = window
        self.view = view
        self.weeks = weeks
        self.axis = view.axis(window.first, window.days)
        self.days = [list(trend.between(place[0], place[-1])) for place in self.axis.places]
        """The logged days of each place on the axis."""
        self.worst = [worst_of_week(trend, place[0], place[-1]) for place in self.axis.places]
        self.scale = pain_scale(self.worst, trend.protocol.thresholds)

    def lines(self) -> list[Text]:
        rows, captioned = self._heights()
        drawn: dict[Panel, Callable[[int], list[Text]]] = {
            "pain": self._pain,
            "load": self._load,
            "onset": self._onset,
            "adherence": self._adherence,
        }
        lines: list[Text] = []
        for panel, height in rows.items():
            lines += drawn[panel](height)[0 if panel != "load" or captioned else 1 :]
        labels = self.axis.labels(dates(self.window.days, self.view.say))
        return [*lines, ruler(self.axis, labels, self.view.palette, self.view.cursor)]

    def _heights(self) -> tuple[dict[Panel, int], bool]:
        """The rows of each panel, and whether there is room for the caption of the load."""
        rows = {panel: LEAST[panel] for panel in PANELS if panel in self.view.panels}
        spare = self.view.height - 1 - sum(rows[panel] + AROUND[panel] for panel in rows)
        captioned = False
        for panel, height in _growth(round(self.scale.top)):
            if panel == "caption":
                captioned = "load" in rows and spare >= 1
                spare -= captioned
            elif panel in rows and 0 < height - rows[panel] <= spare:
                spare -= height - rows[panel]
                rows[panel] = height
        return rows, captioned

    def _plot(self, scale: Scale, rows: int, *series: Series) -> list[Text]:
        return plot(self.axis, scale, rows, series, self.view.palette, self.view.cursor)

    def _caption(self, title: str, marks: Sequence[Mark]) -> Text:
        return caption(title, marks, self.axis.width, self.view.palette)

    def _pain(self, rows: int) -> list[Text]:
        axis, runs = self.axis, [worst(day.pain for day in found) for found in self.days]
        canvas = self._plot(
            self.scale,
            rows,
            dashes(axis, [worst(day.daily for day in found) for found in self.days], "daily", "╌"),
            dashes(axis, [worst(day.morning for day in found) for found in self.days], "morning", "─"),
            steps(axis, self.worst, "worst"),
            points(axis, [pain or None for pain in runs], "run", "●"),
            points(axis, [0 if pain == 0 else None for pain in runs], "run", "○"),
        )
        marks = [
            ("●○", "run", "run"),
            (LINE, "worst of 7 days", "worst"),
            ("─", "morning", "morning"),
            ("╌", "daily", "daily"),
            *given(self.trend, self.window),
        ]
        below = course(self.axis, self.trend, self.window, self.view.palette, pointed=self.view.cursor)
        return [self._caption("Pain", marks), *canvas, below]

    def _load(self, rows: int) -> list[Text]:
        daily = self.window.days <= DAILY_UP_TO
        made = list(self._daily_bars() if daily else self._weekly_bars())
        most = max((height for _, _, height in made), default=0)
        units = self.view.say.units
        ticks: list[tuple[float, str]] = [(0, units if daily or rows > 1 else f"{units}/w")]
        if rows > 1 and most:
            ticks.append((most, _figure(most)))
        canvas = self._plot(Scale(most or 1, ticks, is_area=True), rows, bars(made, "bar"))
        marks = [(BAR, f"{units} a {'day' if daily else 'week'}", "bar"), ("✓", "exercises", "done")]
        done = {
            self.axis.column(place[len(place) // 2]): ("✓", "done")
            for place, days in zip(self.axis.places, self.days, strict=True)
            if any(day.exercised for day in days)
        }
        return [
            self._caption("Load", marks),
            *canvas,
            strip("ex", "│", self.axis.width, done, self.view.palette),
        ]

    def _daily_bars(self) -> Iterator[tuple[float, float, float]]:
        """The distance of each day, in the runner's unit; of days that share a column, the furthest."""
        side, unit_m = DAY_BAR / 2 * max(1, self.axis.days / self.axis.width), self.view.say.unit_m
        for place, found in zip(self.axis.places, self.days, strict=True):
            middle = self.axis.x(self.axis.column(place[0])) if len(place) > 1 else place[0]
            furthest = max((day.metres for day in found), default=0)
            yield max(self.axis.left, middle - side), min(self.axis.right, middle + side), furthest / unit_m

    def _weekly_bars(self) -> Iterator[tuple[float, float, float]]:
        """That of each week, counted back from the last day; of weeks that share a column, the furthest."""
        weeks: dict[int, int] = {}
        for day in self.trend.between(self.window.first, self.window.last):
            back = (self.window.last - day.number) // WEEK
            weeks[back] = weeks.get(back, 0) + day.metres
        furthest: dict[int, tuple[int, int]] = {}
        for back, metres in weeks.items():
            column = self.axis.column(max(self.window.first, self.window.last - back * WEEK - WEEK // 2))
            furthest[column] = max(furthest.get(column, (0, back)), (metres, back))
        side = WEEK_BAR / 2 * WEEK
        for metres, back in furthest.values():
            middle = self.window.last - back * WEEK - WEEK // 2
            yield max(self.axis.left, middle - side), middle + side, metres / self.view.say.unit_m

    def _onset(self, rows: int) -> list[Text]:
        """When it began: the minute, and the distance of runs that only say that."""
        minutes = [_least(day.onset_min for day in found) for found in self.days]
        unit_km = self.view.say.unit_m / 1000
        far = [
            None if minute is not None or (km := _least(day.onset_km for day in found)) is None else km / unit_km
            for minute, found in zip(minutes, self.days, strict=True)
        ]
        last, furthest, units = _most(minutes), _most(far), self.view.say.units
        marks = [("◆", "minute it began", "run")] if last else []
        marks += [("◇", f"{units}, up to {_figure(furthest)}", "daily")] if furthest else []
        marks = marks or [("", "no run in these days says when pain began", "muted")]
        by_far = points(self.axis, far, "daily", "◇")
        by_far.is_right = True
        ticks = [(0.0, "min"), (last, f"{last:.0f}")] if last else [(0.0, units if furthest else "min")]
        scale = Scale(last or 1, ticks, right_top=furthest or 1)
        canvas = self._plot(scale, rows, by_far, points(self.axis, minutes, "run", "◆"))
        return [self._caption("Onset", marks), *canvas]

    def _adherence(self, rows: int) -> list[Text]:
        made = [
            (week.first - 0.5 * WEEK_BAR, week.last + 0.5 * WEEK_BAR, 100 * week.done / week.due)
            for week in self.weeks or ()
            if week.due
        ]
        marks = [(BAR, "exercises done of those due, % a week", "done")]
        if self.weeks is None:
            marks = [("", "counting …", "muted")]
        elif not made:
            marks = [("", "no exercise was due in these days", "muted")]
        ticks = [(0, "0"), (100, "100")] if rows > 1 else [(0, "%")]
        return [self._caption("Done", marks), *self._plot(Scale(100, ticks, is_area=True), rows, bars(made, "done"))]


def pain_scale(pains: Iterable[int | None], thresholds: Thresholds) -> Scale:
    """From 0 to the highest of these pains and at least to where severe begins, with lines at moderate and severe."""
    guides = (thresholds.moderate, thresholds.severe)
    top = max(thresholds.severe, worst(pains) or 0)
    return Scale(top, [(pain, str(pain)) for pain in sorted({0, *guides, top})], guides)


def worst_of_week(trend: Trend, first: int, last: int, since: int = 0) -> int | None:
    """The worst pain of the seven days that end on one of these days; nothing for no days."""
    return worst(day.worst for day in trend.between(max(since, first - WEEK + 1), last)) if first <= last else None


def _growth(top: int) -> tuple[tuple[Panel | Literal["caption"], int], ...]:
    """What grows to which height where there is more room, in this order; each pain has whole rows of its own."""
    return (
        *(("pain", top + 1), ("load", 2), ("onset", 3), ("adherence", 2), ("caption", 1)),
        *(("load", 3), ("onset", 5), ("adherence", 3), ("pain", 2 * top + 1), ("load", 5), ("onset", 7)),
        *(("pain", 3 * top + 1), ("adherence", 5), ("load", 8), ("onset", 10)),
    )


def _least(values: Iterable[float | None]) -> float | None:
    return min((value for value in values if value is not None), default=None)


def _most(values: Iterable[float | None]) -> float:
    return max((value for value in values if value is not None), default=0)


def _figure(far: float) -> str:
    """A distance in at most four characters."""
    return f"{far:.1f}" if far < 10 else say_number(round(far))
