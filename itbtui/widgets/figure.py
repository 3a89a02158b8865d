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
from itbtui.rehab.exercises.movement import moment, place, telling
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.rehab.exercises.routine import Tempo
from itbtui.rehab.log.entries import Side

A_SECOND = 6
"""Pictures."""


class Shown(NamedTuple):
    """An exercise of the protocol, the side that works, and the tempo of a repetition where it has some."""

    exercise: str
    side: Side
    tempo: Tempo = ()


@lru_cache(maxsize=512)
def _drawn(exercise: str, pose: Pose, size: Size, side: Side) -> tuple[str, ...]:
    """A repetition is like the one before, so that most pictures are there already."""
    return tuple(draw(MOVEMENTS[exercise], pose, *size, side))


class Figure(Widget):
    """Fills the room it has. ``elapsed`` says how many seconds ago the first repetition began.

    It looks at the clock only while it is going, and draws only the lines that are others than before. Where it is
    ``still``, it shows the pose that says most.
    """

    DEFAULT_CSS = """
    Figure { width: 1fr; height: 1fr; }
    """

    def __init__(self, elapsed: Callable[[], float], *, still: bool = False) -> None:
        super().__init__()
        self._elapsed = elapsed
        self._still = still
        self._shown: Shown | None = None
        self._timer: Timer | None = None
        self._lines: tuple[str, ...] = ()
        self._style: Style | None = None
        """Kept, because Textual puts it together anew for whoever asks: half of what a picture takes."""

    def show(self, shown: Shown | None, *, going: bool) -> None:
        """This exercise from now on; one without a figure, or none, leaves the room empty."""
        self._shown = shown if shown and shown.exercise in MOVEMENTS else None
        going = going and self._shown is not None and not self._still
        if going and self._timer is None:
            self._timer = self.set_interval(1 / A_SECOND, self._look)
        elif not going and self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._look()

    def on_resize(self) -> None:
        self._look()

    def _look(self) -> None:
        lines, before = self._picture(), self._lines
        if lines == before:
            return
        self._lines = lines
        if len(lines) == len(before):
            width = self.size.width
            self.refresh(*(Region(0, n, width, 1) for n, line in enumerate(lines) if line != before[n]))
        else:
            self.refresh()

    def _picture(self) -> tuple[str, ...]:
        if self._shown is None or not self.size:
            return ()
        exercise, side, tempo = self._shown
        movement = MOVEMENTS[exercise]
        if self._still:
            return _drawn(exercise, telling(movement), self.size, side)
        frame = int(self._elapsed() * A_SECOND) / A_SECOND
        return _drawn(exercise, moment(movement, *place(movement, tempo, frame)), self.size, side)

    def render_line(self, y: int) -> Strip:
        if self._style is None:
            self._style = self.rich_style
        line = self._lines[y] if y < len(self._lines) else " " * self.size.width
        return Strip([Segment(line, self._style)], len(line))

    def notify_style_update(self) -> None:
        self._style = None
        super().notify_style_update()
