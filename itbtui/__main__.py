"""The command ``itbtui``, which is ``python -m itbtui``, too."""

import gc
import os
import signal
import sys

COMPLETES = "_ITBTUI_COMPLETE"
"""The variable by which a shell asks what could be typed next."""


def main() -> None:
    """Alone in a terminal it opens the app, for which no command needs to be loaded; all else is for the commands.

    What goes wrong with the app is told by them, too.
    """
    try:
        _main()
    except KeyboardInterrupt:
        # Commands say so themselves, once they are loaded.
        sys.exit("Aborted!")


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
    # Until it is there ^C just ends it: raised in the middle of a module it would come out as any error.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from itbtui.cli.alone import open_app

    try:
        open_app(None)
    except Exception as error:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return error
    return None


if __name__ == "__main__":
    main()
