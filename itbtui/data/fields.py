"""Which fields an entry has, and of which kind: read from its class, for the database and the files alike."""

import dataclasses
import datetime as dt
from dataclasses import MISSING
from functools import cache
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin

Moment = dt.date | dt.time | dt.datetime


class Field(NamedTuple):
    """``kind`` is the class of the value, or of each value where there are ``several``."""

    name: str
    kind: type[Any]
    several: bool
    required: bool


def fields_of(owner: Any) -> tuple[Field, ...]:
    """The fields of a dataclass, in the order in which they are written."""
    return _fields_of(owner)


@cache
def _fields_of(owner: Any) -> tuple[Field, ...]:
    return tuple(map(_field, dataclasses.fields(owner)))


def _field(field: "dataclasses.Field[Any]") -> Field:
    hint: Any = field.type
    if NoneType in get_args(hint):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    several = get_origin(hint) is tuple
    if several:
        hint = get_args(hint)[0]
    kind = str if get_origin(hint) is Literal else hint
    required = field.default is MISSING and field.default_factory is MISSING
    return Field(field.name, kind, several, required)


def iso(value: Moment) -> str:
    """A date or a time as ISO text, to the minute where it has no seconds."""
    if isinstance(value, dt.time | dt.datetime) and not value.second and not value.microsecond:
        return value.isoformat(timespec="minutes")
    return value.isoformat()
