"""What is not logged of the days that a streak of pain-free days would need."""

import datetime as dt

from itbtui.rehab.log.days import to_date
from itbtui.rehab.log.log import UNLOGGED, Day
from itbtui.rehab.stages.long_ago import first_day
from itbtui.rehab.stages.standing import Standing
from itbtui.values import Value


class OpenDay(Value):
    """An unlogged day; ``missing`` names what would say how the knee was on it.

    These are ``morning``, ``daily``, ``run`` (one whose pain is still to be said), ``training`` and ``exercises``.
    """

    date: dt.date
    missing: tuple[str, ...]


def open_days(s: Standing, days: int) -> tuple[OpenDay, ...]:
    """The unlogged ones of the last so many days and today, in order; days before the log began are none."""
    began = first_day(s)
    first = max(s.today - days, s.today if began is None else began)
    return tuple(
        OpenDay(to_date(number), _missing(s.reading.day(number)))
        for number in range(first, s.today + 1)
        if s.kind(number) is UNLOGGED
    )


def _missing(day: Day) -> tuple[str, ...]:
    c = day.check_in
    asked = {
        "morning": c is None or c.morning is None,
        "daily": c is None or c.daily is None,
        "run": bool(day.waiting),
        "training": any(item.pain is None for item in day.cross_training),
        "exercises": any(item.done and item.pain is None for item in day.exercises),
    }
    return tuple(name for name, is_missing in asked.items() if is_missing)
