"""Logs as they are on Monday, 2 March 2026."""

import datetime as dt
from pathlib import Path

from itbtui.data.store import Store
from itbtui.rehab.log.entries import CheckIn, Entry, Episode, ExerciseDone, Run, Session
from tests.support.build import STRENGTH

MARCH_1, MARCH_2 = dt.date(2026, 3, 1), dt.date(2026, 3, 2)
SORE_RUN = Run(date=MARCH_1, distance_km=8, minutes=48, pain=4, worsened=False, onset_min=30)


def sore_at_last() -> list[Entry]:
    """Good days and easy runs for three weeks, and a run that hurt."""
    return [
        *(CheckIn(date=MARCH_1 - dt.timedelta(days=back), morning=0, daily=0) for back in range(1, 20)),
        *(Run(date=MARCH_1 - dt.timedelta(days=back), distance_km=6, minutes=36, pain=0) for back in (2, 5, 8, 12)),
        Run(date=MARCH_1, distance_km=8, minutes=48, pain=4, worsened=False, onset_min=30, notes="along the river"),
    ]


def in_rehab() -> list[Entry]:
    """An episode of five weeks: strength and stretches are due, rolling is not."""
    days = [MARCH_2 - dt.timedelta(days=back) for back in range(1, 32)]
    return [Episode(began=days[-1], side="right"), *(CheckIn(date=day, morning=0, daily=0) for day in days)]


def strength_on(day: dt.date, *, sets: int = 12, pain: int | None = 0) -> Session:
    """All hip strength of a day, with so many repetitions in each set."""
    done = [ExerciseDone(exercise=name, side="both", sets=(sets, sets, sets), pain=pain) for name in STRENGTH]
    return Session(date=day, exercises=tuple(done))


def stretches_due() -> list[Entry]:
    """Hip strength was done the day before, so nothing but stretches is due."""
    return [*in_rehab(), strength_on(MARCH_1)]


def put_stretches_due(path: Path) -> None:
    """That log in a file."""
    with Store.open(path) as store:
        store.save(*stretches_due(), label="what was there before")


def sets_in(path: Path) -> list[tuple[str, str | None, tuple[int, ...], int | None]]:
    """Exercise, side, sets and pain of each row of the last session in a file."""
    with Store.open(path) as store:
        return [(row.exercise, row.side, row.sets, row.pain) for row in store.log().sessions[-1].exercises]
