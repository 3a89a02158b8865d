"""The colours of a picture, from a theme."""

from collections.abc import Mapping

from textual.color import Color

from itbtui.charts.palette import Colour, Palette

ROLES = {
    "text": "foreground",
    "muted": "foreground",
    "faint": "foreground",
    "run": "error",
    "morning": "primary",
    "daily": "secondary",
    "worst": "foreground",
    "bar": "secondary",
    "done": "success",
    "caution": "warning",
}
"""The colour of the theme that each role takes."""
SEEN = {"muted": 0.7, "faint": 0.3, "worst": 0.85}
"""How much of it is seen over the background, where it is not all."""
GREY = 8
"""What stands for the faint one among the terminal's own; words are never in it, for it stands out too little."""


def palette_of(variables: Mapping[str, str]) -> Palette:
    """The palette for the variables of a theme. A theme of the terminal's own colours keeps to those."""
    background = Color.parse(variables["background"])
    return Palette(**{role: _colour(role, Color.parse(variables[name]), background) for role, name in ROLES.items()})


def _colour(role: str, colour: Color, background: Color) -> Colour:
    if colour.ansi is None and background.ansi is None:
        return background.blend(colour, SEEN.get(role, 1)).rgb
    if role == "faint":
        return GREY
    return colour.rgb if colour.ansi is None else colour.ansi if colour.ansi >= 0 else None
