"""A runner's winter, day by day: hurt before Christmas, back on the ladder in January, two setbacks, an older injury.

It ends on Monday, 2 March 2026. Two mornings and a week around New Year were not logged.
"""

import datetime as dt
from typing import Any

from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Episode, ExerciseDone, Run, Session
from itbtui.rehab.protocol.figures import shipped

LAST = dt.date(2026, 3, 2)
HURT = dt.date(2025, 12, 18)
MINUTES = (10, 10, 15, 15, 20, 20, 20, 20, 20, 20, 25, 25, 25, 25, 30, 30, 30, 30, 35, 35)
SETBACKS = {8: (2, 14), 14: (4, 19)}
"""Runs of the ladder that hurt, by their number: how much, and from which minute."""


def winter() -> list[Entry]:
    return [*_autumn(), *_settling(), *_exercises(), *_ladder()]


def _autumn() -> list[Entry]:
    old = dt.date(2025, 9, 1)
    runs = [old + dt.timedelta(days=number) for number in range(40, 107) if number % 7 in (0, 2, 5)]
    return [
        Episode(id="old", began=old, ended=old + dt.timedelta(days=39), side="right", baseline_km=30),
        *(_check(old + dt.timedelta(days=number), max(0, 3 - number // 6)) for number in range(40)),
        *(Run(id=f"run {day}", date=day, distance_km=8 + day.day % 3, minutes=50, pain=0) for day in runs),
    ]


def _settling() -> list[Entry]:
    hurt = Run(id="hurt", date=HURT, distance_km=9, minutes=54, pain=5, onset_min=22, worsened=True)
    days = [HURT + dt.timedelta(days=number) for number in range(1, 75)]
    unlogged = {*range(12, 16), 31, 52}
    sore = (2, 3, 3, 2, 2, 2, 1, 1, 1, 1, 0, 1, 1)
    return [
        hurt,
        *(
            _check(day, sore[number] if number < len(sore) else 0, more=number in (2, 3, 7))
            for number, day in enumerate(days)
            if number not in unlogged
        ),
    ]


def _check(day: dt.date, pain: int, *, more: bool = False) -> CheckIn:
    return CheckIn(id=f"check {day}", date=day, morning=pain, daily=pain + more)


def _exercises() -> list[Entry]:
    hips = [exercise.id for exercise in shipped().exercises if exercise.kind == "strength"]
    done = tuple(ExerciseDone(exercise=name, side="both", sets=(12, 12), pain=0) for name in hips)
    days = [HURT + dt.timedelta(days=number) for number in range(8, 75) if number % 7 in (1, 3, 5) and number != 50]
    walks = [HURT + dt.timedelta(days=number) for number in (18, 24, 30)]
    return [
        *(Session(id=f"session {day}", date=day, exercises=done) for day in days),
        *(CrossTraining(id=f"walk {day}", date=day, kind="walk", minutes=35, pain=0) for day in walks),
    ]


def _ladder() -> list[Entry]:
    runs: list[Entry] = []
    for number, minutes in enumerate(MINUTES):
        pain, onset = SETBACKS.get(number, (0, None))
        day = HURT + dt.timedelta(days=34 + 2 * number)
        km, grew = round(minutes / 6, 1), False if pain else None
        given: dict[str, Any] = {"minutes": minutes, "pain": pain, "onset_min": onset, "worsened": grew}
        runs.append(Run(id=f"run {day}", date=day, distance_km=km, **given))
    return runs
