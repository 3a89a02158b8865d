"""What `itbtui status` said last: a status bar asks every few seconds, and the log seldom changes.

Nothing of it is needed: it is told anew where the log's file has changed, the day has, or it is gone.
"""

import datetime as dt
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from itbtui import __version__, paths
from itbtui.data.private import write_private

SETTLED_S = 2.0
"""A file that changed less than so long ago may change again without looking changed."""

Said = dict[str, Any]


def told(database: Path, today: dt.date, tell: Callable[[], Said]) -> Said:
    """What was said of this state of the file on this day, or what ``tell`` says, which is kept for next time."""
    place, mark = _place(database), _mark(database, today)
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(place.read_text("utf-8"))
        if kept["of"] == mark and isinstance(kept["said"]["text"], str):
            said: Said = kept["said"]
            return said
    said = tell()
    # Where nothing can be kept, it is told anew each time.
    with suppress(OSError):
        if _mark(database, today) == mark and _is_settled(database):
            place.parent.mkdir(0o700, parents=True, exist_ok=True)
            write_private(place, json.dumps({"of": mark, "said": said}))
    return said


def _place(database: Path) -> Path:
    name = hashlib.sha256(os.fsencode(database.absolute())).hexdigest()[:16]
    return paths.cache() / f"status-{name}.json"


def _mark(database: Path, today: dt.date) -> list[Any]:
    return [__version__, today.isoformat(), *_states(database)]


def _states(database: Path) -> Iterator[list[int]]:
    """Number, size and time of the log's file, of what SQLite keeps beside it, and of the settings file.

    One that is empty is as good as none.
    """
    real = database.resolve()
    for path in (real, real.with_name(f"{real.name}-wal"), paths.settings()):
        found = path.stat() if path.exists() else None
        yield [found.st_ino, found.st_size, found.st_mtime_ns] if found and found.st_size else []


def _is_settled(database: Path) -> bool:
    times = [state[-1] for state in _states(database) if state]
    return bool(times) and time.time() - max(times) / 1e9 > SETTLED_S
