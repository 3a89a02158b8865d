"""What makes a day pain-free, painful or unlogged, and how pain-free days are counted back."""

import pytest

from itbtui.rehab.log.log import DayKind, Log
from itbtui.rehab.protocol.figures import shipped
from tests.support.build import (
    Part,
    ask,
    blank,
    check,
    episode,
    exercise,
    good,
    log_of,
    run,
    session,
    walk,
    with_,
)

FREE, HURT, OPEN = "pain-free", "painful", "unlogged"
NAMES = {DayKind.PAIN_FREE: FREE, DayKind.PAINFUL: HURT, DayKind.UNLOGGED: OPEN}

DAYS: list[tuple[str, list[Part], str]] = [
    ("nothing logged", [], OPEN),
    ("morning and daily 0", [check(0)], FREE),
    ("morning alone", [check(0, 0, None)], OPEN),
    ("daily alone", [check(0, None, 0)], OPEN),
    ("an empty check-in", [check(0, None, None)], OPEN),
    ("morning 1", [check(0, 1, 0)], HURT),
    ("daily 1, morning not asked", [check(0, None, 1)], HURT),
    ("no swelling said", [check(0, swelling="none")], FREE),
    ("mild swelling", [check(0, swelling="mild")], HURT),
    ("marked swelling", [check(0, swelling="marked")], HURT),
    ("swelling behind", [check(0, swelling_behind=True)], HURT),
    ("a flag", [check(0, flags=("weakness",))], HURT),
    ("tight and rolled", [check(0, tightness=9, treatments=("rolling",))], FREE),
    ("a clean run", [check(0), run(0)], FREE),
    ("a run, no check-in", [run(0)], OPEN),
    ("a run that hurt", [check(0), run(0, pain=1)], HURT),
    ("a run that hurt, no check-in", [run(0, pain=1)], HURT),
    ("one of two runs hurt", [check(0), run(0), run(0, no="b", pain=1)], HURT),
    ("limped", [check(0), run(0, limped=True)], HURT),
    ("swollen after a run", [check(0), run(0, swelling="mild")], HURT),
    ("settled within the hours allowed", [check(0), run(0, settle_h=2)], FREE),
    ("settled later", [check(0), run(0, settle_h=2.5)], HURT),
    ("pain elsewhere", [check(0), run(0, pain_elsewhere="shin")], FREE),
    ("pain relief", [check(0), run(0, pain_relief=True)], FREE),
    ("a walk at 0", [check(0), walk(0)], FREE),
    ("a walk at 1", [check(0), walk(0, pain=1)], HURT),
    ("a walk, pain unknown", [check(0), walk(0, pain=None)], OPEN),
    ("a walk alone", [walk(0)], OPEN),
    ("a session at 0", [check(0), session(0)], FREE),
    ("a twinge", [check(0), session(0, clamshell=1)], HURT),
    ("a session, pain unknown", [check(0), exercise(0, None)], OPEN),
    ("a twinge alone", [exercise(0, 1)], HURT),
]


def kind(log: Log, tolerance: str = "standard") -> str:
    day = next(iter(log.days.values()), None)
    return OPEN if day is None else NAMES[day.kind(shipped().tolerance[with_(tolerance).tolerance])]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in DAYS])
def test_a_day(logged: list[Part], expected: str) -> None:
    assert kind(log_of(logged)) == expected
    streak = ask(0, [good(-3, -1), logged]).streak
    assert streak == {FREE: 4, HURT: 0, OPEN: 3}[expected]


@pytest.mark.parametrize(
    "each, expected", [([], None), ([20], 20), ([20, 12.5], 32.5), ([20, None], None), ([None, 20], None)]
)
def test_the_runs_of_a_day_took_their_minutes_together(each: list[float | None], expected: float | None) -> None:
    logged = log_of(check(0), [run(0, minutes, km=4, no=str(number)) for number, minutes in enumerate(each)])
    assert next(iter(logged.days.values())).minutes == expected


def test_strict_allows_less_time_to_settle() -> None:
    log = log_of(check(0), run(0, settle_h=1.5))
    assert [kind(log, tolerance) for tolerance in ("strict", "standard", "monitored")] == [HURT, FREE, FREE]


TOLERATED: list[tuple[str, list[Part], str]] = [
    # what was logged, and the day it makes where a 1 is tolerated
    ("morning 1", [check(0, 1, 0)], FREE),
    ("daily 1", [check(0, 0, 1)], FREE),
    ("both", [check(0, 1, 1)], FREE),
    ("morning 1, daily open", [check(0, 1, None)], OPEN),
    ("morning 2", [check(0, 2, 0)], HURT),
    ("daily 2", [check(0, 0, 2)], HURT),
    ("a walk at 1", [check(0), walk(0, pain=1)], HURT),
    ("a twinge", [check(0), session(0, clamshell=1)], HURT),
    ("a run that hurt", [check(0), run(0, pain=1)], HURT),
    ("mild swelling", [check(0, 1, 0, swelling="mild")], HURT),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in TOLERATED])
def test_monitored_lets_a_1_in_a_check_in_pass(logged: list[Part], expected: str) -> None:
    assert kind(log_of(logged), "monitored") == expected
    assert ask(0, [good(-3, -1), logged], settings=with_("monitored")).streak == {FREE: 4, HURT: 0, OPEN: 3}[expected]
    assert kind(log_of(logged)) == HURT


STREAKS: list[tuple[str, list[Part], int]] = [
    # what was logged up to day 0, and the streak on day 0
    ("nothing", [], 0),
    ("five days", [good(-4, 0)], 5),
    ("the day asked about is still open", [good(-5, -1)], 5),
    ("an unlogged day neither counts nor breaks", [good(-5, 0), blank(-2)], 5),
    ("two in a row break", [good(-5, 0), blank(-3, -2)], 2),
    ("two apart do not", [good(-5, 0), blank(-4, -2)], 4),
    ("yesterday and the day asked about", [good(-5, -2)], 4),
    ("two days before the day asked about", [good(-5, -3)], 0),
    ("open today, one unlogged, then two", [good(-6, 0), blank(0, -1, -3, -4)], 1),
    ("a painful day breaks", [good(-5, 0), check(-2, 1)], 2),
    ("a painful day today", [good(-5, -1), check(0, 0, 1)], 0),
    ("half a check-in is unlogged", [good(-5, 0), check(-2, 0, None), check(-1, None, 0)], 1),
    ("a morning alone today", [good(-5, -1), check(0, 0, None)], 5),
    ("a painful run after an unlogged day", [good(-5, 0), blank(-1), run(-1, pain=1)], 1),
    ("beginning with an unlogged day", [good(0, 0)], 1),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in STREAKS])
def test_streaks(logged: list[Part], expected: int) -> None:
    assert ask(0, logged).streak == expected


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in STREAKS])
def test_streaks_after_an_episode_began(logged: list[Part], expected: int) -> None:
    """The stage makes no difference."""
    assert ask(0, logged, episode(-9)).streak == expected
