"""The words say the figures of the protocol, whatever those are."""

from dataclasses import replace
from typing import Any

from itbtui.measures import Manner
from itbtui.rehab.exercises.progressions import Offer
from itbtui.rehab.protocol.figures import Protocol, shipped
from itbtui.wording.forms import say_tolerances
from itbtui.wording.help import pages
from itbtui.wording.plan import say_limits
from itbtui.wording.session_lines import say_offer


def with_(table: str, **figures: Any) -> Protocol:
    p = shipped()
    return replace(p, **{table: replace(getattr(p, table), **figures)})


def page(p: Protocol, name: str) -> str:
    return " ".join(text for _, text in pages(p, Manner())[name].parts)


def test_how_a_run_is_to_be_run() -> None:
    workout = shipped().workout
    assert say_limits(["walk-run", "strides"], workout) == [
        "1 min running, 1 min walking in turn",
        "4 pick-ups of 30 s",
    ]
    other = replace(workout, run_turn_s=90, pick_ups=6, pick_up_s=20)
    assert say_limits(["walk-run", "strides"], other) == [
        "1 min 30 s running, 1 min walking in turn",
        "6 pick-ups of 20 s",
    ]


def test_the_help_of_the_stages() -> None:
    assert "Hip strength 3 times a week" in page(shipped(), "stage-rebuild")
    assert "Hip strength 4 times a week" in page(with_("due", strength_times=4), "stage-rebuild")
    assert "with 1 day without running between" in page(shipped(), "stage-ladder")
    assert "with 2 days without running between" in page(with_("ladder", rest_days=2), "stage-ladder")
    assert "with 2 days without running between" in page(with_("ladder", rest_days=2), "ladder")


def test_the_help_of_settling_knows_any_number_of_times() -> None:
    four = with_(
        "consequences", protects_until_locked=4, protect_days=(3, 7, 9), protect_streak=(3, 5, 6), settle_days=(7, 8, 9)
    )
    assert "9 full days without running, 6 pain-free ones in a row, 3 steps back" in page(four, "severe")
    assert "after 4 the plan waits" in page(four, "severe")
    assert "3, 7 or 9 from the ladder, 7, 8 or 9 where" in page(four, "stage-protect")


def test_tolerances() -> None:
    told = " ".join(says for _, says in say_tolerances(with_("thresholds", moderate=4, trace_passes_hours=1.5)))
    assert "A trace of pain, 1, 2 or 3, means" in told and "gone within 1.5 h" in told


def test_an_exercise_that_got_easy() -> None:
    p = shipped()
    exercise = next(one for one in p.exercises if len(one.levels) > 1)
    assert "2 sessions at the top" in say_offer(Offer(exercise, 1), p.progress)
    assert "3 sessions at the top" in say_offer(Offer(exercise, 1), replace(p.progress, sessions=3))
