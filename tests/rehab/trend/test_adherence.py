"""What was due on each past day, and how much of it was done."""

import datetime as dt

from hypothesis import assume, given

from itbtui.rehab.log.entries import ExerciseDone, Session, Settings, Side
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import plan
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.trend.adherence import Adherence, DueWeek
from tests.support.build import (
    STRENGTH,
    Part,
    check,
    day,
    episode,
    free_runner,
    good,
    ladder,
    log_of,
    session,
)
from tests.support.logs import Story, stories

FIRST = day(0).toordinal()
STRETCHES = [exercise.id for exercise in shipped().exercises if exercise.kind == "stretch"]


@given(stories(most=10))
def test_what_was_due_is_what_the_plan_of_that_day_had(story: Story) -> None:
    """By the log as it is now: a flag alone, or an exercise that rests, takes things out that later days knew of."""
    standing = replay(story.log, story.settings, day(story.last), shipped())
    weeks = Adherence(standing).weeks(day(story.last).toordinal(), day(story.last).toordinal())
    assume(weeks)
    (week,) = weeks
    today = Log.of(e for e in story.log.entries() if not (isinstance(e, Session) and e.date == day(story.last)))
    before = plan(today, story.settings, day(story.last), shipped())
    due = {name for name in before.due if not name.startswith("roll-")}
    assert week.due in range(len(due), len(due) + 4)


def weeks(first: int, last: int, *parts: Part, settings: Settings | None = None) -> list[tuple[int, int, int, int]]:
    standing = replay(log_of(*parts), settings or Settings(), day(last), shipped())
    found = Adherence(standing).weeks(FIRST + first, FIRST + last)
    return [(week.first - FIRST, week.last - FIRST, week.due, week.done) for week in found]


def stretched(number: int, *names: str, side: Side = "both") -> Session:
    done = tuple(ExerciseDone(exercise=name, side=side, sets=(45,), pain=0) for name in names)
    return Session(id=f"stretches {number}", date=day(number), exercises=done)


def test_nothing_is_due_without_an_episode() -> None:
    assert weeks(0, 6, free_runner(), session(0)) == [(0, 6, 0, 0)]


def test_weeks_are_counted_back_from_the_last_day() -> None:
    assert [week[:2] for week in weeks(-30, -12, good(-40, 0))] == [(-30, -26), (-25, -19), (-18, -12)]


def test_a_week_without_any_entry_is_not_known() -> None:
    found = weeks(0, 27, episode(-29), good(-29, 6), check(23))
    assert [week[:2] for week in found] == [(0, 6), (21, 27)]


def test_a_clock_that_is_far_ahead_is_no_trouble() -> None:
    far = (dt.date.max - day(0)).days
    assert weeks(0, far, episode(-29), good(-29, 2))[0][2] > 0


def test_done_counts_what_was_due_on_that_day_on_all_its_sides() -> None:
    # Days 30 to 36 of the episode, no run allowed: stretches are due each day, hips every other.
    long_ago: list[Part] = [episode(-29), good(-29, 10)]
    assert weeks(0, 0, long_ago) == [(0, 0, len(STRETCHES) + len(STRENGTH), 0)]
    assert weeks(0, 0, long_ago, session(0)) == [(0, 0, len(STRETCHES) + len(STRENGTH), len(STRENGTH))]
    assert weeks(0, 0, long_ago, stretched(0, *STRETCHES)) == [(0, 0, len(STRETCHES) + len(STRENGTH), len(STRETCHES))]
    half = stretched(0, *STRETCHES, side="left")
    assert weeks(0, 0, long_ago, half) == [(0, 0, len(STRETCHES) + len(STRENGTH), 0)]
    # Done the day before: the hips are not due, doing them all the same counts nowhere.
    assert weeks(1, 1, long_ago, session(0), session(1)) == [(1, 1, len(STRETCHES), 0)]


def test_what_the_routine_leaves_out_is_not_due() -> None:
    settings = Settings(left_out=("box-squat", *STRETCHES))
    assert weeks(0, 0, [episode(-29), good(-29, 1)], settings=settings) == [(0, 0, len(STRENGTH) - 1, 0)]


def test_asking_again_for_other_days_gives_the_same() -> None:
    standing = replay(log_of(ladder(4), session(0)), Settings(), day(20), shipped())
    asked = Adherence(standing)
    asked.weeks(FIRST, FIRST + 6)
    later: list[DueWeek] = asked.weeks(FIRST - 7, FIRST + 13)
    assert later == Adherence(standing).weeks(FIRST - 7, FIRST + 13)
