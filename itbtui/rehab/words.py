"""Dates and figures in plain English, the same on every machine."""

from collections.abc import Iterable
from datetime import date

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MILE_KM = 1.609344


def to_date(ordinal: int) -> date:
    """The day of an ordinal; what lies beyond the calendar is its last day."""
    return date.fromordinal(min(ordinal, date.max.toordinal()))


def say_day(day: date | int) -> str:
    """ "Wed 4 Mar"; a day may be given as a date or as its ordinal."""
    if isinstance(day, int):
        day = to_date(day)
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


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
