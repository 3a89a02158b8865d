"""Going on from where an earlier log led to leads to where one replay of all of it leads."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itbtui.rehab.log.entries import OwnExercise, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.due import due
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import Tolerance, shipped
from itbtui.rehab.stages import replay as module
from itbtui.rehab.stages.outlook import outlook
from itbtui.rehab.stages.replay import NOT_BACK, OPEN_DAYS, looks_back_days, replay
from itbtui.rehab.stages.standing import Standing
from itbtui.values import Value
from tests.support.build import Part, blank, check, clearance, day, entries_of, episode, good, log_of, run
from tests.support.logs import Story, any_day, dated, stories


@settings(max_examples=12)
@given(stories())
def test_a_log_that_is_being_written_leads_to_the_same_plans(story: Story) -> None:
    """Of which no more is looked at than the rules look back."""
    standing = replay(Log(), story.settings, day(-400), shipped())
    for number in range(story.last + 1):
        since = day(number).toordinal() - looks_back_days(shipped())
        log = story.log.until(day(number)).from_day(since) if number else story.log.until(day(0))
        standing = replay(log, story.settings, day(number), shipped(), standing)
        assert standing.log.since == (since if number else 0)
        whole = replay(story.log, story.settings, day(number), shipped())
        assert (standing.stage, standing.streak, outlook(standing)) == (whole.stage, whole.streak, outlook(whole))
        assert due(standing, may_run=True) == due(whole, may_run=True)


FIGURES_IN_DAYS = [
    (table, name)
    for table, figures in vars(shipped()).items()
    for name, figure in (vars(figures) if isinstance(figures, Value) else {}).items()
    if name.endswith("_days") and isinstance(figure, int)
]


@pytest.mark.parametrize(("table", "name"), FIGURES_IN_DAYS)
def test_it_looks_back_by_each_figure_in_days_but_for_those_that_do_not(table: str, name: str) -> None:
    p, usual = shipped(), looks_back_days(shipped())
    longer = looks_back_days(replace(p, **{table: replace(getattr(p, table), **{name: 400})}))
    assert longer == usual if f"{table}.{name}" in NOT_BACK else longer >= 400 + p.consequences.belongs_days


def test_what_does_not_look_back_is_a_figure() -> None:
    assert {f"{table}.{name}" for table, name in FIGURES_IN_DAYS} > NOT_BACK


# --- a log that is changed ------------------------------------------------------------------


def known(standing: Standing) -> dict[str, Any]:
    """All that a standing knows, and all that its reading of the log says; its sums are of what it knows."""
    own = {name: value for name, value in vars(standing).items() if name not in ("reading", "earlier", "_sums")}
    return own | {f"reading {name}": value for name, value in vars(standing.reading).items()}


def agree(found: Standing, log: Log, preferred: Settings, number: int) -> None:
    whole = replay(log, preferred, day(number), shipped())
    assert known(found) == known(whole)
    assert plan_of(found) == plan_of(whole)


@given(stories(most=20), st.data())
def test_a_replay_that_goes_on_from_another_log_leads_where_a_whole_one_does(story: Story, data: st.DataObject) -> None:
    """However often a day of the log is written anew, and whatever day it is by then."""
    log, before, number = story.log, None, story.last
    for _ in range(data.draw(st.integers(2, 4))):
        before = replay(log, story.settings, day(number), shipped(), before)
        agree(before, log, story.settings, number)
        changed = data.draw(st.integers(number - 30, number + 3))
        others = [entry for entry in log.entries() if dated(entry) != day(changed)]
        log = Log.of(entries_of(others, data.draw(any_day(changed))))
        number += data.draw(st.sampled_from([0, 0, 0, 1, 2, 20, -1, -20, 400]))
    agree(replay(log, story.settings, day(number), shipped(), before), log, story.settings, number)


def test_what_is_said_of_every_day_is_read_anew() -> None:
    swollen = [check(number, swelling="mild") for number in (0, 4)]
    log = Log.of(entries_of(run(0, pain=3), swollen))
    before = replay(log, Settings(), day(40), shipped())
    assert before.earlier
    own = OwnExercise(id="own", name="Wall sit", kind="strength", reps=10, sides="together")
    with_own = Log.of([*log.entries(), own])
    agree(replay(with_own, Settings(), day(40), shipped(), before), with_own, Settings(), 40)
    strict = Settings(tolerance=Tolerance.STRICT)
    agree(replay(log, strict, day(40), shipped(), before), log, strict, 40)
    harder = replace(shipped(), thresholds=replace(shipped().thresholds, trace=2))
    assert replay(log, Settings(), day(40), harder, before).protocol is harder


def test_a_log_that_speaks_of_more_is_read_whole() -> None:
    log = Log.of(entries_of([run(number) for number in range(-100, 1, 3)]))
    tail, whole = log.from_day(day(-60).toordinal()), replay(log, Settings(), day(-1), shipped())
    before = replay(tail, Settings(), day(0), shipped(), whole)
    assert len(before.log) < len(log)
    agree(replay(log, Settings(), day(0), shipped(), before), log, Settings(), 0)
    with pytest.raises(ValueError):
        replay(tail, Settings(), day(0), shipped())


def test_how_often_nothing_of_it_is_gone_through_again(monkeypatch: Any) -> None:
    """The days of a long log that is written on are few."""
    lived: list[int] = []
    once = module._up_to_runs

    def counted(s: Standing, *others: Any) -> Any:
        lived.append(s.today)
        return once(s, *others)

    monkeypatch.setattr(module, "_up_to_runs", counted)
    log = Log.of(entries_of([run(number) for number in range(-100, 0, 3)]))
    before = replay(log, Settings(), day(0), shipped())
    for number, most in ((0, 4), (-1, OPEN_DAYS), (0, 4), (0, 4), (-10, OPEN_DAYS), (-1, OPEN_DAYS)):
        lived.clear()
        log = Log.of([*log.entries(), run(number, no=f" and {len(log)}")])
        before = replay(log, Settings(), day(0), shipped(), before)
        assert len(lived) <= most


# --- a day in free --------------------------------------------------------------------------


def lived_as_any_other(log: Log, chosen: Settings, last: int) -> Standing:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "is_free_and_well", lambda _s, _day: False)
        return replay(log, chosen, day(last), shipped())


@given(stories())
def test_a_day_that_is_free_and_well_leads_where_any_other_does(story: Story) -> None:
    shortly = replay(story.log, story.settings, day(story.last), shipped())
    assert known(shortly) == known(lived_as_any_other(story.log, story.settings, story.last))


FREE_AND_NOT_WELL: dict[str, list[Part]] = {
    "a wait": [good(-9, 9), check(1, 1), blank(2), run(2), run(4)],
    "a clearance": [
        good(-9, 9),
        run(0, swelling="mild"),
        episode(2, 3),
        clearance(5, running=True),
        run(7),
        run(8, swelling="mild"),
    ],
    "a painful day": [good(-9, 9), run(0), check(2, 0, 2), run(2), run(4, pain=2)],
    "an episode": [good(-9, 9), run(0), episode(2), run(2)],
}


@pytest.mark.parametrize("log", FREE_AND_NOT_WELL.values(), ids=FREE_AND_NOT_WELL)
def test_a_day_in_free_that_is_not_well(log: list[Part]) -> None:
    assert known(replay(log_of(log), Settings(), day(9), shipped())) == known(
        lived_as_any_other(log_of(log), Settings(), 9)
    )
