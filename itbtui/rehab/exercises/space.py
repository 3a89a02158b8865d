"""Points and directions in space: x to the right, y up, z towards whoever looks on; lengths in metres."""

import math

Point = tuple[float, float, float]
"""A place, or a direction of whatever length."""


def plus(a: Point, b: Point) -> Point:
    """Two points added."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def minus(a: Point, b: Point) -> Point:
    """The way from the second point to the first."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def times(a: Point, factor: float) -> Point:
    """A point so many times as far from the origin."""
    return a[0] * factor, a[1] * factor, a[2] * factor


def dot(a: Point, b: Point) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def length(a: Point) -> float:
    """How far a point is from the origin."""
    return math.sqrt(dot(a, a))


def distance(a: Point, b: Point) -> float:
    """How far two points are from each other."""
    return length(minus(a, b))


def unit(a: Point) -> Point:
    """The direction at length 1; that of length 0 stays."""
    return times(a, 1 / (length(a) or 1))


def along(a: Point, way: Point, far: float) -> Point:
    """The place that is so far from another in a direction."""
    return plus(a, times(unit(way), far))


def between(a: Point, b: Point, part: float) -> Point:
    """The place at a part of the straight way, from 0 to 1."""
    return plus(times(a, 1 - part), times(b, part))


def turned(a: Point, b: Point, part: float) -> Point:
    """A direction of length 1 at a part of the turn from one to another; opposite ones have no way between them."""
    a, b = unit(a), unit(b)
    angle = math.acos(max(-1.0, min(1.0, dot(a, b))))
    if math.sin(angle) < 1e-6:
        return a
    return plus(
        times(a, math.sin((1 - part) * angle) / math.sin(angle)), times(b, math.sin(part * angle) / math.sin(angle))
    )
