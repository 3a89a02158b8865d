"""Fields of a form: a label, an editor, and what is wrong with it beside it."""

import datetime as dt
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

from itbtui.commands import bindings
from itbtui.rehab.checks import shown
from itbtui.rehab.words import MILE_KM
from itbtui.widgets.strip import Choice, Strip, pass_on


class FieldError(ValueError):
    """What was typed cannot be read; the message is a plain phrase."""


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
        """What was answered, or None. Raises FieldError."""
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

    async def _on_key(self, event: events.Key) -> None:
        if pass_on(self, event):
            return
        if event.key == "enter":
            event.stop()
            await self.run_action("screen.proceed")
        else:
            await super()._on_key(event)


class TypedField(Field):
    """A field to type in; ``read`` turns the text into a value or raises FieldError.

    The first letters of what is ``known`` bring the rest, which the right arrow takes.
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
        super().__init__(key, label, self.input, unit=unit)
        self.initial = shown

    @property
    def value(self) -> Any:
        text = self.input.value.strip()
        return self._read(text) if text else None

    @property
    def raw(self) -> str:
        return self.input.value

    @raw.setter
    def raw(self, raw: str) -> None:
        self.input.value = raw


def read_number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise FieldError(f"{shown(text)} is not a number, such as 5.2") from None


def distance_reader(units: str) -> Callable[[str], float]:
    """Kilometres from what is typed in the runner's units."""
    return lambda text: round(read_number(text) * (MILE_KM if units == "mi" else 1), 3)


def read_whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise FieldError(f"{shown(text)} is not a whole number") from None


def read_minutes(text: str) -> float:
    """Minutes as 31, 31:30 or 1:02:30."""
    if ":" not in text:
        return read_number(text)
    try:
        parts = [int(part) for part in text.split(":")]
        if len(parts) > 3 or any(not 0 <= part < 60 for part in parts[1:]):
            raise ValueError
        if len(parts) == 2:
            return round(parts[0] + parts[1] / 60, 2)
        return round(parts[0] * 60 + parts[1] + parts[2] / 60, 2)
    except (ValueError, OverflowError):
        raise FieldError(f"{shown(text)} is not a duration, such as 31, 31:30 or 1:02:30") from None


def read_text(text: str) -> str:
    return text


def date_reader(today: dt.date) -> Callable[[str], dt.date]:
    """Dates as 2026-03-01, today, yesterday, or -2 for two days ago; none beyond tomorrow."""

    def read(text: str) -> dt.date:
        day = _day(text, today)
        if day is None:
            raise FieldError(f"{shown(text)} is not a date, such as {today}, yesterday or -2")
        if (day - today).days > 1:
            raise FieldError(f"{day} is in the future; the day it happened is wanted")
        return day

    return read


def date_to_come_reader(today: dt.date) -> Callable[[str], dt.date]:
    """Dates as 2026-09-06, or +30 for in thirty days; past ones as well."""

    def read(text: str) -> dt.date:
        day = _day(text, today)
        if day is None:
            raise FieldError(f"{shown(text)} is not a date, such as {today.year + 1}-09-06 or +30")
        return day

    return read


def _day(text: str, today: dt.date) -> dt.date | None:
    words = {"today": 0, "yesterday": 1}
    try:
        if text.lower() in words:
            return today - dt.timedelta(days=words[text.lower()])
        if text.startswith(("-", "+")):
            return today + dt.timedelta(days=int(text))
        return dt.date.fromisoformat(text)
    except (ValueError, OverflowError):
        return None


def read_time(text: str) -> dt.time:
    try:
        hour, _, minute = text.partition(":")
        return dt.time(int(hour), int(minute or 0))
    except (ValueError, OverflowError):
        raise FieldError(f"{shown(text)} is not a time, such as 07:30") from None
