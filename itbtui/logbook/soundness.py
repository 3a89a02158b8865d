"""Whether a database is sound, and what to do where it is not: a copy is checked before it is trusted."""

import datetime as dt
import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from itbtui.data import backups, rows, stamps
from itbtui.data.backups import Backup, give_name
from itbtui.data.companions import BY_SQLITE
from itbtui.data.errors import DamagedError, StoreError, in_sentences, named
from itbtui.data.merge import Version
from itbtui.data.opening import connect_to_read, look_at, up_to_date
from itbtui.data.pages import broken_pages
from itbtui.data.private import beside, is_there, make_file, make_folder, real_file, sync_file, sync_folder
from itbtui.data.schema_steps import tables
from itbtui.data.store import Store
from itbtui.data.versions import read_versions
from itbtui.measures import Manner
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import plan
from itbtui.rehab.protocol.figures import shipped
from itbtui.wording.plan import reasons


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at a database found: ``problems`` in a sentence each, none where it is sound."""

    problems: tuple[str, ...]
    log: Log = Log()  # noqa: RUF009
    """All that is in it, as far as it can be read."""
    is_damaged: bool = False
    """It is a log that is not sound, or was one; others that are not sound cannot be read now, or are none of ours."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found to be wrong with it."""
        return not self.problems

    @property
    def entries(self) -> int:
        """How many are in it."""
        return len(self.log)

    @property
    def last(self) -> dt.date | None:
        """The day of the newest entry."""
        return self.log.last_day


def examine(path: Path) -> Examined:
    """Looks at a file, which stays as it is: its pages, keys, schema and rows, and the plan that follows."""
    try:
        with _in_memory(path) as memory:
            log, settings = rows.read_log(memory), rows.read_settings(memory)
            stamps.read(memory)
    except StoreError as error:
        return Examined((str(error),), is_damaged=isinstance(error, DamagedError))
    last = log.last_day
    problems = _broken_promises(log, settings, last) if last else []
    return Examined(tuple(problems), log, is_damaged=bool(problems))


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Raises StoreError where it is no file of this program's."""
    with in_sentences(path):
        look_at(path)
        with closing(connect_to_read(path)) as connection:
            yield connection


@contextmanager
def _in_memory(path: Path) -> Iterator[sqlite3.Connection]:
    """All that a sound file holds, brought up to date. Raises StoreError where it is not sound."""
    with _connected(path) as connection:
        # Of the file as it is: a step of the schema makes tables anew, which hides what was broken in them.
        _check_integrity(connection, path)
        if not tables(connection):
            raise DamagedError(f"{named(path)} is empty")
        with up_to_date(connection, path) as memory:
            # And of it in memory: where SQLite can only read a file it passes over the checks of columns.
            _check_integrity(memory, path)
            yield memory


def _check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Its pages, indices and keys, and as far as SQLite looks at them the checks of its columns."""
    for problem in broken_pages(connection):
        raise DamagedError(f"{named(path)}: {problem}")


def versions_in(path: Path) -> dict[str, Version]:
    """What another log holds, and when each entry came to be so. The file stays as it is. Raises StoreError."""
    examined = examine(path)
    if not examined.is_sound:
        raise StoreError(f"{named(path)} cannot be merged: {examined.problems[0]}")
    with _in_memory(path) as memory:
        return read_versions(memory)


def _broken_promises(log: Log, settings: Settings, on: dt.date) -> list[str]:
    """The plan of the last day: the same in whatever order entries came, and explained where it forbids a run."""
    told = plan(log, settings, on, shipped())
    problems = []
    if plan(Log.of(reversed([*log.entries()])), settings, on, shipped()) != told:
        problems.append(f"the plan for {on} depends on the order in which entries were added")
    if not told.running.allowed and not (reasons(told, Manner()) or told.running.needs):
        problems.append(f"the plan for {on} forbids a run without a reason")
    return problems


def newest_sound(database: Path) -> tuple[Backup, Examined] | None:
    """The newest copy that is sound, and what is in it. Raises StoreError where nobody may look at the copies."""
    with in_sentences(database):
        copies = backups.all_of(database)
    for backup in copies:
        if (examined := examine(backup.path)).is_sound:
            return backup, examined
    return None


def restore(database: Path, source: Path, now: Callable[[], dt.datetime]) -> Path | None:
    """Puts a checked copy in the place of the log. Returns where the present state is kept, where there was one.

    A present log that is not sound is kept aside. Raises StoreError, after which nothing has changed: also where what
    is there is no file, cannot be read now, or is none of this program's.
    """
    examined = examine(source)
    if not examined.is_sound:
        raise StoreError(f"{named(source)} cannot be restored: {examined.problems[0]}")
    real = real_file(database)
    with in_sentences(database):
        is_missing = not is_there(real)
    if is_missing:
        with _copied_beside(real, source) as ready, in_sentences(database):
            _keep_begun(real, _aside(real, now()))
            give_name(ready, real)
        return None
    present = examine(database)
    if present.is_damaged:
        return set_aside(real, source, now())
    if not present.is_sound:
        raise StoreError(present.problems[0])
    with Store.open(database, now=now) as store:
        return store.replace_with(source)


def set_aside(log: Path, source: Path, at: dt.datetime) -> Path:
    """Keeps a log that is not sound under another name, with what SQLite keeps beside it, and puts a copy of
    ``source`` in its place. At no moment is there no file. Raises StoreError."""
    with _copied_beside(log, source) as ready, in_sentences(log):
        aside = _second_name(log, _aside(log, at))
        _keep_begun(log, aside)
        ready.replace(log)
        sync_folder(log.parent)
    return aside


def _aside(log: Path, at: dt.datetime) -> Path:
    return log.with_name(f"{log.stem}-set-aside-{at:%Y%m%d-%H%M%S}{log.suffix}")


def _keep_begun(log: Path, aside: Path) -> None:
    """What was begun to be written belongs to the old file, and would damage the new one."""
    for ending in BY_SQLITE:
        begun = log.with_name(log.name + ending)
        if begun.exists():
            begun.replace(aside.with_name(aside.name + ending))


@contextmanager
def _copied_beside(database: Path, source: Path) -> Iterator[Path]:
    """A copy of ``source`` that is to be renamed to the log. Raises StoreError."""
    with in_sentences(database):
        make_folder(database.parent)
        with beside(database) as ready:
            with in_sentences(source):
                reading = connect_to_read(source)
            with closing(reading):
                backups.copy(reading, ready)
            yield ready


def _second_name(file: Path, wanted: Path) -> Path:
    """Gives a file a second name that was free. Raises OSError."""
    for number in itertools.count(1):
        name = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        with suppress(FileExistsError):
            try:
                os.link(file, name)
            except FileExistsError:
                raise
            except OSError:
                # Some file systems know no second name.
                os.close(make_file(name))
                try:
                    shutil.copyfile(file, name)
                    sync_file(name)
                except OSError:
                    name.unlink()
                    raise
            return name
    raise AssertionError
