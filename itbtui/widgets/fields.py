"""Fields of a form: a label, an editor, and what is wrong with it beside it."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from itbtui.keys.actions import bindings
from itbtui.measures import Manner, read_distance
from itbtui.rehab.protocol.reader import Span
from itbtui.widgets.choice_row import Choice, Strip, pass_on


class Field(Vertical):
    """One question. ``key`` is the name of the entry's field; ``raw`` is what was typed, kept when a form is left."""

    DEFAULT_CSS = """
    Field { height: auto; margin-bottom: 0; }
    Field > Horizontal { height: 1; }
    Field .label { width: 24; color: $foreground-muted; }
    Field .unit { width: auto; padding-left: 1; color: $foreground-muted; }
    Field .problem { height: auto; padding-left: 24; color: $text-error; display: none; }
    Field.wrong .problem { display: block; }
    Field Input { width: 14; height: 1; border: none; padding: 0 1; background: $surface; }
    Field Input.long { width: 1fr; }
    Field Input:focus { background: $boost; text-style: bold; }
    """

    def __init__(self, key: str, label: str, editor: Widget, *, unit: str = "") -> None:
        super().__init__(id=f"field-{key}")
        self.key = key
        self.label = label
        self.editor = editor
        self.unit = unit
        self.initial: Any = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self.label, classes="label", markup=False)
            yield self.editor
            if self.unit:
                yield Static(self.unit, classes="unit", markup=False)
        yield Static("", classes="problem", markup=False)

    @property
    def value(self) -> Any:
        """What was answered, or None. Raises ReadError."""
        raise NotImplementedError

    @property
    def raw(self) -> Any:
        raise NotImplementedError

    @raw.setter
    def raw(self, raw: Any) -> None:
        raise NotImplementedError

    def say(self, problem: str | None) -> None:
        """Shows what is wrong, or nothing."""
        self.set_class(problem is not None, "wrong")
        self.query_one(".problem", Static).update(Content(f"↑ {problem}" if problem else ""))


class ChoiceField(Field):
    def __init__(self, key: str, label: str, choices: Sequence[Choice], value: Any = None) -> None:
        self.strip = Strip(choices, name=key, value=value)
        super().__init__(key, label, self.strip)
        self.initial = value

    @property
    def value(self) -> Any:
        return self.strip.value

    @property
    def raw(self) -> Any:
        return self.strip.value

    @raw.setter
    def raw(self, raw: Any) -> None:
        self.strip.value = raw


class Line(Input):
    """One line to type in; Enter is the form's.

    Keys that arrive in one piece are all sent to the widget that has the focus then. So Enter moves the focus at once,
    and what was typed after it goes on to where it belongs.
    """

    ABOUT = (
        "A line to type in. Numbers take a point or a comma, times 31, 31:30 or 1:02:30, days 2026-03-01, "
        "yesterday or -2."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("line")

    def on_mount(self) -> None:
        # A cursor that blinks draws twice a second, all the time.
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        if not pass_on(self, event) and event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.run_action("screen.proceed")


class TypedField(Field):
    """A field to type in; ``read`` turns the text into a value or raises ReadError.

    The first letters of what is ``known`` bring the rest, which the right arrow takes. ``stands_for`` is what the text
    that was ``shown`` says rounded: as long as nobody changes that, the value stays what it was.
    """

    def __init__(
        self,
        key: str,
        label: str,
        read: Callable[[str], Any],
        *,
        shown: str = "",
        unit: str = "",
        long: bool = False,
        known: Sequence[str] = (),
        stands_for: Any = None,
    ) -> None:
        self.input = Line(
            shown,
            id=key,
            classes="long" if long else "",
            compact=True,
            select_on_focus=True,
            suggester=SuggestFromList(known, case_sensitive=False) if known else None,
        )
        self._read = read
        self._stands_for = stands_for
        super().__init__(key, label, self.input, unit=unit)
        self.initial = shown

    @property
    def value(self) -> Any:
        text = self.input.value.strip()
        if self._stands_for is not None and text == self.initial:
            return self._stands_for
        return self._read(text) if text else None

    @property
    def raw(self) -> str:
        return self.input.value

    @raw.setter
    def raw(self, raw: str) -> None:
        self.input.value = raw


def read_text(text: str) -> str:
    """A text is taken as it is."""
    return text


def distance_field(key: str, label: str, km: float | None, say: Manner, span: Span, *, unit: str = "") -> TypedField:
    """A distance in the runner's unit; its value and ``span`` are in kilometres. ``unit`` is what stands behind it."""
    return TypedField(
        key,
        label,
        lambda text: read_distance(text, say.units, span.low, span.high),
        shown="" if km is None else say.far(km * 1000),
        unit=unit or say.units,
        stands_for=km,
    )
