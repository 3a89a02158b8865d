"""The made-up year: the same each time, legal, and what a year with this injury looks like."""

import datetime as dt
from collections import Counter
from functools import cache

import pytest

from itbtui.data.exchange import own
from itbtui.demo.diary import Diary
from itbtui.demo.year import make
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import Verdict, shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage
from tests.support.build import plan_on

LAST = dt.date(2026, 3, 2)
ENDS = [(LAST, 1), (dt.date(2024, 2, 29), 2), (dt.date(2026, 12, 31), 3)]
"""Last days with seeds."""


@cache
def year(last: dt.date = LAST, seed: int = 1) -> Log:
    return make(last, seed=seed)


def led_to(log: Log, last: dt.date = LAST) -> Standing:
    return replay(log, Settings(), last, shipped())


def test_the_same_day_and_seed_give_the_same_log_with_the_same_ids() -> None:
    assert make(LAST, 150) == make(LAST, 150)
    assert make(LAST, 150) != make(LAST, 150, seed=2)


def test_it_is_a_log_as_the_program_exports_it() -> None:
    text = own.dump(year(), Settings())
    assert own.load(text.encode()).log == year()


@pytest.mark.parametrize(("last", "seed"), ENDS)
def test_it_has_an_injury_a_relapse_and_a_way_back_and_ends_where_something_is_to_be_decided(
    last: dt.date, seed: int
) -> None:
    log = year(last, seed)
    standing = led_to(log, last)
    ways = Counter(stage for _, stage in standing.course)
    assert ways[Stage.LADDER] >= 2
    assert ways[Stage.PROTECT] >= 2
    assert {Stage.FREE, Stage.REBUILD, Stage.BUILD} <= ways.keys()
    now = plan_of(standing)
    lately = [f.verdict for f in now.findings if (last - f.date).days < 10]
    assert (now.stage, now.running.allowed, max(lately)) == (Stage.LADDER, True, Verdict.BACK_OFF)
    assert {exercise.kind for exercise in shipped().exercises if exercise.id in now.due} >= {"strength", "stretch"}
    assert log.episodes[-1].baseline_km
    assert max(race.date for race in log.races) > last
    assert log.until(last) == log
    assert not log.days[last.toordinal()].runs


def test_the_runner_mostly_follows_the_plan_and_mostly_logs() -> None:
    log, standing = year(), led_to(year())
    against = [note for note in standing.notes if note.rule == "against-advice"]
    assert 0 < len(against) < 10 < len(log.runs) / 10
    days = [n for episode in standing.episodes for n in range(episode.began, episode.over or LAST.toordinal())]
    noted = sum(bool((day := log.days.get(n)) and day.check_in) for n in days)
    assert 0.8 < noted / len(days) < 1
    assert any(c.daily is None for c in log.check_ins[-14:-1])


def test_there_is_something_to_see_on_each_screen() -> None:
    log = year()
    rows = [row for session in log.sessions for row in session.exercises]
    assert {row.load for row in rows} >= {None, "band", "weight"}
    assert {"walk", "bike"} <= {item.kind for item in log.cross_training}
    assert {run.terrain for run in log.runs} >= {"flat", "hilly", "downhill"}
    assert {run.shoe for run in log.runs} == {shoe.name for shoe in log.shoes}
    assert sum(run.cadence_spm is not None for run in log.runs) > len(log.runs) / 2
    assert sum(run.notes is not None for run in log.runs) > 10
    assert log.progressions


def test_pain_has_its_reasons() -> None:
    """It comes with an onset, is gone without one, and the days after the worst runs are sore."""
    for run in year().runs:
        assert (run.pain > 0) == (run.onset_min is not None) == (run.worsened is not None)
        if run.worsened:
            after = [year().days.get(run.date.toordinal() + later) for later in range(1, 5)]
            assert any(day and day.check_in and day.check_in.morning for day in after), run.date


def test_what_the_runner_is_told_each_day_is_what_the_program_says_of_the_whole_log() -> None:
    """The diary asks with the entries of some weeks only."""
    first = year().runs[0].date
    diary = Diary(first, Settings(), 1, shipped())
    for entry in [*year().episodes, *year().shoes, *year().progressions]:
        diary.write(entry)
    for number in range(first.toordinal(), LAST.toordinal() + 1):
        on = dt.date.fromordinal(number)
        if day := year().days.get(number):
            for entry in [*day.runs, *day.sessions, *day.cross_training, *filter(None, [day.check_in])]:
                diary.write(entry)
        told = plan_of(diary.standing(on))
        if number % 9 == 0:
            whole = plan_on(year(), Settings(), on)
            assert (told.stage, told.running, told.ladder, told.gates, told.streak, told.due) == (
                *(whole.stage, whole.running, whole.ladder, whole.gates, whole.streak, whole.due),
            )


@pytest.mark.parametrize("days", [1, 30, 600])
def test_it_may_be_of_any_length(days: int) -> None:
    log = make(LAST, days)
    assert min(log.days, default=LAST.toordinal()) > LAST.toordinal() - days
    assert len(log.runs) >= days // 10
