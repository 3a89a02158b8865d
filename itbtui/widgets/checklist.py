"""A list of things to mark: [x] says so without colour."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from itbtui.keys.actions import bindings


class CheckList(OptionList):
    """Space or a click marks; Enter is left to the form."""

    ABOUT = "A list to mark: several may be marked, or none."
    DEFAULT_CSS = """
    CheckList, CheckList:focus { height: auto; max-height: 100%; border: none; padding: 0; background: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("marks")

    def __init__(
        self,
        choices: Iterable[tuple[str, str]],
        marked: Iterable[str],
        *,
        headings: Mapping[str, str] | None = None,
        name: str,
    ) -> None:
        """``choices`` are pairs of a key and its label; ``headings`` stand above the choices with those keys."""
        self.labels = dict(choices)
        self.marked = set(marked) & self.labels.keys()
        self.initial = frozenset(self.marked)
        options = []
        for key in self.labels:
            if headings and key in headings:
                options.append(Option(Content.styled(headings[key], "bold $primary"), disabled=True))
            options.append(Option(self._line(key), key))
        super().__init__(*options, id=name)

    def _line(self, key: str) -> Content:
        return Content(f"[{'x' if key in self.marked else ' '}] {self.labels[key]}")

    @property
    def was_changed(self) -> bool:
        """Whether other lines are marked than at first."""
        return self.marked != self.initial

    def mark(self, keys: Iterable[str]) -> None:
        """Marks these and no others."""
        changed = self.marked ^ set(keys)
        self.marked = set(keys)
        for key in changed:
            self.replace_option_prompt(key, self._line(key))

    def relabel(self, labels: Mapping[str, str]) -> None:
        """Says other words beside the marks."""
        changed = [key for key in self.labels if labels[key] != self.labels[key]]
        self.labels |= labels
        for key in changed:
            self.replace_option_prompt(key, self._line(key))

    @on(OptionList.OptionSelected)
    def _toggle(self, event: OptionList.OptionSelected) -> None:
        if key := event.option_id:
            self.mark(self.marked ^ {key})
