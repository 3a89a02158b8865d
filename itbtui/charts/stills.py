"""Still pictures of an exercise: how it begins, and what it leads to."""

from itbtui.charts.figures import draw
from itbtui.rehab.exercises.body import Pose
from itbtui.rehab.exercises.movement import Movement, telling
from itbtui.rehab.log.entries import Side

WIDEST, LEAST, GAP = 44, 26, 2
"""Columns of a picture, and between two of them."""
BEGINS = "at first"


def stills(movement: Movement, columns: int, side: Side = "right", *, ascii: bool = False) -> list[str]:  # noqa: A002
    """Lines of two pictures, each with its name below: beside each other where ``columns`` allow, else only the second.

    The second is the one that says most of the exercise.
    """
    both = (columns - GAP) // 2 >= LEAST
    width = min(WIDEST, (columns - GAP) // 2 if both else columns)
    height = round(width * 3 / 11)
    shown: list[tuple[str, Pose]] = [(BEGINS, movement.start)] if both else []
    shown.append((movement.parts[0].name, telling(movement)))
    pictures = [[*draw(movement, pose, width, height, side, ascii=ascii), f"{name:^{width}}"] for name, pose in shown]
    return [(" " * GAP).join(lines).rstrip() for lines in zip(*pictures, strict=True)]
