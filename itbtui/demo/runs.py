"""How the made-up runner runs: what the plan allows, as the week and the legs would have it, and now and then more."""

import datetime as dt
import random
from dataclasses import dataclass, replace

from itbtui.demo.diary import Diary
from itbtui.demo.knee import Knee
from itbtui.demo.story import LADDER_NOTES, LADDER_RUNS, LAST_DAYS, STORY, USUAL_NOTES, TooMuch, shoe_for, weekly_km
from itbtui.rehab.log.entries import Episode, Run
from itbtui.rehab.stages.outlook import Outlook, limits, outlook
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage

SHARES = {1: 0.22, 3: 0.26, 5: 0.15, 6: 0.37}
"""Which share of a week's kilometres each running day has, by the day of the week."""

PACES = {"easy": 6.1, "steady": 5.6, "hard": 5.2}
"""Minutes for a kilometre."""

LADDER_PACE = 6.6
EFFORTS = {"easy": 3, "steady": 5, "hard": 7}
"""How hard a run feels, 0-10."""

LEAST_KM = 2.5
"""Nobody ties the shoes for less, unless the ladder says so."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A run as it is meant to be, in minutes."""

    minutes: float
    effort: str = "easy"
    terrain: str = "flat"
    surface: str = "road"


class Running:
    """Runs as the plan says, and now and then as somebody who is impatient would."""

    def __init__(self, diary: Diary, knee: Knee, chance: random.Random) -> None:
        self._diary = diary
        self._knee = knee
        self._chance = chance
        self._told: set[TooMuch] = set()
        """What of the story has happened this year."""

    def new_year(self) -> None:
        """What of the story happens once a year may happen again."""
        self._told.clear()

    def go(self, s: Standing, day: dt.date, of_year: int) -> Run | None:
        """The run of the day, if there is one; it is in the log then."""
        idea = self._idea(s, outlook(s), day, of_year)
        if idea is None:
            return None
        story = self._story(s.stage, of_year, idea)
        if story:
            self._told.add(story)
            minutes = idea.minutes * story.longer
            idea = replace(idea, minutes=minutes, effort=story.effort, terrain=story.terrain)
        run = self._diary.write(self._run(s, day, of_year, idea, story))
        if story and story.begins:
            began = Episode(
                id=self._diary.new_id(),
                began=day,
                side="right",
                baseline_km=round(weekly_km(of_year + 14)),
                weaker_side="left",
            )
            self._diary.write(began)
        return run

    def _story(self, stage: Stage, of_year: int, idea: Idea) -> TooMuch | None:
        fitting = (
            story
            for story in STORY
            if story not in self._told
            and story.days[0] >= of_year >= story.days[1]
            and stage in story.stages
            and idea.minutes * story.longer >= story.at_least
        )
        return next(fitting, None)

    # --- what it is meant to be -------------------------------------------------------

    def _idea(self, s: Standing, may: Outlook, day: dt.date, of_year: int) -> Idea | None:
        if not may.allowed:
            return None
        if s.stage is Stage.LADDER:
            return self._ladder_run(may, of_year)
        if s.stage is Stage.REDUCE:
            return self._reduced_run(may)
        share = SHARES.get(day.weekday(), 0)
        km = weekly_km(of_year) * share * self._chance.uniform(0.93, 1.07)
        if s.stage is Stage.BUILD and may.metres is not None:
            km = min(km, may.metres / 1000)
        is_long = day.weekday() == max(SHARES)
        if km < LEAST_KM or (not is_long and self._chance.random() < 0.1):
            return None
        idea = self._usual_run(day, is_long=is_long, hills="no-hills" not in limits(s))
        return replace(idea, minutes=km * PACES[idea.effort])

    def _ladder_run(self, may: Outlook, of_year: int) -> Idea | None:
        on_time = of_year in LADDER_RUNS if of_year <= LAST_DAYS else self._chance.random() < 0.9
        return Idea(may.minutes or 0) if on_time and may.minutes else None

    def _reduced_run(self, may: Outlook) -> Idea | None:
        km = self._chance.uniform(5, 7)
        if may.metres is not None:
            km = min(km, may.metres / 1000)
        minutes = km * PACES["easy"]
        if may.minutes is not None:
            minutes = min(minutes, may.minutes)
        return Idea(minutes) if km >= LEAST_KM and self._chance.random() < 0.6 else None

    def _usual_run(self, day: dt.date, *, is_long: bool, hills: bool) -> Idea:
        if not hills:
            return Idea(0)
        if is_long and self._chance.random() < 0.5:
            return Idea(0, terrain=self._chance.choice(("rolling", "rolling", "hilly")), surface="trail")
        if day.weekday() == 3:
            return Idea(0, effort=self._chance.choice(("easy", "steady", "hard")))
        return Idea(0)

    # --- what it became -------------------------------------------------------------------

    def _run(self, s: Standing, day: dt.date, of_year: int, idea: Idea, story: TooMuch | None) -> Run:
        stops = story is not None and story.stops
        minutes = max(1, round(idea.minutes * (0.85 if stops else 1)))
        felt = self._knee.run(minutes, story.gives if story else None)
        pace = LADDER_PACE if s.stage is Stage.LADDER else PACES[idea.effort]
        km = round(minutes / (pace * self._chance.uniform(0.97, 1.03)), 1)
        usual = LADDER_NOTES if s.stage is Stage.LADDER else USUAL_NOTES
        note = story.note if story else self._chance.choice(usual) if self._chance.random() < 0.12 else None
        return Run(
            id=self._diary.new_id(),
            date=day,
            time=self._time(day),
            distance_km=km,
            minutes=minutes,
            pain=felt.pain,
            side="right" if felt.pain else None,
            onset_min=felt.onset_min,
            worsened=felt.grew,
            stopped=True if stops and felt.pain else None,
            settle_h=felt.settle_h,
            surface=idea.surface,
            terrain=idea.terrain,
            camber=story.camber if story else None,
            effort=idea.effort,
            rpe=self._rpe(idea),
            cadence_spm=self._cadence(of_year),
            shoe=shoe_for(idea.surface, of_year),
            notes=note,
        )

    def _time(self, day: dt.date) -> dt.time:
        if day.weekday() >= 5:
            return dt.time(9, self._chance.randrange(50))
        return dt.time(self._chance.choice((6, 6, 18)), self._chance.randrange(30, 60))

    def _rpe(self, idea: Idea) -> int | None:
        return EFFORTS[idea.effort] + self._chance.randrange(2) if self._chance.random() < 0.7 else None

    def _cadence(self, of_year: int) -> int | None:
        """The watch counts it, mostly. Since the first injury the steps are shorter."""
        if self._chance.random() < 0.12:
            return None
        return round(162 + 8 * (of_year < 320) + self._chance.gauss(0, 1.5))
