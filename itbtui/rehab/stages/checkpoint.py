"""A checkpoint: where the runner stood some weeks ago, to be kept beside the log.

With it the plan of today follows from the entries of the last months alone. It says nothing that the log does not say:
it is made from it, and thrown away when anything changes that it rests on.
"""

import datetime as dt
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import call
from typing import Any

from itbtui.rehab.log.days import to_date
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import Protocol
from itbtui.rehab.stages.long_ago import past_of, told_since
from itbtui.rehab.stages.past import Past
from itbtui.rehab.stages.reading import Known, Reading
from itbtui.rehab.stages.replay import looks_back_days
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import State
from itbtui.values import Value

VERSION = 3
"""Of the shape of a checkpoint; one of another version is none."""


class Checkpoint(Value):
    """A state of the past. Days are dates; ``hurt`` are the exercises that hurt last before ``since``."""

    version: int
    rests_on: dt.date
    """The last day whose entries it rests on."""
    since: dt.date
    """The first day whose entries the plan still needs."""
    hurt: dict[str, int]
    past: Past
    state: State

    @classmethod
    def of(cls, s: Standing) -> "Checkpoint | None":
        """One in the log that led to ``s``; none while that is younger than what is kept open."""
        if not s.earlier:
            return None
        then, c = s.earlier[-1], s.protocol.consequences
        since = then.today + 1 - looks_back_days(s.protocol)
        if since < 1:
            return None
        kept = {found.name: getattr(then, found.name) for found in fields(State)}
        told = min(told_since(then), then.today - c.protect_window_days + 1)
        kept["findings"] = [finding for finding in then.findings if finding.day >= told]
        kept["notes"] = [note for note in then.notes if note.day >= told]
        kept["by_plan"] = []
        kept["episodes"] = then.episodes[-1:] if then.episode else []
        kept["course"] = then.course[-1:]
        hurt = dict(s.reading.hurt_before(since))
        rests_on = to_date(then.today + c.belongs_days)
        return cls(VERSION, rests_on, to_date(since), hurt, past_of(then, told), State(**kept))

    def standing(self, log: Log, settings: Settings, protocol: Protocol) -> Standing:
        """Where the runner stood by it. ``log`` needs hold nothing that lies before ``since``.

        What is said of earlier episodes is not known.
        """
        since = self.since.toordinal()
        log = log.from_day(since).until(self.rests_on)
        reading = Reading(log, settings, protocol, Known(hurt=[(since - 1, self.hurt)]))
        standing = Standing(log, settings, protocol, reading, self.state.copied(), self.past)
        standing.earlier = (standing.fork(reading, log),)
        return standing

    def to_json(self) -> str:
        """As text."""
        return json.dumps(_plain(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Checkpoint | None":
        """What ``to_json`` wrote; none where it is of another version. Raises ValueError where it is no checkpoint."""
        try:
            raw = json.loads(text)
            if raw["version"] != VERSION:
                return None
            made: Checkpoint = _reader(Checkpoint)(raw)
        except (TypeError, LookupError, AttributeError, RecursionError) as error:
            raise ValueError("no checkpoint") from error
        if made.state.episode:
            made.state.episodes = [*made.state.episodes[:-1], made.state.episode]
        return made


def _plain(value: Any) -> Any:
    """As JSON knows it: named tuples as lists, mappings with other keys than text as lists of pairs."""
    if is_dataclass(value):
        return {found.name: _plain(getattr(value, found.name)) for found in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        if all(isinstance(key, str) for key in value):
            return {key: _plain(item) for key, item in value.items()}
        return [[_plain(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    return value


Reader = Callable[[Any], Any]
"""Makes a value again of what ``_plain`` made of it. Raises ValueError, TypeError or LookupError."""


@cache
def _reader(kind: Any) -> Reader:
    """The reader of values of a type."""
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _reader_of_parts(kind)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if type(None) not in args:
            return _of_any
        known = _reader(next(arg for arg in args if arg is not type(None)))
        return lambda raw: None if raw is None else known(raw)
    if origin in (list, set) or (origin is tuple and args[-1] is Ellipsis):
        each = _reader(args[0])
        return lambda raw: origin(map(each, raw))
    if origin is tuple:
        parts = [*map(_reader, args)]
        return lambda raw: tuple(part(item) for part, item in zip(parts, raw, strict=True))
    if origin in (dict, Mapping):
        key, value = map(_reader, args)
        if args[0] is str and value is _of_any:
            # The facts of findings: most of a checkpoint.
            return lambda raw: {k: tuple(v) if type(v) is list else v for k, v in raw.items()}
        return lambda raw: {key(k): value(v) for k, v in (raw.items() if isinstance(raw, dict) else raw)}
    if kind is dt.date:
        return dt.date.fromisoformat
    return kind if issubclass(kind, Enum) else _as_it_is(kind)


def _reader_of_parts(kind: Any) -> Reader:
    names = [found.name for found in fields(kind)] if is_dataclass(kind) else kind._fields
    # Made once they are asked for: a part may be of the same kind.
    parts: dict[str, Reader] = {}

    def read(raw: Any) -> Any:
        if not parts:
            hints = typing.get_type_hints(kind)
            parts.update((name, _reader(hints[name])) for name in names)
        if isinstance(raw, dict):
            return kind(**{name: parts[name](item) for name, item in raw.items()})
        if len(raw) != len(parts):
            raise ValueError(f"{raw!r} is no {kind.__name__}")
        return kind(*map(call, parts.values(), raw))

    return read


def _of_any(raw: Any) -> Any:
    return tuple(raw) if isinstance(raw, list) else raw


def _as_it_is(kind: Any) -> Reader:
    def read(raw: Any) -> Any:
        if not isinstance(raw, kind):
            raise ValueError(f"{raw!r} is not a {kind.__name__}")
        return raw

    return read
