"""A table of rows with the keys of a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import DataTable


class ListTable(DataTable[Content]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("home,g", "scroll_top", "First", show=False),
        Binding("end,G", "scroll_bottom", "Last", show=False),
    ]

    def fill(self, rows: Sequence[Sequence[Content]]) -> None:
        """Shows these rows instead, with the cursor where it was."""
        row = self.cursor_row
        self.clear()
        for cells in rows:
            self.add_row(*cells)
        self.move_cursor(row=min(row, max(0, len(rows) - 1)))
