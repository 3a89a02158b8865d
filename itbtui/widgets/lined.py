"""A screen of lines to be answered, one below the other; what nobody needs of them is folded away."""

from collections.abc import Iterable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import Entry
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.fields import Field
from itbtui.widgets.log_screen import LogScreen
from itbtui.wording.forms import NEXT, SAVE


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls to the line that has the focus; the arrows are the lines' own, also where there is more than fits."""


class Lined(LogScreen[list[Entry]]):
    """The lines stand in ``#form``, those of the fold in ``#more``; what has the class ``hidden`` is not shown."""

    DEFAULT_CSS = """
    Lined .hidden { display: none; }
    Lined #fold { color: $foreground-muted; margin-top: 1; }
    """

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._fields: dict[str, Field] = {}
        """All questions, shown or not, once they are there."""
        self._marks: dict[str, CheckList] = {}
        self._fold: Static | None = None
        self._more: Vertical | None = None
        """What says that there is more, and where that stands, where there is any."""
        self._folded: list[Widget] = []
        """What is folded away: it is drawn and styled only once somebody asks for it."""

    def unfold(self) -> None:
        """Shows the lines that the answers so far ask for, and hides the others."""

    def fold(self, says: str, *lines: Widget) -> ComposeResult:
        """Lines that nobody needs: behind one key, or below the last; open from the first where one is answered."""
        if self.is_answered(lines):
            yield Vertical(*lines, id="more", classes="group")
            return
        self._fold = Static(f"▸ {self.key('form.more')} or ↓  {says}", id="fold", markup=False)
        self._more = Vertical(id="more", classes="group hidden")
        self._folded = [*lines]
        yield self._fold
        yield self._more

    def is_answered(self, lines: Iterable[Widget]) -> bool:
        """Whether there is something in these lines that should be seen."""
        return False

    @property
    def is_folded(self) -> bool:
        """Whether lines are folded away just now."""
        return bool(self._folded)

    def find_lines(self) -> None:
        """Looks for all lines once they are there: they stay as long as the form does, and each key needs them."""
        lines = [*self.query(Widget), *self._folded]
        self._fields = {line.key: line for line in lines if isinstance(line, Field)}
        self._marks = {str(line.id): line for line in lines if isinstance(line, CheckList)}

    def field(self, key: str) -> Field:
        """The question with that key."""
        return self._fields[key] if self._fields else self.query_one(f"#field-{key}", Field)

    def lines(self) -> list[Widget]:
        """What is shown to be answered, from top to bottom."""
        return [
            widget
            for widget in self.query_one("#form").walk_children(Widget)
            if widget.can_focus and not any(node.has_class("hidden") for node in widget.ancestors_with_self)
        ]

    def _below(self) -> Widget | None:
        """The line below the one that has the focus."""
        lines = self.lines()
        if self.focused not in lines:
            return lines[0] if lines else None
        return next(iter(lines[lines.index(self.focused) + 1 :]), None)

    def label_of(self, action: str) -> str | None:
        """What the footer says of Enter just now."""
        if action.removeprefix("screen.") != "proceed":
            return None
        return SAVE if self._below() is None else NEXT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "more" or self.is_folded

    async def action_below(self) -> None:
        """To the line below, at last to what is folded away."""
        self.unfold()
        if self._below() is None:
            await self._open_fold()
            self.unfold()
        if below := self._below():
            self._go_to(below)

    def action_above(self) -> None:
        lines = self.lines()
        if self.focused in lines[1:]:
            self._go_to(lines[lines.index(self.focused) - 1])

    async def action_more(self) -> None:
        """Opens the fold, and goes to the first line in it."""
        if not self.is_folded:
            return
        await self._open_fold()
        self.unfold()
        # Where the form is closed meanwhile there is none.
        if first := next((line for line in self.lines() if self._more in line.ancestors), None):
            self._go_to(first)

    async def _open_fold(self) -> None:
        if self._more and self._fold and self.is_folded:
            lines, self._folded = self._folded, []
            self._more.remove_class("hidden")
            self._fold.display = False
            self.refresh_bindings()
            await self._more.mount(*lines)

    @on(events.Click, "#fold")
    async def _clicked_fold(self) -> None:
        await self.action_more()

    def _go_to(self, line: Widget) -> None:
        self.set_focus(line)
        (self._field_of(line) or line).scroll_visible()

    def _field_of(self, line: Widget | None) -> Field | None:
        return next((node for node in line.ancestors if isinstance(node, Field)), None) if line else None
