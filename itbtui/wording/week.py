"""What kind of week it was, in five sentences; the two weeks that are compared stand in the title."""

from itbtui.measures import Manner, capital, count
from itbtui.rehab.log.days import to_date
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.trend.week import Review, WeekNumbers, Worst
from itbtui.wording.plan import after_colon, next_run, say_bounds

WHERE = {
    "morning": "on getting up",
    "daily": "in daily life",
    "exercises": "in exercises",
    "training": "in other training",
}


def week_title(found: Review, say: Manner) -> str:
    """ "23 Feb – 1 Mar, beside 16 Feb – 22 Feb": the two weeks that are compared."""
    beside = f", beside {_days(found.before, say)}" if found.before else ""
    return f"{_days(found.week, say)}{beside}"


def week_lines(found: Review, plan: Plan, say: Manner) -> list[str]:
    """Runs, worst pain, mornings, exercises, and what comes next."""
    week, before = found.week, found.before
    told = [_runs(week, say), _worst(week.worst, say), _mornings(week), _exercises(week)]
    then = [_runs(before, say), _worst(before.worst, say), _mornings(before), _exercises(before)] if before else []
    compared = [f"{now}; before: {earlier}." for now, earlier in zip(told, then, strict=False)]
    sentences = compared or [f"{now}." for now in told]
    return [*map(capital, sentences), _ahead(plan, say)]


def _days(week: WeekNumbers, say: Manner) -> str:
    same = to_date(week.first).year == to_date(week.last).year
    return f"{say.date(week.first) if same else say.full_date(week.first)} – {say.date(week.last)}"


def _runs(week: WeekNumbers, say: Manner) -> str:
    return f"{count(week.runs, 'run')}, {say.distance(week.metres)}" if week.runs else "no run"


def _worst(worst: Worst | None, say: Manner) -> str:
    if worst is None:
        return "no pain is logged, so the worst is unknown"
    if not worst.pain:
        return "no pain"
    return f"worst pain {worst.pain}, {_place(worst, say)} on {say.day(worst.day)}"


def _place(worst: Worst, say: Manner) -> str:
    if worst.where != "run":
        return WHERE[worst.where]
    if worst.onset_min is not None:
        return f"from minute {worst.onset_min} of the run"
    return "in the run" if worst.onset_km is None else f"from {say.distance(worst.onset_km * 1000)} of the run"


def _mornings(week: WeekNumbers) -> str:
    if not week.mornings:
        return "no morning logged"
    return f"{count(week.mornings, 'morning')} logged, {week.good_mornings} at 0"


def _exercises(week: WeekNumbers) -> str:
    return f"{week.done} of {week.due} due exercises done" if week.due else "no exercise was due"


def _ahead(plan: Plan, say: Manner) -> str:
    """What the new week allows, as the plan is now."""
    if plan.stage is Stage.FREE:
        return "This week the rules set no bound."
    if not plan.running.allowed:
        return f"Next run: {after_colon(next_run(plan, say))}"
    bounds = say_bounds(plan, say)
    if plan.ladder:
        more = plan.ladder.of - plan.ladder.clean
        return f"This week: {bounds}; {count(more, 'more clean run', 'more clean runs')}, and a step up follows."
    return f"This week, one run: {bounds}." if bounds else "This week nothing bounds a run."
