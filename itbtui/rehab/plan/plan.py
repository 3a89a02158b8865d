"""The plan for a day: a pure function of the log, the settings and the date."""

import datetime as dt
from collections.abc import Mapping

from itbtui.rehab.log.days import WEEK, to_date
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.log.sessions import exercise_names
from itbtui.rehab.plan.due import ahead, due
from itbtui.rehab.plan.gates_ahead import gates_from
from itbtui.rehab.plan.notices import notices
from itbtui.rehab.plan.open_days import OpenDay, open_days
from itbtui.rehab.protocol.figures import Kind, Protocol, Tolerance, Verdict
from itbtui.rehab.rules.finding import Finding, Note
from itbtui.rehab.stages.caps import Cap
from itbtui.rehab.stages.gates import Gate
from itbtui.rehab.stages.long_ago import load_notes, told_since
from itbtui.rehab.stages.outlook import limits, outlook
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage
from itbtui.values import Value


class EpisodeDay(Value):
    """The day of the open episode that a plan is for; ``day`` 1 is the day it began."""

    began: dt.date
    side: str | None
    day: int
    week: int


class Running(Value):
    """May one run that day, by what is logged up to and including it; ``km`` and ``minutes`` bound one run."""

    allowed: bool
    not_before: dt.date | None
    minutes: int | None
    km: float | None
    limits: tuple[str, ...]
    caps: tuple[Cap, ...]
    """What bounds a run that is allowed, the tightest first; a step of the ladder is none."""
    needs: tuple[str, ...]
    asks_morning: bool = False
    """The morning of the day of the next run is to be logged at 0; it stands in ``needs`` once that day is there."""


class OnLadder(Value):
    """The step one is on, and how many of its clean runs are there."""

    step: int
    clean: int
    of: int
    minutes: int


class Protecting(Value):
    """``until`` is the last day without running."""

    until: dt.date
    streak_need: int | None
    then: Stage


class Plan(Value):
    """What follows from a log on a day."""

    on: dt.date
    stage: Stage
    verdict: Verdict
    episode: EpisodeDay | None
    running: Running
    ladder: OnLadder | None
    protect: Protecting | None
    gates: tuple[Gate, ...]
    """In ``rebuild``, and in a ``protect`` that leads there."""
    gates_from: dt.date
    """The first day on which all of them could be met, if all goes well from now on."""
    streak: int
    due: tuple[str, ...]
    ahead: tuple[tuple[Kind, dt.date], ...]
    """The next day after ``on`` on which each kind of exercise is due, as far as it follows from the date."""
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    open_days: tuple[OpenDay, ...]
    """The unlogged ones of the days that the streak looked for would need, today among them."""
    has_run: bool
    """Whether a run of this day is logged, one whose pain is still to be said among them."""
    heeded: bool
    """Whether a clearance of this day changed something."""
    tolerance: Tolerance
    protocol: Protocol
    """The figures it was made by: it is told with them."""
    names: Mapping[str, str]
    """What each exercise is called, by id, as it was typed or stands in the protocol."""


def plan(log: Log, settings: Settings, on: dt.date, protocol: Protocol) -> Plan:
    """The plan for ``on``. Entries dated later are not read, so the plan for a past date is what it was."""
    return plan_of(replay(log, settings, on, protocol))


def plan_of(s: Standing) -> Plan:
    """The plan for the day of a standing."""
    now, first, day = outlook(s), told_since(s), s.reading.day(s.today)
    findings = sorted((f for f in s.findings if f.day >= first), key=lambda f: (f.day, f.rule, f.entries))
    notes = [note for note in s.notes if note.day >= first]
    notes += load_notes(s, first, s.today)
    notes += (note for note in notices(s) if note.day >= first)
    gates = _gates(s)
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
            caps=now.caps,
            needs=now.needs,
            asks_morning=now.asks_morning,
        ),
        ladder=_ladder(s),
        protect=_protecting(s),
        gates=gates,
        gates_from=to_date(gates_from(s, gates)),
        streak=s.streak,
        due=tuple(due(s, may_run=now.allowed)),
        ahead=tuple((kind, to_date(day)) for kind, day in ahead(s).items()),
        findings=tuple(findings),
        notes=tuple(sorted(notes, key=lambda n: (n.day, n.rule, n.entries))),
        open_days=open_days(s, max(s.streak_needed, (s.protect and s.protect.streak) or 0)),
        has_run=bool(day.runs or day.waiting),
        heeded=s.heeded == s.today,
        tolerance=s.settings.tolerance,
        protocol=s.protocol,
        names=exercise_names(s.log, s.protocol),
    )


def _episode(s: Standing) -> EpisodeDay | None:
    if s.episode is None:
        return None
    day = s.episode.number(s.today)
    return EpisodeDay(to_date(s.episode.began), s.episode.side, day, (day + WEEK - 1) // WEEK)


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
