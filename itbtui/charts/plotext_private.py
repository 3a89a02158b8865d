"""What is private of plotext and used all the same: the names of modules of its own that no picture needs.

``tests/charts/test_plotext_private.py`` holds them; a new version of plotext is tried against it first.
"""

import sys
from importlib import import_module
from threading import RLock
from types import ModuleType
from typing import Any

UNNEEDED = ("plotext._doc.doc", "plotext._tests.run", "PIL", "ffpyplayer.player", "yt_dlp")
"""Its documentation, which it puts together whenever it is loaded, its tests, and what it shows photos and films with:
these take four fifths of the time and two thirds of the memory that it takes to load all of it."""

LATER = "hashlib"
"""What encrypts comes with it, 3 MB, and plotext asks for it where it is tested."""


class _Absent(ModuleType):
    """Stands where a module would be, and has nothing of what is asked of it."""

    def __getattr__(self, name: str) -> None:
        return None


_LOADING = RLock()


class _Later(ModuleType):
    """Stands where a module would be until something of it is asked for, by whoever that is."""

    def __getattr__(self, name: str) -> Any:
        with _LOADING:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            return getattr(import_module(self.__name__), name)


def load() -> Any:
    """plotext without what no picture needs. In any thread, and at once where it is there already."""
    sys.modules.setdefault(LATER, _Later(LATER))
    absent = {name: _Absent(name) for name in UNNEEDED if name not in sys.modules and "plotext" not in sys.modules}
    sys.modules.update(absent)
    try:
        return import_module("plotext")
    finally:
        for name, module in absent.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
