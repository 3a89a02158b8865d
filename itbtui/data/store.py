"""The store: one SQLite file with all that was logged. Each action is one transaction and can be undone.

What only writing needs is imported when something is written.
"""

from __future__ import annotations

import datetime as dt
import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from itbtui.data import rows
from itbtui.data.opening import open_database
from itbtui.data.trouble import RefusedError, StoreError, in_sentences, named
from itbtui.rehab.entries import Entry, Settings
from itbtui.rehab.log import LISTS, Log

if TYPE_CHECKING:
    from sqlite_utils.db import Database

    from itbtui.data import journal
    from itbtui.data.exchange import Bundle
    from itbtui.data.merging import Merge, Version, Versions
    from itbtui.rehab.bookmark import Bookmark

__all__ = ["ImportResult", "Store", "StoreError"]


LATE = ("check_ins", "sessions", "cross_training")
"""Of these the plan needs the last months, where there is a bookmark; and of runs, where no shoe counts them all."""
FEW = 100
"""More entries than these are read faster with all others than one by one."""


class _NothingError(Exception):
    """Takes a transaction back, because nothing is to be kept of it."""


class ImportResult(NamedTuple):
    """What an import did, in entries. ``settings_taken`` is false where the log had entries and kept its own."""

    added: int
    changed: int
    unchanged: int
    settings_taken: bool


class Store:
    """What is kept in the file ``path``. All methods raise StoreError, after which nothing has changed."""

    def __init__(self, path: Path, connection: sqlite3.Connection, now: Callable[[], dt.datetime]) -> None:
        self.path = path
        self._connection = connection
        self._now = now
        self._writes = 0
        self._read: tuple[int, Log] | None = None
        """The log as it was read last, and SQLite's mark of what others had written by then."""
        self._changed: set[journal.Place] = set()
        """Where this store changed something since."""
        self._copied_on: dt.date | None = None
        self.copy_problem: str | None = None
        """Why the day's copy could not be made, in a sentence; saving goes on without it."""

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], dt.datetime] = dt.datetime.now, wait_s: float = 5.0) -> Store:
        """Opens the file, or makes it and its folder, for this user only.

        ``now`` stamps the actions. Another program that writes is waited for up to ``wait_s`` seconds.
        """
        return cls(path, open_database(path, wait_s, now()), now)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def _db(self) -> Database:
        """For writing; sqlite-utils is not needed to read."""
        from sqlite_utils.db import Database

        return Database(self._connection, execute_plugins=False)

    @staticmethod
    def get_ready() -> None:
        """Loads what writing needs, so that the first save need not wait for it. In any thread."""
        for name in ("sqlite_utils.db", "itbtui.data.backups", "itbtui.data.journal"):
            import_module(name)

    def log(self) -> Log:
        """Everything that was logged. Of what was read before only what changed since is read again."""
        with self._reading() as connection, nothing_collected():
            mark = _others_mark(connection)
            if self._read is None or self._read[0] != mark or len(self._changed) > FEW:
                log = Log.of(entry for name in LISTS.values() for entry in rows.read(connection, name).values())
            else:
                changed = {place for place in self._changed if place[0] != rows.SETTINGS}
                log = self._read[1].changed(_entries_at(connection, changed), changed) if changed else self._read[1]
            self._read, self._changed = (mark, log), set()
            return log

    def lately(self, settings: Settings) -> tuple[Bookmark, Log] | None:
        """The bookmark made under these settings, and what the plan needs of the log besides; nothing without one."""
        from itbtui.data import bookmarks

        with self._reading() as connection, nothing_collected():
            if (kept := bookmarks.read(connection, settings)) is None:
                return None
            late = [*LATE, *(["runs"] if not rows.read(connection, "shoes") else [])]
            found = {
                n: rows.read_since(connection, n, kept.since) if n in late else rows.read(connection, n)
                for n in LISTS.values()
            }
            return kept, Log.of(entry for of_list in found.values() for entry in of_list.values())

    def bookmark(self, settings: Settings) -> Bookmark | None:
        """The bookmark made under these settings."""
        from itbtui.data import bookmarks

        with self._reading() as connection:
            return bookmarks.read(connection, settings)

    def keep(self, bookmark: Bookmark, settings: Settings) -> None:
        """Keeps a bookmark in the place of any other. Where another program writes, it fails at once."""
        from itbtui.data import bookmarks

        with self._waiting(False), in_sentences(self.path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            bookmarks.write(self._connection, bookmark, settings)

    def settings(self) -> Settings:
        """The settings, or their defaults."""
        with self._reading() as connection:
            settings: Settings = rows.read(connection, rows.SETTINGS).get(rows.SETTINGS, Settings())
            return settings

    def save(
        self,
        *entries: Entry,
        settings: Settings | None = None,
        label: str,
        going_on: bool = False,
        waits: bool = True,
        instead_of: Iterable[Entry] = (),
    ) -> None:
        """Adds entries, or replaces those that have the same id; ``label`` says so to the user who may undo it.

        They take the place of ``instead_of``, which may have their ids and be of another kind.
        ``going_on`` makes it one action with the last one, where that had the same label and the same entries.
        Without ``waits`` it fails at once where another program writes.
        """
        with self._waiting(waits), self._action(label) as action:
            action.drop(instead_of)
            action.put(entries)
            if settings is not None:
                action.settle(settings)
            if going_on:
                action.join()

    def remove(self, *entries: Entry, settings: Settings | None = None, label: str) -> None:
        """Removes entries; those that are gone already are passed over."""
        with self._action(label) as action:
            action.drop(entries)
            if settings is not None:
                action.settle(settings)

    def import_(self, bundle: Bundle, *, label: str = "import", dry_run: bool = False) -> ImportResult:
        """Takes in what a file held, all of it or nothing; ``dry_run`` only says what that would do.

        A run whose pain was said stays one, whichever of the two knows it; see WaitingRun.
        Raises ExchangeError for an entry that does not go together with what is kept already.
        """
        from itbtui.data.exchange import ExchangeError

        if not dry_run and not rows.is_empty(self._db):
            self.backup("import")
        try:
            with self._action(label) as action:
                empty = rows.is_empty(self._db)
                put = action.put_where_pain_is_known(bundle.log)
                if empty and bundle.has_settings:
                    action.settle(bundle.settings)
                result = ImportResult(put.added, put.changed, put.unchanged, empty and bundle.has_settings)
                if dry_run:
                    action.finish()
                    raise _NothingError
        except RefusedError as refused:
            raise ExchangeError(_in_file(bundle, refused)) from refused
        return result

    def versions(self) -> dict[str, Version]:
        """Every entry and the settings, and what was deleted, each with when that came to be."""
        with in_sentences(self.path), self._db.atomic():
            return self._versions()

    def _versions(self) -> dict[str, Version]:
        from itbtui.data import stamps
        from itbtui.data.merging import version

        stamped = stamps.read(self._db)
        found = {id_: version(stamp.list, None, stamp) for id_, stamp in stamped.items() if stamp.gone}
        for name in (*LISTS.values(), rows.SETTINGS):
            found |= {id_: version(name, item, stamped.get(id_)) for id_, item in rows.read(self._db, name).items()}
        return found

    def merge(self, theirs: Versions, *, label: str = "merge", dry_run: bool = False) -> Merge:
        """Takes in another log, all of it or nothing: of each entry the newest version stays.

        ``dry_run`` only says what that would do. A copy of this log is made first, where anything changes in it.
        """
        from itbtui.data.merging import merge

        first_look = merge(self.versions(), theirs)
        if dry_run or not first_look.changes_anything:
            return first_look
        if not rows.is_empty(self._db):
            self.backup("merge")
        with self._action(label) as action:
            ours = self._versions()
            change = merge(ours, theirs)
            action.merge(change, ours)
        return change

    def backup(self, kind: str = "manual") -> Path:
        """Makes a copy of the present state, and says where it lies."""
        from itbtui.data import backups

        with in_sentences(self.path):
            return backups.make(self._connection, self.path, kind, self._now())

    def replace_with(self, source: Path) -> Path:
        """Puts what another database holds in the place of all that is here, and returns a copy of what was.

        ``source`` may be of an older version; it stays as it is. Others who have this file open see it change.
        """
        from itbtui.data.migrations import migrate

        kept = self.backup("restore")
        with in_sentences(self.path), closing(sqlite3.connect(":memory:")) as memory:
            with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                connection.backup(memory)
            migrate(memory)
            memory.backup(self._connection)
            self._writes += 1
            self._read = None
        return kept

    def undo(self) -> str | None:
        """Takes back the newest action that is still kept. Returns its label, or None where nothing is left."""
        from itbtui.data import journal

        with self._transaction():
            if (undone := journal.undo(self._db, self._now())) is None:
                return None
            self._changed |= undone.places
            return undone.label

    def forget_actions(self) -> None:
        """What was done so far can no longer be undone."""
        with self._transaction():
            self._db.execute("delete from actions")

    def change_mark(self) -> int:
        """A number that differs from an earlier one if anyone has written since, this program or another."""
        with in_sentences(self.path):
            return _others_mark(self._connection) + self._writes

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file, whatever others write meanwhile."""
        with in_sentences(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.rollback()

    @contextmanager
    def _waiting(self, waits: bool) -> Iterator[None]:
        """Whether another program that writes is waited for."""
        if waits:
            yield
            return
        with in_sentences(self.path):
            (before,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
            self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {before}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with in_sentences(self.path):
            if not self.path.exists():
                # SQLite would go on writing to a file that nobody can find any more.
                raise StoreError(f"{named(self.path)} is gone; put it back, or start again to make a new one")
            self._copy_of_the_day()
            with suppress(_NothingError), self._db.atomic():
                yield
                self._writes += 1

    def _copy_of_the_day(self) -> None:
        """One copy before the first write of a day, of a log that holds something."""
        from itbtui.data import backups

        at = self._now()
        if self._copied_on == at.date():
            return
        self._copied_on = at.date()
        try:
            has_one = any(b.kind == "daily" and b.at.date() == at.date() for b in backups.all_of(self.path))
            if not has_one and not rows.is_empty(self._db):
                backups.make(self._connection, self.path, "daily", at)
        except (OSError, sqlite3.Error) as error:
            # What the runner wants to save comes first.
            self.copy_problem = f"the day's copy of the log could not be made: {error}"

    @contextmanager
    def _action(self, label: str) -> Iterator[journal.Action]:
        """One transaction with its note in the journal; an action that changes nothing leaves no note."""
        from itbtui.data import journal

        with self._transaction():
            action = journal.Action(self._db, self._now(), label)
            yield action
            if not action.changed:
                raise _NothingError
            action.finish()
            self._changed |= action.places


def _others_mark(connection: sqlite3.Connection) -> int:
    """Differs from an earlier one if another connection has written since."""
    mark: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return mark


def _entries_at(connection: sqlite3.Connection, places: Iterable[journal.Place]) -> Iterator[Entry]:
    """What stands there, where anything does."""
    for name in LISTS.values():
        yield from rows.read(connection, name, [id_ for list_, id_ in places if list_ == name]).values()


@contextmanager
def nothing_collected() -> Iterator[None]:
    """While many entries are made: none of them is garbage, and looking at them again and again takes its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _in_file(bundle: Bundle, refused: RefusedError) -> str:
    if refused.entry is None:
        return str(refused)
    place = bundle.places.get(refused.entry.id, LISTS[type(refused.entry)])
    return f"{place}.{refused.field}: {refused}"
