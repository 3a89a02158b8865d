"""Other versions of a log beside it, as tools that keep folders alike make them where two devices wrote at once."""

from contextlib import suppress
from pathlib import Path

from itbtui.data.backups import log_number_of
from itbtui.data.header import read_header
from itbtui.data.private import real_file

_SET_ASIDE = ("-set-aside-", "-damaged-")
"""In the names of what a restore found in its place, and as earlier versions called it."""


def conflict_copies(database: Path) -> list[Path]:
    """Files beside the log that begin with its name and are databases: of this log by number or by name."""
    real = real_file(database)
    number = log_number_of(real)
    with suppress(OSError):
        return sorted(path for path in real.parent.iterdir() if path != real and _is_one(path, real, number))
    return []


def _is_one(path: Path, log: Path, number: int) -> bool:
    # Where a log's name has no ending, what tools put behind it may look like one.
    if not path.name.startswith(log.stem) or (log.suffix and path.suffix != log.suffix):
        return False
    if any(word in path.name for word in _SET_ASIDE):
        return False
    says_so = "conflict" in path.name.lower()
    try:
        if not path.is_file() or (log.exists() and path.samefile(log)):
            return False
        header = read_header(path)
    except OSError:
        # What may not be read is one by its name.
        return says_so
    return header.is_database and (says_so or bool(number and header.log_number == number))
