"""How far one may run: in building up, with less running, and from when on hills are fine.

The runner has been building up for 40 days without any other run than those of the row; good days throughout.
"""

import pytest

from tests.support.build import (
    Part,
    ask,
    blank,
    build,
    check,
    free_runner,
    good,
    reduce,
    run,
    said,
    sore_run,
)


def runs(*days_and_minutes: tuple[int, int]) -> list[Part]:
    """Runs by day and minutes, 5 min to a kilometre."""
    return [run(number, minutes) for number, minutes in days_and_minutes]


CAPS: list[tuple[str, list[Part], str]] = [
    # what was run up to day 0, and what is left for day 0
    ("nothing: 2 km at least", [], "run 2 km"),
    ("10 % over the longest run", [run(-10, 50)], "run 11 km"),
    ("29 days ago counts", [run(-29, 50)], "run 6 km"),
    ("30 days ago does not", [run(-30, 50)], "run 2 km"),
    ("the longest, not the last", runs((-20, 60), (-10, 40)), "run 13.2 km"),
    ("two runs of a day are one", [run(-10, 50), run(-10, 50, no="b")], "run 22 km"),
    ("one that hurt is no reference", [run(-10, 80, pain=1, worsened=False), run(-20, 40)], "run 8.8 km"),
    ("masked: no 10 %", [run(-10, 50, pain_relief=True)], "run 10 km"),
    ("morning unknown: no 10 %", [run(-10, 50), blank(-9)], "run 10 km"),
    ("a longer masked one counts", [run(-10, 60, pain_relief=True), run(-20, 50)], "run 12 km"),
    ("a clean one a little shorter counts more", [run(-10, 52, pain_relief=True), run(-20, 50)], "run 11 km"),
    ("10 % over the largest week", runs((-20, 50), (-18, 50), (-2, 55)), "run 11 km"),
    ("27 days ago is wholly within", runs((-27, 50), (-25, 50), (-2, 55)), "run 11 km"),
    ("28 days ago is not", runs((-28, 50), (-22, 25), (-2, 50)), "run 1 km"),
    ("any seven days", runs((-20, 30), (-14, 30), (-2, 40)), "run 5.2 km"),
    ("eight days are no week", runs((-20, 30), (-13, 30), (-2, 40)), "run 0.8 km"),
    ("a week with a run that hurt is no reference",
     [runs((-20, 50), (-17, 50)), run(-18, 10, pain=1, worsened=False), run(-2, 55)], "run 1.1 km"),
    ("a masked week: no 10 %", [run(-20, 50, pain_relief=True), run(-18, 50, pain_relief=True), run(-2, 55)],
     "run 9 km"),
    ("6 km a week at least", [run(-2, 15)], "run 3 km"),
    ("used up", [run(-2, 15, pain_relief=True), run(-1, 15, pain_relief=True)], "from +5, needs week-used-up"),
    ("seven days ago is not this week", runs((-7, 50)), "run 11 km"),
    ("six days ago is", runs((-6, 50)), "run 1 km"),
]  # fmt: skip


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in CAPS])
def test_caps(logged: list[Part], expected: str) -> None:
    assert said(ask(0, build(40), logged)) == f"build: {expected}"


BASELINES: list[tuple[str, float | None, list[Part], str]] = [
    ("half of 40 km a week", 40, [run(-2, 60)], "run 8 km"),
    ("half of 10 km is less than 6", 10, [run(-2, 15)], "run 3 km"),
    ("the baseline bounds no single run", 80, [], "run 2 km"),
]


@pytest.mark.parametrize("km, logged, expected", [pytest.param(*row, id=name) for name, *row in BASELINES])
def test_half_of_the_baseline(km: float | None, logged: list[Part], expected: str) -> None:
    assert said(ask(0, build(40, baseline_km=km), logged)) == f"build: {expected}"


# --- cuts ---------------------------------------------------------------------------------------

CUTS: list[tuple[str, list[Part], int, str]] = [
    # a painful day 3 on day 0, what was run before, the day asked about, and what is left
    ("half of the longest", [run(-10, 50)], 3, "back-off, run 5 km"),
    ("2 km at least", [run(-10, 15)], 3, "back-off, run 2 km"),
    ("half of the reference, not of 110 %", [run(-10, 50), run(-9, 50), run(-3, 25)], 3, "back-off, run 5 km"),
    ("the week's half", [run(-10, 50), run(-9, 50), run(-8, 50), run(-4, 50)], 3, "back-off, run 5 km"),
    ("6 km a week at least", [run(-10, 50), run(-3, 20)], 3, "back-off, run 2 km"),
    ("until day 7", [run(-10, 50)], 7, "back-off, run 5 km"),
    ("half of the week until day 7", [run(-10, 50), run(-9, 50), run(3, 25), run(5, 20)], 7, "back-off, run 1 km"),
    ("not on day 8", [run(-10, 50)], 8, "run 11 km"),
]


@pytest.mark.parametrize("logged, number, expected", [pytest.param(*row, id=name) for name, *row in CUTS])
def test_a_cut(logged: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, build(40), logged, check(0, 0, 3))) == f"build: {expected}"


# --- hills ----------------------------------------------------------------------------------------

HILLS: list[tuple[str, list[Part], int, bool]] = [
    # the log, the day asked about, and whether hills are fine; the first ladder run was on day -28
    ("day 41 after the first ladder run", [build()], 13, False),
    ("day 42", [build()], 14, True),
    ("a painful day 13 days ago", [build(), check(4, 0, 1)], 17, False),
    ("a painful day 14 days ago", [build(), check(4, 0, 1)], 18, True),
    ("14 days after a cut", [build(40), check(0, 0, 3)], 14, False),
    ("15 days after a cut", [build(40), check(0, 0, 3)], 15, True),
    ("after reduce, 13 days after the sore run", [reduce(), run(2, 20), run(4, 20)], 13, False),
    ("after reduce, 14 days after it", [reduce(), run(2, 20), run(4, 20)], 14, True),
]


@pytest.mark.parametrize("log, number, fine", [pytest.param(*row, id=name) for name, *row in HILLS])
def test_hills(log: list[Part], number: int, fine: bool) -> None:
    plan = ask(number, log)
    assert plan.stage == "build"
    assert plan.running.limits == (() if fine else ("no-hills",))


# --- less running ------------------------------------------------------------------------------------

BASELINE: list[tuple[str, list[Part], int, str]] = [
    # the log, the day asked about, and what is left then; the sore run of day 0 has 10 km
    ("the largest week of four", [free_runner(), sore_run(0)], 2, "run 32 min 15 km"),
    ("only the sore run", [good(-9, 9), sore_run(0)], 2, "run 32 min 6 km"),
    ("a week 27 days ago counts", [good(-30, 9), run(-27, 200), sore_run(0)], 2, "run 32 min 20 km"),
    ("a week 28 days ago does not", [good(-30, 9), run(-28, 200), sore_run(0)], 2, "run 32 min 6 km"),
    ("what the week has used", [free_runner(), sore_run(0), run(2, 30)], 4, "run 32 min 9 km"),
    ("the day it began does not count", [free_runner(), sore_run(0), run(0, 50, no="b")], 2, "run 32 min 20 km"),
    ("it comes back after 7 days", [free_runner(), sore_run(0), run(2, 30)], 9, "run 32 min 15 km"),
]


@pytest.mark.parametrize("log, number, expected", [pytest.param(*row, id=name) for name, *row in BASELINE])
def test_half_of_the_usual_week(log: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, log)) == f"reduce: {expected}"


def test_the_load_that_hurt_is_no_reference() -> None:
    """Only runs after the day the episode began count."""
    log: list[Part] = [free_runner(), sore_run(0), run(2, 20), run(4, 20)]
    assert said(ask(12, log)) == "build: run 4.4 km"
