"""Whether a database is sound, and what to do where it is not: a copy is checked before it is trusted."""

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from itbtui.data import backups
from itbtui.data.backups import Backup
from itbtui.data.merging import Version
from itbtui.data.store import Store, StoreError
from itbtui.data.trouble import in_sentences, named
from itbtui.rehab.entries import Settings
from itbtui.rehab.log import Log
from itbtui.rehab.plan import plan
from itbtui.rehab.telling import reasons


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at a database found: ``problems`` in a sentence each, none where it is sound."""

    problems: tuple[str, ...]
    entries: int = 0
    last: dt.date | None = None
    """The day of the newest entry."""

    @property
    def is_sound(self) -> bool:
        return not self.problems


def examine(path: Path) -> Examined:
    """Looks at a copy of the file, so that it stays as it is: its pages, keys and rows, and the plan that follows."""
    try:
        with _copied(path) as copy:
            with closing(sqlite3.connect(copy)) as connection:
                problems = list(_broken_pages(connection))
                if not problems and not connection.execute("select 1 from sqlite_schema").fetchone():
                    return Examined((f"{named(path)} holds no log",))
            with Store.open(copy) as store:
                log, settings = store.log(), store.settings()
    except StoreError as error:
        return Examined((str(error),))
    days = [day for entry in log.entries() if (day := getattr(entry, "date", None))]
    last = max(days, default=None)
    problems += _broken_promises(log, settings, last) if last else []
    return Examined(tuple(problems), len(log), last)


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    """A copy that is gone afterwards; what is raised about it is said of the file itself."""
    with tempfile.TemporaryDirectory(prefix="itbtui-") as folder:
        copy = Path(folder) / "copy.db"
        try:
            with in_sentences(path), closing(_reading(path)) as connection:
                backups.copy(connection, copy)
            yield copy
        except StoreError as error:
            raise StoreError(str(error).replace(named(copy), named(path))) from error


def versions_in(path: Path) -> dict[str, Version]:
    """What another log holds, and when each entry came to be so. The file stays as it is. Raises StoreError."""
    examined = examine(path)
    if not examined.is_sound:
        raise StoreError(f"{named(path)} cannot be merged: {examined.problems[0]}")
    with _copied(path) as copy, Store.open(copy) as store:
        return store.versions()


def _reading(path: Path) -> sqlite3.Connection:
    # A file that is missing must not be made by looking at it.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _broken_pages(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        for (found,) in connection.execute("pragma integrity_check(10)"):
            if found != "ok":
                yield f"the file is damaged: {found}"
        for table, row, parent, _ in connection.execute("pragma foreign_key_check"):
            yield f"row {row} of {table} belongs to a row of {parent} that is not there"
    except sqlite3.DatabaseError as error:
        yield f"the file is damaged: {error}"


def _broken_promises(log: Log, settings: Settings, on: dt.date) -> list[str]:
    """The plan of the last day: the same in whatever order entries came, and explained where it forbids a run."""
    told = plan(log, settings, on)
    problems = []
    if plan(Log.of(reversed([*log.entries()])), settings, on) != told:
        problems.append(f"the plan for {on} depends on the order in which entries were added")
    if not told.running.allowed and not (reasons(told) or told.running.needs):
        problems.append(f"the plan for {on} forbids a run without a reason")
    return problems


def newest_sound(database: Path) -> tuple[Backup, Examined] | None:
    """The newest copy that is sound, and what is in it."""
    for backup in backups.all_of(database):
        if (examined := examine(backup.path)).is_sound:
            return backup, examined
    return None


def restore(database: Path, source: Path, now: Callable[[], dt.datetime]) -> Path:
    """Puts a checked copy in the place of the log. Returns where the present state is kept.

    A present file that is damaged is kept aside. Raises StoreError, after which nothing has changed.
    """
    examined = examine(source)
    if not examined.is_sound:
        raise StoreError(f"{named(source)} cannot be restored: {examined.problems[0]}")
    if database.exists() and not examine(database).is_sound:
        return set_aside(database, source, now())
    with Store.open(database, now=now) as store:
        return store.replace_with(source)


def set_aside(database: Path, source: Path, at: dt.datetime) -> Path:
    """Moves a damaged file out of the way, with what SQLite keeps beside it, and puts a copy of ``source`` there."""
    aside = database.with_name(f"{database.stem}-damaged-{at:%Y%m%d-%H%M%S}{database.suffix}")
    with in_sentences(database):
        ready = database.with_name(f".{database.name}.restored")
        with closing(_reading(source)) as connection:
            backups.copy(connection, ready)
        for ending in ("", "-wal", "-shm"):
            beside = database.with_name(database.name + ending)
            if beside.exists():
                beside.replace(aside.with_name(aside.name + ending))
        ready.replace(database)
    return aside
