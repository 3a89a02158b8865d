"""What a checkpoint says of days long ago is what their entries say, and the plan would be another without it."""

from dataclasses import replace
from typing import Any

import pytest

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import Plan, plan_of
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.checkpoint import Checkpoint
from itbtui.rehab.stages.past import NO_PAST
from itbtui.rehab.stages.replay import OPEN_DAYS, looks_back_days, replay
from itbtui.rehab.trend.lately import WEEKS, Lately, lately
from tests.support.build import Part, check, day, episode, exercise, good, log_of, run, sore_run

P = shipped()

LOGS: dict[str, list[Part]] = {
    "began": [good(-200, -150), good(-40, 0), check(-34, 3)],
    "load": [good(-200, 0), episode(-190), [run(number) for number in range(-180, -120, 3)], run(-119, km=30)],
    "worst_at_first": [[check(number, 3, 3) for number in range(-150, 1)], episode(-150)],
    "onsets": [good(-135, 0), [run(number, 50) for number in range(-135, -100, 3)], sore_run(-100)],
    "hurt": [good(-200, 0), episode(-190), [exercise(n, p) for n, p in ((-180, 1), (-170, 1), (-160, 0), (-150, 1))]],
    "was_stopped": [good(-200, 0), episode(-190), [exercise(n, int(n < -155)) for n in (-180, -170, -160, -150)]],
}
"""Logs of which the plan of day 0 says something that lies long before it, by the answer that holds it."""


def gone_on(kept: Checkpoint, log: Log, number: int = 0) -> tuple[Plan, Lately]:
    known = log.from_day(kept.since.toordinal())
    again = Checkpoint.from_json(kept.to_json())
    assert again
    s = replay(known, Settings(), day(number), P, again.standing(known, Settings(), P))
    return plan_of(s), lately(s)


def by_all(log: Log, number: int = 0) -> tuple[Plan, Lately]:
    s = replay(log, Settings(), day(number), P)
    return plan_of(s), lately(s)


def kept_of(log: Log, number: int = 0) -> Checkpoint:
    kept = Checkpoint.of(replay(log, Settings(), day(number), P))
    assert kept
    return kept


@pytest.mark.parametrize("answer", LOGS)
def test_the_plan_rests_on_an_answer(answer: str) -> None:
    log = log_of(LOGS[answer])
    kept = kept_of(log)
    assert gone_on(kept, log) == by_all(log)
    without: Any = kept.past._replace(**{answer: getattr(NO_PAST, answer)})

    assert gone_on(replace(kept, past=without), log) != by_all(log)


@pytest.mark.parametrize("answer", LOGS)
def test_answers_are_handed_on_from_checkpoint_to_checkpoint(answer: str) -> None:
    """Each is made of the one before and of the days since."""
    log = log_of(LOGS[answer])
    kept = kept_of(log, -60)
    for number in (-40, -20, 0):
        known = log.from_day(kept.since.toordinal())
        made = Checkpoint.of(replay(known, Settings(), day(number), P, kept.standing(known, Settings(), P)))
        assert made == kept_of(log, number)
        kept = made
    assert gone_on(kept, log) == by_all(log)


def test_an_episode_that_has_long_been_open_needs_no_more_entries_than_any_log() -> None:
    log = log_of([good(-1500, 0), episode(-1400)])
    assert len(log.from_day(kept_of(log).since.toordinal())) < 60


def test_the_days_that_are_shown_at_the_start_are_known() -> None:
    assert OPEN_DAYS + looks_back_days(P) > WEEKS * WEEK
