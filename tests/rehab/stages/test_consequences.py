"""What a verdict does: to the step, to the earliest next run, and what has to happen before it.

A row is a log and the plan in one line for the days that matter. On the ladder step 4 is due on day 0.
"""

from typing import Any

import pytest

from tests.support.build import (
    Part,
    Rows,
    ask,
    blank,
    build,
    check,
    episode,
    exercise,
    good,
    ladder,
    ladder_0,
    lock,
    number_of,
    rebuild,
    reduce,
    rows,
    run,
    said,
    session,
    sore_run,
    walk,
    why,
    with_,
)


def moderate(number: int, minutes: float | None = 20, **more: Any) -> Part:
    return run(number, minutes, pain=4, worsened=False, **more)


def trace(number: int, minutes: float = 20) -> Part:
    return run(number, minutes, pain=1, worsened=False)


def grew(number: int, minutes: float = 20) -> Part:
    return run(number, minutes, pain=2, worsened=True)


def step_4() -> Part:
    return ladder(4)


LADDER: Rows = [
    # --- continue ---
    ("clean: the count", [step_4(), run(0)], {1: "ladder 4, 1 clean: from +2", 2: "ladder 4, 1 clean: run 20 min"}),
    ("clean twice: a step", [step_4(), run(0), run(2)], {3: "ladder 5, 0 clean: from +4"}),
    ("that evening", [step_4(), run(0)], {0: "ladder 4, 0 clean: hold, from +2"}),
    ("no morning is asked after a clean run", [step_4(), run(0), blank(2)], {2: "ladder 4, 1 clean: run 20 min"}),
    # --- hold ---
    ("trace: the same step, count 0", [step_4(), run(0), trace(2)], {3: "ladder 4, 0 clean: hold, from +4"}),
    ("trace: run's day + 2", [step_4(), trace(0)], {2: "ladder 4, 0 clean: run 20 min"}),
    ("trace: that morning not logged", [step_4(), trace(0), blank(2)], {2: "ladder 4, 0 clean: hold, needs morning"}),
    ("trace: any later morning will do", [step_4(), trace(0), blank(2, 3)],
     {3: "ladder 4, 0 clean: hold, needs morning", 4: "ladder 4, 0 clean: run 20 min"}),
    ("trace: daily may be open", [step_4(), trace(0), check(2, 0, None)], {2: "ladder 4, 0 clean: run 20 min"}),
    ("trace: daily at 1", [step_4(), trace(0), check(2, 0, 1)], {2: "ladder 4, 0 clean: hold, from +3"}),
    ("masked leaves the count", [step_4(), run(0), run(2, pain_relief=True)], {4: "ladder 4, 1 clean: run 20 min"}),
    ("unknown morning leaves the count", [step_4(), run(0), run(2), blank(3)],
     {4: "ladder 4, 1 clean: run 20 min"}),
    ("unknown morning still asks for that day's", [step_4(), run(0), blank(1, 2)],
     {2: "ladder 4, 0 clean: hold, needs morning", 3: "ladder 4, 0 clean: run 20 min"}),
    ("sore day of no run: day + 1", [step_4(), run(0), check(5, 0, 1)],
     {5: "ladder 4, 0 clean: hold, from +6", 6: "ladder 4, 0 clean: run 20 min"}),
    ("sore day of no run: that morning", [step_4(), run(0), check(5, 0, 1), blank(6)],
     {6: "ladder 4, 0 clean: hold, needs morning"}),
    ("sore on the run's day", [step_4(), run(0), check(0, 0, 1)], {1: "ladder 4, 0 clean: hold, from +2"}),
    ("sore on day 1: run's day + 2", [step_4(), run(0), check(1, 0, 1)], {1: "ladder 4, 0 clean: hold, from +2"}),
    ("sore on day 2: entry's day + 1", [step_4(), run(0), check(2, 0, 1)], {2: "ladder 4, 0 clean: hold, from +3"}),
    ("twinge on day 2: entry's day + 1", [step_4(), run(0), exercise(2, 1)], {2: "ladder 4, 0 clean: hold, from +3"}),
    ("a twinge after the run: not clean", [step_4(), run(0), exercise(0, 1)], {1: "ladder 4, 0 clean: hold, from +2"}),
    ("a sore walk after the run: not clean", [step_4(), run(0), walk(1, pain=1)], {3: "ladder 4, 0 clean: run 20 min"}),
    # --- back-off ---
    ("back-off: step - 1, day + 3", [step_4(), moderate(0)],
     {0: "ladder 3, 0 clean: back-off, from +3, needs pain-free-day", 1: "ladder 3, 0 clean: back-off, from +3",
      3: "ladder 3, 0 clean: run 20 min"}),
    ("back-off: the count is lost", [step_4(), run(0), moderate(2)], {5: "ladder 3, 0 clean: run 20 min"}),
    ("back-off: no pain-free day since", [step_4(), moderate(0), blank(1, 2), check(3, 0, None)],
     {3: "ladder 3, 0 clean: back-off, needs pain-free-day", 4: "ladder 3, 0 clean: run 20 min"}),
    ("back-off: the day itself may be it", [step_4(), moderate(0), blank(1, 2)], {3: "ladder 3, 0 clean: run 20 min"}),
    ("back-off: that morning not logged", [step_4(), moderate(0), blank(3)],
     {3: "ladder 3, 0 clean: back-off, needs morning"}),
    ("back-off: neither", [step_4(), moderate(0), blank(1, 2, 3)],
     {3: "ladder 3, 0 clean: back-off, needs morning pain-free-day"}),
    ("painful day of no run: entry's day + 3", [step_4(), run(0), check(5, 0, 3)],
     {5: "ladder 3, 0 clean: back-off, from +8, needs pain-free-day", 8: "ladder 3, 0 clean: run 20 min"}),
    ("painful day after a run: entry's day + 3", [step_4(), run(0), check(2, 0, 3)],
     {2: "ladder 3, 0 clean: back-off, from +5, needs pain-free-day"}),
    ("a morning after: run's day + 3", [step_4(), run(0), check(1, 1, 0)],
     {1: "ladder 3, 0 clean: back-off, from +3, needs pain-free-day"}),
    ("from step 1 to 0", [ladder(1), moderate(0, 10)], {3: "ladder 0, 0 clean: run 10 min"}),
    # --- protect ---
    ("protect: step - 1, 3 full days, a streak of 3", [step_4(), grew(0)],
     {0: "protect until +3, then ladder 3 on a streak of 3: from +4, needs streak",
      3: "protect until +3, then ladder 3 on a streak of 3: from +4",
      4: "ladder 3, 0 clean: run 20 min"}),
    ("protect: a streak too short", [step_4(), grew(0), check(2, 0, 1)],
     {4: "protect until +3, then ladder 3 on a streak of 3: needs streak", 5: "ladder 3, 0 clean: run 20 min"}),
    ("protect: that morning not logged", [step_4(), grew(0), blank(4)],
     {4: "ladder 3, 0 clean: protect, needs morning", 5: "ladder 3, 0 clean: run 20 min"}),
    ("protect: that morning at 1", [step_4(), grew(0), check(4, 1, 0)],
     {4: "protect until +3, then ladder 3 on a streak of 3: needs streak"}),
    ("protect: daily may be open", [step_4(), grew(0), check(4, 0, None)], {4: "ladder 3, 0 clean: run 20 min"}),
    ("protect of no run: from the entry's day", [step_4(), check(5, 0, 6)],
     {5: "protect until +8, then ladder 3 on a streak of 3: from +9, needs streak"}),
    ("swelling after a run: from the entry's day", [step_4(), run(0), check(1, swelling="mild")],
     {1: "protect until +4, then ladder 3 on a streak of 3: from +5, needs streak"}),
    ("still sore: from the run's day", [step_4(), run(0), check(2, 1, 0)],
     {2: "protect until +3, then ladder 3 on a streak of 3: from +4, needs streak"}),
    ("second protect: step - 2, 7 full days, a streak of 5", [step_4(), grew(0), grew(4)],
     {4: "protect until +11, then ladder 1 on a streak of 5: from +12, needs streak",
      11: "protect until +11, then ladder 1 on a streak of 5: from +12", 12: "ladder 1, 0 clean: run 10 min"}),
    ("second, step 0 is the lowest", [ladder(2), grew(0), grew(4)],
     {4: "protect until +11, then ladder 0 on a streak of 5: from +12, needs streak"}),
    ("again 28 days later: the second", [step_4(), check(5, 0, 6), check(33, 0, 6)],
     {33: "protect until +40, then ladder 1 on a streak of 5: from +41, needs streak"}),
    ("again 29 days later: the first", [step_4(), check(5, 0, 6), check(34, 0, 6)],
     {34: "protect until +37, then ladder 1 on a streak of 3: from +38, needs streak"}),
    ("third protect locks", [step_4(), grew(0), grew(4), grew(12)], {12: "locked: needs clearance"}),
    ("third 28 days after the first", [step_4(), check(0, 0, 6), check(10, 0, 6), check(28, 0, 6)],
     {28: "locked: needs clearance"}),
    ("third 29 days after the first", [step_4(), check(0, 0, 6), check(10, 0, 6), check(29, 0, 6)],
     {29: "protect until +36, then ladder 0 on a streak of 5: from +37, needs streak"}),
    ("protect in protect: its days anew", [step_4(), grew(0), check(2, 0, 6)],
     {2: "protect until +5, then ladder 3 on a streak of 3: from +6, needs streak"}),
    ("that was not a second one", [step_4(), grew(0), check(3, 0, 6), check(20, 0, 6)],
     {20: "protect until +27, then ladder 1 on a streak of 5: from +28, needs streak"}),
    ("a clean run in protect: a day more", [step_4(), grew(0), run(3)],
     {3: "protect until +4, then ladder 3 on a streak of 3: from +5", 5: "ladder 3, 0 clean: run 20 min"}),
    ("a clean run early in protect", [step_4(), grew(0), run(1)],
     {1: "protect until +3, then ladder 3 on a streak of 3: from +4, needs streak"}),
    ("a run in protect does not count", [step_4(), grew(0), run(2), run(4)], {5: "ladder 3, 1 clean: from +6"}),
    ("a bad run in protect: its days anew", [step_4(), grew(0), run(2, limped=True)],
     {2: "protect until +5, then ladder 3 on a streak of 3: from +6, needs streak"}),
    ("a moderate run in protect: a day more", [step_4(), grew(0), moderate(3)],
     {3: "protect until +4, then ladder 3 on a streak of 3: from +5, needs streak"}),
]  # fmt: skip


@rows(LADDER)
def test_on_the_ladder(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


ONE_EVENT: Rows = [
    # what belongs to a run is one event: one step back, one protect, the latest date
    ("moderate, and painful that day", [step_4(), moderate(0), check(0, 0, 4)],
     {0: "ladder 3, 0 clean: back-off, from +3, needs pain-free-day"}),
    ("moderate, and painful on day 1", [step_4(), moderate(0), check(1, 0, 4)],
     {1: "ladder 3, 0 clean: back-off, from +4, needs pain-free-day"}),
    ("moderate, and an exercise on day 2", [step_4(), moderate(0), exercise(2, 3)],
     {2: "ladder 3, 0 clean: back-off, from +5, needs pain-free-day"}),
    ("moderate, then sore on day 2", [step_4(), moderate(0), check(2, 0, 1)],
     {2: "ladder 3, 0 clean: back-off, from +3", 3: "ladder 3, 0 clean: run 20 min"}),
    ("moderate, then still sore: the larger", [step_4(), moderate(0), check(2, 1, 0)],
     {2: "protect until +3, then ladder 3 on a streak of 3: from +4, needs streak"}),
    ("moderate, then very painful: the later", [step_4(), moderate(0), check(2, 0, 6)],
     {2: "protect until +5, then ladder 3 on a streak of 3: from +6, needs streak"}),
    ("grew, then still sore and swollen: one protect", [step_4(), grew(0), check(1, 3, swelling="mild")],
     {1: "protect until +4, then ladder 3 on a streak of 3: from +5, needs streak"}),
    ("two bad runs of a day", [step_4(), moderate(0), run(0, 20, no="b", pain=5, worsened=False)],
     {0: "ladder 3, 0 clean: back-off, from +3, needs pain-free-day"}),
    ("a painful day of no run: morning, walk and exercise", [step_4(), check(5, 3, 4), walk(5, pain=5), exercise(5, 3)],
     {5: "ladder 3, 0 clean: back-off, from +8, needs pain-free-day"}),
]  # fmt: skip


@rows(ONE_EVENT)
def test_one_event_counts_once(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


# --- escalation ---------------------------------------------------------------------------------

ESCALATION: list[tuple[str, list[Part], int, str, str]] = [
    # the log, the day asked about, what was found on it, and the plan
    ("a second trace at a step", [step_4(), trace(0), trace(2)], 3,
     "repeat-trace back-off, trace hold", "ladder 3, 0 clean: back-off, from +5"),
    ("a trace at another step", [step_4(), trace(0), run(2), run(4), trace(6, 25)], 7,
     "trace hold", "ladder 5, 0 clean: hold, from +8"),
    ("a trace, then one a step lower", [step_4(), trace(0), check(5, 0, 3), trace(8)], 9,
     "trace hold", "ladder 3, 0 clean: hold, from +10"),
    ("a clean run between is no excuse", [step_4(), trace(0), run(2), trace(4)], 5,
     "repeat-trace back-off, trace hold", "ladder 3, 0 clean: back-off, from +7"),
    ("two traces of a day are one", [step_4(), trace(0), run(0, no="b", pain=1, worsened=False)], 1,
     "trace hold, trace hold", "ladder 4, 0 clean: hold, from +2"),
    ("a trace and a sore day are no two traces", [step_4(), trace(0), check(4, 0, 1)], 5,
     "sore-day hold", "ladder 4, 0 clean: run 20 min"),
    ("back-off at step 0", [ladder_0(), moderate(0, 10)], 0,
     "back-off-at-0 protect, moderate back-off",
     "protect until +3, then ladder 0 on a streak of 3: from +4, needs streak"),
    ("a second trace at step 0", [ladder_0(), trace(0, 10), trace(2, 10)], 2,
     "back-off-at-0 protect, repeat-trace back-off, trace hold",
     "protect until +5, then ladder 0 on a streak of 3: from +6, needs streak"),
    ("at 0 comes before repeat", [ladder(1), moderate(0, 10), moderate(3, 10)], 3,
     "back-off-at-0 protect, moderate back-off",
     "protect until +6, then ladder 0 on a streak of 3: from +7, needs streak"),
    ("a second back-off", [step_4(), moderate(0), moderate(3)], 3,
     "moderate back-off, repeat-back-off protect",
     "protect until +6, then ladder 2 on a streak of 3: from +7, needs streak"),
    ("14 days later", [step_4(), moderate(0), check(14, 0, 3)], 14,
     "painful-day back-off, repeat-back-off protect",
     "protect until +17, then ladder 1 on a streak of 3: from +18, needs streak"),
    ("15 days later", [step_4(), moderate(0), [run(n) for n in (3, 5, 7, 9, 11, 13)], check(15, 0, 3)], 15,
     "painful-day back-off", "ladder 4, 0 clean: back-off, from +18, needs pain-free-day"),
    ("by an exercise, then by a run", [step_4(), exercise(-5, 3), moderate(0)], 0,
     "moderate back-off, repeat-back-off protect", ""),
    ("a second trace after a back-off", [step_4(), check(-8, 0, 3), trace(0), trace(2)], 2,
     "repeat-back-off protect, repeat-trace back-off, trace hold", ""),
    ("in building up", [build(), moderate(0), moderate(3)], 3,
     "moderate back-off, repeat-back-off protect", ""),
    ("on the ladder, then in building up", [build(), check(-4, 0, 3), moderate(8)], 8,
     "moderate back-off, repeat-back-off protect", ""),
]  # fmt: skip


@pytest.mark.parametrize("log, number, rules, plan", [pytest.param(*row, id=name) for name, *row in ESCALATION])
def test_escalation(log: list[Part], number: int, rules: str, plan: str) -> None:
    asked = ask(number, log)
    last = max((f.date for f in asked.findings), default=None)
    newest = [f for f in asked.findings if f.date == last and f.rule != "morning-unknown"]
    listed = ", ".join(f"{f.rule} {f.verdict}" for f in newest if number - number_of(f.date) < 4)
    assert listed == rules
    if plan:
        assert said(asked) == plan


def test_a_third_protect_says_which_came_before() -> None:
    third = next(f for f in ask(12, step_4(), grew(0), grew(4), grew(12)).findings if f.rule == "third-protect")
    assert "1 Mar" in why(third) and "5 Mar" in why(third)
    assert "run 12" in third.entries


# --- running less --------------------------------------------------------------------------------

REDUCE: Rows = [
    # running less since the sore run of day 0: 30 km a week before, pain from minute 40
    ("hold: run's day + 2", [reduce()], {0: "reduce: hold, from +2", 1: "reduce: hold, from +2"}),
    ("half the week, 0.8 of the onset", [reduce()], {2: "reduce: run 32 min 15 km"}),
    ("that morning not logged", [reduce(), blank(2)], {2: "reduce: hold, needs morning"}),
    ("clean: run's day + 2", [reduce(), run(2, 30)], {3: "reduce: from +4", 4: "reduce: run 32 min 9 km"}),
    ("back-off: day + 3", [reduce(), run(2, 30, pain=4, onset_min=25, worsened=False)],
     {2: "reduce: back-off, from +5, needs pain-free-day", 5: "reduce: run 20 min 9 km"}),
    ("a second back-off is no protect here", [reduce(), moderate(2), moderate(5)],
     {5: "reduce: back-off, from +8, needs pain-free-day"}),
    ("sore day of no run: day + 1", [reduce(), check(3, 0, 1)],
     {3: "reduce: hold, from +4", 4: "reduce: run 32 min 15 km"}),
    ("the week used up", [reduce(), run(2, 75)],
     {4: "reduce: from +9, needs week-used-up", 9: "reduce: run 32 min 15 km"}),
    ("protect: 7 full days, then the gates", [reduce(), grew(2)],
     {2: "protect until +9, then rebuild: needs pain-free-days strength walk",
      9: "protect until +9, then rebuild: needs strength walk",
      10: "rebuild: needs strength walk"}),
    ("first mile", [reduce(), run(2, 30, pain=1, worsened=False, onset_min=3)],
     {2: "protect until +9, then rebuild: needs pain-free-days strength walk"}),
    ("two clean runs and a streak of 5", [reduce(), run(2, 20), run(4, 20)],
     {4: "reduce: hold, from +6", 5: "build: from +6"}),
    ("the streak too short", [reduce(), run(2, 20), run(4, 20), check(1, 0, None), check(2, 0, None)],
     {5: "reduce: from +6", 7: "build: run 4 km"}),
    ("1 km left of the week", [reduce(), run(2, 70)], {4: "reduce: run 32 min 1 km"}),
    ("less than 1 km left", [reduce(), run(2, 70.5)],
     {4: "reduce: from +9, needs week-used-up", 9: "reduce: run 32 min 15 km"}),
    ("one clean run", [reduce(), run(2, 20)], {8: "reduce: run 32 min 11 km"}),
    ("a hold between restarts the two", [reduce(), run(2, 20), check(5, 0, 1), run(6, 20)],
     {12: "reduce: run 32 min 11 km"}),
    ("an unknown morning does not", [reduce(), run(2, 20), run(4, 20), blank(5), run(6, 20)], {7: "build: from +8"}),
    ("day 13: not too long", [reduce(), check(10, 0, 1)], {12: "reduce: run 32 min 15 km"}),
    ("day 14, a painful day in the last 7: too long", [reduce(), check(10, 0, 1)],
     {13: "protect until +20, then rebuild: needs pain-free-days strength walk"}),
    ("day 14, the last painful day 7 days ago", [reduce(), check(6, 0, 1)], {13: "reduce: run 32 min 15 km"}),
    ("day 14, the last painful day 6 days ago", [reduce(), check(7, 0, 1)],
     {13: "protect until +20, then rebuild: needs strength walk"}),
    ("day 14 itself, by a run", [reduce(), sore_run(13)],
     {13: "protect until +20, then rebuild: needs pain-free-days strength walk"}),
    ("day 20, by a walk", [reduce(), walk(19, pain=1)],
     {19: "protect until +26, then rebuild: needs pain-free-days strength walk"}),
]  # fmt: skip


@rows(REDUCE)
def test_running_less(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


def test_too_long_names_its_day() -> None:
    finding = ask(13, reduce(), check(10, 0, 1)).findings[-1]
    assert finding.rule == "reduce-too-long"
    assert finding.entries == ("check 10",)
    assert "14 days" in why(finding) and "11 Mar" in why(finding)


# --- where there is no ladder -----------------------------------------------------------------------

NO_GATE = "needs pain-free-days strength walk"
NO_LADDER: Rows = [
    ("rebuild: hold and back-off hold nothing", [rebuild(), session(-2), walk(-1), session(0), check(0, 0, 4)],
     {0: "rebuild: needs pain-free-days"}),
    ("rebuild: very painful", [rebuild(), check(0, 0, 6)], {0: f"protect until +7, then rebuild: {NO_GATE}"}),
    ("rebuild: a second within 28 days", [rebuild(), check(0, 0, 6), check(28, 0, 6)],
     {28: f"protect until +42, then rebuild: {NO_GATE}"}),
    ("rebuild: 29 days later the first", [rebuild(), check(0, 0, 6), check(29, 0, 6)],
     {29: f"protect until +36, then rebuild: {NO_GATE}"}),
    ("rebuild: the third locks", [rebuild(), check(0, 0, 6), check(10, 0, 6), check(28, 0, 6)],
     {28: "locked: needs clearance"}),
    ("rebuild: a run that grew", [rebuild(), grew(0)], {0: f"protect until +7, then rebuild: {NO_GATE}"}),
    ("rebuild: a clean run changes nothing", [rebuild(), run(0)], {1: "rebuild: needs strength walk"}),
    ("reduce, then rebuild: one list", [reduce(), grew(2), check(12, 0, 6)],
     {12: f"protect until +26, then rebuild: {NO_GATE}"}),
    ("ladder, then a new episode: one list", [step_4(), grew(-6), episode(0, side="left"), check(12, 0, 6)],
     {12: f"protect until +26, then rebuild: {NO_GATE}"}),
    ("settled: a clean run is a day more", [rebuild(), check(0, 0, 6), run(7)],
     {7: "protect until +8, then rebuild: needs strength walk"}),
    ("settling: it counts again from the fourth day on", [rebuild(), check(0, 0, 6), check(4, 0, 6), check(8, 0, 6)],
     {8: "locked: needs clearance"}),
    ("settling: a day sooner it is the same one", [rebuild(), check(0, 0, 6), check(3, 0, 6), check(6, 0, 6)],
     {6: f"protect until +13, then rebuild: {NO_GATE}"}),
    ("free: a third in 28 days locks", [good(-40, 60), check(0, 0, 6), check(9, 0, 6), check(25, 0, 6)],
     {25: "locked: needs clearance"}),
]  # fmt: skip


@rows(NO_LADDER)
def test_without_a_ladder(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


# --- building up -----------------------------------------------------------------------------------------


BUILD: Rows = [
    # a week may have 22 km, a run 5.5 km; the week that ends on day 0 has 15 km, the last run was on day -2
    ("nothing but the caps", [build(40)], {0: "build: run 5.5 km"}),
    ("clean: the next day", [build(40), run(0, 25)], {1: "build: run 5.5 km"}),
    ("that evening", [build(40), run(0, 25)], {0: "build: from +1"}),
    ("hold: run's day + 2", [build(40), trace(0)], {1: "build: hold, from +2", 2: "build: run 5.5 km"}),
    ("hold: that morning", [build(40), trace(0), blank(2)], {2: "build: hold, needs morning"}),
    ("masked sets no date", [build(40), run(0, 20, pain_relief=True)], {1: "build: run 5.5 km"}),
    ("an unknown morning sets none", [build(40), run(0, 20), blank(1)], {1: "build: run 5.5 km"}),
    ("back-off: day + 3, and a cut", [build(40), moderate(0, 25)],
     {0: "build: back-off, from +5, needs pain-free-day week-used-up",
      3: "build: back-off, from +5, needs week-used-up",
      5: "build: back-off, run 2.5 km", 7: "build: back-off, run 2.5 km", 8: "build: run 5 km"}),
    ("back-off: day + 3 where the week has room", [build(40, 10), moderate(0, 5)],
     {2: "build: back-off, from +3", 3: "build: back-off, run 2 km"}),
    ("the week is cut to its last day", [build(40), check(0, 0, 3), run(5, 50)],
     {7: "build: back-off, from +8, needs week-used-up", 8: "build: run 5 km"}),
    ("a cut has its week", [build(40), moderate(0, 10), run(3, 45)],
     {5: "build: back-off, from +7, needs week-used-up"}),
    ("protect: back to the ladder, half the longest clean run", [build(40), run(-20, 40, km=7), grew(0)],
     {0: "protect until +3, then ladder 4 on a streak of 3: from +4, needs streak",
      4: "ladder 4, 0 clean: run 20 min"}),
    ("protect: half of 39.5 min", [build(40), run(-20, 39.5, km=7), grew(0)],
     {0: "protect until +3, then ladder 2 on a streak of 3: from +4, needs streak"}),
    ("protect: the longest by distance", [build(40), run(-20, 40, km=7), run(-10, 60, km=6), grew(0)],
     {0: "protect until +3, then ladder 4 on a streak of 3: from +4, needs streak"}),
    ("protect: half of 15 min is below step 1", [build(40, 15), grew(0)],
     {0: "protect until +3, then ladder 1 on a streak of 3: from +4, needs streak"}),
    ("protect: only what the plan allowed", [build(40), run(-10, 60), grew(0)],
     {0: "protect until +3, then ladder 1 on a streak of 3: from +4, needs streak"}),
    ("protect: no run but a clean one", [build(40), run(-20, 40, km=7, pain_relief=True), grew(0)],
     {0: "protect until +3, then ladder 1 on a streak of 3: from +4, needs streak"}),
    ("protect: minutes unknown", [build(40), run(-20, None, km=7), grew(0)],
     {0: "protect until +3, then ladder 1 on a streak of 3: from +4, needs streak"}),
    ("protect: the second takes 7 days", [build(40), check(-20, 0, 6), check(-9, 0, 6)],
     {-9: "protect until -2, then ladder 1 on a streak of 5: from -1, needs streak"}),
    ("a flag", [build(40), lock()], {0: "locked: needs clearance"}),
]  # fmt: skip


@rows(BUILD)
def test_building_up(log: list[Part], expected: dict[int, str]) -> None:
    assert {number: said(ask(number, log)) for number in expected} == expected


# --- the limits and the verdict ---------------------------------------------------------------------------

LIMITS: list[tuple[str, list[Part], int, list[str]]] = [
    ("free", [good(-9, 9)], 0, []),
    ("reduce", [reduce()], 2, ["flat", "easy"]),
    ("ladder", [step_4(), [run(0), run(2)]], 4, ["flat", "easy"]),
    ("step 4", [step_4()], 0, ["flat", "easy", "strides"]),
    ("step 0", [ladder_0()], 0, ["flat", "easy", "walk-run"]),
    ("no run that day", [step_4(), run(0)], 1, []),
    ("building up, early", [build()], 0, ["no-hills"]),
    ("building up, late", [build(40)], 0, []),
    ("settling", [step_4(), grew(0)], 1, []),
]


@pytest.mark.parametrize("log, number, limits", [pytest.param(*row, id=name) for name, *row in LIMITS])
def test_limits(log: list[Part], number: int, limits: list[str]) -> None:
    assert list(ask(number, log).running.limits) == limits


VERDICTS: list[tuple[str, list[Part], int, str]] = [
    ("free", [good(-9, 9)], 0, "continue"),
    ("a day of rest is no verdict", [step_4(), run(0)], 1, "continue"),
    ("a hold that is over", [step_4(), trace(0)], 2, "continue"),
    ("settling", [step_4(), grew(0)], 1, "protect"),
    ("after an episode entry", [good(-9, 9), episode(0)], 0, "protect"),
    ("rebuild", [rebuild()], 0, "protect"),
    ("back from settling, that morning open", [step_4(), grew(0), blank(4)], 4, "protect"),
    ("locked", [step_4(), lock()], 0, "see-clinician"),
    ("the week used up", [reduce(), run(2, 75)], 4, "continue"),
    ("a cut", [build(40), moderate(0)], 5, "back-off"),
    ("the worst of two", [step_4(), check(0, 0, 1), moderate(0)], 1, "back-off"),
]


@pytest.mark.parametrize("log, number, verdict", [pytest.param(*row, id=name) for name, *row in VERDICTS])
def test_the_verdict_in_force(log: list[Part], number: int, verdict: str) -> None:
    assert str(ask(number, log).verdict) == verdict


# --- under the other tolerances --------------------------------------------------------------------------

TOLERANT: list[tuple[str, str, list[Part], int, str]] = [
    ("strict: a trace steps back", "strict", [step_4(), trace(0)], 1, "ladder 3, 0 clean: back-off, from +3"),
    ("strict: two traces", "strict", [step_4(), trace(0), trace(3)], 4,
     "protect until +6, then ladder 2 on a streak of 3: from +7, needs streak"),
    ("strict: a morning after settles", "strict", [step_4(), run(0), check(1, 1, 0)], 1,
     "protect until +3, then ladder 3 on a streak of 3: from +4, needs streak"),
    ("strict: free, a trace", "strict", [good(-9, 9), sore_run(0)], 1, "reduce: back-off, from +3"),
    ("monitored: a trace that settled is clean", "monitored", [step_4(), sore_run(0, settle_h=1), run(2)], 3,
     "ladder 5, 0 clean: from +4"),
    ("monitored: one that took longer is not", "monitored", [step_4(), sore_run(0, settle_h=1.5)], 1,
     "ladder 4, 0 clean: hold, from +2"),
    ("monitored: free, a trace that settled", "monitored", [good(-9, 9), sore_run(0)], 1, "free: run"),
]  # fmt: skip


@pytest.mark.parametrize("tolerance, log, number, plan", [pytest.param(*row, id=name) for name, *row in TOLERANT])
def test_tolerance(tolerance: str, log: list[Part], number: int, plan: str) -> None:
    assert said(ask(number, log, settings=with_(tolerance))) == plan
