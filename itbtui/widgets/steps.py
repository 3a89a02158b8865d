"""Steps and bars as cells: what a line of whole numbers, or a bar of any height, looks like in characters."""

from collections.abc import Sequence
from dataclasses import dataclass

from itbtui.widgets.axis import Slot
from itbtui.widgets.plot import Cell

EIGHTHS = "▁▂▃▄▅▆▇█"
LEAST_POINTS = 3
"""With fewer points no line is drawn through them."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """The characters of a stepped line: along, up or down, and the corners as it leaves and reaches a level."""

    along: str
    across: str
    down: tuple[str, str]
    up: tuple[str, str]


LIGHT = Stroke("─", "│", ("╮", "╰"), ("╯", "╭"))
DASHED = Stroke("┄", "┊", ("╮", "╰"), ("╯", "╭"))
HEAVY = Stroke("━", "┃", ("┓", "┗"), ("┛", "┏"))


def steps(slots: Sequence[Slot], rows: Sequence[int | None], stroke: Stroke) -> dict[Cell, str]:
    """A line that keeps its level over each place, and is broken where the level is unknown."""
    cells: dict[Cell, str] = {}
    if sum(row is not None for row in rows) < LEAST_POINTS:
        return {(slot.middle, row): stroke.along for slot, row in zip(slots, rows, strict=True) if row is not None}
    before: int | None = None
    for slot, row in zip(slots, rows, strict=True):
        if row is not None:
            cells |= {(column, row): stroke.along for column in range(slot.first, slot.end)}
            if before is not None and before != row:
                leaves, reaches = stroke.down if row < before else stroke.up
                cells |= {(slot.first, level): stroke.across for level in range(min(row, before) + 1, max(row, before))}
                cells |= {(slot.first, before): leaves, (slot.first, row): reaches}
        before = row
    return cells


def bar(first: int, end: int, share: float, rows: int) -> dict[Cell, str]:
    """A bar over these columns, as high as its share of all rows; one above nothing is always seen."""
    eighths = round(share * rows * 8)
    if share > 0:
        eighths = max(1, eighths)
    gap = 1 if end - first > 2 else 0
    cells: dict[Cell, str] = {}
    for row in range((eighths + 7) // 8):
        block = EIGHTHS[min(7, eighths - row * 8 - 1)]
        cells |= {(column, row): block for column in range(first, end - gap)}
    return cells
