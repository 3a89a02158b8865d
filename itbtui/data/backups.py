"""Copies of the database: made by SQLite itself, private, thinned out with age, checked before they are trusted.

They lie in a folder beside the database. The name of a copy says when and why it was made.
"""

import datetime as dt
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 7, 4, 12
"""Of the daily copies: the newest of so many days, weeks and months."""
KEEP_OTHERS = 10
"""Of those made before an import, a merge, a migration or a restore: so many of each."""
THINNED = ("daily", "import", "merge", "migration", "restore")
"""Kinds that are thinned out. What the user asked for (``manual``) stays."""

_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(\d{8}-\d{6})-(daily|import|merge|migration|restore|manual)(?:-\d+)?\.db", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    at: dt.datetime
    kind: str
    path: Path


def folder_of(database: Path) -> Path:
    return database.with_name(f"{database.stem}-backups")


def all_of(database: Path) -> list[Backup]:
    """The copies there are, the newest first."""
    folder = folder_of(database)
    names = sorted(folder.iterdir()) if folder.is_dir() else []
    found = [(path, matched) for path in names if (matched := _NAME.fullmatch(path.name))]
    copies = [Backup(dt.datetime.strptime(matched[1], _STAMP), matched[2], path) for path, matched in found]
    return sorted(copies, reverse=True)


def make(connection: sqlite3.Connection, database: Path, kind: str, at: dt.datetime) -> Path:
    """Copies what the connection sees, and thins out the older copies of the kind. Raises OSError or sqlite3.Error.

    The copy is whole or not there: it is written under another name first.
    """
    folder = folder_of(database)
    folder.mkdir(0o700, parents=True, exist_ok=True)
    path = _free_name(folder, f"{at:{_STAMP}}-{kind}")
    copy(connection, path)
    if kind in THINNED:
        for old in too_many([backup for backup in all_of(database) if backup.kind == kind], kind):
            old.path.unlink(missing_ok=True)
    return path


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """Writes a copy to ``path``, one private file. Raises OSError or sqlite3.Error, and leaves nothing then."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        # The umask may have taken more than it should.
        beside.chmod(0o600)
        with closing(sqlite3.connect(beside)) as target:
            connection.backup(target)
            # One file that says all, without a journal beside it.
            target.execute("pragma journal_mode = delete")
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def too_many(copies: Iterable[Backup], kind: str) -> list[Backup]:
    """Which of these, the newest first, are no longer kept."""
    copies = list(copies)
    if kind != "daily":
        return copies[KEEP_OTHERS:]
    kept = {
        *_newest_of_each(copies, KEEP_DAYS, lambda at: at.date()),
        *_newest_of_each(copies, KEEP_WEEKS, lambda at: at.isocalendar()[:2]),
        *_newest_of_each(copies, KEEP_MONTHS, lambda at: (at.year, at.month)),
    }
    return [backup for backup in copies if backup not in kept]


def _newest_of_each(copies: Iterable[Backup], most: int, span: Callable[[dt.datetime], object]) -> Iterator[Backup]:
    seen: list[object] = []
    for backup in copies:
        if span(backup.at) not in seen:
            if len(seen) == most:
                return
            seen.append(span(backup.at))
            yield backup


def _free_name(folder: Path, name: str) -> Path:
    """Two copies in one second get different names."""
    number, path = 1, folder / f"{name}.db"
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.db"
    return path
