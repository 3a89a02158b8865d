"""What is drawn in a picture, in days and in the numbers that were logged: lines, dashes, points and bars.

Values stand by the places of an axis; ``None`` is unknown, and a gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from itbtui.charts.axis import Axis

HALVES = "hd"
"""What plotext calls lines and areas drawn in quarters of a cell."""


@dataclass(slots=True)
class Series:
    """Points in one colour, each joined with the one before it or not."""

    role: str
    mark: str
    """A character, or ``HALVES``."""
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    """The numbers of the points that are joined with the one before."""
    is_filled: bool = False
    """Whether all is filled down to zero."""
    is_right: bool = False
    """Whether it goes by the scale on the right."""

    def add(self, x: float, y: float, *, is_joined: bool = False) -> None:
        """One more point."""
        if is_joined:
            self.joined.append(len(self.x))
        self.x.append(x)
        self.y.append(y)


def steps(axis: Axis, values: Sequence[float | None], role: str) -> Series:
    """A bold line that keeps its level over each place. Where a value is unknown it ends, and begins anew after."""
    made, edges, before = Series(role, HALVES), _edges(axis, len(values)), -1
    for first, end, value in _levels(values):
        made.add(edges[first], value, is_joined=first == before)
        made.add(edges[end], value, is_joined=True)
        before = end
    return made


def dashes(axis: Axis, values: Sequence[float | None], role: str, mark: str) -> Series:
    """A quiet line: the mark over all columns of each place that has a value, and nothing between two levels."""
    made, places = Series(role, mark), axis.places
    for first, end, value in _levels(values):
        made.add(axis.x(axis.start(places[first][0])), value)
        made.add(axis.x(axis.start(places[end - 1][-1] + 1) - 1), value, is_joined=True)
    return made


def points(axis: Axis, values: Sequence[float | None], role: str, mark: str) -> Series:
    """The mark in the middle of each place that has a value."""
    made = Series(role, mark)
    for place, value in zip(axis.places, values, strict=True):
        if value is not None:
            made.add(axis.x(axis.column(place[len(place) // 2])), value)
    return made


def bars(heights: Iterable[tuple[float, float, float]], role: str) -> Series:
    """A bar for each left edge, right edge and height; none for 0."""
    made = Series(role, HALVES, is_filled=True)
    for left, right, height in heights:
        if height:
            made.add(left, height)
            made.add(right, height, is_joined=True)
    return made


def _levels(values: Sequence[float | None]) -> Iterator[tuple[int, int, float]]:
    """Stretches of one value: the first place, the one after the last, and the value."""
    first = 0
    for value, places in groupby(values):
        end = first + sum(1 for _ in places)
        if value is not None:
            yield first, end, value
        first = end


def _edges(axis: Axis, count: int) -> list[float]:
    """Where each place begins, and where the last one ends."""
    return [axis.left + number * axis.days / count for number in range(count + 1)]
