"""Entries as plain values, the way JSON knows them: text, numbers, booleans, lists and objects."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import StrEnum
from typing import Any, TypeVar

from itbtui.data.exchange.json_text import twice
from itbtui.data.fields import Field, fields_of, iso
from itbtui.rehab.log.checks import EntryError, shown
from itbtui.rehab.log.entries import Entry, Settings
from itbtui.rehab.protocol.figures import Tolerance

E = TypeVar("E", bound=Entry)
T = TypeVar("T")

_OF_ROUTINE = ("order", "doses")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?", re.ASCII)
_DATE_TIME = re.compile(rf"{_DATE.pattern}[T ]{_TIME.pattern}", re.ASCII)


def entry_to_dict(entry: Entry) -> dict[str, Any]:
    """An entry as the log's JSON holds it: fields in their order, what is unknown or empty left out."""
    return _to_plain(entry, keep_empty=False)


def entry_from_dict(kind: type[E], raw: Any) -> E:
    """The entry of that kind that an object of the log's JSON describes.

    Raises EntryError, with the path of the field within the entry, for whatever is not legal in it.
    """
    return _from_plain(kind, raw)


def settings_to_dict(settings: Settings) -> dict[str, Any]:
    """The settings as the log's JSON holds them: all of them, and of a routine what differs from the protocol's."""
    plain = _to_plain(settings, keep_empty=True)
    return {key: value for key, value in plain.items() if value or key not in _OF_ROUTINE}


def settings_from_dict(raw: Any) -> Settings:
    """The settings an object describes; what it does not name has its default. Raises EntryError."""
    return _from_plain(Settings, raw)


def _to_plain(item: Any, *, keep_empty: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for field in fields_of(type(item)):
        value = getattr(item, field.name)
        if value is None or (value == () and not keep_empty):
            continue
        plain[field.name] = [_plain_value(one) for one in value] if field.several else _plain_value(value)
    return plain


def _plain_value(value: Any) -> Any:
    if is_dataclass(value):
        return _to_plain(value, keep_empty=False)
    if isinstance(value, dt.date | dt.time):
        return iso(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return str(value) if isinstance(value, StrEnum) else value


def _from_plain(kind: type[T], raw: Any) -> T:
    if not isinstance(raw, dict):
        raise EntryError("", f"{shown(raw)} is not an object")
    if key := twice(raw):
        raise EntryError(shown(key), "stands twice")
    fields = {field.name: field for field in fields_of(kind)}
    if unknown := next((key for key in raw if key not in fields), None):
        raise EntryError(shown(unknown), "is not a known field")
    given = {}
    for name, field in fields.items():
        if raw.get(name) is not None:
            given[name] = _value(field, raw[name], raw)
        elif field.required:
            raise EntryError(name, "is missing")
    return kind(**given)


def _value(field: Field, raw: Any, entry: dict[str, Any]) -> Any:
    """A value of the field's kind. What cannot become one is passed on, for the entry's own checks to refuse."""
    if not field.several:
        return _single(field, raw, entry)
    if not isinstance(raw, list):
        raise EntryError(field.name, f"{shown(raw)} is not a list")
    return tuple(_piece(field, place, item) for place, item in enumerate(raw))


def _piece(field: Field, place: int, raw: Any) -> Any:
    where = f"{field.name}[{place}]"
    if field.kind is str and not isinstance(raw, str):
        raise EntryError(where, f"{shown(raw)} is not text")
    if not is_dataclass(field.kind):
        return raw
    try:
        return _from_plain(field.kind, raw)
    except EntryError as error:
        raise EntryError(f"{where}.{error.field}".rstrip("."), error.problem) from error


def _single(field: Field, raw: Any, entry: dict[str, Any]) -> Any:
    if field.kind is float and type(raw) is int:
        return float(raw)
    if not isinstance(raw, str):
        return raw
    if field.kind is dt.date:
        return _parsed(_DATE, dt.date.fromisoformat, raw)
    if field.kind is dt.time:
        return _parsed(_TIME, dt.time.fromisoformat, raw)
    if field.kind is dt.datetime:
        return _moment(field.name, raw, entry.get("date"))
    if field.kind is Tolerance and raw in tuple(Tolerance):
        return Tolerance(raw)
    return raw


def _moment(name: str, raw: str, day: Any) -> Any:
    """A local date and time; a time alone is one of the entry's own ``day``."""
    text = f"{day}T{raw}" if _TIME.fullmatch(raw) else raw
    moment = _parsed(_DATE_TIME, dt.datetime.fromisoformat, text)
    if isinstance(moment, str) and _has_offset(raw):
        raise EntryError(name, f"{shown(raw)} has a UTC offset, but times are kept as the local clock showed them")
    return raw if isinstance(moment, str) else moment


def _has_offset(text: str) -> bool:
    moment = _parsed(re.compile(".*"), dt.datetime.fromisoformat, text)
    return isinstance(moment, dt.datetime) and moment.tzinfo is not None


def _parsed(form: re.Pattern[str], parse: Callable[[str], Any], text: str) -> Any:
    """What the text says, where it has that form; otherwise the text itself."""
    if not form.fullmatch(text):
        return text
    try:
        return parse(text)
    except ValueError:
        return text
