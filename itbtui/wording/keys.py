"""What is said of keys: of one that does nothing here, of pasted text that presses none, of leaving."""

from collections.abc import Sequence

from itbtui.measures import count, say_list

NO_CLIPBOARD = "This terminal takes no text for the clipboard."
TMUX_KEEPS_IT = "tmux keeps it from the clipboard; with set -g set-clipboard on it takes it."
NOTHING_TO_COPY = "There is nothing here to copy."
PASTED = "Pasted words press no keys, and there is no field here to take them."


def say_idle_key(key: str, elsewhere: Sequence[tuple[str, str]], help_key: str) -> str:
    """Where else it does something, if anywhere: "/ does nothing here; on Runs it is Filter. ? lists the keys."

    ``elsewhere`` are screens, and what it does there.
    """
    screens: dict[str, list[str]] = {}
    for screen, label in elsewhere:
        screens.setdefault(label, []).append(screen)
    there = say_list(f"on {say_list(names)} it is {label}" for label, names in screens.items())
    return f"{key} does nothing here{f'; {there}' if there else ''}. {help_key} lists the keys."


def say_refused_key(label: str) -> str:
    """Of a key that does something here, but not just now."""
    return f"{label}: not possible here just now."


def say_other_letters(key: str) -> str:
    """Of a letter of another alphabet, with which no action is bound."""
    return f'No action has the key {key}. The settings file can give it to one: [keys] log-run = "r {key}".'


def say_what_quits(quit_key: str) -> str:
    """Ctrl+C ends nothing here."""
    return f"{quit_key} quits, on Today and the other main screens; ^q quits anywhere. Everything saved stays."


def say_copied(text: str) -> str:
    """What is in the clipboard now, by its first line."""
    first, *rest = text.splitlines()
    first = first.rstrip(".")
    more = f", and {count(len(rest), 'more line', 'more lines')}" if rest else ""
    return f"{first if len(first) <= LONGEST_SAID else first[: LONGEST_SAID - 1] + '…'}{more}"


LONGEST_SAID = 50
"""Characters of what was copied that are said again."""


ASK_TO_UNDO_ALL = "Take back the first thing that was logged? The log is empty then."


def ask_to_delete(label: str) -> str:
    """``label`` names the entry, as in the undo list."""
    return f"Delete the {label}?"
