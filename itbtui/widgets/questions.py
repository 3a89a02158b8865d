"""What the player asks while its clock stands still: how much it hurts, what was really done, whether to leave."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from itbtui.keys.actions import HELP, bindings
from itbtui.measures import ReadError, harmless, read_number, read_whole, say_number
from itbtui.rehab.exercises.player import Load
from itbtui.rehab.log.checks import number, whole
from itbtui.rehab.log.choices import LOADS
from itbtui.rehab.protocol.reader import Span
from itbtui.widgets.choice_row import PAIN, Strip, named
from itbtui.widgets.fields import ChoiceField, Field, TypedField, read_text
from itbtui.widgets.keybar import KeyBar
from itbtui.wording.questions import (
    HOW_LONG,
    NEEDED_OF_A_SET,
    SCALE,
    ask_how_much_it_hurts,
    ask_what_was_done,
    say_session_bounds,
    say_which_set,
)

BOX = """
{name} {{ align: center middle; }}
{name} #box {{
    width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; background: $surface;
    border: round $border-blurred; margin-bottom: 1;
}}
{name} #title {{ text-style: bold; margin-bottom: 1; }}
{name} #meaning {{ height: auto; min-height: 3; margin-top: 1; }}
"""


class AskPain(ModalScreen[int | None]):
    """Ends with the pain, 0-10, or with nothing."""

    ABOUT = "Knee pain stops an exercise for the day. Burn in the muscle is not knee pain."
    DEFAULT_CSS = BOX.format(name="AskPain")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ask"), HELP]

    def __init__(self, exercise: str, meaning: Callable[[int], str]) -> None:
        super().__init__()
        self.exercise = exercise
        self.meaning = meaning

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(ask_how_much_it_hurts(self.exercise), id="title", markup=False)
            yield Strip(PAIN, name="pain")
            yield Static("", id="meaning", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Strip).focus()
        self._tell()

    @on(Strip.Changed)
    def _tell(self) -> None:
        pain = self.query_one(Strip).value
        self.query_one("#meaning", Static).update(Content(SCALE if pain is None else self.meaning(pain)))

    def action_proceed(self) -> None:
        self.dismiss(self.query_one(Strip).value)


class SetDone(NamedTuple):
    """A set that can be put right: what it is called, in what it is counted, and what is known of it."""

    title: str
    unit: str
    amount: int
    load: Load


class AskReps(ModalScreen[tuple[int, int, Load] | None]):
    """Ends with the number of the set, its repetitions (or seconds) and load, or with nothing."""

    ABOUT = "The plan assumed a full set. Say what was really done, and with which load."
    DEFAULT_CSS = BOX.format(name="AskReps")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ask", "reps"), HELP]

    def __init__(self, sets: Sequence[SetDone], at: int) -> None:
        """``sets`` are those that can be put right, in doing order; it begins with the one ``at``."""
        super().__init__()
        self.sets = sets
        self.at = at

    def compose(self) -> ComposeResult:
        one = self.sets[self.at]
        with Vertical(id="box"):
            yield Static("", id="title", markup=False)
            yield TypedField("amount", "In this set", read_amount, shown=str(one.amount), unit=one.unit)
            yield ChoiceField("kind", "Load", named(LOADS), one.load.kind)
            yield TypedField("kg", "  weight", read_kg, shown=_kg(one.load), unit="kg")
            yield TypedField("band", "  band", read_text, shown=harmless(one.load.band or ""), unit="its colour")
            yield Static("", id="meaning", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._tell()
        self.query_one("#field-amount", Field).editor.focus()

    def _tell(self) -> None:
        self.query_one("#title", Static).update(Content(ask_what_was_done(self.sets[self.at].title)))
        self.query_one("#meaning", Static).update(Content(say_which_set(self.at + 1, len(self.sets))))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "other" or len(self.sets) > 1

    def action_other(self, by: int) -> None:
        """To another set, with what is known of that."""
        self.at = max(0, min(self.at + by, len(self.sets) - 1))
        one = self.sets[self.at]
        known = {"amount": str(one.amount), "kind": one.load.kind, "kg": _kg(one.load)}
        known["band"] = harmless(one.load.band or "")
        for field in self.query(Field):
            field.raw = known[field.key]
        self.query_one("#field-amount", Field).editor.focus()
        self._tell()

    def action_proceed(self) -> None:
        values = {}
        for field in self.query(Field):
            try:
                values[field.key] = field.value
                field.say(None)
            except ReadError as error:
                field.say(str(error))
                field.editor.focus()
                return
        if values["amount"] is None:
            self.query_one("#field-amount", Field).say(NEEDED_OF_A_SET)
            return
        kind = values["kind"] or ("weight" if values["kg"] else "band" if values["band"] else None)
        self.dismiss((self.at, values["amount"], Load(kind, values["kg"], values["band"])))


def _kg(load: Load) -> str:
    return "" if load.kg is None else say_number(load.kg)


class AskMinutes(ModalScreen[int | None]):
    """Ends with how many minutes there are, or with nothing."""

    ABOUT = "The session is made to fit: first fewer sets, then rolling and stretches are left out."
    DEFAULT_CSS = BOX.format(name="AskMinutes")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ask"), HELP]

    def __init__(self, span: Span) -> None:
        """``span`` bounds the minutes."""
        super().__init__()
        self.span = span

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(HOW_LONG, id="title")
            yield TypedField("minutes", "Minutes", self._read, unit="min")
        yield KeyBar()

    def _read(self, text: str) -> int:
        return read_session_minutes(text, self.span)

    def on_mount(self) -> None:
        self.query_one(Field).editor.focus()

    def action_proceed(self) -> None:
        field = self.query_one(Field)
        try:
            self.dismiss(field.value)
        except ReadError as error:
            field.say(str(error))


class AskMany(ModalScreen[str | None]):
    """One answer for many runs. Ends with ``none`` or ``unknown``, or with nothing."""

    ABOUT = "Runs of long ago change no plan any more; what nobody knows of them may stay unknown."
    DEFAULT_CSS = BOX.format(name="AskMany")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("many"), HELP]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self.question, markup=False)
        yield KeyBar()


class AskSure(ModalScreen[bool]):
    """A question before something would be lost. Ends with yes or no."""

    DEFAULT_CSS = BOX.format(name="AskSure")
    BINDINGS: ClassVar[list[BindingType]] = bindings("sure")

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self.question, markup=False)
        yield KeyBar()


def read_amount(text: str) -> int:
    """Whole repetitions or seconds within the limits of the protocol. Raises ReadError."""
    amount = read_whole(text)
    if problem := whole("amount")(amount):
        raise ReadError(problem)
    return amount


def read_session_minutes(text: str, span: Span) -> int:
    """Whole minutes within the bounds. Raises ReadError."""
    minutes = read_whole(text)
    if minutes not in span:
        raise ReadError(say_session_bounds(span))
    return minutes


def read_kg(text: str) -> float:
    """Kilograms within the limits of the protocol. Raises ReadError."""
    kg = read_number(text)
    if problem := number("load_kg")(kg):
        raise ReadError(problem)
    return kg
