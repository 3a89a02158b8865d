"""The exercise sessions of the log: which exercises there are, what was done on which sides, what is left open."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from itbtui.rehab.log.entries import SKIPPED_FOR_PAIN, ExerciseDone, OwnExercise, Session, Settings
from itbtui.rehab.log.log import Day, Log
from itbtui.rehab.protocol.figures import Exercise, Kind, Protocol

REPEATED = dt.timedelta(hours=1)
"""When summer time ends a clock may show less at the end of a session than at its start."""


def exercises(log: Log, protocol: Protocol, kind: Kind, order: Sequence[str] = ()) -> list[Exercise | OwnExercise]:
    """The exercises of a kind in doing order: as the runner has set it, then the protocol's, then the runner's own."""
    known: list[Exercise | OwnExercise] = [*protocol.exercises, *log.exercises]
    places = {name: place for place, name in enumerate(order)}
    of_kind = [exercise for exercise in known if exercise.kind == kind]
    return sorted(of_kind, key=lambda exercise: places.get(exercise.id, len(places)))


def exercise_names(log: Log, protocol: Protocol) -> dict[str, str]:
    """What each exercise is called, by id, as it was typed or stands in the protocol."""
    known: list[Exercise | OwnExercise] = [*protocol.exercises, *log.exercises]
    return {exercise.id: exercise.name for exercise in known}


def strength_routine(log: Log, settings: Settings, protocol: Protocol) -> dict[str, bool]:
    """The strength exercises of the runner's routine, and whether each has a left and a right."""
    return {
        exercise.id: exercise.sides == "each"
        for exercise in exercises(log, protocol, "strength")
        if exercise.id not in settings.left_out
    }


class CompleteSession(NamedTuple):
    """The sessions of a day in which every strength exercise of the routine was done; ``day`` is an ordinal."""

    day: int
    pain_free: bool


def complete_session(number: int, day: Day, routine: Mapping[str, bool]) -> CompleteSession | None:
    """The day's sessions as one, if every strength exercise of the routine was done on both sides.

    An exercise skipped because of pain leaves it complete. A knee pain that is unknown is not 0.
    """
    if not day.sessions:
        return None
    counted = [item for item in day.exercises if item.done or item.skipped == SKIPPED_FOR_PAIN]
    if not routine.items() <= whole_exercises(counted, routine).items():
        return None
    return CompleteSession(number, all(item.pain == 0 and item.done for item in counted))


def whole_exercises(items: Iterable[ExerciseDone], two_sided: Mapping[str, bool]) -> dict[str, bool]:
    """Those of the exercises ``two_sided`` that were done on all their sides; one not noted is not both."""
    sides: dict[str, set[str | None]] = {}
    for item in items:
        sides.setdefault(item.exercise, set()).add(item.side)
    return {
        name: two
        for name, two in two_sided.items()
        if name in sides and (not two or "both" in sides[name] or {"left", "right"} <= sides[name])
    }


def worst_known(pains: Iterable[int | None]) -> int | None:
    """The worst of several pains; unknown where one of them is, and none that is known hurt."""
    told = list(pains)
    known = [pain for pain in told if pain is not None]
    return max(known, default=None) if len(known) == len(told) or any(known) else None


def worst_by_exercise(items: Iterable[ExerciseDone]) -> dict[str, int | None]:
    """The worst known knee pain of each exercise, over its sides; exercises without a known one stand with None."""
    worst: dict[str, int | None] = {}
    for item in items:
        known = worst.get(item.exercise)
        if item.pain is None:
            worst.setdefault(item.exercise, None)
        else:
            worst[item.exercise] = max(item.pain, known or 0)
    return worst


def still_due(due: Iterable[str], day: Day) -> list[str]:
    """What of the due exercises is to be offered today: not those that the knee has stopped today."""
    stopped = {row.exercise for row in day.exercises if row.skipped == SKIPPED_FOR_PAIN or row.pain}
    return [name for name in due if name not in stopped]


def unfinished(log: Log, today: dt.date, since: dt.datetime = dt.datetime.max) -> Session | None:
    """The session of today, or begun ``since`` then, that was begun and neither ended nor given up."""
    begun = (s for s in reversed(log.sessions) if s.started and not s.ended)
    return next((s for s in begun if s.date == today or (s.started or since) > since), None)


def ends_before_it_started(session: Session) -> bool:
    """Whether the clock was turned back in it. The hour that is repeated when summer time ends turns nothing back."""
    began, ended = session.started, session.ended
    return began is not None and ended is not None and began - ended >= REPEATED


def open_session(log: Log) -> Session | None:
    """The last session, where nobody has said yet how the knee was in it."""
    last = log.sessions[-1] if log.sessions else None
    if last is None or not last.started:
        return None
    done = [row for row in last.exercises if row.done]
    return last if None in worst_by_exercise(done).values() else None
