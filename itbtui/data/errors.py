"""What goes wrong with the file, as sentences a person can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from itbtui.measures import one_line
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import Entry


class StoreError(Exception):
    """The database cannot do what was asked; nothing was changed. The message is one sentence for the user."""


class RefusedError(StoreError):
    """Entries do not go together with what is kept already. ``entry`` is the one that does not, where it is one."""

    def __init__(self, problem: str, entry: Entry | None = None, field: str = "") -> None:
        super().__init__(problem)
        self.entry = entry
        self.field = field


class ChangedError(StoreError):
    """An entry is no longer what was seen of it last: someone else has changed or deleted it."""


class MissingError(StoreError):
    """There is no log, where copies of one lie."""


class DamagedError(StoreError):
    """The file is no sound log, or none any more: a copy of it is needed."""


_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{path} is in use by another program; try again in a moment",
    sqlite3.SQLITE_LOCKED: "{path} is in use by another program; try again in a moment",
    sqlite3.SQLITE_READONLY: "{path} cannot be written; make the file and its folder writable",
    sqlite3.SQLITE_PERM: "{path} cannot be written; make the file and its folder writable",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened; its folder has to be there, readable and writable",
    sqlite3.SQLITE_FULL: "there is no room left for {path}; free some space on its disk",
    sqlite3.SQLITE_IOERR: "{path} could not be read or written; see whether its disk is there and has room",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged; itbtui db check says what can be done",
    sqlite3.SQLITE_NOTADB: "{path} is not a database; choose another file",
}
_MOVED = (sqlite3.SQLITE_READONLY_DBMOVED, sqlite3.SQLITE_IOERR_DELETE_NOENT)
"""What SQLite says where another file has come into the place of the one that it writes to."""
REPLACED = "{path} was replaced by another program while this was being saved; save it again"
_PRIMARY_CODE = 0xFF
"""SQLite's extended result codes carry the plain one in their lowest byte."""


def named(path: object) -> str:
    """A path, or what else a message quotes, without anything a terminal would act on."""
    return one_line(path)


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Raises what SQLite, the system or a spoilt row has to say about ``path`` as a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        extended = getattr(error, "sqlite_errorcode", 0)
        code = extended & _PRIMARY_CODE
        sentence = REPLACED if extended in _MOVED else _SENTENCES.get(code, "{path} cannot be used: {error}")
        kind = DamagedError if code in _DAMAGED or _is_no_text(error) else StoreError
        raise kind(sentence.format(path=named(path), error=named(error))) from error
    except UnicodeDecodeError as error:
        # Python makes no error of SQLite's of one whose message is no text.
        raise DamagedError(f"{named(path)} is damaged: it holds a name that is no text") from error
    except EntryError as error:
        raise DamagedError(f"{named(path)} holds what it cannot hold: {named(error)}") from error
    except PermissionError as error:
        raise StoreError(
            f"{_place(error, path)} may not be used; make the file and its folder readable and writable"
        ) from error
    except OSError as error:
        raise StoreError(f"{_place(error, path)} cannot be used: {error.strerror}") from error


def _is_no_text(error: sqlite3.Error) -> bool:
    """Whether a text of the file is none. Python finds that by itself: what SQLite finds comes with a code."""
    return isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode")


def _place(error: OSError, path: Path) -> str:
    """What the system would not let be used: it may be a folder of copies, and not the log itself."""
    return named(error.filename if isinstance(error.filename, str) else path)
