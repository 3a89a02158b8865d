"""The footer: the keys that work here, the most important first. What does not fit is dropped whole, help never."""

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, Label, Static

from itbtui.keys.textual_private import KeyLabel, own_bindings

Shown = tuple[str, str, str, str, str]
"""Key, how it is written, what it does, its action, its tooltip."""


DEMO = " demo "
ON_THE_RIGHT = ("help", "quit")
"""Actions that have their place at the end."""
AROUND = 3
"""Columns that a key takes beside its words."""


class KeyBar(Footer):
    """A screen may name its most important actions, in order, in ``KEYS``; the others follow as they are bound.

    Before them stand those that are ``urgent`` just now. Where it has a ``label_of``, that says what an action does.

    At its end it says where all is made up.
    """

    DEFAULT_CSS = """
    KeyBar { background: $surface; padding: 0 0 0 1; }
    KeyBar #demo { dock: right; width: auto; text-style: bold reverse; }
    KeyBar #air { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._shown: tuple[list[Shown], list[Shown]] | None = None
        """The keys that stand left and right, or are about to; none before they are known."""

    def compose(self) -> ComposeResult:
        if self._shown is None:
            return
        if self._is_demo:
            yield Label(DEMO, id="demo")
        left, right = self._shown
        yield from map(_label, left)
        yield Static(id="air")
        yield from map(_label, right)

    @property
    def _is_demo(self) -> bool:
        return getattr(self.app, "demo", False)

    def bindings_changed(self, screen: Screen[object]) -> None:
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self._renew()

    def on_resize(self) -> None:
        if self._shown is not None:
            self._renew()

    def _renew(self) -> None:
        """Each move of the focus asks for this, and a new screen several times; most find the same keys."""
        fitting = self._fitting()
        if fitting != self._shown:
            self._shown = fitting
            self.call_after_refresh(self.recompose)

    def _fitting(self) -> tuple[list[Shown], list[Shown]]:
        keys: tuple[str, ...] = (*getattr(self.screen, "urgent", ()), *getattr(self.screen, "KEYS", ()))
        found = sorted(self._active(), key=lambda shown: _place(shown, keys))
        room = self.app.size.width - 1 - (len(DEMO) if self._is_demo else 0)
        right = list(_first(sorted(filter(_is_right, found), key=lambda shown: _place(shown, ON_THE_RIGHT)), room))
        room -= sum(map(_width, right))
        return list(_first((shown for shown in found if not _is_right(shown)), room)), right

    def _active(self) -> list[Shown]:
        label_of = getattr(self.screen, "label_of", lambda action: None)
        urgent: tuple[str, ...] = getattr(self.screen, "urgent", ())
        shown: dict[str, Shown] = {}
        for _, active, enabled, tooltip in self.screen.active_bindings.values():
            binding = self._as_the_screen_says(active)
            is_shown = binding.show or binding.action.removeprefix("app.") in urgent
            if is_shown and enabled and binding.action not in shown:
                written = self.app.get_key_display(binding)
                label = label_of(binding.action) or binding.description
                shown[binding.action] = (binding.key, written, label, binding.action, tooltip)
        return list(shown.values())

    def _as_the_screen_says(self, binding: Binding) -> Binding:
        """A widget that passes a key on to its screen does not know what the screen makes of it."""
        if not binding.action.startswith("screen."):
            return binding
        own = own_bindings(self.screen, binding.key)
        return next((known for known in own if f"screen.{known.action}" == binding.action), binding)


def _label(shown: Shown) -> KeyLabel:
    key, written, description, action, tooltip = shown
    label = KeyLabel(key, written, description, action, tooltip=tooltip)
    label.set_reactive(KeyLabel.compact, False)
    return label


def _first(shown: Iterable[Shown], room: int) -> Iterator[Shown]:
    """Those that fit, up to the first that does not."""
    for one in shown:
        room -= _width(one)
        if room < 0:
            return
        yield one


def _width(shown: Shown) -> int:
    return len(shown[1]) + len(shown[2]) + AROUND


def _action(shown: Shown) -> str:
    return shown[3].removeprefix("app.")


def _is_right(shown: Shown) -> bool:
    return _action(shown) in ON_THE_RIGHT


def _place(shown: Shown, keys: tuple[str, ...]) -> int:
    return keys.index(_action(shown)) if _action(shown) in keys else len(keys)
