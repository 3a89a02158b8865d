"""When something was: a moment in UTC as this place's clock showed it, and dates as sites write them."""

import datetime as dt
import math
import re
import unicodedata
from contextlib import suppress

_MONTHS = (
    ("jan", "ene", "gen", "sty", "led", "tammi", "ian", "янв", "січ", "oca"),
    ("feb", "fev", "fév", "lut", "uno", "helmi", "фев", "лют", "sub"),
    ("mar", "mrz", "mrt", "bre", "maalis", "мар", "бер", "mär"),
    ("apr", "avr", "abr", "kwi", "dub", "huhti", "апр", "кві", "nis"),
    ("may", "mai", "mag", "mei", "maj", "kve", "touko", "май", "маи", "мая", "тра"),
    ("jun", "juin", "giu", "cze", "kesa", "iun", "июн", "чер", "haz"),
    ("jul", "juil", "lug", "lip", "heina", "iul", "июл", "лип", "tem"),
    ("aug", "aou", "ago", "sie", "srp", "elo", "авг", "сер", "agu"),
    ("sep", "set", "wrz", "zari", "syys", "сен", "вер", "eyl"),
    ("oct", "okt", "ott", "out", "paz", "rij", "loka", "окт", "жов", "eki"),
    ("nov", "lis", "marras", "noi", "ноя", "noy", "кас", "kas"),
    ("dec", "dez", "dic", "gru", "pro", "joulu", "дек", "гру", "ara", "des"),
)
"""How the months begin in the languages of sites, without accents."""
_CZECH = {"cervenec": 7, "cervence": 7, "cerven": 6, "cervna": 6}
"""June and July begin alike in Czech."""
_NUMBERS = re.compile(r"\d{1,9}", re.ASCII)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_HALF = re.compile(r"(?:\b|\d)\s?([ap])\.?\s?m\b")
_SECOND_HALF, _FIRST_HALF = (
    ("下午", "午後", "오후", "晚上", "μμ", "öö s"),
    ("上午", "午前", "오전", "凌晨", "早上", "πμ"),
)
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?\s*(?:([ap])\.?\s?m\.?)?", re.ASCII | re.IGNORECASE)
_LONGEST = 100
_MOST_ODD = 50_000
_FIRST_WRITTEN = 1900
"""A year that a person writes has four digits."""
_CENTURY = 100
_SHORT_YEAR = re.compile(r"\d[./-]\d{1,2}[./-]\d\d(?!\d)|[a-z]{3}[. -]+\d\d(?![\d:])", re.ASCII)
"""A year of two digits is of this one."""
_FIRST_YEAR = 2000
"""A recording from before is none: the watch had not been told what day it was."""


def to_local(moment: dt.datetime) -> dt.datetime:
    """A moment, in UTC unless it has a zone, as the clock showed it in the time zone of this machine."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    with suppress(OverflowError, OSError, ValueError):  # at the ends of the calendar no clock says what it showed
        moment = moment.astimezone()
    return moment.replace(tzinfo=None, microsecond=0)


def read_seconds_utc(text: str) -> float:
    """A moment of a recording, in seconds since 1970; NaN for what is none, or is from a watch without a date."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        found = read_moment(text)
        if found is None:
            return math.nan
        moment = found
    # Digits alone are a number of the site's.
    if moment.year < _FIRST_YEAR or text.isdigit():
        return math.nan
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    try:
        return moment.timestamp()
    except (OverflowError, ValueError):
        return math.nan


class Times:
    """Reads the times of one recording, each as ``read_seconds_utc`` does.

    One that cannot be read takes a hundred times as long: once so many could not the others are not looked at.
    """

    def __init__(self) -> None:
        self._odd = 0

    def seconds(self, text: str) -> float:
        """In seconds since 1970; NaN for what is none."""
        if self._odd >= _MOST_ODD:
            return math.nan
        found = read_seconds_utc(text)
        self._odd += found != found
        return found


def is_real(moment: dt.datetime | None) -> bool:
    """Whether a watch knew the date when it wrote this."""
    return moment is not None and moment.year >= _FIRST_YEAR


def read_moment(text: str, *, month_first: bool | None = None) -> dt.datetime | None:
    """A date and time as sites write them in the account's language; None where it cannot be told what is meant.

    ``month_first`` says which of day and month stands first where both are numbers; where it is not given, numbers
    parted by / that could be either are not read.
    """
    text = " ".join(text[: _LONGEST + 1].split())
    if len(text) > _LONGEST:
        return None
    with suppress(ValueError):
        if not text.isdecimal():
            return dt.datetime.fromisoformat(text)
    spoken = unicodedata.normalize("NFKD", text.casefold())
    spoken = "".join(c for c in spoken if not unicodedata.combining(c))
    spoken = unicodedata.normalize("NFC", spoken)
    numbers = [int(number) for number in _NUMBERS.findall(spoken)[:6]]
    try:
        day, month, year, *clock = _in_order(spoken, numbers, month_first)
        year = year + 2000 if 0 < year < _CENTURY and _SHORT_YEAR.search(spoken) else year
        if year < _FIRST_WRITTEN:
            return None
        hour, minute, second = (*clock, 0, 0, 0)[:3]
        return dt.datetime(year, month, day, _of_day(hour, spoken), minute, second)
    except (ValueError, OverflowError, IndexError):
        return None


def read_clock(text: str) -> dt.time | None:
    """A time of day such as 18:30, 6.30 or 6:30 pm; None for what is none."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour = _of_day(int(found[1]), f"{found[4]}m".casefold() if found[4] else "")
    return (
        dt.time(hour, int(found[2]), int(found[3] or 0))
        if hour < 24 and int(found[2]) < 60 > int(found[3] or 0)
        else None
    )


def _of_day(hour: int, spoken: str) -> int:
    """The hour of 24, by which half of the day is said."""
    half = _HALF.search(spoken)
    if (half and half[1] == "p") or any(word in spoken for word in _SECOND_HALF):
        return hour % 12 + 12
    return hour % 12 if half or any(word in spoken for word in _FIRST_HALF) else hour


def _in_order(spoken: str, numbers: list[int], month_first: bool | None) -> list[int]:
    """Day, month, year, and then the clock. Raises ValueError where that cannot be told."""
    if len(numbers) >= 3 and numbers[0] >= _FIRST_WRITTEN:
        return [numbers[2], numbers[1], numbers[0], *numbers[3:]]
    # A weekday may begin as a month does, and stands before it.
    if months := [found for word in _WORDS.findall(spoken) if (found := _month(word))]:
        return [numbers[0], months[-1], *numbers[1:]]
    first, second = (*numbers, 0, 0)[:2]
    if second > 12:
        return [second, first, *numbers[2:]]
    if month_first and first <= 12:
        return [second, first, *numbers[2:]]
    if month_first is None and "/" in spoken and first <= 12 and first != second:
        raise ValueError("day and month cannot be told apart")
    return numbers


def _month(word: str) -> int | None:
    if word in _CZECH:
        return _CZECH[word]
    return next((number for number, names in enumerate(_MONTHS, 1) if word.startswith(names)), None)
