"""Logs for the page: one that has more of everything than a page has room for, with texts that try to break out."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from itbtui.measures import Manner
from itbtui.rehab.log.entries import (
    CheckIn,
    Clearance,
    CrossTraining,
    Entry,
    Episode,
    ExerciseDone,
    OwnExercise,
    Run,
    Session,
    Settings,
)
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from itbtui.wording.report import Report, default_window, report

KM = Manner()
LAST = dt.date(2026, 3, 2)
DAYS = 300
EVIL = "</style></svg><script>alert(1)</script><img src=x onerror=alert(2)> [a](http://b) | `c` & \x1b[2J\u202e '\""


def stand(*entries: Entry, on: dt.date = LAST, settings: Settings | None = None) -> Standing:
    return replay(Log.of(entries), settings or Settings(), on, shipped())


def page(*entries: Entry, say: Manner = KM) -> Report:
    standing = stand(*entries)
    return report(standing, default_window(standing), say)


def overfull() -> Iterator[Entry]:
    """Most of a year that gets no better: something hurts nearly every day, and much is left open."""
    began = LAST - dt.timedelta(days=DAYS)
    name = EVIL[:100]
    yield Episode(id="episode", began=began, side="both", baseline_km=40)
    yield OwnExercise(id="own", name=name, kind="strength", reps=10, sides="together", cue=EVIL)
    for number in range(DAYS + 1):
        day = began + dt.timedelta(days=number)
        if number % 11:
            flags = ("locking",) if number % 25 == 10 else ()
            yield CheckIn(id=f"check {number}", date=day, morning=number % 4, daily=number % 5, flags=flags, notes=EVIL)
        if number % 3 == 0:
            pain = 1 + number % 8
            minutes = 30 if number % 2 else None
            given: dict[str, Any] = {
                "minutes": minutes,
                "onset_km": None if number % 7 == 0 else 1 + number % 4,
                "stopped": True,
                "notes": EVIL,
            }
            yield Run(id=f"run {number}", date=day, distance_km=5, pain=pain, **given)
        if number % 4 == 1 or number == DAYS:
            done = ExerciseDone(exercise="own", sets=(10,), pain=None if number % 8 == 1 else 4)
            yield Session(id=f"session {number}", date=day, exercises=(done,), notes=EVIL)
        if number % 6 == 2:
            yield CrossTraining(id=f"walk {number}", date=day, kind="walk", minutes=30)
        if number % 25 == 24:
            yield Clearance(id=f"clearance {number}", date=day, by=name)
