"""The footer: the keys that work here, the most important first. What does not fit is dropped whole."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyBar(Footer):
    """A screen may name its most important actions, in order, in ``KEYS``; the others follow as they are bound."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._width = 0

    def compose(self) -> ComposeResult:
        if not self._bindings_ready:
            return
        keys: tuple[str, ...] = getattr(self.screen, "KEYS", ())
        shown: dict[str, tuple[Binding, bool, str]] = {}
        for _, active, enabled, tooltip in self.screen.active_bindings.values():
            binding = self._as_the_screen_says(active)
            if binding.show and enabled:
                shown.setdefault(binding.action, (binding, enabled, tooltip))
        ordered = sorted(shown.values(), key=lambda item: _place(item[0], keys))
        room = self.app.size.width
        for binding, _, tooltip in ordered:
            key = self.app.get_key_display(binding)
            room -= len(key) + len(binding.description) + 3
            if room < 0:
                break
            yield FooterKey(binding.key, key, binding.description, binding.action, tooltip=tooltip).data_bind(
                compact=Footer.compact
            )

    def _as_the_screen_says(self, binding: Binding) -> Binding:
        """A widget that passes a key on to its screen does not know what the screen makes of it."""
        if not binding.action.startswith("screen."):
            return binding
        own = self.screen._bindings.key_to_bindings.get(binding.key, ())
        return next((known for known in own if f"screen.{known.action}" == binding.action), binding)

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._width:
            self._width = event.size.width
            self.call_after_refresh(self.recompose)


def _place(binding: Binding, keys: tuple[str, ...]) -> int:
    action = binding.action.removeprefix("app.")
    return keys.index(action) if action in keys else len(keys)
