"""The head of a database file, read without SQLite: whose it is, and how it keeps what is being written.

Not to be asked while this process writes to the file: closing a file gives up its locks.
"""

import struct
from pathlib import Path

from itbtui.values import Value

OURS = int.from_bytes(b"ITBT")
"""SQLite's application id of a log."""

_MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
_WAL = 2


class Header(Value):
    """``log_number``: the number that a log was given when it was made, and that its copies carry; 0 of an older one.

    ``wal``: what was written last may lie in a second file. ``changes`` counts the
    transactions.
    """

    is_database: bool
    wal: bool = False
    changes: int = 0
    log_number: int = 0
    application: int = 0


def read_header(path: Path) -> Header:
    """The head of an ordinary file. Raises OSError."""
    with path.open("rb") as file:
        return parsed(file.read(HEADER_BYTES))


def parsed(head: bytes) -> Header:
    """What stands in the first bytes of a file."""
    if len(head) < HEADER_BYTES or not head.startswith(_MAGIC):
        return Header(False)
    changes, number, application = (struct.unpack_from(">I", head, place)[0] for place in (24, 60, 68))
    return Header(True, head[19] == _WAL, changes, number if application == OURS else 0, application)
