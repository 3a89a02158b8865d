"""Going on from day to day leads to where one replay of all of it leads."""

from build import day
from hypothesis import given, settings
from logs import Story, stories

from itbtui.rehab.log import Log
from itbtui.rehab.plan import plan, plan_of
from itbtui.rehab.protocol import protocol
from itbtui.rehab.replay import go_on, replay


@settings(max_examples=12)
@given(stories())
def test_a_log_that_is_being_written_leads_to_the_same_plans(story: Story) -> None:
    settled = replay(Log(), story.settings, day(-400), protocol())
    for number in range(story.last + 1):
        on = day(number)
        standing, settled = go_on(settled, story.log.until(on), on)
        assert plan_of(standing) == plan(story.log, story.settings, on)
