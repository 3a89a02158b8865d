"""A workout while it is followed: where one is in it by the clock.

It reads no clock: each method is told what the clock shows, in seconds. All that is said follows from the seconds that
have passed since it was set going, so late looks shift nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from itbtui.rehab.exercises.player import Sign
from itbtui.rehab.workouts.workout import Kind, Part, total


class Place(NamedTuple):
    """Which part one is in, from 0, and how many of its seconds have passed."""

    number: int
    part: Part
    passed: float

    @property
    def left(self) -> float:
        """Seconds left of the part."""
        return self.part.seconds - self.passed


class Leading:
    """``parts`` with a place in them, one or more. It begins paused; ``go`` starts it."""

    def __init__(self, parts: Sequence[Part], countdown_s: int) -> None:
        """``countdown_s`` is how many of the last seconds of a part give a sign each."""
        self.parts = list(parts)
        self._countdown_s = countdown_s
        self._passed = 0.0
        self._since: float | None = None
        """Since when the clock goes; None while paused."""
        self._heard = -1.0
        """Up to which second signs were given."""

    @property
    def is_paused(self) -> bool:
        """Whether it waits to be set going."""
        return self._since is None

    def passed(self, now: float) -> float:
        """Seconds since the start, pauses not counted, at most the whole."""
        going = 0.0 if self._since is None else now - self._since
        return min(self._passed + going, float(total(self.parts)))

    def is_over(self, now: float) -> bool:
        """Whether the last part is over."""
        return self.passed(now) >= total(self.parts)

    def left(self, now: float) -> float:
        """Seconds left until the end, pauses not counted."""
        return total(self.parts) - self.passed(now)

    def place(self, now: float) -> Place:
        """Where one is; at the end of the last part once it is over."""
        passed = self.passed(now)
        for number, part in enumerate(self.parts):
            if passed < part.seconds or number == len(self.parts) - 1:
                return Place(number, part, passed)
            passed -= part.seconds
        raise AssertionError("a workout has parts")

    def done(self, now: float) -> tuple[Part, ...]:
        """What was done so far, in whole seconds."""
        here = self.place(now)
        return (*self.parts[: here.number], here.part._replace(seconds=int(here.passed)))

    def go(self, now: float) -> None:
        """The clock goes on from ``now`` on."""
        if self._since is None:
            self._since = now

    def pause(self, now: float) -> None:
        """The clock stands still from ``now`` on."""
        self._passed, self._since = self.passed(now), None

    def forward(self, now: float) -> None:
        """To the next part: the one one is in ends with the second that it is in."""
        here, is_going = self.place(now), self._since is not None
        self.parts[here.number] = here.part._replace(seconds=int(here.passed))
        self._passed = float(total(self.parts[: here.number + 1]))
        self._since = now if is_going else None
        self._heard = self._passed - 0.5

    def look(self, now: float) -> Kind | Sign | None:
        """The newest sign since the last look: what begins, one of the last seconds of a part, or the end."""
        passed, heard = self.passed(now), self._heard
        self._heard = max(heard, passed)
        newest: Kind | Sign | None = None
        begins = 0
        for part in self.parts:
            ends = begins + part.seconds
            if heard < begins <= passed:
                newest = part.kind
            if any(
                heard < ends - second <= passed for second in range(1, min(self._countdown_s, part.seconds - 1) + 1)
            ):
                newest = Sign.COUNT
            begins = ends
        return Sign.END if heard < begins <= passed else newest
