"""What was due on each past day, and how much of it was done."""

import datetime as dt

from build import (
    STRENGTH,
    Part,
    build,
    check,
    day,
    episode,
    exercise,
    free_runner,
    good,
    ladder,
    log_of,
    number_of,
    run,
    session,
    sore_run,
    walk,
)
from hypothesis import given
from logs import Story, stories

from itbtui.rehab.adherence import Adherence, DueWeek
from itbtui.rehab.entries import ExerciseDone, Session, Settings
from itbtui.rehab.log import Log
from itbtui.rehab.plan import plan, plan_of
from itbtui.rehab.protocol import protocol
from itbtui.rehab.replay import before_exercises, replay

FIRST = day(0).toordinal()
STRETCHES = [exercise.id for exercise in protocol().exercises if exercise.kind == "stretch"]


def without_exercises(log: Log, date: dt.date) -> Log:
    return Log.of(entry for entry in log.entries() if not (isinstance(entry, Session) and entry.date == date))


def assert_as_it_was(log: Log, settings: Settings, first: int, last: int) -> None:
    """Every day of one replay is the plan that a replay of its own gives for it."""
    days = []
    standing = replay(log, settings, day(last), protocol())
    for then in before_exercises(standing, range(FIRST + first, FIRST + last + 1)):
        date = dt.date.fromordinal(then.today)
        days.append(number_of(date))
        assert plan_of(then) == plan(without_exercises(log, date), settings, date), days[-1]
    assert days == [*range(first, last + 1)]


@given(stories(most=10))
def test_each_day_is_the_plan_of_that_day_before_its_exercises(story: Story) -> None:
    assert_as_it_was(story.log, story.settings, max(-4, story.last - 40), story.last)


def test_what_came_later_is_not_known_yet() -> None:
    """The next morning, the second one, a swelling: none of it changes the days before it was there."""
    log = log_of(ladder(4), run(0), check(1, 2), run(4, pain=2, worsened=True), check(6, 3), check(8, swelling="mild"))
    assert_as_it_was(log, Settings(), -3, 12)


def test_a_session_opens_the_gates_only_for_the_days_after_it() -> None:
    log = log_of(episode(-20), good(-20, 5), session(-3), walk(-1), session(0))
    assert_as_it_was(log, Settings(), -2, 3)


def test_a_session_that_hurts() -> None:
    log = log_of(free_runner(), session(0, pain=4), good(1, 3), exercise(4, 1), session(6, pain=None), good(7, 9))
    assert_as_it_was(log, Settings(), -1, 9)


def test_days_long_after_the_last_entry() -> None:
    assert_as_it_was(log_of(build(20)), Settings(), -10, 150)
    assert_as_it_was(log_of(sore_run(0)), Settings(), -2, 120)


def weeks(first: int, last: int, *parts: Part, settings: Settings | None = None) -> list[tuple[int, int, int, int]]:
    standing = replay(log_of(*parts), settings or Settings(), day(last), protocol())
    found = Adherence(standing).weeks(FIRST + first, FIRST + last)
    return [(week.first - FIRST, week.last - FIRST, week.due, week.done) for week in found]


def stretched(number: int, *names: str, side: str = "both") -> Session:
    done = tuple(ExerciseDone(exercise=name, side=side, sets=(45,), pain=0) for name in names)  # type: ignore[arg-type]
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
    long_ago = [episode(-29), good(-29, 10)]
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
    standing = replay(log_of(ladder(4), session(0)), Settings(), day(20), protocol())
    asked = Adherence(standing)
    asked.weeks(FIRST, FIRST + 6)
    later: list[DueWeek] = asked.weeks(FIRST - 7, FIRST + 13)
    assert later == Adherence(standing).weeks(FIRST - 7, FIRST + 13)
