"""Pictures of a person who does an exercise.

The leg that works is filled, the rest is outlined. What is nearer covers what is behind it, with a gap around it.
"""

import math
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from itbtui.charts.dots import ACROSS, DOWN, Disc, Dots, braille, grown, mirrored, outline, plain, shape
from itbtui.rehab.exercises.body import Joints, Pose, joints
from itbtui.rehab.exercises.movement import Movement, pose_at
from itbtui.rehab.exercises.space import Point, along, between, minus, plus
from itbtui.rehab.log.entries import Side

HEAD, NECK, SHOULDER, WAIST, HIP = 0.11, 0.05, 0.075, 0.085, 0.1
THIGH, KNEE, ANKLE, TOES = 0.09, 0.065, 0.045, 0.03
ARM, ELBOW, HAND = 0.05, 0.042, 0.035
ROLLER, CORE, LINE = 0.09, 0.03, 0.02
"""Half the thickness of what is drawn, in metres."""
WAIST_AT = 0.45
"""At which part of the way from the hips to the shoulders."""
SIDES = ("left", "right")
EDGE, FLOOR = 2, 2
"""Dots that stay free at each side, and the row of the floor, counted from below."""
LOOKS = 8
"""At how many moments of each part it is asked how much room a movement takes."""

Hull = tuple[tuple[Point, float], ...]
"""Balls in space, with their radii in metres, and all that lies between them."""


class Camera(NamedTuple):
    """How metres become dots: turned about the upright axis and tilted from above, in radians, then scaled."""

    turn: float
    tilt: float
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def disc(self, place: Point, radius: float) -> Disc:
        """Where a ball of that radius stands in the picture: its column, its row, and how large it is there."""
        x, y, z = place
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        column, near = x * cos + z * sin, z * cos - x * sin
        row = near * math.sin(self.tilt) - y * math.cos(self.tilt)
        return self.left + column * self.scale, self.top + row * self.scale, radius * self.scale


class Piece(NamedTuple):
    """What is drawn at a stroke."""

    hulls: tuple[Hull, ...]
    filled: bool = False


def draw(
    movement: Movement,
    pose: Pose,
    width: int,
    height: int,
    side: Side = "right",
    *,
    ascii: bool = False,  # noqa: A002
) -> list[str]:
    """``height`` lines of ``width`` cells: a pose of the movement, as large as there is room for all of it.

    In braille, or in ASCII for terminals that have no more.
    """
    wide = width * ACROSS
    dots = picture(movement, pose, wide, height * DOWN)
    if side == "left":
        dots = mirrored(dots, wide)
    return (plain if ascii else braille)(dots, width)


def picture(movement: Movement, pose: Pose, wide: int, high: int) -> Dots:
    """The dots of a pose of the right side."""
    every = (1 << wide) - 1
    view = camera(movement, wide, high)
    dots = [0] * high
    for piece in pieces(movement, pose):
        top, rows = shape([[view.disc(*ball) for ball in balls] for balls in piece.hulls], high)
        painted = rows if piece.filled else outline(rows)
        for row, (cut, new) in enumerate(zip(grown(rows), painted, strict=True), top):
            dots[row] = dots[row] & ~cut | new
    dots[high - FLOOR] |= every
    return [row & every for row in dots]


@cache
def camera(movement: Movement, wide: int, high: int) -> Camera:
    """Near enough that the movement fills the dots, and far enough that all of it is seen."""
    left, top, right, bottom = _extent(movement)
    scale = min((wide - 2 * EDGE) / (right - left), (high - 1 - FLOOR) / (bottom - top))
    return Camera(
        math.radians(movement.turn),
        math.radians(movement.tilt),
        scale,
        left=wide / 2 - scale * (left + right) / 2,
        top=high - FLOOR - scale * bottom,
    )


@cache
def _extent(movement: Movement) -> tuple[float, float, float, float]:
    """From left and top to right and bottom, in metres of the picture."""
    view = Camera(math.radians(movement.turn), math.radians(movement.tilt))
    discs = [
        view.disc(*ball)
        for part in range(len(movement.parts))
        for look in range(LOOKS + 1)
        for piece in pieces(movement, pose_at(movement, part, look / LOOKS))
        for balls in piece.hulls
        for ball in balls
    ]
    return (
        min(x - r for x, _, r in discs),
        min(y - r for _, y, r in discs),
        max(x + r for x, _, r in discs),
        max(y + r for _, y, r in discs),
    )


# --- what there is to draw ------------------------------------------------------------------


def pieces(movement: Movement, pose: Pose) -> Iterator[Piece]:
    """From the back to the front."""
    at = joints(pose)
    for name in movement.order:
        match name.split():
            case [side, "leg"]:
                number = SIDES.index(side)
                yield Piece(_leg(at, number), filled=number in movement.works)
            case [side, "arm"]:
                shoulder, elbow, hand = at.arms[SIDES.index(side)]
                yield Piece((((shoulder, ARM), (elbow, ELBOW)), ((elbow, ELBOW), (hand, HAND))))
            case ["trunk"]:
                yield Piece(_trunk(at))
            case ["head"]:
                yield Piece((((at.head, HEAD),),))
            case ["roller"] if pose.roller:
                yield Piece((((pose.roller, ROLLER),),))
                yield Piece((((pose.roller, CORE),),))
            case ["solids"]:
                for solid in movement.solids:
                    yield Piece((tuple((corner, solid.radius) for corner in solid.corners),))
            case ["band"]:
                yield Piece((((at.legs[0][1], LINE), (at.legs[1][1], LINE)),), filled=True)
            case ["arrow"]:
                yield Piece(_arrow(at), filled=True)


def _leg(at: Joints, number: int) -> tuple[Hull, ...]:
    hip, knee, ankle = at.legs[number]
    toes = at.toes[number]
    return ((hip, THIGH), (knee, KNEE)), ((knee, KNEE), (ankle, ANKLE)), ((ankle, ANKLE), (toes, TOES))


def _trunk(at: Joints) -> tuple[Hull, ...]:
    """From the hips to a narrower waist, from there to the shoulders, and the neck."""
    hips, shoulders = (at.legs[0][0], at.legs[1][0]), (at.arms[0][0], at.arms[1][0])
    middle = between(at.pelvis, at.neck, WAIST_AT)
    waist = tuple(
        (between(between(hip, shoulder, WAIST_AT), middle, 0.5), WAIST)
        for hip, shoulder in zip(hips, shoulders, strict=True)
    )
    return (
        (*((hip, HIP) for hip in hips), *waist),
        (*waist, *((shoulder, SHOULDER) for shoulder in shoulders)),
        ((at.neck, NECK), (at.head, NECK)),
    )


def _arrow(at: Joints) -> tuple[Hull, ...]:
    """Beside the right shoulder, to where one walks."""
    left, right = at.arms[0][0], at.arms[1][0]
    way = minus(right, left)
    begin, back, end = (along(right, way, far) for far in (0.35, 0.55, 0.68))
    tips = begin, plus(back, (0, 0.1, 0)), plus(back, (0, -0.1, 0))
    return tuple(((tip, LINE), (end, LINE)) for tip in tips)
