"""Files with health data are the user's own."""

import os
from contextlib import suppress
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)
"""Windows would write other ends of lines."""


def write_private(path: Path, text: str) -> None:
    """Writes a text file that only the user may read: beside its place, then renamed, so it is never half there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
