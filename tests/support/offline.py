"""The program on a machine without any network: whoever asks for one fails. Runs ``itbtui`` with the words it is given.

Pairs of sockets within this process are none; asyncio wakes itself up with one.
"""

import socket
import sys
from collections.abc import Callable

ALLOWED: dict[str, Callable[[tuple[object, ...]], bool]] = {
    "socket.__new__": lambda arguments: arguments[1] == socket.AF_UNIX,
    "socket.gethostname": lambda _: False,
}


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith("socket.") and not (event in ALLOWED and ALLOWED[event](arguments)):
        raise RuntimeError("the network is not to be used")


def main() -> None:
    sys.addaudithook(forbid)
    from itbtui.cli.main import main as itbtui

    itbtui(prog_name="itbtui")


if __name__ == "__main__":
    main()
