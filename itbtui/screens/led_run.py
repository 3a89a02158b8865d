"""A run that is led: what to do now, how long, and what comes next, to be read from two metres."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer

from itbtui.keys.actions import bindings
from itbtui.logbook.clock import even_asleep
from itbtui.logbook.led_runs import Keeper, LedRun, begun_now
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.cadence import own_cadence
from itbtui.rehab.workouts.leading import Leading
from itbtui.rehab.workouts.workout import Kind, Part
from itbtui.widgets.bar import Bar
from itbtui.widgets.beat import Beat
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.led_screen import MOST_ROWS, LedScreen
from itbtui.widgets.live_words import Words
from itbtui.widgets.questions import AskSure
from itbtui.wording.bells import RHYTHMS, Heard
from itbtui.wording.led_run import View, say_cadence, say_end_here, say_no_cadence, stopped, view

TAKEN, TAKEN_TALL = 15, 21
"""Rows that are not for the digits."""
STOP_S = 6
"""So long, by the exercise clock, it says to stop before it asks."""
QUIET_S = 0.5
"""The beat is silent for so long around a sign."""
HUES = {Kind.RUN: "success", Kind.PICK_UP: "warning"}
WHILE_LED = ("pause", "hurts", "leave", "forward", "toggle_beat")
IN_PAIN = ("end", "not_meant")


class LedRunScreen(LedScreen[LedRun]):
    """Ends with what was run, of which there may be nothing to log."""

    ABOUT = (
        "What to do now, for how long, and what comes next. A quick rhythm of the bell means run, a slow one walk. "
        "What was run is kept until it is logged."
    )
    DEFAULT_CSS = """
    LedRunScreen #frame { align: center middle; }
    LedRunScreen #word { dock: top; }
    LedRunScreen #beat { width: 100%; height: 1; text-align: center; color: $foreground-muted; }
    LedRunScreen.-tall #cue { margin-top: 2; }
    LedRunScreen #frame.error { border: heavy $error; }
    LedRunScreen .error BigDigits, LedRunScreen .error #part { display: none; }
    LedRunScreen:ansi .error #word { background: ansi_bright_red; color: ansi_black; }
    """
    KEYS = (*IN_PAIN, *WHILE_LED, "toggle_sound")
    BINDINGS: ClassVar[list[BindingType]] = bindings("led")

    def __init__(self, logbook: Logbook, parts: tuple[Part, ...]) -> None:
        self.leading = Leading(parts, logbook.protocol.pauses.countdown_s)
        super().__init__(logbook, self.leading)
        self.led = begun_now(logbook)
        self.keeper = Keeper(logbook)
        self.beat = Beat(self.app, logbook.exercise_clock, self._draw_foot, self._beat_rings)
        self._wants_beat = False
        self._signed_at = 0.0
        self._asks: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Words(id="top")
        yield Bar(id="whole")
        with Vertical(id="frame"):
            yield Words(id="word")
            yield BigDigits()
            yield Bar(id="part")
            yield Words(id="cue")
            yield Words(id="beat")
        yield Words(id="next")
        yield KeyBar()

    def on_unmount(self) -> None:
        if not self.has_ended:
            self.keeper.keep(self.led)
        self.beat.stop()

    def look_at(self, now: float) -> None:
        """It is kept each time."""
        self.led = self.led._replace(done=self.leading.done(now))
        self.keeper.keep(self.led, now)
        sign = self.leading.look(now)
        if sign is not None:
            self.give(sign)
        self.show()
        if self.leading.is_over(now):
            self.end()

    # --- what is shown and heard ----------------------------------------------------

    def show(self) -> None:
        now, hurt = self._view(), self.led.hurt
        self.colour("error" if hurt else HUES.get(now.kind, "secondary"), paused=self.leading.is_paused and not hurt)
        self.put("top", self.beside(now.head, now.left))
        self.put("word", Content(" ".join(now.word.upper())))
        self.put("cue", Content(now.cue))
        self.put("next", Content(now.following))
        self.put_clock(now.digits, now.title)
        self.query_one("#whole", Bar).show(now.of_all)
        self.query_one("#part", Bar).show(now.of_part)
        self._keep_beat(now.kind)

    def _view(self) -> View:
        here = view(self.leading, self.now())
        return stopped(here, self.led.is_run, self.led.onset_min) if self.led.hurt else here

    def on_resize(self) -> None:
        """The digits take what the words leave, and are no wider than five of them fit."""
        high, wide = self.size.height, self.size.width
        room = high - (TAKEN_TALL if self.has_class("-tall") else TAKEN)
        rows = min(room, (wide - 8) // 6, MOST_ROWS)
        self.query_one(BigDigits).rows = rows if rows % 2 else rows - 1
        self.show()

    def give(self, sign: Heard) -> None:
        self._signed_at = even_asleep() + RHYTHMS[sign][-1]
        super().give(sign)

    # --- the beat -------------------------------------------------------------------

    def _keep_beat(self, kind: Kind) -> None:
        """It goes while one runs, where it is wanted."""
        goes = self._wants_beat and kind in HUES and not self.leading.is_paused
        if goes and not self.beat.goes and self.cadence:
            self.beat.start(self.cadence)
        elif not goes and self.beat.goes:
            self.beat.stop()
            self.put("beat", Content(""))

    @property
    def cadence(self) -> float | None:
        """Steps a minute: what the metronome was set to last, or one's own and a little above."""
        own = own_cadence(self.logbook.log)
        more = self.logbook.protocol.cadence.more_percent[0]
        return self.logbook.cadence or (own * (1 + more / 100) if own else None)

    def _beat_rings(self) -> bool:
        """Not over a sign, which has a rhythm of its own."""
        return self.logbook.preferences.sound and even_asleep() > self._signed_at + QUIET_S

    def _draw_foot(self, foot: str) -> None:
        # A beat may still sound while the screen is being cleared away.
        if self.query("#beat"):
            self.put("beat", Content(f"{foot}  {say_cadence(self.cadence or 0)}"))

    # --- keys -----------------------------------------------------------------------

    def action_pause(self) -> None:
        self.toggle()
        self.look()
        self.look_again()

    def action_forward(self) -> None:
        self.leading.forward(self.now())
        self.look()
        self.look_again()

    def action_hurts(self) -> None:
        """It stops at once, and says so for a while; then how much it hurt is asked."""
        self.leading.pause(self.now())
        self.led = self.led._replace(done=self.leading.done(self.now()), hurt=True)
        self.keeper.keep(self.led)
        self._asks = self.set_timer(STOP_S / self.logbook.exercise_clock.rate, self.end)
        self.refresh_bindings()
        self.show()

    def action_not_meant(self) -> None:
        """The key was pressed by mistake: it waits where it was."""
        if self._asks is not None:
            self._asks.stop()
        self.led = self.led._replace(hurt=False)
        self.keeper.keep(self.led)
        self.refresh_bindings()
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once it hurts there is nothing to go on with."""
        if action in IN_PAIN:
            return self.led.hurt
        return not (self.led.hurt and action in WHILE_LED)

    def action_end(self) -> None:
        self.end()

    def end(self) -> None:
        """With what was run, once."""
        if self.has_ended:
            return
        self.has_ended = True
        self.look_again()
        self.keeper.keep(self.led)
        self.end_with(self.led)

    def action_toggle_beat(self) -> None:
        if self.cadence is None:
            self.notify(say_no_cadence(self.key("metronome")))
            return
        self._wants_beat = not self._wants_beat
        self.show()

    async def action_leave(self) -> None:
        """Ends the run here, and asks first, while the clock stands still."""
        going = not self.leading.is_paused
        self.leading.pause(self.now())
        self.look()

        def then(sure: bool | None) -> None:
            if sure:
                self.end()
            elif going:
                self.action_pause()

        await self.app.push_screen(AskSure(say_end_here(self.led.done, is_run=self.led.is_run)), then)
