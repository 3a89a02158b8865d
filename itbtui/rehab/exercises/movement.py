"""How an exercise moves: the poses that a repetition leads through, and the one at a moment of it."""

from itertools import accumulate
from typing import Literal, NamedTuple

from itbtui.rehab.exercises.body import RIGHT, Pose, blend
from itbtui.rehab.exercises.space import Point

Shape = Literal["left arm", "right arm", "left leg", "right leg", "trunk", "head", "roller", "solids", "band", "arrow"]
Order = tuple[Shape, ...]


class Part(NamedTuple):
    """A part of a repetition, and the poses it leads through, evenly in time.

    How long it takes is in the tempo of the exercise. ``seconds`` are for those that are done without repetitions.
    """

    name: str
    through: tuple[Pose, ...]
    seconds: float = 0


class Solid(NamedTuple):
    """A thing on the floor: all that lies between its corners, and within ``radius`` metres of them."""

    corners: tuple[Point, ...]
    radius: float = 0


class Movement(NamedTuple):
    """It begins in ``start`` and goes through its parts, again and again where it ``repeats``.

    ``turn`` and ``tilt`` say in degrees from where it is seen: turned from the front of the scene, and from above.
    ``works`` are the legs that do. ``order`` is what is drawn, from the back to the front.
    """

    start: Pose
    parts: tuple[Part, ...]
    turn: float = 0
    tilt: float = 0
    works: tuple[int, ...] = (RIGHT,)
    solids: tuple[Solid, ...] = ()
    repeats: bool = True
    order: Order = ("left arm", "left leg", "trunk", "head", "right leg", "right arm")


def pose_at(movement: Movement, part: int, fraction: float) -> Pose:
    """The pose at a fraction, from 0 to 1, of a part of the repetition, which are counted from 0."""
    before = movement.parts[part - 1].through[-1] if part else movement.start
    way = (before, *movement.parts[part].through)
    at = fraction * (len(way) - 1)
    leg = min(int(at), len(way) - 2)
    return blend(way[leg], way[leg + 1], _eased(at - leg))


def _eased(fraction: float) -> float:
    """Nobody starts or stops at once."""
    return fraction * fraction * (3 - 2 * fraction)


def telling(movement: Movement) -> Pose:
    """The pose that says most of an exercise: midway in its first part, or where that leads to."""
    through = movement.parts[0].through
    return through[(len(through) - 1) // 2]


def place(movement: Movement, tempo: tuple[tuple[str, int], ...], elapsed: float) -> tuple[int, float]:
    """In which part of the repetition one is after so many seconds, from 0, and at which fraction of it.

    ``tempo`` is that of the exercise; where it has none, the movement has its own.
    """
    takes: list[float] = [seconds for _, seconds in tempo] or [part.seconds for part in movement.parts]
    whole = sum(takes)
    if not movement.repeats and elapsed >= whole:
        return len(takes) - 1, 1.0
    into = elapsed % whole
    part = next(n for n, ends in enumerate(accumulate(takes)) if into < ends)
    return part, (into - sum(takes[:part])) / takes[part]
