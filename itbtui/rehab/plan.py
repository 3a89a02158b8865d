"""The plan for a day: a pure function of the log, the settings and the date."""

import datetime as dt
from typing import Any, NamedTuple

from itbtui.rehab.due import ahead, due
from itbtui.rehab.entries import Settings
from itbtui.rehab.gates import Gate
from itbtui.rehab.log import Log
from itbtui.rehab.notes import load_notes, notices
from itbtui.rehab.protocol import Kind, Protocol, Verdict, protocol
from itbtui.rehab.replay import replay
from itbtui.rehab.rules import Finding
from itbtui.rehab.running import limits, outlook
from itbtui.rehab.standing import Note, Stage, Standing
from itbtui.rehab.words import to_date


class EpisodeNow(NamedTuple):
    """``day`` 1 is the day it began."""

    began: dt.date
    side: str | None
    day: int
    week: int


class Running(NamedTuple):
    """May one run that day, by what is logged up to and including it; ``km`` and ``minutes`` bound one run."""

    allowed: bool
    not_before: dt.date | None
    minutes: int | None
    km: float | None
    limits: tuple[str, ...]
    needs: tuple[str, ...]


class OnLadder(NamedTuple):
    step: int
    clean: int
    of: int
    minutes: int


class Protecting(NamedTuple):
    """``until`` is the last day without running."""

    until: dt.date
    streak_need: int | None
    then: Stage


class Plan(NamedTuple):
    on: dt.date
    stage: Stage
    verdict: Verdict
    episode: EpisodeNow | None
    running: Running
    ladder: OnLadder | None
    protect: Protecting | None
    gates: tuple[Gate, ...]
    """In ``rebuild``, and in a ``protect`` that leads there."""
    streak: int
    due: tuple[str, ...]
    ahead: tuple[tuple[Kind, dt.date], ...]
    """The next day after ``on`` on which each kind of exercise is due, as far as it follows from the date."""
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]


def plan(log: Log, settings: Settings, on: dt.date, rules: Protocol | None = None) -> Plan:
    """The plan for ``on``. Entries dated later are not read, so the plan for a past date is what it was."""
    return plan_of(replay(log, settings, on, rules or protocol()))


def told_since(s: Standing) -> int:
    """The first day whose findings and notes are told: that of the episode, or of what still holds it back."""
    first = s.bout.began if s.bout else s.today - s.protocol.consequences.protect_window_days + 1
    return first if s.held_since is None else min(first, s.held_since)


def plan_of(s: Standing) -> Plan:
    now, first = outlook(s), told_since(s)
    findings = sorted((f for f in s.findings if f.day >= first), key=lambda f: (f.day, f.rule, f.entries))
    notes = [note for note in s.notes if note.day >= first]
    notes += load_notes(s.reading, first, s.today)
    notes += notices(s)
    return Plan(
        on=to_date(s.today),
        stage=s.stage,
        verdict=now.verdict,
        episode=_episode(s),
        running=Running(
            allowed=now.allowed,
            not_before=None if now.not_before is None else to_date(now.not_before),
            minutes=now.minutes,
            km=None if now.metres is None else now.metres / 1000,
            limits=limits(s) if now.allowed else (),
            needs=now.needs,
        ),
        ladder=_ladder(s),
        protect=_protecting(s),
        gates=_gates(s),
        streak=s.streak,
        due=tuple(due(s, may_run=now.allowed)),
        ahead=tuple((kind, to_date(day)) for kind, day in ahead(s).items()),
        findings=tuple(findings),
        notes=tuple(sorted(notes, key=lambda n: (n.day, n.rule, n.entries))),
    )


def _episode(s: Standing) -> EpisodeNow | None:
    if s.bout is None:
        return None
    day = s.bout.number(s.today)
    return EpisodeNow(to_date(s.bout.began), s.bout.side, day, (day + 6) // 7)


def _ladder(s: Standing) -> OnLadder | None:
    if s.ladder is None or s.stage not in (Stage.LADDER, Stage.PROTECT):
        return None
    p = s.protocol.ladder
    return OnLadder(s.ladder.step, s.ladder.clean, p.clean_runs, p.steps[s.ladder.step].minutes)


def _gates(s: Standing) -> tuple[Gate, ...]:
    to_gates = s.protect is not None and not s.protect.to_ladder
    return tuple(s.gates()) if s.stage is Stage.REBUILD or (s.stage is Stage.PROTECT and to_gates) else ()


def _protecting(s: Standing) -> Protecting | None:
    if s.stage is not Stage.PROTECT or s.protect is None:
        return None
    then = Stage.LADDER if s.protect.to_ladder else Stage.REBUILD
    return Protecting(to_date(s.protect.until), s.protect.streak, then)


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan in the shape that scripts rely on."""
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
        "findings": [finding_as_json(finding) for finding in plan.findings],
        "notes": [_told(note) for note in plan.notes],
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    told = _told(finding)
    return {"rule": told.pop("rule"), "verdict": str(finding.verdict), **told}


def _told(item: Finding | Note) -> dict[str, Any]:
    return {
        "rule": item.rule,
        "date": item.date.isoformat(),
        "entries": list(item.entries),
        "because": item.because,
    }
