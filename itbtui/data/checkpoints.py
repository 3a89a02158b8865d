"""The checkpoint in the database. Triggers throw it away when an entry changes that it rests on, whoever changes it.

It bears the mark of the state of the file that it belongs to, and each transaction of this program hands it on to the
next state. What another program has written, past the triggers too, has another mark: then there is no checkpoint.

Its table bears the name ``bookmark``, as the first logs have it.
"""

from __future__ import annotations

import sqlite3
from binascii import crc32
from functools import cache
from pathlib import Path

import itbtui.rehab
import itbtui.values
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.stages.checkpoint import Checkpoint

ROOMS = ("protocol", "log", "rules", "stages")
"""Of ``rehab``, those that a checkpoint is made by; what stands above them follows from it."""


def read(connection: sqlite3.Connection, settings: Settings, mark: str) -> Checkpoint | None:
    """The checkpoint that is kept, where it was made by these rules and settings, and belongs to this state."""
    query = "select standing from bookmark where rules = ? and mark = ?"
    row = connection.execute(query, [_rules(settings), mark]).fetchone() if mark else None
    try:
        return row and Checkpoint.from_json(row[0])
    except ValueError:
        # Someone has spoilt it; the log says the same.
        return None


def write(connection: sqlite3.Connection, kept: Checkpoint | None, settings: Settings, mark: str) -> None:
    """Keeps it, or none, in the place of any other. To be used inside a transaction."""
    connection.execute("delete from bookmark")
    if kept is None:
        return
    row = [kept.rests_on.isoformat(), kept.since.isoformat(), _rules(settings), kept.to_json(), mark]
    connection.execute("insert into bookmark (rests_on, since, rules, standing, mark) values (?, ?, ?, ?, ?)", row)


def hand_on(connection: sqlite3.Connection, mark: str, next_mark: str) -> None:
    """Says that it belongs to the state after this transaction, too; one that did not belong to it goes."""
    connection.execute("delete from bookmark where mark <> ?", [mark])
    connection.execute("update bookmark set mark = ?", [next_mark])


def _rules(settings: Settings) -> str:
    """What a checkpoint depends on besides the log: the settings, and the rules as they are."""
    return repr((settings, _program()))


@cache
def _program() -> int:
    """A mark of the rules: what stands in the files from which a checkpoint follows."""
    assert itbtui.rehab.__file__
    mark = crc32(Path(itbtui.values.__file__).read_bytes())
    for room in ROOMS:
        for path in sorted(Path(itbtui.rehab.__file__).with_name(room).iterdir()):
            if path.suffix in (".py", ".toml"):
                mark = crc32(path.read_bytes(), mark)
    return mark
