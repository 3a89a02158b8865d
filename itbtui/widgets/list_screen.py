"""Main screens that are a list: one filters it by typing, and each entry can be opened or deleted."""

from collections.abc import Hashable, Sequence
from itertools import accumulate, groupby
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import Dated, Episode
from itbtui.rehab.plan.plan import Plan
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.main_screen import MainScreen
from itbtui.widgets.table import ListTable

Item = TypeVar("Item", bound=Dated | Episode)


class ListScreen(MainScreen, Generic[Item]):
    """Subclasses say what is in the list, what its rows say, and what a filter looks at."""

    DEFAULT_CSS = """
    ListScreen #filter { height: 1; border: none; padding: 0 2; display: none; background: $surface; }
    ListScreen.filtered #filter { display: block; }
    ListScreen #none { padding: 1 2; display: none; }
    ListScreen.none #none { display: block; }
    ListScreen.none ListTable { display: none; }
    """
    AUTO_FOCUS = "ListTable"
    HINT: ClassVar[str] = ""
    """What may be typed into the filter."""
    NARROWS: ClassVar[tuple[str, ...]] = ("filter",)
    """Actions that leave rows out, where there are some."""

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.table: ListTable[Item] = ListTable(self.row, below=self.below, above=self.above)
        self._width = 0
        self.headings: dict[str, int] = {}
        """The columns as they were chosen when the list was filled."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder=self.HINT, id="filter", compact=True)
        yield self.table
        yield Static("", id="none", markup=False)
        yield KeyBar()

    def all(self) -> Sequence[Item]:
        """What there is, the newest first."""
        raise NotImplementedError

    def columns(self, width: int) -> dict[str, int]:
        """The headings and how wide each column is, in so many columns."""
        raise NotImplementedError

    def group(self, item: Item) -> Hashable:
        """What those have in common that stand below one line."""
        raise NotImplementedError

    def above(self, items: Sequence[Item]) -> Content:
        """The line above these items."""
        raise NotImplementedError

    def row(self, item: Item) -> Sequence[Content]:
        """A cell for each of the columns."""
        raise NotImplementedError

    def below(self, item: Item, width: int) -> Sequence[Content]:
        """What opens below the row with the cursor."""
        return ()

    def words(self, item: Item) -> Sequence[str | None]:
        """What a filter looks at."""
        raise NotImplementedError

    def is_wanted(self, item: Item) -> bool:
        """Whether it is shown, whatever is typed."""
        return True

    def empty(self) -> str:
        """What is said of a list with nothing in it."""
        raise NotImplementedError

    def show(self, plan: Plan) -> None:
        is_at_newest = self.table.cursor_row == 0
        self.fill()
        if is_at_newest:
            self.table.cursor_row = 0

    def on_resize(self) -> None:
        if self._width and self._width != self.app.size.width:
            self.fill()

    def fill(self) -> None:
        """Lists again what the filter lets through, in as many columns as there is room for."""
        self._width = self.app.size.width
        text = self.query_one("#filter", Input).value.strip().lower()
        items = [item for item in self.all() if self.is_wanted(item) and self._has(item, text)]
        self.headings = self.columns(self._width)
        sizes = (sum(1 for _ in group) for _, group in groupby(items, self.group))
        self.table.fill(self.headings, items, [*accumulate(sizes, initial=0)][:-1])
        self.set_class(not items, "none")
        self.refresh_bindings()
        self.query_one("#none", Static).update(self.empty() if not items else "")
        if self.focused is None:
            self.table.focus()

    def _has(self, item: Item, text: str) -> bool:
        return not text or any(text in word.lower() for word in self.words(item) if word)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("edit", "delete"):
            return self.table.chosen is not None
        return action not in self.NARROWS or bool(self.table.items) or self.is_filtered

    @on(ListTable.Selected)
    def action_edit(self) -> None:
        if item := self.table.chosen:
            self.edit(item)

    def edit(self, item: Item) -> None:
        """What Enter on a row does."""
        self.desk.edit(item)

    def action_delete(self) -> None:
        if item := self.table.chosen:
            self.desk.delete(item)

    # --- the filter ---------------------------------------------------------------------------

    def action_filter(self) -> None:
        self.add_class("filtered")
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        self.fill()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        self.table.focus()

    async def action_back(self) -> None:
        if self.is_filtered:
            self.show_all()
        else:
            await self.app.run_action("go('today')")

    @property
    def is_filtered(self) -> bool:
        """Whether a line to filter by is open."""
        return self.has_class("filtered")

    def show_all(self) -> None:
        """Closes and empties the filter."""
        self.remove_class("filtered")
        self.query_one("#filter", Input).value = ""
        self.fill()
        self.table.focus()

    def on_screen_suspend(self) -> None:
        """A form leaves the filter as it is; who comes back from another main screen looks for all again."""
        if self.is_filtered and self not in self.app.screen_stack:
            self.show_all()
