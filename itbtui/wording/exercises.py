"""What is said of the exercises beside their pictures."""

from itbtui.rehab.exercises.movement import Movement
from itbtui.rehab.log.entries import Side


def caption(movement: Movement, side: Side = "right") -> str:
    """What the filled legs of a picture are."""
    if len(movement.works) > 1:
        return "Filled: the legs that work."
    return f"Filled: the leg that works, here the {side} one."
