"""What a file leaves open, or says that can hardly be: asked before it becomes a run."""

from typing import Literal, NamedTuple

from itbtui.measures import Manner, Units, say_number

About = Literal["kind", "word", "speed", "units", "part", "overlap"]


class Question(NamedTuple):
    """``text`` says in one sentence what is odd, and in which units; ``word`` is the word that is not known."""

    about: About
    text: str
    word: str = ""


def of_kind(name: str) -> Question:
    """For what a file does not say of itself."""
    if name:
        return Question("kind", f"its kind is only called {name!r}: was it a run?")
    return Question("kind", "the file does not say what it was: a run?")


def of_word(name: str) -> Question:
    """For a word that no list knows."""
    return Question("word", f"{name!r} is no kind that is known here: is it a run?", name)


def of_speed(metres: float, seconds: float, units: Units) -> Question:
    """For what nobody runs."""
    return Question("speed", f"{said_speed(metres, seconds, units)}, faster than anybody runs: was it one?")


def of_units(stride_fits: str, read_as: Units) -> Question:
    """For a list whose stride and cadence speak for the other unit."""
    names = {"km": "kilometres", "mi": "miles"}
    text = f"stride and cadence fit {names[stride_fits]}, while its distances were read as {names[read_as]}"
    return Question("units", f"{text}: which are they?")


def of_part(metres: float, units: Units) -> Question:
    """For a recording that ends before its end."""
    return Question(
        "part", f"the file is cut off: {Manner(units=units).distance(metres)} are in it; is that the whole run?"
    )


def of_overlap(when: str) -> Question:
    """For two recordings of which one begins while the other goes on."""
    return Question("overlap", f"it overlaps in time with the run of {when}: is it another?")


def said_speed(metres: float, seconds: float, units: Units) -> str:
    """``20 km in 30 min are 40 km/h``, in the runner's unit."""
    manner = Manner(units=units)
    per_hour = metres / manner.unit_m / (seconds / 3600)
    hourly = "mph" if units == "mi" else "km/h"
    return f"{manner.distance(metres)} in {say_number(round(seconds / 60, 1))} min are {per_hour:.0f} {hourly}"
