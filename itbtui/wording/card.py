"""The card: what an entry that was just logged means. Calm, short, with the numbers."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from itbtui.measures import Manner, capital
from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.entries import Clearance, CrossTraining, Entry, Run, Session
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.rules import UNCONFIRMED
from itbtui.rehab.rules.finding import Finding
from itbtui.rehab.rules.notes import against_advice
from itbtui.rehab.rules.runs import masked, morning_unknown
from itbtui.rehab.stages.consequences import QUIET
from itbtui.rehab.stages.state import Stage
from itbtui.wording.entries import describe, say_session
from itbtui.wording.findings import because
from itbtui.wording.plan import (
    COUNTED,
    HEADLINES,
    about_rule,
    may_pass,
    needs,
    next_run,
    nobody_knew,
    reasons,
    say_ahead,
    say_finding,
    say_stage_change,
)

PAIN_UNKNOWN = " is unknown: it opens no gate, and the day does not count as pain-free."


ONLY_DAYS = "Only days have to pass."
DAYS_AND_MORNING = "Days have to pass; then log that morning before you run: it has to be 0."


class Card(NamedTuple):
    """What an entry means, in the order in which a runner wants to know it."""

    verdict: Verdict
    logged: tuple[str, ...]
    headline: str
    rule: str | None
    now: str
    next: str
    why: tuple[str, ...]
    changes: tuple[str, ...]
    """What it did to the plan, in numbers, or why it did nothing."""
    to_go_on: tuple[str, ...]
    ahead: str
    """After an exercise session: when the next ones are due."""
    began: dt.date | None
    """A run that hurt, on this day shortly before the episode: did it begin with that?"""


def card(
    plan: Plan,
    entries: Iterable[Entry],
    say: Manner,
    before: Plan,
    found: Sequence[Finding],
    way: Callable[[str], str],
) -> Card:
    """What these entries, just logged, mean: under the plan that follows from them, beside that of ``before``.

    ``found`` is what the rules find in the whole log, earlier episodes and days to come included. ``way`` says by
    which key or command an action is done, and nothing where there is none.
    """
    entries = list(entries)
    ids = {entry.id for entry in entries}
    mine = [finding for finding in found if ids & set(finding.entries)]
    if len({getattr(entry, "date", None) for entry in entries}) > 1:
        # What was only completed is not what was just said.
        stood = {(finding.rule, finding.date) for finding in before.findings}
        mine = [finding for finding in mine if (finding.rule, finding.date) not in stood]
    worst = max(mine, key=lambda finding: (finding.verdict, finding.day), default=None)
    began = _began_with(plan, entries, worst)
    return Card(
        verdict=worst.verdict if worst else Verdict.CONTINUE,
        logged=tuple(line for entry in entries for line in _logged(entry, say, plan.on)),
        headline=_headline(plan, worst),
        rule=worst.rule if worst else None,
        now=_now(plan, worst, way, stays=plan.stage is before.stage),
        next=next_run(plan, say),
        why=tuple(_why(plan, worst, ids, say)),
        changes=tuple(_changes(plan, before, worst, entries, say)),
        to_go_on=_to_go_on(plan, worst, say),
        ahead=say_ahead(plan, say) if any(isinstance(entry, Session) for entry in entries) else "",
        began=began,
    )


def _began_with(plan: Plan, entries: Sequence[Entry], worst: Finding | None) -> dt.date | None:
    """The day of a run that hurt shortly before the episode is said to have begun."""
    if worst is None or plan.episode is None:
        return None
    days = [entry.date for entry in entries if isinstance(entry, Run) and entry.pain]
    return next((day for day in days if 0 < (plan.episode.began - day).days <= WEEK), None)


def _is_past(finding: Finding, plan: Plan) -> bool:
    return finding.day < plan.on.toordinal()


def _headline(plan: Plan, worst: Finding | None) -> str:
    if plan.stage is Stage.LOCKED:
        return HEADLINES[Verdict.SEE_CLINICIAN]
    if worst is None:
        return "Noted" if plan.verdict > Verdict.CONTINUE else "No rule objects"
    if worst.rule == morning_unknown.id:
        return "Fine so far: the morning will tell"
    if worst.rule in QUIET:
        return "The knee was sore that day" if _is_past(worst, plan) else "A sore knee does not run today"
    if worst.verdict < Verdict.PROTECT and plan.stage in (Stage.PROTECT, Stage.REBUILD):
        return f"It hurt: {'settling' if plan.stage is Stage.PROTECT else 'building strength'} goes on"
    return HEADLINES[worst.verdict]


def _why(plan: Plan, worst: Finding | None, ids: Set[str], say: Manner) -> Iterator[str]:
    if worst is None:
        yield from reasons(plan, say, about=False)
    else:
        yield say_finding(worst, plan, say)
        yield about_rule(worst, plan)
        yield from may_pass(worst)
    for note in plan.notes:
        if ids & set(note.entries) and note.rule in TOLD_NOTES and not nobody_knew(plan, note):
            yield f"{capital(because(note, say, plan.names))} ({note.rule}). It is logged and judged as any other."


TOLD_NOTES = (against_advice.id,)
"""Notes that are said on the card of their entry."""


def _changes(plan: Plan, before: Plan, worst: Finding | None, entries: Sequence[Entry], say: Manner) -> Iterator[str]:
    """What is another than it was: stage, step, clean runs, dates; where nothing is, why an entry that hurt did not."""
    told = list(_differences(plan, before, say))
    yield from told
    if any(isinstance(entry, Clearance) for entry in entries) and not plan.heeded:
        yield "A clearance changes something only while running waits for one, or where it says that running may start."
    elif worst is not None and worst.rule != morning_unknown.id and not told:
        yield _why_nothing_changed(plan, say)


def _differences(plan: Plan, before: Plan, say: Manner) -> Iterator[str]:
    if plan.stage is not before.stage:
        yield say_stage_change(before.stage, plan.stage)
    if plan.ladder and before.ladder:
        if plan.ladder.step != before.ladder.step:
            yield f"Step {plan.ladder.step} of the ladder; it was step {before.ladder.step}."
        elif plan.ladder.clean != before.ladder.clean:
            yield f"Clean runs at this step: {plan.ladder.clean} of {plan.ladder.of}; it was {before.ladder.clean}."
    if plan.protect and before.protect and plan.protect.until != before.protect.until:
        yield f"Rest now lasts until {say.day(plan.protect.until)}; it was {say.day(before.protect.until)}."
    was_met = {gate.id: gate.met for gate in before.gates}
    for gate in plan.gates:
        if gate.met and not was_met.get(gate.id, True):
            yield f"A gate to running is met: {gate.need} {COUNTED[gate.id]}."
    if plan.streak < before.streak:
        yield f"Pain-free days in a row: {plan.streak}; it was {before.streak}."
    earliest, was = plan.running.not_before, before.running.not_before
    if earliest and was and earliest > max(was, plan.on) and plan.stage is before.stage:
        yield f"The next run moves from {say.day(max(was, plan.on))} to {say.day(earliest)} at the earliest."


def _why_nothing_changed(plan: Plan, say: Manner) -> str:
    if plan.stage is Stage.PROTECT and plan.protect:
        return f"The plan stays: you are settling until {say.day(plan.protect.until)} already."
    if plan.stage is Stage.REBUILD:
        return "The plan stays: running waits for the gates, and a painful day opens none."
    if plan.stage is Stage.LOCKED:
        return "The plan stays: running waits for a clinician already."
    if plan.running.not_before and plan.running.not_before > plan.on:
        return f"The plan stays: no run before {say.day(plan.running.not_before)} anyway."
    return "The plan of today stays as it was."


def _logged(entry: Entry, say: Manner, on: dt.date) -> list[str]:
    """The entry in words, and what of it was left open that the rules would want to know."""
    lines = [f"{capital(describe(entry, say, on))}."]
    if isinstance(entry, CrossTraining) and entry.pain is None:
        lines.append(f"Its knee pain{PAIN_UNKNOWN}")
    if isinstance(entry, Session):
        lines.append(say_session(entry))
        pains = {item.pain for item in entry.exercises if item.done}
        if None in pains:
            lines.append(f"{'The knee pain of the others' if len(pains) > 1 else 'Its knee pain'}{PAIN_UNKNOWN}")
    return lines


def by_command(action: str) -> str:
    """The command that does what a card speaks of."""
    return {"clearance": "itbtui clearance"}.get(action, "")


def _now(plan: Plan, worst: Finding | None, way: Callable[[str], str], *, stays: bool) -> str:
    timer = f" ({key})" if (key := way("ice")) else ""
    ice = f"Ice {plan.protocol.ice.default_minutes} min with a cloth between{timer}"
    clearance = f"Log the clearance then ({way('clearance')})."
    if plan.stage is Stage.LOCKED and (worst is None or worst.verdict < Verdict.SEE_CLINICIAN):
        return f"No running until someone has looked at the knee. {clearance}"
    if worst is None:
        return "The plan goes on as it was." if stays and not plan.running.allowed else "Nothing to do."
    if worst.verdict is Verdict.SEE_CLINICIAN:
        when = "now, today" if worst.facts.get("urgent") else "before you run again"
        return f"Have the knee looked at {when}. {clearance}"
    if worst.rule in UNCONFIRMED or (worst.rule in QUIET and _is_past(worst, plan)):
        return "Nothing to do."
    if worst.verdict is Verdict.PROTECT:
        return f"No running. Walk on the flat only where it does not hurt. {ice}."
    return f"Go easy on the knee today: walk on the flat where it does not hurt. {ice}."


def _to_go_on(plan: Plan, worst: Finding | None, say: Manner) -> tuple[str, ...]:
    if plan.stage is Stage.LOCKED:
        # What to do now and when to run next have said it.
        return ()
    wanted = needs(plan, say)
    if worst is not None and worst.rule in UNCONFIRMED:
        wanted.insert(0, "log tomorrow morning: it belongs to this run")
    if worst is not None and worst.rule == masked.id:
        hours = plan.protocol.thresholds.pain_relief_hours
        wanted.append(f"a run without pain relief in the {hours} h before counts again")
    if not wanted:
        return () if plan.running.allowed else (DAYS_AND_MORNING if plan.running.asks_morning else ONLY_DAYS,)
    return tuple(f"{capital(need)}." for need in wanted)


def as_lines(card: Card) -> list[str]:
    """A card as plain lines."""
    rows = [("Logged" if number == 0 else "", line) for number, line in enumerate(card.logged)]
    rows += [("Now", card.now), ("Next", card.next)]
    rows += [("Why" if number == 0 else "", line) for number, line in enumerate(card.why)]
    rows += [("Changes" if number == 0 else "", line) for number, line in enumerate(card.changes)]
    rows += [("To go on" if number == 0 else "", line) for number, line in enumerate(card.to_go_on)]
    rows += [("Exercises", card.ahead)] if card.ahead else []
    if card.began is not None:
        rows.append(("Began", f"Did it begin with this run? itbtui episode --began {card.began} says so."))
    return [card.headline, *(f"  {label:<9} {text}" for label, text in rows)]
