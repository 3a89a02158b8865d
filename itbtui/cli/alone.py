"""What ``itbtui`` alone does: it opens the app. No command is known here, so that none is loaded for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

WAITS_S = 2.0
"""How long the app waits for another program that writes: nothing is drawn meanwhile."""


def open_app(db: Path | None) -> None:
    """Opens the app on a file, by default on the one of ``ITBTUI_DB`` or the user's own, and ends with it.

    Raises RefusedError without a terminal; StoreError, ClockError, or CrashError for what nobody foresaw.
    """
    # Nothing goes to a network. asyncio does without, and what would encrypt it takes 5 MB.
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]

    from itbtui.app.app import run
    from itbtui.logbook import paths
    from itbtui.logbook.logbook import Logbook

    said = os.environ.get("ITBTUI_DB")
    database = db or (Path(said) if said else paths.database())
    first_start = not database.exists()
    with Logbook.open(database, wait_s=WAITS_S) as logbook:
        check_terminal()
        run(logbook, first_start=first_start)


def check_terminal() -> None:
    """Textual reads keys from standard input, and paints on standard error. Raises RefusedError where it cannot."""
    if not all(stream and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        from itbtui.cli.shell import RefusedError

        raise RefusedError("The app needs a terminal to read keys from and to paint on; itbtui --help lists commands")
