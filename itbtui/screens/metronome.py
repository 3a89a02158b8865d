"""The cadence metronome: the runner's own steps a minute, and a little above them."""

import asyncio
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
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.choice_row import Choice, Strip
from itbtui.widgets.fields import TypedField
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogModal

MINUTE = 60
FOOT = "█" * 20
BEATS = (FOOT + " " * len(FOOT), " " * len(FOOT) + FOOT)
"""One foot, then the other."""
DRAW_LATER_S = 0.015
"""Drawing keeps the bell's own thread waiting, so it comes after the bell is out."""


class MetronomeScreen(LogModal[None]):
    """Beats lie at whole multiples of the interval from the first one on, so that lateness does not add up."""

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
    MetronomeScreen #title { text-style: bold; margin-bottom: 1; }
    MetronomeScreen #beat { width: 100%; text-align: center; }
    MetronomeScreen BigDigits { margin: 1 0; }
    MetronomeScreen #about { margin-top: 1; color: $foreground-muted; }
    """
    FRAMED = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("metronome"), HELP]

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._first: float | None = None
        """When the first beat was; None while it is silent."""
        self._beats = 0
        self.next_beat: float | None = None
        """When the next beat is, by the exercise clock; None while it is silent."""
        self._next: asyncio.TimerHandle | None = None

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
        if self._first is not None:
            self._start()
        else:
            self.query_one("#beat", Static).update("Enter starts")

    def action_proceed(self) -> None:
        field = self.query_one(TypedField)
        try:
            field.say(None if field.value is not None else "steps a minute are needed, such as 168")
        except ReadError as error:
            field.say(str(error))
        if self._first is None:
            self._start()
        else:
            self._stop()

    def _start(self) -> None:
        self._stop()
        if self.cadence is not None:
            self._first, self._beats = self.logbook.exercise_clock.now(), 0
            self._beat()

    def _stop(self) -> None:
        self._silence()
        self.query_one("#beat", Static).update("Enter starts")

    def _silence(self) -> None:
        if self._next is not None:
            self._next.cancel()
        self._first = self._next = self.next_beat = None

    def on_unmount(self) -> None:
        self._silence()

    def _draw(self, beat: int) -> None:
        if self._first is not None:
            self.query_one("#beat", Static).update(Content(BEATS[beat % 2]))

    def _beat(self) -> None:
        if self._first is None or self.cadence is None:
            return
        if self.logbook.preferences.sound:
            self.app.bell()
        loop = asyncio.get_running_loop()
        loop.call_later(DRAW_LATER_S, self._draw, self._beats)
        now = self.logbook.exercise_clock.now()
        interval = MINUTE / self.cadence
        # A beat that was missed, by a machine that slept, is left out.
        self._beats = max(self._beats, int((now - self._first) / interval)) + 1
        self.next_beat = self._first + self._beats * interval
        wait = self.next_beat - now
        # Straight from the loop: a timer of the screen queues behind what is being drawn, by up to 15 ms.
        self._next = loop.call_later(max(wait / self.logbook.exercise_clock.rate, 0.001), self._beat)


def read_cadence(text: str) -> int:
    cadence = read_whole(text)
    if problem := whole("cadence_spm")(cadence):
        raise ReadError(problem)
    return cadence
