"""The plan in words: what a tired runner reads first."""

import datetime as dt

import pytest

from itbtui.measures import Manner
from itbtui.rehab.log.entries import (
    CheckIn,
    CrossTraining,
    Entry,
    Episode,
    ExerciseDone,
    Run,
    Session,
    Settings,
    WaitingRun,
)
from itbtui.rehab.log.log import Log
from itbtui.wording.plan import answer, plan_lines, reasons, say_source
from tests.support.build import day, meaning, plan_on

RUN = Run(date=day(0), distance_km=8, pain=2, worsened=False, minutes=48, onset_min=40)


def lines(*entries: Entry, on: dt.date | None = None) -> str:
    """The card of the last of these entries."""
    return meaning(list(entries[:-1]), entries[-1], on or day(0))


@pytest.mark.parametrize(
    ("entries", "days", "says"),
    [
        ([], 0, "Run as you like."),
        ([RUN], 0, "No second run today."),
        ([RUN, CheckIn(date=day(1), morning=0), CheckIn(date=day(2), morning=0)], 2, "up to 32 min and 6 km"),
        (
            [
                Run(date=day(0), distance_km=8, pain=2, worsened=False, onset_min=1),
                CheckIn(date=day(1), morning=0),
                CheckIn(date=day(2), morning=0),
            ],
            2,
            "Better no run yet",
        ),
    ],
    ids=["free", "after a trace", "running less", "pain from the first minute"],
)
def test_may_i_run(entries: list[Entry], days: int, says: str) -> None:
    assert says in answer(plan_on(Log.of(entries), Settings(), day(days)), Manner())


def test_a_second_run_is_called_one() -> None:
    asked = plan_on(Log.of([RUN]), Settings(), day(0))
    assert answer(asked, Manner()) == "No second run today."
    assert plan_lines(asked, asked.on, Manner(), asked.names)[0].endswith("No second run today.")
    waiting = plan_on(Log.of([WaitingRun(date=day(0), distance_km=8)]), Settings(), day(0))
    assert waiting.has_run


def test_the_plan_in_lines_names_both_knees() -> None:
    asked = plan_on(Log.of([Episode(began=day(0), side="both")]), Settings(), day(0))
    assert "  Episode   both knees, day 1, week 1" in plan_lines(asked, asked.on, Manner(), asked.names)


def test_a_card_says_what_was_logged_and_why() -> None:
    text = lines(RUN)
    for part in (
        "Hold: the same again\n",
        "un of Sun 1 Mar, 8 km",
        "Go easy on the knee",
        "a trace of pain in the run, 2",
    ):
        assert part in text


def test_a_card_says_what_was_left_open() -> None:
    assert "knee pain is unknown" in lines(CrossTraining(date=day(0), kind="walk", minutes=30))
    assert "knee pain is unknown" not in lines(CrossTraining(date=day(0), kind="walk", minutes=30, pain=0))
    pains = {"clamshell": 1, "bridge": None}
    rows = tuple(ExerciseDone(exercise=name, side="both", sets=(12,), pain=pain) for name, pain in pains.items())
    assert "Its knee pain is unknown" in lines(Session(date=day(0), exercises=rows[1:]))
    assert "The knee pain of the others is unknown" in lines(Session(date=day(0), exercises=rows))
    assert "is unknown" not in lines(Session(date=day(0), exercises=rows[:1]))


def test_a_sore_morning_while_settling_says_why_nothing_changes() -> None:
    severe = Run(date=day(0), distance_km=8, pain=8)
    assert "The plan stays: you are settling until Sun 8 Mar already." in lines(
        severe, CheckIn(date=day(3), morning=3), on=day(3)
    )


def test_sources_are_spelled_out() -> None:
    assert say_source("G; E: Silbernagel, Esculier") == "a rehabilitation guide; the literature: Silbernagel, Esculier"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (Episode(began=dt.date(2025, 6, 3), side="right"), "An episode began on Tue 3 Jun 2025: "),
        (Run(date=dt.date(2025, 6, 3), distance_km=8, pain=7), "Tue 3 Jun 2025: pain 7 in the run"),
    ],
    ids=["episode", "finding"],
)
def test_what_is_long_ago_is_said_with_its_year(entry: Entry, says: str) -> None:
    assert reasons(plan_on(Log.of([entry]), Settings(), day(0)), Manner())[0].startswith(says)
