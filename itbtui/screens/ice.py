"""The ice timer: so many minutes, with a cloth between. Skin feels them while the machine sleeps, too."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from itbtui.keys.actions import HELP, bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import say_clock
from itbtui.rehab.exercises.player import Sign
from itbtui.widgets.away import tell_away
from itbtui.widgets.bar import Bar
from itbtui.widgets.bells import ring
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_modal import LogModal
from itbtui.widgets.title import keep_title, restore_title, set_title

MINUTE = 60
CLOTH = "A cloth between ice and skin, always. Take it off sooner if the skin goes numb or white."


class IceScreen(LogModal[None]):
    """A timer that goes on while the machine sleeps."""

    ABOUT = "Ice for some minutes after activity, most useful in the first days. Always a cloth between."
    DEFAULT_CSS = """
    IceScreen { align: center middle; }
    IceScreen #box {
        width: 60; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $secondary;
        margin-bottom: 1;
    }
    IceScreen #box > * { width: 100%; text-align: center; }
    IceScreen BigDigits { margin: 1 0; }
    IceScreen #cloth { margin-top: 1; }
    IceScreen.over #box { border: heavy $success; }
    """
    FRAMED = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ice"), HELP]

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.minutes = logbook.protocol.ice.default_minutes
        self._left: float = self.minutes * MINUTE
        self._deadline: float | None = None
        self._late = 0
        """So many minutes it was over when that was seen first."""
        self._tick: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static("Ice", id="title")
            yield BigDigits(rows=5)
            yield Bar()
            yield Static(CLOTH, id="cloth")
        yield KeyBar()

    def on_mount(self) -> None:
        keep_title(self.app)
        self.look()

    def on_unmount(self) -> None:
        restore_title(self.app)

    @property
    def left(self) -> float:
        """Seconds left of the ice."""
        return (
            self._left
            if self._deadline is None
            else max(0.0, self._deadline - self.logbook.exercise_clock.even_asleep())
        )

    def look(self) -> None:
        """Shows what is left, and looks again when the second ends."""
        left = self.left
        told = say_clock(left)
        digits, word = self.query_one(BigDigits), self._word(left)
        if digits.value != told:
            digits.update(told)
            set_title(self.app, f"ice {told}")
        self.query_one("#title", Static).update(word)
        self.query_one(Bar).show(1 - left / (self.minutes * MINUTE))
        self.set_class(not left, "over")
        if self._tick is not None:
            self._tick.stop()
        if self._deadline is not None and not left:
            self._late = int(self.logbook.exercise_clock.even_asleep() - self._deadline) // MINUTE
            self._left, self._deadline = 0.0, None
            self.query_one("#title", Static).update(self._word(left))
            if self.logbook.preferences.notifications:
                tell_away(self.app, self._word(left))
            if self.logbook.preferences.sound:
                ring(self, Sign.END)
        elif self._deadline is not None:
            self._tick = self.set_timer(max((left % 1 or 1.0) / self.logbook.exercise_clock.rate, 0.02), self.look)

    def _word(self, left: float) -> str:
        if not left:
            return f"Done {self._late} min ago. Ice off." if self._late else "Done. Ice off."
        return "Ice" if self._deadline is not None else f"Ice, {self.minutes} min: space starts"

    def action_start_or_pause(self) -> None:
        now = self.logbook.exercise_clock.even_asleep()
        if self._deadline is None:
            self._left = self._left or self.minutes * MINUTE
            self._deadline = now + self._left
        else:
            self._left, self._deadline = self.left, None
        self.look()

    def action_change(self, minutes: int) -> None:
        """A minute more or less, within the protocol's bounds; what has passed stays passed."""
        if self.minutes + minutes not in self.logbook.protocol.ice.minutes:
            return
        self.minutes += minutes
        self._left = max(0.0, self._left + minutes * MINUTE)
        if self._deadline is not None:
            self._deadline += minutes * MINUTE
        self.look()
