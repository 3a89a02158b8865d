"""What a terminal can do beside showing the screen: its title."""

import re
from typing import Any

from textual.app import App

from itbtui.keys.textual_private import write_to_terminal

_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def set_title(app: App[Any], title: str) -> None:
    """Names the window or tab. Terminals that have no title pass over it."""
    write_to_terminal(app, f"\x1b]2;{_NOT_SHOWN.sub('', title)}\x1b\\")


def keep_title(app: App[Any]) -> None:
    """Asks the terminal to remember its title, for ``restore_title``."""
    write_to_terminal(app, "\x1b[22;2t")


def restore_title(app: App[Any]) -> None:
    """Gives the terminal the title back that it had before; those who know no such sequence pass it over."""
    write_to_terminal(app, "\x1b[23;2t")
