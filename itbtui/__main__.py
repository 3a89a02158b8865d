"""The command ``itbtui``, which is ``python -m itbtui``, too."""

import gc
import os
import signal
import sys
from contextlib import suppress

COMPLETES = "_ITBTUI_COMPLETE"
"""The variable by which a shell asks what could be typed next."""


def main() -> None:
    """Alone in a terminal it opens the app, for which no command needs to be loaded; all else is for the commands.

    What goes wrong with the app is told by them, too.
    """
    try:
        _end_in_order()
        _main()
    except KeyboardInterrupt:
        # Commands say so themselves, once they are loaded.
        sys.exit("Aborted!")


def _end_in_order() -> None:
    """A shutdown or a closed terminal ends the program so that what it has begun to write is cleared first."""
    for name in ("SIGTERM", "SIGHUP"):
        # Some systems lack one of them. One that is to be passed over, as nohup has it, stays so.
        with suppress(AttributeError):
            number = getattr(signal, name)
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, lambda number, _: sys.exit(128 + number))


def _main() -> None:
    # What is made at the start stays, so that it is no use to look for garbage.
    gc.disable()
    failure: BaseException | None = None
    if _is_alone():
        failure = _opened_alone()
        if failure is None:
            return
    from itbtui.cli.main import main as commands

    gc.set_threshold(50_000)
    gc.enable()
    commands(obj=failure)


def _is_alone() -> bool:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return len(sys.argv) == 1 and COMPLETES not in os.environ and all(each and each.isatty() for each in streams)


def _opened_alone() -> BaseException | None:
    """Opens the app. Returns what it failed by, if it did."""
    from itbtui.cli.alone import open_app

    try:
        open_app(None)
    except (Exception, KeyboardInterrupt) as error:
        return error
    return None


if __name__ == "__main__":
    main()
