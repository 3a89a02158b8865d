"""A made-up knee. The runner knows its irritation only by what hurts, and so does the log."""

import random
from dataclasses import dataclass

HEALTHY_MIN, LARGEST_MIN, LEAST_MIN = 95.0, 130.0, 22.0
"""Minutes of easy running that it takes: before it was ever hurt, at the most, and at the least after an injury."""

GROWS = 0.7
"""Pain grows where a run goes on for so much longer than until it began."""


@dataclass(frozen=True, slots=True)
class Felt:
    """How the knee was in a run: pain 0-10, the minute in which it began, whether it grew, hours until it was gone."""

    pain: int = 0
    onset_min: int | None = None
    grew: bool | None = None
    settle_h: float | None = None


class Knee:
    """``takes_min`` is how long a run may be before the outside hurts, where nothing is irritated (0-10)."""

    def __init__(self, chance: random.Random) -> None:
        self.takes_min = HEALTHY_MIN
        self.irritation = 0.0
        self._chance = chance

    def run(self, minutes: float, gives: float | None = None) -> Felt:
        """A run; ``gives`` is the share of it after which the knee hurts, where the way or the pace was too much."""
        lasts = self.takes_min * max(0.1, 1 - self.irritation / 4)
        onset = min(lasts, minutes * gives) if gives else lasts
        if onset >= minutes:
            self.takes_min = min(LARGEST_MIN, self.takes_min + 1.3 + minutes / 25)
            return Felt()
        beyond = minutes / onset - 1
        pain = max(1, min(8, round(0.6 + 4.5 * min(beyond, 1.2) + 0.3 * self.irritation)))
        grew = beyond > GROWS
        self.irritation = min(9.0, self.irritation + (0.5 + 0.8 * pain if grew else 0.2 + 0.3 * pain))
        self.takes_min = max(LEAST_MIN, self.takes_min * (1 - (0.14 if grew else 0.04) * pain))
        return Felt(pain, int(onset), grew, max(0.5, round(1.4 * (pain + self._chance.random() - 0.9)) / 2))

    def strength(self) -> None:
        """Hips that hold the leg let the knee take a little more."""
        self.takes_min = min(LARGEST_MIN, self.takes_min + 0.2)

    def night(self) -> None:
        """A day later: what is irritated calms down, and a long rest makes a trained leg take less."""
        self.irritation = max(0.0, self.irritation * 0.94 - 0.06)
        if self.takes_min > HEALTHY_MIN / 2:
            self.takes_min *= 0.9985

    @property
    def morning(self) -> int:
        """What it says on getting up, from 0 to 10."""
        return self._says(0.55, 0.55)

    @property
    def daily(self) -> int:
        """The worst of a day: stairs, sitting for long."""
        return self._says(0.75, 0.6)

    def _says(self, share: float, silent: float) -> int:
        return max(0, round(self.irritation * share * self._chance.uniform(0.85, 1.15) - silent))
