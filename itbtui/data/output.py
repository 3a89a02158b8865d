"""Where something is written that the runner asked for: never over a log or its copies."""

import os
from pathlib import Path

from itbtui.data import backups
from itbtui.data.companions import companions, logs_of
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
    """The file or folder that a path leads to. Raises OutputError where that is a log, or belongs to one."""
    real = real_file(path)
    if real.is_symlink():
        raise OutputError(f"{named(path)} cannot be written: its links lead in a circle")
    own = real_file(log)
    if _is(real, own):
        raise OutputError(f"{named(path)} is the log itself; name another file")
    copies = backups.folder_of(own)
    if any(_is(place, copies) for place in (real, *real.parents)):
        raise OutputError(f"{named(path)} lies among the copies of the log; name a file elsewhere")
    if any(_is(real, its) for its in companions(own)) or _is_begun(real, own):
        raise OutputError(f"{named(path)} belongs to the log itself; name another file")
    if any(map(_is_database, logs_of(real))):
        raise OutputError(f"{named(path)} belongs to a database beside it; name another file")
    if _is_database(real):
        raise OutputError(f"{named(path)} is a database, of this program or another; name another file")
    return real


def _is(place: Path, other: Path) -> bool:
    """Whether two paths are one place: also in another letter case, which many file systems do not tell apart."""
    if place.exists() and other.exists() and place.samefile(other):
        return True
    return place.name.casefold() == other.name.casefold() and _are_one(place.parent, other.parent)


def _are_one(folder: Path, other: Path) -> bool:
    return folder == other or (folder.exists() and other.exists() and folder.samefile(other))


def _is_begun(place: Path, log: Path) -> bool:
    """Whether it bears a name of what is being written in the place of the log, and is cleared at the next start."""
    return place.name.casefold().startswith(f".{log.name}.".casefold()) and _are_one(place.parent, log.parent)


def _is_database(path: Path) -> bool:
    return path.is_file() and read_header(path).is_database


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]
