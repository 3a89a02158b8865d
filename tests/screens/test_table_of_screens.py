"""Every screen of the table has what all of them need: help, a footer, and a name in the frame."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from textual.screen import ModalScreen, Screen

import itbtui.screens
from itbtui.app.screens import SCREENS
from itbtui.widgets.log_screen import LogScreen


def class_of(name: str) -> type[Screen[object]]:
    module, _, kind = SCREENS[name].partition(".")
    found: type[Screen[object]] = getattr(import_module(f"itbtui.screens.{module}"), kind)
    return found


def test_every_screen_has_a_name() -> None:
    named = {class_of(name).__name__ for name in SCREENS}
    for module in pkgutil.iter_modules(itbtui.screens.__path__, "itbtui.screens."):
        for kind in vars(import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, LogScreen) and kind.__module__ == module.name:
                assert kind.__name__ in named, f"{kind.__qualname__} has no name in app/screens.py"


@pytest.mark.parametrize("name", SCREENS)
def test_it_has_help_a_footer_and_a_name(name: str) -> None:
    kind = class_of(name)
    composes = [vars(one)["compose"] for one in kind.__mro__ if "compose" in vars(one)]
    assert name == "help" or getattr(kind, "ABOUT", None), "no ABOUT: its help"
    assert issubclass(kind, ModalScreen) or "KeyBar()" in inspect.getsource(composes[0]), "no KeyBar in compose"
    if issubclass(kind, LogScreen) and kind.FRAMED:
        is_named = kind.TAB or kind.HERE or kind.here is not LogScreen.here
        assert is_named, "no HERE: what the frame calls it"
