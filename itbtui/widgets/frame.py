"""What the panels of a picture share: one date axis, the ruler, captions, strips of marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from itbtui.rehab.trend import Trend, Window
from itbtui.rehab.trend_words import SHORT_STAGES, VERDICT_MARKS
from itbtui.widgets.axis import Axis
from itbtui.widgets.plot import GUTTER, PLAIN, Cell, Layer, Palette, draw
from itbtui.widgets.steps import Stroke, steps

LEAST_WIDTH = GUTTER + 20
EXACT_ROWS = 11
"""Rows that give each pain of 0-10 its own."""

Mark = tuple[str, str, str]
"""A character, what it means, and the role that colours it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The axis of a picture and its colours; ``pointed`` is a column to point out."""

    axis: Axis
    palette: Palette = PLAIN
    pointed: int | None = None

    def canvas(self, rows: int, layers: Iterable[Layer], labels: Sequence[tuple[int, str]]) -> list[Text]:
        pointer: list[Layer] = []
        if self.pointed is not None:
            pointer.append(("muted", {(self.pointed, row): "╎" for row in range(rows)}))
        return draw(self.axis.width, rows, [*pointer, *layers], labels, self.palette)

    def strip(self, label: str, edge: str, cells: Mapping[int, tuple[str, str]]) -> Text:
        """One line of marks by their columns, each with the role that colours it."""
        line = Text(f"{label:>{GUTTER - 1}}{edge}", self.palette.style("muted"))
        for column in range(self.axis.width):
            mark, role = cells.get(column, (" ", "text"))
            if column == self.pointed and mark == " ":
                mark, role = "╎", "muted"
            line.append(mark, self.palette.style(role, bold=mark in VERDICT_MARKS.values()))
        return line

    def caption(self, title: str, marks: Sequence[Mark]) -> Text:
        """The panel's name, and what its marks mean; what does not fit is left out whole."""
        room = self.axis.width - 1
        said = [f"{mark} {meaning}".strip() for mark, meaning, _ in marks]
        air = "  " if sum(map(len, said)) + 2 * len(said) <= room else " "
        line = Text().append(f"{title:<{GUTTER + 1}}", self.palette.style("text", bold=True))
        for (mark, _, role), text in zip(marks, said, strict=True):
            room -= len(text) + len(air)
            if room < -len(air):
                break
            line.append(text[: len(mark)], self.palette.style(role, bold=True))
            line.append(text[len(mark) :] + air, self.palette.style("muted"))
        line.rstrip()
        return line

    def dates(self, labels: Iterable[tuple[int, str]]) -> Text:
        row = [" "] * self.axis.width
        for start, text in labels:
            row[start : start + len(text)] = text
        line = Text(" " * GUTTER + "".join(row), self.palette.style("muted"))
        if self.pointed is not None:
            line.stylize("reverse", GUTTER + self.pointed, GUTTER + self.pointed + 1)
        return line

    # --- pain and stages -----------------------------------------------------------------------

    def pains(self, pains: Sequence[int | None], rows: int, stroke: Stroke) -> dict[Cell, str]:
        """A line through the pain of each place on the axis."""
        levels = [None if pain is None else row_of(pain, rows) for pain in pains]
        return steps(self.axis.slots, levels, stroke)

    def course(self, trend: Trend, window: Window, label: str = "") -> Text:
        """The stages side by side, and the verdicts on their days."""
        marks = self._verdicts(trend, window)
        slots = self.axis.slots
        cells: dict[int, tuple[str, str]] = {}
        for first, last, stage in trend.stages(window):
            start, end = slots[self.axis.index(first)].first, slots[self.axis.index(last)].end
            cells |= dict.fromkeys(range(start, end), ("─", "muted"))
            cells[start] = ("│", "muted")
            place = _free(SHORT_STAGES[stage], start + 1, end, marks)
            if place is not None:
                cells |= {place + n: (letter, "text") for n, letter in enumerate(SHORT_STAGES[stage])}
        cells |= {column: (mark, role_of(mark)) for column, mark in marks.items()}
        return self.strip(label, "└", cells)

    def _verdicts(self, trend: Trend, window: Window) -> dict[int, str]:
        """The worst verdict of each column."""
        marks: dict[int, str] = {}
        for day, verdict in trend.verdicts.items():
            if day in window and verdict in VERDICT_MARKS:
                column, order = self.axis.column(day), "".join(VERDICT_MARKS.values())
                marks[column] = max(marks.get(column, order[0]), VERDICT_MARKS[verdict], key=order.index)
        return marks


def _free(name: str, first: int, end: int, marks: Iterable[int]) -> int | None:
    """The first column from which a name stands clear of the marks."""
    taken = {column for mark in marks for column in (mark - 1, mark, mark + 1)}
    places = (column for column in range(first, end - len(name) + 1))
    return next((place for place in places if not taken.intersection(range(place, place + len(name)))), None)


def role_of(mark: str) -> str:
    """The role that colours a verdict's mark."""
    return "caution" if mark == "B" else "run"


def row_of(pain: int, rows: int, top: int = 10) -> int:
    """The row for a pain of 0-10. Only 0 stands on the lowest one, however few rows there are."""
    return 0 if pain == 0 else max(1, (2 * pain * (rows - 1) + top) // (2 * top))


def pain_labels(rows: int) -> list[tuple[int, str]]:
    """The pains that stand in each row, where two share one; else each, or every other where that is clear enough."""
    if rows < EXACT_ROWS:
        shared = {row: [pain for pain in range(11) if row_of(pain, rows) == row] for row in range(rows)}
        return [(row, "-".join(map(str, sorted({pains[0], pains[-1]})))) for row, pains in shared.items()]
    return [(row_of(pain, rows), str(pain)) for pain in range(0, 11, 1 if rows > EXACT_ROWS else 2)]
