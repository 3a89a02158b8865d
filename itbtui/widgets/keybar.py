"""The footer: the keys that work here, the most important first. What does not fit is dropped whole."""

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, Label
from textual.widgets._footer import FooterKey

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
        self._drawn: list[Shown] = []

    def compose(self) -> ComposeResult:
        if not self._bindings_ready:
            return
        if self._is_demo:
            yield Label(DEMO, id="demo")
        self._drawn = list(self._fitting())
        for key, written, description, action, tooltip in self._drawn:
            label = FooterKey(key, written, description, action, tooltip=tooltip)
            label.set_reactive(FooterKey.compact, False)
            yield label

    @property
    def _is_demo(self) -> bool:
        return getattr(self.app, "demo", False)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Each move of the focus asks for this; where the keys are the same, nothing is drawn anew."""
        if not (self._bindings_ready and self.is_attached and list(self._fitting()) == self._drawn):
            super().bindings_changed(screen)

    def on_resize(self, event: events.Resize) -> None:
        if self._bindings_ready and list(self._fitting()) != self._drawn:
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
        own = self.screen._bindings.key_to_bindings.get(binding.key, ())
        return next((known for known in own if f"screen.{known.action}" == binding.action), binding)


def _place(binding: Binding, keys: tuple[str, ...]) -> int:
    action = binding.action.removeprefix("app.")
    return keys.index(action) if action in keys else len(keys)
