"""Which column of a list is which: three of its rows, and a line for each figure that is wanted."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from itbtui.data.exchange.lists.activities import ColumnsError
from itbtui.data.exchange.lists.dates import ORDERS
from itbtui.measures import harmless
from itbtui.widgets.fields import Field, TypedField, read_text

_ASKED = {
    "date": ("date", "Date"),
    "km": ("distance", "Distance, km"),
    "mi": ("distance", "Distance, miles"),
    "min": ("duration", "Duration, min"),
    "pain": ("pain", "Pain"),
    "kind": ("kind", "Kind"),
    "dates": ("", "First in dates"),
}
"""What is asked for: the figure of a list, and what the line is called."""
_LONGEST = 14


class ColumnsForm(Vertical):
    """``columns`` are the answers; a column is named, or numbered from 1, an empty line is no such column."""

    DEFAULT_CSS = """
    ColumnsForm { height: auto; padding: 0 2; max-width: 110; }
    ColumnsForm #sample { color: $foreground-muted; margin-bottom: 1; height: auto; text-wrap: nowrap; }
    """

    def __init__(self, asked: ColumnsError) -> None:
        super().__init__()
        self._asked = asked

    def compose(self) -> ComposeResult:
        table = self._asked.table
        rows = [self._names, *table.sample]
        yield Static(Content("\n".join(harmless("  ".join(map(_cut, row))) for row in rows)), id="sample")
        for key, (figure, label) in _ASKED.items():
            yield TypedField(f"column-{key}", label, read_text, known=self._names if figure else ORDERS)

    @property
    def _names(self) -> list[str]:
        """What the columns are called, or their numbers."""
        table = self._asked.table
        width = max(map(len, table.sample), default=0)
        return list(table.header) or [str(number) for number in range(1, width + 1)]

    def on_mount(self) -> None:
        known = self._asked.known
        for key, (figure, _) in _ASKED.items():
            there = known.places.get(figure, ())
            is_other_unit = figure == "distance" and key != (known.units.get(figure) or "km")
            if there and not is_other_unit and there[0] < len(self._names):
                self.query_one(f"#field-column-{key}", Field).raw = self._names[there[0]]
        self.query(Field).first().editor.focus()

    @property
    def columns(self) -> Mapping[str, str]:
        """What was said, by the keys of the command's ``--map``."""
        said = {key: self.query_one(f"#field-column-{key}", Field).raw.strip() for key in _ASKED}
        return {key: name for key, name in said.items() if name}


def _cut(cell: str) -> str:
    return f"{cell[:_LONGEST]:<{_LONGEST}}"
