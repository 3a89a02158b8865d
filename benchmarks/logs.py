"""Made-up logs of many years: a runner who logs nearly every day and is hurt about once a year."""

import datetime as dt
import random

from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Episode, ExerciseDone, Run, Session
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import shipped

FIRST = dt.date(2006, 1, 1)


def make(years: int, seed: int = 1, *, open_years: int = 0) -> Log:
    """About 150 runs, 360 check-ins, 150 sessions and 50 walks a year.

    The last episode may have been open for so many years: in them the knee is felt every eleventh day.
    """
    chance = random.Random(seed)
    entries: list[Entry] = []
    for number in range(round(years * 365.25)):
        day, of_year = FIRST + dt.timedelta(days=number), number % 365
        in_last = number // 365 > years - open_years
        sore = number % 11 == 0 if in_last else of_year < 8
        if of_year == 0 and not in_last:
            entries.append(Episode(id=f"e{number}", began=day, side="right", baseline_km=30))
        if chance.random() < 0.985:
            pain = 2 if sore else int(chance.random() < 0.01)
            entries.append(CheckIn(id=f"c{number}", date=day, morning=pain, daily=pain))
        if number % 5 in (0, 3):
            entries.append(Session(id=f"s{number}", date=day, exercises=_routine()))
        if number % 7 == 0:
            entries.append(CrossTraining(id=f"x{number}", date=day, kind="walk", minutes=35, pain=0))
        if of_year > 20 and number % 2 and chance.random() < 0.9:
            entries.append(_run(number, day, of_year, chance))
    return Log.of(entries)


def _routine() -> tuple[ExerciseDone, ...]:
    return tuple(
        ExerciseDone(exercise=exercise.id, side="both", sets=(12, 12, 12), pain=0) for exercise in shipped().exercises
    )


def _run(number: int, day: dt.date, of_year: int, chance: random.Random) -> Run:
    minutes = min(60, 10 + (of_year - 20) // 3)
    pain = chance.choice((1, 2, 4)) if chance.random() < 0.02 else 0
    return Run(
        id=f"r{number}",
        date=day,
        distance_km=round(minutes / 6, 1),
        minutes=minutes,
        pain=pain,
        worsened=False if pain else None,
        onset_min=minutes - 3 if pain else None,
    )
