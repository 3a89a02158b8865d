"""What a terminal can do beside showing the screen: its title."""

import re
from typing import Any

from textual.app import App

_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def set_title(app: App[Any], title: str) -> None:
    """Names the window or tab. Terminals that have no title pass over it."""
    _write(app, f"\x1b]2;{_NOT_SHOWN.sub('', title)}\x1b\\")


def keep_title(app: App[Any]) -> None:
    """Asks the terminal to remember its title, for ``restore_title``."""
    _write(app, "\x1b[22;2t")


def restore_title(app: App[Any]) -> None:
    _write(app, "\x1b[23;2t")


def _write(app: App[Any], sequence: str) -> None:
    # Textual has no public way to the terminal for what is not drawn; its own bell goes this way.
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(sequence)
