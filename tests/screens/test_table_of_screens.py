"""Every screen of the table has what all of them need: help, a footer, and a name in the frame."""

import inspect
from importlib import import_module

import pytest
from textual.screen import ModalScreen, Screen

from itbtui.app.screens import SCREENS
from itbtui.widgets.log_screen import LogScreen


def class_of(name: str) -> type[Screen[object]]:
    module, _, kind = SCREENS[name].partition(".")
    found: type[Screen[object]] = getattr(import_module(f"itbtui.screens.{module}"), kind)
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_it_has_help_a_footer_and_a_name(name: str) -> None:
    kind = class_of(name)
    composes = [vars(one)["compose"] for one in kind.__mro__ if "compose" in vars(one)]
    assert name == "help" or getattr(kind, "ABOUT", None), "no ABOUT: its help"
    assert issubclass(kind, ModalScreen) or "KeyBar()" in inspect.getsource(composes[0]), "no KeyBar in compose"
    if issubclass(kind, LogScreen) and kind.FRAMED:
        is_named = kind.TAB or kind.HERE or kind.here is not LogScreen.here
        assert is_named, "no HERE: what the frame calls it"
