"""The footer: the keys that work here, the most important first. What does not fit is dropped whole, help never."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from itbtui.keys.textual_private import own_bindings
from itbtui.values import Value


class Shown(Value):
    """A key as it stands there."""

    key: str
    written: str
    label: str
    action: str
    tooltip: str


DEMO = " demo "
ON_THE_RIGHT = ("help", "quit")
"""Actions that have their place at the end."""
AROUND = 3
"""Columns that a key takes beside its words."""


class KeyBar(Widget, can_focus=False):
    """A screen may name its most important actions, in order, in ``KEYS``; the others follow as they are bound.

    Before them stand those that are ``urgent`` just now. Where it has a ``label_of``, that says what an action does.

    At its end it says where all is made up. A click on a key presses it.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; padding: 0 0 0 1; background: $surface; color: $footer-description-foreground;
        text-wrap: nowrap;
    }
    """
    under_mouse: reactive[Shown | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[list[Shown], list[Shown]] = [], []
        """The keys that stand left and right."""
        self._is_to_look = False
        self._places: dict[Shown, range] = {}
        """The columns of each key."""

    @property
    def shown(self) -> list[Shown]:
        """The keys that stand there, from left to right."""
        left, right = self._shown
        return [*left, *right]

    def render(self) -> Content:
        left, right = self._shown
        demo = Content.styled(DEMO if self._is_demo else "", "bold reverse")
        start = self.content_size.width - demo.cell_length - sum(map(_width, right))
        self._places.clear()
        line = self._line(left, 0)
        return Content.assemble(line, " " * (start - line.cell_length), self._line(right, start), demo)

    def _line(self, keys: Iterable[Shown], start: int) -> Content:
        """Some keys beside each other, the first at column ``start``."""
        line = Content("")
        for shown in keys:
            label = Content.assemble((f" {shown.written} ", "bold $footer-key-foreground"), f"{shown.label} ")
            if shown == self.under_mouse:
                label = label.stylize_before("$footer-key-foreground on $block-hover-background")
            self._places[shown] = range(start + line.cell_length, start + line.cell_length + label.cell_length)
            line += label
        return line

    @property
    def _is_demo(self) -> bool:
        return getattr(self.app, "demo", False)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if screen.app.app_focus:
            self._look()

    def on_resize(self) -> None:
        self._look()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.under_mouse = self._at(event)
        self.tooltip = self.under_mouse.tooltip if self.under_mouse else None

    def on_leave(self) -> None:
        self.under_mouse = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if shown := self._at(event):
            self.app.simulate_key(shown.key)

    def _at(self, event: events.MouseEvent) -> Shown | None:
        column = event.x - self.gutter.left
        return next((shown for shown, columns in self._places.items() if column in columns), None)

    def _look(self) -> None:
        """Each move of the focus asks for this, and a new screen several times: once what they change is drawn."""
        if not self._is_to_look:
            self._is_to_look = True
            self.call_after_refresh(self._renew)

    def _renew(self) -> None:
        self._is_to_look = False
        if not self.is_attached:
            return
        fitting = self._fitting()
        if fitting != self._shown:
            self._shown = fitting
            self.refresh()

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
                shown[binding.action] = Shown(binding.key, written, label, binding.action, tooltip)
        return list(shown.values())

    def _as_the_screen_says(self, binding: Binding) -> Binding:
        """A widget that passes a key on to its screen does not know what the screen makes of it."""
        if not binding.action.startswith("screen."):
            return binding
        own = own_bindings(self.screen, binding.key)
        return next((known for known in own if f"screen.{known.action}" == binding.action), binding)


def _first(shown: Iterable[Shown], room: int) -> Iterator[Shown]:
    """Those that fit, up to the first that does not."""
    for one in shown:
        room -= _width(one)
        if room < 0:
            return
        yield one


def _width(shown: Shown) -> int:
    return cell_len(shown.written) + cell_len(shown.label) + AROUND


def _action(shown: Shown) -> str:
    return shown.action.removeprefix("app.")


def _is_right(shown: Shown) -> bool:
    return _action(shown) in ON_THE_RIGHT


def _place(shown: Shown, keys: tuple[str, ...]) -> int:
    return keys.index(_action(shown)) if _action(shown) in keys else len(keys)
