"""A plan in words: what the screens and the commands both say. Calm, short, with the numbers."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from itbtui.rehab.consequences import QUIET
from itbtui.rehab.entries import (
    CheckIn,
    Clearance,
    CrossTraining,
    Entry,
    Episode,
    Progression,
    Race,
    Run,
    Session,
    Shoe,
    WaitingRun,
)
from itbtui.rehab.plan import OnLadder, Plan
from itbtui.rehab.protocol import Kind, Verdict, protocol
from itbtui.rehab.rules import Finding
from itbtui.rehab.standing import Note, Stage
from itbtui.rehab.words import count, harmless, say_day, say_distance, say_list, say_number

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

PAIN_UNKNOWN = "Its knee pain is unknown: it opens no gate, and the day does not count as pain-free."

SOURCES = {
    "G": "a rehabilitation guide",
    "F": "a runners' forum",
    "E": "the literature",
    "D": "a decision of this program",
}

LIMITS = {
    "flat": "flat",
    "easy": "easy",
    "walk-run": "1 min running, 1 min walking in turn",
    "strides": "4 pick-ups of 30 s",
    "no-hills": "no hills, no track, nothing hard",
}


FLAGS = {
    "tingling": "tingling or numbness",
    "weakness": "weakness in leg or foot",
    "locking": "the knee locks",
    "giving-way": "the knee gives way",
    "cannot-bear-weight": "cannot put weight on it",
    "hot-or-feverish": "hot knee, or fever (today)",
    "calf-swelling": "swollen calf (today)",
    "chest-pain": "chest pain or short of breath (today)",
}
"""The signs for a clinician in plain words."""


class Card(NamedTuple):
    """What an entry means, in the order in which a runner wants to know it."""

    verdict: Verdict
    logged: tuple[str, ...]
    headline: str
    rule: str | None
    now: str
    next: str
    why: tuple[str, ...]
    to_go_on: tuple[str, ...]
    ahead: str
    """After an exercise session: when the next ones are due."""


def answer(plan: Plan, units: str, *, has_run: bool = False) -> str:
    """May I run today, and how far; ``has_run`` says that a run of today is logged."""
    if not plan.running.allowed:
        return "No second run today." if has_run else "No run today."
    if plan.stage is Stage.FREE:
        return "Run as you like."
    if plan.running.minutes == 0:
        return "Better no run yet: the pain of this episode began within the first minute."
    bounds = say_bounds(plan, units)
    start = "You have run today. A second run may be" if has_run else "You may run today:"
    return f"{start} {bounds}." if bounds else start.rstrip(":") + "."


def say_bounds(plan: Plan, units: str) -> str:
    """How long, how far and how a run may be."""
    running = plan.running
    parts = []
    most = [] if running.minutes is None else [f"{running.minutes} min"]
    if running.km is not None:
        most.append(say_distance(round(running.km * 1000), units))
    if most:
        up_to = "" if plan.stage is Stage.LADDER else "up to "
        parts.append(up_to + say_list(most))
    return ", ".join([*parts, *(LIMITS[limit] for limit in running.limits)])


def next_run(plan: Plan, units: str, *, has_run: bool = False) -> str:
    """When and how far the next run may be; ``has_run`` says that a run of the day is logged."""
    running = plan.running
    if running.allowed:
        return "Whenever you like." if plan.stage is Stage.FREE else answer(plan, units, has_run=has_run)
    if plan.stage is Stage.LOCKED:
        return "After someone has looked at the knee."
    if running.not_before is None:
        return "When the gates are met; no date is promised."
    when = "Today" if running.not_before == plan.on else say_day(running.not_before)
    then = f": {protocol().ladder.steps[plan.ladder.step].words}, flat and easy" if plan.ladder else ""
    return f"{when} at the earliest{then}."


def needs(plan: Plan) -> list[str]:
    """What still has to happen before the next run, each in a few words."""
    said = {
        "morning": "log this morning in the check-in, at 0",
        "pain-free-day": "one pain-free day, with morning and daily life logged",
        "week-used-up": "the week's distance is used up: room comes back with the days",
        "clearance": "have the knee looked at, then log the clearance",
    }
    if plan.protect and plan.protect.streak_need:
        said["streak"] = f"{plan.protect.streak_need} pain-free days in a row, {plan.streak} so far"
    p = protocol().gates
    have = {gate.id: gate for gate in plan.gates}
    if days := have.get("pain-free-days"):
        said["pain-free-days"] = f"{days.need} pain-free days in a row, {days.have} so far"
    if strength := have.get("strength"):
        said["strength"] = f"{p.sessions} complete strength sessions at knee pain 0, {strength.have} so far"
    said["walk"] = f"a walk of {p.walk_minutes} min at pain 0 within {p.walk_days} days"
    return [said[need] for need in plan.running.needs]


def say_source(source: str) -> str:
    """A source in words: its letter stands for what the protocol file says on top."""
    parts = (part.strip() for part in source.split(";"))
    return "; ".join(SOURCES.get(part[:1], "") + part[1:] if part[1:2] in ("", ":") else part for part in parts)


def in_force(plan: Plan) -> Finding | None:
    """The finding that keeps from running now: the newest of those with the plan's verdict."""
    if plan.verdict is Verdict.CONTINUE:
        return None
    matching = [finding for finding in plan.findings if finding.verdict is plan.verdict]
    return matching[-1] if matching else None


def reasons(plan: Plan) -> list[str]:
    """Why the plan is as it is, for a plan that forbids or shortens a run."""
    if finding := in_force(plan):
        return [say_finding(finding), protocol().rules[finding.rule].about]
    if plan.stage in (Stage.PROTECT, Stage.REBUILD) and plan.episode:
        return [f"An episode began on {say_day(plan.episode.began)}: settle and get strong before running."]
    if not plan.running.allowed and plan.stage in (Stage.REDUCE, Stage.LADDER, Stage.BUILD):
        used_up = "week-used-up" in plan.running.needs
        return ["The week's distance is used up." if used_up else "A day without running between two runs."]
    return []


def say_finding(finding: Finding) -> str:
    return f"{say_day(finding.date)}: {finding.because} ({finding.rule})."


def card(plan: Plan, entries: Iterable[Entry], units: str) -> Card:
    """What these entries, just logged, mean under the plan that follows from them."""
    entries = list(entries)
    ids = {entry.id for entry in entries}
    mine = [finding for finding in plan.findings if ids & set(finding.entries)]
    worst = max(mine, key=lambda finding: (finding.verdict, finding.day), default=None)
    waits_for_morning = worst is not None and worst.rule == "morning-unknown"
    why = [say_finding(worst), protocol().rules[worst.rule].about] if worst else reasons(plan)
    return Card(
        verdict=worst.verdict if worst else Verdict.CONTINUE,
        logged=tuple(line for entry in entries for line in _logged(entry, units)),
        headline=_headline(plan, worst),
        rule=worst.rule if worst else None,
        now=_now(plan, worst),
        next=next_run(plan, units, has_run=any(isinstance(e, Run) and e.date == plan.on for e in entries)),
        why=tuple(why),
        to_go_on=_to_go_on(plan, waits_for_morning),
        ahead=say_ahead(plan) if any(isinstance(entry, Session) for entry in entries) else "",
    )


def _headline(plan: Plan, worst: Finding | None) -> str:
    if worst is None:
        return "Noted" if plan.verdict > Verdict.CONTINUE else "Nothing speaks against it"
    if worst.rule == "morning-unknown":
        return "Fine so far: the morning will tell"
    if worst.verdict < Verdict.PROTECT and plan.stage in (Stage.PROTECT, Stage.REBUILD):
        return "Noted: " + ("settling" if plan.stage is Stage.PROTECT else "building strength") + " goes on"
    if worst.rule in QUIET:
        return "A sore knee does not run today"
    return HEADLINES[worst.verdict]


def _logged(entry: Entry, units: str) -> list[str]:
    """The entry in words, and what of it was left open that the rules would want to know."""
    lines = [f"{describe(entry, units)[0].upper()}{describe(entry, units)[1:]}."]
    if isinstance(entry, CrossTraining) and entry.pain is None:
        lines.append(PAIN_UNKNOWN)
    if isinstance(entry, Session):
        lines.append(_say_session(entry))
        if any(item.done and item.pain is None for item in entry.exercises):
            lines.append(PAIN_UNKNOWN)
    return lines


def _say_session(session: Session) -> str:
    """ "9 exercises, no knee pain."."""
    done = {item.exercise for item in session.exercises if item.done}
    pains = [item.pain for item in session.exercises if item.pain is not None]
    told = [count(len(done), "exercise") if done else "nothing was done"]
    if any(pains):
        told.append(f"knee pain up to {max(pains)}")
    elif pains:
        told.append("no knee pain")
    return f"{told[0][0].upper()}{', '.join(told)[1:]}."


def _now(plan: Plan, worst: Finding | None) -> str:
    ice = f"Ice {protocol().ice.default_minutes} min with a cloth between"
    if worst is None:
        return "Nothing special." if plan.running.allowed else "Nothing new: the plan goes on as it was."
    if worst.verdict is Verdict.SEE_CLINICIAN:
        urgent = worst.rule == "red-flag" and "today" in worst.because
        return "Have it looked at now, today." if urgent else "Have the knee looked at before you run again."
    if worst.rule in ("morning-unknown", "masked"):
        return "Nothing special. Log tomorrow morning, it belongs to this run."
    if worst.verdict is Verdict.PROTECT:
        return f"No running. Walk on the flat as far as it stays at pain 0. {ice}."
    return f"Go easy on the knee today: flat walking, as far as it stays at pain 0. {ice}."


def _to_go_on(plan: Plan, waits_for_morning: bool) -> tuple[str, ...]:
    wanted = needs(plan)
    if waits_for_morning:
        wanted.insert(0, "log tomorrow morning")
    if not wanted:
        return ("Nothing else is needed." if plan.running.allowed else "Only days have to pass.",)
    return tuple(f"{need[0].upper()}{need[1:]}." for need in wanted)


def say_ahead(plan: Plan) -> str:
    """When which exercises are due next: "Due next: stretches tomorrow; hip strength Wed 4 Mar."."""
    kinds_of = {exercise.id: exercise.kind for exercise in protocol().exercises}
    today = {kinds_of[name] for name in plan.due if name in kinds_of}
    days: dict[dt.date, list[str]] = {}
    for kind, day in plan.ahead:
        if kind not in today:
            days.setdefault(day, []).append(KIND_NAMES[kind].lower())
    tomorrow = plan.on + dt.timedelta(days=1)
    told = [
        f"{say_list(kinds)} {'tomorrow' if day == tomorrow else say_day(day)}" for day, kinds in sorted(days.items())
    ]
    still = say_list(KIND_NAMES[kind].lower() for kind in KIND_NAMES if kind in today)
    parts = [f"Still due today: {still}."] if still else []
    parts += [f"Due next: {'; '.join(told)}."] if told else []
    return " ".join(parts)


def as_lines(card: Card) -> list[str]:
    """A card as plain lines."""
    title = f"{card.headline} ({card.rule})" if card.rule else card.headline
    rows = [("Logged" if number == 0 else "", line) for number, line in enumerate(card.logged)]
    rows += [("Now", card.now), ("Next", card.next)]
    rows += [("Why" if number == 0 else "", line) for number, line in enumerate(card.why)]
    rows += [("To go on" if number == 0 else "", line) for number, line in enumerate(card.to_go_on)]
    rows += [("Exercises", card.ahead)] if card.ahead else []
    return [title, *(f"  {label:<9} {text}" for label, text in rows)]


# --- entries in a few words ------------------------------------------------------------------


def describe(entry: Entry, units: str = "km") -> str:
    """An entry in a few words, as labels and messages name it."""
    match entry:
        case Run() | WaitingRun():
            return f"run of {say_day(entry.date)}, {say_distance(entry.metres, units)}"
        case CheckIn():
            return f"check-in of {say_day(entry.date)}"
        case Session():
            return f"session of {say_day(entry.date)}"
        case CrossTraining():
            return f"{entry.kind} of {say_day(entry.date)}, {say_number(entry.minutes)} min"
        case Progression():
            return f"change of {say_day(entry.date)} to an exercise"
        case Clearance():
            return f"clearance of {say_day(entry.date)}"
        case Episode():
            return f"episode from {say_day(entry.began)}"
        case Race():
            return f"race of {say_day(entry.date)}"
        case Shoe():
            return f"shoe {harmless(entry.name)}"
        case _:
            return "exercise of one's own"


def last_days(plan: Plan, days: int) -> list[dt.date]:
    """The days up to the plan's, the oldest first."""
    last = plan.on.toordinal()
    return [dt.date.fromordinal(day) for day in range(max(1, last - days + 1), last + 1)]


def say_streak(plan: Plan) -> str:
    return f"{count(plan.streak, 'pain-free day')} in a row"


def say_ladder(ladder: OnLadder) -> str:
    step = protocol().ladder.steps[ladder.step].words
    return f"step {ladder.step}: {step}, {ladder.clean} of {ladder.of} clean runs"


def plan_lines(plan: Plan, units: str, names: Mapping[str, str]) -> list[str]:
    """The plan as plain lines, for the command and for screen readers; ``names`` are those of the exercises."""
    lines = [f"{say_day(plan.on)}: {answer(plan, units)}"]
    if not plan.running.allowed:
        lines.append(f"  Next      {next_run(plan, units)}")
    wanted = needs(plan)
    lines += [f"  {'Needs' if number == 0 else '':<9} {need}" for number, need in enumerate(wanted)]
    lines += [f"  {'Why' if number == 0 else '':<9} {reason}" for number, reason in enumerate(reasons(plan))]
    lines.append(f"  Stage     {STAGES[plan.stage]}")
    if plan.episode:
        side = f"{plan.episode.side} knee, " if plan.episode.side else ""
        lines.append(f"  Episode   {side}day {plan.episode.day}, week {plan.episode.week}")
    if plan.ladder:
        lines.append(f"  Ladder    {say_ladder(plan.ladder)}")
    lines.append(f"  Streak    {say_streak(plan)}")
    if plan.due:
        lines.append(f"  Due       {say_list(names[item] for item in plan.due)}")
    notes = recent_notes(plan)
    lines += [f"  Note      {say_day(note.date)}: {note.because} ({note.rule})" for note in notes]
    if older := len(plan.notes) - len(notes):
        lines.append(f"            {count(older, 'older note')}: --json lists all")
    return lines


def recent_notes(plan: Plan) -> list[Note]:
    """The notes of the last seven days."""
    return [note for note in plan.notes if (plan.on - note.date).days < 7]
