"""A table of rows with the keys of a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable

from itbtui.commands import bindings


class ListTable(DataTable[Content]):
    ABOUT = "A list: arrows, page and Home keys move in it, the mouse too."
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    def fill(self, rows: Sequence[Sequence[Content]]) -> None:
        """Shows these rows instead, with the cursor where it was."""
        row = self.cursor_row
        self.clear()
        for cells in rows:
            self.add_row(*cells)
        self.move_cursor(row=min(row, max(0, len(rows) - 1)))
