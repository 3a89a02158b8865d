"""May one run today, how far, and what is missing."""

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.rules.notes import Advice
from itbtui.rehab.stages.caps import Bound, Cap, Caps
from itbtui.rehab.stages.long_ago import onset_runs
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import BUILD, LADDER, LOCKED, PROTECT, REBUILD, REDUCE, Wait
from itbtui.values import Value


class Outlook(Value):
    """``not_before`` is the earliest day by the calendar alone; ``metres`` and ``minutes`` bound one run today.

    ``caps`` are the bounds that are no step of the ladder, the tightest first.
    """

    verdict: Verdict
    allowed: bool
    not_before: int | None = None
    minutes: int | None = None
    metres: int | None = None
    needs: tuple[str, ...] = ()
    caps: tuple[Cap, ...] = ()
    asks_morning: bool = False
    """The morning of the day of the next run is to be logged at 0, too."""


def outlook(s: Standing) -> Outlook:
    """May one run today, by all that is logged up to now."""
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


def advised(s: Standing, *, hills: bool = True) -> Advice:
    """The same in short: without the caps, and without what is missing and from when on."""
    is_ladder = s.stage is LADDER
    if s.stage in (LOCKED, REBUILD, PROTECT) or _held(s):
        return Advice(False, None, None, is_ladder, hills)
    if is_ladder and s.ladder:
        return Advice(True, s.protocol.ladder.steps[s.ladder.step].minutes, None, True, hills)
    if s.stage not in (REDUCE, BUILD) or s.episode is None:
        return Advice(True, None, None, is_ladder, hills)
    caps = s.caps()
    used = caps.used
    # A week that is used up by far is one whatever each week before it held.
    by_far = s.stage is BUILD and caps.week_at_most() - used < s.least_left
    if by_far or (room := _week(s, caps, s.today).metres - used) < s.least_left:
        return Advice(False, None, None, False, hills)
    if s.stage is REDUCE:
        return Advice(True, s.episode.onset_cap(s.protocol), room, False, hills)
    run = caps.cut_run() if s.is_cut() else caps.run()
    return Advice(True, None, min(room, run.metres), False, hills)


def _held(s: Standing) -> list[Wait]:
    """What still keeps from running today, besides the week's distance."""
    waits = [wait for wait in s.waits if s.holds(wait)]
    if s.stage in (REDUCE, LADDER, BUILD) and s.rests:
        waits.append(Wait(Verdict.CONTINUE, s.rested_from() or s.today))
    return waits


def _among_waits(s: Standing) -> Outlook:
    held = _held(s)
    room = _room(s, s.today)
    is_full = room is not None and room < s.least_left
    cut = Verdict.BACK_OFF if s.is_cut() else Verdict.CONTINUE
    if not held and not is_full:
        return _allowed(s, cut, room or 0)
    not_before = max([s.today, *(wait.not_before for wait in held)])
    if not_before > s.today:
        later = _room(s, not_before)
        is_full = is_full or (later is not None and later < s.least_left)
    if is_full:
        not_before = _first_day_with_room(s, not_before)
    needs = []
    if not_before == s.today and not s.morning_is_logged and any(wait.morning for wait in held):
        needs.append("morning")
    if any(s.lacks_pain_free_day(wait) for wait in held):
        needs.append("pain-free-day")
    if is_full:
        needs.append("week-used-up")
    verdict = max([cut, *(wait.verdict for wait in held)])
    return Outlook(
        verdict,
        allowed=False,
        not_before=not_before,
        needs=tuple(needs),
        asks_morning=any(wait.morning for wait in held),
    )


def _room(s: Standing, day: int) -> int | None:
    """The metres left of the week that ends on ``day``; nothing where the stage has no cap."""
    if s.stage not in (REDUCE, BUILD):
        return None
    caps = s.caps(day)
    return _week(s, caps, day).metres - caps.used


def _week(s: Standing, caps: Caps, day: int) -> Bound:
    if s.stage is REDUCE:
        return caps.reduced_week()
    return caps.cut_week() if s.is_cut(day) else caps.week()


def _first_day_with_room(s: Standing, first: int) -> int:
    days = range(first, first + WEEK)
    return next((day for day in days if (_room(s, day) or 0) >= s.least_left), first + WEEK)


def _allowed(s: Standing, verdict: Verdict, room: int) -> Outlook:
    """A run is allowed: how far. ``room`` are the metres left of the week, where the stage has one."""
    if s.stage is LADDER and s.ladder:
        return Outlook(verdict, True, s.today, s.protocol.ladder.steps[s.ladder.step].minutes)
    if s.stage is REDUCE and s.episode:
        caps = s.caps()
        minutes = s.episode.onset_cap(s.protocol)
        onset = [] if minutes is None else [_onset_cap(s, minutes)]
        week = caps.cap("reduced-week", caps.reduced_week(), room)
        return Outlook(verdict, True, s.today, minutes, room, caps=(*onset, week))
    if s.stage is BUILD:
        caps, is_cut = s.caps(), s.is_cut()
        run = caps.cut_run() if is_cut else caps.run()
        names = ("cut-week", "cut-run") if is_cut else ("week", "single-run")
        bounds = [caps.cap(names[0], _week(s, caps, s.today), room), caps.cap(names[1], run, run.metres)]
        bounds.sort(key=lambda cap: cap.metres or 0)
        return Outlook(verdict, True, s.today, None, bounds[0].metres, caps=tuple(bounds))
    return Outlook(verdict, True, s.today)


def _onset_cap(s: Standing, minutes: int) -> Cap:
    """The cap that the earliest pain of the episode sets, with the runs in which it began then."""
    assert s.episode is not None
    facts = {"onset_min": s.episode.onset_min or 0, "percent": s.protocol.ladder.onset_cap_percent}
    return Cap("onset", minutes, None, onset_runs(s), facts)


def limits(s: Standing) -> tuple[str, ...]:
    """How a run today may be, where one is allowed."""
    if s.stage is LADDER and s.ladder:
        return ("flat", "easy", *s.protocol.ladder.steps[s.ladder.step].limits)
    if s.stage is REDUCE:
        return ("flat", "easy")
    return () if s.hills_allowed() else ("no-hills",)
