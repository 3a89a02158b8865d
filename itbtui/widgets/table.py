"""A table of rows with the keys of a list. A row is made when it is drawn: thousands cost no more than a screenful."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from itbtui.keys.actions import bindings

Item = TypeVar("Item")

KEPT_LINES = 256
"""Drawn lines that are kept: a few screenfuls."""
BETWEEN = "  "


class ListTable(ScrollView, Generic[Item]):
    """Shows one item a row, below a heading that stays. The row with the cursor is marked, with or without colours."""

    ABOUT = "A list: arrows, page and Home keys move in it, the mouse too."
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--heading", "table--even", "table--odd", "table--cursor"}
    DEFAULT_CSS = """
    ListTable { height: 1fr; background: $background; text-wrap: nowrap; }
    ListTable:focus { background-tint: $foreground 5%; }
    ListTable > .table--heading { background: $panel; color: $foreground; text-style: bold; }
    ListTable:ansi > .table--heading { background: ansi_default; color: ansi_default; text-style: bold underline; }
    ListTable > .table--even { background: $surface-lighten-1 50%; }
    ListTable:dark > .table--even { background: $surface-darken-1 40%; }
    ListTable > .table--cursor { background: $panel; color: $foreground; text-style: bold; }
    """

    cursor_row: reactive[int] = reactive(0, repaint=False, init=False)

    class Highlighted(Message):
        """The cursor went to another row."""

    class Selected(Message):
        """The row with the cursor was clicked."""

    def __init__(self, cells: Callable[[Item], Sequence[Content]], *, id: str | None = None) -> None:  # noqa: A002
        """``cells`` makes the cells of an item's row."""
        super().__init__(id=id)
        self.cells = cells
        self._columns: Mapping[str, int] = {}
        self._lines: LRUCache[tuple[int, str], Strip] = LRUCache(KEPT_LINES)
        self.items: Sequence[Item] = ()

    def fill(self, columns: Mapping[str, int], items: Sequence[Item]) -> None:
        """Shows these items under these headings, which say how wide each column is.

        The cursor stays on its item, or in its row where that is gone.
        """
        chosen = self.chosen
        self._columns, self.items = columns, items
        self._lines.clear()
        self.virtual_size = Size(sum(columns.values()) + len(BETWEEN) * len(columns), 1 + len(items))
        self.cursor_row = items.index(chosen) if chosen in items else self.cursor_row
        self.scroll_to_cursor()
        self.refresh()

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor_row] if self.items else None

    # --- drawing -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        left, top = self.scroll_offset
        number = y + top if y else 0
        if number > len(self.items):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        look = self._look(number)
        style = self.get_visual_style(look)
        if (line := self._lines.get((number, look))) is None:
            line = self._lines[number, look] = self._drawn(number, look, style)
        return line.crop_extend(left, left + self.size.width, style.rich_style)

    def _look(self, number: int) -> str:
        """How a line is to look, by its class. Line 0 is the heading."""
        if number == 0:
            return "table--heading"
        if number == 1 + self.cursor_row:
            return "table--cursor"
        return "table--odd" if number % 2 == 0 else "table--even"

    def _drawn(self, number: int, look: str, style: Style) -> Strip:
        """A line as wide as its columns, however much of it is to be seen."""
        cells = self.cells(self.items[number - 1]) if number else [Content(name) for name in self._columns]
        sized = [
            cell.first_line.truncate(width, ellipsis=True, pad=True)
            for cell, width in zip(cells, self._columns.values(), strict=True)
        ]
        edge = "▸" if look == "table--cursor" else " "
        line = Content.assemble(edge, Content(BETWEEN).join(sized), " ")
        return Visual.to_strips(self, line, self.virtual_size.width, 1, style)[0]

    def notify_style_update(self) -> None:
        self._lines.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        self.scroll_to_cursor()

    # --- the cursor --------------------------------------------------------------------------

    def validate_cursor_row(self, row: int) -> int:
        return min(max(row, 0), max(0, len(self.items) - 1))

    def watch_cursor_row(self, before: int, now: int) -> None:
        self.refresh_lines(1 + before)
        self.refresh_lines(1 + now)
        self.scroll_to_cursor()
        self.post_message(self.Highlighted())

    def scroll_to_cursor(self) -> None:
        """Scrolls as little as shows the row with the cursor, below the heading."""
        row = Region(self.scroll_offset.x, 1 + self.cursor_row, 1, 1)
        self.scroll_to_region(row, spacing=Spacing(top=1), animate=False, force=True, immediate=True)

    def action_cursor_up(self) -> None:
        self.cursor_row -= 1

    def action_cursor_down(self) -> None:
        self.cursor_row += 1

    # The arrow keys, which scroll elsewhere.
    action_scroll_up = action_cursor_up
    action_scroll_down = action_cursor_down

    def action_scroll_top(self) -> None:
        self.cursor_row = 0

    def action_scroll_bottom(self) -> None:
        self.cursor_row = len(self.items) - 1

    def action_page_up(self) -> None:
        self._page(-1)

    def action_page_down(self) -> None:
        self._page(1)

    def _page(self, way: int) -> None:
        """The cursor stays where it stands on the screen, as long as there is more to scroll."""
        rows = max(1, self.size.height - 1)
        self.scroll_relative(y=way * rows, animate=False, force=True, immediate=True)
        self.cursor_row += way * rows

    def on_click(self, event: events.Click) -> None:
        """Puts the cursor there; where it was there already the row is selected."""
        place = event.get_content_offset(self)
        if place is None or place.y == 0:
            return
        row = place.y - 1 + self.scroll_offset.y
        if row >= len(self.items):
            return
        event.stop()
        if row == self.cursor_row:
            self.post_message(self.Selected())
        self.cursor_row = row
