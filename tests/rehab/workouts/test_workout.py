"""A run in its parts: those of each step of the ladder and of capped runs, to the second, and where one is in them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.rehab.exercises.player import Sign
from itbtui.rehab.plan.plan import Running
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.workouts.leading import Leading
from itbtui.rehab.workouts.workout import Kind, Part, of_plan, of_step, run_seconds, total
from itbtui.wording.workout import CUES, NAMES, WORDS, calendar_text, outline

P = shipped()
TURN = [("run", 60), ("walk", 60)]
PICK_UP_AND_RUN = [("pick-up", 30), ("run", 160)]

STEPS = [
    # the parts between the walk to warm up and the walk home
    TURN * 5,
    [("run", 600)],
    [("run", 900)],
    [("run", 1200)],
    [("run", 300), *PICK_UP_AND_RUN * 3, ("pick-up", 30), ("run", 300)],
    [("run", 1500)],
    [("run", 1800)],
    [("run", 2100)],
]


def shown(parts: tuple[Part, ...]) -> list[tuple[str, int]]:
    return [(str(part.kind), part.seconds) for part in parts]


@pytest.mark.parametrize("number", range(len(P.ladder.steps)))
def test_the_parts_of_each_step(number: int) -> None:
    step = P.ladder.steps[number]
    parts = of_step(step, P.workout)
    assert shown(parts) == [("warm-up", 300), *STEPS[number], ("walk-home", 300)]
    assert run_seconds(parts) == step.minutes * 60
    assert all(part.cue in CUES and part.kind in NAMES and part.kind in WORDS for part in parts)


def running(minutes: int | None, km: float | None, *limits: str, allowed: bool = True) -> Running:
    return Running(allowed, None, minutes, km, limits, (), ())


CAPPED = [
    # what the plan says, and the seconds of the run at 6 min a km
    (running(32, 15.0, "flat", "easy"), 32 * 60),
    (running(32, 4.0, "flat", "easy"), 24 * 60),
    (running(None, 5.28, "no-hills"), 31 * 60),
    (running(None, None), 0),
    (running(0, 3.0, "flat"), 0),
    (running(20, None, allowed=False), 0),
]


@pytest.mark.parametrize(("plan", "seconds"), CAPPED)
def test_a_capped_run(plan: Running, seconds: int) -> None:
    parts = of_plan(plan, 6.0, P)
    assert run_seconds(parts) == seconds
    assert [part.kind for part in parts] == ([Kind.WARM_UP, Kind.RUN, Kind.WALK_HOME] if seconds else [])


def test_what_is_said_to_a_run_follows_from_its_limits() -> None:
    assert [of_plan(running(20, None, *limits), 6.0, P)[1].cue for limits in (("flat", "easy"), ("no-hills",), ())] == [
        "flat",
        "no-hills",
        "run",
    ]


def test_turns_are_told_once() -> None:
    parts = of_step(P.ladder.steps[0], P.workout)
    assert outline(parts) == ["Walk to warm up 5 min", "5 times: run 1 min, walk 1 min", "Walk home 5 min"]
    assert calendar_text(parts) == "- 5m walk\n\n5x\n- 1m run\n- 1m walk\n\n- 5m walk\n"
    assert calendar_text(of_step(P.ladder.steps[4], P.workout)) == (
        "- 5m walk\n- 5m run\n\n3x\n- 30s faster\n- 2m40s run\n\n- 30s faster\n- 5m run\n- 5m walk\n"
    )


# --- led by the clock ---------------------------------------------------------------------------

STEP_0 = of_step(P.ladder.steps[0], P.workout)
gaps = st.lists(st.floats(0.01, 400), min_size=1, max_size=40)


@given(gaps)
def test_late_looks_shift_nothing(waits: list[float]) -> None:
    """Whenever one looks, and however often, one is where the clock says."""
    leading, now = Leading(STEP_0, 3), 1000.0
    leading.go(now)
    for wait in waits:
        now += wait
        leading.look(now)
    passed = now - 1000.0
    assert leading.left(now) == pytest.approx(max(0.0, total(STEP_0) - passed))
    place = leading.place(now)
    assert total(STEP_0[: place.number]) + place.passed == pytest.approx(min(passed, total(STEP_0)))
    assert total(leading.done(now)) == int(min(passed, total(STEP_0)) + 1e-9) or passed % 1 > 1 - 1e-6


def test_each_change_is_heard_once() -> None:
    leading = Leading(STEP_0, 3)
    leading.go(0.0)
    heard = [sign for second in range(1300) if (sign := leading.look(second * 1.0)) is not None]
    assert [sign for sign in heard if sign is not Sign.COUNT] == [*(part.kind for part in STEP_0), Sign.END]
    assert heard.count(Sign.COUNT) == 3 * len(STEP_0)
    assert all(pair != (Kind.RUN, Kind.RUN) for pair in pairwise(heard))


def test_paused_it_stands_still() -> None:
    leading = Leading(STEP_0, 3)
    leading.go(0.0)
    leading.pause(100.0)
    assert leading.left(900.0) == total(STEP_0) - 100
    leading.go(900.0)
    assert leading.place(1100.0).part.kind is Kind.RUN
    assert leading.place(1100.0).passed == 0


def test_what_is_passed_over_is_not_done() -> None:
    leading = Leading(STEP_0, 3)
    leading.go(0.0)
    leading.look(42.5)
    leading.forward(42.5)
    assert leading.look(42.5) is Kind.RUN
    assert shown(leading.done(52.5)) == [("warm-up", 42), ("run", 10)]
    for _ in range(11):
        leading.forward(60.0)
    assert leading.is_over(60.0)
    assert leading.look(60.0) is Sign.END
    assert run_seconds(leading.done(60.0)) == 17
