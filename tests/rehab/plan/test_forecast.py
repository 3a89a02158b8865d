"""From when on a run is allowed at the earliest: what the plan itself would say, if every day went well."""

import datetime as dt
from dataclasses import replace

import pytest

from itbtui.rehab.log.entries import Run, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.forecast import Course, Reach, forecast
from itbtui.rehab.plan.plan import Running
from itbtui.rehab.protocol.figures import shipped
from tests.support.build import (
    START,
    Part,
    build,
    changed,
    check,
    day,
    entries_of,
    ladder,
    log_of,
    number_of,
    plan_on,
    rebuild,
    run,
    walk,
)
from tests.support.logs import BEFORE, dated

FAR = (5_000, 10_000, 21_098)
PAST = [(stage, number) for stage, pasts in BEFORE.items() for number in range(len(pasts)) if number in (0, 2)]
"""Two ways into each stage."""


def until(number: int, *parts: Part) -> Log:
    return Log.of(entry for entry in entries_of(*parts) if number_of(dated(entry)) <= number)


def earliest(metres: int, log: Log) -> int | None:
    reach = forecast(log, Settings(), START, [metres], shipped()).get(metres)
    return None if reach is None else number_of(reach.on)


def metres_of(running: Running, pace: float) -> float:
    """What a plan allows one run."""
    bounds = [running.km * 1000] if running.km is not None else []
    bounds += [running.minutes * 1000 / pace] if running.minutes is not None else []
    return min(bounds, default=float("inf")) if running.allowed else 0


def test_the_ladder_reaches_what_fits_into_its_minutes() -> None:
    """At 5 min/km 5 km are 25 min, step 5: after two runs of step 4, on days 0 and 2."""
    assert earliest(5_000, until(-1, ladder(4))) == 4
    assert earliest(4_000, until(-1, ladder(4))) == 0


def test_a_day_with_a_run_has_none_left() -> None:
    assert earliest(4_000, until(0, ladder(4), run(0))) == 2


def test_without_an_episode_nothing_bounds_a_run() -> None:
    reach = forecast(Log(), Settings(), START, [42_195], shipped())[42_195]
    assert (reach.on, reach.is_free) == (START, True)


def test_a_lock_names_no_day() -> None:
    assert forecast(Log.of(BEFORE["locked"][0]), Settings(), START, FAR, shipped()) == {}


def test_what_is_still_to_do_is_done_on_the_way() -> None:
    """No session and no walk is logged yet: the course has them, and gets to the ladder."""
    reach = forecast(until(0, rebuild()), Settings(), START, [5_000], shipped())[5_000]
    assert reach.on > day(5)
    assert reach.is_easy


@pytest.mark.parametrize(("stage", "number"), PAST)
def test_the_day_is_never_before_the_plan_has_one_and_comes_true(stage: str, number: int) -> None:
    """Logged for real, the course leads to a plan that allows that run on that day."""
    log = Log.of(BEFORE[stage][number])
    course = Course(log, Settings(), START, shipped())
    not_before = plan_on(log, Settings(), START).running.not_before or START
    waiting, found = [*FAR], dict[int, Reach]()
    for reach, most in course.days():
        assert reach.on >= not_before
        then = {entry.id: entry for entry in (*log.entries(), *course.logged)}
        allowed = metres_of(plan_on(Log.of(then.values()), Settings(), reach.on).running, course.pace)
        assert allowed + 1 >= (float("inf") if most is None else most)
        while waiting and (most is None or most >= waiting[0]):
            found[waiting.pop(0)] = reach
        if not waiting:
            break
    assert found == forecast(log, Settings(), START, FAR, shipped())


@pytest.mark.parametrize(
    "past", [until(0, ladder(5), run(0)), until(0, build(14), run(0, 40)), until(0, build(0), run(0))]
)
@pytest.mark.parametrize("pain", [1, 4, 7])
def test_pain_brings_it_no_nearer(past: Log, pain: int) -> None:
    """Of the last day, after days that went well. Far enough on an earlier rest can end earlier, by the rules."""
    before = earliest(10_000, past)
    hurt = replace(next(r for r in past.runs if r.date == START), pain=pain, worsened=False)
    for worse in (hurt, check(0, 0, pain), walk(0, pain=pain)):
        after = earliest(10_000, changed(past, worse))
        assert before is not None
        assert after is None or after >= before


def test_the_week_grows_once_in_seven_days() -> None:
    course = Course(until(-1, build(0)), Settings(), START, shipped())
    for _ in course.days():
        pass
    logged = [*until(-1, build(0)).runs, *(entry for entry in course.logged if isinstance(entry, Run))]

    def largest(last: int) -> float:
        weeks = (range(end - 6, end + 1) for end in range(-20, last + 1))
        return max(sum(run.distance_km for run in logged if number_of(run.date) in week) for week in weeks)

    ends = number_of(max(run.date for run in logged))
    assert ends > 40
    for first in range(0, ends - 28, 7):
        assert largest(first + 28) <= largest(first) * 1.1**5 + 0.001


@pytest.mark.parametrize("odd", [run(-9, 1, km=200), run(-9, 2880, km=0.1), run(-9, None, km=5)])
def test_an_odd_pace_is_no_obstacle(odd: Run) -> None:
    assert earliest(42_195, until(-1, ladder(4), odd)) is not None


@pytest.mark.parametrize("on", [dt.date.min, dt.date.max])
def test_the_calendar_may_end(on: dt.date) -> None:
    forecast(log_of(rebuild()), Settings(), on, FAR, shipped())


def test_the_plan_is_asked_about_nothing_that_lies_ahead() -> None:
    """Entries of later dates are not read."""
    log = until(20, ladder(4), run(2, pain=7))
    assert earliest(5_000, log) == earliest(5_000, log.until(START))
