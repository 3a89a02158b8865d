"""What the trend says: the numbers of a window, and the sentences made of them."""

import datetime as dt
import json
from typing import Any

import pytest

from itbtui.measures import Manner
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.trend.adherence import Adherence
from itbtui.rehab.trend.comparison import comparison
from itbtui.rehab.trend.lately import change
from itbtui.rehab.trend.summary import Summary, as_json, summary
from itbtui.rehab.trend.trend import RANGES, RangeName, Trend
from itbtui.wording.trend import (
    RANGE_WORDS,
    say_compared_day,
    say_comparison,
    say_trend_day,
    say_window,
    words,
)
from tests.support.build import (
    Part,
    check,
    day,
    episode,
    free_runner,
    good,
    ladder,
    log_of,
    run,
    session,
    sore_run,
    walk,
)

ZERO = day(0).toordinal()


KM = Manner()


def trend_of(*parts: Part, on: int = 0) -> Trend:
    return Trend.of(replay(log_of(*parts), Settings(), day(on), shipped()))


def numbers(*parts: Part, name: RangeName = "6w", last: int | None = None, on: int = 0) -> Summary:
    trend = trend_of(*parts, on=on)
    return summary(trend, trend.window(name, None if last is None else ZERO + last))


def told(*parts: Part, name: RangeName = "6w", last: int | None = None, say: Manner = KM) -> list[str]:
    trend = trend_of(*parts)
    return words(trend, summary(trend, trend.window(name, None if last is None else ZERO + last)), say)


def pains(first: int, *worst: int) -> list[Part]:
    """Mornings with these pains, one day after the other."""
    return [check(first + number, pain, 0) for number, pain in enumerate(worst)]


# --- a change is two points, or 30 % ---------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (0, 0, "same"),
        (0, 1, "same"),
        (0, 2, "more"),
        (1, 0, "less"),
        (2, 1, "less"),
        (3, 2, "less"),
        (4, 3, "same"),
        (4, 2, "less"),
        (9, 8, "same"),
        (10, 8, "less"),
        (3, 4, "more"),
        (4, 5, "same"),
        (8, 10, "more"),
    ],
)
def test_change(before: int, after: int, expected: str) -> None:
    assert change(before, after, shipped().notes) == expected


# --- sentences -------------------------------------------------------------------------------


WORDS: list[tuple[str, list[Part], RangeName, list[str]]] = [
    ("nothing logged", [], "6w", ["Nothing is logged yet. The picture begins with the first run or check-in."]),
    (
        "one run",
        [run(0, pain=3, worsened=False, onset_min=12)],
        "6w",
        [
            "Worst pain 3 this week, unknown last week. To say whether it is better, 13 more days of log are needed.",
            "0 of 1 day pain-free, 1 painful, 0 not known.",
            "1 run hurt, from minute 12 on 1 Mar.",
            "4 km in 7 days.",
            "Last back-off on 1 Mar.",
        ],
    ),
    (
        "two points draw no line",
        [check(-30, 4, 4), check(0, 0, 0)],
        "6w",
        [
            "Worst pain 0 this week, unknown last week. To say whether it is better, 2 more logged days this week and "
            "2 more logged days in the first week would be needed.",
            "1 of 31 days pain-free, 1 painful, 29 not known.",
            "No run hurt.",
            "No run is logged in the last 7 days.",
            "Last back-off 30 days ago.",
        ],
    ),
    (
        "nothing in the last two weeks",
        [pains(-40, 2, 2, 2, 2)],
        "6w",
        [
            "No pain is logged this week or last week, so both are unknown. To say whether it is better, "
            "3 more logged days this week would be needed.",
            "0 of 41 days pain-free, 4 painful, 37 not known.",
            "No run hurt.",
            "No run is logged in the last 7 days.",
            "No back-off so far.",
        ],
    ),
    (
        "less, over six weeks",
        [good(-41, 0), pains(-41, 4, 3, 5), pains(-9, 2)],
        "6w",
        [
            "Better than 6 weeks ago: worst 0 this week, 5 then, 2 last week.",
            "38 of 42 days pain-free, 4 painful, 0 not known.",
            "No run hurt.",
            "No run is logged in the last 7 days.",
            "Last protect verdict 9 days ago.",
        ],
    ),
    (
        "two weeks are compared once",
        [good(-41, 0), pains(-9, 3)],
        "2w",
        [
            "Better than last week: worst 0 this week, 3 last week.",
            "13 of 14 days pain-free, 1 painful, 0 not known.",
            "No run hurt.",
            "No run is logged in the last 7 days.",
            "Last back-off 9 days ago.",
        ],
    ),
]


@pytest.mark.parametrize(("about", "parts", "name", "expected"), WORDS, ids=[case[0] for case in WORDS])
def test_words(about: str, parts: list[Part], name: RangeName, expected: list[str]) -> None:
    assert told(*parts, name=name) == expected


def test_the_onset_that_moved() -> None:
    parts: list[Part] = [
        good(-41, 0),
        run(-40, 30, pain=3, worsened=False, onset_min=9),
        run(-2, 40, pain=1, onset_min=22),
    ]
    assert told(*parts)[2] == "2 runs hurt: from minute 9 on 20 Jan, the last from minute 22 on 27 Feb."


def test_an_onset_in_kilometres_is_said_in_the_runners_units() -> None:
    hurt = run(0, None, km=5, pain=2, worsened=False, onset_km=3.2)
    assert told(hurt)[2] == "1 run hurt, from 3.2 km on 1 Mar."
    assert told(hurt, say=Manner("mi"))[2] == "1 run hurt, from 1.99 mi on 1 Mar."


def test_a_run_that_hurt_without_an_onset() -> None:
    assert told(run(0, pain=2, worsened=False))[2] == "1 run hurt; from when on is not known."


def test_volume_against_the_usual_week() -> None:
    parts: list[Part] = [episode(-20, baseline_km=30), good(-20, 0), run(-6, 25), run(-1, 37), run(-7, 60)]
    assert told(*parts)[3] == "12.4 km in 7 days, 41 % of the usual 30 km."
    # What nobody has said comes of the four weeks up to the day it began, once the log has them.
    hurt = run(-1, 20, pain=3, worsened=False)
    assert told(run(-28, 20), hurt)[3] == "4 km in 7 days, 100 % of the usual 4 km."
    assert told(run(-27, 20), hurt)[3] == "4 km in 7 days."


def test_a_window_in_the_past_says_so() -> None:
    parts: list[Part] = [good(-60, 0), pains(-30, 4), pains(-20, 1)]
    said = told(*parts, name="2w", last=-20)
    assert said[0] == "Better than the week before: worst 1 in the last week, 4 the week before."
    assert said[4] == "Last back-off 10 days before."
    assert told(*parts, name="6w", last=-18)[0].endswith("worst 1 in the last week, 0 then, 4 the week before.")


def test_a_year_is_said_where_it_is_another() -> None:
    parts: list[Part] = [
        good(-400, 0),
        run(-80, 30, pain=3, worsened=False, onset_min=9),
        run(-2, 40, pain=1, onset_min=22),
    ]
    assert "from minute 9 on 11 Dec, the last from minute 22 on 27 Feb." in told(*parts, name="3m")[2]
    assert "from minute 9 on 11 Dec 2025, the last from minute 22 on 27 Feb." in told(*parts, name="1y")[2]


def test_windows_by_name() -> None:
    trend = trend_of(good(-400, 0))
    assert say_window(trend.window("6w"), KM) == "19 Jan – 1 Mar 2026"
    assert say_window(trend.window("1y"), KM) == "3 Mar 2025 – 1 Mar 2026"
    assert set(RANGE_WORDS) == set(RANGES)


def test_the_episode_and_the_whole_log_name_their_first_week() -> None:
    parts: list[Part] = [good(-80, 0), episode(-40), pains(-40, 5, 4, 4)]
    assert told(*parts, name="episode")[0].startswith(
        "Better than in the first week of the episode: worst 0 this week, 5 then"
    )
    assert told(*parts, name="all")[0].startswith(
        "About the same as in the first week of the log: worst 0 this week, 0 then"
    )


def test_a_short_episode_is_told_by_its_own_days() -> None:
    parts: list[Part] = [good(-60, 0), episode(-5), pains(-5, 3, 2)]
    assert told(*parts, name="episode")[:2] == [
        "Worst pain 3 this week, 0 last week. To say whether it is better, 8 more days of log are needed.",
        "4 of 6 days pain-free, 2 painful, 0 not known.",
    ]


def test_a_window_without_an_entry() -> None:
    said = told(good(-300, -200), name="2w")
    assert said == ["Nothing is logged from 16 Feb 2026 to 1 Mar 2026."]


# --- numbers ---------------------------------------------------------------------------------


def test_days_before_the_log_are_not_counted_as_unknown() -> None:
    found = numbers(good(-9, 0), name="6w")
    assert (found.pain_free, found.painful, found.unlogged) == (10, 0, 0)
    assert found.since - ZERO == -9


def test_an_unlogged_day_is_neither_good_nor_bad() -> None:
    found = numbers(good(-13, -4), check(-2, None, 0), walk(-1, pain=None), name="2w")
    assert (found.pain_free, found.painful, found.unlogged) == (10, 0, 4)


def test_no_baseline_before_the_first_episode() -> None:
    assert numbers(free_runner(), sore_run(-2), last=-10).percent is None
    assert numbers(free_runner(), sore_run(-2)).baseline_m == 30000


def test_every_verdict_from_back_off_up_is_one() -> None:
    found = numbers(ladder(4), run(0, pain=2, worsened=True), on=3)
    assert str(found.back_off_verdict) == "protect"
    assert found.days_since_back_off == 3


def test_ten_years() -> None:
    parts: list[Part] = [good(-3650, 0), *(run(-number, 30) for number in range(0, 3650, 3)), check(-3000, 6)]
    found = numbers(*parts, name="all")
    assert (found.pain_free, found.painful, found.unlogged) == (3650, 1, 0)
    assert found.opening.worst == 0
    assert told(*parts, name="all")[1] == "3650 of 3651 days pain-free, 1 painful, 0 not known."


# --- a day -----------------------------------------------------------------------------------


DAYS: list[tuple[str, list[Part], str]] = [
    ("nothing", [good(-3, -1)], "Sun 1 Mar: nothing logged"),
    ("a run", [run(0, 25)], "Sun 1 Mar: 5 km, pain 0"),
    ("a run that hurt", [run(0, 25, pain=4, worsened=False), check(0, 1, None)], "5 km, pain 4; back-off; morning 1"),
    ("a day without a run", [check(0, 2, 3), session(0)], "back-off; morning 2, daily 3; exercises"),
    ("a walk alone", [walk(0, pain=None)], "Sun 1 Mar: no pain logged"),
]


@pytest.mark.parametrize(("about", "parts", "expected"), DAYS, ids=[case[0] for case in DAYS])
def test_one_day(about: str, parts: list[Part], expected: str) -> None:
    assert expected in say_trend_day(trend_of(*parts), ZERO, KM)


# --- two episodes ----------------------------------------------------------------------------


def test_two_episodes() -> None:
    trend = trend_of(good(-150, 0), episode(-100, -60), check(-90, 4), episode(-19), check(-3, 2))
    found = comparison(trend)
    assert found is not None
    assert say_comparison(found, KM) == [
        "The later one began on 10 Feb 2026, the earlier one on 21 Nov 2025.",
        "Day 20 now; the earlier one took 41 days.",
        "Worst pain of days 14–20: 2, then 0.",
    ]
    assert say_compared_day(trend, found, 11) == "Day 11: worst pain now 0, then 4"
    assert say_compared_day(trend, found, 30) == "Day 30: worst pain then 0"


def test_an_earlier_episode_that_was_over_by_then() -> None:
    trend = trend_of(good(-150, 0), episode(-100, -95), episode(-29))
    found = comparison(trend)
    assert found is not None
    assert "The earlier one was over by this day." in say_comparison(found, KM)


def test_days_of_two_episodes_that_are_not_known() -> None:
    trend = trend_of(check(-100, 1), episode(-100, -60), episode(-29))
    found = comparison(trend)
    assert found is not None
    assert "The pain of these days is not known in both." in say_comparison(found, KM)
    assert say_compared_day(trend, found, 3) == "Day 3: worst pain now unknown, then unknown"


# --- as JSON ---------------------------------------------------------------------------------


def test_as_json() -> None:
    log = log_of(ladder(4), run(0, pain=4, worsened=False, onset_km=2), check(1, 2), session(1))
    standing = replay(log, Settings(), day(1), shipped())
    trend = Trend.of(standing)
    window = trend.window("2w")
    weeks = Adherence(standing).weeks(window.first, window.last)
    said: dict[str, Any] = json.loads(json.dumps(as_json(trend, summary(trend, window), weeks)))
    assert said["range"] == {"name": "2w", "first": "2026-02-17", "last": "2026-03-02", "days": 14}
    assert said["worst"]["this_week"] == 4
    assert said["onsets"] == [{"date": "2026-03-01", "min": 10, "km": 2}]
    assert said["back_off"] == {"date": "2026-03-01", "verdict": "back-off", "days": 1}
    assert [week["first"] for week in said["adherence"]] == ["2026-02-17", "2026-02-24"]
    assert said["episodes"] == [{"first": "2026-01-10", "last": "2026-03-02", "baseline_km": 30}]
    (last,) = [item for item in said["series"] if item["date"] == "2026-03-02"]
    assert (last["run_pain"], last["morning"], last["worst_of_7_days"], last["exercised"]) == (None, 2, 4, True)
    assert dt.date.fromisoformat(said["series"][0]["date"]) >= dt.date(2026, 2, 17)
