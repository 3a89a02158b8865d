"""A run whose pain is still to be said: it judges nothing, holds up what must be known, and keeps its day of rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import DayKind
from itbtui.rehab.protocol.figures import Tolerance, shipped
from tests.support.build import (
    Part,
    ask,
    blank,
    build,
    changed,
    check,
    day,
    free_runner,
    good,
    ladder,
    log_of,
    plan_on,
    rebuild,
    reduce,
    rules_of,
    run,
    said,
    waiting,
    walk,
)

FREE, HURT, OPEN = DayKind.PAIN_FREE, DayKind.PAINFUL, DayKind.UNLOGGED

DAYS: list[tuple[str, list[Part], DayKind]] = [
    ("all else at 0", [check(0), waiting(0)], OPEN),
    ("nothing else", [waiting(0)], OPEN),
    ("beside a clean run", [check(0), waiting(0), run(0, no="b")], OPEN),
    ("a sore morning", [check(0, 1), waiting(0)], HURT),
    ("beside a run that hurt", [check(0), waiting(0), run(0, no="b", pain=1)], HURT),
    ("beside a walk that hurt", [check(0), waiting(0), walk(0, pain=2)], HURT),
    ("answered with 0", [check(0), waiting(0).with_pain(0)], FREE),
    ("answered with 1", [check(0), waiting(0).with_pain(1)], HURT),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in DAYS])
def test_a_day(logged: list[Part], expected: DayKind) -> None:
    standard = shipped().tolerance[Tolerance.STANDARD]
    assert log_of(logged).days[day(0).toordinal()].kind(standard) is expected


PLANS: list[tuple[str, list[Part], int, str]] = [
    # the day of rest is kept, and the step with its count stays as it was
    ("ladder, the same day", [ladder(4), waiting(0)], 0, "ladder 4, 0 clean: from +2"),
    ("ladder, the day after", [ladder(4), waiting(0)], 1, "ladder 4, 0 clean: from +2"),
    ("ladder, two days after", [ladder(4), waiting(0)], 2, "ladder 4, 0 clean: run 20 min"),
    ("ladder, between two runs", [ladder(4), run(0), waiting(2)], 3, "ladder 4, 1 clean: from +4"),
    ("ladder, a morning not logged", [ladder(4), blank(1), waiting(0)], 2, "ladder 4, 0 clean: run 20 min"),
    ("running less", [reduce(), waiting(2, 10)], 3, "reduce: from +4"),
    # its distance is used up, as that of any run
    ("the week's distance", [reduce(), waiting(3, 75)], 6, "reduce: from +10, needs week-used-up"),
    ("building up early, the day after", [build(), waiting(1, 10)], 2, "build: from +3"),
    ("building up, the same day", [build(40), waiting(0)], 0, "build: from +1"),
    ("building up, the day after", [build(40), waiting(0)], 1, "build: run 5.5 km"),
    ("building up, the second of two days in a row", [build(40), run(0), waiting(1)], 2, "build: from +3"),
    ("building up, the first of them", [build(40), waiting(0), run(1)], 2, "build: from +3"),
    ("building up, what the week has left", [build(40), waiting(0, 90)], 1, "build: from +5, needs week-used-up"),
    ("building up, not away", [build(40), waiting(12)], 13, "build: run 5 km"),
    ("building up, after days away", [build(40), waiting(6), run(8, 20)], 12, "build: run 5 km"),
    ("free", [free_runner(), waiting(0, 300)], 1, "free: run"),
]


@pytest.mark.parametrize("logged, number, expected", [pytest.param(*row, id=name) for name, *row in PLANS])
def test_what_it_does_to_the_plan(logged: list[Part], number: int, expected: str) -> None:
    assert said(ask(number, logged)) == expected


def test_two_such_days_in_a_row_break_a_streak_and_one_does_not() -> None:
    assert ask(0, rebuild(), waiting(-5)).streak == ask(0, rebuild()).streak - 1
    assert ask(0, rebuild(), waiting(-5), waiting(-4)).streak == 4


STORIES = st.sampled_from([ladder(4), reduce(), build(), free_runner(), rebuild(), [good(-9, 9)]])


@given(STORIES, st.sets(st.integers(-6, 6), max_size=4), st.integers(0, 8))
def test_no_rule_fires_on_it(story: list[Part], numbers: set[int], asked: int) -> None:
    """The findings are those of the log without it: no verdict, no step back by one."""
    runs = [waiting(number, 15, km=0.1) for number in numbers if f"run {number}" not in names(story)]
    with_them, without = ask(asked, story, runs), ask(asked, story)
    if with_them.stage is without.stage:
        assert set(rules_of(with_them)) <= set(rules_of(without))
    assert not {run.id for run in runs} & {id_ for found in with_them.findings for id_ in found.entries}


def names(story: list[Part]) -> set[str]:
    return {entry.id for entry in log_of(story).entries()}


@given(STORIES, st.integers(-6, 6), st.integers(0, 10), st.integers(0, 8))
def test_answered_it_is_a_run_like_any_other(story: list[Part], number: int, pain: int, asked: int) -> None:
    waits = waiting(number, 15)
    answered = changed(log_of(story, waits), waits.with_pain(pain))
    logged = log_of(story, run(number, 15, pain=pain))
    assert plan_on(answered, Settings(), day(asked)) == plan_on(logged, Settings(), day(asked))
