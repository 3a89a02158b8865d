"""What the plan had said of a day before its runs: told from the day itself where that is the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import Tolerance, shipped
from itbtui.rehab.rules.notes import Advice
from itbtui.rehab.stages import replay as replay_module
from itbtui.rehab.stages.outlook import advised, outlook
from itbtui.rehab.stages.replay import live, replay
from itbtui.rehab.stages.standing import Standing
from tests.support.build import (
    Part,
    blank,
    build,
    check,
    clearance,
    day,
    episode,
    gates_met,
    ladder,
    lock,
    log_of,
    plan_on,
    reduce,
    run,
)
from tests.support.logs import Story, stories


def advice_of_each_run(log: Log, chosen: Settings, last: int, **instead: Any) -> list[tuple[int, Advice]]:
    """What was said of each day with runs; ``instead`` are other functions of the replay."""
    found: list[tuple[int, Advice]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(replay_module, "note_runs", lambda s, _day, advice: found.append((s.today, advice)))
        for name, other in instead.items():
            patch.setattr(replay_module, name, other)
        replay(log, chosen, day(last), shipped())
    return found


def never(_s: Standing) -> bool:
    return False


@given(stories())
def test_a_day_that_says_no_more_than_its_morning_need_not_be_lived_twice(story: Story) -> None:
    told = story.log, story.settings, story.last
    assert advice_of_each_run(*told) == advice_of_each_run(*told, morning_says_all=never)


MORE_THAN_ITS_MORNING: dict[str, list[Part]] = {
    "a wait that what was logged of the day ends": [
        build(0, baseline_km=30), run(2, 35, pain=1, worsened=False, settle_h=3), blank(3, 4, *range(6, 61)), run(5, 35)
    ],
    "a finding of the day": [reduce(), run(1, 35), run(3, 35), check(6, 1), run(6, 35)],
    "a daily life that opens the way to building up": [reduce(), run(1, 35), run(3, 35), run(5, 35)],
    "a daily life that ends a protect": [ladder(5), run(0, pain=7, worsened=False), blank(1), run(4, 10)],
    "an episode that is entered": [build(0, baseline_km=30), episode(1), run(1, 35)],
    "a daily life that opens the gates once a clearance has ended a lock": [
        ladder(4), lock(-1), gates_met(3), clearance(4), run(4, 10)
    ],
}  # fmt: skip


@pytest.mark.parametrize("log", MORE_THAN_ITS_MORNING.values(), ids=MORE_THAN_ITS_MORNING)
@pytest.mark.parametrize("tolerance", Tolerance)
def test_a_day_that_says_more_than_its_morning_is_lived_twice(log: list[Part], tolerance: Tolerance) -> None:
    told = log_of(log), Settings(tolerance=tolerance), 7
    assert advice_of_each_run(*told) == advice_of_each_run(*told, morning_says_all=never)


def test_the_evening_that_ends_an_episode_had_a_morning_that_did_not() -> None:
    """Of the last 28 days 14 were pain-free, the 14th only once its daily life was logged."""
    log = log_of([build(60), blank(*range(-31, -17))])
    today, advice = advice_of_each_run(log, Settings(), -4)[-1]
    assert (today, advice.metres is not None) == (day(-4).toordinal(), True)
    assert str(plan_on(log, Settings(), day(-4)).stage) == "free"


@given(stories(most=6), st.integers(0, 3))
def test_what_is_advised_is_the_plan_without_its_reasons(story: Story, later: int) -> None:
    standing = Standing(story.log, story.settings, shipped())
    for _ in live(standing, day(story.last + later).toordinal()):
        short, whole = advised(standing), outlook(standing)
        assert short.allowed == whole.allowed
        assert not short.allowed or (short.minutes, short.metres) == (whole.minutes, whole.metres)
