"""The file of a log, and the connection to it: looked at before each use, and opened anew where it is another."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from itbtui.data import backups
from itbtui.data.errors import REPLACED, StoreError, in_sentences, named
from itbtui.data.header import HEADER_BYTES, parsed
from itbtui.data.opening import check_companions, check_no_copies, make_if_missing, open_database
from itbtui.data.private import BINARY
from itbtui.values import Value

_TRIES = 3


class _Sight(Value):
    """By this a file is known to be as it was left: which it is, and when it was last touched."""

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int

    def is_same_file(self, other: _Sight) -> bool:
        return (self.device, self.inode) == (other.device, other.inode)


def _sight(path: Path) -> _Sight | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return _Sight(seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)


class LogFile:
    """A log's file. Others may write to it, replace it, move it away and put it back.

    ``wait_s``: how long another program that writes is waited for. ``now`` dates copies.
    """

    def __init__(self, path: Path, wait_s: float, now: Callable[[], dt.datetime]) -> None:
        self.path = path
        self._wait_s = wait_s
        self._now = now
        self._connection: sqlite3.Connection | None = None
        self._left: _Sight | None = None
        """How it was when this object last knew all that is in it."""
        self._mark: tuple[int, int] | None = None
        """The log's own mark, and SQLite's count of what replaced all of its content."""
        self._handle = -1
        """To look at the head of the file: to open and close it would give up the locks of the connection."""
        self.openings = 0
        self.read_only = False
        self.notices: list[str] = []
        """What the runner should hear about the file, in a sentence each, without a full stop."""

    def open(self, *, begin: bool = False) -> None:
        """Opens it, or makes it; see ``make_if_missing``. Raises StoreError."""
        make_if_missing(self.path, begin=begin)
        backups.clear_begun(self.path)
        self._open_anew(begin=begin)

    def close(self) -> None:
        """Gives the file back."""
        if self._connection is not None:
            self._connection.close()
            os.close(self._handle)
            self._connection = None

    def connection(self) -> sqlite3.Connection:
        """The connection to the file as it is now. Raises StoreError where there is none, or what is there is no log.

        Not to be asked inside a transaction.
        """
        seen = _sight(self.path)
        if seen is None:
            self.close()
            raise StoreError(f"{named(self.path)} is gone; put it back, or start again to make a new one")
        if self._connection is None or seen != self._left:
            self._open_anew()
        else:
            check_companions(self.path)
        assert self._connection is not None
        return self._connection

    def state(self, later: int = 0) -> str:
        """A mark of what is in the file, of this log and no other, now or after so many more transactions.

        To be asked inside one. Nothing where SQLite does not count them in the file.
        """
        os.lseek(self._handle, 0, os.SEEK_SET)
        header = parsed(os.read(self._handle, HEADER_BYTES))
        assert self._mark is not None
        return "" if header.wal or not header.is_database else f"{self._mark[0]} {header.changes + later}"

    @property
    def current(self) -> sqlite3.Connection:
        """The connection as it is, inside a transaction."""
        assert self._connection is not None
        return self._connection

    def _open_anew(self, *, begin: bool = False) -> None:
        """Whatever SQLite remembers of it, it may be another file, or the same with other content."""
        self.close()
        before = self._left
        for _ in range(_TRIES):
            seen = _sight(self.path)
            if before is not None and seen is not None and not seen.size and self.path.is_file():
                check_no_copies(self.path, "is empty")
                raise StoreError(f"{named(self.path)} is empty; put it back, or start again to make a new one")
            opened = open_database(self.path, self._wait_s, self._now(), begin=begin)
            self._left = _sight(self.path)
            if seen and self._left and seen.is_same_file(self._left):
                self._handle = os.open(self.path, os.O_RDONLY | BINARY)
                break
            opened.connection.close()
        else:
            raise StoreError(f"{named(self.path)} is being replaced by another program; try again in a moment")
        self._connection = opened.connection
        self.openings += 1
        with in_sentences(self.path):
            mark = (_asked(opened.connection, "user_version"), _asked(opened.connection, "schema_version"))
        if before is not None and not (before.is_same_file(self._left) and mark == self._mark):
            self.notices.append(f"{named(self.path.name)} was replaced from outside, and was opened anew")
        if opened.read_only and not self.read_only:
            self.notices.append(f"{named(self.path.name)} can only be read: nothing can be saved in it")
        self._mark, self.read_only = mark, opened.read_only

    def _to_write(self) -> sqlite3.Connection:
        connection = self.connection()
        if self.read_only:
            # What stands for an older log that can only be read is in memory, where anything could be written.
            raise StoreError(f"{named(self.path)} cannot be written; make the file and its folder writable")
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction of its own that waits for other writers. Raises StoreError, after which nothing has changed."""
        connection = self._to_write()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
        self.was_written()

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Nobody else reads or writes meanwhile, over more than one transaction. Raises StoreError or sqlite3.Error."""
        connection = self._to_write()
        connection.execute("PRAGMA locking_mode = exclusive")
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            yield connection
        finally:
            # The file may have been opened anew. What was locked is given back when it is used next.
            with suppress(sqlite3.ProgrammingError, sqlite3.OperationalError):
                connection.execute("PRAGMA locking_mode = normal")
                connection.execute("select 1 from sqlite_master").fetchone()

    def was_written(self) -> None:
        """What changed in it was done by this connection. Raises StoreError where that went to a file that is gone."""
        now = _sight(self.path)
        if now is None or self._left is None or not now.is_same_file(self._left):
            raise StoreError(REPLACED.format(path=named(self.path)))
        self._left = now


def _asked(connection: sqlite3.Connection, pragma: str) -> int:
    number: int = connection.execute(f"pragma {pragma}").fetchone()[0]
    return number
