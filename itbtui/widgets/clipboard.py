"""Text for the clipboard of the terminal, by the sequence OSC 52, through tmux and screen as well."""

import base64
import os
import subprocess
from contextlib import suppress

from textual.app import App

from itbtui.keys.textual_private import write_to_terminal
from itbtui.wording.keys import NO_CLIPBOARD, TMUX_KEEPS_IT

DEAF = ("dumb", "linux", "vt100", "vt220")
"""Kinds of terminals that have no clipboard."""


def copy(app: App[None], text: str) -> str | None:
    """Hands text to the terminal. Returns why that cannot be, where it is known that it cannot."""
    if os.environ.get("TERM", "") in DEAF or os.environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return NO_CLIPBOARD
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if os.environ.get("TMUX"):
        write_to_terminal(app, sequence)
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        write_to_terminal(app, f"\x1bPtmux;{doubled}\x1b\\")
        return None if _tmux_lets_through() or _tmux_takes(text) else TMUX_KEEPS_IT
    write_to_terminal(app, f"\x1bP{sequence}\x1b\\" if os.environ.get("STY") else sequence)
    return None


def _tmux_takes(text: str) -> bool:
    """tmux heeds no program by default, but hands on what it is given itself."""
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(["tmux", "load-buffer", "-w", "-"], input=text.encode(), timeout=1, check=True)
        return True
    return False


def _tmux_lets_through() -> bool:
    """Whether tmux takes the text itself or passes it on, as far as it says so."""
    for option, wanted in (("-gqv set-clipboard", "on"), ("-Apqv allow-passthrough", "on all")):
        with suppress(OSError, subprocess.SubprocessError):
            said = subprocess.run(
                ["tmux", "show-options", *option.split()], capture_output=True, text=True, timeout=1, check=True
            )
            if said.stdout.strip() in wanted.split():
                return True
    return False
