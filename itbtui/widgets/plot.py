"""Cells drawn by plotext beside a ruler, as text in colour.

plotext is imported when something is drawn first: it takes a good part of a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from rich.color import Color as RichColor
from rich.style import Style
from rich.text import Text

Colour = tuple[int, int, int] | int | None
"""Red, green and blue, or one of the terminal's own colours by its number; none is the terminal's plain one."""

GUTTER = 5
"""Columns left of the cells: the ruler's labels and its line."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture. Each series has a mark of its own, so that none is needed to read it."""

    text: Colour = None
    muted: Colour = None
    run: Colour = None
    morning: Colour = None
    daily: Colour = None
    worst: Colour = None
    bar: Colour = None
    done: Colour = None
    caution: Colour = None

    def style(self, role: str, *, bold: bool = False) -> Style:
        colour = getattr(self, role)
        if colour is None:
            return Style(bold=bold or None)
        known = RichColor.from_ansi(colour) if isinstance(colour, int) else RichColor.from_rgb(*colour)
        return Style(color=known, bold=bold or None)


PLAIN = Palette()
ROLES = tuple(field.name for field in fields(Palette))

Cell = tuple[int, int]
"""A column from the left and a row from the bottom."""
Layer = tuple[str, Mapping[Cell, str]]
"""The role that colours it, and its marks."""


def draw(
    width: int, height: int, layers: Sequence[Layer], ticks: Sequence[tuple[int, str]], palette: Palette
) -> list[Text]:
    """The layers over each other, the last on top, right of a ruler with a label at each row of ``ticks``.

    At least one label is needed: they make the room that the ruler takes.
    """
    import plotext  # type: ignore[import-untyped]

    figure = plotext.figure
    # The figure is one for the whole process: nothing of the last drawing may stay.
    figure.clear()
    plotext.terminal.limit(False, False)
    figure.plot_size(GUTTER + width, height)
    figure.theme("colorless")
    figure.axes(False, axis="x")
    figure.axes(False, axis="y", side="right")
    figure.ruler("x").lim(0, max(1, width - 1)).ticks([])
    ruler = figure.ruler("y").lim(0, max(1, height - 1))
    ruler.ticks([row for row, _ in ticks], labels=[f"{label:>{GUTTER - 1}}" for _, label in ticks])
    for role, cells in layers:
        inside = {cell: mark for cell, mark in cells.items() if 0 <= cell[0] < width and 0 <= cell[1] < height}
        if inside:
            pixel = _pixel(plotext, getattr(palette, role))
            markers = {mark: plotext.marker(mark, pixel) for mark in set(inside.values())}
            columns, rows = [column for column, _ in inside], [row for _, row in inside]
            figure.draw(figure.signal(columns, rows, marker=[markers[mark] for mark in inside.values()]))
    lines = [Text.from_ansi(line) for line in str(figure.build()).splitlines()]
    for line in lines:
        line.stylize(palette.style("muted"), 0, GUTTER)
    return lines


def _pixel(plotext: Any, colour: Colour) -> Any:
    return plotext.pixel() if colour is None else plotext.pixel(foreground=colour)
