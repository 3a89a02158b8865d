"""The present: the system's clock, or what ``ITBTUI_NOW`` says it is."""

import datetime as dt
import os


class ClockError(ValueError):
    """``ITBTUI_NOW`` does not hold a date-time."""


def now() -> dt.datetime:
    """The local date and time. Raises ClockError where ``ITBTUI_NOW`` is set to something else."""
    said = os.environ.get("ITBTUI_NOW")
    if not said:
        return dt.datetime.now()
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError:
        raise ClockError(f"ITBTUI_NOW: {said!r} is not a date and time such as 2026-03-02T08:00") from None
    return moment.replace(tzinfo=None)


def today() -> dt.date:
    return now().date()
