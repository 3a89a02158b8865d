"""Entries as rows: a table for each list, a column for each field, a child table for each field that holds several.

Columns follow from the fields of the entry classes, so there is one mapper for all of them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from itbtui.data.fields import Field, fields_of, iso
from itbtui.rehab.checks import EntryError
from itbtui.rehab.entries import CheckIn, ExerciseDone, Session, Settings
from itbtui.rehab.log import LISTS
from itbtui.rehab.protocol import Tolerance

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils.db import Database

    Source = sqlite3.Connection | Database
    """What can be read: a bare connection will do."""

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
_FROM_SQL: dict[type[Any], Callable[[Any], Any]] = {
    bool: bool,
    dt.date: dt.date.fromisoformat,
    dt.time: dt.time.fromisoformat,
    dt.datetime: dt.datetime.fromisoformat,
    Tolerance: Tolerance,
}


class Table(NamedTuple):
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


def read(db: Source, name: str, ids: Iterable[str] | None = None) -> dict[str, Any]:
    """The entries of one list by id: all, or those that have one of the ``ids``.

    Raises EntryError, with table and id, for a row that is no legal entry.
    """
    return {key[0]: item for key, item in _items(db, TABLES[name], None if ids is None else list(ids))}


def write(db: Database, name: str, entries: Mapping[str, Any]) -> None:
    """Adds entries, by id, in the place of those with the same ids."""
    delete(db, name, entries)
    rows: dict[str, list[Row]] = defaultdict(list)
    for id_, entry in entries.items():
        _spread(TABLES[name], (id_,), entry, rows)
    for table in _family(TABLES[name]):
        # A list of columns and then rows: sqlite-utils' cheaper way to insert many.
        db.table(table.name).insert_all([(*table.key, *table.columns), *rows[table.name]])


def delete(db: Database, name: str, ids: Iterable[str]) -> None:
    """Removes entries and, by foreign keys, all that hangs on them."""
    for id_ in ids:
        db.execute(f"delete from {name} where id = ?", [id_])


def lists_of(db: Database, ids: Iterable[str]) -> dict[str, str]:
    """The list in which each of the ``ids`` stands, where it stands in one."""
    query = " union all ".join(f"select id, '{name}' from {name} where id = :id" for name in LISTS.values())
    return dict(row for id_ in ids for row in db.execute(query, {"id": id_}))


def is_empty(db: Source) -> bool:
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


def _items(db: Source, table: Table, chosen: list[str] | None) -> Iterator[tuple[Row, Any]]:
    """Key and item of each row; the parts of one entry in the order of their key."""
    width = len(table.key)
    groups = [_groups(db, part, chosen) for _, part in table.parts if part.kind]
    build = _builder(table)
    for row in _select(db, table, chosen):
        key = row[:width]
        yield key, build(key, row[width:], tuple([group.get(key, ()) for group in groups]))


def _groups(db: Source, table: Table, chosen: list[str] | None) -> dict[Row, Row]:
    """The items of a child table, by the key of their owner."""
    found: dict[Row, list[Any]] = defaultdict(list)
    for key, item in _items(db, table, chosen):
        found[key[:-1]].append(item)
    return {owner: tuple(items) for owner, items in found.items()}


def _select(db: Source, table: Table, chosen: list[str] | None) -> Iterator[Row]:
    columns = [f'"{column}"' for column in (*table.key, *table.columns)]
    columns += [_values(table, part) for _, part in table.parts if part.kind is None]
    query = f"select {', '.join(columns)} from {table.name}"
    order = f"order by {', '.join(table.key)}" if len(table.key) > 1 else ""
    if chosen is None:
        return db.execute(f"{query} {order}")
    return (row for id_ in chosen for row in db.execute(f"{query} where {table.key[0]} = ? {order}", [id_]))


def _values(owner: Table, table: Table) -> str:
    """A column with the bare values of a child table as one JSON list: SQLite makes it faster than rows are read."""
    pairs = zip(table.key[:-1], owner.key, strict=True)
    belongs = " and ".join(f"part.{theirs} = {owner.name}.{ours}" for theirs, ours in pairs)
    ordered = f"select {table.columns[0]} as value from {table.name} part where {belongs} order by {table.key[-1]}"
    return f"(select json_group_array(value) from ({ordered}))"


@cache
def _values_of(text: str) -> Row:
    """The same few lists stand in most rows."""
    return tuple(json.loads(text))


def _builder(table: Table) -> Callable[[Row, Row, Row], Any]:
    """Makes the item of a row from its key, its further columns and its parts."""
    kind = table.kind
    assert kind is not None
    bare = [name for name, part in table.parts if part.kind is None]
    names = (*table.columns, *bare, *(name for name, part in table.parts if part.kind))
    changes = [(place, change) for place, field in enumerate(table.fields) if (change := _FROM_SQL.get(field.kind))]
    changes += [(len(table.columns) + place, _values_of) for place in range(len(bare))]
    has_id = any(field.name == "id" for field in fields_of(kind))
    # Equal parts of entries become one object: the same sets are done again for weeks.
    made: dict[Row, Any] = {}

    def item(row: Row, parts: Row) -> dict[str, Any]:
        values = list(row)
        for place, change in changes:
            if values[place] is not None:
                values[place] = change(values[place])
        return dict(zip(names, (*values, *parts), strict=True))

    def build(key: Row, row: Row, parts: Row) -> Any:
        try:
            if has_id:
                return kind(id=key[0], **item(row, parts))
            if (row, parts) not in made:
                made[row, parts] = kind(**item(row, parts))
            return made[row, parts]
        except (ValueError, TypeError) as error:
            raise EntryError(f"{table.name} {key[0]}", str(error)) from error

    return build
