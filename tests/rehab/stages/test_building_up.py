"""How far one may run, and on which days: in building up, with less running, and from when on hills are fine.

The runner has been building up for 40 days with 5 km every other day, the last on day -2; good days throughout. The
last run of the ladder, on day -42, had 7 km.
"""

import pytest

from benchmarks.building import Course, Runner, course
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


def runs(*days_and_minutes: tuple[int, float]) -> list[Part]:
    """Runs by day and minutes, 5 min to a kilometre."""
    return [run(number, minutes) for number, minutes in days_and_minutes]


def moderate(number: int, minutes: float) -> Part:
    return run(number, minutes, pain=4, worsened=False)


# --- single runs ----------------------------------------------------------------------------------

SINGLE: list[tuple[str, list[Part], int, str]] = [
    # other runs than the usual ones, the day asked about, and what one run may have then
    ("10 % over the longest", [], 0, "5.5 km"),
    ("the longest, not the last", runs((-20, 35), (-10, 30)), 0, "7.7 km"),
    ("29 days ago counts", [run(-28, 35)], 1, "7.7 km"),
    ("30 days ago does not", [run(-28, 35)], 2, "5.5 km"),
    ("two runs of a day are one", [run(-20, 15), run(-20, 15, no="b")], 0, "6.6 km"),
    ("masked: no 10 %", [run(-20, 35, pain_relief=True)], 0, "7 km"),
    ("morning unknown: no 10 %", [run(-20, 35), blank(-19)], 0, "7 km"),
    ("a trace: no 10 %", [run(-20, 35, pain=1, worsened=False)], 0, "7 km"),
    ("a longer masked one counts", [run(-20, 35, pain_relief=True), run(-10, 30)], 0, "7 km"),
    ("a clean one a little shorter counts more", [run(-20, 35, pain_relief=True), run(-10, 33)], 0, "7.26 km"),
    ("6 days old: no 10 %", [run(-20, 35, pain_relief=True), *runs((-6, 35), (-4, 10))], 0, "7 km"),
    ("7 days old", [run(-20, 35, pain_relief=True), *runs((-6, 35), (-4, 10))], 1, "7.7 km"),
    ("one with a back-off is no reference", [moderate(0, 27), *runs((7, 10), (10, 10))], 15, "5.5 km"),
]


@pytest.mark.parametrize("logged, number, expected", [pytest.param(*row, id=name) for name, *row in SINGLE])
def test_a_single_run(logged: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, build(40), logged)) == f"build: run {expected}"


def test_a_single_run_has_2_km_at_least() -> None:
    assert said(ask(0, build(40, 5))) == "build: run 2 km"


def test_runs_on_the_ladder_count() -> None:
    assert said(ask(0, build(14))) == "build: run 7.7 km"


def test_a_back_off_on_the_ladder_is_no_reference() -> None:
    """The second trace at step 7 was the longest run; step 6 and step 7 came after it."""
    traces = [run(-4, 35, pain=1, worsened=False), run(-2, 35, km=9, pain=1, worsened=False)]
    assert said(ask(13, build(), traces, runs((1, 30), (3, 30), (5, 35), (7, 35)))) == "build: run 7.7 km"


# --- weeks ----------------------------------------------------------------------------------------

WEEKS: list[tuple[str, list[Part], int, str]] = [
    # 2 km every other day and 7 km on day -28; other runs than those, the day asked about, and what is left then
    ("10 % over the largest reference week", [], 0, "run 2.8 km"),
    ("a larger one", [run(-20, 20)], 0, "run 5 km"),
    ("27 days ago is wholly within", runs((-26, 25), (0, 10)), 1, "run 6.1 km"),
    ("28 days ago is not", runs((-26, 25), (0, 10)), 2, "run 2.8 km"),
    ("any seven days", runs((-20, 20), (-14, 20)), 0, "run 7.2 km"),
    ("eight days are no week", runs((-20, 20), (-13, 20)), 0, "run 5 km"),
    ("it ended 6 days ago: as it was", [run(-6, 20)], 0, "run 2 km"),
    ("it ended 7 days ago: 10 %", [run(-6, 20)], 1, "run 7 km"),
    ("a masked run: no 10 % on it", [run(-20, 20, pain_relief=True)], 0, "run 4.6 km"),
    ("a morning unknown: no 10 % on it", [run(-20, 20), blank(-19)], 0, "run 4.6 km"),
    ("a trace: no 10 % on it", [run(-20, 20, pain=1, worsened=False)], 0, "run 4.6 km"),
    ("a week with a back-off is none", [run(-14, 35), moderate(0, 20), *runs((7, 10), (10, 10))], 15, "run 6.8 km"),
]  # fmt: skip


@pytest.mark.parametrize("logged, number, expected", [pytest.param(*row, id=name) for name, *row in WEEKS])
def test_a_week(logged: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, build(40, 10), run(-28, 35), logged)) == f"build: {expected}"


def test_a_week_with_a_run_that_led_to_a_back_off_is_no_floor() -> None:
    """29 km in the week that ended with the run of day -2, the evening before a painful day; 24 in that before it."""
    log: list[Part] = [build(), run(-2, 35, km=10), check(-1, 0, 3)]
    later = runs((2, 30), (4, 30), (6, 35), (8, 35), (10, 30), (12, 30))
    assert said(ask(14, log, later)) == "build: run 7.4 km"


LEAST: list[tuple[str, list[Part], str]] = [
    # the runs of a runner with little in them, and what is left on day 0
    ("6 km a week at least", [build(40, 5)], "run 3 km"),
    ("1 km left", [build(40, 2.5), run(-4, 20)], "run 1 km"),
    ("less than 1 km left", [build(40, 2.5), run(-4, 20.5)], "from +1, needs week-used-up"),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in LEAST])
def test_the_least_week(logged: list[Part], expected: str) -> None:
    assert said(ask(0, logged, run(-28, 35))) == f"build: {expected}"


BASELINES: list[tuple[str, list[Part], int, str]] = [
    # a reference week has 8 km, 6 are used; 30 km a week before running less
    ("half of the baseline", [build(40, 10, baseline_km=18), run(-28, 35)], 0, "run 3 km"),
    ("30 % over a reference week at most", [build(40, 10, baseline_km=40), run(-28, 35)], 0, "run 4.4 km"),
    ("half of 10 km is less than 6", [build(40, 5, baseline_km=10), run(-28, 35)], 0, "run 3 km"),
    ("without a ladder run the half alone", [reduce(), runs((2, 32), (4, 10), (6, 20), (8, 10), (10, 20))], 12,
     "run 5 km"),
    ("the baseline bounds no single run", [build(40, baseline_km=80)], 0, "run 5.5 km"),
]  # fmt: skip


@pytest.mark.parametrize("log, number, expected", [pytest.param(*row, id=name) for name, *row in BASELINES])
def test_half_of_the_baseline(log: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, log)) == f"build: {expected}"


# --- against the plan -----------------------------------------------------------------------------

AGAINST: list[tuple[str, list[Part], int, str]] = [
    # the runner's log, the day asked about, and what is left then
    ("further than allowed: as far as allowed", [build(40), run(-10, 50)], 0, "run 6.05 km"),
    ("on a day without running: nothing", [build(40), run(-29, 35)], 0, "run 5.5 km"),
    ("where one may run it counts", [build(40), run(-28, 35)], 0, "run 7 km"),
    ("a third day in a row counts for nothing, and is used up", [build(40, 10), run(-28, 35), run(-3, 10)], 0,
     "from +1, needs week-used-up"),
    ("all of a run too long is used up", [build(40), run(-6, 50)], 0, "run 2 km"),
    ("and comes back after 7 days", [build(40), run(-6, 50)], 1, "run 6.05 km"),
    ("the ladder's share of the minutes", [build(14), run(-16, 50, km=12)], 0, "run 9.24 km"),
    ("the whole of a fast one in its minutes", [build(14), run(-16, 35, km=8)], 0, "run 8.8 km"),
    ("unknown minutes on the ladder: nothing", [build(14), run(-18, None, km=9), run(-14, 35)], 0, "run 7.7 km"),
]  # fmt: skip


@pytest.mark.parametrize("log, number, expected", [pytest.param(*row, id=name) for name, *row in AGAINST])
def test_what_was_run_against_the_plan(log: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, log)) == f"build: {expected}"


# --- nothing grows --------------------------------------------------------------------------------

EVEN: list[tuple[str, list[Part], int, str]] = [
    # what else was logged, the day asked about, and what one run may have then: 5 km, or 10 % more
    ("7 days since the last run", [], 5, "5.5 km"),
    ("8 days since it", [], 6, "5 km"),
    ("a run after 7 days", [run(5, 25)], 8, "5.5 km"),
    ("a run after 8 days", [run(6, 25)], 8, "5 km"),
    ("14 days after days without one", runs((6, 25), (13, 25)), 19, "5 km"),
    ("15 days after them", runs((6, 25), (13, 25)), 20, "5.5 km"),
    ("14 days after a back-off", [check(1, 0, 3), *runs((5, 10), (12, 10))], 15, "5 km"),
    ("15 days after one", [check(1, 0, 3), *runs((5, 10), (12, 10))], 16, "5.5 km"),
]


@pytest.mark.parametrize("logged, number, expected", [pytest.param(*row, id=name) for name, *row in EVEN])
def test_nothing_grows(logged: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, build(34), logged)) == f"build: run {expected}"


@pytest.mark.parametrize("number, expected", [(16, "4 km"), (17, "4.4 km")])
def test_nothing_grows_after_a_back_off_in_running_less(number: int, expected: str) -> None:
    log: list[Part] = [reduce(), moderate(2, 20), runs((5, 20), (7, 20), (14, 20))]
    assert said(ask(number, log)) == f"build: run {expected}"


# --- days of rest ---------------------------------------------------------------------------------

REST: list[tuple[str, list[Part], int, str]] = [
    # the log, the day asked about, and the plan
    ("one run a day", [build(40), run(0, 10)], 0, "from +1"),
    ("the next day", [build(40), run(0, 10)], 1, "run 5.5 km"),
    ("never a third day in a row", [build(40), runs((0, 10), (1, 10))], 2, "from +3"),
    ("after a day between", [build(40), runs((0, 10), (1, 10))], 3, "run 5.5 km"),
    ("two days apart are not in a row", [build(40), runs((-1, 10), (1, 10))], 2, "run 5.5 km"),
    # the ladder's first run was on day -40, building up was entered on day -13
    ("a run 41 days after the first on the ladder", [build(12), run(1, 20)], 2, "from +3"),
    ("a run 42 days after it", [build(12), run(2, 20)], 3, "run 7.7 km"),
    # no run on a ladder, building up was entered on day 5
    ("a run 13 days after building up was entered", [reduce(), runs((2, 20), (4, 20), (11, 20), (18, 20))], 19,
     "from +20"),
    ("a run 14 days after that", [reduce(), runs((2, 20), (4, 20), (11, 20), (19, 20))], 20, "run 4 km"),
    ("a run 14 days after a back-off", [build(40), check(1, 0, 3), runs((5, 10), (12, 10), (15, 10))], 16, "from +17"),
    ("a run 15 days after one", [build(40), check(1, 0, 3), runs((5, 10), (12, 10), (16, 10))], 17, "run 5.5 km"),
]  # fmt: skip


@pytest.mark.parametrize("log, number, expected", [pytest.param(*row, id=name) for name, *row in REST])
def test_days_of_rest(log: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, log)) == f"build: {expected}"


# --- away -----------------------------------------------------------------------------------------


def slow_to_build_up() -> list[Part]:
    """Running less, two clean runs by day 4; two days in a row that are unlogged keep from building up."""
    return [reduce(), run(2, 20), run(4, 20)]


def unlogged(*numbers: int) -> list[Part]:
    """Days of which the morning alone was logged."""
    return [check(number, 0, None) for number in numbers]


AWAY: list[tuple[str, list[Part], int, str]] = [
    # what was logged after the last run on day -2, the day asked about, and the plan
    ("14 days", [build(40)], 12, "build: run 5 km"),
    ("15 days", [build(40)], 13, "ladder 7, 0 clean: run 35 min"),
    ("18 days", [build(40)], 16, "ladder 7, 0 clean: run 35 min"),
    ("19 days", [build(40)], 17, "ladder 6, 0 clean: run 30 min"),
    ("24 days", [build(40)], 22, "ladder 5, 0 clean: run 25 min"),
    ("43 days", [build(40)], 41, "ladder 2, 0 clean: run 15 min"),
    ("44 days", [build(40)], 42, "ladder 1, 0 clean: run 10 min"),
    ("to step 1 at the lowest", [build(40)], 60, "ladder 1, 0 clean: run 10 min"),
    ("a run on the ladder ends it", [build(40), run(17, 30)], 24, "ladder 6, 1 clean: run 30 min"),
    ("a lay-off counts from that run", [build(40), run(17, 30)], 25, "ladder 5, 0 clean: run 25 min"),
    ("the day of rest is kept", [build(40), run(17, 30)], 18, "ladder 6, 1 clean: from +19"),
    ("a sore day is kept", [build(40), check(13, 0, 1)], 13, "ladder 7, 0 clean: hold, from +14"),
    ("a sore day before is kept", [build(40), check(12, 0, 1), blank(13)], 13,
     "ladder 7, 0 clean: hold, needs morning"),
    ("a step back by verdict counts as well", [build(40), check(14, 0, 3)], 16,
     "ladder 6, 0 clean: back-off, from +17"),
    ("and the larger of the two", [build(40), check(14, 0, 3)], 22, "ladder 5, 0 clean: run 25 min"),
    ("both clean: building up again", [build(40), runs((13, 35), (15, 35))], 16, "build: from +17"),
    ("28 days after less running", [slow_to_build_up()], 32, "ladder 5, 0 clean: run 25 min"),
    ("29 days after it", [slow_to_build_up()], 33, "ladder 4, 0 clean: run 20 min"),
    ("14 days, most of them in running less", [slow_to_build_up(), unlogged(1, 2, 6, 7, 11, 12)], 18,
     "build: run 4 km"),
    ("15 days, most of them in it", [slow_to_build_up(), unlogged(1, 2, 6, 7, 11, 12)], 19,
     "ladder 7, 0 clean: run 35 min"),
    ("18 days, all of them in it", [slow_to_build_up(), unlogged(1, 2, 6, 7, 11, 12, 16, 17)], 22,
     "ladder 7, 0 clean: run 35 min"),
    ("19 days, all of them in it", [slow_to_build_up(), unlogged(1, 2, 6, 7, 11, 12, 16, 17)], 23,
     "ladder 6, 0 clean: run 30 min"),
]  # fmt: skip


@pytest.mark.parametrize("log, number, expected", [pytest.param(*row, id=name) for name, *row in AWAY])
def test_more_than_14_days_away(log: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, log)) == expected


# --- cuts -----------------------------------------------------------------------------------------

CUTS: list[tuple[str, list[Part], int, str]] = [
    # a painful day 3 on day 1, what was run, the day asked about, and what is left
    ("half of the longest", [build(40)], 4, "back-off, run 2.5 km"),
    ("half of the longest clean one", [build(40), run(-20, 35, pain_relief=True)], 4, "back-off, run 2.5 km"),
    ("2 km at least", [build(40, 10)], 4, "back-off, run 2 km"),
    ("half of the reference, not of 110 %", [build(40), runs((-20, 35), (0, 25))], 4, "back-off, run 1 km"),
    ("6 km a week at least", [build(40, 5), runs((-20, 35), (0, 20))], 4, "back-off, run 1 km"),
    ("until day 8", [build(40)], 8, "back-off, run 2.5 km"),
    ("half of the week until day 8", [build(40), run(6, 45)], 8, "back-off, run 1 km"),
    ("not on day 9", [build(40), run(6, 45)], 9, "run 5 km"),
]


@pytest.mark.parametrize("log, number, expected", [pytest.param(*row, id=name) for name, *row in CUTS])
def test_a_cut(log: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, log, check(1, 0, 3))) == f"build: {expected}"


# --- hills ----------------------------------------------------------------------------------------


def weekly() -> list[Part]:
    """Building up since day 0 with a run a week; the first ladder run was on day -28."""
    return [build(), runs((0, 20), (7, 20), (14, 20))]


HILLS: list[tuple[str, list[Part], int, bool]] = [
    # the log, the day asked about, and whether hills are fine
    ("day 41 after the first ladder run", [build(), runs((0, 20), (7, 20))], 13, False),
    ("day 42", [build(), runs((0, 20), (7, 20))], 14, True),
    ("a painful day 13 days ago", [weekly(), check(4, 0, 1)], 17, False),
    ("a painful day 14 days ago", [weekly(), check(4, 0, 1)], 18, True),
    ("14 days after a cut", [build(40), check(0, 0, 3), run(7, 10)], 14, False),
    ("15 days after a cut", [build(40), check(0, 0, 3), run(7, 10)], 15, True),
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
    assert said(ask(11, log)) == "build: run 4.4 km"
    assert said(ask(12, log)) == "build: run 4 km"


# --- by obedience -----------------------------------------------------------------------------------

WEEK_BY_WEEK = [8, 10, 17, 17, 23, 18, 27, 29, 32, 35, 39, 43]


def whole_kilometres(found: Course) -> list[int]:
    return [round(km) for km in found.weeks]


@pytest.mark.parametrize("baseline_km", [0, 20, 30])
def test_every_allowance_used_and_nothing_hurts(baseline_km: float) -> None:
    found = course(Runner("obedient", baseline_km), weeks=12)
    assert whole_kilometres(found) == WEEK_BY_WEEK
    assert found.build_from == 27
    assert found.longest_km == pytest.approx(11.36, abs=0.005)


@pytest.mark.parametrize("baseline_km", [0, 20, 30])
def test_its_end(baseline_km: float) -> None:
    assert course(Runner("obedient", baseline_km), weeks=13).free_on == 84


def test_away_on_days_44_to_71() -> None:
    found = course(Runner("away", 30, away=range(44, 72)), weeks=13)
    assert whole_kilometres(found) == [*WEEK_BY_WEEK[:6], 14, 0, 0, 0, 11, 14, 22]
    assert found.free_on is None
