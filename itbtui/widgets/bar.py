"""A thin bar that fills from the left; thick and thin strokes say so without colour."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Bar(Widget):
    """A bar that fills from the left."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; color: $primary; }
    """

    filled: reactive[int] = reactive(0)
    """Columns that are full. Drawn anew only when another one is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._share = 0.0

    def show(self, share: float) -> None:
        """``share`` of the bar is full, 0 to 1."""
        self._share = share
        self.filled = round(share * self.size.width)

    def on_resize(self) -> None:
        self.show(self._share)

    def render(self) -> Content:
        rest = max(0, self.size.width - self.filled)
        return Content.assemble("━" * self.filled, ("─" * rest, "$foreground-muted"))
