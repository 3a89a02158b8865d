"""Numbers and durations as files write them: with a point or a comma, and sometimes with both."""

import math
import re

NOTHING = ("", "--", "-", "–", "—")
_LONGEST = 40
_PRIMES = "'′’\"″”"
_PARTS = {"h": 3600.0, "m": 60.0, "s": 1.0, "'": 60.0, "′": 60.0, "’": 60.0, '"': 1.0, "″": 1.0, "”": 1.0}
_PART = re.compile(r"(\d{1,9}(?:[.,]\d+)?)\s*(h[a-z]*|m[a-zí]*|s[a-z]*|''|['′’\"″”])", re.ASCII)
_PARTED = re.compile(r"\d{1,3}(?:[ '’]\d{3}){1,4}(?:[.,]\d*)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,15}(\.\d+)?", re.ASCII)


def read_number(text: str) -> float | None:
    """``3,40``, ``1.234,5``, ``1,234.5``, ``1 234,5`` and ``'12`` alike: the last of two signs is that of the decimals.

    None where nothing is given. Raises ValueError for what is no number from 0 up.
    """
    bare = text.strip().lstrip("'").replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "")
    if _PARTED.fullmatch(bare):
        bare = re.sub("[ '’]", "", bare)
    if bare in NOTHING:
        return None
    decimal = max(bare.rfind("."), bare.rfind(","))
    if bare.count(bare[decimal]) > 1:
        decimal = -1  # it stands more than once, so it parts thousands
    whole = bare if decimal < 0 else bare[:decimal]
    number = whole.replace(".", "").replace(",", "") + ("" if decimal < 0 else f".{bare[decimal + 1 :]}")
    if not _NUMBER.fullmatch(number):
        raise ValueError(text)
    return float(number)


def read_seconds(text: str) -> float | None:
    """``00:17:01``, ``17:01``, ``01:39,6``, ``17'01"``, ``1h 02m``, ``17 min`` or ``PT17M1S`` in seconds.

    A bare number is seconds. None where nothing is given. Raises ValueError for what is no duration.
    """
    text = text.strip()
    if text in NOTHING:
        return None
    if len(text) > _LONGEST:
        raise ValueError(text)
    if any(sign.isalpha() or sign in _PRIMES for sign in text):
        return _seconds_in_words(text)
    seconds = 0.0
    for part in text.split(":"):
        number = read_number(part)
        if number is None:
            raise ValueError(text)
        seconds = seconds * 60 + number
    return seconds


def _seconds_in_words(text: str) -> float:
    seconds, unit, place = 0.0, "", 0
    rest = text.casefold().removeprefix("p").removeprefix("t")
    for found in _PART.finditer(rest):
        if rest[place : found.start()].strip(" ,"):
            raise ValueError(text)
        unit = found[2][0]
        seconds += float(found[1].replace(",", ".")) * _PARTS[unit]
        place = found.end()
    left = rest[place:].strip()
    if not unit or (left and not left.isdecimal()):
        raise ValueError(text)
    return seconds + float(left or 0) * _PARTS[unit] / 60


def finite(text: str) -> float:
    """A number with a point or a comma; NaN for what is none, and for one without end."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan
