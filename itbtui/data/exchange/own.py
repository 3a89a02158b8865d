"""The program's own JSON: everything that was logged, and the settings that go with it.

What ``dump`` writes, ``load`` reads back the same; a file is taken whole or refused with one sentence.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from itbtui.data.exchange import Bundle, ExchangeError
from itbtui.data.exchange.json_text import MAX_BYTES, parse, pretty, twice
from itbtui.data.exchange.values import (
    entry_from_dict,
    entry_to_dict,
    settings_from_dict,
    settings_to_dict,
)
from itbtui.measures import EARLIEST
from itbtui.rehab.log.checks import EntryError, shown
from itbtui.rehab.log.entries import CheckIn, Entry, OwnExercise, Progression, Session, Settings
from itbtui.rehab.log.log import LISTS, Log
from itbtui.rehab.log.sessions import ends_before_it_started
from itbtui.rehab.protocol.figures import shipped

__all__ = ["MAX_BYTES", "Bundle", "ExchangeError", "dump", "entry_from_dict", "entry_to_dict", "load"]

FORMAT, VERSION = "itbtui", 1
_WHERE_THERE_ARE = ("exercises", "progressions", "waiting")
"""Lists that are written only where there is something in them."""
MOST_ENTRIES = 40_000
"""Three a day for thirty-five years."""
_NAMESPACE = UUID("5f0c2a0e-9d0b-4c55-8d55-6c2f5a1d6b1e")
"""Of the ids that are made from an entry's content. Never to be changed."""


def dump(log: Log, settings: Settings) -> str:
    """The log and settings as JSON text; the same log gives the same text."""
    whole: dict[str, Any] = {"format": FORMAT, "version": VERSION, "settings": settings_to_dict(settings)}
    for name in LISTS.values():
        entries = [entry_to_dict(entry) for entry in getattr(log, name)]
        if entries or name not in _WHERE_THERE_ARE:
            whole[name] = entries
    return pretty(whole) + "\n"


def load(text: str | bytes, own_exercises: Iterable[str] = ()) -> Bundle:
    """What a JSON text holds. Sessions and settings may name ``own_exercises``, those the database has already.

    An entry without an id gets one that follows from what it says, so that it is the same entry next time.
    Raises ExchangeError for the first thing in the text that is not legal.
    """
    try:
        whole = _checked(parse(text))
        entries = _with_ids(list(_read(whole)))
        _check_days(entries)
        known = {exercise.id for exercise in shipped().exercises} | set(own_exercises)
        known |= {entry.id for entry in entries.values() if isinstance(entry, OwnExercise)}
        _check_exercises(entries, known)
        settings = _settings(whole.get("settings"), known)
    except RecursionError as error:
        raise ExchangeError("the file is nested too deep") from error
    places = {entry.id: place for place, entry in entries.items()}
    return Bundle(Log.of(entries.values()), settings, places, whole.get("settings") is not None)


def _checked(whole: Any) -> dict[str, Any]:
    """The outermost object, of a version this program can read and with no key it does not know."""
    if not isinstance(whole, dict):
        raise ExchangeError("the file does not hold a JSON object")
    if key := twice(whole):
        raise ExchangeError(f"{shown(key)}: stands twice")
    if whole.get("format") != FORMAT:
        raise ExchangeError(f"format: {_said(whole, 'format')}, where {FORMAT} is needed")
    version = whole.get("version")
    if type(version) is not int or version < VERSION:
        raise ExchangeError(f"version: {_said(whole, 'version')}, where {VERSION} is needed")
    if version > VERSION:
        raise ExchangeError(f"version: {version} was written by a newer itbtui; this one reads version {VERSION}")
    known = {"format", "version", "settings", *LISTS.values()}
    if unknown := next((key for key in whole if key not in known), None):
        raise ExchangeError(f"{shown(unknown)}: is not a known list")
    if sum(len(listed) for listed in whole.values() if isinstance(listed, list)) > MOST_ENTRIES:
        raise ExchangeError(f"the file holds more than {MOST_ENTRIES} entries, which no log does")
    return whole


def _said(whole: dict[str, Any], key: str) -> str:
    return f"{shown(whole[key])} stands there" if key in whole else "is missing"


@dataclass(frozen=True)
class _Read:
    """An entry as it stood in the file; ``named`` if it brought its id."""

    place: str
    entry: Entry
    named: bool


def _read(whole: dict[str, Any]) -> Iterator[_Read]:
    for kind, name in LISTS.items():
        raws = [] if whole.get(name) is None else whole[name]
        if not isinstance(raws, list):
            raise ExchangeError(f"{name}: {shown(raws)} is not a list")
        for number, raw in enumerate(raws):
            place = f"{name}[{number}]"
            try:
                entry = entry_from_dict(kind, raw)
                _check_times(entry)
            except EntryError as error:
                raise _refusal(place, error) from error
            yield _Read(place, entry, raw.get("id") is not None)


def _check_times(entry: Entry) -> None:
    """Raises EntryError for a year that has slipped, and for a session that ended before it started."""
    for name in ("date", "began", "first_used"):
        if (day := vars(entry).get(name)) and day < EARLIEST:
            raise EntryError(name, f"{day} lies before {EARLIEST.year}")
    if isinstance(entry, Session) and entry.ended and ends_before_it_started(entry):
        raise EntryError("ended", f"{entry.ended:%Y-%m-%d %H:%M} lies before it started")


def _refusal(place: str, error: EntryError) -> ExchangeError:
    path = f"{place}.{error.field}" if error.field else place
    return ExchangeError(f"{path}: {error.problem}")


def _with_ids(read: list[_Read]) -> dict[str, Entry]:
    """The entries by their place in the file, each with an id of its own."""
    taken: dict[str, str] = {}
    for one in read:
        if one.named and one.entry.id in taken:
            raise ExchangeError(f"{one.place}.id: {shown(one.entry.id)} is already the id of {taken[one.entry.id]}")
        if one.named:
            taken[one.entry.id] = one.place
    # Entries that say the same are told apart by their number among equals, which the next import counts again.
    numbers: dict[str, Iterator[int]] = defaultdict(count)
    entries = {}
    for one in read:
        entry = one.entry if one.named else _named_by_content(one, taken, numbers)
        entries[one.place] = entry
    return entries


def _named_by_content(one: _Read, taken: dict[str, str], numbers: dict[str, Iterator[int]]) -> Entry:
    content = {**entry_to_dict(one.entry), "id": LISTS[type(one.entry)]}
    text = json.dumps(content, sort_keys=True)
    ids = (str(uuid5(_NAMESPACE, f"{number} {text}")) for number in numbers[text])
    return replace(one.entry, id=next(id_ for id_ in ids if id_ not in taken))


def _check_days(entries: dict[str, Entry]) -> None:
    by_day: dict[Any, str] = {}
    for place, entry in entries.items():
        if not isinstance(entry, CheckIn):
            continue
        if entry.date in by_day:
            raise ExchangeError(f"{place}.date: {entry.date} already has a check-in, {by_day[entry.date]}")
        by_day[entry.date] = place


def _check_exercises(entries: dict[str, Entry], known: set[str]) -> None:
    for place, entry in entries.items():
        if isinstance(entry, Progression) and entry.exercise not in known:
            raise ExchangeError(f"{place}.exercise: {_unknown(entry.exercise)}")
        for number, item in enumerate(entry.exercises if isinstance(entry, Session) else ()):
            if item.exercise not in known:
                raise ExchangeError(f"{place}.exercises[{number}].exercise: {_unknown(item.exercise)}")


def _settings(raw: Any, known: set[str]) -> Settings:
    if raw is None:
        return Settings()
    try:
        settings = settings_from_dict(raw)
    except EntryError as error:
        raise _refusal("settings", error) from error
    for key in ("left_out", "order"):
        for number, name in enumerate(getattr(settings, key)):
            if name not in known:
                raise ExchangeError(f"settings.{key}[{number}]: {_unknown(name)}")
    return settings


def _unknown(exercise: str) -> str:
    return f"{shown(exercise)} is not a known exercise"
