"""A row of choices on one line: pain 0-10, yes or no, kinds. Nothing chosen means unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from itbtui.keys.actions import bindings


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers: what it stands for, and what it is called."""

    value: Any
    label: str


class Strip(Widget, can_focus=True):
    """Choose with arrows, a first letter or digit, or the mouse; delete makes it unknown again."""

    ABOUT = "A row of choices: arrows, a digit or a first letter choose, the mouse too. Nothing chosen means unknown."
    DEFAULT_CSS = """
    Strip { height: 1; width: 1fr; color: $foreground-muted; }
    Strip:focus { background: $surface; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("choice")

    chosen: reactive[int | None] = reactive(None)

    @dataclass
    class Changed(Message):
        strip: "Strip"

        @property
        def control(self) -> "Strip":
            return self.strip

    def __init__(self, choices: Sequence[Choice], *, name: str, value: Any = None) -> None:
        super().__init__(id=name)
        self.choices = list(choices)
        self.value = value
        self._typed = ""
        self.answered: Callable[[Strip], None] | None = None
        """Called at once when a key has chosen, so that the next key meets the next question."""

    @property
    def value(self) -> Any:
        """What is chosen, or None."""
        return None if self.chosen is None else self.choices[self.chosen].value

    @value.setter
    def value(self, value: Any) -> None:
        found = (number for number, choice in enumerate(self.choices) if choice.value == value)
        self.chosen = None if value is None else next(found, None)

    def render(self) -> Content:
        parts: list[Content] = []
        for number in self._shown():
            label = self.choices[number].label
            if number == self.chosen:
                parts.append(Content.styled(f"[{label}]", "bold reverse" if self.has_focus else "bold"))
            else:
                parts.append(Content(label if self._is_tight else f" {label} "))
        shown = self._shown()
        before, behind = shown.start > 0, shown.stop < len(self.choices)
        return Content(" ").join([*([Content("‹")] if before else []), *parts, *([Content("›")] if behind else [])])

    @property
    def _is_tight(self) -> bool:
        """Whether there is no room for air around the choices."""
        return self.size.width < sum(len(choice.label) + 3 for choice in self.choices)

    def _shown(self) -> range:
        """The choices that there is room for, the chosen one among them; marks at the ends say that there are more."""
        if not self._is_tight:
            return range(len(self.choices))
        last = (self.chosen or 0) + 1
        first = last - 1
        while last < len(self.choices) and self._fits(first, last + 1):
            last += 1
        while first > 0 and self._fits(first - 1, last):
            first -= 1
        return range(first, last)

    def _fits(self, first: int, last: int) -> bool:
        width = sum(Content(choice.label).cell_length + 1 for choice in self.choices[first:last]) - 1
        marks = 2 * (first > 0) + 2 * (last < len(self.choices))
        brackets = 2 if self.chosen is not None else 0
        return width + marks + brackets <= self.size.width

    def watch_chosen(self) -> None:
        if self.is_mounted:
            self.post_message(self.Changed(self))

    def action_move(self, step: int) -> None:
        if self.chosen is None:
            self.chosen = 0 if step > 0 else len(self.choices) - 1
        else:
            self.chosen = min(max(self.chosen + step, 0), len(self.choices) - 1)

    def action_clear(self) -> None:
        self.chosen = None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and self._match(character) is not None

    async def on_key(self, event: events.Key) -> None:
        if pass_on(self, event):
            return
        if event.key == "enter":
            event.stop()
            await self.run_action("screen.proceed")
        if event.character is None:
            return
        found = self._match(event.character)
        if found is not None:
            event.stop()
            event.prevent_default()
            self._typed = self.choices[found].label[: len(self._typed) + 1].lower()
            self.chosen = found
            if self.answered is not None:
                self.answered(self)

    def _match(self, character: str) -> int | None:
        """The choice whose label goes on from what was typed so far, so that 1 and then 0 is 10, else begins anew."""
        for prefix in (self._typed + character.lower(), character.lower()):
            for number, choice in enumerate(self.choices):
                if choice.label.lower().startswith(prefix) and (number != self.chosen or len(prefix) == 1):
                    return number
        return None

    def on_blur(self) -> None:
        self._typed = ""

    def on_click(self, event: events.Click) -> None:
        column = 2 if self._shown().start else 0
        for number in self._shown():
            air = 0 if self._is_tight and number != self.chosen else 2
            width = Content(self.choices[number].label).cell_length + air
            if column <= event.x - self.gutter.left < column + width:
                self.chosen = number
            column += width + 1


def pass_on(widget: Widget, event: events.Key) -> bool:
    """Sends a key that came for a widget without the focus to the one that has it by now."""
    if widget.screen.focused is widget:
        return False
    event.stop()
    event.prevent_default()
    app, focused = widget.app, widget.screen.focused
    # Straight to where it belongs: behind the keys that the app still has to hand on it would come too late.
    here = focused if focused is not None and app.screen is widget.screen else app
    here.post_message(events.Key(event.key, event.character))
    return True


PAIN = [Choice(level, str(level)) for level in range(11)]
YES_NO = [Choice(True, "yes"), Choice(False, "no")]


def named(options: Sequence[str]) -> list[Choice]:
    """Choices that are called as they are stored."""
    return [Choice(option, option) for option in options]
