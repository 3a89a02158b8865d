"""The program with one fault in it: an error, as a bug would raise it, at the first call of one of its functions.

``python faulty.py itbtui/wording/card.py card log 5 --pain 0``: everything runs as it is, until ``card`` is called.
"""

import sys
from importlib import import_module
from types import FunctionType

SECRET = "Dr. Mabuse said 4.2 km"
"""What an error could know of the log."""


def fail(*_: object, **__: object) -> None:
    raise KeyError({"notes": SECRET})


def find(module: str, name: str) -> FunctionType:
    """A function, or a method of one of the classes."""
    there = vars(import_module(module))
    places = [there, *(vars(one) for one in there.values() if isinstance(one, type) and one.__module__ == module)]
    (found,) = (place[name] for place in places if name in place)
    assert isinstance(found, FunctionType)
    return found


def main() -> None:
    file, function = sys.argv[1:3]
    del sys.argv[1:3]

    from itbtui.cli.main import main as itbtui

    right = find(file.removesuffix(".py").replace("/", "."), function)
    place = {name: getattr(right.__code__, name) for name in ("co_filename", "co_name", "co_firstlineno")}
    right.__code__ = fail.__code__.replace(**place)
    right.__globals__["SECRET"] = SECRET
    itbtui(prog_name="itbtui")


if __name__ == "__main__":
    main()
