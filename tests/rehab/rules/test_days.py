"""What a day says: check-ins, cross-training, exercises, and the signs that belong in front of a clinician.

Each day is read on the ladder, far from any run, unless said otherwise: day 5, the last run was on day -2.
"""

import pytest

from itbtui.rehab.protocol.figures import shipped
from tests.support.build import (
    Part,
    ask,
    blank,
    check,
    clearance,
    exercise,
    found,
    free_runner,
    good,
    ladder,
    lock,
    rules_of,
    run,
    said,
    session,
    walk,
    why,
)

DAYS: list[tuple[str, list[Part], str]] = [
    # what was logged on day 5, and what was found
    ("a good day", [check(5)], ""),
    ("nothing", [blank(5)], ""),
    ("morning 1", [check(5, 1, 0)], "sore-day hold"),
    ("morning 2", [check(5, 2, 0)], "sore-day hold"),
    ("daily 1", [check(5, 0, 1)], "sore-day hold"),
    ("daily 2, morning unknown", [check(5, None, 2)], "sore-day hold"),
    ("morning 3", [check(5, 3, 0)], "painful-day back-off"),
    ("daily 3", [check(5, 0, 3)], "painful-day back-off"),
    ("daily 5", [check(5, 0, 5)], "painful-day back-off"),
    ("morning 1, daily 4: the worst", [check(5, 1, 4)], "painful-day back-off"),
    ("morning 6", [check(5, 6, 0)], "very-painful-day protect"),
    ("daily 10", [check(5, 0, 10)], "very-painful-day protect"),
    ("mild swelling", [check(5, swelling="mild")], "swollen protect"),
    ("no swelling", [check(5, swelling="none")], ""),
    ("daily 6, mild swelling", [check(5, 0, 6, swelling="mild")], "swollen protect, very-painful-day protect"),
    ("tightness 8", [check(5, tightness=8)], ""),
    ("ice and pain relief", [check(5, treatments=("ice", "pain-relief"))], ""),
    ("a walk at 0", [walk(5)], ""),
    ("a walk at 1", [walk(5, pain=1)], "sore-day hold"),
    ("a walk, pain unknown", [walk(5, pain=None)], ""),
    ("the bike at 4", [walk(5, pain=4, kind="bike")], "painful-day back-off"),
    ("a swim at 6", [walk(5, pain=6, kind="swim")], "very-painful-day protect"),
    ("daily 1, a walk at 3: the worst", [check(5, 0, 1), walk(5, pain=3)], "painful-day back-off"),
    ("marked swelling", [check(5, swelling="marked")], "marked-swelling see-clinician"),
    ("swelling behind", [check(5, swelling_behind=True)], "marked-swelling see-clinician"),
    ("none behind", [check(5, swelling_behind=False)], ""),
    ("marked after a run", [run(5, swelling="marked")], "marked-swelling see-clinician"),
]
DAYS += [(flag, [check(5, flags=(flag,))], "red-flag see-clinician") for flag in shipped().flags.known]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in DAYS])
def test_a_day(logged: list[Part], expected: str) -> None:
    plan = ask(5, ladder(), logged)
    on_the_day = [f"{f.rule} {f.verdict}" for f in plan.findings if f.rule != "morning-unknown"]
    assert ", ".join(on_the_day) == expected


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in DAYS])
def test_what_a_day_says_rests_on_its_entries(logged: list[Part], expected: str) -> None:
    plan = ask(5, ladder(), logged)
    for finding in plan.findings:
        assert finding.entries and all(name.endswith(" 5") for name in finding.entries)
        assert why(finding)


@pytest.mark.parametrize("flag", shipped().flags.known)
def test_some_flags_want_looking_at_today(flag: str) -> None:
    plan = ask(5, ladder(), check(5, flags=(flag,)))
    (finding,) = plan.findings
    urgent = flag in ("hot-or-feverish", "calf-swelling", "chest-pain")
    assert finding.facts == {"flags": (flag,), "urgent": (flag,) if urgent else ()}
    assert ("today" in why(finding)) is urgent


# --- swelling that lasts -----------------------------------------------------------------


def mild(*numbers: int) -> list[Part]:
    return [check(number, swelling="mild") for number in numbers]


SWELLING: list[tuple[str, list[Part], int, bool]] = [
    # mild swelling on these days; the day asked about, and whether it locks
    ("one day", mild(5), 5, False),
    ("two days in a row", mild(5, 6), 6, False),
    ("three days in a row", mild(5, 6, 7), 7, True),
    ("again, a day without between", mild(5, 7), 7, True),
    ("again, an unlogged day between", [mild(5, 7), blank(6)], 7, True),
    ("again after 28 days", mild(5, 33), 33, True),
    ("again after 29 days", mild(5, 34), 34, False),
    ("two days, again after 28", mild(5, 6, 34), 34, True),
    ("with a run, then a check-in", [run(5, swelling="mild"), mild(7)], 7, True),
    ("with runs twice", [run(5, swelling="mild"), run(8, swelling="mild")], 8, True),
    ("a clearance that changes nothing between", [mild(5, 20), clearance(10)], 20, True),
    ("one on the first day", [mild(5, 20), clearance(5)], 20, True),
    ("one before the third day", [mild(5, 6, 7), clearance(6)], 7, True),
    ("cleared to run between", [mild(5, 20), clearance(10, running=True)], 20, False),
    ("cleared to run on the first day: it counts", [mild(5, 20), clearance(5, running=True)], 20, True),
    ("cleared to run on the day after", [mild(5, 20), clearance(6, running=True)], 20, False),
    ("cleared to run before the third day", [mild(5, 6, 7), clearance(6, running=True)], 7, False),
    ("a lock that was cleared between", [mild(5, 20), lock(9), clearance(10)], 20, False),
]


@pytest.mark.parametrize("logged, number, locks", [pytest.param(*row, id=name) for name, *row in SWELLING])
def test_swelling_that_lasts(logged: list[Part], number: int, locks: bool) -> None:
    plan = ask(number, ladder(), logged)
    assert ("swelling-lasts" in rules_of(plan, number)) is locks
    assert (plan.stage == "locked") is locks


# --- exercises -------------------------------------------------------------------------------

EXERCISES: list[tuple[str, list[Part], str]] = [
    # sessions up to day 5, and what was found on day 5
    ("at 0", [session(5)], ""),
    ("unknown", [session(5, None)], ""),
    ("1", [session(5, clamshell=1)], "exercise-twinge hold"),
    ("2", [session(5, clamshell=2)], "exercise-twinge hold"),
    ("3", [session(5, clamshell=3)], "exercise-pain back-off"),
    ("9", [session(5, clamshell=9)], "exercise-pain back-off"),
    ("1 in one, 3 in another", [session(5, clamshell=1, box_squat=3)], "exercise-pain back-off"),
    ("1 twice running", [exercise(3, 1), exercise(5, 1)], "exercise-pain back-off"),
    ("1 after 2", [exercise(3, 2), exercise(5, 1)], "exercise-pain back-off"),
    ("1 after 4", [exercise(3, 4), exercise(5, 1)], "exercise-pain back-off, repeat-back-off protect"),
    ("1, 0, 1", [exercise(1, 1), exercise(3, 0), exercise(5, 1)], "exercise-twinge hold"),
    ("0 after 1", [exercise(3, 1), exercise(5, 0)], ""),
    ("1 in two exercises of a day", [session(5, clamshell=1, box_squat=1)], "exercise-twinge hold"),
    ("in a stretch", [exercise(5, 2, "pigeon")], "exercise-twinge hold"),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in EXERCISES])
def test_knee_pain_in_an_exercise(logged: list[Part], expected: str) -> None:
    plan = ask(5, ladder(), logged)
    on_the_day = [f"{f.rule} {f.verdict}" for f in plan.findings if f.date == plan.on]
    assert ", ".join(on_the_day) == expected


RESTING: list[tuple[str, list[Part], dict[int, bool]]] = [
    # a stretch from day 5 on with good days around, and whether it is due on these days
    ("a twinge leaves it in", [exercise(5, 2, "pigeon")], {6: True}),
    ("pain leaves it out until two pain-free days", [exercise(5, 3, "pigeon")], {6: False, 7: True}),
    ("the second still to be logged", [exercise(5, 3, "pigeon"), blank(7)], {6: False, 7: False, 8: True}),
    ("a sore day is no pain-free day", [exercise(5, 3, "pigeon"), check(6, 1)], {7: False, 8: True}),
    ("nor an unlogged one", [exercise(5, 3, "pigeon"), blank(6)], {7: False, 8: True}),
    ("1 twice running", [exercise(3, 1, "pigeon"), exercise(5, 1, "pigeon")], {4: True, 6: False, 7: True}),
    ("another one that hurt", [exercise(5, 3, "figure-four")], {6: True, 7: True}),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in RESTING])
def test_an_exercise_that_hurt_rests(logged: list[Part], expected: dict[int, bool]) -> None:
    log: list[Part] = [ladder(), logged]
    assert {number: "pigeon" in ask(number, log).due for number in expected} == expected


# --- what belongs to a run -----------------------------------------------------------------------

BELONGS: list[tuple[str, list[Part], list[str]]] = [
    # the run of day 0 and what followed, and what was found by day 3 besides the run's own rows
    ("morning and daily of day 1: one", [run(0), check(1, 4, 4)], ["+1 painful-day back-off"]),
    ("a later run takes the daily", [run(0), run(1), check(1, 1, 1)], ["+1 sore-day hold", "+1 sore-day hold"]),
    ("daily, swelling and exercise: one each", [run(0), check(0, 0, 1, swelling="mild"), exercise(0, 1)],
     ["+0 exercise-twinge hold", "+0 sore-day hold", "+0 swollen protect"]),
    ("a walk and daily life: one", [run(0), check(1, 0, 1), walk(1, pain=2)], ["+1 sore-day hold"]),
]  # fmt: skip


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in BELONGS])
def test_what_belongs_to_a_run_gives_one_finding_of_a_kind(logged: list[Part], expected: list[str]) -> None:
    of_days = ("sore-day", "painful-day", "very-painful-day", "swollen", "exercise-twinge", "exercise-pain")
    assert [f for f in found(ask(3, ladder(), logged)) if f.split()[1] in of_days] == expected


# --- without an episode -----------------------------------------------------------------------------

NO_GATE = "rebuild: needs pain-free-days strength walk"
FREE: list[tuple[str, list[Part], dict[int, str]]] = [
    # what was logged by a free runner whose last run was on day -2, and the plan
    ("sore", [check(3, 1)], {3: "free: hold, from +4", 4: "free: run"}),
    ("a twinge", [exercise(3, 2)], {3: "free: hold, from +4", 4: "free: run"}),
    ("sore on the second day after a run", [run(0, 50), check(2, 0, 1)], {1: "free: run", 2: "free: hold, from +3"}),
    ("sore twice", [check(3, 1), check(4, 1)], {3: "free: hold, from +4", 4: "free: hold, from +5", 5: "free: run"}),
    ("painful", [check(3, 3)], {3: "reduce: back-off, from +6, needs pain-free-day"}),
    ("an exercise at 3", [exercise(3, 3)], {3: "reduce: back-off, from +6, needs pain-free-day"}),
    ("very painful", [check(3, 6)], {3: f"protect until +10, then {NO_GATE}"}),
    ("swollen", [check(3, swelling="mild")], {3: f"protect until +10, then {NO_GATE}"}),
    ("a flag", [check(3, flags=("locking",))], {3: "locked: needs clearance"}),
    ("marked swelling", [check(3, swelling="marked")], {3: "locked: needs clearance"}),
    ("sore and a trace", [check(3, 0, 1), run(3, 50, pain=1, worsened=False)], {3: "reduce: hold, from +5"}),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in FREE])
def test_without_an_episode(logged: list[Part], expected: dict[int, str]) -> None:
    log: list[Part] = [free_runner(), good(0, 9), logged]
    assert {number: said(ask(number, log)) for number in expected} == expected
