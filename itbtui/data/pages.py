"""The pages of a database: whether they are whole, and all of them carried over into another."""

import sqlite3
from collections.abc import Iterator

from itbtui.rehab.log.checks import shown

_MOST = 10


def broken_pages(connection: sqlite3.Connection) -> Iterator[str]:
    """What is broken: pages, indices, rows without those they belong to; in a sentence each, at most a few."""
    try:
        for (found,) in connection.execute(f"pragma integrity_check({_MOST})").fetchall():
            if found != "ok":
                yield f"the file is damaged: {shown(found)}"
        for table, row, parent, _ in connection.execute("pragma foreign_key_check").fetchmany(_MOST):
            yield f"row {row} of {shown(table)} belongs to a row of {shown(parent)} that is not there"
    except sqlite3.DatabaseError as error:
        yield f"the file is damaged: {shown(str(error))}"


def carry_over(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Puts all that one database holds in the place of all that another holds, in one transaction.

    Waits for other programs as long as the connections do; Python alone would wait for ever. Raises sqlite3.Error.
    """

    def progress(status: int, _left: int, _all: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = status
            raise error

    source.backup(target, progress=progress, sleep=0)
