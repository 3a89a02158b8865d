"""An error nobody foresaw: one sentence for the runner, and a report that names places and no entries.

An exception's message, its arguments and a frame's variables may hold what was logged. None of them is written down:
of each error only its type, its code where the system gave it one, and the lines of code it went through.
"""

import datetime as dt
import os
import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from itbtui import __version__
from itbtui.data.private import FOLDER, make_folder, write_private
from itbtui.logbook import paths
from itbtui.measures import one_line

KEPT = 10
_TERMINAL = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LANG", "LC_ALL")
_LONGEST_CHAIN = 10


class CrashError(Exception):
    """Ended the app; the cause is the error that nobody foresaw."""


def say(error: BaseException, doing: str) -> str:
    """Writes the report and returns the sentence that says so. ``doing`` names a command, or the app."""
    sentence = "itbtui had to stop because of an error of its own; nothing was half saved, and "
    try:
        path = write_report(error, doing, paths.reports(), dt.datetime.now())
    except OSError:
        return sentence + "no report of it could be written"
    return f"{sentence}a report without your entries is in {one_line(path)}"


def write_report(error: BaseException, doing: str, folder: Path, now: dt.datetime) -> Path:
    """Writes a report that only the user may read, and leaves the newest few. Raises OSError."""
    make_folder(folder)
    with suppress(PermissionError):
        folder.chmod(FOLDER)
    path = folder / f"crash-{now:%Y-%m-%dT%H-%M-%S-%f}.txt"
    write_private(path, "\n".join(report(error, doing, now)) + "\n")
    for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return path


def report(error: BaseException, doing: str, now: dt.datetime) -> Iterator[str]:
    """The lines of a report."""
    yield f"itbtui {__version__}, {doing}, {now:%Y-%m-%d %H:%M:%S}"
    yield f"Python {platform.python_version()}, Textual {_textual()}, {platform.platform()}"
    yield ", ".join(f"{key}={_plain(os.environ[key])}" for key in _TERMINAL if key in os.environ) or "no terminal named"
    yield f"{_size()}, {sys.getfilesystemencoding()} for files, {getattr(sys.stdout, 'encoding', None)} for output"
    yield "The messages of errors are left out: they could hold what was logged."
    seen: set[int] = set()
    yield from _error(error, seen)


def _error(error: BaseException, seen: set[int]) -> Iterator[str]:
    """What led to the error, the earliest first, then its places, the innermost last."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen and len(seen) < _LONGEST_CHAIN:
        yield from _error(before, seen)
        yield "\nwhich led to"
    yield ""
    for frame in traceback.extract_tb(error.__traceback__, limit=-50):
        yield f"  {_module_path(frame.filename)}:{frame.lineno} in {frame.name}"
        if frame.line:
            yield f"    {_plain(frame.line)}"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_code(error)}"
    for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(part) not in seen and len(seen) < _LONGEST_CHAIN:
            yield from _error(part, seen)


def _code(error: BaseException) -> str:
    """What the system or SQLite calls the error: a name or number of theirs, never of the user's."""
    if isinstance(error, OSError) and error.errno is not None:
        return f", errno {error.errno}"
    name = getattr(error, "sqlite_errorname", None)
    return f", {name}" if isinstance(name, str) else ""


def _module_path(file: str) -> str:
    """A file of code below the folder it was imported from, so that a report names no home folder."""
    for folder in sorted(filter(None, map(str, sys.path)), key=len, reverse=True):
        if file.startswith(folder.rstrip(os.sep) + os.sep):
            return file[len(folder.rstrip(os.sep)) + 1 :]
    return Path(file).name


def _plain(text: str) -> str:
    return one_line(text)[:200]


def _textual() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("textual")
    except PackageNotFoundError:
        return "unknown"


def _size() -> str:
    for stream in (1, 2, 0):
        with suppress(OSError):
            size = os.get_terminal_size(stream)
            return f"{size.columns}×{size.lines}"
    return "no terminal"
