"""What bounds a run that is allowed, in one sentence with its numbers: which runs, which week, which onset."""

from itbtui.measures import Manner
from itbtui.rehab.stages.caps import Cap

WEEKS = ("reduced-week", "week", "cut-week")


def say_cap(cap: Cap, say: Manner) -> str:
    """ "at most 24 min" or "at most 5.2 km"."""
    return f"at most {cap.minutes} min" if cap.minutes is not None else f"at most {say.limit(cap.metres or 0)}"


def why_capped(cap: Cap, on: int, say: Manner) -> str:
    """Why there is a bound on the day of the ordinal ``on``: one sentence without its full stop."""
    f = cap.facts
    if cap.cap == "onset":
        return f"the pain of this episode began in minute {f['onset_min']} at the earliest: {f['percent']} % of that"
    basis = _basis(cap, on, say)
    if cap.cap not in WEEKS:
        return basis
    used = _number(cap, "used_m")
    left = f", and {say.distance(used)} of it are run" if used else ""
    return f"7 days may have {say.limit(_number(cap, 'limit_m'))}, {basis}{left}"


def _basis(cap: Cap, on: int, say: Manner) -> str:
    basis, percent = str(cap.facts["basis"]), _number(cap, "percent")
    if basis == "least":
        return "the least that is always left" if cap.cap in WEEKS else "the least that a run may always have"
    counted = say.distance(_number(cap, "counted_m"))
    if basis == "baseline":
        return f"{percent} % of the {counted} a week from before it began"
    first, last = (say.day(on - _number(cap, f"{name}_days_ago")) for name in ("first", "last"))
    of = f"from {first} to {last}" if cap.cap in WEEKS else f"of the run on {first}"
    return f"as much as counts {of}" if percent == _ALL else f"{percent} % of the {counted} that count {of}"


_ALL = 100


def _number(cap: Cap, name: str) -> int:
    value = cap.facts[name]
    assert isinstance(value, int)
    return value
