"""A checkpoint: where the runner stood some weeks ago, to be kept beside the log.

With it the plan of today follows from the entries of the last months alone. It says nothing that the log does not say:
it is made from it, and thrown away when anything changes that it rests on.
"""

import datetime as dt
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import chain, islice
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
            made: Checkpoint
            (made,) = _reader(Checkpoint)([raw])
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


Reader = Callable[[Sequence[Any]], list[Any]]
"""Makes values again of what ``_plain`` made of them, all of a kind at once: a checkpoint may hold hundreds.

Raises ValueError, TypeError or LookupError.
"""


@cache
def _reader(kind: Any) -> Reader:
    """The reader of values of a type."""
    if is_dataclass(kind):
        return _of_names(kind)
    if hasattr(kind, "_fields"):
        return _of_places(kind, lambda: [*map(_reader, typing.get_type_hints(kind).values())])
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _if_any(_reader(args[0])) if args[1:] == (type(None),) else _of_facts
    if origin in (list, set) or (origin is tuple and args[-1] is Ellipsis):
        return _of_several(origin, _reader(args[0]))
    if origin is tuple:
        return _of_places(lambda *parts: parts, lambda: [*map(_reader, args)])
    if origin in (dict, Mapping):
        return _of_pairs(*map(_reader, args))
    if kind is dt.date:
        return lambda raws: [*map(dt.date.fromisoformat, raws)]
    return (lambda raws: [*map(kind, raws)]) if issubclass(kind, Enum) else _as_it_is(kind)


def _of_names(kind: Any) -> Reader:
    hints: dict[str, Any] = {part.name: part.type for part in fields(kind)}

    def read(raws: Sequence[Any]) -> list[Any]:
        return [kind(**{name: _reader(hints[name])([item])[0] for name, item in raw.items()}) for raw in raws]

    return read


def _of_places(kind: Callable[..., Any], readers: Callable[[], list[Reader]]) -> Reader:
    # They are asked for once there is something to read: a part may be of the same kind.
    known = cache(readers)

    def read(raws: Sequence[Any]) -> list[Any]:
        if not raws:
            return []
        columns = [*zip(*raws, strict=True)]
        return [*map(kind, *(each(column) for each, column in zip(known(), columns, strict=True)))]

    return read


def _if_any(known: Reader) -> Reader:
    def read(raws: Sequence[Any]) -> list[Any]:
        made = iter(known([raw for raw in raws if raw is not None]))
        return [None if raw is None else next(made) for raw in raws]

    return read


def _of_several(kind: Callable[[Iterable[Any]], Any], each: Reader) -> Reader:
    def read(raws: Sequence[Any]) -> list[Any]:
        made = iter(each([*chain.from_iterable(raws)]))
        return [kind(islice(made, len(raw))) for raw in raws]

    return read


def _of_pairs(key: Reader, value: Reader) -> Reader:
    if value is _of_facts:
        # Most of a checkpoint.
        return lambda raws: [{k: tuple(v) if type(v) is list else v for k, v in raw.items()} for raw in raws]

    pairs = _of_several(dict, _of_places(lambda *pair: pair, lambda: [key, value]))
    return lambda raws: pairs([[*raw.items()] if isinstance(raw, dict) else raw for raw in raws])


def _of_facts(raws: Sequence[Any]) -> list[Any]:
    return [tuple(raw) if isinstance(raw, list) else raw for raw in raws]


def _as_it_is(kind: Any) -> Reader:
    def read(raws: Sequence[Any]) -> list[Any]:
        for found in {*map(type, raws)}:
            if not issubclass(found, kind):
                raise ValueError(f"a {found.__name__} where a {kind.__name__} is needed")
        return [*raws]

    return read
