"""The block at the top of Today: one word, how far or until when, and why."""

import datetime as dt
from typing import Any

import pytest

from itbtui.measures import Manner
from itbtui.rehab.log.entries import CheckIn, Entry, Episode, Run, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.wording.band import Band, band
from tests.support.story import winter

TODAY = dt.date(2026, 3, 2)
FREE = [Run(date=dt.date(2026, 2, day), distance_km=6, minutes=36, pain=0) for day in range(2, 28, 3)]


def of(*entries: Entry, on: dt.date = TODAY) -> Band:
    standing = replay(Log.of(entries), Settings(), on, shipped())
    return band(standing, plan_of(standing), Manner(), lambda action: {"clearance": "v"}[action])


def ran(**said: Any) -> Run:
    return Run(date=TODAY, distance_km=6, minutes=36, **said)


@pytest.mark.parametrize(
    ("entries", "kind", "word", "how"),
    [
        (FREE, "run", "RUN TODAY", "as you like"),
        ([*FREE, ran(pain=0)], "run", "RUN AGAIN", "as you like"),
        ([*FREE, ran(pain=4, worsened=False)], "no", "RUN DONE", "6 km, pain 4"),
        ([Episode(began=dt.date(2026, 2, 20), side="right")], "no", "NO RUN TODAY", "next: when the gates are met"),
        ([CheckIn(date=TODAY, morning=1, flags=("tingling",))], "clinician", "SEE SOMEONE FIRST", "no running"),
    ],
    ids=["free", "again", "hurt", "gates", "clinician"],
)
def test_one_word_and_what_belongs_to_it(entries: list[Entry], kind: str, word: str, how: str) -> None:
    found = of(*entries)
    assert (found.kind, found.word) == (kind, word)
    assert found.how.startswith(how)


@pytest.mark.parametrize(
    ("day", "kind", "how"),
    [(27, "rest", "next: Sat 28 Feb at the earliest"), (28, "done", "5.8 km, pain 0")],
)
def test_a_day_of_rest_is_no_bad_day(day: int, kind: str, how: str) -> None:
    found = of(*winter(), on=dt.date(2026, 2, day))
    assert (found.kind, found.how) == (kind, how)


def test_a_lock_names_the_key_of_the_clearance() -> None:
    told = of(CheckIn(date=TODAY, morning=1, flags=("tingling",)))
    assert told.lines[0].startswith("Mon 2 Mar: tingling or numbness")
    assert told.lines[-1] == "Once someone has looked at the knee, v logs it."


def test_a_run_that_a_verdict_cuts_says_but() -> None:
    sore = Run(date=dt.date(2026, 3, 1), distance_km=6, minutes=36, pain=2, worsened=False)
    mornings = [CheckIn(date=dt.date(2026, 3, day), morning=0, daily=0) for day in (1, 2, 3)]
    found = of(*FREE, sore, *mornings, on=dt.date(2026, 3, 3))
    assert (found.kind, found.word) == ("run", "RUN TODAY")
    assert any("7 days may have" in line for line in found.lines)
