"""A plan in words: what the screens and the commands both say. Calm, short, with the numbers."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from itbtui.measures import Manner, capital, count, harmless, say_list
from itbtui.rehab.log.days import WEEK, to_date
from itbtui.rehab.plan.plan import EpisodeDay, OnLadder, Plan
from itbtui.rehab.protocol.figures import Kind, Protocol, Verdict, WorkoutFigures
from itbtui.rehab.rules import UNCONFIRMED
from itbtui.rehab.rules.finding import Finding, Note
from itbtui.rehab.rules.notes import against_advice, exercise_keeps_hurting
from itbtui.rehab.rules.runs import masked
from itbtui.rehab.stages.caps import Cap
from itbtui.rehab.stages.state import Stage
from itbtui.values import Value
from itbtui.wording.caps import say_cap, why_capped
from itbtui.wording.entries import say_knee
from itbtui.wording.findings import because

HEADLINES = {
    Verdict.CONTINUE: "Go on",
    Verdict.HOLD: "Hold: the same again",
    Verdict.BACK_OFF: "Back off one step",
    Verdict.PROTECT: "Settle first: no running",
    Verdict.SEE_CLINICIAN: "See a clinician first",
}

KIND_NAMES: dict[Kind, str] = {"rolling": "Rolling", "strength": "Hip strength", "stretch": "Stretches"}

STAGES = {
    Stage.FREE: "free to run",
    Stage.REDUCE: "running less",
    Stage.PROTECT: "settling",
    Stage.REBUILD: "building strength",
    Stage.LADDER: "on the ladder",
    Stage.BUILD: "building up",
    Stage.LOCKED: "waiting for a clinician",
}

WALK_HOME = "If the outside of the knee hurts, walk home at once."

NOTHING_YET = "Nothing is logged yet."
DID_YOU_RUN, LOGS_IT = "Did you run?", "logs it, and says what it means."
"""Between them stands the key or the command."""
NO_INJURY = "No injury? Log your runs; the plan stays out of the way."
NO_DEVICE = "This is a training log with rules of thumb. It is no medical device and no diagnosis."

CLEARED = "itbtui clearance logs it."

SOURCES = {
    "G": "a rehabilitation guide",
    "F": "a runners' forum",
    "E": "the literature",
    "D": "a decision of this program",
}


def say_stage_change(before: Stage, now: Stage) -> str:
    """What an entry has changed it to."""
    return f"Stage: {STAGES[now]}; it was {STAGES[before]}."


def answer(plan: Plan, say: Manner) -> str:
    """May I run today, and how far."""
    if not plan.running.allowed:
        return "No second run today." if plan.has_run else "No run today."
    if plan.stage is Stage.FREE:
        return "Run as you like."
    if plan.running.minutes == 0:
        return "Better no run yet: the pain of this episode began within the first minute."
    bounds = say_bounds(plan, say)
    start = "You have run today. A second run may be" if plan.has_run else "You may run today:"
    return f"{start} {bounds}." if bounds else start.rstrip(":") + "."


NOT_FROM_THE_LOG = (
    "What this file kept of earlier days did not follow from its entries, so the plan was made anew from all of them"
)


def tell_all(plan: Plan, say: Manner) -> None:
    """Tries whether all that a plan has found can be told: not of a log, which it always can, but of what is kept
    beside it. Raises LookupError, TypeError, ValueError or AttributeError."""
    _tell(plan, plan.notes, say)


def tell_lately(plan: Plan, say: Manner) -> None:
    """Tries what is told where older notes are not. Raises what ``tell_all`` does."""
    _tell(plan, recent_notes(plan), say)


def _tell(plan: Plan, notes: Iterable[Note], say: Manner) -> None:
    found: list[Finding | Note] = [*plan.findings, *notes]
    for item in found:
        because(item, say, plan.names)


def say_other_day(on: dt.date, today: dt.date, say: Manner) -> str:
    """That the log goes on after the day of the clock, and the plan with it."""
    return (
        f"The log goes on to {say.full_day(on)}, and the clock says {say.full_day(today)}: "
        f"the plan is for {say.day(on)}. Is the clock wrong, or a date in the log?"
    )


def say_bounds(plan: Plan, say: Manner) -> str:
    """How long, how far and how a run may be."""
    running = plan.running
    parts = []
    most = [] if running.minutes is None else [f"{running.minutes} min"]
    if running.km is not None:
        most.append(say.limit(running.km * 1000))
    if most:
        up_to = "" if plan.stage is Stage.LADDER else "up to "
        parts.append(up_to + say_list(most))
    return ", ".join([*parts, *say_limits(running.limits, plan.protocol.workout)])


def say_limits(limits: Iterable[str], workout: WorkoutFigures) -> list[str]:
    """How a run is to be run: "flat", "4 pick-ups of 30 s"."""
    from itbtui.wording.workout import say_time

    words = {
        "flat": "flat",
        "easy": "easy",
        "walk-run": f"{say_time(workout.run_turn_s)} running, {say_time(workout.walk_turn_s)} walking in turn",
        "strides": f"{count(workout.pick_ups, 'pick-up')} of {say_time(workout.pick_up_s)}",
        "no-hills": "no hills, no track, nothing hard",
    }
    return [words[limit] for limit in limits]


def next_run(plan: Plan, say: Manner) -> str:
    """When and how far the next run may be."""
    when = when_next(plan, say)
    if plan.running.allowed or plan.running.not_before is None or plan.stage is Stage.LOCKED or plan.ladder is None:
        return when
    return f"{when.rstrip('.')}: {plan.protocol.ladder.steps[plan.ladder.step].words}, flat and easy."


def after_colon(sentence: str) -> str:
    """A sentence that goes on after a colon; days keep their capital."""
    first = sentence.split(" ", 1)[0]
    is_day = first in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return sentence if is_day else sentence[0].lower() + sentence[1:]


def when_next(plan: Plan, say: Manner) -> str:
    """When the next run may be."""
    running = plan.running
    if running.allowed:
        return "Whenever you like." if plan.stage is Stage.FREE else answer(plan, say)
    if plan.stage is Stage.LOCKED:
        return "After someone has looked at the knee, and the clearance is logged."
    if running.not_before is None:
        return _through_the_gates(plan, say)
    when = "Today" if running.not_before == plan.on else say.day(running.not_before)
    return f"{when} at the earliest."


def _through_the_gates(plan: Plan, say: Manner) -> str:
    """How running starts again where no date follows from the calendar alone."""
    first = say.day(plan.gates_from)
    if plan.protect is None:
        return f"When the gates are met, {first} at the earliest."
    rest = f"Rest until {say.day(plan.protect.until)}"
    if all(gate.met for gate in plan.gates):
        return f"{rest}; from {first} if the gates are still met."
    return f"{rest}; from {first} at the earliest, when the gates are met."


class Want(Value):
    """What still has to happen before the next run; ``have`` of ``need`` where it is counted."""

    id: str
    text: str
    have: int | None = None
    need: int | None = None
    more: str = ""
    """What stands in its way, or is not known."""
    is_met: bool = False

    @property
    def label(self) -> str:
        """What it is called beside how much of it is there."""
        return COUNTED.get(self.id, self.text)


COUNTED = {
    "pain-free-days": "pain-free days in a row",
    "streak": "pain-free days in a row",
    "strength": "complete strength sessions at pain 0",
    "walk": "minutes walked at pain 0",
}


def conditions(plan: Plan, say: Manner) -> list[Want]:
    """What still has to happen before the next run, and the gates that are open already."""
    gates = {gate.id: gate for gate in plan.gates}
    missing = [
        replace(want, have=gates[want.id].have, need=gates[want.id].need) if want.id in gates else want
        for want in wants(plan, say)
    ]
    return missing + [Want(gate.id, "", gate.have, gate.need, is_met=True) for gate in plan.gates if gate.met]


def wants(plan: Plan, say: Manner) -> list[Want]:
    """What still has to happen before the next run, in the order in which it is asked for."""
    return [_want(need, plan, say) for need in plan.running.needs]


def _want(need: str, plan: Plan, say: Manner) -> Want:
    p = plan.protocol.gates
    gate = next((gate for gate in plan.gates if gate.id == need), None)
    match need:
        case "morning":
            return Want(need, "this morning logged in the check-in, at 0")
        case "pain-free-day":
            return Want(need, "one pain-free day, with morning and daily life logged", more=_not_logged(plan, say))
        case "week-used-up":
            return Want(need, "room in the week: its distance is used up, and comes back with the days")
        case "clearance":
            return Want(need, "someone to look at the knee, and the clearance logged then")
        case "streak":
            assert plan.protect is not None
            most = plan.protect.streak_need or 0
            return Want(need, "pain-free days in a row", plan.streak, most, _not_logged(plan, say))
        case "pain-free-days":
            assert gate is not None
            return Want(need, "pain-free days in a row", gate.have, gate.need, _not_logged(plan, say))
        case "strength":
            assert gate is not None
            return Want(need, "complete strength sessions at knee pain 0", gate.have, gate.need, _hurts_again(plan))
        case _:
            return Want(need, f"a walk of {p.walk_minutes} min at pain 0 within {p.walk_days} days")


MISSING = {
    "morning": "the morning",
    "daily": "daily life",
    "run": "the pain of a run",
    "training": "the pain in other training",
    "exercises": "the knee pain in exercises",
}
"""What may not be logged of a day."""


def _not_logged(plan: Plan, say: Manner) -> str:
    """Which days do not count because of what is not logged of them: "not logged: daily life on Mon 2 Mar"."""
    by_missing: dict[tuple[str, ...], list[str]] = {}
    for day in plan.open_days:
        if day.date < plan.on:
            by_missing.setdefault(day.missing, []).append(say.day(day.date))
    told = [f"{say_list(MISSING[name] for name in names)} on {say_list(days)}" for names, days in by_missing.items()]
    return f"not logged: {'; '.join(told)}" if told else ""


def _hurts_again(plan: Plan) -> str:
    """Which exercises keep the strength gate shut, and the two ways on."""
    names = [str(note.facts["exercise"]) for note in plan.notes if note.rule == exercise_keeps_hurting.id]
    if not names:
        return ""
    told = say_list(harmless(plan.names.get(name, name)) for name in dict.fromkeys(names))
    return f"{told} hurt again and again: an easier level, or leave it out of the routine"


def needs(plan: Plan, say: Manner) -> list[str]:
    """What still has to happen before the next run, each in a few words."""
    told = []
    for want in wants(plan, say):
        counted = want.text if want.need is None else f"{want.need} {want.text}, {want.have} so far"
        told.append(f"{counted}; {want.more}" if want.more else counted)
    return told


def say_source(source: str) -> str:
    """A source in words: its letter stands for what the protocol file says on top."""
    parts = (part.strip() for part in source.split(";"))
    return "; ".join(SOURCES.get(part[:1], "") + part[1:] if part[1:2] in ("", ":") else part for part in parts)


def in_force(plan: Plan) -> Finding | None:
    """The finding that keeps from running now: the newest of those with the plan's verdict."""
    if plan.verdict is Verdict.CONTINUE:
        return None
    if plan.stage is Stage.REBUILD and plan.findings:
        # What shuts the gates is what was found last, whatever it would do elsewhere.
        return plan.findings[-1]
    matching = [finding for finding in plan.findings if finding.verdict is plan.verdict]
    return matching[-1] if matching else None


def reasons(plan: Plan, say: Manner, *, about: bool = True, binding: bool = False) -> list[str]:
    """Why the plan is as it is, for a plan that forbids or shortens a run; ``about`` adds what the rule is for.

    With ``binding`` only those bounds are told that are felt.
    """
    if not plan.running.allowed and rests_after_a_run(plan):
        return [REST_DAY, *_masked(plan, say)]
    told = _binding(plan.running.caps) if binding else plan.running.caps
    caps = [f"{capital(say_cap(cap, say))}: {why_capped(cap, plan.on.toordinal(), say)}." for cap in told]
    if finding := in_force(plan):
        rule = [about_rule(finding, plan)] if about else []
        return [say_finding(finding, plan, say), *rule, *may_pass(finding), *caps]
    if plan.stage in (Stage.PROTECT, Stage.REBUILD) and plan.episode:
        return [
            f"An episode began on {say.near_day(plan.episode.began, plan.on)}: settle and get strong before running."
        ]
    if not plan.running.allowed and plan.stage in (Stage.REDUCE, Stage.LADDER, Stage.BUILD):
        used_up = "week-used-up" in plan.running.needs
        return ["The week's distance is used up." if used_up else REST_DAY]
    return [*_masked(plan, say), *caps]


def reasons_alone(plan: Plan, say: Manner) -> list[str]:
    """What there is to say of a plan behind which no finding stands: an episode holds it, or a day of rest."""
    return reasons(plan, say) or ["The rules have found nothing."]


def _binding(caps: Sequence[Cap]) -> list[Cap]:
    """The smallest bound in minutes and the smallest in distance."""
    by_minutes = [cap for cap in caps if cap.minutes is not None]
    by_metres = [cap for cap in caps if cap.metres is not None]
    least = [min(by_minutes, key=lambda cap: cap.minutes or 0, default=None)]
    least.append(min(by_metres, key=lambda cap: cap.metres or 0, default=None))
    return [cap for cap in least if cap is not None]


def about_rule(finding: Finding, plan: Plan) -> str:
    """What the rule of a finding is for; where no step can be taken back, what the gates make of it."""
    if finding.verdict < Verdict.PROTECT and plan.stage is Stage.REBUILD:
        return "While building strength a painful day opens no gate."
    return plan.protocol.rules[finding.rule].about


REST_DAY = "A day without running follows a run: the knee answers late."


def rests_after_a_run(plan: Plan) -> bool:
    """Whether only the day of rest keeps from running today, whatever else is still open of the last run."""
    finding = in_force(plan)
    later = plan.running.not_before is not None and plan.running.not_before > plan.on
    return finding is not None and finding.rule in UNCONFIRMED and later


def _masked(plan: Plan, say: Manner) -> list[str]:
    """What clears a run that counted for nothing because of pain relief before it."""
    of_runs = [finding for finding in plan.findings if finding.run_day is not None]
    if not of_runs or of_runs[-1].rule != masked.id or plan.stage is not Stage.LADDER:
        return []
    hours = plan.protocol.thresholds.pain_relief_hours
    day = say.near_day(of_runs[-1].date, plan.on)
    return [
        f"The run of {day} had pain relief before it and does not count for the step. "
        f"A run without any in the {hours} h before does."
    ]


def may_pass(finding: Finding) -> list[str]:
    """What the verdict on a run still depends on."""
    if finding.facts.get("may_pass"):
        return ["If the next morning is no worse than that of the run, this passes and the plan is as before."]
    return []


def say_finding(finding: Finding, plan: Plan, say: Manner) -> str:
    """ "Wed 4 Mar: pain 4 during the run (moderate)."."""
    return f"{say.near_day(finding.date, plan.on)}: {because(finding, say, plan.names)} ({finding.rule})."


def say_ahead(plan: Plan, say: Manner) -> str:
    """When which exercises are due next: "Due next: stretches tomorrow; hip strength Wed 4 Mar."."""
    kinds_of = {exercise.id: exercise.kind for exercise in plan.protocol.exercises}
    today = {kinds_of[name] for name in plan.due if name in kinds_of}
    days: dict[dt.date, list[str]] = {}
    for kind, day in plan.ahead:
        if kind not in today:
            days.setdefault(day, []).append(KIND_NAMES[kind].lower())
    tomorrow = to_date(plan.on.toordinal() + 1)
    told = [
        f"{say_list(kinds)} {'tomorrow' if day == tomorrow else say.day(day)}" for day, kinds in sorted(days.items())
    ]
    still = say_list(KIND_NAMES[kind].lower() for kind in KIND_NAMES if kind in today)
    parts = [f"Still due today: {still}."] if still else []
    parts += [f"Due next: {'; '.join(told)}."] if told else []
    return " ".join(parts)


def last_days(plan: Plan, days: int) -> list[dt.date]:
    """The days up to the plan's, the oldest first."""
    last = plan.on.toordinal()
    return [dt.date.fromordinal(day) for day in range(max(1, last - days + 1), last + 1)]


def say_streak(plan: Plan) -> str:
    """ "3 pain-free days in a row"."""
    return f"{count(plan.streak, 'pain-free day')} in a row"


def say_episode(episode: EpisodeDay) -> str:
    """ "both knees, day 5, week 1"; the knee where it is known."""
    days = f"day {episode.day}, week {episode.week}"
    return f"{say_knee(episode.side)}, {days}" if episode.side else days


def say_ladder(ladder: OnLadder, protocol: Protocol) -> str:
    """ "step 3: 20 min, 1 of 2 clean runs"."""
    step = protocol.ladder.steps[ladder.step].words
    return f"step {ladder.step}: {step}, {ladder.clean} of {ladder.of} clean runs"


def plan_lines(plan: Plan, today: dt.date, say: Manner, names: Mapping[str, str]) -> list[str]:
    """The plan as plain lines, for the command and for screen readers; ``names`` are those of the exercises."""
    lines = [f"{say.near_day(plan.on, today)}: {answer(plan, say)}"]
    if not plan.running.allowed:
        lines.append(f"  Next      {next_run(plan, say)}")
    if plan.stage is Stage.LOCKED:
        lines.append(f"            {CLEARED}")
    else:
        lines += [f"  {'Needs' if number == 0 else '':<9} {need}" for number, need in enumerate(needs(plan, say))]
    lines += [f"  {'Why' if number == 0 else '':<9} {reason}" for number, reason in enumerate(reasons(plan, say))]
    lines.append(f"  Stage     {STAGES[plan.stage]}")
    if plan.episode:
        lines.append(f"  Episode   {say_episode(plan.episode)}")
    if plan.ladder:
        lines.append(f"  Ladder    {say_ladder(plan.ladder, plan.protocol)}")
    lines.append(f"  Streak    {say_streak(plan)}")
    if plan.due:
        lines.append(f"  Due       {say_list(names[item] for item in plan.due)}")
    notes = recent_notes(plan)
    told = [(note, because(note, say, plan.names)) for note in notes]
    lines += [f"  Note      {say.day(note.date)}: {why} ({note.rule})" for note, why in told]
    if older := len(plan.notes) - len(notes):
        lines.append(f"            {count(older, 'older note')}: --json lists all")
    return lines


def recent_notes(plan: Plan) -> list[Note]:
    """The notes of the last seven days, but for a reproach of what nobody could know."""
    since = plan.on.toordinal() - WEEK + 1
    return [note for note in plan.notes if note.day >= since and not nobody_knew(plan, note)]


def nobody_knew(plan: Plan, note: Note) -> bool:
    """Whether a run of a day before today is said to be against advice that only the entry of the episode gave.

    Who begins to log with the run that hurt had none.
    """
    if note.rule != against_advice.id or note.date >= plan.on or plan.episode is None:
        return False
    if (note.date - plan.episode.began).days > plan.protocol.consequences.episode_days:
        return False
    return bool(plan.findings) and bool({*plan.findings[0].entries} & {*note.entries})
