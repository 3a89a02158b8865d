"""Numbers and durations as the lists of sites write them: with a point or a comma, and sometimes with both."""

import re

_NOTHING = ("", "--", "-")
_NUMBER = re.compile(r"\d{1,15}(\.\d+)?", re.ASCII)


def read_number(text: str) -> float | None:
    """``3,40``, ``1.234,5``, ``1,234.5`` and ``'12`` alike: the last of two signs is that of the decimals.

    None where nothing is given. Raises ValueError for what is no number from 0 up.
    """
    bare = text.strip().lstrip("'").replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "")
    if bare in _NOTHING:
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
    """``00:17:01``, ``17:01`` or ``01:39,6`` in seconds; None where nothing is given. Raises ValueError."""
    if text.strip() in _NOTHING:
        return None
    seconds = 0.0
    for part in text.strip().split(":"):
        number = read_number(part)
        if number is None:
            raise ValueError(text)
        seconds = seconds * 60 + number
    return seconds
