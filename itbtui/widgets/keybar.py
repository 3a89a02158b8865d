"""The footer: the keys that work here, the most important first. What does not fit is dropped whole."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, Label

from itbtui.keys.textual_private import KeyLabel, own_bindings

Shown = tuple[str, str, str, str, str]
"""Key, how it is written, what it does, its action, its tooltip."""


DEMO = " demo "


class KeyBar(Footer):
    """A screen may name its most important actions, in order, in ``KEYS``; the others follow as they are bound.

    At its end it says where all is made up.
    """

    DEFAULT_CSS = """
    KeyBar #demo { dock: right; width: auto; text-style: bold reverse; }
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._shown: list[Shown] | None = None
        """The keys that stand there or are about to; none before they are known."""

    def compose(self) -> ComposeResult:
        if self._shown is None:
            return
        if self._is_demo:
            yield Label(DEMO, id="demo")
        for key, written, description, action, tooltip in self._shown:
            label = KeyLabel(key, written, description, action, tooltip=tooltip)
            label.set_reactive(KeyLabel.compact, False)
            yield label

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
        fitting = list(self._fitting())
        if fitting != self._shown:
            self._shown = fitting
            self.call_after_refresh(self.recompose)

    def _fitting(self) -> Iterator[Shown]:
        keys: tuple[str, ...] = getattr(self.screen, "KEYS", ())
        shown: dict[str, tuple[Binding, str]] = {}
        for _, active, enabled, tooltip in self.screen.active_bindings.values():
            binding = self._as_the_screen_says(active)
            if binding.show and enabled:
                shown.setdefault(binding.action, (binding, tooltip))
        room = self.app.size.width - (len(DEMO) if self._is_demo else 0)
        for binding, tooltip in sorted(shown.values(), key=lambda item: _place(item[0], keys)):
            written = self.app.get_key_display(binding)
            room -= len(written) + len(binding.description) + 3
            if room < 0:
                return
            yield binding.key, written, binding.description, binding.action, tooltip

    def _as_the_screen_says(self, binding: Binding) -> Binding:
        """A widget that passes a key on to its screen does not know what the screen makes of it."""
        if not binding.action.startswith("screen."):
            return binding
        own = own_bindings(self.screen, binding.key)
        return next((known for known in own if f"screen.{known.action}" == binding.action), binding)


def _place(binding: Binding, keys: tuple[str, ...]) -> int:
    action = binding.action.removeprefix("app.")
    return keys.index(action) if action in keys else len(keys)
