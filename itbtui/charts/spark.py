"""Some weeks of pain in one line of text: a column of dots for each stretch of days."""

from collections.abc import Sequence

from itbtui.charts.dots import ACROSS, DOWN, Dots, braille

ASCII = "_-=*"
"""What stands for an unhurt day, and for each third of the scale above it."""
UNKNOWN = " "


def spark(values: Sequence[int | None], width: int, top: int, *, ascii: bool = False) -> str:  # noqa: A002
    """A line of ``width`` cells through these values from 0 to ``top``, the oldest first; none is unknown, and a gap.

    No pain is the lowest of four heights, any pain at least the second. Where days share a column the worst is
    drawn, and each day stands for some columns where there are fewer days. ASCII has one column in a cell, not two.
    """
    columns = width if ascii else ACROSS * width
    heights = [None if value is None else _height(value, top, DOWN - 1) for value in _worst(values, columns)]
    if ascii:
        return "".join(UNKNOWN if height is None else ASCII[height] for height in heights)
    dots: Dots = [0] * DOWN
    for column, height in enumerate(heights):
        if height is not None:
            dots[DOWN - 1 - height] |= 1 << column
    return braille(_joined(dots, heights), width)[0]


def _height(value: int, top: int, most: int) -> int:
    """0 for none; else 1 to ``most``."""
    return 0 if value <= 0 else max(1, min(most, round(value * most / top)))


def _worst(values: Sequence[int | None], columns: int) -> list[int | None]:
    """The worst value of each column."""
    if not values:
        return [None] * columns
    made = []
    for column in range(columns):
        first = column * len(values) // columns
        end = max(first + 1, (column + 1) * len(values) // columns)
        made.append(max((value for value in values[first:end] if value is not None), default=None))
    return made


def _joined(dots: Dots, heights: Sequence[int | None]) -> Dots:
    """With a dot at each height that lies between two columns side by side, so that the line hangs together."""
    made = list(dots)
    for column in range(1, len(heights)):
        before, height = heights[column - 1], heights[column]
        if before is not None and height is not None:
            for between in range(min(before, height) + 1, max(before, height)):
                made[DOWN - 1 - between] |= 1 << column
    return made
