"""The same run is logged once, whichever way it comes, and nothing that the runner has said is overwritten."""

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.data.exchange.activity import Activity
from itbtui.data.exchange.matches import Matcher
from itbtui.data.exchange.sports import sport_of
from itbtui.rehab.log.entries import CrossTraining, Entry, Run, WaitingRun
from itbtui.rehab.log.log import Log

RUN = sport_of("Run")
AT = dt.datetime(2026, 3, 1, 7)
TODAY = dt.date(2026, 3, 2)
WATCH = Activity(
    sport=RUN, start=AT, metres=5000, moving_s=1800, elapsed_s=1900, cadence_spm=170, source="fit", source_id="1"
)
SHARP = replace(WATCH, start=AT + dt.timedelta(seconds=12))
SITE = replace(WATCH, source="strava", source_id="2", shoe="blue", notes="windy")


def matcher(*entries: Entry, **more: Any) -> Matcher:
    return Matcher(Log.of(entries), TODAY, **more)


def said(log: list[Entry], *activities: Activity, **more: Any) -> list[str]:
    return [match.said for match in matcher(*log, **more).take(activities)]


def by_hand(time: dt.time | None = None, km: float = 5.0, minutes: float | None = 30.0, pain: int = 2) -> Run:
    return Run(id=str(uuid4()), date=AT.date(), time=time, distance_km=km, minutes=minutes, pain=pain)


def later(minutes: float, **more: Any) -> Activity:
    return replace(WATCH, start=AT + dt.timedelta(minutes=minutes), source_id="9", **more)


def at(hour: int, minute: int = 0) -> dt.time:
    return dt.time(hour, minute)


SAME: list[tuple[str, list[Activity], list[str]]] = [
    ("twice in one file", [WATCH, WATCH], ["new", "known"]),
    ("from two sources", [WATCH, SITE], ["new", "merged"]),
    ("two minutes later", [WATCH, later(2)], ["new", "known"]),
    ("over two minutes later, for the rest of it", [WATCH, later(2.1)], ["new", "known"]),
    ("2 % longer", [WATCH, later(1, metres=5100)], ["new", "known"]),
    ("3 % longer, at the same time", [WATCH, later(1, metres=5160)], ["new", "known"]),
    ("while it went on", [WATCH, later(25)], ["new", "asked"]),
    ("when it was over", [WATCH, later(31)], ["new", "new"]),
    ("the same way in the evening", [WATCH, later(600)], ["new", "new"]),
    ("two hours later to the second: another zone's clock", [SHARP, later(120.2)], ["new", "known"]),
    ("half a day's zones apart", [SHARP, later(-719.8)], ["new", "known"]),
    ("two hours and four seconds later", [SHARP, later(120.27)], ["new", "new"]),
    ("sixteen hours later to the second", [SHARP, later(960.2)], ["new", "new"]),
    ("two hours later, without seconds", [WATCH, later(120)], ["new", "new"]),
    ("before and after midnight", [later(17 * 60 - 1), later(17 * 60 + 0.5)], ["new", "known"]),
]


@pytest.mark.parametrize("activities, expected", [pytest.param(*row, id=name) for name, *row in SAME])
def test_the_same_run(activities: list[Activity], expected: list[str]) -> None:
    assert said([], *activities) == expected


LOGGED: list[tuple[str, Run, str]] = [
    ("without a time", by_hand(), "merged"),
    ("without time and minutes", by_hand(minutes=None), "merged"),
    ("without a time, other minutes", by_hand(minutes=40), "new"),
    ("without a time, 2 % less far", by_hand(km=4.9), "merged"),
    ("without a time, less far", by_hand(km=4.8), "new"),
    ("with its time", by_hand(at(7, 1)), "merged"),
    ("with the time at which it was typed in", by_hand(at(7, 40)), "merged"),
    ("typed in at midday", by_hand(at(12)), "new"),
    ("with a time before it", by_hand(at(6, 40)), "new"),
]


@pytest.mark.parametrize("known, expected", [pytest.param(*row, id=name) for name, *row in LOGGED])
def test_a_run_logged_by_hand(known: Run, expected: str) -> None:
    assert said([known], WATCH) == [expected]


def test_two_runs_of_a_day_are_not_both_the_one_that_has_no_time() -> None:
    assert said([by_hand(minutes=None)], WATCH, later(600)) == ["merged", "new"]


def test_what_was_said_by_hand_stays_and_what_is_lacking_is_filled_in() -> None:
    known = replace(by_hand(), notes="sore", rpe=4, shoe=None)
    taking = matcher(known)
    (match,) = taking.take([replace(SITE, rpe=9)])
    assert match.entry == replace(known, time=at(7), cadence_spm=170, shoe="blue")
    assert taking.changed == {known.id: match.entry}
    assert [m.said for m in taking.take([SITE])] == ["known"]


def test_a_run_whose_pain_was_said_is_known_by_its_id_whatever_it_was_changed_to() -> None:
    (match,) = matcher().take([WATCH])
    assert isinstance(match.entry, WaitingRun)
    changed = replace(match.entry.with_pain(3), distance_km=7.0, time=at(20), date=TODAY)
    assert said([changed], WATCH) == ["known"]


OTHERS = [
    Activity(sport=sport_of("Hike"), start=AT, elapsed_s=3600),
    Activity(sport=sport_of("Radfahren"), start=AT, moving_s=1800, notes="flat"),
    Activity(sport=sport_of("Yoga"), start=AT, elapsed_s=3600),
]


def test_walks_and_rides_come_when_asked_for_and_their_pain_is_unknown() -> None:
    assert said([], *OTHERS) == ["other", "other", "other"]
    taking = matcher(others=True)
    assert [match.said for match in taking.take(OTHERS)] == ["new", "new", "other"]
    walk, ride = taking.changed.values()
    assert isinstance(walk, CrossTraining) and isinstance(ride, CrossTraining)
    assert (walk.kind, walk.minutes, walk.pain) == ("walk", 60, None)
    assert (ride.kind, ride.minutes, ride.notes) == ("bike", 30, "flat")
    assert said([walk, ride], *OTHERS, others=True) == ["known", "known", "other"]
    hand = CrossTraining(date=AT.date(), kind="walk", minutes=60.5, pain=0)
    assert said([hand], *OTHERS, others=True) == ["known", "new", "other"]


REFUSED = [
    ("no distance", replace(WATCH, metres=None), "there is no distance"),
    ("a distance of 0", replace(WATCH, metres=0), "there is no distance"),
    ("too short", replace(WATCH, metres=80), "0.08 is not between 0.1 and 200"),
    ("too far", replace(WATCH, metres=300_000), "300 is not between 0.1 and 200"),
    ("tomorrow's tomorrow", replace(WATCH, start=AT + dt.timedelta(days=3)), "2026-03-04 is in the future"),
    ("against itself", replace(WATCH, problem="it does not fit"), "it does not fit"),
]


@pytest.mark.parametrize("activity, problem", [pytest.param(*row, id=name) for name, *row in REFUSED])
def test_what_no_run_can_be(activity: Activity, problem: str) -> None:
    (match,) = matcher().take([activity])
    assert (match.said, match.problem) == ("refused", problem)


def test_what_a_watch_says_beside_the_run_is_left_out_where_it_cannot_be() -> None:
    odd = replace(WATCH, cadence_spm=900, rpe=0, moving_s=5, elapsed_s=None, notes="x" * 20_000, shoe=" ")
    ((match),) = matcher().take([odd])
    run = match.entry
    assert isinstance(run, WaitingRun)
    assert (run.cadence_spm, run.rpe, run.minutes, len(run.notes or ""), run.shoe) == (None, None, None, 10_000, None)


ACTIVITIES = st.builds(
    lambda minute, metres, source: replace(
        WATCH, start=AT + dt.timedelta(minutes=minute), metres=metres, source_id=source
    ),
    st.integers(0, 600),
    st.sampled_from([3000, 5000, 5050, 9000]),
    st.sampled_from(["", "1", "2", "3"]),
)


@given(st.lists(ACTIVITIES, max_size=8))
def test_taking_the_same_files_again_changes_nothing(activities: list[Activity]) -> None:
    first = matcher()
    first.take(activities)
    again = matcher(*first.changed.values())
    assert {match.said for match in again.take(activities)} <= {"known", "asked"}
    assert again.changed == {}


def test_rows_of_a_list_are_never_one_run() -> None:
    taking = matcher()
    rows = [WATCH, later(1), replace(later(719.9, metres=5010), source_id="10")]
    assert [match.said for match in taking.take(rows, is_list=True)] == ["new", "new", "new"]
    assert [match.said for match in taking.take([replace(SITE, source_id="7")])] == ["merged"]


def test_a_date_before_there_were_watches_is_refused() -> None:
    (match,) = matcher().take([replace(WATCH, start=dt.datetime(206, 3, 1, 7))])
    assert (match.said, match.problem) == ("refused", "0206-03-01 is before 1970")


def test_a_list_that_knows_the_pain_answers_for_a_run_that_waits() -> None:
    (waits,) = matcher().take([WATCH])
    assert isinstance(waits.entry, WaitingRun)
    taking = matcher(waits.entry)
    (match,) = taking.take([replace(SITE, pain=3)], is_list=True)
    assert (match.said, isinstance(match.entry, Run) and match.entry.pain) == ("merged", 3)
