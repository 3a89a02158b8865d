"""The floor: a bare Textual app with a header, a line and a footer. What it needs, every Textual app needs."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Floor(App[None]):
    TITLE = "floor"
    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("a line")
        yield Footer()


if __name__ == "__main__":
    Floor().run()
