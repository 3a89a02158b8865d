"""Opens the file of a log: made private, looked at before it is touched, brought up to date."""

import datetime as dt
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from itbtui.data import backups, rows
from itbtui.data.companions import BY_SQLITE, companion
from itbtui.data.errors import DamagedError, MissingError, StoreError, in_sentences, named
from itbtui.data.header import OURS, read_header
from itbtui.data.pages import carry_over
from itbtui.data.private import FILE, is_there, make_file, make_folder, real_file
from itbtui.data.schema import foreign_parts
from itbtui.data.schema_steps import STEPS, tables, taken
from itbtui.rehab.log.checks import EntryError
from itbtui.values import Value

_MOST_WITHOUT_TABLES = 65_536
"""Bytes of a page, at most: all that a database without tables takes."""


class Opened(Value):
    """A connection to a log, and whether it can only be read."""

    connection: sqlite3.Connection
    read_only: bool


def make_if_missing(path: Path, *, begin: bool) -> None:
    """Makes the file and its folder, for this user only, where there is none.

    Raises MissingError where copies of it lie there, unless a new log is to ``begin``; StoreError where it cannot.
    """
    with in_sentences(path):
        if is_there(path):
            return
        if not begin:
            check_no_copies(path, "is not there")
        try:
            make_folder(path.parent)
        except (FileExistsError, NotADirectoryError) as error:
            raise StoreError(
                f"{named(error.filename)} cannot be made a folder, because a file stands in its way"
            ) from None
        with suppress(FileExistsError):
            os.close(make_file(path))


def check_no_copies(path: Path, problem: str) -> None:
    """Raises MissingError, with what is wrong with the log itself, where copies of it lie there; or OSError."""
    if copies := backups.all_of(path):
        raise MissingError(
            f"{named(path)} {problem}, but copies of it are there; itbtui db restore {named(copies[0].path)} brings "
            "the newest back, and itbtui alone asks whether to begin a new log"
        )


def open_database(path: Path, wait_s: float, at: dt.datetime, *, begin: bool = False) -> Opened:
    """The log in the file ``path``, which is there. Waits up to ``wait_s`` seconds for other writers.

    One that an older version wrote is copied, as of ``at``, and brought up to date. One that cannot be written is
    opened to be read. An empty file of which there are copies is made a log only to ``begin`` a new one.

    Raises StoreError, MissingError among them; a file that is not a database of this program, or is one of a newer
    version, stays untouched.
    """
    with in_sentences(path):
        look_at(path, wait_s)
        if not begin and _is_empty(path, wait_s):
            check_no_copies(path, "is empty")
        if not (os.access(path, os.W_OK) and os.access(real_file(path).parent, os.W_OK)):
            return Opened(_opened_to_read(path, wait_s), True)
        for file in (path, *(companion(path, ending) for ending in BY_SQLITE)):
            _make_private(file)
        return Opened(_opened_to_write(path, wait_s, at), False)


def look_at(path: Path, wait_s: float = 5.0) -> None:
    """Refuses a file this program did not write, reading it only. Raises StoreError or OSError."""
    if not path.exists():
        problem = "is a link to what is not there" if path.is_symlink() else "is not there"
        raise StoreError(f"{named(path)} {problem}")
    if path.is_dir():
        raise StoreError(f"{named(path)} is a folder; the database is a file")
    if not path.is_file():
        raise StoreError(f"{named(path)} is not an ordinary file; the database is one")
    check_companions(path)
    if not os.access(path, os.R_OK):
        raise StoreError(f"{named(path)} cannot be read; make the file and its folder readable and writable")
    if not path.stat().st_size:
        return
    header = read_header(path)
    if not header.is_database:
        raise DamagedError(f"{named(path)} is not a database; choose another file")
    if header.application not in (0, OURS):
        raise StoreError(f"{named(path)} is the database of another program; choose another file")
    with closing(connect_to_read(path, wait_s)) as connection:
        check_steps(connection, path)


def check_companions(path: Path) -> None:
    """Raises StoreError for what has the name of a file of SQLite's and is none: a pipe would be waited for."""
    for its in (companion(path, ending) for ending in BY_SQLITE):
        try:
            # One look: another program's journal may be gone before a second.
            mode = its.stat().st_mode
        except OSError:
            continue
        if not stat.S_ISREG(mode):
            raise StoreError(f"{named(its)} is not an ordinary file, and belongs to the log by its name; move it away")


def check_steps(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreError where another program, or a newer version, wrote the database."""
    steps = taken(connection)
    if steps - set(STEPS):
        raise StoreError(f"{named(path)} was written by a newer version of itbtui; update itbtui to open it")
    if not steps and tables(connection):
        raise StoreError(f"{named(path)} is the database of another program; choose another file")


def connect_to_read(path: Path, wait_s: float = 5.0) -> sqlite3.Connection:
    """A connection that makes and changes nothing, unless a program was killed while it wrote: that is put right.

    Raises sqlite3.Error or OSError.
    """
    place = path.absolute().as_uri()
    wal = companion(path, "-wal")
    if read_header(path).wal and not (wal.exists() and wal.stat().st_size):
        # Where no changes wait in a second file SQLite is told that there are none: otherwise it would make one.
        return sqlite3.connect(f"{place}?immutable=1", uri=True, timeout=wait_s)
    connection = sqlite3.connect(f"{place}?mode=ro", uri=True, timeout=wait_s)
    try:
        connection.execute("select 1 from sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        journal = companion(path, "-journal")
        if not (journal.exists() and os.access(path, os.W_OK) and os.access(journal.parent, os.W_OK)):
            raise
        connection = sqlite3.connect(f"{place}?mode=rw", uri=True, timeout=wait_s)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def up_to_date(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """All of a log in memory, in the newest schema and looked at. Raises StoreError where it is not one."""
    from itbtui.data.migrations import migrate

    check_steps(connection, path)
    is_older = bool(set(STEPS) - taken(connection))
    with closing(sqlite3.connect(":memory:")) as memory:
        carry_over(connection, memory)
        try:
            migrate(memory)
            check_schema(memory, path)
            rows.read_log(memory)
        except (sqlite3.Error, EntryError) as error:
            if not is_older:
                raise
            raise DamagedError(
                f"{named(path)} was written by an older version and cannot be brought up to date ({named(error)}); "
                "it was left as it is"
            ) from error
        yield memory


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreError for what is not the program's own in a database of the newest schema."""
    for problem in foreign_parts(connection):
        raise DamagedError(f"{named(path)} is not as this program keeps a log: {problem}")


def _is_empty(path: Path, wait_s: float) -> bool:
    """Whether a file is no log yet, or no longer; a longer one may be a database without a table."""
    if path.stat().st_size > _MOST_WITHOUT_TABLES:
        return False
    with closing(connect_to_read(path, wait_s)) as connection:
        return not tables(connection)


def _make_private(path: Path) -> None:
    # Some file systems know no permissions, and a file of someone else keeps its own.
    with suppress(FileNotFoundError, PermissionError):
        if stat.S_IMODE(path.stat().st_mode) != FILE:
            path.chmod(FILE)


def _opened_to_read(path: Path, wait_s: float) -> sqlite3.Connection:
    connection = connect_to_read(path, wait_s)
    try:
        if set(STEPS) - taken(connection):
            with closing(connection), up_to_date(connection, path) as memory:
                newer = sqlite3.connect(":memory:")
                carry_over(memory, newer)
            return newer
        check_schema(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened_to_write(path: Path, wait_s: float, at: dt.datetime) -> sqlite3.Connection:
    # Where it has gone missing meanwhile, SQLite must not make one.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=wait_s)
    try:
        if set(STEPS) - taken(connection):
            _bring_up_to_date(connection, path, at)
        if read_header(path).wal:
            # As earlier versions kept it. While one of them has it open it stays so.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = delete")
        check_schema(connection, path)
        # A log is read once, and the system keeps pages of files as well.
        connection.execute("PRAGMA cache_size = -256")
        connection.execute("PRAGMA foreign_keys = on")
        # What was shown as saved survives a power cut, too.
        connection.execute("PRAGMA synchronous = full")
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, at: dt.datetime) -> None:
    from itbtui.data.migrations import migrate

    if tables(connection):
        with up_to_date(connection, path):
            # It can be done, so it is done to the file itself.
            backups.make(connection, path, "migration", at)
    migrate(connection)
