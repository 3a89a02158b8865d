"""Notes: shown beside the plan, never a verdict."""

from dataclasses import replace
from typing import Any

import pytest

from itbtui.rehab.log.entries import Shoe
from itbtui.rehab.plan import plan as plan_module
from itbtui.rehab.stages import run_day
from tests.support.build import (
    Part,
    ask,
    build,
    check,
    day,
    episode,
    free_runner,
    good,
    ladder,
    ladder_0,
    number_of,
    rebuild,
    reduce,
    run,
    said,
    why,
    with_,
)


def weekly(*kilometres: float, first: int = -28) -> list[Part]:
    """Runs of these lengths, five days apart."""
    return [run(first + 5 * index, km * 5, km=km) for index, km in enumerate(kilometres)]


NOTES: list[tuple[str, list[Part], int, str, bool]] = [
    # a note, the log, the day asked about, and whether it is there on that day
    ("long-run-spike: over 1.10 times the longest", [weekly(8, 8, 8, 10), run(0, 60, km=11.1)], 0,
     "long-run-spike", True),
    ("long-run-spike: 1.10 times", [weekly(8, 8, 8, 10), run(0, 60, km=11)], 0, "long-run-spike", False),
    ("long-run-spike: too few runs", [weekly(8, 10), run(0, 100, km=20)], 0, "long-run-spike", False),
    ("long-run-spike: the longest 29 days ago", [run(-29, 60, km=12), weekly(8, 8, 8, 8), run(0, 60, km=12)], 0,
     "long-run-spike", False),
    ("long-run-spike: the longest 30 days ago", [run(-30, 60, km=12), weekly(8, 8, 8, 8), run(0, 60, km=12)], 0,
     "long-run-spike", True),
    ("long-run-spike: as the ladder asks", [ladder(5), run(0, 25)], 0, "long-run-spike", False),
    ("long-run-spike: more than the ladder asks", [ladder(5), run(0, 26)], 0, "long-run-spike", True),
    ("weekly-jump: over 1.10 times", [run(-7, 50, km=10), run(0, 55, km=11.1)], 0, "weekly-jump", True),
    ("weekly-jump: 1.10 times", [run(-7, 50, km=10), run(0, 55, km=11)], 0, "weekly-jump", False),
    ("weekly-jump: one week of runs", [run(0, 55, km=11.1)], 0, "weekly-jump", False),
    ("weekly-jump: the week before was empty", [run(-20, 50), run(0, 55, km=11.1)], 0, "weekly-jump", False),
    ("weekly-jump: several runs", [run(-9, 25), run(-7, 25), run(-3, 40), run(0, 40)], 0, "weekly-jump", True),
    ("hills-too-soon: hilly", [ladder(4), run(0, terrain="hilly")], 0, "hills-too-soon", True),
    ("hills-too-soon: downhill", [ladder(4), run(0, terrain="downhill")], 0, "hills-too-soon", True),
    ("hills-too-soon: track", [ladder(4), run(0, surface="track")], 0, "hills-too-soon", True),
    ("hills-too-soon: hard", [ladder(4), run(0, effort="hard")], 0, "hills-too-soon", True),
    ("hills-too-soon: rolling, steady, trail", [ladder(4), run(0, terrain="rolling", effort="steady", surface="trail")],
     0, "hills-too-soon", False),
    ("hills-too-soon: nothing said", [ladder(4), run(0)], 0, "hills-too-soon", False),
    ("hills-too-soon: in reduce", [reduce(), run(2, 20, terrain="hilly")], 2, "hills-too-soon", True),
    ("hills-too-soon: building up early", [build(), run(0, terrain="hilly")], 0, "hills-too-soon", True),
    ("hills-too-soon: building up late", [build(40), run(0, 10, terrain="hilly")], 0, "hills-too-soon", False),
    ("hills-too-soon: free", [free_runner(), run(0, terrain="hilly")], 0, "hills-too-soon", False),
    ("no-rest-day: runs on consecutive days", [ladder(4), run(0), run(1)], 1, "no-rest-day", True),
    ("no-rest-day: a day between", [ladder(4), run(0), run(2)], 2, "no-rest-day", False),
    ("no-rest-day: two runs of a day", [ladder(4), run(0), run(0, no="b")], 0, "no-rest-day", False),
    ("no-rest-day: not while building up", [build(40), run(0, 10), run(1, 10)], 1, "no-rest-day", False),
    ("no-rest-day: not while free", [free_runner(), run(0), run(1)], 1, "no-rest-day", False),
    ("against-advice: a day without running", [ladder(4), run(0), run(1)], 1, "against-advice", True),
    ("against-advice: settling", [rebuild(), run(-15)], -15, "against-advice", True),
    ("against-advice: 1.25 times the minutes", [ladder(4), run(0, 25)], 0, "against-advice", False),
    ("against-advice: longer", [ladder(4), run(0, 25.1)], 0, "against-advice", True),
    ("against-advice: two runs that are longer", [ladder(4), run(0, 13), run(0, 13, no="b")], 0,
     "against-advice", True),
    ("against-advice: minutes unknown", [ladder(4), run(0, None, km=9)], 0, "against-advice", False),
    ("against-advice: 1.25 times the kilometres", [build(40), run(0, 35, km=6.875)], 0, "against-advice", False),
    ("against-advice: further", [build(40), run(0, 35, km=6.876)], 0, "against-advice", True),
    ("against-advice: the next day", [build(40), run(-1, 10)], -1, "against-advice", False),
    ("against-advice: a third day in a row", [build(40), run(-1, 10), run(0, 10)], 0, "against-advice", True),
    ("against-advice: as planned", [ladder(4), run(0)], 0, "against-advice", False),
    ("against-advice: free", [free_runner(), run(0, 200)], 0, "against-advice", False),
]  # fmt: skip


@pytest.mark.parametrize("log, number, rule, there", [pytest.param(*row, id=name) for name, *row in NOTES])
def test_notes_on_runs(log: list[Part], number: int, rule: str, there: bool) -> None:
    plan = ask(number, log)
    notes = [note for note in plan.notes if note.rule == rule and note.date == day(number)]
    assert bool(notes) is there
    for note in notes:
        assert why(note)
        assert note.entries and all(name.startswith(f"run {number}") for name in note.entries)


@pytest.mark.parametrize("log, number, rule, there", [pytest.param(*row, id=name) for name, *row in NOTES])
def test_a_note_changes_nothing(
    log: list[Part], number: int, rule: str, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan of the day after is the same where nothing is ever noted."""
    told = ask(number + 1, log)
    assert any(note.rule == rule for note in told.notes) or not there
    monkeypatch.setattr(run_day, "_note", lambda *_: None)
    monkeypatch.setattr(plan_module, "load_notes", lambda *_: ())
    monkeypatch.setattr(plan_module, "notices", lambda *_: ())
    silent = ask(number + 1, log)
    assert silent.notes == ()
    assert silent == replace(told, notes=())


def the_note(rule: str, number: int, *log: Part, **settings: Any) -> str | None:
    asked = ask(number, *log, settings=with_(**settings))
    return next((why(note) for note in asked.notes if note.rule == rule and number_of(note.date) == number), None)


def test_a_spike_names_its_ratio() -> None:
    assert "1.2 times" in (the_note("long-run-spike", 0, weekly(8, 8, 8, 10), run(0, 60, km=12)) or "")


def test_a_jump_over_130_percent_is_said_plainly() -> None:
    small = the_note("weekly-jump", 0, run(-7, 50, km=10), run(0, 65, km=13))
    big = the_note("weekly-jump", 0, run(-7, 50, km=10), run(0, 65, km=13.1))
    assert small and big and "1.3 times the 10 km" in small and "1.31 times" in big


# --- shoes, and episodes that take long -----------------------------------------------------------


def shoe(**more: Any) -> Shoe:
    return Shoe(id="shoe", name="blue", **more)


SHOES: list[tuple[str, list[Part], bool]] = [
    ("500 km", [shoe(km=490), run(0, 50, km=10, shoe="blue")], False),
    ("more", [shoe(km=490), run(0, 50, km=10.1, shoe="blue")], True),
    ("of another shoe", [shoe(km=490), run(0, 50, km=20, shoe="red")], False),
    ("retired", [shoe(km=600, retired=True)], False),
    ("nothing known", [shoe()], False),
]


@pytest.mark.parametrize("log, worn", [pytest.param(*row, id=name) for name, *row in SHOES])
def test_shoes(log: list[Part], worn: bool) -> None:
    asked = ask(1, log)
    assert [note.rule for note in asked.notes] == ["shoe-worn"] * worn
    assert said(asked) == "free: run"


SLOW: list[tuple[str, list[Part], int, bool]] = [
    # the episode began on day 0 with a worst pain of 5 in its first 7 days; the day asked about
    ("as bad after 6 weeks", [check(42, 0, 4)], 42, True),
    ("not before", [check(41, 0, 4)], 41, False),
    ("2 points better", [check(42, 0, 3)], 42, False),
    ("no pain in the last 7 days", [check(35, 0, 5)], 42, False),
    ("pain 6 days ago counts", [check(36, 0, 5)], 42, True),
    ("later too", [check(60, 0, 4)], 60, True),
    ("a run counts as well", [run(42, pain=5)], 42, True),
]


@pytest.mark.parametrize("logged, number, there", [pytest.param(*row, id=name) for name, *row in SLOW])
def test_no_improvement(logged: list[Part], number: int, there: bool) -> None:
    log: list[Part] = [good(0, 80), episode(0), check(3, 0, 5), logged]
    assert (the_note("no-improvement", number, log) is not None) is there


def test_thirty_percent_of_a_mild_pain_is_enough() -> None:
    log: list[Part] = [good(0, 80), episode(0), check(3, 0, 3), check(42, 0, 2)]
    assert the_note("no-improvement", 42, log) is None
    assert the_note("no-improvement", 42, log, check(3, 0, 2)) is not None


def test_the_review_may_be_set_later() -> None:
    log: list[Part] = [good(0, 80), episode(0), check(3, 0, 5), [check(n, 0, 5) for n in range(40, 60)]]
    assert the_note("no-improvement", 55, log, review_weeks=8) is None
    assert the_note("no-improvement", 56, log, review_weeks=8) is not None


HALF_YEAR: list[tuple[str, list[Part], int, bool]] = [
    ("a painful day after 182 days", [check(180, 0, 1)], 182, True),
    ("not before", [check(180, 0, 1)], 181, False),
    ("the last painful day 13 days ago", [check(170, 0, 1)], 183, True),
    ("the last painful day 14 days ago", [check(170, 0, 1)], 184, False),
]


@pytest.mark.parametrize("logged, number, there", [pytest.param(*row, id=name) for name, *row in HALF_YEAR])
def test_half_a_year(logged: list[Part], number: int, there: bool) -> None:
    assert (the_note("half-year", number, good(0, 200), episode(0), logged) is not None) is there


def test_notes_of_long_episodes_are_no_verdict() -> None:
    log: list[Part] = [ladder_0(), check(0, 0, 2)]
    assert str(ask(0, log).verdict) == "hold"
    assert not ask(0, good(-9, 9)).notes
