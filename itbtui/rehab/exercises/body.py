"""A person of joints and limbs, and what lies between two poses. Lengths in metres; the floor is y = 0."""

import math
from typing import NamedTuple

from itbtui.rehab.exercises.space import (
    Point,
    along,
    between,
    distance,
    dot,
    length,
    minus,
    plus,
    times,
    turned,
    unit,
)

SPINE, NECK = 0.5, 0.21
HIPS, SHOULDERS = 0.2, 0.32
"""How far apart."""
THIGH, SHIN, FOOT = 0.44, 0.43, 0.16
UPPER_ARM, FOREARM = 0.29, 0.29
LEFT, RIGHT = 0, 1


class Limb(NamedTuple):
    """An arm or a leg: where wrist or ankle is wanted, and to where elbow or knee points.

    An ``end`` that is out of reach makes the limb straight. ``toes`` is the direction of a foot; an arm has none.
    """

    end: Point
    bend: Point
    toes: Point = (0, 0, 0)


class Pose(NamedTuple):
    """``pelvis`` is the middle of the hips; ``spine`` points from there to the neck, ``head`` from neck to head.

    ``hips`` and ``shoulders`` point from the left one to the right one. Legs and arms stand left first.
    ``roller`` is the middle of the roller that one lies on.
    """

    pelvis: Point
    spine: Point
    head: Point
    hips: Point
    shoulders: Point
    legs: tuple[Limb, Limb]
    arms: tuple[Limb, Limb]
    roller: Point | None = None


Chain = tuple[Point, Point, Point]
"""Hip, knee and ankle, or shoulder, elbow and hand."""


class Joints(NamedTuple):
    """Where the joints are; limbs stand left first."""

    pelvis: Point
    neck: Point
    head: Point
    legs: tuple[Chain, Chain]
    toes: tuple[Point, Point]
    arms: tuple[Chain, Chain]


def joints(pose: Pose) -> Joints:
    """The joints of a pose; every limb has its length."""
    neck = along(pose.pelvis, pose.spine, SPINE)
    hips, shoulders = _pair(pose.pelvis, pose.hips, HIPS), _pair(neck, pose.shoulders, SHOULDERS)
    left, right = (_reach(hip, leg, THIGH, SHIN) for hip, leg in zip(hips, pose.legs, strict=True))
    arms = tuple(_reach(one, arm, UPPER_ARM, FOREARM) for one, arm in zip(shoulders, pose.arms, strict=True))
    return Joints(
        pelvis=pose.pelvis,
        neck=neck,
        head=along(neck, pose.head, NECK),
        legs=(left, right),
        toes=(along(left[2], pose.legs[LEFT].toes, FOOT), along(right[2], pose.legs[RIGHT].toes, FOOT)),
        arms=(arms[LEFT], arms[RIGHT]),
    )


def _pair(middle: Point, across: Point, apart: float) -> tuple[Point, Point]:
    return along(middle, across, -apart / 2), along(middle, across, apart / 2)


def _reach(root: Point, limb: Limb, upper: float, lower: float) -> Chain:
    """Root, middle joint and end of two bones that reach for a place, the middle joint on the side of the bend."""
    way = minus(limb.end, root)
    ahead, far = unit(way), min(length(way), upper + lower)
    # What of the bend stands upright on the way to the end.
    aside = unit(minus(limb.bend, times(ahead, dot(limb.bend, ahead))))
    before = (upper**2 - lower**2 + far**2) / (2 * far)
    middle = plus(times(ahead, before), times(aside, math.sqrt(max(0.0, upper**2 - before**2))))
    return root, plus(root, middle), along(root, ahead, far)


def blend(a: Pose, b: Pose, part: float) -> Pose:
    """The pose at a part of the way, from 0 to 1: what stands in one place in both stays there, the rest swings."""
    spine = turned(a.spine, b.spine, part)
    necks = along(a.pelvis, a.spine, SPINE), along(b.pelvis, b.spine, SPINE)
    pelvis = between(a.pelvis, b.pelvis, part)
    if distance(*necks) < distance(a.pelvis, b.pelvis):
        # The trunk turns about its end that moves less.
        pelvis = along(between(*necks, part), spine, -SPINE)
    hips, shoulders = turned(a.hips, b.hips, part), turned(a.shoulders, b.shoulders, part)
    neck = along(pelvis, spine, SPINE)
    hip, shoulder = _pair(pelvis, hips, HIPS), _pair(neck, shoulders, SHOULDERS)
    of_a, of_b = joints(a), joints(b)
    return Pose(
        pelvis,
        spine,
        turned(a.head, b.head, part),
        hips,
        shoulders,
        legs=(
            _swung(a.legs[0], b.legs[0], of_a.legs[0][0], of_b.legs[0][0], hip[0], part),
            _swung(a.legs[1], b.legs[1], of_a.legs[1][0], of_b.legs[1][0], hip[1], part),
        ),
        arms=(
            _swung(a.arms[0], b.arms[0], of_a.arms[0][0], of_b.arms[0][0], shoulder[0], part),
            _swung(a.arms[1], b.arms[1], of_a.arms[1][0], of_b.arms[1][0], shoulder[1], part),
        ),
        roller=between(a.roller, b.roller, part) if a.roller and b.roller else None,
    )


def _swung(a: Limb, b: Limb, root_a: Point, root_b: Point, root: Point, part: float) -> Limb:
    end = a.end
    if a.end != b.end:
        way_a, way_b = minus(a.end, root_a), minus(b.end, root_b)
        end = along(root, turned(way_a, way_b, part), length(way_a) * (1 - part) + length(way_b) * part)
    toes = turned(a.toes, b.toes, part) if any(a.toes) else a.toes
    return Limb(end, turned(a.bend, b.bend, part), toes)
