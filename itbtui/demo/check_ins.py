"""How the made-up runner says how the knee is: mostly, and sometimes not."""

import datetime as dt
import random
from dataclasses import replace

from itbtui.demo.diary import Diary
from itbtui.demo.knee import Knee
from itbtui.demo.story import FORGOTTEN_DAYS, FORGOTTEN_EVENINGS, LAST_DAYS, VISITS
from itbtui.rehab.log.entries import CheckIn, Run

IN_EPISODE, AFTER_A_RUN, ELSE = 0.93, 0.97, 0.3
"""How likely a morning is noted."""

EVENING, NEXT_MORNING = 0.8, 0.6
"""How likely the day's worst is noted in the evening, and if not, on the next morning."""


class Checking:
    """Fills in check-ins as most people do: not every day, and the worst of a day on the next morning."""

    def __init__(self, diary: Diary, knee: Knee, chance: random.Random) -> None:
        self._diary = diary
        self._knee = knee
        self._chance = chance
        self._open: tuple[CheckIn, int] | None = None
        """Yesterday's, where the day's worst is still to be noted, and what it was."""

    def skip(self) -> None:
        """A day on which nobody thinks of it."""
        self._open = None

    def morning(self, day: dt.date, of_year: int, *, in_episode: bool, ran: bool) -> CheckIn | None:
        """The check-in of a morning, if there is one; ``ran`` says whether there was a run the day before."""
        likely = (AFTER_A_RUN if ran else IN_EPISODE) if in_episode else ELSE
        if of_year <= LAST_DAYS:
            likely = float(of_year not in FORGOTTEN_DAYS)
        if self._chance.random() >= likely:
            self._open = None
            return None
        if self._open and self._chance.random() < NEXT_MORNING:
            entry, daily = self._open
            self._diary.write(replace(entry, daily=daily))
        self._open = None
        return self._diary.write(CheckIn(id=self._diary.new_id(), date=day, morning=self._knee.morning))

    def evening(self, day: dt.date, entry: CheckIn | None, of_year: int, run: Run | None) -> None:
        """The rest of a day; ``entry`` is what was noted in the morning. What hurt is thought of anyhow."""
        if entry is None:
            if run is None or not run.pain:
                return
            entry = CheckIn(id=self._diary.new_id(), date=day)
        treatments = []
        if run and run.pain:
            treatments.append("ice")
        if self._knee.irritation > 1 and self._chance.random() < 0.4:
            treatments.append("rolling")
        if of_year in VISITS:
            treatments.append("physio")
            entry = replace(entry, notes=VISITS[of_year])
        if self._knee.irritation > 0.5 and self._chance.random() < 0.3:
            entry = replace(entry, tightness=min(6, round(self._knee.irritation) + self._chance.randrange(3)))
        entry = replace(entry, treatments=tuple(treatments))
        daily = self._knee.daily
        forgotten = of_year in FORGOTTEN_EVENINGS if of_year <= LAST_DAYS else self._chance.random() >= EVENING
        if forgotten:
            self._open = entry, daily
        else:
            entry = replace(entry, daily=daily)
        self._diary.write(entry)
