"""What covers a screen in a terminal that is too small for any of them."""

from textual.content import Content
from textual.widgets import Static

from itbtui.widgets.main_screen import LEAST


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
