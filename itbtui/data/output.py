"""Where something is written that the runner asked for: never over a log or its copies."""

import os
from pathlib import Path

from itbtui.data import backups
from itbtui.data.errors import StoreError, named
from itbtui.data.header import read_header
from itbtui.data.private import real_file, write_private


class OutputError(StoreError):
    """What was asked for cannot be written there. The message is one sentence."""


def write_out(path: Path, content: str | bytes, log: Path) -> None:
    """Writes a file for this user only; what was there before is replaced once all of the new one is written.

    A link is followed, and a device or a pipe is written to, not replaced. ``log`` is the log's own file.
    Raises OutputError.
    """
    try:
        real = followed(path, log)
        if real.is_dir():
            raise OutputError(f"{named(path)} is a folder; name a file")
        if path.exists() and not real.is_file():
            with path.open("wb", buffering=0) as device:
                _write_all(device.fileno(), content.encode() if isinstance(content, str) else content)
            return
        if not real.parent.is_dir():
            raise OutputError(f"{named(real.parent)} is no folder that is there; make it first, or name another")
        write_private(real, content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "that is no name of a file"
        raise OutputError(f"{named(path)} cannot be written: {reason}") from error


def followed(path: Path, log: Path) -> Path:
    """The file or folder that a path leads to. Raises OutputError where that is a log, or the place of its copies."""
    real = real_file(path)
    if real.is_symlink():
        raise OutputError(f"{named(path)} cannot be written: its links lead in a circle")
    own = real_file(log)
    if real == own or (real.exists() and own.exists() and real.samefile(own)):
        raise OutputError(f"{named(path)} is the log itself; name another file")
    if real.name in {own.name + ending for ending in ("-journal", "-wal", "-shm")} and real.parent == own.parent:
        raise OutputError(f"{named(path)} belongs to the log itself; name another file")
    copies = backups.folder_of(own)
    if real == copies or copies in real.parents:
        raise OutputError(f"{named(path)} lies among the copies of the log; name a file elsewhere")
    if real.is_file() and read_header(real).is_database:
        raise OutputError(f"{named(path)} is a database, of this program or another; name another file")
    return real


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]
