"""A row of marks on one line: several may be set with one key each, or "none" of them; nothing set means unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from itbtui.keys.actions import bindings
from itbtui.widgets.choice_row import pass_on
from itbtui.widgets.fields import Field

NONE = "none"


class MarkRow(Widget, can_focus=True):
    """A first letter sets a mark or takes it away, the mouse too; an arrow goes along, space marks there."""

    ABOUT = "A row of marks: a first letter or space sets one or takes it away. None set means unknown."
    DEFAULT_CSS = """
    MarkRow { height: auto; min-height: 1; width: 1fr; color: $foreground-muted; }
    MarkRow:focus { background: $surface; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("marks-row")

    marked: reactive[frozenset[str]] = reactive(frozenset(), layout=True)
    at: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        row: "MarkRow"

        @property
        def control(self) -> "MarkRow":
            return self.row

    def __init__(self, labels: Sequence[str], apart: Sequence[str] = (), *, name: str) -> None:
        """``apart`` are marks of which one at most is set."""
        super().__init__(id=name)
        self.labels = [NONE, *labels]
        self._apart = frozenset(apart)

    def render(self) -> Content:
        parts = []
        for number, label in enumerate(self.labels):
            is_set, is_here = label in self.marked, self.has_focus and number == self.at
            style = ("bold reverse" if self.has_focus else "bold") if is_set else "underline" if is_here else ""
            parts.append(Content.styled(f"[{label}]" if is_set else f" {label} ", style))
        return Content("").join(parts)

    def watch_marked(self) -> None:
        if self.is_mounted:
            self.post_message(self.Changed(self))

    def action_move(self, step: int) -> None:
        self.at = min(max(self.at + step, 0), len(self.labels) - 1)

    def action_mark(self) -> None:
        self.toggle(self.labels[self.at])

    def action_clear(self) -> None:
        self.marked = frozenset()

    def toggle(self, label: str) -> None:
        """Sets a mark, and takes away what cannot stand beside it; or takes away the mark."""
        self.at = self.labels.index(label)
        if label in self.marked:
            self.marked -= {label}
        elif label == NONE:
            self.marked = frozenset({NONE})
        else:
            others = self.marked - {NONE} - (self._apart if label in self._apart else frozenset())
            self.marked = others | {label}

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self._begun_by(character) is not None

    def _begun_by(self, character: str | None) -> str | None:
        return next((label for label in self.labels if character and label.startswith(character.lower())), None)

    async def on_key(self, event: events.Key) -> None:
        if pass_on(self, event):
            return
        if event.key == "enter":
            event.stop()
            await self.run_action("screen.proceed")
        elif begun := self._begun_by(event.character):
            event.stop()
            event.prevent_default()
            self.toggle(begun)

    def on_click(self, event: events.Click) -> None:
        place = event.x + event.y * max(self.size.width, 1)
        start = 0
        for label in self.labels:
            end = start + len(label) + 2
            if start <= place < end:
                self.toggle(label)
                return
            start = end


class MarkField(Field):
    """A line of marks. Its value are those that are set; none of them is an answer, too."""

    def __init__(self, key: str, label: str, row: MarkRow, marked: Iterable[str] | None) -> None:
        super().__init__(key, label, row)
        self.row = row
        self.raw = self.initial = None if marked is None else sorted(marked) or [NONE]

    @property
    def value(self) -> frozenset[str] | None:
        return self.row.marked - {NONE} if self.row.marked else None

    @property
    def raw(self) -> list[str] | None:
        return sorted(self.row.marked) or None

    @raw.setter
    def raw(self, raw: list[str] | None) -> None:
        self.row.marked = frozenset(raw or ()) & frozenset(self.row.labels)
