"""Signs for the ear: when the bell rings."""

from collections.abc import Sequence

from itbtui.rehab.exercises.player import Sign
from itbtui.rehab.workouts.workout import Kind

Heard = Sign | Kind
"""What is heard: a sign of the session, or what begins in a run."""

RHYTHMS: dict[Heard, Sequence[float]] = {
    Sign.COUNT: (0,),
    Sign.HALFWAY: (0, 0.5),
    Sign.READY: (0, 0.3),
    Sign.WORK: (0, 0.15),
    Sign.CHANGE: (0, 0.15, 0.3),
    Sign.REST: (0, 0.4, 0.8),
    Sign.END: (0, 0.15, 0.3, 0.6, 0.75, 0.9),
    Kind.WARM_UP: (0, 0.5),
    Kind.RUN: (0, 0.15, 0.3),
    Kind.WALK: (0, 0.5),
    Kind.PICK_UP: (0, 0.12, 0.24, 0.36, 0.48),
    Kind.WALK_HOME: (0, 0.5, 1.0),
}
"""When the bell rings after a sign, in seconds: quick where one runs, slow where one walks."""
