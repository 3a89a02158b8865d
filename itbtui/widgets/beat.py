"""A beat for the steps, for the ear and the eye."""

import asyncio
from collections.abc import Callable

from textual.app import App

from itbtui.logbook.clock import ExerciseClock

MINUTE = 60
FOOT = "█" * 20
FEET = (FOOT + " " * len(FOOT), " " * len(FOOT) + FOOT)
"""One foot, then the other."""
DRAW_LATER_S = 0.015
"""Drawing keeps the bell's own thread waiting, so it comes after the bell is out."""


class Beat:
    """Beats lie at whole multiples of the interval from the first one on, so that lateness does not add up."""

    def __init__(
        self, app: App[None], clock: ExerciseClock, draw: Callable[[str], None], rings: Callable[[], bool]
    ) -> None:
        """``draw`` is handed the foot of each beat; ``rings`` says whether the bell rings just now."""
        self._app = app
        self._clock = clock
        self._draw_foot = draw
        self._rings = rings
        self._first: float | None = None
        """When the first beat was; None while it is silent."""
        self._interval = 0.0
        self._beats = 0
        self._next: asyncio.TimerHandle | None = None
        self.next_beat: float | None = None
        """When the next beat is, by the exercise clock; None while it is silent."""

    @property
    def goes(self) -> bool:
        """Whether it was started and not stopped."""
        return self._first is not None

    def start(self, cadence: float) -> None:
        """``cadence`` is in steps a minute."""
        self.stop()
        self._interval = MINUTE / cadence
        self._first, self._beats = self._clock.now(), 0
        self.beat()

    def stop(self) -> None:
        """Nothing rings any more. Stopping what does not go is no mistake."""
        if self._next is not None:
            self._next.cancel()
        self._first = self._next = self.next_beat = None

    def beat(self) -> None:
        """Rings, and sees to the next: by when the first was, so that no lateness adds up."""
        if self._first is None:
            return
        if self._rings():
            self._app.bell()
        loop = asyncio.get_running_loop()
        loop.call_later(DRAW_LATER_S, self._draw, self._beats)
        now = self._clock.now()
        # A beat that was missed, by a machine that slept, is left out.
        self._beats = max(self._beats, int((now - self._first) / self._interval)) + 1
        self.next_beat = self._first + self._beats * self._interval
        wait = self.next_beat - now
        # Straight from the loop: a timer of the screen queues behind what is being drawn, by up to 15 ms.
        self._next = loop.call_later(max(wait / self._clock.rate, 0.001), self.beat)

    def _draw(self, beat: int) -> None:
        if self._first is not None:
            self._draw_foot(FEET[beat % 2])
