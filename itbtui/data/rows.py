"""Entries as rows: a table for each list, a column for each field, a child table for each field that holds several.

Columns follow from the fields of the entry classes, so there is one mapper for all of them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Any

from itbtui.data.fields import Field, fields_of, iso
from itbtui.rehab.log.checks import EntryError, shown
from itbtui.rehab.log.entries import CheckIn, ExerciseDone, Session, Settings
from itbtui.rehab.log.log import LISTS, Log
from itbtui.rehab.protocol.figures import Tolerance
from itbtui.values import Value

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = tuple[Any, ...]

SETTINGS = "settings"
"""The table of the settings, and the id of its one row."""

_TO_SQL: dict[type[Any], Callable[[Any], Any]] = {
    bool: int,
    dt.date: iso,
    dt.time: iso,
    dt.datetime: iso,
    Tolerance: str,
}
NOTE_CHARS = 30
"""A longer text is a note, which hardly stands twice."""


def _shared(text: str) -> str:
    """The same words are one object, in however many entries they stand."""
    return intern(text) if len(text) <= NOTE_CHARS else text


_FROM_SQL: dict[type[Any], Callable[[Any], Any]] = {
    str: _shared,
    bool: bool,
    dt.date: dt.date.fromisoformat,
    dt.time: dt.time.fromisoformat,
    dt.datetime: dt.datetime.fromisoformat,
    Tolerance: Tolerance,
}


class Table(Value):
    """Where the items of one class live.

    ``key``: the columns that tell the items apart; the first holds the id of the entry. ``kind``: the class
    that a row becomes; with ``None`` a row is one bare value. ``parts``: the child tables, by field.
    """

    name: str
    key: tuple[str, ...]
    kind: type[Any] | None
    columns: tuple[str, ...]
    fields: tuple[Field, ...]
    parts: tuple[tuple[str, Table], ...]


_PARTS: dict[tuple[type[Any], str], tuple[str, tuple[str, ...], str | None]] = {
    (CheckIn, "flags"): ("check_in_flags", ("check_in_id", "position"), "flag"),
    (CheckIn, "treatments"): ("check_in_treatments", ("check_in_id", "position"), "treatment"),
    (Session, "exercises"): ("session_exercises", ("session_id", "position"), None),
    (ExerciseDone, "sets"): ("session_sets", ("session_id", "exercise_position", "position"), "amount"),
    (Settings, "order"): ("exercise_order", ("settings_id", "position"), "exercise"),
    (Settings, "doses"): ("doses", ("settings_id", "position"), None),
    (Settings, "left_out"): ("left_out", ("settings_id", "position"), "exercise"),
}
"""Fields that hold several: their table, its key, and the column of the value where it is no class of its own."""


def _table(name: str, key: tuple[str, ...], kind: type[Any]) -> Table:
    fields = tuple(field for field in fields_of(kind) if field.name not in key and not field.several)
    parts = tuple((field.name, _part(kind, field)) for field in fields_of(kind) if field.several)
    return Table(name, key, kind, tuple(field.name for field in fields), fields, parts)


def _part(owner: type[Any], field: Field) -> Table:
    name, key, value = _PARTS[owner, field.name]
    if value is None:
        return _table(name, key, field.kind)
    return Table(name, key, None, (value,), (field,), ())


TABLES: dict[str, Table] = {
    **{name: _table(name, ("id",), kind) for kind, name in LISTS.items()},
    SETTINGS: _table(SETTINGS, ("id",), Settings),
}


def read(db: Connection, name: str, ids: Iterable[str] | None = None) -> dict[str, Any]:
    """The entries of one list by id: all, or those that have one of the ``ids``.

    Raises EntryError, with table and id, for a row that is no legal entry.
    """
    if ids is None:
        return dict(_items(db, TABLES[name], [("", [])]))
    return dict(_items(db, TABLES[name], [("where id = ?", [id_]) for id_ in ids]))


def read_since(db: Connection, name: str, day: dt.date) -> dict[str, Any]:
    """The dated entries of one list from ``day`` on, and those of its last day, by id. Raises EntryError."""
    last = f"select max(date) from {name}"
    return dict(_items(db, TABLES[name], [(f"where date >= min(?, coalesce(({last}), ''))", [iso(day)])]))


def read_some(db: Connection, name: str, first: int, most: int) -> list[Any]:
    """Entries of one list, up to ``most`` of them from the place ``first`` on, in the order of their rows.

    Raises EntryError.
    """
    return [item for _, item in _items(db, TABLES[name], [("order by rowid limit ? offset ?", [most, first])])]


def write(db: Connection, name: str, entries: Mapping[str, Any]) -> None:
    """Adds entries, by id, in the place of those with the same ids."""
    delete(db, name, entries)
    rows: dict[str, list[Row]] = defaultdict(list)
    for id_, entry in entries.items():
        _spread(TABLES[name], (id_,), entry, rows)
    for table in _family(TABLES[name]):
        insert(db, table.name, (*table.key, *table.columns), rows[table.name])


def insert(db: Connection, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Adds rows to a table."""
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    db.executemany(f"insert into {table} ({names}) values ({marks})", rows)


def delete(db: Connection, name: str, ids: Iterable[str]) -> None:
    """Removes entries and, by foreign keys, all that hangs on them."""
    for id_ in ids:
        db.execute(f"delete from {TABLES[name].name} where id = ?", [id_])


def lists_of(db: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The list in which each of the ``ids`` stands, where it stands in one."""
    query = " union all ".join(f"select id, '{name}' from {name} where id = :id" for name in LISTS.values())
    return dict(row for id_ in ids for row in db.execute(query, {"id": id_}))


def read_log(db: Connection) -> Log:
    """Everything that was logged. Raises EntryError."""
    return Log.of(entry for name in LISTS.values() for entry in read(db, name).values())


def read_settings(db: Connection) -> Settings:
    """The settings, or their defaults. Raises EntryError."""
    settings: Settings = read(db, SETTINGS).get(SETTINGS, Settings())
    return settings


def is_empty(db: Connection) -> bool:
    """Whether nothing was logged yet."""
    any_row = " or ".join(f"exists (select 1 from {name})" for name in LISTS.values())
    return not db.execute(f"select {any_row}").fetchone()[0]


def _family(table: Table) -> Iterator[Table]:
    yield table
    for _, part in table.parts:
        yield from _family(part)


def _spread(table: Table, key: Row, item: Any, rows: dict[str, list[Row]]) -> None:
    if table.kind is None:
        rows[table.name].append((*key, item))
        return
    rows[table.name].append((*key, *(_to_sql(field, getattr(item, field.name)) for field in table.fields)))
    for name, part in table.parts:
        for position, piece in enumerate(getattr(item, name)):
            _spread(part, (*key, position), piece, rows)


def _to_sql(field: Field, value: Any) -> Any:
    change = _TO_SQL.get(field.kind)
    return change(value) if change and value is not None else value


def _items(db: Connection, table: Table, chosen: Iterable[tuple[str, list[Any]]]) -> Iterator[tuple[str, Any]]:
    """Id and item of each row that is chosen by a condition and its values."""
    build = _builder(table)
    columns = [f'"{column}"' for column in ("id", *table.columns)] + [_in_one(table, part) for _, part in table.parts]
    query = f"select {', '.join(columns)} from {table.name}"
    for where, values in chosen:
        for id_, *row in db.execute(f"{query} {where}", values):
            try:
                yield id_, build(id_, row)
            except (ValueError, TypeError) as error:
                raise EntryError(f"{table.name} {shown(id_)}", str(error)) from error


def _in_one(owner: Table, table: Table) -> str:
    """A column with the rows of a child table as one JSON list: SQLite makes it faster than rows are read."""
    pairs = zip(table.key[:-1], owner.key, strict=True)
    belongs = " and ".join(f"{table.name}.{theirs} = {owner.name}.{ours}" for theirs, ours in pairs)
    values = [_exactly(table, field, column) for field, column in zip(table.fields, table.columns, strict=True)]
    values += [_in_one(table, part) for _, part in table.parts]
    value = values[0] if table.kind is None else f"json_array({', '.join(values)}) || ''"
    ordered = f"select {value} as value from {table.name} where {belongs} order by {table.key[-1]}"
    # Joined with nothing it is text to SQLite, and no JSON that becomes part of other JSON, or does not.
    return f"(select json_group_array(value) || '' from ({ordered}))"


def _exactly(table: Table, field: Field, column: str) -> str:
    """JSON in SQLite rounds; a number that is no whole one goes as text that says all of it."""
    name = f"{table.name}.{column}"
    return f"iif({name} is null, null, printf('%!.17g', {name}))" if field.kind is float else name


def _builder(table: Table) -> Callable[[str, list[Any]], Any]:
    """Makes the item of a row from its id and its columns."""
    kind = table.kind
    assert kind is not None
    items = _making(table, _FROM_SQL)
    if any(field.name == "id" for field in fields_of(kind)):
        return lambda id_, row: kind(id=id_, **items(row))
    return lambda _, row: kind(**items(row))


def _making(table: Table, changes: Mapping[type[Any], Callable[[Any], Any]]) -> Callable[[list[Any]], dict[str, Any]]:
    """Makes the fields of an item from its columns."""
    names = (*table.columns, *(name for name, _ in table.parts))
    needed = [(place, change) for place, field in enumerate(table.fields) if (change := changes.get(field.kind))]
    needed += [(len(table.columns) + place, _reader(part)) for place, (_, part) in enumerate(table.parts)]

    def make(row: list[Any]) -> dict[str, Any]:
        for place, change in needed:
            if row[place] is not None:
                row[place] = change(row[place])
        return dict(zip(names, row, strict=True))

    return make


@cache
def _reader(table: Table) -> Callable[[str], Row]:
    """Reads the items of a child table from their JSON list. The same few lists stand in most rows."""
    kind = table.kind
    if kind is None:
        return cache(lambda text: tuple(json.loads(text)))
    fields = _making(table, {**_FROM_SQL, float: float})
    item = cache(lambda text: kind(**fields(json.loads(text))))
    return cache(lambda text: tuple(map(item, json.loads(text))))
