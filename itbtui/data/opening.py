"""Opens the database file: made private, looked at before it is touched, brought up to date."""

import datetime as dt
import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path

from itbtui.data import rows
from itbtui.data.steps import STEPS, tables, taken
from itbtui.data.trouble import DamagedError, StoreError, in_sentences, named
from itbtui.rehab.checks import EntryError
from itbtui.rehab.log import LISTS, Log

_HEADER = b"SQLite format 3\0"
_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600


def open_database(path: Path, wait_s: float, at: dt.datetime) -> sqlite3.Connection:
    """The database at ``path``, made if it is missing. Waits up to ``wait_s`` seconds for other writers.

    One that an older version wrote is copied, as of ``at``, and brought up to date.

    Raises StoreError; a file that is not a database of this program, or is one of a newer version, stays untouched.
    """
    with in_sentences(path):
        _make_folder(path.parent)
        _make_file(path)
        _look(path)
        for file in (path, _beside(path, "-wal"), _beside(path, "-shm")):
            _make_private(file, _PRIVATE_FILE)
        return _connect(path, wait_s, at)


def _beside(path: Path, ending: str) -> Path:
    """The file that SQLite keeps beside the database itself, wherever a link to it may lie."""
    real = path.resolve()
    return real.with_name(real.name + ending)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    try:
        folder.mkdir(_PRIVATE_FOLDER, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise StoreError(f"{named(folder)} cannot be made a folder, because a file stands in its way") from None
    _make_private(folder, _PRIVATE_FOLDER)


def _make_file(path: Path) -> None:
    # SQLite gives its -wal and -shm files the permissions of the file they belong to.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE))
        _make_private(path, _PRIVATE_FILE)


def _look(path: Path) -> None:
    """Refuses a file this program did not write, reading it only."""
    if path.is_dir():
        raise StoreError(f"{named(path)} is a folder; the database is a file")
    if not path.is_file():
        raise StoreError(f"{named(path)} is not an ordinary file; the database is one")
    if not os.access(path, os.R_OK | os.W_OK) or not os.access(path.resolve().parent, os.W_OK):
        raise StoreError(f"{named(path)} cannot be written; make the file and its folder readable and writable")
    with path.open("rb") as file:
        header = file.read(len(_HEADER))
    if not header:
        return
    if header != _HEADER:
        raise DamagedError(f"{named(path)} is not a database; choose another file")
    with closing(sqlite3.connect(_read_only(path), uri=True)) as connection:
        steps = taken(connection)
        if steps - set(STEPS):
            raise StoreError(f"{named(path)} was written by a newer version of itbtui; update itbtui to open it")
        if tables(connection) and not steps:
            raise StoreError(f"{named(path)} is the database of another program; choose another file")


def _read_only(path: Path) -> str:
    """Where no changes wait in a -wal file, SQLite is told that there are none: otherwise it would make one."""
    wal = _beside(path, "-wal")
    waiting = wal.exists() and wal.stat().st_size
    return f"{path.absolute().as_uri()}?{'mode=ro' if waiting else 'immutable=1'}"


def _make_private(path: Path, mode: int) -> None:
    # Some file systems know no permissions, and a file of someone else keeps its own.
    with suppress(FileNotFoundError, PermissionError):
        if stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def _connect(path: Path, wait_s: float, at: dt.datetime) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=wait_s)
    try:
        if set(STEPS) - taken(connection):
            _bring_up_to_date(connection, path, at)
        # SQLite does not wait to change the mode; a program that opens the file at the same moment changes it for both.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA foreign_keys = on")
        # What was shown as saved survives a power cut, too.
        connection.execute("PRAGMA synchronous = full")
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, at: dt.datetime) -> None:
    from itbtui.data import backups
    from itbtui.data.migrations import migrate

    if tables(connection):
        _try_on_a_copy(connection, path)
        backups.make(connection, path, "migration", at)
    migrate(connection)


def _try_on_a_copy(connection: sqlite3.Connection, path: Path) -> None:
    """Brings a copy in memory up to date and reads it. Raises StoreError where that fails."""
    from itbtui.data.migrations import migrate

    try:
        with closing(sqlite3.connect(":memory:")) as memory:
            connection.backup(memory)
            migrate(memory)
            Log.of(entry for name in LISTS.values() for entry in rows.read(memory, name).values())
    except (sqlite3.Error, EntryError) as error:
        raise StoreError(
            f"{named(path)} was written by an older version and cannot be brought up to date ({error}); "
            "it was left as it is"
        ) from error
