"""The plan in words: what follows from it alone."""

import pytest

from itbtui.measures import Manner
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.gates import Gate
from itbtui.wording.plan import next_run, plan_lines
from tests.support.build import ask, day, rebuild

KM = Manner()
NAMES = {exercise.id: exercise.name for exercise in shipped().exercises}


@pytest.mark.parametrize(("missing", "days"), [(1, 0), (2, 2), (3, 4)])
def test_the_gates_wait_for_hip_strength_every_other_day(missing: int, days: int) -> None:
    plan = ask(0, rebuild())._replace(gates=(Gate("strength", 3 - missing, 3, False),))
    assert next_run(plan, KM) == f"When the gates are met, {KM.day(day(days))} at the earliest."


def test_the_lines_of_a_plan_name_the_episode_and_its_day() -> None:
    assert "  Episode   right knee, day 21, week 3" in plan_lines(ask(0, rebuild()), KM, NAMES)
    assert not any(line.startswith("  Episode") for line in plan_lines(ask(0), KM, NAMES))
