"""The colours of a picture, as a plain value: whoever shows it makes one from what its terminal can do."""

from dataclasses import dataclass

from rich.color import Color
from rich.style import Style

Colour = tuple[int, int, int] | int | None
"""Red, green and blue, or one of the terminal's own colours by its number; none is the terminal's plain one."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colour of each role. Each series has a mark of its own, so that none is needed to read a picture."""

    text: Colour = None
    muted: Colour = None
    faint: Colour = None
    """Of lines that only help the eye."""
    run: Colour = None
    morning: Colour = None
    daily: Colour = None
    worst: Colour = None
    bar: Colour = None
    done: Colour = None
    caution: Colour = None

    def colour(self, role: str) -> Colour:
        """The colour of a role, which is the name of a field."""
        found: Colour = getattr(self, role)
        return found

    def style(self, role: str, *, bold: bool = False) -> Style:
        """The same for rich."""
        colour = self.colour(role)
        if colour is None:
            return Style(bold=bold or None)
        known = Color.from_ansi(colour) if isinstance(colour, int) else Color.from_rgb(*colour)
        return Style(color=known, bold=bold or None)


PLAIN = Palette()
ANSI = Palette(faint=8, run=1, morning=6, daily=4, bar=4, done=2, caution=3)
"""The terminal's own colours, for where nobody knows what its background is."""
