"""The dates of a list, which are all written in one manner: what it is follows from all of them."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.moments import read_moment
from itbtui.measures import EARLIEST
from itbtui.rehab.log.checks import shown

Order = Literal["day", "month"]
"""Which of two numbers comes first."""
ORDERS: tuple[Order, ...] = ("day", "month")
_NUMBERS_ONLY = re.compile(r"\s*(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})\b", re.ASCII)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?", re.ASCII)
_COMPACT = re.compile(r"(?:19|20)\d{6}", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?", re.ASCII)
_SERIAL_DAY_0 = dt.datetime(1899, 12, 30)
"""A spreadsheet counts days from here."""
_LONGEST = 100


def order_of(texts: Sequence[str]) -> Order | None:
    """Whether day or month comes first, as far as that can be told: by numbers over 12, by points, or by their order.

    None where either is as likely. Raises ExchangeError where no one order fits all.
    """
    found = [(int(m[1]), int(m[3]), m[2]) for text in texts if (m := _NUMBERS_ONLY.match(text[:_LONGEST]))]
    if not found:
        return "day"
    over = {"day": any(first > 12 for first, _, _ in found), "month": any(second > 12 for _, second, _ in found)}
    if all(over.values()):
        raise ExchangeError("its dates have the day first in some lines and the month first in others")
    if known := next((order for order in ORDERS if over[order]), None):
        return known
    if any(sign == "." for _, _, sign in found) or all(first == second for first, second, _ in found):
        return "day"
    if any(re.search(r"\d\s*[ap]\.?m\b", text[:_LONGEST].casefold()) for text in texts):
        return "month"
    fitting = [order for order in ORDERS if _is_steady(texts, order)]
    return fitting[0] if len(fitting) == 1 else None


def _is_steady(texts: Sequence[str], order: Order) -> bool:
    """Whether the dates go on or back in time from line to line, of three different ones at least."""
    read = [moment for text in texts if (moment := read_moment(text[:_LONGEST], month_first=order == "month"))]
    days = [moment.replace(tzinfo=None) for moment in read]
    if len(set(days)) < 3:
        return False
    return all(a <= b for a, b in pairwise(days)) or all(a >= b for a, b in pairwise(days))


def moment_in(text: str, order: Order | None) -> dt.datetime:
    """A date, with its time where it has one. Raises ValueError, which says what is wrong with it."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise ValueError(f"{shown(text)} is not a date that can be read")
    found: dt.datetime | None = None
    if _EPOCH.fullmatch(text):
        seconds = float(text)
        found = dt.datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, dt.UTC)
    elif _COMPACT.fullmatch(text):
        found = read_moment(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    elif _SERIAL.fullmatch(text):
        found = _SERIAL_DAY_0 + dt.timedelta(seconds=round(float(text) * 86_400))
    elif order is None and (m := _NUMBERS_ONLY.match(text)) and m[1] != m[3] and int(m[1]) < 13 > int(m[3]):
        raise ValueError(f"{shown(text)} may have the day first or the month")
    else:
        found = read_moment(text, month_first=order == "month")
    if found is None:
        raise ValueError(f"{shown(text)} is not a date that can be read")
    if found.date() < EARLIEST:
        raise ValueError(f"{shown(text)} is before {EARLIEST.year}")
    return found
