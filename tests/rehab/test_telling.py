"""The plan in words: what a tired runner reads first."""

import datetime as dt

import pytest
from build import day

from itbtui.rehab.entries import CheckIn, CrossTraining, Entry, Run, Settings
from itbtui.rehab.log import Log
from itbtui.rehab.plan import plan
from itbtui.rehab.telling import answer, as_lines, card, describe, say_source

RUN = Run(date=day(0), distance_km=8, pain=2, worsened=False, minutes=48, onset_min=40)


def lines(*entries: Entry, on: dt.date | None = None) -> str:
    found = plan(Log.of(entries), Settings(), on or day(0))
    return "\n".join(as_lines(card(found, entries[-1:], "km")))


@pytest.mark.parametrize(
    ("entries", "days", "says"),
    [
        ([], 0, "Run as you like."),
        ([RUN], 0, "No run today."),
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
    assert says in answer(plan(Log.of(entries), Settings(), day(days)), "km")


def test_a_second_run_is_called_one() -> None:
    assert answer(plan(Log.of([RUN]), Settings(), day(0)), "km", has_run=True) == "No second run today."


def test_a_card_says_what_was_logged_and_why() -> None:
    text = lines(RUN)
    for part in ("Hold: the same again (trace)", describe(RUN)[1:], "Go easy on the knee", "a trace of pain, 2"):
        assert part in text


def test_a_card_says_what_was_left_open() -> None:
    assert "knee pain is unknown" in lines(CrossTraining(date=day(0), kind="walk", minutes=30))
    assert "knee pain is unknown" not in lines(CrossTraining(date=day(0), kind="walk", minutes=30, pain=0))


def test_a_sore_morning_while_settling_asks_for_nothing_new() -> None:
    severe = Run(date=day(0), distance_km=8, pain=8)
    assert "Noted: settling goes on" in lines(severe, CheckIn(date=day(3), morning=1), on=day(3))


def test_sources_are_spelled_out() -> None:
    assert say_source("G; E: Silbernagel, Esculier") == "a rehabilitation guide; the literature: Silbernagel, Esculier"
