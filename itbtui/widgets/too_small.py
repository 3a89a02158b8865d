"""What covers a screen in a terminal that is too small for any of them."""

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

LEAST = Size(50, 14)
"""Columns and lines from which on each screen can be read and used."""


class TooSmall(Static):
    """Lies over a screen, which stays as it is below."""

    DEFAULT_CSS = """
    TooSmall {
        overlay: screen; position: absolute; width: 100vw; height: 100vh;
        background: $background; color: $foreground; content-align: center middle; text-align: center;
    }
    """

    def __init__(self) -> None:
        super().__init__(Content(f"Too small.\n{LEAST.width}×{LEAST.height} is needed."))

    @staticmethod
    def is_needed(size: Size) -> bool:
        """Whether a terminal of that size is smaller than the least one that the screens are made for."""
        return size.width < LEAST.width or size.height < LEAST.height
