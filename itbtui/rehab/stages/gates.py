"""The gates to running again: each asks the log one question."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from operator import attrgetter
from typing import NamedTuple

from itbtui.rehab.log.sessions import CompleteSession, complete_session
from itbtui.rehab.protocol.figures import Gates
from itbtui.rehab.stages.reading import Reading


class Gate(NamedTuple):
    """``have`` of ``need``: days, complete sessions, or the minutes of the longest walk."""

    id: str
    have: int
    need: int
    met: bool


def gates(reading: Reading, routine: Mapping[str, bool], day: int, streak: int, streak_needed: int) -> Iterator[Gate]:
    """The gates on ``day``, one after the other; ``routine`` are the strength exercises, and which have two sides."""
    p = reading.protocol.gates
    yield Gate("pain-free-days", streak, streak_needed, streak >= streak_needed)
    lately = range(day, day - p.earlier_session_days, -1)
    complete = (s for number in lately if (s := complete_session(number, reading.day(number), routine)))
    fit = _fit_sessions([*islice(complete, p.sessions)], day, p)
    yield Gate("strength", fit, p.sessions, fit >= p.sessions)
    walk = _longest_walk(reading, day - p.walk_days + 1, day)
    yield Gate("walk", walk, p.walk_minutes, walk >= p.walk_minutes)


def _fit_sessions(sessions: Sequence[CompleteSession], day: int, p: Gates) -> int:
    """How many of the last complete sessions, the last one first, count.

    One too old to be the last may still be an earlier one.
    """
    if not sessions:
        return 0
    fit = list(takewhile(attrgetter("pain_free"), sessions))
    is_late = day - sessions[0].day < p.later_session_days
    return len(fit) if is_late else min(len(fit), p.sessions - 1)


def _longest_walk(reading: Reading, first: int, last: int) -> int:
    walks = (
        item.minutes
        for number in range(first, last + 1)
        for item in reading.day(number).cross_training
        if item.kind == "walk" and item.pain == 0
    )
    return int(max(walks, default=0))
