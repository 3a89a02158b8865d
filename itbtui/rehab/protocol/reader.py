"""The tables of a file as values: no key unknown or missing, every value of its type, every range the right way up."""

import math
import types
import typing
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any, Literal

from itbtui.values import Value


class ProtocolError(ValueError):
    """The protocol file is wrong; the message names the key."""


class Span(Value):
    """A closed range, lowest and highest allowed."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.low:g} and {self.high:g}"


def read(kind: Any, raw: Any, path: str) -> Any:
    """``raw`` from a file as a value of type ``kind``; ``path`` names it in errors. Raises ProtocolError."""
    if kind in _NAMES:
        _expect(kind, raw, path)
        return kind(raw)
    if kind is Span:
        return _span(raw, path)
    if isinstance(kind, type) and issubclass(kind, Value):
        return _table(kind, raw, path)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _named(kind, raw, path)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple(args, raw, path)
    if origin is dict:
        _expect(dict, raw, path)
        return {read(args[0], key, f"{path}.{key}"): read(args[1], item, f"{path}.{key}") for key, item in raw.items()}
    if origin is types.UnionType:
        return read(args[0], raw, path)
    assert origin is Literal, kind
    if raw not in args:
        raise ProtocolError(f"{path}: {raw!r} is not one of {', '.join(args)}")
    return raw


def _named(kind: type[Enum], raw: Any, path: str) -> Enum:
    names = {str(member): member for member in kind}
    if not isinstance(raw, str) or raw not in names:
        raise ProtocolError(f"{path}: {raw!r} is not one of {', '.join(names)}")
    return names[raw]


def _table(kind: Any, raw: Any, path: str) -> Any:
    _expect(dict, raw, path)
    parts = {part.name: part for part in fields(kind)}
    prefix = f"{path}." if path else ""
    if unknown := sorted(set(raw) - set(parts)):
        raise ProtocolError(f"{prefix}{unknown[0]}: unknown key")
    given = {}
    for name, part in parts.items():
        if name in raw:
            given[name] = read(part.type, raw[name], prefix + name)
        elif part.default is MISSING:
            raise ProtocolError(f"{prefix}{name}: missing")
    return kind(**given)


def _tuple(args: tuple[Any, ...], raw: Any, path: str) -> tuple[Any, ...]:
    _expect(list, raw, path)
    if args[-1] is Ellipsis:
        return tuple(read(args[0], item, f"{path}[{n}]") for n, item in enumerate(raw))
    if len(raw) != len(args):
        raise ProtocolError(f"{path}: needs {len(args)} values")
    return tuple(read(kind, item, f"{path}[{n}]") for n, (kind, item) in enumerate(zip(args, raw, strict=True)))


def _span(raw: Any, path: str) -> Span:
    _expect(list, raw, path)
    if len(raw) != 2:
        raise ProtocolError(f"{path}: a range needs its lowest and its highest value")
    low, high = (read(float, item, path) for item in raw)
    if low > high:
        raise ProtocolError(f"{path}: the range {low:g} to {high:g} is upside down")
    return Span(low, high)


def _expect(kind: type, raw: Any, path: str) -> None:
    allowed = (int, float) if kind is float else (kind,)
    if not isinstance(raw, allowed) or (isinstance(raw, bool) and kind is not bool):
        raise ProtocolError(f"{path}: {raw!r} is not {_NAMES.get(kind, kind.__name__)}")
    if isinstance(raw, int | float) and not 0 <= raw < math.inf:
        raise ProtocolError(f"{path}: {raw!r} is not a number from 0 up")


_NAMES = {int: "a whole number", float: "a number", str: "text", bool: "true or false", dict: "a table", list: "a list"}
