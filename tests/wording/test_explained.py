"""Every restriction says its numbers, its days and what lifts it: in the words and in the JSON alike."""

from itbtui.measures import Manner
from itbtui.rehab.log.entries import Clearance, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from itbtui.wording.glance import todo
from itbtui.wording.plan import answer, needs, next_run, plan_lines, reasons, reasons_alone, recent_notes
from tests.support.build import (
    Part,
    as_json,
    ask,
    blank,
    check,
    clearance,
    day,
    entries_of,
    episode,
    exercise,
    free_runner,
    gates_met,
    good,
    ladder,
    lock,
    log_of,
    meaning,
    plan_on,
    rebuild,
    reduce,
    run,
    session,
    sore_run,
    walk,
    with_,
)

SAY = Manner()
GREW = {"pain": 5, "worsened": True}


def said(number: int, *log: Part) -> str:
    """All that is said of a day's plan."""
    plan = ask(number, *log)
    return " | ".join([answer(plan, SAY), next_run(plan, SAY), *needs(plan, SAY), *reasons(plan, SAY)])


def test_what_is_left_of_a_week_is_never_a_few_metres() -> None:
    log: list[Part] = [reduce(), good(0, 60), run(2, km=6), run(4, km=8.97)]
    plan = ask(6, *log)
    assert not plan.running.allowed and plan.running.needs == ("week-used-up",)
    assert plan.running.not_before and plan.running.not_before > plan.on
    assert "week's distance is used up" in said(6, *log)


def test_a_protect_that_leads_to_the_gates_says_until_when_it_rests() -> None:
    hurt = run(0, km=8, **GREW)
    assert "Rest until Sun 8 Mar; from Mon 9 Mar at the earliest, when the gates are met." in said(0, hurt)
    ready: list[Part] = [hurt, good(1, 8), gates_met(7)]
    assert all(gate.met for gate in ask(7, *ready).gates)
    assert "Rest until Sun 8 Mar; from Mon 9 Mar if the gates are still met." in said(7, *ready)


def test_a_day_at_the_gates_says_the_earliest_one() -> None:
    assert "When the gates are met, Tue 3 Mar at the earliest." in said(0, rebuild())
    assert "When the gates are met, Fri 6 Mar at the earliest." in said(0, rebuild(), check(0, 0, 1))


def test_a_sore_day_a_flag_and_its_clearance_leave_no_run_for_that_day() -> None:
    plan = ask(0, free_runner(), check(0, 2, flags=("locking",)), clearance(0))
    assert not plan.running.allowed
    assert as_json(plan)["running"]["needs"] or as_json(plan)["running"]["not_before"] > str(day(0))


def test_a_cap_names_its_run_its_onset_and_its_baseline() -> None:
    log: list[Part] = [free_runner(), sore_run(0), good(1, 9)]
    told = said(2, *log)
    assert "At most 32 min: the pain of this episode began in minute 40 at the earliest: 80 % of that." in told
    assert "At most 15 km: 7 days may have 15 km, 50 % of the 30 km a week from before it began." in told
    caps = as_json(ask(2, *log))["running"]["caps"]
    assert [(cap["cap"], cap.get("minutes"), cap.get("km")) for cap in caps] == [
        ("onset", 32, None),
        ("reduced-week", None, 15),
    ]
    assert caps[0]["entries"] == ["run 0"] and caps[0]["facts"] == {"onset_min": 40, "percent": 80}
    assert all(cap["because"] in told for cap in caps)


def test_what_is_missing_of_a_streak_is_named_with_its_days() -> None:
    unasked = [check(number, 0, None) for number in range(-3, 1)]
    told = said(0, rebuild(), unasked)
    assert "not logged: daily life on Thu 26 Feb, Fri 27 Feb and Sat 28 Feb" in told


def test_the_evening_of_a_run_speaks_of_the_day_of_rest() -> None:
    told = said(0, ladder(4), run(0), blank(1))
    assert "A day without running follows a run" in told and "not logged" not in told


def test_where_no_rule_has_found_anything_the_plans_own_reasons_are_all_there_is() -> None:
    for log, reason in (
        ([], "The rules have found nothing."),
        ([rebuild()], "An episode began on"),
        ([ladder(4), run(0), good(0, 1)], "A day without running follows a run"),
    ):
        asked = ask(1, *log)
        assert not asked.findings
        assert [told.startswith(reason) for told in reasons_alone(asked, Manner())] == [True]


def test_an_exercise_that_hurts_each_time_is_named_with_the_two_ways_on() -> None:
    hurts = [session(number, clamshell=1) for number in (-9, -6, -3)]
    told = said(0, rebuild(), hurts)
    assert "Clamshell hurt again and again: an easier level, or leave it out of the routine" in told
    assert [note.rule for note in ask(0, rebuild(), hurts).notes] == ["exercise-keeps-hurting"]
    left_out = ask(0, rebuild(), hurts, settings=with_(left_out=("clamshell",)))
    assert "exercise-keeps-hurting" not in [note.rule for note in left_out.notes]


def test_pain_relief_says_what_clears_it() -> None:
    log: list[Part] = [ladder(4), run(0, pain_relief=True)]
    assert "A run without any in the 8 h before does." in said(2, *log)
    assert "without pain relief" in meaning(entries_of(ladder(4)), run(0, pain_relief=True), day(0))


def test_a_walk_is_offered_only_where_the_morning_is_at_0() -> None:
    for morning, offered in ((4, False), (None, False), (0, True)):
        log = log_of(rebuild(), check(0, morning, None))
        standing = plan_standing(log)
        assert ("Walk" in [row.what for row in todo(standing, plan_on(log, with_(), day(0)), SAY)]) is offered


def plan_standing(log: Log) -> Standing:
    return replay(log, with_(), day(0), shipped())


def test_an_evening_that_may_pass_says_so() -> None:
    trace = sore_run(0)
    before = entries_of(free_runner(), blank(*range(1, 60)))
    told = meaning(before, trace, day(0), with_("monitored"))
    assert "If the next morning is no worse than that of the run, this passes" in told
    assert "this passes" not in meaning(before, trace, day(0), with_("standard"))
    assert ask(1, free_runner(), trace, check(1), settings=with_("monitored")).stage == "free"


# --- the card ---------------------------------------------------------------------------------


def test_a_run_against_advice_is_told_on_its_card() -> None:
    told = meaning(entries_of(ladder(4), run(0)), run(1), day(1))
    assert "A run on a day without running (against-advice)" in told


def test_runs_of_a_day_that_are_too_long_only_together_are_told_together() -> None:
    told = meaning(entries_of(ladder(4), run(0, 13)), run(0, 13, no="b"), day(0))
    assert "26 min in the 2 runs of the day together, where the plan said 20 min (against-advice)" in told
    assert "26 min, where the plan said 20 min" in meaning(entries_of(ladder(4)), run(0, 26), day(0))


def test_the_card_names_a_gate_that_its_entry_has_met_and_no_other() -> None:
    before = entries_of(rebuild())
    told = meaning(before, walk(0, 45), day(0))
    assert "A gate to running is met: 30 minutes walked at pain 0." in told
    assert "pain-free days in a row." not in told
    for other in (walk(0, 29), walk(0, 45, 1), walk(0, 45, None), walk(0, 45, kind="bike")):
        assert "A gate" not in meaning(before, other, day(0))
    assert "A gate" not in meaning([*before, walk(-3, 30)], walk(0, 45), day(0))


def test_a_hold_says_before_its_day_that_the_morning_is_asked_then() -> None:
    trace = meaning(entries_of(ladder(4), run(0)), run(2, pain=1, worsened=False), day(2))
    assert "then log that morning before you run: it has to be 0" in trace
    clean = meaning(entries_of(ladder(4), run(0)), check(1), day(1))
    assert "Only days have to pass." in clean and "that morning" not in clean


def test_what_is_logged_of_a_day_before_is_not_answered_for_today() -> None:
    before = entries_of(ladder(4))
    assert meaning(before, check(5, 0, 1), day(5)).startswith("A sore knee does not run today")
    late = meaning(before, check(5, 0, 1), day(6))
    assert late.startswith("The knee was sore that day") and "today" not in late.partition("Next")[0]


def test_a_twinge_that_takes_the_clean_runs_says_so() -> None:
    before = entries_of(ladder(4), run(0))
    assert "Clean runs at this step: 0 of 2; it was 1." in meaning(before, exercise(2, 2), day(2))


def test_a_step_back_says_its_steps() -> None:
    assert "Step 3 of the ladder; it was step 4." in meaning(
        entries_of(ladder(4)), run(0, pain=4, worsened=False), day(0)
    )


def test_a_lock_names_the_clearance_and_its_command() -> None:
    told = meaning(entries_of(ladder(4)), lock(0), day(0))
    assert told.startswith("See a clinician first") and "Log the clearance then (itbtui clearance)" in told
    asked = plan_on(Log.of(entries_of(ladder(4), lock(0))), Settings(), day(0))
    assert any("itbtui clearance logs it" in line for line in plan_lines(asked, asked.on, SAY, asked.names))


def test_a_clearance_without_effect_says_so() -> None:
    free = entries_of(free_runner())
    assert "changes something only while running waits for one" in meaning(free, clearance(0), day(0))
    locked = entries_of(ladder(3), lock(-1))
    assert "changes something only" not in meaning(locked, clearance(0), day(0))
    lets_run = Clearance(id="clearance 0", date=day(0), running=True)
    assert "Stage: on the ladder; it was building strength." in meaning(entries_of(rebuild()), lets_run, day(0))


def test_the_run_that_began_it_is_asked_about() -> None:
    known = [episode(0, baseline_km=20)]
    told = meaning(known, run(-1, km=8, **GREW), day(0))
    assert told.startswith("Settle first: no running\n") and "(worsened)" in told
    assert "Did it begin with this run?" in told
    long_ago = meaning(known, run(-20, km=8, **GREW), day(0))
    assert "Did it begin" not in long_ago


def test_while_building_strength_the_last_painful_day_is_the_reason() -> None:
    log: list[Part] = [rebuild(), check(3, 0, 4)]
    told = reasons(ask(3, *log), SAY)
    assert told[0].startswith("Wed 4 Mar: pain 4 in daily life") and "opens no gate" in told[1]


def test_completing_yesterday_is_no_finding_of_today() -> None:
    """The morning of the day before was answered then."""
    before = entries_of(free_runner(), check(0, 2, None))
    told = meaning(before, check(0, 2, 0), day(1), None, check(1, 0, None))
    assert told.startswith("Noted") and "sore" not in told.partition("Why")[0]


def test_who_begins_with_the_run_that_hurt_had_no_advice() -> None:
    first = [episode(-7), run(0, km=8, **GREW)]
    assert "against-advice" in [note.rule for note in ask(1, *first).notes]
    assert [note.rule for note in recent_notes(ask(1, *first))] == []
    known: list[Part] = [ladder(4), run(0, 40, pain=5, worsened=True)]
    assert "against-advice" in [note.rule for note in recent_notes(ask(1, *known))]
