"""How soon the gates to running could be met: a bound for a course of days that all go well."""

from collections.abc import Iterable

from itbtui.rehab.log.log import UNLOGGED
from itbtui.rehab.log.sessions import complete_session
from itbtui.rehab.stages.gates import Gate
from itbtui.rehab.stages.standing import Standing


def gates_from(s: Standing, gates: Iterable[Gate]) -> int:
    """The first day on which all these gates could be met and no rest is left; today where nothing is missing."""
    missing = {gate.id: gate.need - gate.have for gate in gates if not gate.met}
    first = s.today
    if days := missing.get("pain-free-days"):
        first += days - (s.kind(s.today) is UNLOGGED)
    if sessions := missing.get("strength"):
        first = max(first, _next_strength_day(s) + 2 * (sessions - 1))
    return first if s.protect is None else max(first, s.protect.until + 1)


def _next_strength_day(s: Standing) -> int:
    """The first day on which a session could count: two days with hip strength never follow each other."""
    if complete_session(s.today, s.reading.day(s.today), s.routine):
        return s.today + 2
    return s.today + _is_strength_day(s, s.today - 1)


def _is_strength_day(s: Standing, day: int) -> bool:
    return any(item.done and item.exercise in s.routine for item in s.reading.day(day).exercises)
