"""The store: one SQLite file with all that was logged. Each action is one transaction and can be undone.

What only writing needs is imported when something is written.
"""

from __future__ import annotations

import datetime as dt
import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from itbtui.data import backups, checkpoints, rows, stamps
from itbtui.data.errors import ChangedError, DamagedError, RefusedError, StoreError, in_sentences, named
from itbtui.data.log_file import LogFile
from itbtui.rehab.log.entries import Entry, Settings
from itbtui.rehab.log.log import LISTS, Log
from itbtui.values import Value

if TYPE_CHECKING:
    from itbtui.data import journal
    from itbtui.data.exchange import Bundle
    from itbtui.data.merge import Merge, Version, Versions
    from itbtui.rehab.stages.checkpoint import Checkpoint

__all__ = ["ChangedError", "ImportResult", "Store", "StoreError"]


LATE = ("check_ins", "sessions", "cross_training")
"""Of these the plan needs the last months, where there is a checkpoint; and of runs, where no shoe counts them all."""
AT_ONCE = 250
"""So many entries are read in a few milliseconds."""
FEW = 100
"""More entries than these are read faster with all others than one by one."""


class _NothingError(Exception):
    """Takes a transaction back, because nothing is to be kept of it."""


class ImportResult(Value):
    """What an import did, in entries. ``settings_taken`` is false where the log had entries and kept its own."""

    added: int
    changed: int
    unchanged: int
    settings_taken: bool


class Store:
    """What is kept in the file ``path``. All methods raise StoreError, after which nothing has changed.

    Another program may write to the file, or put another in its place: what is asked for is always of the file that
    is there, and ``take_notices`` says where that became another.
    """

    def __init__(self, file: LogFile, now: Callable[[], dt.datetime]) -> None:
        self.path = file.path
        self._file = file
        self._now = now
        self.writes = 0
        """How often this store has changed the file."""
        self._read: tuple[int, Log] | None = None
        """The log as it was read last, and the mark of what others had written by then."""
        self._changed: set[journal.Place] = set()
        """Where this store changed something since."""
        self._copied: tuple[dt.date, int] | None = None
        """The day for which there is a copy or none is needed, and which opening of the file that was."""
        self._last_mark = 0
        self.noted: int | None = None
        """The action that is kept of what this store did last, to be taken back; none where that changed nothing."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        now: Callable[[], dt.datetime] = dt.datetime.now,
        wait_s: float = 5.0,
        begin: bool = False,
    ) -> Store:
        """Opens the file, or makes it and its folder, for this user only.

        Where copies of it are there and it is not, it is made only to ``begin`` a new log. ``now`` stamps the actions.
        Another program that writes is waited for up to ``wait_s`` seconds. Raises StoreError, or MissingError.
        """
        file = LogFile(path, wait_s, now)
        file.open(begin=begin)
        return cls(file, now)

    def close(self) -> None:
        """Gives the file back."""
        self._file.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take_notices(self) -> list[str]:
        """What the runner should hear about the file and its copies since this was asked last, in a sentence each."""
        told, self._file.notices = self._file.notices, []
        return told

    def notice(self, sentence: str) -> None:
        """The runner should hear this of the file, too."""
        self._file.notices.append(sentence)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved."""
        return self._file.read_only

    @staticmethod
    def get_ready() -> None:
        """Loads what writing needs, so that the first save need not wait for it. In any thread."""
        import_module("itbtui.data.journal")

    def log(self) -> Log:
        """Everything that was logged. Of what was read before only what changed since is read again."""
        with self._reading() as connection, nothing_collected():
            mark = self._others_mark(connection)
            if self._read is None or self._read[0] != mark or len(self._changed) > FEW:
                log = rows.read_log(connection)
            else:
                changed = {place for place in self._changed if place[0] != rows.SETTINGS}
                log = self._read[1].changed(_entries_at(connection, changed), changed) if changed else self._read[1]
            self._read, self._changed = (mark, log), set()
            return log

    @property
    def is_short(self) -> bool:
        """Whether so little is logged that all of it is read at once."""
        with self._reading() as connection:
            counted = (connection.execute(f"select count(*) from {name}") for name in LISTS.values())
            entries: int = sum(count for ((count,),) in counted)
        return entries <= AT_ONCE

    def read_ahead(self) -> Iterator[None]:
        """Reads in pieces what ``log`` is asked for later. Where anything is written meanwhile, that reads it anew."""
        if self._read is not None:
            return
        marks, writes, entries = set[int](), self.writes, list[Entry]()
        for name in LISTS.values():
            of_list: list[Entry] = []
            is_more = True
            while is_more:
                with self._reading() as connection, nothing_collected():
                    marks.add(self._others_mark(connection))
                    found = rows.read_some(connection, name, len(of_list), AT_ONCE)
                of_list += found
                is_more = len(found) == AT_ONCE
                yield
            entries += of_list
        if len(marks) == 1 and self.writes == writes:
            with in_sentences(self.path), nothing_collected():
                self._read, self._changed = (marks.pop(), Log.of(entries)), set()

    def lately(self, settings: Settings) -> tuple[Checkpoint, Log] | None:
        """The checkpoint made under these settings, and what the plan needs of the log besides; nothing without one."""

        with self._reading() as connection, nothing_collected():
            if (kept := checkpoints.read(connection, settings, self._file.state())) is None:
                return None
            late = [*LATE, *(["runs"] if not rows.read(connection, "shoes") else [])]
            found = {
                n: rows.read_since(connection, n, kept.since) if n in late else rows.read(connection, n)
                for n in LISTS.values()
            }
            entries = (entry for of_list in found.values() for entry in of_list.values())
            return kept, Log.of(entries, kept.since.toordinal())

    def checkpoint(self, settings: Settings) -> Checkpoint | None:
        """The checkpoint made under these settings."""

        with self._reading() as connection:
            return checkpoints.read(connection, settings, self._file.state())

    def keep(self, checkpoint: Checkpoint | None, settings: Settings) -> None:
        """Keeps a checkpoint, or none, in the place of any other. Where another program writes, it fails at once."""

        with self._waiting(False), in_sentences(self.path), self._writing() as connection:
            checkpoints.write(connection, checkpoint, settings, self._file.state())

    def settings(self) -> Settings:
        """The settings, or their defaults."""
        with self._reading() as connection:
            return rows.read_settings(connection)

    def save(
        self,
        *entries: Entry,
        settings: Settings | None = None,
        label: str,
        going_on: bool = False,
        waits: bool = True,
        instead_of: Iterable[Entry] = (),
        seen: Mapping[str, Entry | None] | None = None,
    ) -> None:
        """Adds entries, or replaces those that have the same id; ``label`` says so to the user who may undo it.

        They take the place of ``instead_of``, which may have their ids and be of another kind.
        ``going_on`` makes it one action with the last one, where that had the same label and the same entries.
        Without ``waits`` it fails at once where another program writes. ``seen`` is what stood in the log by its
        ids when it was looked at last, None for nothing: where that is another by now, it raises ChangedError.
        """
        with self._waiting(waits), self._action(label) as action:
            self._compare(entries, seen or {})
            action.drop(instead_of)
            action.put(entries)
            if settings is not None:
                action.put_settings(settings)
            if going_on:
                action.join()

    def _compare(self, entries: Iterable[Entry], seen: Mapping[str, Entry | None]) -> None:
        for entry in entries:
            there = rows.read(self._file.current, LISTS[type(entry)], [entry.id]).get(entry.id)
            # A file that came from outside may never have had it: nobody has deleted it then.
            never_had = there is None and not stamps.is_gone(self._file.current, entry.id)
            if entry.id in seen and there != seen[entry.id] and not never_had:
                raise ChangedError("it was changed elsewhere meanwhile")

    def remove(self, *entries: Entry, settings: Settings | None = None, label: str) -> None:
        """Removes entries; those that are gone already are passed over."""
        with self._action(label) as action:
            action.drop(entries)
            if settings is not None:
                action.put_settings(settings)

    def import_(
        self, bundle: Bundle, *, label: str = "import", dry_run: bool = False, after: Iterable[Bundle] = ()
    ) -> ImportResult:
        """Takes in what a file held, all of it or nothing; ``dry_run`` only says what that would do.

        ``after`` is what other files held that a dry run takes to be in the log by then.
        A run whose pain was said stays one, whichever of the two knows it; see WaitingRun.
        Raises ExchangeError for an entry that does not go together with what is kept already.
        """
        from itbtui.data.exchange import ExchangeError

        if not dry_run and not self._is_empty():
            self.backup("import")
        try:
            with self._action(label) as action:
                for earlier in after if dry_run else ():
                    action.put_where_pain_is_known(earlier.log)
                empty = rows.is_empty(self._file.current)
                put = action.put_where_pain_is_known(bundle.log)
                if empty and bundle.has_settings:
                    action.put_settings(bundle.settings)
                result = ImportResult(put.added, put.changed, put.unchanged, empty and bundle.has_settings)
                if dry_run:
                    action.finish()
                    raise _NothingError
        except RefusedError as refused:
            raise ExchangeError(_in_file(bundle, refused)) from refused
        return result

    def changed_since(self, entries: Iterable[Entry], since: dt.timedelta) -> bool:
        """Whether one of these entries was added or changed so shortly before now."""
        with self._reading() as connection:
            return stamps.newest(connection, (entry.id for entry in entries)) > stamps.utc_text(self._now() - since)

    def versions(self) -> dict[str, Version]:
        """Every entry and the settings, and what was deleted, each with when that came to be."""
        from itbtui.data.versions import read_versions

        with self._reading() as connection:
            return read_versions(connection)

    def merge(self, theirs: Versions, *, label: str = "merge", dry_run: bool = False) -> Merge:
        """Takes in another log, all of it or nothing: of each entry the newest version stays.

        ``dry_run`` only says what that would do. A copy of this log is made first, where anything changes in it.
        """
        from itbtui.data.merge import merge
        from itbtui.data.versions import read_versions

        first_look = merge(self.versions(), theirs)
        if dry_run or not first_look.changes_anything:
            return first_look
        if not self._is_empty():
            self.backup("merge")
        with self._action(label) as action:
            ours = read_versions(self._file.current)
            change = merge(ours, theirs)
            action.merge(change, ours)
        return change

    def backup(self, kind: str = "manual") -> Path:
        """Makes a copy of the present state, and says where it lies."""
        with self._reading() as connection:
            return backups.make(connection, self.path, kind, self._now())

    def replace_with(self, source: Path) -> Path:
        """Puts what another database holds in the place of all that is here, and returns a copy of what was.

        ``source`` may be of an older version; it stays as it is. Others who have this file open see it change. It
        stays this log: its copies are its own.
        """
        from itbtui.data.opening import connect_to_read, look_at, up_to_date
        from itbtui.data.pages import carry_over

        with in_sentences(source):
            look_at(source)
            with (
                closing(connect_to_read(source)) as connection,
                up_to_date(connection, source) as memory,
                in_sentences(self.path),
                # What was saved between the copy and the change would be in neither.
                self._file.alone() as log,
            ):
                kept = self.backup("restore")
                (mark,) = log.execute("pragma user_version").fetchone()
                memory.execute(f"pragma user_version = {mark}")
                memory.execute("delete from bookmark")
                memory.commit()
                carry_over(memory, log)
        self._file.was_written()
        self.writes += 1
        self._read = None
        return kept

    def undo(self, only: int | None = None) -> str | None:
        """Takes back the newest action that is still kept. Returns its label, or None where nothing is left.

        Raises ChangedError where ``only`` is another one.
        """
        from itbtui.data import journal

        with self._transaction():
            try:
                undone = journal.undo(self._file.current, self._now(), only)
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                raise DamagedError(
                    f"{named(self.path)} no longer says what was there before: {named(error)}"
                ) from error
            if undone is None:
                return None
            self._changed |= undone.places
            return undone.label

    def added_last(self) -> set[str]:
        """The ids of the entries that the newest action has added, which undo would take away."""
        from itbtui.data import journal

        with self._reading() as connection:
            return journal.added_last(connection)

    def forget_actions(self) -> None:
        """What was done so far can no longer be undone."""
        with self._transaction():
            self._file.current.execute("delete from actions")

    def change_mark(self) -> int:
        """A number that differs from an earlier one if anyone has written since, this program or another."""
        with in_sentences(self.path), self._waiting(False):
            try:
                self._last_mark = self._others_mark(self._file.current) + self.writes
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
            return self._last_mark

    def _others_mark(self, connection: sqlite3.Connection) -> int:
        """Differs from an earlier one if another connection has written since."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        # SQLite counts from the start again where the file was opened anew.
        return int(version) + (self._file.openings << 40)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file, whatever others write meanwhile."""
        with in_sentences(self.path):
            connection = self._file.connection()
            connection.execute("BEGIN")
            try:
                # Only now nobody else can write before all of it is read.
                connection.execute("select 1 from sqlite_master").fetchone()
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def _waiting(self, waits: bool) -> Iterator[None]:
        """Whether another program that writes is waited for."""
        if waits:
            yield
            return
        with in_sentences(self.path):
            connection = self._file.connection()
            (before,) = connection.execute("PRAGMA busy_timeout").fetchone()
            connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            # It may have been opened anew.
            with suppress(sqlite3.ProgrammingError):
                connection.execute(f"PRAGMA busy_timeout = {before}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with in_sentences(self.path):
            self._copy_before_writing()
            with suppress(_NothingError):
                with self._writing():
                    yield
                self.writes += 1

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._file.writing() as connection:
            yield connection
            checkpoints.hand_on(connection, self._file.state(), self._file.state(later=1))

    def get_ready_today(self) -> None:
        """Makes the day's copy now, which a first write would wait for. Where that fails, it is left to the write."""
        with suppress(StoreError), in_sentences(self.path), self._waiting(False):
            self._copy_of_the_day()

    def _copy_before_writing(self) -> None:
        """Raises DamagedError."""
        # It may be another file by now.
        self._file.connection()
        try:
            with in_sentences(self.path):
                self._copy_of_the_day()
        except DamagedError:
            raise
        except StoreError as error:
            # What the runner wants to save comes first.
            self._file.notices.append(f"The day's copy of the log could not be made: {error}")
            self._copied = (self._now().date(), self._file.openings)

    def _copy_of_the_day(self) -> None:
        """One copy before the first write of a day, of a log that holds something. Raises StoreError."""
        day = self._now().date()
        if self._copied == (day, self._file.openings) or self.read_only:
            return
        has_one = any(b.kind == "daily" and b.at.date() == day for b in backups.all_of(self.path))
        if not has_one and not self._is_empty():
            self.backup("daily")
        self._copied = (day, self._file.openings)

    def _is_empty(self) -> bool:
        with self._reading() as connection:
            return rows.is_empty(connection)

    @contextmanager
    def _action(self, label: str) -> Iterator[journal.Action]:
        """One transaction with its note in the journal; an action that changes nothing leaves no note."""
        from itbtui.data import journal

        self.noted = None
        with self._transaction():
            action = journal.Action(self._file.current, self._now(), label)
            yield action
            if not action.changed:
                raise _NothingError
            action.finish()
            self._changed |= action.places
            self.noted = journal.newest(self._file.current)


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
