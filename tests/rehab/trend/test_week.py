"""What kind of week it was: the numbers of the last whole week and the one before, and the five sentences."""

import datetime as dt
from typing import Any

from itbtui.measures import Manner
from itbtui.rehab.log.entries import CheckIn, Entry, Run, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.trend.week import Worst, begins, review
from itbtui.wording.week import week_lines, week_title
from tests.support.story import winter

MONDAY = dt.date(2026, 3, 2)


def standing(*entries: Entry, on: dt.date = MONDAY) -> Standing:
    return replay(Log.of(entries), Settings(), on, shipped())


def run(back: int, km: float, pain: int, **more: Any) -> Run:
    return Run(date=MONDAY - dt.timedelta(days=back), distance_km=km, pain=pain, **more)


def test_weeks_begin_on_the_runners_day() -> None:
    day = MONDAY.toordinal()
    assert [begins(day, first) for first in (0, 6, 5)] == [day, day - 1, day - 2]
    assert begins(day - 1, 0) == day - 7


def test_the_numbers_of_two_weeks() -> None:
    mornings = [CheckIn(date=MONDAY - dt.timedelta(days=back), morning=int(back == 3)) for back in (2, 3, 4, 9)]
    s = standing(run(1, 5, 2, onset_min=12), run(4, 4, 2), run(7, 3, 0), run(8, 9, 1), run(15, 1, 0), *mornings)
    found = review(s, 0)
    assert found is not None and found.before is not None
    assert (found.week.runs, found.week.metres, found.week.mornings, found.week.good_mornings) == (3, 12_000, 3, 2)
    # Of two days with the same pain the first is named.
    assert found.week.worst == Worst(2, (MONDAY - dt.timedelta(days=4)).toordinal(), "run")
    assert (found.before.runs, found.before.metres, found.before.mornings) == (1, 9_000, 1)


def test_a_week_without_anything_is_not_spoken_of_and_the_first_one_is_not_compared() -> None:
    assert review(standing(run(0, 5, 0)), 0) is None
    first = review(standing(run(3, 5, 0)), 0)
    assert first is not None and first.before is None


def test_five_sentences_and_two_dates() -> None:
    s = standing(*winter())
    found = review(s, 0)
    assert found is not None
    assert week_title(found, Manner()) == "23 Feb – 1 Mar, beside 16 Feb – 22 Feb"
    lines = week_lines(found, plan_of(s), Manner())
    assert len(lines) == 5
    assert lines[0] == "3 runs, 16.6 km; before: 4 runs, 19.2 km."
    assert lines[1] == "No pain; before: worst pain 4, from minute 19 of the run on Wed 18 Feb."
    assert "mornings logged" in lines[2] and "due exercises done; before: " in lines[3]
    assert lines[4].startswith(("This week", "Next run: "))
