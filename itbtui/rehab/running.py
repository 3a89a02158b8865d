"""May one run today, how far, and what is missing."""

from typing import NamedTuple

from itbtui.rehab.caps import WEEK, onset_cap
from itbtui.rehab.protocol import Verdict
from itbtui.rehab.standing import BUILD, LADDER, LOCKED, PROTECT, REBUILD, REDUCE, Standing, Wait


class Outlook(NamedTuple):
    """``not_before`` is the earliest day by the calendar alone; ``metres`` and ``minutes`` bound one run today."""

    verdict: Verdict
    allowed: bool
    not_before: int | None = None
    minutes: int | None = None
    metres: int | None = None
    needs: tuple[str, ...] = ()


def outlook(s: Standing) -> Outlook:
    if s.stage is LOCKED:
        return Outlook(Verdict.SEE_CLINICIAN, allowed=False, needs=("clearance",))
    if s.stage is REBUILD:
        return Outlook(Verdict.PROTECT, allowed=False, needs=_open_gates(s))
    if s.stage is PROTECT:
        return _in_protect(s)
    return _among_waits(s)


def _open_gates(s: Standing) -> tuple[str, ...]:
    return tuple(gate.id for gate in s.gates() if not gate.met)


def _in_protect(s: Standing) -> Outlook:
    protect = s.protect
    assert protect is not None
    if not protect.to_ladder:
        return Outlook(Verdict.PROTECT, allowed=False, needs=_open_gates(s))
    needs = ("streak",) if s.streak < (protect.streak or 0) else ()
    return Outlook(Verdict.PROTECT, allowed=False, not_before=max(s.today, protect.until + 1), needs=needs)


def _among_waits(s: Standing) -> Outlook:
    waits = list(s.waits)
    if s.stage in (REDUCE, LADDER) and (rested := s.rested_from()):
        waits.append(Wait(Verdict.CONTINUE, rested))
    held = [wait for wait in waits if s.holds(wait)]
    room = _room(s, s.today)
    is_full = room is not None and room <= 0
    cut = Verdict.BACK_OFF if s.is_cut else Verdict.CONTINUE
    if not held and not is_full:
        minutes, metres = _bounds(s, room)
        return Outlook(cut, True, s.today, minutes, metres)
    not_before = max([s.today, *(wait.not_before for wait in held)])
    needs = []
    if not_before == s.today and not s.morning_is_logged and any(wait.morning for wait in held):
        needs.append("morning")
    if any(s.lacks_pain_free_day(wait) for wait in held):
        needs.append("pain-free-day")
    if is_full:
        needs.append("week-used-up")
        not_before = _first_day_with_room(s, not_before)
    verdict = max([cut, *(wait.verdict for wait in held)])
    return Outlook(verdict, allowed=False, not_before=not_before, needs=tuple(needs))


def _room(s: Standing, day: int) -> int | None:
    """The metres left of the week that ends on ``day``; nothing where the stage has no cap."""
    if s.stage not in (REDUCE, BUILD):
        return None
    caps = s.caps()
    if s.stage is REDUCE:
        return caps.reduced_week() - caps.used(day)
    week = caps.cut_week(day) if day <= s.cut_until else caps.week(day)
    return week - caps.used(day)


def _first_day_with_room(s: Standing, first: int) -> int:
    return next((day for day in range(first, first + WEEK) if (_room(s, day) or 0) > 0), first + WEEK)


def _bounds(s: Standing, room: int | None) -> tuple[int | None, int | None]:
    """Minutes and metres that one run may have today."""
    if s.stage is LADDER and s.ladder:
        return s.protocol.ladder.steps[s.ladder.step].minutes, None
    if s.stage is REDUCE and s.bout:
        return onset_cap(s.bout, s.protocol), room
    if s.stage is BUILD and room is not None:
        caps = s.caps()
        return None, min(room, caps.cut_run(s.today) if s.is_cut else caps.run(s.today))
    return None, None


def limits(s: Standing) -> tuple[str, ...]:
    """How a run today may be, where one is allowed."""
    if s.stage is LADDER and s.ladder:
        return ("flat", "easy", *s.protocol.ladder.steps[s.ladder.step].limits)
    if s.stage is REDUCE:
        return ("flat", "easy")
    return () if s.hills_allowed() else ("no-hills",)
