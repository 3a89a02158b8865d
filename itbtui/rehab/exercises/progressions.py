"""How hard each exercise is by now: the level the runner is at, and when the next one is offered."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter

from itbtui.rehab.log.entries import ExerciseDone, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.log.sessions import worst_known
from itbtui.rehab.protocol.figures import Exercise, Protocol
from itbtui.values import Value


class Done(Value):
    """An exercise on one day: the smallest of its sets, the fewest sets of a side, and its worst knee pain.

    ``pain`` is None where that of a side is unknown.
    """

    least: int
    sets: int
    pain: int | None


class Offer(Value):
    """An exercise that got easy, and the level that follows."""

    exercise: Exercise
    level: int

    @property
    def words(self) -> str:
        """The next level in words."""
        return self.exercise.levels[self.level]


def level(log: Log, exercise: Exercise) -> int:
    """The level of an exercise by the runner's answers: 0 is the one it begins with."""
    steps = {"harder": 1, "same": 0, "easier": -1}
    taken = sum(steps[answer.change] for answer in log.progressions if answer.exercise == exercise.id)
    return max(0, min(taken, len(exercise.levels) - 1))


def offers(log: Log, settings: Settings, protocol: Protocol) -> list[Offer]:
    """The exercises for which the next level is offered: at the top of the range without pain in so many sessions as
    the protocol says, since the last answer."""
    found = []
    for exercise in protocol.exercises:
        following = level(log, exercise) + 1
        if exercise.reps is None or exercise.id in settings.left_out or following >= len(exercise.levels):
            continue
        wanted = next((d.sets for d in settings.doses if d.exercise == exercise.id and d.sets), exercise.sets)
        lately = list(islice(done_lately(log, exercise.id, _last_answer(log, exercise.id)), protocol.progress.sessions))
        if len(lately) == protocol.progress.sessions and all(_is_easy(done, exercise, wanted) for done in lately):
            found.append(Offer(exercise, following))
    return found


def reached(log: Log, exercise: Exercise) -> int | None:
    """The repetitions of the last session's smallest set at this level, if it is known that nothing hurt."""
    last = next(done_lately(log, exercise.id, _last_answer(log, exercise.id, ("harder", "easier"))), None)
    return last.least if last and last.pain == 0 else None


def done_lately(log: Log, name: str, after: dt.date | None) -> Iterator[Done]:
    """The days on which an exercise was done, the newest first, back to ``after``."""
    for day, sessions in groupby(reversed(log.sessions), attrgetter("date")):
        if after is not None and day <= after:
            return
        items = [item for session in sessions for item in session.exercises if item.exercise == name and item.done]
        if items:
            yield _taken_together(items)


def _taken_together(items: list[ExerciseDone]) -> Done:
    worst = worst_known(item.pain for item in items)
    return Done(min(min(item.sets) for item in items), min(len(item.sets) for item in items), worst)


def _is_easy(done: Done, exercise: Exercise, sets: int) -> bool:
    return done.pain == 0 and done.least >= exercise.bounds.high and done.sets >= sets


def _last_answer(log: Log, name: str, changes: tuple[str, ...] = ("harder", "same", "easier")) -> dt.date | None:
    days = [answer.date for answer in log.progressions if answer.exercise == name and answer.change in changes]
    return max(days, default=None)
