"""What bounds running rests on sums that go on with the days: they say what adding up anew says."""

from hypothesis import given
from hypothesis import strategies as st

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.caps import Counted
from itbtui.rehab.stages.reading import CLEAN, Reading
from itbtui.rehab.stages.replay import live
from itbtui.rehab.stages.standing import Standing
from tests.support.build import check, day, log_of, run
from tests.support.logs import Story, stories

FIRST = day(0).toordinal()


@given(st.lists(st.sampled_from([None, 0, 500, 8000]), max_size=40), st.integers(-3, 9), st.data())
def test_weeks_hold_what_their_days_hold(metres: list[int | None], began: int, data: st.DataObject) -> None:
    """A day without a run is none of those that count, one on which running was not allowed counts 0."""
    p, days = shipped(), {number: of_day for number, of_day in enumerate(metres) if of_day is not None}
    # Every third run has no morning after it, and so is not clean.
    mornings = [check(number) for number in range(42) if number % 3]
    reading = Reading(log_of([mornings, [run(number) for number in days]]), Settings(), p)
    counted = {FIRST + number: of_day for number, of_day in days.items()}
    sums, last = Counted(FIRST + began, FIRST), FIRST - 1
    for _ in range(3):
        last += data.draw(st.integers(0, 9))
        sums.reach(last, reading, counted)
        first = FIRST + data.draw(st.integers(0, 12))
        ends = range(first, first + data.draw(st.integers(1, 28)))
        weeks = [range(end - WEEK + 1, end + 1) for end in ends]
        held = [{n: counted[n] for n in week if n in counted and FIRST + began < n <= last} for week in weeks]
        clean = {n for n in counted if reading.ran_on(n).clean is CLEAN}
        by = {n: p.build.week_percent if n in clean else p.build.unconfirmed_percent for n in counted}
        asked = ends[0], ends[-1]
        assert sums.weeks.ending(*asked) == [sum(of_week.values()) for of_week in held]
        assert sums.grown.ending(*asked) == [sum(m * by[n] for n, m in of_week.items()) for of_week in held]
        assert sums.weeks.most == max(sums.weeks.ending(FIRST, last), default=0)


@given(stories(most=9), st.integers(0, 20))
def test_sums_that_went_on_with_the_days_bound_as_new_ones_do(story: Story, later: int) -> None:
    standing = Standing(story.log, story.settings, shipped())
    for _ in live(standing, day(story.last).toordinal()):
        if standing.episode:
            anew = standing.fork(standing.reading, standing.log)
            for ahead in (0, later):
                ours, theirs = (s.caps(s.today + ahead) for s in (standing, anew))
                assert ours.used == theirs.used
                assert (ours.week(), ours.cut_week()) == (theirs.week(), theirs.cut_week())
                assert max(ours.week().metres, ours.cut_week().metres) <= ours.week_at_most()
