"""What the player asks while its clock stands still: how much it hurts, what was really done, whether to leave."""

from collections.abc import Callable
from typing import ClassVar

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
            yield Static(f"{self.exercise}: how much does the outside of the knee hurt?", id="title", markup=False)
            yield Strip(PAIN, name="pain")
            yield Static("", id="meaning", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Strip).focus()
        self._tell()

    @on(Strip.Changed)
    def _tell(self) -> None:
        pain = self.query_one(Strip).value
        asked = "0 none, 10 worst imaginable. Burn in the muscle is not knee pain."
        self.query_one("#meaning", Static).update(Content(asked if pain is None else self.meaning(pain)))

    def action_proceed(self) -> None:
        self.dismiss(self.query_one(Strip).value)


class AskReps(ModalScreen[tuple[int, Load] | None]):
    """Ends with repetitions (or seconds) and load, or with nothing."""

    ABOUT = "The plan assumed a full set. Say what was really done, and with which load."
    DEFAULT_CSS = BOX.format(name="AskReps")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ask"), HELP]

    def __init__(self, exercise: str, counts_reps: bool, amount: int, load: Load) -> None:
        super().__init__()
        self.exercise = exercise
        self.unit = "reps" if counts_reps else "s"
        self.amount = amount
        self.load = load

    def compose(self) -> ComposeResult:
        kg = "" if self.load.kg is None else say_number(self.load.kg)
        with Vertical(id="box"):
            yield Static(f"{self.exercise}: what was really done", id="title", markup=False)
            yield TypedField("amount", "In this set", read_amount, shown=str(self.amount), unit=self.unit)
            yield ChoiceField("kind", "Load", named(LOADS), self.load.kind)
            yield TypedField("kg", "  weight", read_kg, shown=kg, unit="kg")
            yield TypedField("band", "  band", read_text, shown=harmless(self.load.band or ""), unit="its colour")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#field-amount", Field).editor.focus()

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
            self.query_one("#field-amount", Field).say("this is needed; 0 where nothing was done")
            return
        kind = values["kind"] or ("weight" if values["kg"] else "band" if values["band"] else None)
        self.dismiss((values["amount"], Load(kind, values["kg"], values["band"])))


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
            yield Static("How many minutes are there for the session?", id="title")
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


class AskSure(ModalScreen[bool]):
    """A question before something would be lost. Ends with yes or no."""

    DEFAULT_CSS = BOX.format(name="AskSure")
    BINDINGS: ClassVar[list[BindingType]] = bindings("sure")

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self.question = question
        self.yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(f"{self.question}\n\n{self.yes}? y or n", markup=False)
        yield KeyBar()


def read_amount(text: str) -> int:
    amount = read_whole(text)
    if problem := whole("amount")(amount):
        raise ReadError(problem)
    return amount


def read_session_minutes(text: str, span: Span) -> int:
    """Whole minutes within the bounds. Raises ReadError."""
    minutes = read_whole(text)
    if minutes not in span:
        raise ReadError(f"a session takes between {span} minutes")
    return minutes


def read_kg(text: str) -> float:
    kg = read_number(text)
    if problem := number("load_kg")(kg):
        raise ReadError(problem)
    return kg
