"""What leads by the clock, a session or a run: it looks as each second ends, and stands still where nobody follows."""

from typing import Protocol, TypeVar

from textual.content import Content
from textual.timer import Timer

from itbtui.logbook import clock
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.exercises.player import Sign
from itbtui.widgets.bells import ring
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.live_words import Words
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.title import keep_title, restore_title, set_title
from itbtui.wording.bells import Heard

Result = TypeVar("Result")

FLASH_S = 0.3
MOST_ROWS = 17
"""Of the digits."""
COLOURS = ("primary", "secondary", "success", "warning", "error")
SHORTEST_S = 0.02
"""Between two looks."""


class Timed(Protocol):
    """Steps or parts with a place in them. Times are seconds of the exercise clock."""

    @property
    def is_paused(self) -> bool:
        """Whether it waits to be set going."""

    def go(self, now: float) -> None:
        """The clock goes on from ``now`` on."""

    def pause(self, now: float) -> None:
        """The clock stands still from ``now`` on."""

    def left(self, now: float) -> float:
        """Seconds left of what is shown."""


class LedScreen(LogScreen[Result]):
    """How far ``timed`` is, to be read from two metres: what there is to do is said by a word, and by a hue."""

    DEFAULT_CSS = (
        """
    LedScreen #top { height: 1; margin: 0 2; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    LedScreen #whole { margin: 0 2; }
    LedScreen #frame { height: 1fr; margin: 0 2; }
    LedScreen #word { height: 1; width: 100%; text-style: bold; text-align: center; color: $background; }
    LedScreen BigDigits { margin: 1 0; text-style: bold; }
    LedScreen #part { margin: 0 4; }
    LedScreen #cue { width: 100%; height: auto; min-height: 2; margin-top: 1; padding: 0 2; text-align: center; }
    LedScreen #next { height: 1; margin: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    LedScreen.-tall #word { height: 3; content-align: center middle; }
    """
        + "".join(
            f"""
    LedScreen #frame.{hue} {{ border: round ${hue}; }}
    LedScreen .{hue} #word {{ background: ${hue}; }}
    LedScreen .{hue} #part {{ color: ${hue}; }}
    """
            for hue in COLOURS
        )
        + """
    LedScreen .paused #word { background: $panel; color: $foreground; }
    LedScreen .paused BigDigits { color: $foreground-muted; }
    LedScreen:ansi #word { color: ansi_black; text-style: none; }
    LedScreen:ansi:light #word { color: ansi_bright_white; }
    LedScreen:ansi .paused #word { color: $foreground; }
    LedScreen #frame.flash { border: heavy $foreground; }
    LedScreen .flash #word { background: $foreground; color: $background; }
    LedScreen:ansi .flash #word { background: ansi_bright_white; color: ansi_black; }
    """
    )
    FRAMED = False
    KEEPS_PLAN = True

    def __init__(self, logbook: Logbook, timed: Timed) -> None:
        super().__init__(logbook)
        self.has_ended = False
        """Whether there is nothing more to lead."""
        self._ends_with: tuple[Result | None] | None = None
        """With what it closes once nothing lies over it any more."""
        self._timed = timed
        self._shown: dict[str, object] = {}
        self._flash: Timer | None = None
        self._next_look: Timer | None = None
        self._due_at = self._last_look = 0.0

    def on_mount(self) -> None:
        keep_title(self.app)
        # At once: what is only queued would come after the program was stopped and went on.
        self.app.app_suspend_signal.subscribe(self, lambda _: self.stand_still(self.now()), immediate=True)
        self._timed.go(self.now())
        self.look()
        self.look_again()

    def on_unmount(self) -> None:
        restore_title(self.app)

    def on_screen_resume(self) -> None:
        if self._ends_with is not None:
            self.end_with(*self._ends_with)

    def end_with(self, result: Result | None) -> None:
        """Closes, as soon as nothing lies over it: Textual would close the screen on top in its place."""
        if self.is_active:
            self.dismiss(result)
        else:
            self._ends_with = (result,)

    # --- the clock ------------------------------------------------------------------

    def now(self) -> float:
        """Seconds of the exercise clock, by which it leads."""
        return self.logbook.exercise_clock.now()

    def look(self) -> None:
        """Goes on to where one is by now, and shows it."""
        self._last_look = self.now()
        self.look_at(self._last_look)

    def look_at(self, now: float) -> None:
        """What looking means: for the screen to say."""
        raise NotImplementedError

    def toggle(self) -> None:
        """Stands still, or goes on."""
        now = self.now()
        if self._timed.is_paused:
            self._timed.go(now)
        else:
            self._timed.pause(now)

    def look_again(self) -> None:
        """Looks next when the second that is shown ends, and not in between."""
        if self._next_look is not None:
            self._next_look.stop()
            self._next_look = None
        if self.has_ended or self._timed.is_paused:
            return
        wait = max((self._timed.left(self.now()) % 1 or 1.0) / self.logbook.exercise_clock.rate, SHORTEST_S)
        self._due_at = clock.even_asleep() + wait
        self._next_look = self.set_timer(wait, self._tick)

    def _tick(self) -> None:
        if clock.slept(self._due_at):
            self.stand_still(self._last_look)
        else:
            self.look()
        self.look_again()

    def stand_still(self, since: float) -> None:
        """Nobody follows: the clock stands still from then on, until a key sets it going again."""
        self._timed.pause(since)
        self.show()

    def is_looked_away_from(self) -> None:
        """Nobody follows while the help or the palette is read."""
        self.stand_still(self.now())

    async def action_help(self) -> None:
        self.is_looked_away_from()
        await self.run_action("app.help")

    # --- what is shown and heard ----------------------------------------------------

    def show(self) -> None:
        """Draws what differs from what stands there: for the screen to say."""
        raise NotImplementedError

    def put(self, name: str, words: Content) -> None:
        """The words of one line."""
        self.query_one(f"#{name}", Words).say(words)

    def put_clock(self, digits: str, title: str) -> None:
        """What is left, in digits and in the title of the window."""
        if self._is_new("digits", digits):
            self.query_one(BigDigits).update(digits)
        if self._is_new("title", title):
            set_title(self.app, title)

    def _is_new(self, name: str, value: object) -> bool:
        is_new = self._shown.get(name) != value
        self._shown[name] = value
        return is_new

    def beside(self, left: str, right: str) -> Content:
        """Words at both ends of the line at the top."""
        return Content(left + " " * max(1, self.size.width - 4 - len(left) - len(right)) + right)

    def colour(self, hue: str, *, paused: bool, **more: bool) -> None:
        """In one go, and only in the frame: all that is below it is styled anew."""
        classes = {one: one == hue for one in COLOURS}
        self.query_one("#frame").update_classes(classes | {"paused": paused, "flash": self._flash is not None} | more)

    def give(self, sign: Heard) -> None:
        """A sign, to be seen and heard."""
        if self._flash is not None:
            self._flash.stop()
        self._flash = self.set_timer(FLASH_S, self._end_flash)
        if self.logbook.preferences.sound:
            # The last sign is still to be heard when this screen is gone.
            ring(self.app if sign is Sign.END else self, sign)

    def _end_flash(self) -> None:
        self._flash = None
        self.show()
