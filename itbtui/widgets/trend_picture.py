"""The picture of the trend on a screen: it fills the room it has, and knows which days lie below the mouse."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from itbtui.charts.axis import Axis
from itbtui.charts.plot import GUTTER

Painter = Callable[[int, int], tuple[list[Text], Axis]]
"""Draws for a width and a height; the lines may be more than that, and are scrolled then."""


class TrendPicture(VerticalScroll, can_focus=False):
    """Draws anew whenever its size changes, or when told to."""

    DEFAULT_CSS = """
    TrendPicture { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    TrendPicture Static { width: 1fr; height: auto; text-wrap: nowrap; }
    """

    @dataclass
    class Pointed(Message):
        """The mouse points at these days: one, or those that share a column."""

        days: range

    def __init__(self, painter: Painter, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._paint = painter
        self._axis: Axis | None = None

    def compose(self) -> ComposeResult:
        yield Static()

    def redraw(self) -> None:
        """Paints it anew in the room there is; nothing where there is none yet."""
        room = self.scrollable_content_region
        if room.width and room.height:
            lines, self._axis = self._paint(room.width, room.height)
            self.query_one(Static).update(Content("\n").join(Content.from_rich_text(line) for line in lines))

    def on_resize(self) -> None:
        self.redraw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._point(event)

    def on_click(self, event: events.Click) -> None:
        self._point(event)

    def _point(self, event: events.MouseEvent) -> None:
        column = event.screen_x - self.content_region.x - GUTTER
        if self._axis and 0 <= column < self._axis.width:
            self.post_message(self.Pointed(self._axis.days_at(column)))
