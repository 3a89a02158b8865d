"""The colours of a picture, from a theme."""

from collections.abc import Mapping

from textual.color import Color

from itbtui.widgets.plot import Colour, Palette

ROLES = {
    "text": "foreground",
    "muted": "foreground",
    "run": "error",
    "morning": "primary",
    "daily": "secondary",
    "worst": "foreground",
    "bar": "secondary",
    "done": "success",
    "caution": "warning",
}
"""The colour of the theme that each role takes."""
FAINT = {"muted": 0.6, "worst": 0.45}
"""How much of it is seen over the background, where it is not all."""


def palette_of(variables: Mapping[str, str]) -> Palette:
    """The palette for the variables of a theme. A theme of the terminal's own colours keeps to those."""
    background = Color.parse(variables["background"])
    return Palette(
        **{role: _colour(Color.parse(variables[name]), background, FAINT.get(role, 1)) for role, name in ROLES.items()}
    )


def _colour(colour: Color, background: Color, seen: float) -> Colour:
    if colour.ansi is not None:
        return colour.ansi if colour.ansi >= 0 else None
    return (colour if background.ansi is not None else background.blend(colour, seen)).rgb
