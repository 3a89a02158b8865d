"""When something was: a moment in UTC as this place's clock showed it, and the dates of Strava's list."""

import datetime as dt
import re
import unicodedata
from contextlib import suppress

_MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fev"),
    ("mar", "mrz", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic"),
)
"""How the months begin in English, German, French, Spanish, Italian, Dutch and Portuguese, without accents."""
_NUMBERS = re.compile(r"\d+", re.ASCII)
_WORDS = re.compile(r"[a-z]{3,}")
_HALF = re.compile(r"\b([ap])\.?\s?m\b")
_FIRST_WRITTEN = 1900
"""A year that a person writes has four digits."""
_FIRST_YEAR = 2000
"""A recording from before is none: the watch had not been told what day it was."""


def to_local(moment: dt.datetime) -> dt.datetime:
    """A moment, in UTC unless it has a zone, as the clock showed it in the time zone of this machine."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    with suppress(OverflowError, OSError, ValueError):  # at the ends of the calendar no clock says what it showed
        moment = moment.astimezone()
    return moment.replace(tzinfo=None, microsecond=0)


def is_real(moment: dt.datetime | None) -> bool:
    """Whether a watch knew the date when it wrote this."""
    return moment is not None and moment.year >= _FIRST_YEAR


def read_moment(text: str) -> dt.datetime | None:
    """A date and time as Strava writes them in the account's language; None where it cannot be told what is meant."""
    try:
        return dt.datetime.fromisoformat(text.strip())
    except ValueError:
        pass
    spoken = unicodedata.normalize("NFKD", text.casefold())
    spoken = "".join(c for c in spoken if not unicodedata.combining(c))
    numbers = [int(number) for number in _NUMBERS.findall(spoken)[:6]]
    try:
        day, month, year, *clock = _in_order(spoken, numbers)
        if year < _FIRST_WRITTEN:
            return None
        hour, minute, second = (*clock, 0, 0, 0)[:3]
        if half := _HALF.search(spoken):
            hour = hour % 12 + (12 if half[1] == "p" else 0)
        return dt.datetime(year, month, day, hour, minute, second)
    except (ValueError, OverflowError):
        return None


def _in_order(spoken: str, numbers: list[int]) -> list[int]:
    """Day, month, year, and then the clock. Raises ValueError where that cannot be told."""
    if month := next((found for word in _WORDS.findall(spoken) if (found := _month(word))), None):
        return [numbers[0], month, *numbers[1:]]
    first, second = (*numbers, 0, 0)[:2]
    if "/" in spoken and first <= 12 and second <= 12 and first != second:
        raise ValueError("day and month cannot be told apart")
    return [second, first, *numbers[2:]] if second > 12 else numbers


def _month(word: str) -> int | None:
    for number, names in enumerate(_MONTHS, 1):
        if word.startswith(names):
            return number
    return None
