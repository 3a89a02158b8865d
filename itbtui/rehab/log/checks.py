"""Checks of what an entry may hold: each says in a plain phrase what is wrong with a value, or nothing."""

import datetime as dt
import math
from collections.abc import Callable
from functools import cache
from typing import Any

from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.protocol.reader import Span


class EntryError(ValueError):
    """A field holds what it cannot hold. ``problem`` is a plain phrase, such as "11 is not between 0 and 10"."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.field = name
        self.problem = problem


Check = Callable[[Any], str | None]
"""Says what is wrong with a value, or nothing."""


JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Some scripts need them inside words."""


def shown(value: object) -> str:
    """A value as an error message shows it: short, and without anything a terminal would act on."""
    text = value if isinstance(value, str) else repr(value).removesuffix(".0")
    text = "".join(c if c.isprintable() or c in JOINERS else "?" for c in text)
    return text if len(text) <= 40 else text[:39] + "…"


def _as_it_stands(value: object) -> str:
    """A text may look like the number that is wanted."""
    return f'"{shown(value)}"' if isinstance(value, str) else shown(value)


@cache
def _limit(name: str) -> Span:
    span: Span = getattr(shipped().limits, name)
    return span


def whole(limit: str) -> Check:
    """A check for whole numbers within the protocol's limits of that name."""

    def check(value: Any) -> str | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return f"{_as_it_stands(value)} is not a whole number"
        span = _limit(limit)
        return None if value in span else f"{shown(value)} is not between {span}"

    return check


def number(limit: str) -> Check:
    """A check for numbers within the protocol's limits of that name."""

    def check(value: Any) -> str | None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not _is_finite(value):
            return f"{_as_it_stands(value)} is not a number"
        span = _limit(limit)
        return None if value in span else f"{shown(value)} is not between {span}"

    return check


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def tempo(value: Any) -> str | None:
    """Seconds of each part of a repetition, such as "1-2-3"."""
    span, parts = _limit("tempo_s"), [part for part, _ in shipped().progress.own_tempo]
    wanted = f"seconds of {', '.join(parts)}, between {span} each, such as {'-'.join('1' for _ in parts)}"
    if not isinstance(value, str) or len(seconds := value.split("-")) != len(parts):
        return f"{shown(value)} is not {wanted}"
    is_right = all(one.isascii() and one.isdigit() and len(one) < 3 and int(one) in span for one in seconds)
    return None if is_right else f"{shown(value)} is not {wanted}"


def choice(options: tuple[str, ...]) -> Check:
    """A check for one of these values."""

    def check(value: Any) -> str | None:
        return None if value in options else f"{shown(value)} is not one of {', '.join(options)}"

    return check


def text(limit: str) -> Check:
    """A check for text of so many characters as the protocol allows."""

    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return f"{shown(value)} is not text"
        span = _limit(limit)
        if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
            return "holds half a character, which cannot be written"
        return None if len(value) in span else f"{len(value)} characters are not between {span}"

    return check


def of_type(kind: type, name: str) -> Check:
    """A check for values of a type."""

    def check(value: Any) -> str | None:
        # A datetime is a date to Python, and a day to nobody.
        right = isinstance(value, kind) and not (kind is dt.date and isinstance(value, dt.datetime))
        if right and getattr(value, "tzinfo", None) is not None:
            return f"{shown(value)} has a time zone; local time is kept"
        return None if right else f"{shown(value)} is not {name}"

    return check


def several(one: Check) -> Check:
    """A check for tuples of which each value passes ``one``, and none stands twice."""

    def check(value: Any) -> str | None:
        if not isinstance(value, tuple):
            return f"{shown(value)} is not a list"
        if not value:
            return None
        if problem := next(filter(None, map(one, value)), None):
            return problem
        return "names one thing twice" if len(set(value)) != len(value) else None

    return check


def known_flag(value: Any) -> str | None:
    """Says what is wrong with a sign that the protocol does not know."""
    return choice(shipped().flags.known)(value)


YES_OR_NO = of_type(bool, "yes or no (true or false)")
DAY = of_type(dt.date, "a date such as 2026-03-01")
CLOCK_TIME = of_type(dt.time, "a time such as 07:30")
MOMENT = of_type(dt.datetime, "a date and time such as 2026-03-01T07:30")
NOTES = text("notes_chars")
NAME = text("name_chars")
PAIN = whole("pain")
ID_CHECK, ID_REQUIRED = {"id": NAME}, frozenset({"id"})


def check_fields(entry: object, checks: dict[str, Check], required: frozenset[str]) -> None:
    """Raises EntryError for the first field that is missing, or holds what it cannot hold."""
    for key, check in checks.items():
        # Not by ``vars``: Python would make a dictionary for each entry then, and keep it.
        value = getattr(entry, key)
        if value is None:
            if key in required:
                raise EntryError(key, "is missing")
        elif problem := check(value):
            raise EntryError(key, problem)
