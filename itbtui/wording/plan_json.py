"""The plan as JSON, in the shape that scripts rely on: numbers metric, sentences in the runner's manner."""

from typing import Any

from itbtui.measures import Manner
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.rules.finding import Finding, Note
from itbtui.rehab.stages.caps import Cap
from itbtui.rehab.stages.state import Stage
from itbtui.wording.caps import why_capped
from itbtui.wording.findings import because


def as_json(plan: Plan, say: Manner) -> dict[str, Any]:
    """The plan in the shape that scripts rely on; only ``because`` depends on ``say``."""
    e, r, p = plan.episode, plan.running, plan.protect
    return {
        "on": plan.on.isoformat(),
        "stage": str(plan.stage),
        "verdict": str(plan.verdict),
        "episode": e and {"began": e.began.isoformat(), "side": e.side, "day": e.day, "week": e.week},
        "running": {
            "allowed": r.allowed,
            "not_before": r.not_before and r.not_before.isoformat(),
            "minutes": r.minutes,
            "km": r.km,
            "limits": list(r.limits),
            "caps": [_cap(cap, plan, say) for cap in r.caps],
            "needs": list(r.needs),
        },
        "ladder": plan.ladder
        and {
            "step": plan.ladder.step,
            "clean": plan.ladder.clean,
            "of": plan.ladder.of,
            "minutes": plan.ladder.minutes,
        },
        "protect": p and {"until": p.until.isoformat(), "streak_need": p.streak_need, "then": str(p.then)},
        "gates": [gate._asdict() for gate in plan.gates] if plan.stage is Stage.REBUILD else [],
        "streak": plan.streak,
        "due": list(plan.due),
        "findings": [finding_as_json(finding, plan, say) for finding in plan.findings],
        "notes": [_told(note, plan, say) for note in plan.notes],
    }


def _cap(cap: Cap, plan: Plan, say: Manner) -> dict[str, Any]:
    bound = {"minutes": cap.minutes} if cap.minutes is not None else {"km": (cap.metres or 0) / 1000}
    return {
        "cap": cap.cap,
        **bound,
        "entries": list(cap.entries),
        "facts": dict(cap.facts),
        "because": why_capped(cap, plan.on.toordinal(), say),
    }


def finding_as_json(finding: Finding, plan: Plan, say: Manner) -> dict[str, Any]:
    """A finding of a plan."""
    told = _told(finding, plan, say)
    return {"rule": told.pop("rule"), "verdict": str(finding.verdict), **told}


def _told(item: Finding | Note, plan: Plan, say: Manner) -> dict[str, Any]:
    facts = item.numbers if isinstance(item, Finding) else item.facts
    return {
        "rule": item.rule,
        "date": item.date.isoformat(),
        "entries": list(item.entries),
        "facts": {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in facts.items()},
        "because": because(item, say, plan.names),
    }
