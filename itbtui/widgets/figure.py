"""The figure of an exercise, moving in its tempo."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from itbtui.charts.figures import draw
from itbtui.rehab.exercises.body import Pose
from itbtui.rehab.exercises.movement import place, pose_at, telling
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.rehab.exercises.routine import Tempo
from itbtui.rehab.log.entries import Side

A_SECOND = 6
"""Pictures."""
LOOKS_AHEAD = 60
"""In so many pictures, where none is another, it looks whether that is still so."""
LEAST_S = 0.05
"""Between two looks, however fast the clock goes."""


class Shown(NamedTuple):
    """An exercise of the protocol, the side that works, and the tempo of a repetition where it has some."""

    exercise: str
    side: Side
    tempo: Tempo = ()


@lru_cache(maxsize=1024)
def _at(exercise: str, part: int, fraction: float, size: Size, side: Side) -> tuple[str, ...]:
    """A repetition is like the one before, so that most pictures are there already."""
    return _drawn(exercise, pose_at(MOVEMENTS[exercise], part, fraction), size, side)


@lru_cache(maxsize=512)
def _drawn(exercise: str, pose: Pose, size: Size, side: Side) -> tuple[str, ...]:
    """In a hold all pictures are of one pose."""
    return tuple(draw(MOVEMENTS[exercise], pose, *size, side))


class Figure(Widget):
    """Fills the room it has. ``elapsed`` says how many seconds ago the first repetition began; ``rate`` how many of
    them go by in a second.

    It looks at the clock only while it is going and when another picture is due, and draws only the lines that are
    others than before. Where it is ``still``, it shows the pose that says most.
    """

    DEFAULT_CSS = """
    Figure { width: 1fr; height: 1fr; }
    """

    def __init__(self, elapsed: Callable[[], float], *, rate: float = 1, still: bool = False) -> None:
        super().__init__()
        self._elapsed = elapsed
        self._rate = rate
        self._still = still
        self._going = False
        self._shown: Shown | None = None
        self._next_look: Timer | None = None
        self._lines: tuple[str, ...] = ()
        self._style: Style | None = None
        """Kept, because Textual puts it together anew for whoever asks: half of what a picture takes."""

    def show(self, shown: Shown | None, *, going: bool) -> None:
        """This exercise from now on; one without a figure, or none, leaves the room empty."""
        self._shown = shown if shown and shown.exercise in MOVEMENTS else None
        self._going = going and self._shown is not None and not self._still
        self._look()

    def on_resize(self) -> None:
        self._look()

    def _look(self) -> None:
        """Shows the picture of now, and looks again when the next one is due."""
        if self._next_look is not None:
            self._next_look.stop()
            self._next_look = None
        elapsed = self._elapsed()
        number = int(elapsed * A_SECOND)
        now = self._picture(number)
        self._draw(now)
        if self._going:
            ahead = range(number + 1, number + LOOKS_AHEAD)
            due = next((other for other in ahead if self._picture(other) != now), ahead.stop)
            self._next_look = self.set_timer(max((due / A_SECOND - elapsed) / self._rate, LEAST_S), self._look)

    def _draw(self, lines: tuple[str, ...]) -> None:
        before, self._lines = self._lines, lines
        if len(lines) != len(before):
            self.refresh()
        elif lines != before:
            width = self.size.width
            self.refresh(*(Region(0, n, width, 1) for n, line in enumerate(lines) if line != before[n]))

    def _picture(self, number: int) -> tuple[str, ...]:
        """The lines of a picture, counted from the first of the first repetition."""
        if self._shown is None or not self.size:
            return ()
        exercise, side, tempo = self._shown
        movement = MOVEMENTS[exercise]
        if self._still:
            return _drawn(exercise, telling(movement), self.size, side)
        part, fraction = place(movement, tempo, number / A_SECOND)
        return _at(exercise, part, round(fraction, 6), self.size, side)

    def render_line(self, y: int) -> Strip:
        if self._style is None:
            self._style = self.rich_style
        line = self._lines[y] if y < len(self._lines) else " " * self.size.width
        return Strip([Segment(line, self._style)], len(line))

    def notify_style_update(self) -> None:
        self._style = None
        super().notify_style_update()
