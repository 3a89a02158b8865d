"""A made-up runner, day by day: asks the plan in the morning, and mostly does what it says."""

import datetime as dt
import random

from itbtui.demo.check_ins import Checking
from itbtui.demo.diary import Diary
from itbtui.demo.exercises import Exercising
from itbtui.demo.knee import Knee
from itbtui.demo.runs import Running
from itbtui.demo.story import AWAY, LAST_DAYS, LAST_STRENGTH, YEAR
from itbtui.rehab.log.entries import CrossTraining, Run, Settings
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage

OTHERWISE = {
    Stage.PROTECT: {"walk": 0.4, "bike": 0.2, "swim": 0.1},
    Stage.REBUILD: {"walk": 0.4, "bike": 0.2, "swim": 0.1},
    Stage.LADDER: {"walk": 0.15, "bike": 0.2},
    Stage.BUILD: {"walk": 0.1, "bike": 0.15},
    Stage.FREE: {"bike": 0.08},
}
"""How likely other training is on a day without a run, by stage."""

MINUTES = {"walk": (30, 55), "bike": (35, 75), "swim": (25, 45)}
PAIN_UNSAID = 0.08


class Runner:
    """Lives the days one by one and logs them, by the plan as it stands that morning."""

    def __init__(self, first: dt.date, settings: Settings, seed: int) -> None:
        self._chance = random.Random(seed)
        self.diary = Diary(first, settings, seed, shipped())
        self._knee = Knee(self._chance)
        self._checking = Checking(self.diary, self._knee, self._chance)
        self._running = Running(self.diary, self._knee, self._chance)
        self._exercising = Exercising(self.diary, self._knee, self._chance)
        self._in_episode = False
        self._last_run: Run | None = None
        """Yesterday's."""

    def live(self, day: dt.date, to_go: int) -> None:
        """One day, ``to_go`` days before the last one; of that only the morning has come yet."""
        of_year = to_go % YEAR
        if of_year == YEAR - 1:
            self._running.new_year()
        self._knee.night()
        if of_year in AWAY:
            self._checking.skip()
            self._last_run = None
            return
        ran = self._last_run is not None
        check_in = self._checking.morning(day, of_year, in_episode=self._in_episode, ran=ran)
        if to_go == 0:
            return
        standing = self.diary.standing(day)
        self._in_episode = standing.episode is not None
        run = self._last_run = self._running.go(standing, day, of_year)
        if run is None:
            self._train_otherwise(standing, day)
        if run is None or run.pain < 3:
            has_time = of_year > LAST_DAYS or of_year in LAST_STRENGTH
            self._exercising.do(standing, day, run, strength=has_time)
        self._in_episode = self._in_episode or (run is not None and run.pain > 0)
        self._checking.evening(day, check_in, of_year, run)

    def _train_otherwise(self, s: Standing, day: dt.date) -> None:
        if self._knee.irritation > 2.5:
            return
        for kind, likely in OTHERWISE.get(s.stage, {}).items():
            if self._chance.random() < likely:
                low, high = MINUTES[kind]
                self.diary.write(
                    CrossTraining(
                        id=self.diary.new_id(),
                        date=day,
                        kind=kind,
                        minutes=5 * self._chance.randint(low // 5, high // 5),
                        pain=None if self._chance.random() < PAIN_UNSAID else min(1, self._knee.daily),
                    )
                )
                return
