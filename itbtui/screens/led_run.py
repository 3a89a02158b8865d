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
from itbtui.rehab.exercises.player import Sign
from itbtui.rehab.log.cadence import own_cadence
from itbtui.rehab.workouts.leading import Leading
from itbtui.rehab.workouts.workout import Kind, Part
from itbtui.widgets.bar import Bar
from itbtui.widgets.beat import Beat
from itbtui.widgets.bells import ring
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.live_words import Words
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.questions import AskSure
from itbtui.widgets.title import keep_title, restore_title, set_title
from itbtui.wording.bells import RHYTHMS, Heard
from itbtui.wording.led_run import View, say_cadence, say_end_here, say_no_cadence, stopped, view

TAKEN, TAKEN_TALL = 15, 21
"""Rows that are not for the digits."""
MOST_ROWS = 17
FLASH_S = 0.3
ASLEEP_S = 5
"""A look that comes so much too late means that the machine slept or the program was stopped: nobody followed."""
STOP_S = 6
"""So long, by the exercise clock, it says to stop before it asks."""
QUIET_S = 0.5
"""The beat is silent for so long around a sign."""
RUNS = (Kind.RUN, Kind.PICK_UP)
WHILE_LED = ("pause", "hurts", "leave", "forward", "toggle_beat")
IN_PAIN = ("end", "not_meant")


class LedRunScreen(LogScreen[LedRun]):
    """Ends with what was run, of which there may be nothing to log."""

    ABOUT = (
        "What to do now, for how long, and what comes next. A quick rhythm of the bell means run, a slow one walk. "
        "What was run is kept until it is logged."
    )
    DEFAULT_CSS = """
    LedRunScreen #top { height: 1; margin: 0 2; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    LedRunScreen #whole { margin: 0 2; }
    LedRunScreen #frame { height: 1fr; margin: 0 2; border: round $secondary; align: center middle; }
    LedRunScreen #word { dock: top; height: 1; text-style: bold; background: $secondary; color: $background; }
    LedRunScreen #word, LedRunScreen #cue, LedRunScreen #beat { width: 100%; text-align: center; }
    LedRunScreen BigDigits { margin: 1 0; text-style: bold; }
    LedRunScreen #part { margin: 0 4; color: $secondary; }
    LedRunScreen #cue { height: auto; min-height: 2; margin-top: 1; padding: 0 2; }
    LedRunScreen #beat { height: 1; color: $foreground-muted; }
    LedRunScreen #next { height: 1; margin: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    LedRunScreen.-tall #word { height: 3; content-align: center middle; }
    LedRunScreen.-tall #cue { margin-top: 2; }

    LedRunScreen #frame.run { border: round $success; }
    LedRunScreen .run #word { background: $success; }
    LedRunScreen .run #part { color: $success; }
    LedRunScreen #frame.pick-up { border: round $warning; }
    LedRunScreen .pick-up #word { background: $warning; }
    LedRunScreen .pick-up #part { color: $warning; }
    LedRunScreen .paused #word { background: $panel; color: $foreground; }
    LedRunScreen .paused BigDigits { color: $foreground-muted; }
    LedRunScreen #frame.stop { border: heavy $error; }
    LedRunScreen .stop #word { background: $error; }
    LedRunScreen .stop BigDigits, LedRunScreen .stop #part { display: none; }
    LedRunScreen:ansi #word { color: ansi_black; text-style: none; }
    LedRunScreen:ansi:light #word { color: ansi_bright_white; }
    LedRunScreen:ansi .paused #word { color: $foreground; }
    LedRunScreen #frame.flash { border: heavy $foreground; }
    LedRunScreen .flash #word { background: $foreground; color: $background; }
    LedRunScreen:ansi .stop #word { background: ansi_bright_red; color: ansi_black; }
    LedRunScreen:ansi .flash #word { background: ansi_bright_white; color: ansi_black; }
    """
    FRAMED = False
    KEYS = (*IN_PAIN, *WHILE_LED, "toggle_sound")
    BINDINGS: ClassVar[list[BindingType]] = bindings("led")
    KEEPS_PLAN = True

    def __init__(self, logbook: Logbook, parts: tuple[Part, ...]) -> None:
        super().__init__(logbook)
        self.leading = Leading(parts, logbook.protocol.pauses.countdown_s)
        self.led = begun_now(logbook)
        self.keeper = Keeper(logbook)
        self.beat = Beat(self.app, logbook.exercise_clock, self._draw_foot, self._beat_rings)
        self._wants_beat = False
        self._shown: dict[str, object] = {}
        self._next_look: Timer | None = None
        self._looked_at = self._last_look = self._signed_at = 0.0
        self._flash: Timer | None = None
        self._asks: Timer | None = None
        self._has_ended = False

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

    def on_mount(self) -> None:
        keep_title(self.app)
        # At once: what is only queued would come after the program was stopped and went on.
        self.app.app_suspend_signal.subscribe(self, lambda _: self._stand_still(self.now()), immediate=True)
        self.leading.go(self.now())
        self.look()
        self._look_again()

    def on_unmount(self) -> None:
        if not self._has_ended:
            self.keeper.keep(self.led)
        self.beat.stop()
        restore_title(self.app)

    def now(self) -> float:
        """Seconds of the exercise clock, by which the parts are led."""
        return self.logbook.exercise_clock.now()

    # --- the clock ------------------------------------------------------------------

    def _look_again(self) -> None:
        """Looks next when the second that is shown ends, and not in between."""
        if self._next_look is not None:
            self._next_look.stop()
        if self._has_ended:
            return
        wait = (self.leading.left(self.now()) % 1 or 1.0) / self.logbook.exercise_clock.rate
        self._looked_at = even_asleep()
        self._next_look = None if self.leading.is_paused else self.set_timer(max(wait, 0.02), self._tick)

    def _tick(self) -> None:
        if even_asleep() - self._looked_at > ASLEEP_S:
            self._stand_still(self._last_look)
        else:
            self.look()
        self._look_again()

    def _stand_still(self, since: float) -> None:
        """Nobody follows: the clock stands still from then on, until a key sets it going again."""
        self.leading.pause(since)
        self.show()

    def look(self) -> None:
        """Goes on to where one is by now, shows and keeps it."""
        now = self._last_look = self.now()
        self.led = self.led._replace(done=self.leading.done(now))
        self.keeper.keep(self.led, now)
        sign = self.leading.look(now)
        if sign is not None:
            self._give(sign)
        self.show()
        if self.leading.is_over(now):
            self.end()

    # --- what is shown and heard ----------------------------------------------------

    def show(self) -> None:
        """Draws what differs from what stands there."""
        now = self._view()
        self._colour(now.kind)
        self._put("top", now.head + " " * max(1, self.size.width - 4 - len(now.head) - len(now.left)) + now.left)
        self._put("word", " ".join(now.word.upper()))
        self._put("cue", now.cue)
        self._put("next", now.following)
        if self._is_new("digits", now.digits):
            self.query_one(BigDigits).update(now.digits)
        self.query_one("#whole", Bar).show(now.of_all)
        self.query_one("#part", Bar).show(now.of_part)
        if self._is_new("title", now.title):
            set_title(self.app, now.title)
        self._keep_beat(now.kind)

    def _view(self) -> View:
        here = view(self.leading, self.now())
        return stopped(here, self.led.is_run, self.led.onset_min) if self.led.hurt else here

    def _is_new(self, name: str, value: object) -> bool:
        is_new = self._shown.get(name) != value
        self._shown[name] = value
        return is_new

    def _put(self, name: str, words: str) -> None:
        self.query_one(f"#{name}", Words).say(Content(words))

    def _colour(self, kind: Kind) -> None:
        """In one go, and only in the frame: all that is below it is styled anew."""
        hurt = self.led.hurt
        classes = {str(one): one is kind and not hurt for one in RUNS}
        classes |= {"paused": self.leading.is_paused and not hurt, "stop": hurt, "flash": self._flash is not None}
        self.query_one("#frame").update_classes(classes)

    def on_resize(self) -> None:
        """The digits take what the words leave, and are no wider than five of them fit."""
        high, wide = self.size.height, self.size.width
        room = high - (TAKEN_TALL if self.has_class("-tall") else TAKEN)
        rows = min(room, (wide - 8) // 6, MOST_ROWS)
        self.query_one(BigDigits).rows = rows if rows % 2 else rows - 1
        self.show()

    def _give(self, sign: Heard) -> None:
        if self._flash is not None:
            self._flash.stop()
        self._flash = self.set_timer(FLASH_S, self._end_flash)
        self._signed_at = even_asleep() + RHYTHMS[sign][-1]
        if self.logbook.preferences.sound:
            # The last sign is still to be heard when this screen is gone.
            ring(self.app if sign is Sign.END else self, sign)

    def _end_flash(self) -> None:
        self._flash = None
        self.show()

    # --- the beat -------------------------------------------------------------------

    def _keep_beat(self, kind: Kind) -> None:
        """It goes while one runs, where it is wanted."""
        goes = self._wants_beat and kind in RUNS and not self.leading.is_paused
        if goes and not self.beat.goes and self.cadence:
            self.beat.start(self.cadence)
        elif not goes and self.beat.goes:
            self.beat.stop()
            self._put("beat", "")

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
        self._put("beat", f"{foot}  {say_cadence(self.cadence or 0)}")

    # --- keys -----------------------------------------------------------------------

    def action_pause(self) -> None:
        now = self.now()
        if self.leading.is_paused:
            self.leading.go(now)
        else:
            self.leading.pause(now)
        self.look()
        self._look_again()

    def action_forward(self) -> None:
        self.leading.forward(self.now())
        self.look()
        self._look_again()

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
        if self._has_ended:
            return
        self._has_ended = True
        if self._next_look is not None:
            self._next_look.stop()
        self.keeper.keep(self.led)
        self.dismiss(self.led)

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

    async def action_help(self) -> None:
        """Nobody follows while the help is read."""
        self._stand_still(self.now())
        await self.run_action("app.help")
