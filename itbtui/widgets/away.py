"""A word to someone who looks elsewhere: the terminal's own notification."""

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App

from itbtui.keys.textual_private import write_to_terminal
from itbtui.measures import one_line

BY_777 = ("rxvt", "foot")
"""Terminals that do not know the other sequence, by the beginning of their ``TERM``; those on VTE do not either."""


def tell_away(app: App[Any], text: str) -> None:
    """Says it outside of the terminal, where that has told that it is not in front."""
    if not app.app_focus:
        write_to_terminal(app, notification(text, os.environ))


def notification(text: str, environment: Mapping[str, str]) -> str:
    """OSC 9, or 777 where a terminal knows only that; tmux hands it on to the terminal it runs in."""
    told = one_line(text).replace(";", ",")
    by_777 = environment.get("TERM", "").startswith(BY_777) or "VTE_VERSION" in environment
    sequence = f"\x1b]{f'777;notify;itbtui;{told}' if by_777 else f'9;{told}'}\x1b\\"
    if "TMUX" not in environment:
        return sequence
    return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"
