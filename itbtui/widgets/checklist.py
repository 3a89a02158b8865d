"""A list of things to mark: [x] says so without colour."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class CheckList(OptionList):
    """Space or a click marks; Enter is left to the form."""

    DEFAULT_CSS = """
    CheckList, CheckList:focus { height: auto; max-height: 100%; border: none; padding: 0; background: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Mark"),
        Binding("enter", "screen.proceed", "Next, then save"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]

    def __init__(self, choices: Iterable[tuple[str, str]], marked: Iterable[str], *, name: str) -> None:
        """``choices`` are pairs of a key and its label."""
        self.labels = dict(choices)
        self.marked = set(marked)
        super().__init__(*(Option(self._line(key), key) for key in self.labels), id=name)

    def _line(self, key: str) -> Content:
        return Content(f"[{'x' if key in self.marked else ' '}] {self.labels[key]}")

    @on(OptionList.OptionSelected)
    def _toggle(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if key := event.option_id:
            self.marked ^= {key}
            self.replace_option_prompt(key, self._line(key))
