"""Other versions of a log beside it, as tools that keep folders alike make them where two devices wrote at once."""

from contextlib import suppress
from pathlib import Path

from itbtui.data.backups import mark_of
from itbtui.data.header import read_header
from itbtui.data.private import real_file

_SET_ASIDE = ("-set-aside-", "-damaged-")
"""In the names of what a restore found in its place, and as earlier versions called it."""


def conflict_copies(database: Path) -> list[Path]:
    """Files beside the log that begin with its name and are databases: of this log by their mark, or by their name."""
    real = real_file(database)
    mark = mark_of(real)
    with suppress(OSError):
        return sorted(path for path in real.parent.iterdir() if path != real and _is_one(path, real, mark))
    return []


def _is_one(path: Path, log: Path, mark: int) -> bool:
    if not path.name.startswith(log.stem) or path.suffix != log.suffix or any(mark in path.name for mark in _SET_ASIDE):
        return False
    with suppress(OSError):
        if path.is_file() and (header := read_header(path)).is_database:
            return "conflict" in path.name.lower() or bool(mark and header.mark == mark)
    return False
