"""The day, the week and the runs as plain lines: for screen readers, pipes and status bars.

Meaning is in words alone: nothing is drawn, and what is unknown is called not logged.
"""

from collections.abc import Iterator
from typing import Any

from itbtui.measures import Manner, count, say_list, say_number
from itbtui.rehab.log.entries import CrossTraining
from itbtui.rehab.log.gear import races_ahead
from itbtui.rehab.log.sessions import unfinished, worst_known
from itbtui.rehab.plan.forecast import forecast
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import Pauses
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage
from itbtui.wording.findings import because
from itbtui.wording.glance import LATELY, DayGlance, RunGlance, Todo, exercise_todo, kinds_due, pain_free_lately, todo
from itbtui.wording.plan import (
    CLEARED,
    DID_YOU_RUN,
    LOGS_IT,
    NO_DEVICE,
    NO_INJURY,
    NOTHING_YET,
    STAGES,
    WALK_HOME,
    after_colon,
    answer,
    needs,
    next_run,
    reasons,
    recent_notes,
    say_episode,
    say_ladder,
    say_streak,
)
from itbtui.wording.plan_json import as_json as plan_as_json
from itbtui.wording.races import race_lines

NOT_LOGGED = "not logged"
STATUS_KINDS = {"rolling": "rolling", "strength": "strength", "stretch": "stretches"}


# --- today --------------------------------------------------------------------------------------


def todos(s: Standing, plan: Plan, say: Manner, pauses: Pauses) -> list[Todo]:
    """All that is open or done today; a session that was broken off is said to be so."""
    broken_off = [Todo("session", False, "Session", "broken off; itbtui session goes on with it")]
    begun = broken_off if unfinished(s.log, plan.on) else []
    return [*todo(s, plan, say), *begun, *exercise_todo(s, plan, say, pauses)]


def today_lines(s: Standing, plan: Plan, say: Manner, pauses: Pauses) -> Iterator[str]:
    """What the screen Today says, the answer first."""
    if not len(s.log):
        yield from (NOTHING_YET, f"{DID_YOU_RUN} itbtui log {LOGS_IT}", NO_INJURY, NO_DEVICE)
        return
    yield f"{say.day(plan.on)}: {answer(plan, say)}"
    if plan.running.allowed and plan.stage is not Stage.FREE:
        yield WALK_HOME
    for reason in reasons(plan, say):
        yield f"Why: {reason}"
    if not plan.running.allowed:
        yield f"Next run: {after_colon(next_run(plan, say))}"
        if plan.stage is Stage.LOCKED:
            yield CLEARED
        else:
            yield from (f"Needs: {need}." for need in needs(plan, say))
    episode = f", {say_episode(plan.episode)}" if plan.episode else ""
    yield f"Stage: {STAGES[plan.stage]}{episode}."
    if plan.ladder:
        yield f"Ladder: {say_ladder(plan.ladder, plan.protocol)}."
    for row in todos(s, plan, say, pauses):
        yield f"{row.what}: {_state(row)}."
    lately = pain_free_lately(s)
    yield f"Pain-free: {say_streak(plan)}, {lately} of the last {LATELY} days."
    for race in races_ahead(s.log, plan.on)[:1]:
        reaches = forecast(s.log, s.settings, plan.on, [race.metres], plan.protocol)
        yield f"Race: {'. '.join(race_lines(race, plan, reaches, say))}"
    for note in recent_notes(plan):
        yield f"Note: {say.day(note.date)}: {because(note, say, plan.names)} ({note.rule})."


def today_json(s: Standing, plan: Plan, say: Manner, pauses: Pauses) -> dict[str, Any]:
    """What Today says, for scripts."""
    return {
        "answer": answer(plan, say),
        "why": reasons(plan, say),
        "needs": needs(plan, say),
        "todo": [{"what": row.what, "done": row.is_done, "detail": row.said} for row in todos(s, plan, say, pauses)],
        "pain_free_days": {"in_a_row": plan.streak, f"of_the_last_{LATELY}": pain_free_lately(s)},
        "plan": plan_as_json(plan, say),
    }


def _state(row: Todo) -> str:
    state = "done" if row.is_done else "open"
    return state if row.said in ("", state) else f"{state}, {row.said.rstrip('?.')}"


# --- the last days ------------------------------------------------------------------------------


def day_line(glance: DayGlance, say: Manner) -> str:
    """One day: its runs, the knee, other training, exercises."""
    d = glance.day
    parts = [_runs(glance, say), f"morning {_pain(glance.morning)}", f"daily life {_pain(glance.daily)}"]
    parts += [_cross(item) for item in d.cross_training]
    parts.append(_exercises(glance))
    return f"{say.day(glance.number)}: {'; '.join(parts)}."


def day_json(glance: DayGlance) -> dict[str, Any]:
    """A day, for scripts."""
    d = glance.day
    return {
        "date": glance.date.isoformat(),
        "runs": len(d.runs),
        "waiting": len(d.waiting),
        "km": d.ran_metres / 1000,
        "minutes": d.minutes,
        "run_pain": glance.run_pain,
        "morning": glance.morning,
        "daily": glance.daily,
        "cross_training": [{"kind": x.kind, "minutes": x.minutes, "pain": x.pain} for x in d.cross_training],
        "exercises": sorted({item.exercise for item in d.exercises if item.done}),
        "strength": glance.hips,
    }


def _runs(glance: DayGlance, say: Manner) -> str:
    d = glance.day
    parts = []
    if d.runs:
        many = "run" if len(d.runs) == 1 else f"{len(d.runs)} runs"
        minutes = f"{say_number(d.minutes)} min" if d.minutes is not None else f"minutes {NOT_LOGGED}"
        parts.append(f"{many} {say.distance(d.metres)}, {minutes}, pain {glance.run_pain}")
    parts += [f"run {say.distance(run.metres)}, pain {NOT_LOGGED}" for run in d.waiting]
    return "; ".join(parts) or "no run"


def _cross(item: CrossTraining) -> str:
    return f"{item.kind} {say_number(item.minutes)} min, pain {_pain(item.pain)}"


def _exercises(glance: DayGlance) -> str:
    done = len({item.exercise for item in glance.day.exercises if item.done})
    if not done:
        return "no exercises logged"
    whole = ", all of hip strength" if glance.hips == "complete" else ""
    worst = worst_known(item.pain for item in glance.day.exercises if item.done or item.pain is not None)
    return f"{count(done, 'exercise')}{whole}, pain {_pain(worst)}"


def _pain(pain: int | None) -> str:
    return NOT_LOGGED if pain is None else str(pain)


# --- runs ---------------------------------------------------------------------------------------


def run_line(glance: RunGlance, say: Manner) -> str:
    """One run with its pain, the morning after it, and its verdict."""
    run, pace = glance.run, glance.pace(say)
    far = say.distance(run.metres)
    took = f"{say_number(round(run.minutes or 0, 1))} min, {pace} a {say.unit_name}"
    pain = f"pain {run.pain}" + ("" if glance.onset is None else f" from minute {glance.onset}")
    parts = [far, took if pace else f"minutes {NOT_LOGGED}", pain, f"next morning {_pain(glance.next_morning)}"]
    worst = glance.worst
    verdict = f"{worst.verdict} ({worst.rule}): {glance.because(say)}" if worst else glance.verdict
    return f"{say.full_day(run.date)}: {', '.join(parts)}; {verdict}."


def run_json(glance: RunGlance, say: Manner) -> dict[str, Any]:
    """A run with its verdict, for scripts."""
    run, worst = glance.run, glance.worst
    return {
        "id": run.id,
        "date": run.date.isoformat(),
        "time": None if run.time is None else str(run.time),
        "km": run.distance_km,
        "minutes": run.minutes,
        "pain": run.pain,
        "onset_min": glance.onset,
        "next_morning": glance.next_morning,
        "verdict": glance.verdict,
        "rule": worst and worst.rule,
        "because": glance.because(say),
    }


# --- one short line for a status bar ------------------------------------------------------------


def status_line(s: Standing, plan: Plan, say: Manner) -> str:
    """May one run, how far or when, and what is open today: "run ok · 20 min · strength due"."""
    return " · ".join(_status(s, plan, say))


def _status(s: Standing, plan: Plan, say: Manner) -> Iterator[str]:
    if not len(s.log):
        yield "nothing logged yet"
        return
    day = s.reading.day(s.today)
    if plan.has_run:
        yield f"ran {say.distance(day.ran_metres)}"
    if plan.running.allowed:
        yield from _allowed(plan, say)
    else:
        if not plan.has_run:
            yield "no run"
        yield from _waits(plan, say)
    if day.morning is None and (plan.stage is not Stage.FREE or s.reading.day(s.today - 1).runs):
        yield "check-in open"
    if due := kinds_due(s, plan):
        yield f"{say_list(STATUS_KINDS[kind] for kind in due)} due"


def _allowed(plan: Plan, say: Manner) -> Iterator[str]:
    running = plan.running
    if running.minutes == 0:
        yield "better no run"
        return
    yield "more ok" if plan.has_run else "run ok"
    most = [] if running.minutes is None else [f"{running.minutes} min"]
    if running.km is not None:
        most.append(say.limit(running.km * 1000))
    if most:
        yield say_list(most)


def _waits(plan: Plan, say: Manner) -> Iterator[str]:
    """When the next run may be, or else what it waits for."""
    running = plan.running
    if plan.stage is Stage.LOCKED:
        yield "see a clinician"
    elif running.not_before and running.not_before > plan.on:
        yield f"next {say.day(running.not_before)}"
    elif plan.gates:
        yield f"{sum(gate.met for gate in plan.gates)} of {count(len(plan.gates), 'gate')} met"
    elif "week-used-up" in running.needs:
        yield "week used up"
    elif plan.protect and plan.protect.streak_need:
        yield f"{plan.streak} of {plan.protect.streak_need} pain-free days"
    elif "pain-free-day" in running.needs:
        yield "a pain-free day first"


def status_json(s: Standing, plan: Plan, say: Manner) -> dict[str, Any]:
    """The day in one line and its parts, for scripts."""
    not_before = plan.running.not_before
    return {
        "text": status_line(s, plan, say),
        "on": plan.on.isoformat(),
        "stage": str(plan.stage),
        "verdict": str(plan.verdict),
        "allowed": plan.running.allowed,
        "minutes": plan.running.minutes,
        "km": plan.running.km,
        "not_before": None if not_before is None else not_before.isoformat(),
        "check_in_open": s.reading.day(s.today).morning is None,
        "due": list(kinds_due(s, plan)),
    }
