"""Fields of a form: a label, an editor, what it takes and what it was read as beside it, and below what is wrong."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from itbtui.keys.actions import bindings
from itbtui.measures import JOINERS, Manner, ReadError, read_distance, read_minutes, say_number
from itbtui.rehab.log.checks import Check
from itbtui.rehab.protocol.reader import Span
from itbtui.widgets.choice_row import Choice, Strip, pass_on
from itbtui.wording.forms import say_duration


class Field(Vertical):
    """One question. ``key`` is the name of the entry's field; ``raw`` is what was typed, kept when a form is left."""

    DEFAULT_CSS = """
    Field { height: auto; margin-bottom: 0; }
    Field > Horizontal { height: auto; }
    Field .label { width: 24; color: $foreground-muted; }
    Field .unit { width: 1fr; height: auto; padding-left: 1; color: $foreground-muted; }
    Field .short { width: auto; }
    Field .problem { height: auto; padding-left: 24; color: $text-error; display: none; }
    Field.wrong .problem { display: block; }
    Field Input { width: 14; height: 1; border: none; padding: 0; background: $surface; }
    Field Input.long { width: 1fr; }
    Field Input:focus { border: none; background: $boost; text-style: bold; }
    """

    def __init__(self, key: str, label: str, editor: Widget, *, unit: str = "") -> None:
        super().__init__(id=f"field-{key}")
        self.key = key
        self.label = label
        self.editor = editor
        self.unit = unit
        self.initial: Any = None
        self._problem: Static | None = None
        """The line below for what is wrong, once something was: most fields never need it."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self.label, classes="label", markup=False)
            yield self.editor
            if self.unit:
                yield Static(self.unit, classes="unit", markup=False)

    @property
    def value(self) -> Any:
        """What was answered, or None. Raises ReadError."""
        raise NotImplementedError

    @property
    def raw(self) -> Any:
        """What stands there as it was typed or chosen; None or empty where nothing does."""
        raise NotImplementedError

    @raw.setter
    def raw(self, raw: Any) -> None:
        raise NotImplementedError

    @property
    def was_changed(self) -> bool:
        """Whether something else stands there than at first; empty and None are the same."""
        return ("" if self.raw is None else self.raw) != ("" if self.initial is None else self.initial)

    @property
    def is_empty(self) -> bool:
        return self.raw is None or self.raw == ""

    @property
    def problem(self) -> str | None:
        """What is wrong with what stands there, if something is."""
        try:
            _ = self.value
        except ReadError as error:
            return str(error)
        return None

    def say(self, problem: str | None) -> None:
        """Shows what is wrong, or nothing."""
        self.set_class(problem is not None, "wrong")
        if problem and self._problem is None:
            self._problem = Static(classes="problem", markup=False)
            self.mount(self._problem)
        if self._problem:
            self._problem.update(Content(f"↑ {problem}" if problem else ""))


class ChoiceField(Field):
    """A question with a row of answers; None is unknown."""

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
        "1 mar, monday, yesterday or -2."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("line")

    # What is typed changes how far it scrolls, and nothing of how the form is laid out, as Textual takes it to do.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def on_mount(self) -> None:
        # A cursor that blinks draws twice a second, all the time.
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        if pass_on(self, event):
            return
        if event.character and event.character in JOINERS:
            # It prints nothing by itself, so Textual would drop it.
            event.stop()
            self.insert_text_at_cursor(event.character)
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.run_action("screen.proceed")


class TypedField(Field):
    """A field to type in; ``read`` turns the text into a value or raises ReadError.

    ``unit`` and ``span`` stand beside it; while one types, what was read in the words of ``tell``, which may have the
    unit in them, or what is wrong. The first letters of what is ``known`` bring the rest, which the right arrow takes.
    ``stands_for`` is what the text that was ``shown`` says rounded: as long as nobody changes that, the value stays
    what it was.
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
        check: Check | None = None,
        span: str = "",
        tell: Callable[[Any], str] | None = None,
        tells_unit: bool = False,
    ) -> None:
        self.input = Line(
            shown,
            id=key,
            classes="long" if long else "",
            # What is wrong is found by the field.
            validate_on=(),
            select_on_focus=True,
            suggester=SuggestFromList(known, case_sensitive=False) if known else None,
        )
        self._read = read
        self._stands_for = stands_for
        self._check = check
        self._span = span
        self._tell = tell
        self._tells_unit = tells_unit
        super().__init__(key, label, self.input, unit=unit)
        self.initial = shown

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self.label, classes="label", markup=False)
            yield self.input
            yield Static(self._beside(), classes="unit short" if self.input.has_class("long") else "unit", markup=False)

    @property
    def value(self) -> Any:
        text = self.input.value.strip()
        if self._stands_for is not None and text == self.initial:
            return self._stands_for
        if not text:
            return None
        value = self._read(text)
        if self._check is not None and (problem := self._check(value)):
            raise ReadError(problem)
        return value

    @property
    def raw(self) -> str:
        return self.input.value

    @raw.setter
    def raw(self, raw: str) -> None:
        self.input.value = raw

    def say(self, problem: str | None) -> None:
        super().say(problem)
        self.renew()

    def on_mount(self) -> None:
        # Not by its message, which comes when the key is painted already: this would be painted after it.
        self.watch(self.input, "value", self.renew, init=False)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def renew(self) -> None:
        """Says anew what stands beside it. The form is laid out anew only where that takes other room."""
        if self.is_mounted:
            beside, said = self.query_one(".unit", Static), self._beside()
            if beside.content != said:
                room = beside.content_size
                fits = not beside.has_class("short") and room.width and len(said.wrap(room.width)) == room.height
                beside.update(said, layout=not fits)

    def _beside(self) -> Content:
        try:
            value = self.value
        except ReadError as error:
            # Once it was left it stands below.
            return Content(self.unit) if self.has_class("wrong") else Content.styled(str(error), "$text-warning")
        if value is None:
            said = [self.unit, self._span if self.has_focus_within else ""]
        elif self._tell:
            said = [self._tell(value), self.unit if self.has_focus_within and not self._tells_unit else ""]
        else:
            said = [self.unit]
        return Content(", ".join(filter(None, said)))


def read_text(text: str) -> str:
    """A text is taken as it is."""
    return text


def say_span(span: Span) -> str:
    """ "1 to 2880"."""
    return f"{span.low:g} to {span.high:g}"


def distance_field(key: str, label: str, km: float | None, say: Manner, span: Span, *, unit: str = "") -> TypedField:
    """A distance in the runner's unit; its value and ``span`` are in kilometres. ``unit`` is what stands behind it."""
    return TypedField(
        key,
        label,
        lambda text: read_distance(text, say.units, span.low, span.high),
        shown="" if km is None else say.far(km * 1000),
        unit=unit or say.units,
        stands_for=km,
        span=f"{say.far(span.low * 1000)} to {say.limit(span.high * 1000)}".removesuffix(f" {say.units}"),
    )


def minutes_field(minutes: float | None, check: Check, span: Span, example: str) -> TypedField:
    """How long something took; beside it how that was read, as 1:02 may have meant an hour and two minutes."""
    return TypedField(
        "minutes",
        "Minutes",
        read_minutes,
        shown="" if minutes is None else say_number(minutes),
        stands_for=minutes,
        check=check,
        unit=f"min, or {example}",
        span=say_span(span),
        tell=say_duration,
        tells_unit=True,
    )
