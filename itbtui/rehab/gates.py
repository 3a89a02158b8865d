"""The gates to running again: each asks the log one question."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from itbtui.rehab.entries import SKIPPED_FOR_PAIN, ExerciseDone, OwnExercise, Settings
from itbtui.rehab.log import Day, Log
from itbtui.rehab.protocol import Exercise, Kind, Protocol
from itbtui.rehab.reading import Reading
from itbtui.rehab.words import harmless


class Gate(NamedTuple):
    """``have`` of ``need``: days, complete sessions, or the minutes of the longest walk."""

    id: str
    have: int
    need: int
    met: bool


class CompleteSession(NamedTuple):
    day: int
    pain_free: bool


def exercises(log: Log, protocol: Protocol, kind: Kind, order: Sequence[str] = ()) -> list[Exercise | OwnExercise]:
    """The exercises of a kind in doing order: as the runner has set it, then the protocol's, then the runner's own."""
    known: list[Exercise | OwnExercise] = [*protocol.exercises, *log.exercises]
    places = {name: place for place, name in enumerate(order)}
    of_kind = [exercise for exercise in known if exercise.kind == kind]
    return sorted(of_kind, key=lambda exercise: places.get(exercise.id, len(places)))


def exercise_names(log: Log, protocol: Protocol) -> dict[str, str]:
    """What each exercise is called, fit to be shown."""
    known: list[Exercise | OwnExercise] = [*protocol.exercises, *log.exercises]
    return {exercise.id: harmless(exercise.name) for exercise in known}


def strength_routine(log: Log, settings: Settings, protocol: Protocol) -> dict[str, bool]:
    """The strength exercises of the runner's routine, and whether each has a left and a right."""
    return {
        exercise.id: exercise.sides == "each"
        for exercise in exercises(log, protocol, "strength")
        if exercise.id not in settings.left_out
    }


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


def gates(reading: Reading, routine: Mapping[str, bool], day: int, streak: int, streak_needed: int) -> Iterator[Gate]:
    """The gates on ``day``, one after the other; ``routine`` are the strength exercises, and which have two sides."""
    p = reading.protocol.gates
    yield Gate("pain-free-days", streak, streak_needed, streak >= streak_needed)
    lately = range(day - p.earlier_session_days + 1, day + 1)
    sessions = [s for number in lately if (s := complete_session(number, reading.day(number), routine))]
    fit = _fit_sessions(sessions, day, p.later_session_days)
    yield Gate("strength", fit, p.sessions, fit >= p.sessions)
    walk = _longest_walk(reading, day - p.walk_days + 1, day)
    yield Gate("walk", walk, p.walk_minutes, walk >= p.walk_minutes)


def _fit_sessions(sessions: Sequence[CompleteSession], day: int, later_days: int) -> int:
    """How many of the last two complete sessions count; one too old to be the later may still be the earlier."""
    if not sessions or not sessions[-1].pain_free:
        return 0
    both = len(sessions) > 1 and sessions[-2].pain_free and day - sessions[-1].day < later_days
    return 2 if both else 1


def _longest_walk(reading: Reading, first: int, last: int) -> int:
    walks = (
        item.minutes
        for number in range(first, last + 1)
        for item in reading.day(number).cross_training
        if item.kind == "walk" and item.pain == 0
    )
    return int(max(walks, default=0))
