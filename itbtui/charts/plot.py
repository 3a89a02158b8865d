"""Drawing by plotext, as text in colour.

plotext is loaded when something is drawn first, if it was not before.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from itbtui.charts import plotext_private
from itbtui.charts.axis import Axis, Label
from itbtui.charts.palette import Colour, Palette
from itbtui.charts.series import Series

GUTTER = 5
"""Columns left of the days: the labels of the scale and its line."""
POINTER = "┊"
HAIR = 0.002
"""Scales are lowered by this share: a line in the middle of a row is drawn in its lower half then, always."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 in the lowest row to ``top``, with a label at each of ``ticks`` and a faint line at each of ``guides``."""

    top: float
    ticks: Sequence[tuple[float, str]]
    guides: Sequence[float] = ()
    right_top: float = 1
    """The highest value of what goes by the scale on the right."""
    is_area: bool = False
    """Whether 0 is the lower edge of the lowest row and ``top`` the upper edge of the highest, as bars need it."""


def plot(
    axis: Axis, scale: Scale, rows: int, series: Iterable[Series], palette: Palette, pointed: int | None = None
) -> list[Text]:
    """The series over each other, the last on top, as lines of ``GUTTER`` and the width of the axis.

    At least one tick is needed: their labels make the room that the gutter takes. ``pointed`` is a day to point out.
    """
    plotext, figure = _blank(GUTTER + axis.width, rows)
    figure.axes(False, axis="x")
    figure.axes(False, axis="y", side="right")
    figure.ruler("x").lim(axis.left, axis.right).alignment(lim="edge").ticks([])
    figure.ruler("y", "left").lim(*_limits(scale.top, 0 if scale.is_area else HAIR))
    figure.ruler("y", "left").alignment(lim="edge" if scale.is_area else "center")
    figure.ruler("y", "right").lim(*_limits(scale.right_top, HAIR)).ticks([])
    labels = [f"{label:>{GUTTER - 1}}" for _, label in scale.ticks]
    figure.ruler("y", "left").ticks([value for value, _ in scale.ticks], labels=labels)
    for one in (_guides(axis, scale), *_pointer(axis, scale, pointed), *series):
        if one.x:
            figure.draw(_signal(plotext, one, palette.colour(one.role)))
    lines = [Text.from_ansi(line) for line in str(figure.build()).splitlines()]
    for line in lines:
        line.stylize(palette.style("muted"), 0, GUTTER)
    return lines


def _guides(axis: Axis, scale: Scale) -> Series:
    made = Series("faint", "┈")
    for value in scale.guides:
        made.add(axis.left, value)
        made.add(axis.right, value, is_joined=True)
    return made


def _pointer(axis: Axis, scale: Scale, day: int | None) -> Iterator[Series]:
    if day is not None:
        made, x = Series("muted", POINTER), axis.x(axis.column(day))
        made.add(x, 0)
        made.add(x, scale.top, is_joined=True)
        yield made


def ruler(axis: Axis, labels: Sequence[Label], palette: Palette, pointed: int | None = None) -> Text:
    """The line below a picture: its labels under their days, those at the edges moved in."""
    _, figure = _blank(axis.width, 1)
    figure.axes(False)
    figure.ruler("x").lim(axis.left, axis.right).alignment(lim="edge", tick="dynamic")
    figure.ruler("x", "lower").ticks(
        [axis.x(axis.column(day)) for day, _ in labels], labels=[text for _, text in labels]
    )
    figure.ruler("y").lim(0, 1).ticks([])
    line = Text(" " * GUTTER + figure.build().string(colorless=True).strip("\n"), palette.style("muted"))
    if pointed is not None:
        column = GUTTER + axis.column(pointed)
        line.stylize("reverse", column, column + 1)
    return line


def _limits(top: float, hair: float) -> tuple[float, float]:
    return hair * top, (1 + hair) * top


def _blank(width: int, height: int) -> tuple[Any, Any]:
    """plotext and its figure, which is one for the whole process: nothing of the last drawing may stay."""
    plotext = plotext_private.load()
    figure = plotext.figure
    figure.clear()
    plotext.terminal.limit(False, False)
    figure.plot_size(width, height)
    figure.theme("colorless")
    return plotext, figure


def _signal(plotext: Any, series: Series, colour: Colour) -> Any:
    marker = plotext.marker(series.mark, _pixel(plotext, colour))
    side = "right" if series.is_right else "left"
    signal = plotext.figure.signal(series.x, series.y, marker=marker, yside=side)
    if series.is_filled:
        # Not with density("full"): that ends the whole process where a point lies left of the axis.
        signal.fillx()
    for number in series.joined:
        signal.line(number)
    return signal


def _pixel(plotext: Any, colour: Colour) -> Any:
    return plotext.pixel() if colour is None else plotext.pixel(foreground=colour)
