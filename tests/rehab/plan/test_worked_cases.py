"""The worked cases of the protocol, one by one: side right, standard tolerance, day 0 is 1 March 2026."""

import datetime as dt

from itbtui.rehab.log.entries import Run, Settings
from itbtui.rehab.log.log import Log
from tests.support.build import (
    STEPS,
    Part,
    as_json,
    ask,
    build,
    check,
    day,
    episode,
    found,
    free_runner,
    good,
    ladder,
    log_of,
    plan_on,
    run,
    said,
    sore_run,
)


def test_a_moderate_run_is_one_step_back_and_two_forward() -> None:
    log: list[Part] = [ladder(4), run(0, 20, pain=4, worsened=False)]
    after = ask(0, log)
    assert found(after) == ["+0 moderate back-off"]
    assert said(after) == "ladder 3, 0 clean: back-off, from +3, needs pain-free-day"
    assert after.running.not_before == dt.date(2026, 3, 4)
    assert said(ask(2, log)) == "ladder 3, 0 clean: back-off, from +3"
    assert said(ask(3, log)) == "ladder 3, 0 clean: run 20 min"
    log += [run(3, 20), run(5, 20)]
    assert said(ask(5, log)).startswith("ladder 3, 1 clean")
    assert said(ask(6, log)) == "ladder 4, 0 clean: from +7"
    log += [run(7, 20), run(9, 20)]
    assert said(ask(9, log)).startswith("ladder 4, 1 clean")
    eleventh = plan_on(log_of(log), Settings(), dt.date(2026, 3, 11))
    assert eleventh.ladder is not None and eleventh.ladder.step == 5
    assert said(ask(11, log)) == "ladder 5, 0 clean: run 25 min"


def test_pain_that_grew_settles_for_three_days() -> None:
    log: list[Part] = [ladder(4), run(0, 20, pain=2, worsened=True)]
    assert found(ask(0, log)) == ["+0 worsened protect"]
    settling = [ask(number, log) for number in range(4)]
    assert [str(plan.stage) for plan in settling] == ["protect"] * 4
    assert [plan.protect and plan.protect.until for plan in settling] == [dt.date(2026, 3, 4)] * 4
    assert [plan.protect and plan.protect.streak_need for plan in settling] == [3] * 4
    assert not any(plan.running.allowed for plan in settling)
    fifth = plan_on(log_of(log), Settings(), dt.date(2026, 3, 5))
    assert said(fifth) == "ladder 3, 0 clean: run 20 min"


def test_a_morning_after_counts_from_the_run() -> None:
    log: list[Part] = [ladder(4), run(0, 20), check(1, 2, 0)]
    evening, morning = ask(0, log), ask(1, log)
    assert found(evening) == ["+0 morning-unknown hold"]
    assert str(evening.verdict) == "hold"
    assert "+0 morning-after back-off" in found(morning)
    assert str(morning.verdict) == "back-off"
    assert morning.ladder is not None and morning.ladder.step == 3
    assert morning.running.not_before == dt.date(2026, 3, 4)
    assert ask(3, log).running.allowed
    assert not ask(3, log, check(2, 0, None), check(3, 0, None)).running.allowed


def test_a_first_entry_ever() -> None:
    first = Run(
        date=dt.date(2026, 3, 1),
        distance_km=8,
        minutes=48,
        pain=5,
        onset_km=1.2,
        stopped=True,
        worsened=False,
        side="right",
    )
    log = Log.of([first])
    day_of_it = plan_on(log, Settings(), dt.date(2026, 3, 1))
    assert [(f.rule, str(f.verdict)) for f in day_of_it.findings] == [("first-mile", "protect")]
    assert str(day_of_it.stage) == "protect"
    assert day_of_it.episode is not None
    assert (day_of_it.episode.began, day_of_it.episode.side) == (first.date, "right")
    assert day_of_it.protect is not None
    assert (day_of_it.protect.until, day_of_it.protect.then) == (dt.date(2026, 3, 8), "rebuild")
    assert plan_on(log, Settings(), dt.date(2026, 3, 8)).stage == "protect"
    after = plan_on(log, Settings(), dt.date(2026, 3, 9))
    assert after.stage == "rebuild"
    assert list(after.running.needs) == ["pain-free-days", "strength", "walk"]


def test_a_trace_of_a_free_runner_halves_the_week() -> None:
    log: list[Part] = [free_runner(), sore_run(0)]
    after = ask(1, log)
    assert found(after) == ["+0 trace hold"]
    assert str(after.stage) == "reduce"
    assert said(ask(2, log)) == "reduce: run 32 min 15 km"


def test_all_is_clean_before() -> None:
    before = ask(0, ladder(4))
    assert (found(before), said(before)) == ([], f"ladder 4, 0 clean: run {STEPS[4]} min")
    assert before.episode is not None and before.episode.began == dt.date(2026, 1, 10)


# --- the shape that scripts rely on ------------------------------------------------------------


def test_the_shape_of_the_plan() -> None:
    shape = as_json(ask(1, ladder(4), run(0, 20, pain=4, worsened=False), check(1, 0, 1)))
    assert list(shape) == [
        "on",
        "stage",
        "verdict",
        "episode",
        "running",
        "ladder",
        "protect",
        "gates",
        "streak",
        "due",
        "findings",
        "notes",
    ]
    moderate = next(finding for finding in shape["findings"] if finding["rule"] == "moderate")
    assert list(moderate) == ["rule", "verdict", "date", "entries", "facts", "because"]
    assert (moderate["verdict"], moderate["date"], moderate["entries"]) == ("back-off", "2026-03-01", ["run 0"])
    assert shape["on"] == "2026-03-02"
    assert shape["stage"] == "ladder"
    assert shape["verdict"] == "back-off"
    assert shape["episode"] == {"began": "2026-01-10", "side": "right", "day": 52, "week": 8}
    assert shape["running"] == {
        "allowed": False,
        "not_before": "2026-03-04",
        "minutes": None,
        "km": None,
        "limits": [],
        "caps": [],
        "needs": ["pain-free-day"],
    }
    assert shape["ladder"] == {"step": 3, "clean": 0, "of": 2, "minutes": 20}
    assert (shape["protect"], shape["gates"], shape["streak"]) == (None, [], 0)


def test_the_shape_of_settling_and_of_gates() -> None:
    settling = as_json(ask(0, ladder(4), run(0, limped=True)))
    assert settling["protect"] == {"until": "2026-03-04", "streak_need": 3, "then": "ladder"}
    assert settling["ladder"] == {"step": 3, "clean": 0, "of": 2, "minutes": 20}
    waiting = as_json(ask(9, good(0, 9), episode(0)))
    assert waiting["protect"] is None and waiting["ladder"] is None
    assert waiting["gates"] == [
        {"id": "pain-free-days", "have": 10, "need": 5, "met": True},
        {"id": "strength", "have": 0, "need": 2, "met": False},
        {"id": "walk", "have": 0, "need": 30, "met": False},
    ]
    building = as_json(ask(0, build()))
    assert building["gates"] == [] and building["running"]["limits"] == ["no-hills"]


def test_findings_by_date_then_rule() -> None:
    log: list[Part] = [ladder(4), run(0, 20, pain=4, worsened=False, swelling="mild"), check(0, 0, 2), check(1, 3, 0)]
    found_then_sorted = [(f.date, f.rule) for f in ask(2, log).findings]
    assert found_then_sorted == sorted(found_then_sorted) and len(found_then_sorted) > 2


def test_without_an_episode_findings_reach_back_28_days() -> None:
    log: list[Part] = [good(0, 40), check(5, 0, 1)]
    assert found(ask(32, log)) == ["+5 sore-day hold"]
    assert found(ask(33, log)) == []
    assert ask(33, log).episode is None
    assert day(5) == dt.date(2026, 3, 6)
