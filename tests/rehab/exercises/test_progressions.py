"""At which level an exercise is, and what was reached there."""

import pytest

from itbtui.rehab.exercises.progressions import reached
from itbtui.rehab.log.entries import ExerciseDone, LevelChange, Progression, Session
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import shipped
from tests.support.build import day

CLAMSHELL = next(exercise for exercise in shipped().exercises if exercise.id == "clamshell")


@pytest.mark.parametrize(("change", "found"), [("harder", None), ("easier", None), ("same", 20)])
def test_what_was_reached_counts_anew_at_another_level(change: LevelChange, found: int | None) -> None:
    done = ExerciseDone(exercise="clamshell", side="both", sets=(20, 20), pain=0)
    answer = Progression(date=day(0), exercise="clamshell", change=change)
    assert reached(Log.of([Session(date=day(0), exercises=(done,)), answer]), CLAMSHELL) == found
    after = Session(date=day(1), exercises=(ExerciseDone(exercise="clamshell", side="both", sets=(12,), pain=0),))
    assert reached(Log.of([Session(date=day(0), exercises=(done,)), answer, after]), CLAMSHELL) == 12
