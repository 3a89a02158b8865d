"""What a made-up year holds besides habits: how much is run, and the runs that were too much for the knee.

Days are counted back from the last one, which is 0. A longer log has one such year after the other.
"""

from dataclasses import dataclass
from itertools import pairwise

from itbtui.rehab.stages.state import Stage

YEAR = 400
"""A little more than a year, so that something was before the first injury."""

VOLUME = ((400, 25), (372, 28), (356, 31), (348, 41), (240, 17), (190, 25), (150, 30), (90, 31), (50, 42), (0, 26))
"""Kilometres a week as the runner would like them, from one day to the next."""

AWAY = range(133, 142)
"""A holiday without running shoes, and without a log."""

RACES = {319: (21.1, "Half marathon"), -52: (10.0, "Ten by the river")}
"""About when there are races: one that the injury took away, and one to come."""

VISITS = {
    326: "Physio: the hips let the knee fall inward. Exercises three times a week, no running before stairs are fine.",
    301: "Physio: stay on the step, no more races.",
    34: "Physio: same as last year, the hips got lazy. Start again from the bottom.",
}
"""What is noted of the days with one."""

LAST_DAYS = 14
LADDER_RUNS = (13, 11, 9, 7, 5, 2)
LAST_STRENGTH = (13, 11, 8, 6, 3)
FORGOTTEN_DAYS = (11,)
FORGOTTEN_EVENINGS = (12, 8, 1)
"""The last days go by the calendar, so that the last one finds something to decide and something to do."""

USUAL_NOTES = (
    "Headwind on the way back.",
    "Legs heavy, slept badly.",
    "New way along the canal.",
    "With the running group, talked all the way.",
    "Good one.",
    "Rain, and the path full of puddles.",
    "Stopped twice for the view.",
)
LADDER_NOTES = (
    "Feels far too short, and that is the point.",
    "Short steps, two rails. Odd, but quiet.",
    "Nothing from the knee. Walked home the long way.",
    "Round the park, all flat.",
    "Rolled before, felt loose.",
)


@dataclass(frozen=True, slots=True)
class TooMuch:
    """A run that is more than the knee takes: the first one from ``days[0]`` down to ``days[1]`` that fits.

    The knee hurts after the share ``gives`` of it. The run is ``longer`` than it was meant to be, and has at least
    ``at_least`` minutes. ``begins``: the runner notes that day as the beginning of an episode.
    """

    days: tuple[int, int]
    stages: tuple[Stage, ...]
    gives: float
    note: str
    at_least: int = 0
    longer: float = 1.0
    terrain: str = "flat"
    effort: str = "easy"
    camber: bool | None = None
    stops: bool = False
    begins: bool = False


STORY = (
    TooMuch(
        (352, 344),
        (Stage.FREE,),
        gives=0.76,
        note="First long one in the hills this year. A pull at the outside of the knee on the last descent.",
        at_least=75,
        longer=1.15,
        terrain="hilly",
    ),
    TooMuch(
        (350, 330),
        (Stage.REDUCE,),
        gives=0.5,
        note="Felt fine, so I took the usual loop after all. Walked the last part.",
        at_least=25,
        longer=1.6,
        terrain="rolling",
        effort="steady",
        stops=True,
    ),
    TooMuch(
        (330, 250),
        (Stage.LADDER,),
        gives=0.66,
        note="Chased the bus on the sloping side of the road. Should have walked.",
        at_least=19,
        effort="steady",
        camber=True,
    ),
    TooMuch(
        (262, 235),
        (Stage.BUILD,),
        gives=0.56,
        note="The forest loop, with the long way down. Too early for that.",
        at_least=24,
        longer=2.0,
        terrain="downhill",
    ),
    TooMuch(
        (44, 38),
        (Stage.FREE, Stage.BUILD),
        gives=0.5,
        note="Long run for the race. Sharp on the outside from half way on, took the tram home.",
        at_least=80,
        longer=1.1,
        terrain="hilly",
        stops=True,
        begins=True,
    ),
    TooMuch(
        (5, 5),
        (Stage.LADDER,),
        gives=0.66,
        note="It was late, so I went along the road with the slope. Felt it from then on.",
        camber=True,
    ),
)


def weekly_km(of_year: int) -> float:
    """What the runner would like to run in a week."""
    for (before, more), (after, less) in pairwise(VOLUME):
        if before >= of_year >= after:
            return more + (less - more) * (before - of_year) / (before - after)
    return VOLUME[0][1]


def shoe_for(surface: str, of_year: int) -> str:
    """The name of the pair that is worn on that surface; ``of_year`` is the day of the made-up year."""
    if surface == "trail":
        return "Trail pair"
    return "Old road pair" if of_year > AWAY.stop else "Road pair"
