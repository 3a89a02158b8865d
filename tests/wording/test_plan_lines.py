"""The plan in words: what follows from it alone."""

from itbtui.measures import Manner
from itbtui.rehab.protocol.figures import shipped
from itbtui.wording.plan import plan_lines
from tests.support.build import START, ask, rebuild

KM = Manner()
NAMES = {exercise.id: exercise.name for exercise in shipped().exercises}


def test_the_lines_of_a_plan_name_the_episode_and_its_day() -> None:
    assert "  Episode   right knee, day 21, week 3" in plan_lines(ask(0, rebuild()), START, KM, NAMES)
    assert not any(line.startswith("  Episode") for line in plan_lines(ask(0), START, KM, NAMES))
