"""A bookmark: where the runner stood some weeks ago, to be kept beside the log.

With it the plan of today follows from the entries of the last months alone. It says nothing that the log does not say:
it is made from it, and thrown away when anything changes that it rests on.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import astuple
from typing import Any, NamedTuple

from itbtui.rehab.caps import Bout
from itbtui.rehab.entries import Settings
from itbtui.rehab.log import Log
from itbtui.rehab.plan import told_since
from itbtui.rehab.protocol import Protocol, Verdict
from itbtui.rehab.reading import Known, Reading
from itbtui.rehab.replay import LOOKS_BACK_DAYS, go_through
from itbtui.rehab.rules import Finding
from itbtui.rehab.standing import LadderState, Note, Protect, Stage, Standing, Wait
from itbtui.rehab.words import to_date

PLAIN = (
    *("today", "locked_since", "flag_alone", "reduce_since", "reduce_clean", "cut_until", "no_hills_until"),
    *("streak_needed", "resting", "last_episode", "streak_before", "was_unlogged"),
)
"""What a standing says in numbers, and what it does of exercises."""


class Bookmark(NamedTuple):
    """``rests_on`` is the last day whose entries it rests on; ``since`` the first whose entries the plan still needs.

    ``standing`` is JSON.
    """

    rests_on: dt.date
    since: dt.date
    standing: str


def bookmark(s: Standing) -> Bookmark | None:
    """A bookmark in the log that led to ``s``; none while that is younger than what is kept open."""
    then, span = s.settled, s.protocol.consequences.belongs_days
    if then is None or not then.today:
        return None
    first = min(told_since(then), then.today - s.protocol.consequences.protect_window_days + 1)
    since = first - LOOKS_BACK_DAYS
    if since < 1:
        return None
    state = {name: getattr(then, name) for name in PLAIN} | {
        "stage": then.stage,
        "bout": then.bout
        and [*astuple(then.bout)[:3], then.bout.entry and then.bout.entry.id, *astuple(then.bout)[4:]],
        "protect": then.protect and astuple(then.protect),
        "ladder": then.ladder and _ladder(then.ladder),
        "waits": [astuple(wait) for wait in then.waits],
        "protects": then.protects,
        "back_offs": then.back_offs,
        "findings": [finding for finding in then.findings if finding.day >= first],
        "notes": [note for note in then.notes if note.day >= first],
        "course": then.course[-1:],
        "hurt": s.reading.hurt_before(since),
    }
    return Bookmark(to_date(then.today + span), to_date(since), json.dumps(state))


def _ladder(ladder: LadderState) -> list[Any]:
    return [
        ladder.step,
        ladder.since,
        ladder.base,
        ladder.verdict_step,
        ladder.clean,
        [*ladder.traces],
        [*ladder.taken.items()],
    ]


def take_up(kept: Bookmark, log: Log, settings: Settings, on: dt.date, protocol: Protocol) -> Standing | None:
    """Where the runner stands on the evening of ``on``, gone on from a bookmark; none where ``on`` lies before it.

    ``log`` needs not hold what lies before ``kept.since``. What is said of earlier episodes is not known.
    """
    state, since = json.loads(kept.standing), kept.since.toordinal()
    if on <= kept.rests_on:
        return None
    log = log.until(on)
    known = Known(hurt=[(since - 1, state["hurt"])])
    s = Standing(log, settings, protocol, Reading(log, settings, protocol, known))
    for name in PLAIN:
        setattr(s, name, state[name])
    s.stage = Stage(state["stage"])
    s.bout = state["bout"] and _bout(*state["bout"], log=log)
    s.bouts = [s.bout] if s.bout else []
    s.protect = state["protect"] and Protect(*state["protect"])
    s.ladder = state["ladder"] and _ladder_state(*state["ladder"])
    s.waits = [Wait(Verdict(verdict), *rest) for verdict, *rest in state["waits"]]
    s.protects = _findings(state["protects"])
    s.back_offs = [(day, _event(event)) for day, event in state["back_offs"]]
    s.findings = _findings(state["findings"])
    s.notes = [Note(rule, day, tuple(entries), because) for rule, day, entries, because in state["notes"]]
    s.course = [(day, Stage(stage)) for day, stage in state["course"]]
    go_through(s, on.toordinal())
    return s


def _findings(raw: Iterable[Any]) -> list[Finding]:
    return [Finding(rule, Verdict(verdict), day, tuple(entries), *rest) for rule, verdict, day, entries, *rest in raw]


def _event(raw: tuple[bool, int]) -> tuple[bool, int]:
    return raw[0], raw[1]


def _bout(began: int, side: str | None, baseline_m: int, entry: str | None, *rest: Any, log: Log) -> Bout:
    return Bout(began, side, baseline_m, next((known for known in log.episodes if known.id == entry), None), *rest)


def _ladder_state(
    step: int, since: int, base: int, verdict_step: int, clean: int, traces: Any, taken: Any
) -> LadderState:
    events = {_event(event): steps for event, steps in taken}
    return LadderState(step, since, base, verdict_step, clean, set(map(_event, traces)), events)
