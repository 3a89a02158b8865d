"""The picture of the trend: panels over one date axis, as lines of text. Every series has a mark of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.text import Text

from itbtui.rehab.adherence import DueWeek
from itbtui.rehab.caps import WEEK
from itbtui.rehab.compare import Comparison
from itbtui.rehab.trend import SPANS, Span, Trend, Window, worst
from itbtui.rehab.trend_words import VERDICT_MARKS
from itbtui.rehab.words import MILE_KM, say_full_date
from itbtui.widgets.axis import Axis, dates, days_of_episode
from itbtui.widgets.frame import EXACT_ROWS, LEAST_WIDTH, Frame, Mark, pain_labels, role_of, row_of
from itbtui.widgets.plot import GUTTER, PLAIN, Cell, Layer, Palette
from itbtui.widgets.steps import DASHED, HEAVY, LIGHT, bar

Panel = Literal["pain", "load", "onset", "adherence"]
PANELS: tuple[Panel, ...] = ("pain", "load", "onset", "adherence")
AT_FIRST: frozenset[Panel] = frozenset({"pain", "load"})
LEAST: dict[Panel, int] = {"pain": 6, "load": 1, "onset": 2, "adherence": 1}
"""Rows a panel takes at least, without what stands around it."""
AROUND: dict[Panel, int] = {"pain": 2, "load": 1, "onset": 1, "adherence": 1}
"""Captions and strips of each, but for the caption of the load, which only comes where there is room."""
TALL = 2 * EXACT_ROWS - 1
GROWTH: tuple[tuple[Panel | Literal["caption"], int], ...] = (
    *(("pain", EXACT_ROWS), ("load", 2), ("onset", 3), ("adherence", 2), ("caption", 1)),
    *(("load", 3), ("onset", 5), ("adherence", 3), ("load", 5), ("onset", 7), ("pain", TALL)),
    *(("adherence", 5), ("load", 8), ("onset", 10)),
)
"""What grows to which height where there is more room, in this order. Two pains share a row where there are few."""
DAILY_UP_TO = SPANS["3m"]
"""So many days show the distance of each; a longer window that of each week."""


@dataclass(frozen=True, slots=True)
class View:
    """How a picture is to be drawn."""

    width: int
    height: int
    panels: frozenset[Panel] = AT_FIRST
    cursor: int | None = None
    """The day to point out."""
    units: str = "km"
    palette: Palette = PLAIN

    def axis(self, first: int, days: int) -> Axis:
        return Axis(first, days, max(self.width, LEAST_WIDTH) - GUTTER)

    def frame(self, axis: Axis) -> Frame:
        return Frame(axis, self.palette, None if self.cursor is None else axis.column(self.cursor))


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
        self.slots = self.axis.slots
        self.frame = view.frame(self.axis)
        self.days = [list(trend.between(slot.first_day, slot.end_day - 1)) for slot in self.slots]
        """The logged days of each place on the axis."""

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
        return [*lines, self.frame.dates(self.axis.labels(dates))]

    def _heights(self) -> tuple[dict[Panel, int], bool]:
        """The rows of each panel, and whether there is room for the caption of the load."""
        rows = {panel: LEAST[panel] for panel in PANELS if panel in self.view.panels}
        spare = self.view.height - 1 - sum(rows[panel] + AROUND[panel] for panel in rows)
        captioned = False
        for panel, height in GROWTH:
            if panel == "caption":
                captioned = "load" in rows and spare >= 1
                spare -= captioned
            elif panel in rows and height - rows[panel] <= spare:
                spare -= height - rows[panel]
                rows[panel] = height
        return rows, captioned

    # --- pain --------------------------------------------------------------------------------

    def _pain(self, rows: int) -> list[Text]:
        line = self.frame.pains
        runs = [worst(day.pain for day in found) for found in self.days]
        layers: list[Layer] = [
            ("worst", line([worst_of_week(self.trend, s.first_day, s.end_day - 1) for s in self.slots], rows, HEAVY)),
            ("daily", line([worst(day.daily for day in found) for found in self.days], rows, DASHED)),
            ("morning", line([worst(day.morning for day in found) for found in self.days], rows, LIGHT)),
            ("run", self._at([None if pain is None else (row_of(pain, rows), "●" if pain else "○") for pain in runs])),
        ]
        caption = self.frame.caption("Pain", self._legend())
        return [
            caption,
            *self.frame.canvas(rows, layers, pain_labels(rows)),
            self.frame.course(self.trend, self.window),
        ]

    def _legend(self) -> list[Mark]:
        given = {verdict for day, verdict in self.trend.verdicts.items() if day in self.window}
        return [
            ("●○", "run", "run"),
            ("─", "morning", "morning"),
            ("┄", "daily", "daily"),
            ("━", "worst of 7 days", "worst"),
            *((m, str(v).removeprefix("see-"), role_of(m)) for v, m in VERDICT_MARKS.items() if v in given),
        ]

    def _at(self, marks: Iterable[tuple[int, str] | None]) -> dict[Cell, str]:
        """Marks in the middle of each place, at their rows."""
        placed = zip(self.slots, marks, strict=True)
        return {(slot.middle, mark[0]): mark[1] for slot, mark in placed if mark is not None}

    def _scaled(self, values: Sequence[float | None], top: float, rows: int, mark: str) -> dict[Cell, str]:
        """The mark at each value, ``top`` in the highest row."""
        return self._at(None if value is None else (round(value * (rows - 1) / (top or 1)), mark) for value in values)

    # --- load --------------------------------------------------------------------------------

    def _load(self, rows: int) -> list[Text]:
        daily = self.window.days <= DAILY_UP_TO
        metres = self._daily_metres() if daily else self._weekly_metres()
        most = max(metres)
        cells: dict[Cell, str] = {}
        for slot, ran in zip(self.slots, metres, strict=True):
            if ran:
                cells |= bar(slot.first, slot.end, ran / most, rows)
        units = self.view.units
        labels = [(0, units if daily or rows > 1 else f"{units}/w")]
        if rows > 1 and most:
            labels.append((rows - 1, _figure(most / 1000, units)))
        marks = [("▇", f"{units} a {'day' if daily else 'week'}", "bar"), ("✓", "exercises", "done")]
        ticks = {
            slot.middle: ("✓", "done")
            for slot, days in zip(self.slots, self.days, strict=True)
            if any(day.exercised for day in days)
        }
        canvas = self.frame.canvas(rows, [("bar", cells)], labels)
        return [self.frame.caption("Load", marks), *canvas, self.frame.strip("ex", "│", ticks)]

    def _daily_metres(self) -> list[int]:
        return [max((day.metres for day in days), default=0) for days in self.days]

    def _weekly_metres(self) -> list[int]:
        """The largest week in each place; weeks are counted back from the last day."""
        weeks: dict[int, int] = {}
        for day in self.trend.between(self.window.first, self.window.last):
            back = (self.window.last - day.number) // WEEK
            weeks[back] = weeks.get(back, 0) + day.metres
        ends = ((self.window.last - slot.end_day + 1, self.window.last - slot.first_day) for slot in self.slots)
        return [max(weeks.get(back, 0) for back in range(near // WEEK, far // WEEK + 1)) for near, far in ends]

    # --- onset -------------------------------------------------------------------------------

    def _onset(self, rows: int) -> list[Text]:
        minutes = [_least(day.onset_min for day in found) for found in self.days]
        km = [_least(day.onset_km for day in found) for found in self.days]
        top_minute, top_km = _most(minutes), _most(km)
        by_minute, by_km = self._scaled(minutes, top_minute, rows, "◆"), self._scaled(km, top_km, rows, "◇")
        both = dict.fromkeys(by_minute.keys() & by_km.keys(), "◈")
        units, furthest = self.view.units, _figure(top_km, self.view.units)
        marks = [("◆", "minute it began", "run")] if by_minute else []
        marks += [("◇", f"{units}, up to {furthest}", "daily")] if by_km else []
        marks += [("◈", "both", "run")] if both else []
        marks = marks or [("", "no run in these days says when pain began", "muted")]
        labels = [(0, "min"), (rows - 1, f"{top_minute:.0f}")] if by_minute else [(0, units), (rows - 1, furthest)]
        canvas = self.frame.canvas(rows, [("daily", by_km), ("run", by_minute | both)], labels)
        return [self.frame.caption("Onset", marks), *canvas]

    # --- adherence ---------------------------------------------------------------------------

    def _adherence(self, rows: int) -> list[Text]:
        cells: dict[Cell, str] = {}
        for week in self.weeks or ():
            if week.due:
                first = self.slots[self.axis.index(week.first)].first
                end = self.slots[self.axis.index(week.last)].end
                cells |= bar(first, end, week.done / week.due, rows)
        marks = [("▇", "exercises done of those due, % a week", "done")]
        if self.weeks is None:
            marks = [("", "counting …", "muted")]
        elif not any(week.due for week in self.weeks):
            marks = [("", "no exercise was due in these days", "muted")]
        labels = [(0, "0"), (rows - 1, "100")] if rows > 1 else [(0, "%")]
        canvas = self.frame.canvas(rows, [("done", cells)], labels)
        return [self.frame.caption("Done", marks), *canvas]


def compared(trend: Trend, found: Comparison, view: View) -> list[Text]:
    """Two episodes laid over each other by their days; ``view.cursor`` is the day of the episode."""
    axis = view.axis(1, found.days)
    frame = view.frame(axis)
    rows = next((rows for rows in (TALL, EXACT_ROWS) if rows + 4 <= view.height), LEAST["pain"])
    layers: list[Layer] = []
    for episode, stroke, mark, role in ((found.then, DASHED, "◇", "daily"), (found.now, HEAVY, "●", "run")):
        weekly, hurt = [], {}
        for slot in axis.slots:
            first, last = episode.first + slot.first_day - 1, min(episode.first + slot.end_day - 2, episode.last)
            weekly.append(worst_of_week(trend, first, last, since=episode.first))
            if pain := worst(day.pain for day in trend.between(first, last)):
                hurt[slot.middle, row_of(pain, rows)] = mark
        layers += [(role, frame.pains(weekly, rows, stroke)), (role, hurt)]
    marks = [
        ("━●", f"from {say_full_date(found.now.first)}", "run"),
        ("┄◇", f"from {say_full_date(found.then.first)}", "daily"),
    ]
    return [
        frame.caption("Pain", [*marks, ("", "worst of 7 days, and runs that hurt", "muted")]),
        *frame.canvas(rows, layers, pain_labels(rows)),
        *(
            _course(trend, episode, found.days, frame, name)
            for episode, name in ((found.now, "now"), (found.then, "then"))
        ),
        frame.dates(axis.labels(days_of_episode)),
    ]


def _course(trend: Trend, episode: Span, days: int, frame: Frame, name: str) -> Text:
    """The stages of an episode on the axis of its days."""
    own = Frame(Axis(episode.first, days, frame.axis.width), frame.palette, frame.pointed)
    return own.course(trend, Window("episode", episode.first, episode.last), name)


def worst_of_week(trend: Trend, first: int, last: int, since: int = 0) -> int | None:
    """The worst pain of the seven days that end on one of these days; nothing for no days."""
    return worst(day.worst for day in trend.between(max(since, first - WEEK + 1), last)) if first <= last else None


def _least(values: Iterable[float | None]) -> float | None:
    return min((value for value in values if value is not None), default=None)


def _most(values: Iterable[float | None]) -> float:
    return max((value for value in values if value is not None), default=0)


def _figure(km: float, units: str) -> str:
    """A distance in at most four characters."""
    value = km / (MILE_KM if units == "mi" else 1)
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
