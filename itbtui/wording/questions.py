"""What the player asks while its clock stands still."""

from itbtui.rehab.protocol.reader import Span

SCALE = "0 none, 10 worst imaginable. Burn in the muscle is not knee pain."
HOW_LONG = "How many minutes are there for the session?"
NEEDED_OF_A_SET = "this is needed; 0 where nothing was done"


def ask_how_much_it_hurts(exercise: str) -> str:
    """``exercise`` is its name."""
    return f"{exercise}: how much does the outside of the knee hurt?"


def ask_what_was_done(title: str) -> str:
    """``title`` names the exercise and its side."""
    return f"{title}: what was really done"


def say_which_set(number: int, of: int) -> str:
    """Where there are others to turn to."""
    return f"Set {number} of {of} so far." if of > 1 else ""


def say_session_bounds(span: Span) -> str:
    """``span`` is in minutes."""
    return f"a session takes between {span} minutes"
