"""What lies beside a log and belongs to it: each under the log's name and an ending of its own, wherever a link to the
log may lie."""

from collections.abc import Iterator
from pathlib import Path

from itbtui.data.private import real_file

BY_SQLITE = ("-journal", "-wal", "-shm")
"""What SQLite keeps there while the log is written to."""
COPIES, DRAFTS, RUN, SESSION, TOLD = "-backups", ".drafts", "-run.json", "-session.json", "-told.json"
_ENDINGS = (*BY_SQLITE, COPIES, DRAFTS, RUN, SESSION, TOLD)


def companion(log: Path, ending: str) -> Path:
    """The file, or the folder, that belongs to a log under one of these endings."""
    real = real_file(log)
    return real.with_name(real.name + ending)


def companions(log: Path) -> Iterator[Path]:
    """Where all that belongs to a log lies, or would."""
    return (companion(log, ending) for ending in _ENDINGS)


def logs_of(path: Path) -> Iterator[Path]:
    """The files to which one belongs by its name, where they are logs."""
    return (
        path.with_name(path.name[: -len(end)]) for end in _ENDINGS if len(path.name) > len(end) and _ends(path, end)
    )


def _ends(path: Path, ending: str) -> bool:
    return path.name.casefold().endswith(ending)
