"""Whether a database has the program's own tables, columns, indices and triggers, and nothing else.

A trigger or a view of someone else could make other data of what is saved or read.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from itbtui.rehab.log.checks import shown

NEWEST = Path(__file__).with_name("schema.sql")
"""The newest schema as ``as_text`` says it, so that a file need not be compared part by part at each start."""

_STATISTICS = (
    ("table", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("table", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
)
"""What SQLite's own ANALYZE makes. Whatever else bears such a name is someone's who hides behind it."""


class Part(NamedTuple):
    """A table, an index, a trigger or a view, with the SQL that made it."""

    kind: str
    name: str
    table: str
    sql: str


def foreign_parts(connection: sqlite3.Connection) -> Iterator[str]:
    """What a database of the newest schema has that is not the program's own, or lacks, in a sentence each."""
    found = _parts(connection)
    if as_text(found) == NEWEST.read_text(encoding="utf-8"):
        return
    ours = parts_of_ours()
    for (kind, name), part in found.items():
        if (kind, name) not in ours:
            yield f"the {shown(kind)} {shown(name)} in it is none of this program's"
        elif _loosely(part) != _loosely(ours[kind, name]):
            yield f"the {shown(kind)} {shown(name)} in it is not as this program makes it"
    for kind, name in ours.keys() - found.keys():
        yield f"the {kind} {name} of this program is not in it"


def _parts(connection: sqlite3.Connection) -> dict[tuple[str, str], Part]:
    rows = connection.execute("select type, name, tbl_name, coalesce(sql, '') from sqlite_master order by type, name")
    return {(part.kind, part.name): part for row in rows if ((part := Part(*row)).kind, part.sql) not in _STATISTICS}


def as_text(parts: dict[tuple[str, str], Part]) -> str:
    """All of it, to be read and compared. What SQLite makes by itself has no SQL."""
    return "".join(f"-- {part.kind} {part.name} of {part.table}\n{part.sql}\n" for part in parts.values())


def parts_of_ours() -> dict[tuple[str, str], Part]:
    """What the steps of the schema make."""
    from itbtui.data.migrations import migrate

    with closing(sqlite3.connect(":memory:")) as memory:
        migrate(memory)
        return _parts(memory)


def _loosely(part: Part) -> tuple[str, str]:
    """Other versions of what made a table may set its words otherwise."""
    # What stands between ' is a text, and every other piece is one.
    pieces = part.sql.split("'")
    pieces[::2] = [re.sub(r"[\s\"`\[\]]+", " ", piece).lower() for piece in pieces[::2]]
    return part.table, "'".join(pieces).replace("( ", "(").replace(" )", ")").strip()
