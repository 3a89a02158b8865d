"""How the made-up runner does what is due."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any, Literal

from itbtui.demo.diary import Diary
from itbtui.demo.knee import Knee
from itbtui.rehab.exercises.progressions import offers
from itbtui.rehab.exercises.routine import Item, items, steps, total
from itbtui.rehab.log.entries import ExerciseDone, Progression, Run, Session
from itbtui.rehab.plan.due import due
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage

STRENGTH = {Stage.PROTECT: 0.8, Stage.REBUILD: 0.9, Stage.LADDER: 0.8, Stage.BUILD: 0.6, Stage.FREE: 0.3}
STRETCHES = {Stage.PROTECT: 0.45, Stage.REBUILD: 0.5, Stage.LADDER: 0.45, Stage.BUILD: 0.25}
"""How likely the runner is to do them on a day on which they are due, by stage."""

TWINGES_ABOVE = 2.3
"""Irritation, 0-10."""

EVENING = dt.time(18)

GOES_UP, TIRES = 0.4, 0.06
"""How likely each set gets one repetition more than the last time, and the last one two less than the others."""


class Exercising:
    """Does some of what is due, and less of it the nearer the runner is to running freely."""

    def __init__(self, diary: Diary, knee: Knee, chance: random.Random) -> None:
        self._diary = diary
        self._knee = knee
        self._chance = chance

    def do(self, s: Standing, day: dt.date, run: Run | None, *, strength: bool) -> None:
        """Does some of what is due on ``day``; ``strength`` says whether there is time for the long part."""
        kinds = set()
        if strength and self._chance.random() < STRENGTH.get(s.stage, 0):
            kinds |= {"strength"}
        if self._chance.random() < STRETCHES.get(s.stage, 0) + 0.3 * bool(kinds):
            kinds |= {"rolling", "stretch"}
        todo = [item for item in items(s, due(s, may_run=run is not None)) if item.kind in kinds] if kinds else []
        if not todo:
            return
        if any(item.kind == "strength" for item in todo):
            self._answer_offers(s, day)
            self._knee.strength()
        ran_late = run is not None and run.time is not None and run.time >= EVENING
        began = dt.datetime.combine(day, dt.time(20 if ran_late else 19, self._chance.randrange(60)))
        ended = began + dt.timedelta(seconds=total(steps(todo, shipped().pauses)) + self._chance.randrange(20, 200))
        rows = tuple(row for item in todo for row in self._rows(item))
        self._diary.write(Session(id=self._diary.new_id(), date=day, started=began, ended=ended, exercises=rows))

    def _rows(self, item: Item) -> Iterator[ExerciseDone]:
        known = next(exercise for exercise in shipped().exercises if exercise.id == item.id)
        amount = item.amount
        if item.tempo and self._chance.random() < GOES_UP:
            amount = min(amount + 1, int(known.bounds.high))
        for side in item.sides:
            sets = [amount] * item.sets
            if item.tempo and item.sets > 1 and self._chance.random() < TIRES:
                sets[-1] -= 2
            pain = self._pain(item, side) if item.sets == known.sets else 0
            yield ExerciseDone(exercise=item.id, side=side, sets=tuple(sets), pain=pain, **_load(item))

    def _pain(self, item: Item, side: str) -> int:
        """What bends the knee under load may hurt while it is irritated, until it is done the easier way."""
        return int(item.id == "box-squat" and side == "right" and self._knee.irritation > TWINGES_ABOVE)

    def _answer_offers(self, s: Standing, day: dt.date) -> None:
        for offer in offers(s.log, s.settings, s.protocol):
            change: Literal["harder", "same"] = "harder" if self._chance.random() < 0.7 else "same"
            answer = Progression(id=self._diary.new_id(), date=day, exercise=offer.exercise.id, change=change)
            self._diary.write(answer)


def _load(item: Item) -> dict[str, Any]:
    """What its level asks for."""
    if "without" in item.how:
        return {}
    if "band" in item.how:
        return {"load": "band", "band": "red"}
    if "weight" in item.how:
        return {"load": "weight", "load_kg": 1.0 if "ankle" in item.how else 5.0}
    return {}
