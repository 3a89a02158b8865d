"""Other versions of a log beside it are told once each: which were is kept beside the log, as long as they lie there.

It is no truth of the log: where it is missing or cannot be read, they are told again.
"""

import json
from contextlib import suppress
from pathlib import Path

from itbtui.data.companions import TOLD, companion
from itbtui.data.conflicts import conflict_copies
from itbtui.data.private import read_kept, write_private


def untold_conflicts(log: Path) -> list[Path]:
    """Those that were not told yet, or are others than they were then; from now on they are told."""
    file = companion(log, TOLD)
    told, there = read_kept(file), {}
    for path in conflict_copies(log):
        with suppress(FileNotFoundError):
            there[path.name] = path.stat().st_mtime_ns
    if there != told:
        with suppress(OSError):
            if there:
                write_private(file, json.dumps(there))
            else:
                file.unlink(missing_ok=True)
    return [file.with_name(name) for name, changed in there.items() if told.get(name) != changed]
