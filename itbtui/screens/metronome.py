"""The cadence metronome: the runner's own steps a minute, and a little above them."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from itbtui.keys.actions import HELP, bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import ReadError, read_whole, say_number
from itbtui.rehab.log.cadence import own_cadence
from itbtui.rehab.log.checks import whole
from itbtui.widgets.beat import Beat
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.choice_row import Choice, Strip
from itbtui.widgets.fields import TypedField
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_modal import LogModal


class MetronomeScreen(LogModal[None]):
    """Rings and shows the beat of a cadence until it is left."""

    ABOUT = (
        "A beat for your steps: your own cadence, or a little above it, which unloads hip and knee. A help, not a "
        "target."
    )
    DEFAULT_CSS = """
    MetronomeScreen { align: center middle; }
    MetronomeScreen #box {
        width: 64; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $secondary;
        margin-bottom: 1;
    }
    MetronomeScreen.-narrow #box { padding: 0 2; }
    MetronomeScreen #title { text-style: bold; margin-bottom: 1; }
    MetronomeScreen #beat { width: 100%; text-align: center; }
    MetronomeScreen BigDigits { margin: 1 0; }
    MetronomeScreen #about { margin-top: 1; color: $foreground-muted; }
    """
    FRAMED = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("metronome"), HELP]

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.beat = Beat(self.app, logbook.exercise_clock, self._draw, lambda: logbook.preferences.sound)

    def compose(self) -> ComposeResult:
        own = own_cadence(self.logbook.log)
        more = [
            Choice(0.0, "own"),
            *(Choice(p, f"+{say_number(p)} %") for p in self.logbook.protocol.cadence.more_percent),
        ]
        with Vertical(id="box"):
            yield Static("Cadence", id="title")
            yield TypedField("own", "Your own cadence", read_cadence, shown=str(own) if own else "", unit="steps/min")
            yield Strip(more, name="more", value=more[1].value)
            yield BigDigits(rows=5)
            yield Static(id="beat")
            yield Static(
                "A little more than your own, on the flat, at an easy pace. Not a target to reach.", id="about"
            )
        yield KeyBar()

    def on_mount(self) -> None:
        first = self.query_one(Strip) if self.cadence is not None else self.query_one(TypedField).editor
        first.focus()
        self._tell()

    @property
    def cadence(self) -> float | None:
        """Steps a minute, where the runner's own are known."""
        try:
            own = self.query_one(TypedField).value
        except ReadError:
            return None
        return None if own is None else own * (1 + (self.query_one(Strip).value or 0.0) / 100)

    @on(Strip.Changed)
    @on(Input.Changed)
    def _tell(self) -> None:
        cadence = self.cadence
        self.query_one(BigDigits).update("" if cadence is None else str(round(cadence)))
        if self.beat.goes:
            self._start()
        else:
            self._draw("Enter starts")

    def action_proceed(self) -> None:
        field = self.query_one(TypedField)
        try:
            field.say(None if field.value is not None else "steps a minute are needed, such as 168")
        except ReadError as error:
            field.say(str(error))
        if self.beat.goes:
            self._stop()
        else:
            self._start()

    def _start(self) -> None:
        """The cadence is that of the led run then, too."""
        if self.cadence is None:
            self._stop()
        else:
            self.logbook.cadence = self.cadence
            self.beat.start(self.cadence)

    def _stop(self) -> None:
        self.beat.stop()
        self._draw("Enter starts")

    def on_unmount(self) -> None:
        self.beat.stop()

    def _draw(self, told: str) -> None:
        # A beat may still sound while the screen is being cleared away.
        if self.query("#beat"):
            self.query_one("#beat", Static).update(Content(told))


def read_cadence(text: str) -> int:
    """Whole steps a minute within the limits of the protocol. Raises ReadError."""
    cadence = read_whole(text)
    if problem := whole("cadence_spm")(cadence):
        raise ReadError(problem)
    return cadence
