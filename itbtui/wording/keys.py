"""What is said of a key that does nothing on the screen where it was pressed."""

from collections.abc import Sequence

from itbtui.measures import say_list


def say_idle_key(key: str, elsewhere: Sequence[tuple[str, str]], help_key: str) -> str:
    """Where else it does something, if anywhere: "/ does nothing here; on Runs it is Filter. ? lists the keys."

    ``elsewhere`` are screens, and what it does there.
    """
    there = say_list(f"on {screen} it is {label}" for screen, label in elsewhere)
    return f"{key} does nothing here{f'; {there}' if there else ''}. {help_key} lists the keys."


def say_refused_key(label: str) -> str:
    """Of a key that does something here, but not just now."""
    return f"{label}: there is nothing to do that with just now."
