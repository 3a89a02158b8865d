"""Copies of a log: made by SQLite itself, of sound logs only, private, thinned out with age.

They lie in a folder beside the log, named after all of its name. The name of a copy says when and why it was made, and
a number in which order, whatever the clock said. Whose copy it is stands in its head: the number of the log.
"""

import datetime as dt
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from itbtui.data.companions import COPIES, companion
from itbtui.data.errors import DamagedError, named
from itbtui.data.header import read_header
from itbtui.data.pages import broken_pages, carry_over
from itbtui.data.private import beside, clear_left, make_folder, real_file, sync_file, sync_folder

KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 7, 4, 12
"""Of the daily copies: the newest of so many days, weeks and months."""
KEEP_OTHERS = 10
"""Of those made before an import, a merge, a migration or a restore: so many of each."""
THINNED = ("daily", "import", "merge", "migration", "restore")
"""Kinds that are thinned out. What the user asked for (``manual``) stays."""

_STAMP = "%Y%m%d-%H%M%S"
_NAME = r"(\d{8}-\d{6})-(daily|import|merge|migration|restore|manual)(?:-(\d{1,9}))?\.db"


class Backup(NamedTuple):
    """A copy. ``number``: in which order it was made; earlier versions gave none, which is 0."""

    number: int
    at: dt.datetime
    kind: str
    path: Path


def folder_of(database: Path) -> Path:
    """Where the copies of a log lie, beside the file itself wherever a link to it lies."""
    return companion(database, COPIES)


def _earlier_folder_of(database: Path) -> Path | None:
    """Where earlier versions put them: logs of one stem shared it, so that only where there is one it is known whose
    they are."""
    real = real_file(database)
    folder = real.with_name(f"{real.stem}-backups")
    if folder == folder_of(database) or not folder.is_dir():
        return None
    others = [p for p in real.parent.iterdir() if real.stem in (p.stem, p.name) and p.name != real.name]
    return None if any(path.is_file() for path in others) else folder


def all_of(database: Path) -> list[Backup]:
    """The copies of this log that there are, the newest first. Raises OSError."""
    number = log_number_of(database)
    folders = [folder for folder in (folder_of(database), _earlier_folder_of(database)) if folder and folder.is_dir()]
    return sorted((copy for folder in folders for copy in _in(folder) if _is_of(copy.path, number)), reverse=True)


def of_others(database: Path) -> list[Backup]:
    """The copies in this log's own folder that are of another, which lay here before. The newest first.

    Raises OSError.
    """
    number, folder = log_number_of(database), folder_of(database)
    return (
        sorted((copy for copy in _in(folder) if not _is_of(copy.path, number)), reverse=True) if folder.is_dir() else []
    )


def log_number_of(path: Path) -> int:
    """What tells a log from others; 0 where it is not known."""
    with suppress(OSError):
        if path.is_file():
            return read_header(path).log_number
    return 0


def _is_of(copy: Path, number: int) -> bool:
    """Whether it may be a copy of the log with that number: those of older logs bear none."""
    return not number or log_number_of(copy) in (0, number)


def _in(folder: Path) -> Iterator[Backup]:
    for path in folder.iterdir():
        if (matched := re.fullmatch(_NAME, path.name, re.ASCII)) and path.is_file():
            # Someone else may have named it so.
            with suppress(ValueError):
                yield Backup(int(matched[3] or 0), dt.datetime.strptime(matched[1], _STAMP), matched[2], path)


def make(connection: sqlite3.Connection, database: Path, kind: str, at: dt.datetime) -> Path:
    """Copies what the connection sees, and thins out the older copies of the kind.

    The copy is whole or not there. Raises OSError or sqlite3.Error, and DamagedError where the log is not sound.
    """
    folder = folder_of(database)
    make_folder(folder)
    try:
        # Not every system writes a year before 1000 with four digits by itself.
        path = _make(connection, folder, f"{at.year:04}{at:{_STAMP.removeprefix('%Y')}}-{kind}")
    except DamagedError as error:
        raise DamagedError(
            f"{named(database)}: {error}, so no copy was made of it, and nothing is saved in it"
        ) from error
    if kind in THINNED:
        number = log_number_of(path)
        # Those of earlier versions stay where they are.
        own = sorted((c for c in _in(folder) if c.kind == kind and _is_of(c.path, number)), reverse=True)
        for old in too_many(own, kind):
            if old.path != path:
                old.path.unlink(missing_ok=True)
    return path


def _make(connection: sqlite3.Connection, folder: Path, name: str) -> Path:
    number = max((copy.number for copy in _in(folder)), default=0)
    with beside(folder / f"{name}.db") as made:
        copy(connection, made)
        while True:
            number += 1
            path = folder / f"{name}-{number}.db"
            with suppress(FileExistsError):
                give_name(made, path)
                return path


def give_name(made: Path, path: Path) -> None:
    """Renames a file to a name that must be free. Raises FileExistsError, or OSError."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no second name of a file; there it may only be looked whether it is free.
        if os.path.lexists(path):
            raise FileExistsError(17, "is there already", str(path)) from None
        made.replace(path)
    sync_folder(path.parent)


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """Writes what a connection sees into an empty file. Raises OSError or sqlite3.Error; DamagedError where it is not
    sound."""
    with closing(sqlite3.connect(path)) as target:
        # A copy that is killed is thrown away, and with a journal beside it there would be two files to clear.
        target.execute("pragma journal_mode = memory")
        carry_over(connection, target)
        # One file that says all, without a journal beside it.
        target.execute("pragma journal_mode = delete")
        for problem in broken_pages(target):
            raise DamagedError(problem)
    sync_file(path)


def clear_begun(database: Path) -> None:
    """Removes copies that a program which was killed had begun."""
    real = real_file(database)
    clear_left(real.parent, real.name)
    clear_left(folder_of(database))


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
