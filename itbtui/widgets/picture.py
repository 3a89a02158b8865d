"""The picture of the trend: panels over one date axis, as lines of text. Every series has a mark of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.text import Text

from itbtui.rehab.adherence import DueWeek
from itbtui.rehab.caps import WEEK
from itbtui.rehab.trend import SPANS, Trend, TrendDay, Window, worst
from itbtui.rehab.trend_words import SHORT_STAGES, VERDICT_MARKS
from itbtui.rehab.words import MILE_KM
from itbtui.widgets.axis import Axis, Slot
from itbtui.widgets.plot import GUTTER, PLAIN, Cell, Layer, Palette, draw
from itbtui.widgets.steps import DASHED, HEAVY, LIGHT, Stroke, bar, row_of, steps

Panel = Literal["pain", "load", "onset", "adherence"]
PANELS: tuple[Panel, ...] = ("pain", "load", "onset", "adherence")
AT_FIRST: frozenset[Panel] = frozenset({"pain", "load"})
LEAST: dict[Panel, int] = {"pain": 6, "load": 1, "onset": 3, "adherence": 2}
"""Rows a panel takes at least, without what stands around it."""
GROWTH: tuple[tuple[Panel | Literal["caption"], int], ...] = (
    *(("load", 2), ("caption", 1), ("load", 3), ("pain", 11), ("onset", 5), ("adherence", 3)),
    *(("load", 5), ("onset", 7), ("pain", 21), ("adherence", 5), ("load", 8), ("onset", 10)),
)
"""What grows to which height where there is more room; 6, 11 and 21 rows show every other pain, each, and halves."""
DAILY_UP_TO = SPANS["3m"]
"""So many days show the distance of each; a longer window that of each week."""
LEAST_WIDTH = GUTTER + 20


@dataclass(frozen=True, slots=True)
class View:
    """What is to be drawn, and how."""

    width: int
    height: int
    panels: frozenset[Panel] = AT_FIRST
    cursor: int | None = None
    """The day to point out."""
    units: str = "km"
    palette: Palette = PLAIN

    @property
    def columns(self) -> int:
        """Columns right of the ruler."""
        return max(self.width, LEAST_WIDTH) - GUTTER


def axis_of(window: Window, view: View) -> Axis:
    return Axis(window.first, window.days, view.columns)


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
        self.axis = axis_of(window, view)
        self.slots = self.axis.slots
        self.pointed = None if view.cursor is None else self.axis.column(view.cursor)

    def lines(self) -> list[Text]:
        rows, captioned = self._heights()
        lines: list[Text] = []
        draws: dict[Panel, Callable[[int], list[Text]]] = {
            "pain": self._pain,
            "load": self._load,
            "onset": self._onset,
            "adherence": self._adherence,
        }
        for panel in PANELS:
            if panel in self.view.panels:
                drawn = draws[panel](rows[panel])
                lines += drawn[1:] if panel == "load" and not captioned else drawn
        return [*lines, self._dates()]

    def _heights(self) -> tuple[dict[Panel, int], bool]:
        """The rows of each panel, and whether there is room for the caption of the load."""
        shown = self.view.panels
        rows = {panel: LEAST[panel] for panel in PANELS if panel in shown}
        around = {"pain": 2, "load": 1, "onset": 1, "adherence": 1}
        spare = self.view.height - 1 - sum(rows[panel] + around[panel] for panel in rows)
        captioned = False
        for panel, height in GROWTH:
            if panel == "caption":
                captioned = "load" in shown and spare >= 1
                spare -= captioned
            elif panel in rows and height > rows[panel] and height - rows[panel] <= spare:
                spare -= height - rows[panel]
                rows[panel] = height
        return rows, captioned

    # --- pain --------------------------------------------------------------------------------

    def _pain(self, rows: int) -> list[Text]:
        marks: list[tuple[str, str, str]] = [
            ("●", "run", "run"),
            ("○", "at 0", "run"),
            ("─", "morning", "morning"),
            ("┄", "daily", "daily"),
            ("━", "worst of 7 days", "worst"),
            *((VERDICT_MARKS[v], str(v).removeprefix("see-"), _verdict_role(mark)) for v, mark in VERDICT_MARKS.items()),
        ]
        days = self._by_slot()
        runs = [worst(day.pain for day in found) for found in days]
        layers = [
            ("worst", self._steps([self._rolling(slot) for slot in self.slots], rows, HEAVY)),
            ("daily", self._steps([worst(day.daily for day in found) for found in days], rows, DASHED)),
            ("morning", self._steps([worst(day.morning for day in found) for found in days], rows, LIGHT)),
            ("run", {(s.middle, row_of(p, rows)): "●" if p else "○" for s, p in self._known(runs)}),
        ]
        labels = [(row_of(pain, rows), str(pain)) for pain in range(0, 11, 1 if rows > 11 else 2)]
        return [self._caption("Pain", marks), *self._canvas(rows, layers, labels), self._course()]

    def _by_slot(self) -> list[list[TrendDay]]:
        return [list(self.trend.between(slot.first_day, slot.end_day - 1)) for slot in self.slots]

    def _known(self, values: Sequence[int | None]) -> Iterator[tuple[Slot, int]]:
        for slot, value in zip(self.slots, values, strict=True):
            if value is not None:
                yield slot, value

    def _rolling(self, slot: Slot) -> int | None:
        """The worst of the seven days that end in the slot."""
        return worst(day.worst for day in self.trend.between(slot.first_day - WEEK + 1, slot.end_day - 1))

    def _steps(self, pains: Sequence[int | None], rows: int, stroke: Stroke) -> dict[Cell, str]:
        levels = [None if pain is None else row_of(pain, rows) for pain in pains]
        return steps(self.slots, levels, stroke)

    def _course(self) -> Text:
        """The stages side by side, and the verdicts on their days."""
        cells: dict[int, tuple[str, str]] = {}
        marks: dict[int, str] = {}
        for day, verdict in self.trend.verdicts.items():
            if day in self.window and verdict in VERDICT_MARKS:
                column = self.axis.column(day)
                marks[column] = max(marks.get(column, "B"), VERDICT_MARKS[verdict], key="BP!".index)
        for first, last, stage in self.trend.stages(self.window):
            start, end = self.slots[self.axis.index(first)].first, self.slots[self.axis.index(last)].end
            cells |= {column: ("─", "muted") for column in range(start, end)}
            cells[start] = ("│", "muted")
            name = SHORT_STAGES[stage]
            room = (c for c in range(start + 1, end - len(name) + 1) if not any(c - 1 <= m <= c + len(name) for m in marks))
            place = next(room, None)
            if place is not None:
                cells |= {place + n: (letter, "text") for n, letter in enumerate(name)}
        cells |= {column: (mark, _verdict_role(mark)) for column, mark in marks.items()}
        return self._strip("", "└", cells)

    # --- load --------------------------------------------------------------------------------

    def _load(self, rows: int) -> list[Text]:
        daily = self.window.days <= DAILY_UP_TO
        metres = self._daily_metres() if daily else self._weekly_metres()
        most = max(metres, default=0)
        cells: dict[Cell, str] = {}
        for slot, ran in zip(self.slots, metres, strict=True):
            if ran:
                cells |= bar(slot.first, slot.end, ran / most, rows)
        units = self.view.units
        labels = [(0, units if daily or rows > 1 else f"{units}/w")]
        if rows > 1 and most:
            labels.append((rows - 1, _figure(most / 1000, units)))
        caption = self._caption("Load", [("▇", f"{units} a {'day' if daily else 'week'}", "bar"), ("✓", "exercises", "done")])
        ticks = {
            slot.middle: ("✓", "done")
            for slot, days in zip(self.slots, self._by_slot(), strict=True)
            if any(day.exercised for day in days)
        }
        return [caption, *self._canvas(rows, [("bar", cells)], labels), self._strip("ex", "│", ticks)]

    def _daily_metres(self) -> list[int]:
        return [max((day.metres for day in days), default=0) for days in self._by_slot()]

    def _weekly_metres(self) -> list[int]:
        """The largest week in each slot; weeks are counted back from the last day."""
        weeks: dict[int, int] = {}
        for day in self.trend.between(self.window.first, self.window.last):
            back = (self.window.last - day.number) // WEEK
            weeks[back] = weeks.get(back, 0) + day.metres
        return [max(weeks.get((self.window.last - day) // WEEK, 0) for day in slot.days) for slot in self.slots]

    # --- onset -------------------------------------------------------------------------------

    def _onset(self, rows: int) -> list[Text]:
        days = self._by_slot()
        minutes = [min((d.onset_min for d in found if d.onset_min is not None), default=None) for found in days]
        km = [min((d.onset_km for d in found if d.onset_km is not None), default=None) for found in days]
        top_minute, top_km = _most(minutes), _most(km)
        layers = [
            ("daily", self._points(km, top_km, rows, "◇")),
            ("run", self._points(minutes, top_minute, rows, "◆")),
        ]
        units = self.view.units
        marks = [("◆", "minute it began", "run"), ("◇", f"{units}, up to {_figure(top_km, units).strip()}", "daily")]
        if not top_km and not top_minute:
            marks = [("", "no run here says when pain began", "muted")]
        labels = [(0, "min"), (rows - 1, f"{top_minute:.0f}")] if top_minute else []
        return [self._caption("Onset", marks), *self._canvas(rows, layers, labels)]

    def _points(self, values: Sequence[float | None], top: float, rows: int, mark: str) -> dict[Cell, str]:
        return {
            (slot.middle, round(value * (rows - 1) / top) if top else 0): mark
            for slot, value in zip(self.slots, values, strict=True)
            if value is not None
        }

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
        return [self._caption("Done", marks), *self._canvas(rows, [("done", cells)], [(0, "0"), (rows - 1, "100")])]

    # --- around the panels -------------------------------------------------------------------

    def _canvas(self, rows: int, layers: Iterable[Layer], labels: Sequence[tuple[int, str]]) -> list[Text]:
        pointer: list[Layer] = []
        if self.pointed is not None:
            pointer.append(("muted", {(self.pointed, row): "╎" for row in range(rows)}))
        return draw(self.view.columns, rows, [*pointer, *layers], labels, self.view.palette)

    def _strip(self, label: str, edge: str, cells: Mapping[int, tuple[str, str]]) -> Text:
        """One line of marks, each with the role that colours it."""
        line = Text(f"{label:>{GUTTER - 1}}{edge}", self.view.palette.style("muted"))
        for column in range(self.view.columns):
            mark, role = cells.get(column, (" ", "text"))
            if column == self.pointed and mark == " ":
                mark, role = "╎", "muted"
            line.append(mark, self.view.palette.style(role, bold=mark in "BP!"))
        return line

    def _caption(self, title: str, marks: Iterable[tuple[str, str, str]]) -> Text:
        """The panel's name, and what its marks mean; what does not fit is left out whole."""
        line = Text(f"{title:<{GUTTER + 1}}", self.view.palette.style("text", bold=True))
        for mark, meaning, role in marks:
            said = f"{mark} {meaning}".strip()
            if line.cell_len + len(said) + 2 > self.view.columns + GUTTER:
                break
            line.append(said[: len(mark)], self.view.palette.style(role, bold=True))
            line.append(said[len(mark) :] + "  ", self.view.palette.style("muted"))
        line.rstrip()
        return line

    def _dates(self) -> Text:
        row = [" "] * self.view.columns
        for start, text in self.axis.labels():
            row[start : start + len(text)] = text
        line = Text(" " * GUTTER + "".join(row), self.view.palette.style("muted"))
        if self.pointed is not None:
            line.stylize("reverse", GUTTER + self.pointed, GUTTER + self.pointed + 1)
        return line


def _verdict_role(mark: str) -> str:
    return "caution" if mark == "B" else "run"


def _most(values: Iterable[float | None]) -> float:
    return max((value for value in values if value is not None), default=0)


def _figure(km: float, units: str) -> str:
    """A distance in at most four characters."""
    value = km / (MILE_KM if units == "mi" else 1)
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
