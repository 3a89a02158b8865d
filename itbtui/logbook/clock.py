"""The present: the system's clock, or what ``ITBTUI_NOW`` says it is."""

import datetime as dt
import math
import os
import time
from contextlib import suppress


class ClockError(ValueError):
    """``ITBTUI_NOW`` does not hold a date-time, or ``ITBTUI_RATE`` no number above 0."""


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


def before(span: dt.timedelta) -> dt.datetime:
    """So long before now, and not before the first day of the calendar. Raises ClockError."""
    moment = now()
    return moment - span if moment - dt.datetime.min > span else dt.datetime.min


def today(day_begins: int = 0) -> dt.date:
    """The day it is for a runner whose day begins at so many o'clock: before that it is still the evening before."""
    moment = now()
    with suppress(OverflowError):  # before the first day of the calendar there is none
        moment -= dt.timedelta(hours=day_begins)
    return moment.date()


ASLEEP_S = 5
"""A look that comes so much too late means that the machine slept or the program was stopped: nobody went on."""


def slept(since: float, wait: float = 0) -> bool:
    """Whether it is much longer than ``wait`` since then, both in seconds of ``even_asleep``."""
    return even_asleep() - since > wait + ASLEEP_S


class ExerciseClock:
    """The clock of the exercise session: seconds that only go forward, ``ITBTUI_RATE`` of them in a real one.

    Raises ClockError where that is set to something else than a number above 0.
    """

    def __init__(self) -> None:
        said = os.environ.get("ITBTUI_RATE") or "1"
        try:
            self.rate = float(said)
        except ValueError:
            self.rate = math.nan
        if not 0 < self.rate < math.inf:
            raise ClockError(f"ITBTUI_RATE: {said!r} is not a number above 0, such as 60")

    def now(self) -> float:
        """Seconds since no particular moment; they stand still while the machine sleeps."""
        return time.monotonic() * self.rate

    def even_asleep(self) -> float:
        """The same for what goes on while the machine sleeps."""
        return even_asleep() * self.rate


_EVEN_ASLEEP = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def even_asleep() -> float:
    """Real seconds that go on while the machine sleeps, where the system has such a clock."""
    return time.monotonic() if _EVEN_ASLEEP is None else time.clock_gettime(_EVEN_ASLEEP)
