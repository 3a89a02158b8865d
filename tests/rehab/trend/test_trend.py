"""The days of the trend, and the windows through which one looks at them."""

import datetime as dt

import pytest

from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import DayKind
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.trend.comparison import comparison, worst_on
from itbtui.rehab.trend.trend import RANGES, SPANS, RangeName, Trend, Window
from tests.support.build import (
    Part,
    blank,
    check,
    clearance,
    day,
    episode,
    exercise,
    free_runner,
    good,
    ladder,
    lock,
    log_of,
    run,
    session,
    sore_run,
    walk,
)

ZERO = day(0).toordinal()


def trend_of(*parts: Part, on: int = 0) -> Trend:
    return Trend.of(replay(log_of(*parts), Settings(), day(on), shipped()))


def said(window: Window) -> tuple[str, int, int]:
    return window.name, window.first - ZERO, window.last - ZERO


# --- days --------------------------------------------------------------------------------


def test_a_day_says_what_was_logged_and_nothing_else() -> None:
    trend = trend_of(
        run(0, 20, pain=3, worsened=False, onset_min=12),
        run(0, 10, pain=4, no="b", worsened=False, onset_km=1.5),
        check(0, 1, None),
        exercise(0, 5),
    )
    (found,) = trend.between(ZERO, ZERO)
    assert (found.pain, found.morning, found.daily, found.worst) == (4, 1, None, 5)
    assert (found.metres, found.exercised, found.kind) == (6000, True, DayKind.PAINFUL)
    assert (found.onset_min, found.onset_km) == (7, 1.5)


def test_unknown_is_not_zero() -> None:
    trend = trend_of(walk(0, pain=None), check(-2, None, 0))
    early, late = trend.between(ZERO - 20, ZERO)
    assert (early.number, early.morning, early.worst) == (ZERO - 2, None, 0)
    assert (late.number, late.pain, late.morning, late.worst) == (ZERO, None, None, None)
    assert trend.day(ZERO - 1) is None


def test_a_run_without_pain_says_nothing_of_an_onset() -> None:
    (found,) = trend_of(run(0)).between(ZERO, ZERO)
    assert found.onset_min is None


def test_an_exercise_that_was_skipped_is_none() -> None:
    walked, exercised = (trend_of(of_day).day(ZERO) for of_day in (walk(0), session(0)))
    assert walked and not walked.exercised
    assert exercised and exercised.exercised


def test_later_entries_are_not_read() -> None:
    trend = trend_of(good(-3, 5), run(2, pain=6), on=0)
    assert trend.today == ZERO
    assert trend.numbers[-1] == ZERO


def test_verdicts_are_the_worst_of_each_day() -> None:
    trend = trend_of(ladder(4), run(0, pain=4, worsened=False), check(1, 5), on=1)
    assert {n - ZERO: str(v) for n, v in trend.verdicts.items() if n >= ZERO} == {0: "protect", 1: "back-off"}


def test_stages_are_cut_at_the_window() -> None:
    trend = trend_of(free_runner(), sore_run(-10), blank(*range(-9, 1)), on=0)
    found = list(trend.stages(Window("2w", ZERO - 13, ZERO)))
    assert [(first - ZERO, last - ZERO, stage) for first, last, stage in found] == [
        (-13, -11, Stage.FREE),
        (-10, 0, Stage.REDUCE),
    ]


def test_without_a_log() -> None:
    trend = trend_of()
    assert (trend.first, trend.numbers, trend.episodes) == (ZERO, (), ())
    for name in RANGES:
        assert trend.window(name).last == ZERO


# --- episodes ----------------------------------------------------------------------------


def episodes(*parts: Part, on: int = 0) -> list[tuple[int, int]]:
    return [(found.first - ZERO, found.last - ZERO) for found in trend_of(*parts, on=on).episodes]


EPISODES: list[tuple[str, list[Part], int, list[tuple[int, int]]]] = [
    ("none", [free_runner()], 0, []),
    ("an open one", [episode(-20)], 0, [(-20, 0)]),
    ("one that was ended", [episode(-20, -5)], 0, [(-20, -5)]),
    ("one that a run opened", [free_runner(), sore_run(-3)], 0, [(-3, 0)]),
    ("the next ends the one before", [episode(-20), episode(-9)], 0, [(-20, -10), (-9, 0)]),
    ("two on one day are one", [episode(-9), sore_run(-9)], 0, [(-9, 0)]),
    ("two, with free days between", [episode(-60, -40), sore_run(-3)], 0, [(-60, -40), (-3, 0)]),
    ("a flag that was cleared the same day is none", [lock(-5), clearance(-5)], 0, []),
    ("a flag that was cleared later", [lock(-5), clearance(-2)], 0, [(-5, -3)]),
]


@pytest.mark.parametrize(("about", "parts", "on", "expected"), EPISODES, ids=[case[0] for case in EPISODES])
def test_episodes(about: str, parts: list[Part], on: int, expected: list[tuple[int, int]]) -> None:
    assert episodes(*parts, on=on) == expected


def test_an_episode_knows_the_week_before_it() -> None:
    assert [span.baseline_m for span in trend_of(episode(-9, baseline_km=25)).episodes] == [25000]


# --- windows -----------------------------------------------------------------------------


YEAR: list[Part] = [good(-300, 0), episode(-200, -120), sore_run(-30)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2w", ("2w", -13, 0)),
        ("6w", ("6w", -41, 0)),
        ("3m", ("3m", -90, 0)),
        ("1y", ("1y", -363, 0)),
        ("all", ("all", -300, 0)),
        ("episode", ("episode", -30, 0)),
    ],
)
def test_ranges(name: RangeName, expected: tuple[str, int, int]) -> None:
    assert said(trend_of(YEAR).window(name)) == expected


def test_a_short_log_and_a_short_episode_still_fill_two_weeks() -> None:
    trend = trend_of(sore_run(-2))
    assert said(trend.window("all")) == ("all", -13, 0)
    assert said(trend.window("episode")) == ("episode", -13, 0)


def test_a_window_never_ends_after_today() -> None:
    trend = trend_of(YEAR)
    assert said(trend.window("2w", ZERO + 400)) == ("2w", -13, 0)


def test_moving_goes_in_weeks_and_stops_at_both_ends() -> None:
    trend = trend_of(YEAR)
    window = trend.window("6w")
    assert said(trend.moved(window, 1)) == ("6w", -41, 0)
    assert said(trend.moved(window, -1)) == ("6w", -48, -7)
    assert said(trend.moved(trend.window("3m"), -1)) == ("3m", -111, -21)
    for _ in range(100):
        window = trend.moved(window, -1)
    assert said(window) == ("6w", -300, -259)
    assert trend.moved(trend.window("all"), -1) == trend.window("all")


def test_a_window_longer_than_the_log_stays_where_it_is() -> None:
    trend = trend_of(good(-20, 0))
    assert trend.moved(trend.window("1y"), -1) == trend.window("1y")


def test_episodes_are_moved_through_one_by_one() -> None:
    trend = trend_of(YEAR)
    before = trend.moved(trend.window("episode"), -1)
    assert said(before) == ("episode", -200, -120)
    assert trend.moved(before, -1) == before
    assert said(trend.moved(before, 1)) == ("episode", -30, 0)


def test_zooming_steps_through_the_ranges_and_keeps_the_day() -> None:
    trend = trend_of(YEAR)
    window, names = trend.window("2w"), []
    for _ in range(5):
        window = trend.zoomed(window, -1, ZERO)
        names.append(window.name)
    assert names == ["6w", "3m", "1y", "all", "all"]
    for _ in range(5):
        window = trend.zoomed(window, 1, ZERO - 100)
        names.append(window.name)
        assert ZERO - 100 in window
    assert names[5:] == ["3m", "6w", "2w", "2w", "2w"]


def test_zooming_out_of_an_episode() -> None:
    trend = trend_of(YEAR)
    window = trend.window("episode", ZERO - 130)
    assert trend.zoomed(window, 1, ZERO - 130).name == "6w"
    assert trend.zoomed(window, -1, ZERO - 130).name == "3m"


def test_showing_moves_no_further_than_it_must() -> None:
    trend = trend_of(YEAR)
    window = Window("2w", ZERO - 63, ZERO - 50)
    assert trend.showing(window, ZERO - 55) == window
    assert said(trend.showing(window, ZERO - 70)) == ("2w", -70, -57)
    assert said(trend.showing(window, ZERO - 40)) == ("2w", -53, -40)


def test_the_ends_of_the_calendar() -> None:
    first = dt.date(1, 1, 1)
    trend = Trend.of(replay(log_of(), Settings(), first, shipped()))
    for name in RANGES:
        assert trend.window(name) == Window(name, 1, 1)


def test_spans_rise() -> None:
    assert list(SPANS.values()) == sorted(SPANS.values())


# --- two episodes ------------------------------------------------------------------------


def test_nothing_to_compare_with_one_episode() -> None:
    assert comparison(trend_of(episode(-20))) is None


def test_two_episodes_by_their_days() -> None:
    trend = trend_of(
        good(-150, 0),
        episode(-100, -60),
        check(-90, 4),
        episode(-19),
        check(-19, 5),
        check(-3, 2),
    )
    found = comparison(trend)
    assert found is not None
    assert (found.now.days, found.then.days, found.days, found.is_open) == (20, 41, 41, True)
    assert (found.worst_now, found.worst_then) == (2, 0)
    assert worst_on(trend, found.now, 1, 1) == 5
    assert worst_on(trend, found.then, 11, 11) == 4
    assert worst_on(trend, found.now, 21, 30) is None


def test_the_ladder_is_found_in_both() -> None:
    trend = trend_of(ladder(4), episode(5), on=8)
    found = comparison(trend)
    assert found is not None
    assert found.ladder_then is not None
    assert found.ladder_now is None
