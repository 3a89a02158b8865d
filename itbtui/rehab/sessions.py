"""The exercise sessions of the log: which of them is left open, and what of the day is still to be offered."""

import datetime as dt
from collections.abc import Iterable

from itbtui.rehab.entries import SKIPPED_FOR_PAIN, Session
from itbtui.rehab.log import Day, Log
from itbtui.rehab.rules import worst_by_exercise


def still_due(due: Iterable[str], day: Day) -> list[str]:
    """What of the due exercises is to be offered today: not those that the knee has stopped today."""
    stopped = {row.exercise for row in day.exercises if row.skipped == SKIPPED_FOR_PAIN or row.pain}
    return [name for name in due if name not in stopped]


def unfinished(log: Log, today: dt.date) -> Session | None:
    """The session of today that was begun and neither ended nor given up."""
    return next((s for s in reversed(log.sessions) if s.date == today and s.started and not s.ended), None)


def open_session(log: Log) -> Session | None:
    """The last session, where nobody has said yet how the knee was in it."""
    last = log.sessions[-1] if log.sessions else None
    if last is None or not last.started:
        return None
    done = [row for row in last.exercises if row.done]
    return last if None in worst_by_exercise(done).values() else None
