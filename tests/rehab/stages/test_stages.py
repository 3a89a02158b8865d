"""How an episode begins and ends, what locks and unlocks, the gates, and the way up the ladder."""

import pytest

from itbtui.rehab.log.entries import ExerciseDone, OwnExercise, Session, Side
from itbtui.rehab.protocol.figures import shipped
from tests.support.build import (
    STRENGTH,
    Part,
    Rows,
    ask,
    blank,
    build,
    check,
    clearance,
    day,
    episode,
    exercise,
    free_runner,
    good,
    ladder,
    ladder_0,
    lock,
    rebuild,
    reduce,
    rows,
    run,
    said,
    session,
    sore_run,
    walk,
    with_,
)

NO_GATE = "needs pain-free-days strength walk"


def grew(number: int, minutes: float = 20) -> Part:
    return run(number, minutes, pain=2, worsened=True)


# --- episodes ---------------------------------------------------------------------------

EPISODES: Rows = [
    ("nothing logged", [], {0: "free: run"}),
    ("an entry settles for 7 full days", [good(0, 20), episode(0)],
     {0: f"protect until +7, then rebuild: {NO_GATE}", 7: "protect until +7, then rebuild: needs strength walk",
      8: "rebuild: needs strength walk"}),
    ("it is no protect of the list", [good(0, 60), episode(0), check(10, 0, 6)],
     {10: f"protect until +17, then rebuild: {NO_GATE}"}),
    ("a longer protect runs on", [rebuild(), check(-3, 0, 6), check(0, 0, 6), episode(1)],
     {1: "protect until +8, then rebuild: needs pain-free-days strength walk"}),
    ("14 days run on", [rebuild(), check(-12, 0, 6), check(0, 0, 6), episode(2)],
     {2: f"protect until +14, then rebuild: {NO_GATE}"}),
    ("a protect on the ladder leads to rebuild then", [ladder(4), grew(0), episode(1)],
     {1: f"protect until +8, then rebuild: {NO_GATE}"}),
    ("a new one on the ladder", [ladder(4), episode(1)], {1: "protect until +8, then rebuild: needs strength walk"}),
    ("ended: free the next day", [good(-9, 20), episode(-9, ended=3)],
     {3: "rebuild: needs strength walk", 4: "free: run"}),
    ("ended on the day it began", [good(-9, 20), episode(0, ended=0)],
     {0: "protect until +7, then rebuild: needs strength walk", 1: "free: run"}),
    ("the end of an older one ends nothing", [good(-9, 20), episode(-9, ended=5), episode(2)],
     {6: "protect until +9, then rebuild: needs strength walk"}),
    ("ended while locked: the day after the clearance", [good(-9, 20), episode(-9, ended=3), lock(2), clearance(6)],
     {4: "locked: needs clearance", 6: "rebuild: needs pain-free-days strength walk", 7: "free: run"}),
    ("ended after the clearance", [good(-9, 20), episode(-9, ended=8), lock(2), clearance(6)],
     {7: "rebuild: needs strength walk", 9: "free: run"}),
    ("an entry leaves a lock", [good(-9, 20), lock(0), episode(2)], {2: "locked: needs clearance"}),
    ("then a clearance leads to rebuild", [good(-9, 20), lock(0), episode(2), clearance(4)],
     {4: f"rebuild: {NO_GATE}"}),
]  # fmt: skip


@rows(EPISODES)
def test_episodes(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


BEGAN: list[tuple[str, list[Part], int, tuple[int, str | None, int, int]]] = [
    # the log, the day asked about; the day it began, its side, its day and its week
    ("an entry", [good(0, 20), episode(0)], 0, (0, "right", 1, 1)),
    ("day 7 is in week 1", [good(0, 20), episode(0)], 6, (0, "right", 7, 1)),
    ("day 8 is in week 2", [good(0, 20), episode(0)], 7, (0, "right", 8, 2)),
    ("a run that hurt", [good(-9, 20), sore_run(0, side="left")], 4, (0, "left", 5, 1)),
    ("a run of unknown side", [good(-9, 20), sore_run(0)], 4, (0, None, 5, 1)),
    ("by the next morning: the run's day", [good(-9, 20), run(0, 50), check(1, 1)], 1, (0, None, 2, 1)),
    ("by the second morning: the run's day", [good(-9, 20), run(0, 50), check(2, 1)], 2, (0, None, 3, 1)),
    ("a painful day: that day", [good(-9, 20), check(3, 0, 3)], 5, (3, None, 3, 1)),
    ("a later entry", [ladder(4), episode(2, side="both")], 3, (2, "both", 2, 1)),
    ("a flag", [good(-9, 20), lock(0)], 1, (0, None, 2, 1)),
]


@pytest.mark.parametrize("log, number, expected", [pytest.param(*row, id=name) for name, *row in BEGAN])
def test_when_an_episode_began(log: list[Part], number: int, expected: tuple[int, str | None, int, int]) -> None:
    found = ask(number, log).episode
    assert found is not None
    assert (found.began, found.side, found.day, found.week) == (day(expected[0]), *expected[1:])


# --- locks and clearances -----------------------------------------------------------------

LOCKS: Rows = [
    ("until a clearance", [ladder(4), lock(0)], {0: "locked: needs clearance", 59: "locked: needs clearance"}),
    ("a clearance of that day counts", [ladder(4), lock(0), clearance(0)], {0: f"rebuild: {NO_GATE}"}),
    ("a clearance of the day before does not", [ladder(4), lock(0), clearance(-1)], {0: "locked: needs clearance"}),
    ("cleared: rebuild", [ladder(4), lock(0), clearance(3)], {2: "locked: needs clearance",
                                                             3: "rebuild: needs pain-free-days strength walk"}),
    ("a flag alone out of free: free again", [good(-9, 20), lock(0), clearance(3)], {3: "free: run"}),
    ("with pain that day: rebuild", [good(-9, 20), check(0, 0, 3, flags=("locking",)), clearance(3)],
     {3: f"rebuild: {NO_GATE}"}),
    ("with pain later: rebuild", [good(-9, 20), lock(0), check(2, 0, 3), clearance(4)], {4: f"rebuild: {NO_GATE}"}),
    ("with a sore day later: rebuild", [good(-9, 20), lock(0), check(2, 0, 1), clearance(4)],
     {4: f"rebuild: {NO_GATE}"}),
    ("marked swelling out of free: rebuild", [good(-9, 20), check(0, swelling="marked"), clearance(3)],
     {3: f"rebuild: {NO_GATE}"}),
    ("a flag in reduce: rebuild", [reduce(), lock(3), clearance(5)], {5: f"rebuild: {NO_GATE}"}),
    ("a new flag locks again", [ladder(4), lock(0), clearance(1), lock(3)], {3: "locked: needs clearance"}),
    ("a run while locked changes nothing", [ladder(4), lock(0), run(2)], {3: "locked: needs clearance"}),
    ("protects are counted anew",
     [rebuild(), check(0, 0, 6), check(9, 0, 6), lock(15), clearance(20), check(25, 0, 6)],
     {25: f"protect until +32, then rebuild: {NO_GATE}"}),
    ("and after one that lets run",
     [rebuild(), check(0, 0, 6), check(9, 0, 6), clearance(20, running=True), check(25, 0, 6)],
     {20: "ladder 1, 0 clean: run 10 min",
      25: "protect until +28, then ladder 0 on a streak of 3: from +29, needs streak"}),
    ("a clearance that changes nothing counts nothing anew",
     [rebuild(), check(0, 0, 6), check(9, 0, 6), clearance(20), check(25, 0, 6)],
     {20: "protect until +23, then rebuild: needs strength walk", 25: "locked: needs clearance"}),
    ("without a clearance the third locks", [rebuild(), check(0, 0, 6), check(9, 0, 6), check(25, 0, 6)],
     {25: "locked: needs clearance"}),
    ("after a third protect: 7 pain-free days",
     [rebuild(), check(-12, 0, 6), check(-4, 0, 6), check(11, 0, 6), clearance(12), session(14), session(16), walk(15)],
     {16: "rebuild: needs pain-free-days", 17: "rebuild: needs pain-free-days", 18: "ladder 1, 0 clean: run 10 min"}),
    ("a third protect and a clearance on one day",
     [rebuild(), check(-12, 0, 6), check(-4, 0, 6), check(11, 0, 6), clearance(11)],
     {11: f"rebuild: {NO_GATE}"}),
    ("a third protect on the day of one that lets run is the first of a new count",
     [rebuild(), check(-12, 0, 6), check(-4, 0, 6), check(11, 0, 6), clearance(11, running=True)],
     {11: "protect until +14, then ladder 0 on a streak of 3: from +15, needs streak"}),
    ("after a flag: 5", [ladder(4), lock(0), clearance(0), session(3), session(5), walk(4)],
     {4: "rebuild: needs pain-free-days strength", 5: "ladder 1, 0 clean: run 10 min"}),
]  # fmt: skip


@rows(LOCKS)
def test_locks(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


def test_seven_days_hold_until_the_ladder_is_next_entered() -> None:
    third: list[Part] = [rebuild(), check(-12, 0, 6), check(-4, 0, 6), check(11, 0, 6), clearance(12)]
    entered: list[Part] = [third, session(14), session(16), walk(15)]
    assert said(ask(18, entered)) == "ladder 1, 0 clean: run 10 min"
    afterwards: list[Part] = [entered, episode(20), check(23, 0, 1), session(26), session(28), walk(25)]
    assert said(ask(28, afterwards)) == "ladder 1, 0 clean: run 10 min"
    before: list[Part] = [third, episode(16), check(19, 0, 1), session(22), session(24), walk(23)]
    assert said(ask(25, before)) == "rebuild: needs pain-free-days"
    assert said(ask(26, before)) == "ladder 1, 0 clean: run 10 min"


# --- gates -----------------------------------------------------------------------------------


def one_sided(number: int, side: Side) -> Session:
    done = [ExerciseDone(exercise=name, side=side, sets=(10,), pain=0) for name in STRENGTH]
    return Session(id=f"session {number} {side}", date=day(number), exercises=tuple(done))


def without(number: int, *names: str) -> Session:
    done = session(number)
    return Session(id=done.id, date=done.date, exercises=tuple(e for e in done.exercises if e.exercise not in names))


def skipping(number: int, name: str, why: str) -> Session:
    exercises = (*without(number, name).exercises, ExerciseDone(exercise=name, skipped=why))
    return Session(id=f"session {number}", date=day(number), exercises=exercises)


WALKED = [walk(0)]
STRONG = [session(-2), session(0)]
GATES: list[tuple[str, list[Part], str]] = [
    # what was logged up to day 0 on good days, and the gates that are open on day 0
    ("all", [WALKED, STRONG], ""),
    ("a streak of 4", [WALKED, STRONG, check(-4, 0, 1)], "pain-free-days 4/5"),
    ("a streak of 5", [WALKED, STRONG, check(-5, 0, 1)], ""),
    ("no session", [WALKED], "strength 0/2"),
    ("one session", [WALKED, session(0)], "strength 1/2"),
    ("the later 6 days ago", [WALKED, session(-8), session(-6)], ""),
    ("the later 7 days ago", [WALKED, session(-8), session(-7)], "strength 1/2"),
    ("the earlier 13 days ago", [WALKED, session(-13), session(0)], ""),
    ("the earlier 14 days ago", [WALKED, session(-14), session(0)], "strength 1/2"),
    ("two of one day are one", [WALKED, session(0), one_sided(0, "left")], "strength 1/2"),
    (
        "pain in the last",
        [WALKED, session(-4), session(-2), session(0, clamshell=1)],
        "pain-free-days 0/5, strength 0/2",
    ),
    (
        "pain in the last but one",
        [WALKED, session(-4), session(-2, clamshell=1), session(0)],
        "pain-free-days 2/5, strength 1/2",
    ),
    ("pain in one long ago", [WALKED, session(-8, clamshell=1), STRONG], ""),
    ("pain unknown", [WALKED, session(-2), session(0, None)], "strength 0/2"),
    ("an exercise left undone", [WALKED, session(-2), without(0, "box-squat")], "strength 1/2"),
    ("skipped for want of time", [WALKED, session(-2), skipping(0, "box-squat", "no time")], "strength 1/2"),
    ("one side", [WALKED, session(-2), one_sided(0, "left")], "strength 1/2"),
    ("one side, then the other", [WALKED, session(-2), one_sided(0, "left"), one_sided(0, "right")], ""),
    ("no walk", [STRONG], "walk 0/30"),
    ("29 min", [STRONG, walk(0, 29)], "walk 29/30"),
    ("two walks do not add up", [STRONG, walk(0, 20), walk(-1, 25)], "walk 25/30"),
    ("a walk 6 days ago", [STRONG, walk(-6)], ""),
    ("a walk 7 days ago", [STRONG, walk(-7)], "walk 0/30"),
    ("a walk, pain unknown", [STRONG, walk(0, pain=None), check(0, None, None)], "walk 0/30"),
    ("a painful walk", [STRONG, walk(-5, pain=1)], "walk 0/30"),
    ("the bike is no walk", [STRONG, walk(0, kind="bike")], "walk 0/30"),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in GATES])
def test_gates(logged: list[Part], expected: str) -> None:
    plan = ask(0, rebuild(), logged)
    unmet = [gate for gate in plan.gates if not gate.met]
    assert ", ".join(f"{gate.id} {gate.have}/{gate.need}" for gate in unmet) == expected
    assert plan.running.needs == tuple(gate.id for gate in unmet)
    assert (plan.stage == "ladder") is (expected == "")


@pytest.mark.parametrize("days, stage", [(5, "ladder"), (6, "ladder"), (7, "rebuild")])
def test_the_streak_may_be_set_longer(days: int, stage: str) -> None:
    assert ask(0, rebuild(), WALKED, STRONG, check(-6, 0, 1), settings=with_(pain_free_days=days)).stage == stage


def test_an_exercise_left_out_of_the_routine_is_not_needed() -> None:
    logged: list[Part] = [rebuild(), WALKED, [without(number, "box-squat") for number in (-2, 0)]]
    assert ask(0, logged).stage == "rebuild"
    assert ask(0, logged, settings=with_(left_out=("box-squat",))).stage == "ladder"


def test_an_exercise_of_ones_own_belongs_to_the_routine() -> None:
    own = OwnExercise(id="heel-drop", name="Heel drop", kind="strength", reps=10, sides="together")
    logged: list[Part] = [rebuild(), WALKED, STRONG, own]
    assert ask(0, logged).stage == "rebuild"
    done = [exercise(number, 0, "heel-drop") for number in (-2, 0)]
    both = [Session(id=f"own {s.date}", date=s.date, exercises=s.exercises) for s in done]
    assert ask(0, logged, both).stage == "ladder"


# --- onto the ladder and up -----------------------------------------------------------------------

LADDER: Rows = [
    ("the gates lead to step 1", [ladder(1)], {0: "ladder 1, 0 clean: run 10 min"}),
    ("pain from minute 12: step 0", [ladder_0()], {0: "ladder 0, 0 clean: run 10 min"}),
    ("pain from minute 13: step 1", [ladder_0(), run(-50, 30, pain=6, onset_min=13, worsened=True)],
     {0: "ladder 1, 0 clean: run 10 min"}),
    ("step 0 leads to step 1", [ladder_0(), run(0, 10), run(2, 10)], {4: "ladder 1, 0 clean: run 10 min"}),
    ("80 % of 20 min counts", [ladder(4), run(0, 16), run(2, 16)], {4: "ladder 5, 0 clean: run 25 min"}),
    ("79 % does not", [ladder(4), run(0, 16), run(2, 15.9)], {4: "ladder 4, 1 clean: run 20 min"}),
    ("without minutes it counts for none", [ladder(4), run(0, None, km=4), run(2)],
     {4: "ladder 4, 1 clean: run 20 min"}),
    ("two runs of a day are one", [ladder(4), run(0, 10), run(0, 10, no="b")], {2: "ladder 4, 1 clean: run 20 min"}),
    ("clean only if both are", [ladder(4), run(0, 20), run(0, 20, no="b", pain=1, worsened=False)],
     {2: "ladder 4, 0 clean: run 20 min"}),
    ("a run the plan did not allow does not count", [ladder(4), run(0), run(1), run(3)],
     {4: "ladder 5, 0 clean: from +5"}),
    ("a run on a sore day does not count", [ladder(4), run(0), check(6, 0, 1), run(6)],
     {8: "ladder 4, 0 clean: run 20 min"}),
    ("longer than the step counts", [ladder(4), run(0, 45), run(2, 45)], {4: "ladder 5, 0 clean: run 25 min"}),
    ("step 7 leads to building up", [ladder(7), run(0, 35), run(2, 35)], {3: "build: from +4"}),
    ("one back, two forward", [ladder(4), run(0, pain=4, worsened=False), run(3), run(5), run(7), run(9)],
     {2: "ladder 3, 0 clean: back-off, from +3", 6: "ladder 4, 0 clean: from +7", 10: "ladder 5, 0 clean: from +11"}),
    # --- lay-off ---
    ("7 days off", [ladder(5), run(0, 25)], {7: "ladder 5, 1 clean: run 25 min"}),
    ("8 days off", [ladder(5), run(0, 25)], {8: "ladder 4, 0 clean: run 20 min", 9: "ladder 4, 0 clean: run 20 min"}),
    ("10 days off", [ladder(5), run(0, 25)], {10: "ladder 3, 0 clean: run 20 min"}),
    ("14 and 15 days off", [ladder(5), run(0, 25)],
     {14: "ladder 3, 0 clean: run 20 min", 15: "ladder 2, 0 clean: run 15 min"}),
    ("to step 1 at the lowest", [ladder(5), run(0, 25)], {59: "ladder 1, 0 clean: run 10 min"}),
    ("step 0 stays", [ladder_0(), run(0, 10)], {30: "ladder 0, 1 clean: run 10 min"}),
    ("since the ladder was entered", [ladder(4), grew(0)],
     {11: "ladder 3, 0 clean: run 20 min", 12: "ladder 2, 0 clean: run 15 min"}),
    ("any run ends it", [ladder(5), run(0, 25), run(9, 5)], {11: "ladder 4, 0 clean: run 20 min"}),
    ("it counts from the last run", [ladder(5), run(0, 25), run(9, 20)], {17: "ladder 3, 0 clean: run 20 min"}),
    ("a step back by verdict: the larger", [ladder(5), run(0, 25), check(6, 0, 3)],
     {7: "ladder 4, 0 clean: back-off, from +9", 9: "ladder 4, 0 clean: run 20 min",
      10: "ladder 3, 0 clean: run 20 min"}),
    ("a run of the same time is the start", [ladder(5), run(0, 25, pain=4, worsened=False)],
     {8: "ladder 3, 0 clean: run 20 min"}),
]  # fmt: skip


@rows(LADDER)
def test_ladder(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


@pytest.mark.parametrize("step", range(1, shipped().ladder.top + 1))
def test_every_step_has_its_minutes(step: int) -> None:
    plan = ask(0, ladder(step))
    assert said(plan) == f"ladder {step}, 0 clean: run {shipped().ladder.steps[step].minutes} min"


# --- the end of an episode ---------------------------------------------------------------------------


def back_from_away() -> list[Part]:
    """The ladder's last step after 15 days away, building up again from day 16, a run of 6 km every five days."""
    return [run(13, 35), run(15, 35), [run(number, 30) for number in range(20, 41, 5)]]


OVER: Rows = [
    ("84 days after the first ladder run", [build(54)], {1: "build: run 5.5 km", 2: "free: run"}),
    ("a painful day 27 days ago", [build(54), check(-25, 0, 1)], {2: "build: run 5.5 km", 3: "free: run"}),
    ("13 pain-free days of the last 28", [build(54), blank(*range(-25, -10))],
     {2: "build: run 5.5 km", 3: "free: run"}),
    ("14 of them", [build(54), blank(*range(-25, -11))], {2: "free: run"}),
    ("it ends while nothing is logged", [build(54), check(-20, 0, 1), blank(*range(-4, 61))],
     {7: "build: run 5 km", 8: "free: run", 40: "free: run"}),
    ("28 days after reduce", [reduce(), [run(n, 20) for n in (2, 4, 11, 18, 25)]],
     {32: "build: run 4.4 km", 33: "free: run"}),
    ("84 days, but not yet 28 after coming back to building up", [build(40), back_from_away()],
     {42: "build: run 7.7 km", 43: "build: run 7.2 km", 44: "free: run"}),
    ("ended by hand", [build(10), episode(-60, ended=0)], {1: "free: run"}),
    ("an episode with a ladder run needs 84, whatever came later", [build(40), run(5, 25), run(12, 25)],
     {15: "build: run 5.5 km", 16: "free: run"}),
    ("not on the day that leads back to the ladder", [build(42), run(-1, 10)],
     {13: "build: run 5 km", 14: "ladder 7, 0 clean: run 35 min"}),
    ("a day before that", [build(44)], {12: "free: run"}),
]  # fmt: skip


@rows(OVER)
def test_the_end_of_an_episode(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


def test_after_an_episode_one_is_free() -> None:
    after = ask(5, build(54))
    assert (after.episode, after.verdict, after.running.limits) == (None, 0, ())
    assert said(ask(6, build(54), sore_run(6))) == "reduce: hold, from +8"
    assert said(ask(1, free_runner(), sore_run(0), settings=with_("monitored"))) == "free: run"
