"""JSON as text: read strictly, with sentences for what is wrong, and written so that a person can read it."""

import json
import re
from itertools import islice
from typing import Any, TypeVar

from itbtui.data.exchange import ExchangeError

MAX_BYTES = 12_000_000
"""Larger files are refused: ten years of daily entries take less than half of it."""
MOST_VALUES = 600_000
"""Files with more values are refused, before they become objects that are far larger than their text."""

T = TypeVar("T", str, bytes, str | bytes)

_MOST_NAMES = 10_000
"""Of what stands in objects; a log has about 100."""
_LONGEST_NAME = 60
_NAME_ENDS = re.compile(r'"\s*:')
_WIDTH = 120
_LONGEST_WHOLE = 18
"""Digits of the largest whole number that is read as one: conversion time grows with the square of the length."""
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What JSON allows in a text, but a terminal may act on."""


class _Object(dict[str, Any]):
    """An object that remembers a key that stood in it twice."""

    twice: str | None = None


def twice(read: dict[str, Any]) -> str | None:
    """The first key that stood twice in an object that ``parse`` has read, or nothing."""
    return read.twice if isinstance(read, _Object) else None


def within(text: T) -> T:
    """The same, unless it is too long. Raises ExchangeError."""
    if len(text) > MAX_BYTES:
        raise ExchangeError(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    return text


def parse(text: str | bytes, most: int = MOST_VALUES) -> Any:
    """The value of a JSON text. Raises ExchangeError, with line and column where there is one, and for more than
    ``most`` values.

    Infinity and NaN are read as such: whoever knows the field says that they are no numbers.
    """
    read = _decoded(within(text))
    if sum(map(read.count, ",[{")) > most:
        raise ExchangeError(f"the file holds more than {most} values, which no log does")
    _check_names(read)
    try:
        return json.loads(read, object_pairs_hook=_object, parse_int=_whole)
    except json.JSONDecodeError as error:
        problem = "the file ends too early" if error.pos >= len(error.doc.rstrip()) else "this is not valid JSON"
        raise ExchangeError(f"line {error.lineno}, column {error.colno}: {problem} ({error.msg})") from error
    except RecursionError as error:
        raise ExchangeError("the file is nested too deep") from error


def _check_names(text: str) -> None:
    """Each different name is kept, and is far larger than its text. Only the end of a long one is looked at."""
    names: set[str] = set()
    for found in islice(_NAME_ENDS.finditer(text), MOST_VALUES):
        end = found.start()
        from_ = max(end - _LONGEST_NAME, 0)
        begun = text.rfind('"', from_, end)
        names.add(text[begun + 1 if begun >= 0 and text[begun - 1] != "\\" else from_ : end])
        if len(names) > _MOST_NAMES:
            raise ExchangeError(f"the file holds more than {_MOST_NAMES} different names")


def pretty(value: Any, indent: str = "") -> str:
    """JSON for ``value``: on one line what fits on one, otherwise a line an item."""
    flat = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not isinstance(value, dict | list) or len(indent) + len(flat) <= _WIDTH:
        return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", flat)
    inner = indent + "  "
    if isinstance(value, dict):
        lines = [f"{inner}{json.dumps(key)}: {pretty(item, inner)}" for key, item in value.items()]
    else:
        lines = [inner + pretty(item, inner) for item in value]
    left, right = "{}" if isinstance(value, dict) else "[]"
    return left + "\n" + ",\n".join(lines) + "\n" + indent + right


def _decoded(text: str | bytes) -> str:
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError("the file is not UTF-8 text") from error


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object()
    for key, value in pairs:
        if key in made and made.twice is None:
            made.twice = key
        made[key] = value
    return made


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_WHOLE else float(digits)
