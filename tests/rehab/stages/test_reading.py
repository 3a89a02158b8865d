"""The painful days are kept in order: they are those of which the days themselves say so."""

from hypothesis import given

from itbtui.rehab.log.log import PAINFUL
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import live
from itbtui.rehab.stages.standing import Standing
from tests.support.build import day
from tests.support.logs import Story, stories


@given(stories())
def test_painful_days_are_those_that_say_so(story: Story) -> None:
    """Before the runs of a day, in its morning, and when all of it is known."""
    standing, days = Standing(story.log, story.settings, shipped()), 28
    for _ in live(standing, day(story.last).toordinal()):
        for s in (standing, standing.in_the_morning()):
            kinds = zip(s.last_days(days), s.last_kinds(days), strict=True)
            assert s.painful_days(days) == [number for number, kind in kinds if kind is PAINFUL]
            assert s.reading.painful_between(s.today, s.today) == [s.today] * (s.reading.kind(s.today) is PAINFUL)
