"""Files with health data are the user's own: made so that nobody else can read them, whatever the umask."""

import json
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import Any

FILE, FOLDER = 0o600, 0o700
BINARY = getattr(os, "O_BINARY", 0)
"""Windows would write other ends of lines."""
MOST_KEPT_BYTES = 4_000_000
"""More than any form, session or run comes to."""
LEFT_AFTER_S = 3600.0
"""So old, what a program was writing is nobody's any more, whoever has the number of its process now."""


def real_file(path: Path) -> Path:
    """Where a path leads, its links followed as far as they go: a circle of them ends nothing."""
    return Path(os.path.realpath(path))


def is_there(path: Path) -> bool:
    """Whether anything bears this name, a link that leads nowhere too. Raises OSError where that may not be asked."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it that are missing, for this user only. Raises OSError."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(FOLDER)
        # The umask may have taken more than it should.
        folder.chmod(FOLDER)
        return
    if not folder.is_dir():
        raise NotADirectoryError(20, "a file stands in the way of this folder", str(folder))


def is_own(folder: Path) -> bool:
    """Whether a folder is this user's, and nobody else may put files there. Raises OSError."""
    if not hasattr(os, "getuid"):
        return True
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & stat.S_IWOTH


def make_file(path: Path) -> int:
    """Makes an empty file that was not there. Returns its open handle. Raises OSError, FileExistsError among them."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, FILE)
    with suppress(OSError):
        path.chmod(FILE)
    return handle


@contextmanager
def ending_in_order() -> Iterator[None]:
    """A shutdown or a closed terminal ends the program so that what it has begun is cleared first.

    What else was to happen on them, and what nohup has passed over, stays so.
    """
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        # Some systems lack one of them, and only the main thread may say what is done.
        with suppress(AttributeError, ValueError):
            number = getattr(signal, name)
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A new empty private file beside ``path``, for what is to be renamed to it once it is whole; else it is gone."""
    made = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    clear_left(path.parent, path.name)
    with ending_in_order():
        try:
            try:
                # Left by a program that had the number of this one.
                made.unlink(missing_ok=True)
                os.close(make_file(made))
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(path.parent)) from error
            yield made
        finally:
            with suppress(OSError):
                made.unlink(missing_ok=True)


def clear_left(folder: Path, name: str | None = None) -> None:
    """Removes what a program that was killed had begun to write in a folder, in the place of ``name`` or of any file.

    What another program is writing just now stays.
    """
    of_one = None if name is None else f".{name}."
    with suppress(OSError), os.scandir(folder) as found:
        for left in found:
            is_one = left.name.startswith(of_one or ".") and left.name.endswith((".tmp", ".tmp-journal"))
            if is_one and not is_being_written(folder / left.name):
                (folder / left.name).unlink(missing_ok=True)


def is_being_written(left: Path) -> bool:
    """Whether the program may still be at work that has put the number of its process before the last point."""
    number = left.name.rsplit(".", 2)[1]
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        return True
    return is_at_work(int(number), left)


def is_at_work(process: int, file: Path) -> bool:
    """Whether the program with this number, which wrote the file, may still be there. Raises OSError."""
    if time() - file.lstat().st_mtime > LEFT_AFTER_S:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def read_kept(file: Path) -> dict[str, Any]:
    """What a small file of JSON says that the program keeps; nothing where it is not there, or is none.

    A pipe would be waited for, and a device may have no end.
    """
    try:
        if not file.is_file() or file.stat().st_size > MOST_KEPT_BYTES:
            return {}
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def is_kept_elsewhere(file: Path) -> bool:
    """Whether another program than this, still at work, has written what such a file says; it signs as ``by``."""
    process = read_kept(file).get("by")
    if type(process) is not int or not 0 < process < 1 << 31 or process == os.getpid():
        return False
    with suppress(OSError):
        return is_at_work(process, file)
    return False


def sync_file(path: Path) -> None:
    """Has the disk keep what a file holds, and where it lies. Raises OSError."""
    with path.open("rb") as written:
        os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """Has the disk keep the names in a folder, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_private(path: Path, content: str | bytes) -> None:
    """Writes a file that only the user may read: beside its place, then renamed, so it is never half there.

    A link is followed. Raises OSError.
    """
    data = content.encode() if isinstance(content, str) else content
    real = real_file(path)
    try:
        with beside(real) as made:
            made.write_bytes(data)
            sync_file(made)
            made.replace(real)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
