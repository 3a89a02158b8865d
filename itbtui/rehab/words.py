"""Dates and figures in plain English, the same on every machine."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MILE_KM = 1.609344

DATES: dict[str, Callable[[date], str]] = {
    "day-month": lambda day: f"{day.day} {_MONTHS[day.month - 1]}",
    "month-day": lambda day: f"{_MONTHS[day.month - 1]} {day.day}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
}
"""How a date may be written: "4 Mar", "Mar 4", "2026-03-04"."""
WEEKDAYS = {"monday": 0, "sunday": 6, "saturday": 5}
"""The days that a week may start on, as Python numbers them."""


class Manner(NamedTuple):
    """How dates are said, for the whole process. Wording only: no rule reads it."""

    dates: str = "day-month"
    week_starts: str = "monday"


_manner = Manner()


def speak(manner: Manner) -> None:
    """From now on dates are said in this manner."""
    global _manner
    _manner = manner


def spoken() -> Manner:
    """The manner in which dates are said."""
    return _manner


def first_weekday() -> int:
    """The day a week starts on, 0 for Monday."""
    return WEEKDAYS[_manner.week_starts]


def to_date(ordinal: int) -> date:
    """The day of an ordinal; what lies beyond the calendar is its last day."""
    return date.fromordinal(min(ordinal, date.max.toordinal()))


def say_day(day: date | int) -> str:
    """ "Wed 4 Mar"; a day may be given as a date or as its ordinal."""
    return f"{say_weekday(day)} {say_date(day)}"


def say_weekday(day: date | int) -> str:
    """ "Wed"."""
    return _DAYS[_date(day).weekday()]


def say_date(day: date | int) -> str:
    """ "4 Mar"."""
    return DATES[_manner.dates](_date(day))


def say_full_day(day: date | int) -> str:
    """ "Wed 4 Mar 2026"."""
    return say_day(day) if _manner.dates == "iso" else f"{say_day(day)} {_date(day).year}"


def say_full_date(day: date | int) -> str:
    """ "4 Mar 2026"."""
    return say_full_day(day).partition(" ")[2]


def say_short(day: date | int) -> str:
    """ "4 Mar", "03-04": below a picture, where the year stands elsewhere."""
    return f"{_date(day):%m-%d}" if _manner.dates == "iso" else say_date(day)


def say_month(day: date | int) -> str:
    """ "Mar"."""
    return _MONTHS[_date(day).month - 1]


def _date(day: date | int) -> date:
    return to_date(day) if isinstance(day, int) else day


def say_clock(seconds: float) -> str:
    """ "14:20", "1:02:05"; a second that has begun is still there."""
    whole = max(0, -int(-seconds // 1))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def say_minutes(seconds: int) -> str:
    """ "9 min", a minute that has begun counted whole."""
    return f"{-(-seconds // 60)} min"


def say_number(value: float) -> str:
    """At most two decimals, none that are zero."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def say_distance(metres: int, units: str = "km") -> str:
    """Metres as kilometres or miles, rounded down to a tenth where a limit must not grow by rounding."""
    tenths = int(metres / (100 * (MILE_KM if units == "mi" else 1)) + 1e-9)
    return f"{say_number(tenths / 10)} {units}"


def harmless(text: str) -> str:
    """What a person typed, for a terminal: without control characters or marks that turn the line around."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def say_list(items: Iterable[str], last: str = "and") -> str:
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count(number: int, thing: str, things: str = "") -> str:
    """ "1 day", "3 days"; ``things`` where an s is not enough."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"
