"""The bookmark in the database. Triggers throw it away when an entry changes that it rests on, whoever changes it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import itbtui.rehab
from itbtui.rehab.bookmark import Bookmark
from itbtui.rehab.entries import Settings
from itbtui.rehab.words import spoken


def read(connection: sqlite3.Connection, settings: Settings) -> Bookmark | None:
    """The bookmark that is kept, where it was made by these rules and settings."""
    row = connection.execute("select rests_on, since, standing from bookmark where rules = ?", [_rules(settings)])
    found = row.fetchone()
    try:
        return found and Bookmark(dt.date.fromisoformat(found[0]), dt.date.fromisoformat(found[1]), found[2])
    except ValueError:
        # Someone has spoilt it; the log says the same.
        return None


def write(connection: sqlite3.Connection, kept: Bookmark, settings: Settings) -> None:
    """Keeps it in the place of any other. To be used inside a transaction."""
    connection.execute("delete from bookmark")
    row = [kept.rests_on.isoformat(), kept.since.isoformat(), _rules(settings), kept.standing]
    connection.execute("insert into bookmark (rests_on, since, rules, standing) values (?, ?, ?, ?)", row)


def _rules(settings: Settings) -> str:
    """What a standing depends on besides the log: the settings, how days are said, and the rules as they are."""
    return repr((settings, spoken(), _program()))


@cache
def _program() -> tuple[Any, ...]:
    """The files of the rules; another version has others."""
    assert itbtui.rehab.__file__
    files = sorted(Path(itbtui.rehab.__file__).parent.iterdir())
    return tuple((f.name, stat.st_size, stat.st_mtime_ns) for f in files if (stat := f.stat()) and f.is_file())
