"""A table of rows with the keys of a list. A row is made when it is drawn: thousands cost no more than a screenful."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from itbtui.keys.actions import bindings

Item = TypeVar("Item")
Below = Callable[[Item, int], Sequence[Content]]
"""What opens below an item's row, in lines of so many columns."""
Line = tuple[str, int]
"""A kind of line, by the class that says how it looks, and its number among those of its kind."""

KEPT_LINES = 256
"""Drawn lines that are kept: a few screenfuls."""
BETWEEN = "  "
EDGE = 2
"""Columns before the first cell: the mark of the cursor stands there."""
HEADING, EVEN, ODD, CURSOR = "table--heading", "table--even", "table--odd", "table--cursor"
GROUP, OPEN = "table--group", "table--open"


class ListTable(ScrollView, Generic[Item]):
    """Shows one item a row, below a heading that stays. The row with the cursor is marked, with or without colours.

    It is never wider than its window: what does not fit is cut on the right.
    """

    ABOUT = "A list: arrows, page and Home keys move in it, the mouse too."
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {HEADING, EVEN, ODD, CURSOR, GROUP, OPEN}
    DEFAULT_CSS = """
    ListTable { height: 1fr; background: $background; text-wrap: nowrap; overflow-x: hidden; }
    ListTable:focus { background-tint: $foreground 5%; }
    ListTable > .table--heading { background: $panel; color: $foreground; text-style: bold; }
    ListTable:ansi > .table--heading { background: ansi_default; color: ansi_default; text-style: bold underline; }
    ListTable > .table--even { background: $surface-lighten-1 50%; }
    ListTable:dark > .table--even { background: $surface-darken-1 40%; }
    ListTable > .table--group { color: $primary; }
    ListTable > .table--cursor { background: $panel; color: $foreground; text-style: bold; }
    ListTable > .table--open { background: $panel; color: $foreground; }
    """

    cursor_row: reactive[int] = reactive(0, repaint=False, init=False)
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    # No cell holds a link, for which Textual would go through each line that is drawn.
    auto_links: Reactive[bool] = Reactive(False)

    class Highlighted(Message):
        """The cursor went to another row."""

    class Selected(Message):
        """The row with the cursor was clicked."""

    def __init__(
        self,
        cells: Callable[[Item], Sequence[Content]],
        *,
        below: Below[Item] | None = None,
        above: Callable[[Sequence[Item]], Content] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """``cells`` makes the cells of an item's row, ``below`` what opens below the row with the cursor, ``above`` the
        line that stands above a group of items."""
        super().__init__(id=id)
        self.cells = cells
        self._below = below
        self._above = above
        self._columns: Mapping[str, int] = {}
        self._drawn_lines: LRUCache[Line, Strip] = LRUCache(KEPT_LINES)
        self.items: Sequence[Item] = ()
        self._firsts: Sequence[int] = ()
        """The items that begin a group, by their numbers."""
        self._headed: list[int] = []
        """Of the lines below the heading, without what is open, those that stand above these items."""
        self._open: Sequence[Content] = ()

    def fill(self, columns: Mapping[str, int], items: Sequence[Item], firsts: Sequence[int] = ()) -> None:
        """Shows these items under these headings, which say how wide each column is.

        ``firsts`` are the numbers of those that begin a group, in order. The cursor stays on its item, or in its row
        where that is gone.
        """
        chosen = self.chosen
        self._columns, self.items, self._firsts = columns, items, firsts
        self._headed = [first + above for above, first in enumerate(self._firsts)]
        self._drawn_lines.clear()
        self.cursor_row = items.index(chosen) if chosen in items else self.cursor_row
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        """Opens what is below the row with the cursor, and brings it into sight."""
        room = self.size.width - EDGE - len(BETWEEN)
        chosen = self.chosen
        self._open = self._below(chosen, room) if self._below and chosen is not None and room > 0 else ()
        self.virtual_size = Size(self.size.width, 1 + self._count + len(self._open))
        self.scroll_to_cursor()

    def watch_virtual_size(self, now: Size) -> None:
        """Textual would lay out the whole screen anew, though only what scrolls is longer or shorter."""
        if self.show_vertical_scrollbar != (now.height > self.container_size.height):
            self.refresh(layout=True)
        elif self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = now.height

    @property
    def _count(self) -> int:
        """How many lines there are below the heading, without what is open."""
        return len(self.items) + len(self._firsts)

    def _place(self, number: int) -> int:
        """In which of them an item stands."""
        return number + bisect_right(self._firsts, number)

    def _item(self, place: int) -> tuple[int, bool]:
        """The item that stands there, and whether it is not itself, but the line of the group that it begins."""
        above = bisect_right(self._headed, place)
        if above and self._headed[above - 1] == place:
            return self._firsts[above - 1], True
        return place - above, False

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor_row] if self.items else None

    # --- drawing -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        line = self._line(y + self.scroll_offset.y if y else 0)
        if line is None:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        if (strip := self._drawn_lines.get(line)) is None:
            style = self.get_visual_style(line[0])
            strip = Visual.to_strips(self, self._content(line), self.size.width, 1, style)[0]
            strip = strip.crop_extend(0, self.size.width, style.rich_style)
            if line[0] != OPEN:
                self._drawn_lines[line] = strip
        return strip

    def _line(self, number: int) -> Line | None:
        """What stands in a line. Line 0 is the heading."""
        if number == 0:
            return HEADING, 0
        place = self._place(self.cursor_row) if self.items else -1
        row = number - 1
        if place < row <= place + len(self._open):
            return OPEN, row - place - 1
        row -= len(self._open) if row > place else 0
        if row >= self._count:
            return None
        item, is_group = self._item(row)
        if is_group:
            return GROUP, item
        return (CURSOR if item == self.cursor_row else ODD if item % 2 else EVEN), item

    def _content(self, line: Line) -> Content:
        kind, number = line
        if kind == GROUP:
            return Content.assemble(" " * EDGE, self._group(number))
        if kind == OPEN:
            return Content.assemble(" " * EDGE, self._open[number])
        cells = [Content(name) for name in self._columns] if kind == HEADING else self.cells(self.items[number])
        sized = [
            cell.first_line.truncate(width, ellipsis=True, pad=True)
            for cell, width in zip(cells, self._columns.values(), strict=True)
        ]
        edge = "▸" if kind == CURSOR else ""
        return Content.assemble(f"{edge:<{EDGE}}", Content(BETWEEN).join(sized))

    def _group(self, first: int) -> Content:
        """The line above the items that begin with this one."""
        assert self._above is not None
        after = bisect_right(self._firsts, first)
        end = self._firsts[after] if after < len(self._firsts) else len(self.items)
        return self._above(self.items[first:end])

    def notify_style_update(self) -> None:
        self._drawn_lines.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        self._drawn_lines.clear()
        self._lay_out()

    # --- the cursor --------------------------------------------------------------------------

    def validate_cursor_row(self, row: int) -> int:
        return min(max(row, 0), max(0, len(self.items) - 1))

    def watch_cursor_row(self, before: int, now: int) -> None:
        if self._below:
            self._lay_out()
            self.refresh()
        else:
            for row in (before, now):
                if row < len(self.items):
                    self.refresh_lines(1 + self._place(row))
            self.scroll_to_cursor()
        self.post_message(self.Highlighted())

    def scroll_to_cursor(self) -> None:
        """Scrolls as little as shows the row with the cursor, its group and what is open, below the heading."""
        if not self.items:
            return
        place = self._place(self.cursor_row)
        first = place - 1 if self._item(place - 1) == (self.cursor_row, True) else place
        row = Region(0, 1 + first, 1, 1 + place - first + len(self._open))
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
        if not self.items:
            return
        lines = max(1, self.size.height - 1)
        place = min(max(self._place(self.cursor_row) + way * lines, 0), self._count - 1)
        self.scroll_relative(y=way * lines, animate=False, force=True, immediate=True)
        self.cursor_row, _ = self._item(place)

    def on_click(self, event: events.Click) -> None:
        """Puts the cursor there; where it was there already the row is selected."""
        place = event.get_content_offset(self)
        line = self._line(place.y + self.scroll_offset.y) if place and place.y else None
        if line is None or line[0] == GROUP:
            return
        event.stop()
        if line[0] in (CURSOR, OPEN):
            self.post_message(self.Selected())
        else:
            self.cursor_row = line[1]
