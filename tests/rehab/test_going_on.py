"""Going on from where an earlier log led to leads to where one replay of all of it leads."""

from typing import Any

from build import check, day, entries_of, run
from hypothesis import given, settings
from hypothesis import strategies as st
from logs import Story, any_day, dated, stories

from itbtui.rehab.entries import OwnExercise, Settings
from itbtui.rehab.log import Log
from itbtui.rehab.plan import plan, plan_of
from itbtui.rehab.protocol import Tolerance, protocol
from itbtui.rehab.replay import go_on, replay
from itbtui.rehab.standing import Standing
from itbtui.rehab.words import Manner, speak


@settings(max_examples=12)
@given(stories())
def test_a_log_that_is_being_written_leads_to_the_same_plans(story: Story) -> None:
    settled = replay(Log(), story.settings, day(-400), protocol())
    for number in range(story.last + 1):
        on = day(number)
        standing, settled = go_on(settled, story.log.until(on), on)
        assert plan_of(standing) == plan(story.log, story.settings, on)


# --- a log that is changed ------------------------------------------------------------------


def known(standing: Standing) -> dict[str, Any]:
    """All that a standing knows, and all that its reading of the log says."""
    own = {name: value for name, value in vars(standing).items() if name not in ("reading", "settled")}
    return own | {f"reading {name}": value for name, value in vars(standing.reading).items()}


def agree(found: Standing, log: Log, preferred: Settings, number: int) -> None:
    whole = replay(log, preferred, day(number), protocol())
    assert known(found) == known(whole)
    assert plan_of(found) == plan_of(whole)


@given(stories(most=20), st.data())
def test_a_replay_that_goes_on_from_another_log_leads_where_a_whole_one_does(story: Story, data: st.DataObject) -> None:
    """However often a day of the log is written anew, and whatever day it is by then."""
    log, before, number = story.log, None, story.last
    for _ in range(data.draw(st.integers(2, 4))):
        before = replay(log, story.settings, day(number), protocol(), before)
        agree(before, log, story.settings, number)
        changed = data.draw(st.integers(number - 30, number + 3))
        others = [entry for entry in log.entries() if dated(entry) != day(changed)]
        log = Log.of(entries_of(others, data.draw(any_day(changed))))
        number += data.draw(st.sampled_from([0, 0, 0, 1, 2, 20, -1, -20, 400]))
    agree(replay(log, story.settings, day(number), protocol(), before), log, story.settings, number)


def test_what_is_said_of_every_day_is_read_anew() -> None:
    swollen = [check(number, swelling="mild") for number in (0, 4)]
    log = Log.of(entries_of(run(0, pain=3), swollen))
    before = replay(log, Settings(), day(40), protocol())
    assert before.settled is not None
    own = OwnExercise(id="own", name="Wall sit", kind="strength", reps=10, sides="together")
    with_own = Log.of([*log.entries(), own])
    agree(replay(with_own, Settings(), day(40), protocol(), before), with_own, Settings(), 40)
    strict = Settings(tolerance=Tolerance.STRICT)
    agree(replay(log, strict, day(40), protocol(), before), log, strict, 40)
    speak(Manner(dates="iso"))
    agree(replay(log, Settings(), day(40), protocol(), before), log, Settings(), 40)
