"""What is typed into a form or after a command, read. What cannot be read is refused in one plain phrase."""

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress

from itbtui.measures.saying import MILE_KM, Manner, Units, one_line

# Compiled when they are first asked for: nothing is typed at the start.
_NUMBER = r"[-+]?(\d{1,15}([.,]\d*)?|[.,]\d+)"
_WHOLE = r"[-+]?\d{1,15}"
_DISTANCE = rf"({_NUMBER}) ?([a-z]*)"
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})"
_SPELT = r"(?:(\d{1,3}) ?h)? ?(?:(\d{1,4}) ?(?:m|min)?)? ?(?:(\d{1,2}) ?s)?"
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?"
_FROM_TODAY = r"[-+]\d{1,7}"
_AGO = r"(\d{1,5}) *(day|week)s? ago"
_DAY_OF_MONTH = r"(\d{1,2}) ?([a-z]{3,})|([a-z]{3,}) ?(\d{1,2})"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LEAP_YEARS = 8
"""Between two of them there are no more."""
_DAYS_AGO = {"today": 0, "yesterday": 1, "tomorrow": -1}
_UNITS: dict[str, Units] = {
    **dict.fromkeys(("km", "k", "kilometre", "kilometres", "kilometer", "kilometers"), "km"),
    **dict.fromkeys(("mi", "mile", "miles"), "mi"),
}
_LONGEST = 40
"""Characters of what was typed that are said again."""


class ReadError(ValueError):
    """What was typed cannot be read. The message is a plain phrase: what is wrong, and what would be right."""


def read_number(text: str) -> float:
    """A number, with a point or a comma. Raises ReadError."""
    return _number(text, "a number, such as 5.2")


def read_whole(text: str) -> int:
    """A whole number, such as a pain or a cadence. Raises ReadError."""
    if not re.fullmatch(_WHOLE, text.strip()):
        raise _refused(text, "a whole number, such as 4")
    return int(text)


def read_distance(text: str, units: Units, low_km: float = 0, high_km: float | None = None) -> float:
    """Kilometres, to the metre: ``5.2`` and ``5,2`` in these units, ``5km`` and ``3 mi`` as said.

    Raises ReadError, also for what is not between the bounds, which are kilometres and said in these units.
    """
    found = re.fullmatch(_DISTANCE, text.strip(), re.IGNORECASE)
    unit = _UNITS.get(found[found.lastindex or 0].lower() or units) if found else None
    if found is None or unit is None:
        raise _refused(text, "a distance, such as 5.2, 5km or 3mi")
    km = round(_number(found[1], "") * (MILE_KM if unit == "mi" else 1), 3)
    if high_km is not None and not low_km <= km <= high_km:
        say = Manner(units)
        raise _refused(text, f"between {say.far(low_km * 1000)} and {say.limit(high_km * 1000)}")
    return km


def read_minutes(text: str) -> float:
    """Minutes: ``31``, ``31.5``, ``31:30``, ``1:02:30``, ``1h 5m`` or ``45 min``. Raises ReadError."""
    text = text.strip()
    wanted = "a duration, such as 31, 31:30, 1:02:30 or 1h 5m"
    if re.fullmatch(_NUMBER, text):
        return _number(text, wanted)
    found = re.fullmatch(_CLOCK, text) or re.fullmatch(_SPELT, text, re.IGNORECASE)
    if not found or not any(found.groups()):
        raise _refused(text, wanted)
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if seconds >= 60 or (found[1] and minutes >= 60):
        raise _refused(text, wanted)
    return round(hours * 60 + minutes + seconds / 60, 2)


def read_day(text: str, today: dt.date, *, example: str = "", ahead: bool = False) -> dt.date:
    """A day: ``2026-03-01``, ``today``, ``yesterday``, ``-2`` or ``2 days ago``, ``3 weeks ago``, ``+30`` for in thirty
    days; ``monday`` or ``mon`` for the last one, which today may be, and ``1 mar`` or ``mar 1`` for the last one, which
    tomorrow may be.

    ``ahead`` reads the names of days as those to come, today with them. ``example`` is named where it cannot be read.
    Raises ReadError.
    """
    word = text.strip().lower()
    try:
        if word in _DAYS_AGO:
            return today - dt.timedelta(days=_DAYS_AGO[word])
        if ago := re.fullmatch(_AGO, word):
            return today - int(ago[1]) * dt.timedelta(**{f"{ago[2]}s": 1})
        if re.fullmatch(_FROM_TODAY, word):
            return today + dt.timedelta(days=int(word))
        if (named := _named_day(word, today, ahead)) is not None:
            return named
        return dt.date.fromisoformat(word)
    except (ValueError, OverflowError):
        raise _refused(
            text,
            f"a date, such as {example or f'{today}, {today.day} {_MONTHS[today.month - 1][:3]}, yesterday or -2'}",
        ) from None


def _named_day(word: str, today: dt.date, ahead: bool) -> dt.date | None:
    """The day that is meant by a weekday or by a day of a month, where it is one."""
    if (weekday := _place_of(word, _WEEKDAYS)) is not None:
        back = (today.weekday() - weekday) % 7
        return today + dt.timedelta(days=-back % 7 if ahead else -back)
    found = re.fullmatch(_DAY_OF_MONTH, word)
    month = _place_of(found[2] or found[3], _MONTHS) if found else None
    if found is None or month is None:
        return None
    first, way = (today, 1) if ahead else (today + dt.timedelta(days=1), -1)
    for years in range(_LEAP_YEARS + 1):
        with suppress(ValueError):  # not every year has a 29 February
            day = dt.date(first.year + way * years, month + 1, int(found[1] or found[4]))
            if (day - first).days * way >= 0:
                return day
    return None


def _place_of(word: str, names: Sequence[str]) -> int | None:
    """Which of the names begins with the word, of three letters or more."""
    return next((place for place, name in enumerate(names) if len(word) > 2 and name.startswith(word)), None)


EARLIEST = dt.date(1970, 1, 1)
"""The first day on which anything can have happened that is logged."""


def read_past_day(text: str, today: dt.date, *, or_tomorrow: bool = True) -> dt.date:
    """A day on which something happened: none beyond tomorrow, which it may be elsewhere, and none before 1970, where
    the year has slipped. Without ``or_tomorrow`` none beyond today. Raises ReadError."""
    day = read_day(text, today)
    if (day - today).days > or_tomorrow:
        raise ReadError(f"{day} is in the future; the day it happened is wanted")
    if day < EARLIEST:
        raise ReadError(f"{day} lies before {EARLIEST.year}; the day it happened is wanted")
    return day


def read_coming_day(text: str, today: dt.date, example: str) -> dt.date:
    """The day of something that is still to come, today with it. Raises ReadError."""
    day = read_day(text, today, example=example, ahead=True)
    if day < today:
        raise ReadError(f"{day} has passed; a day from today on is wanted")
    return day


def read_time(text: str) -> dt.time:
    """A time of day: ``07:30``, ``7:30`` or ``7``. Raises ReadError."""
    found = re.fullmatch(_TIME, text.strip())
    hour, minute, second = (int(part or 0) for part in found.groups()) if found else (24, 0, 0)
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        raise _refused(text, "a time, such as 07:30") from None


def _number(text: str, wanted: str) -> float:
    if not re.fullmatch(_NUMBER, text.strip()):
        raise _refused(text, wanted)
    return float(text.replace(",", "."))


def _refused(text: str, wanted: str) -> ReadError:
    said = one_line(text)
    return ReadError(f"{said if len(said) <= _LONGEST else said[: _LONGEST - 1] + '…'} is not {wanted}")
