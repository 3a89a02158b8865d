"""Which exercises are due on a day, in doing order."""

from itbtui.rehab.log.entries import OwnExercise
from itbtui.rehab.log.log import Day
from itbtui.rehab.log.sessions import whole_exercises
from itbtui.rehab.protocol.figures import ORDER, Exercise, Kind
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage

_LOOK_AHEAD = 14
"""So many days hold the next of each kind, whatever was done before."""


def wanted(s: Standing, *, may_run: bool) -> list[Exercise | OwnExercise]:
    """The exercises of today's routine, done or not: rolling first, stretches last."""
    kinds = [kind for kind in ORDER if _is_due(s, kind, may_run)]
    skip = {*s.settings.left_out, *s.resting}
    return [exercise for kind in kinds for exercise in s.exercises[kind] if exercise.id not in skip]


def due(s: Standing, *, may_run: bool) -> list[str]:
    """Ids of the exercises still due today: those done today left out."""
    items = [item for item in s.reading.day(s.today).exercises if item.done]
    today = wanted(s, may_run=may_run)
    done = whole_exercises(items, {exercise.id: exercise.sides == "each" for exercise in today})
    return [exercise.id for exercise in today if exercise.id not in done]


def ahead(s: Standing) -> dict[Kind, int]:
    """The next day after today on which each kind is due, if nothing more is logged; rolling for a run is left out."""
    days = range(s.today + 1, s.today + _LOOK_AHEAD + 1)
    found = {kind: next((day for day in days if _is_due(s, kind, False, day)), None) for kind in ORDER}
    return {kind: day for kind, day in found.items() if day is not None}


def _is_due(s: Standing, kind: Kind, may_run: bool, on: int | None = None) -> bool:
    on = s.today if on is None else on
    if s.last_episode is None or s.stage is Stage.LOCKED:
        return False
    if kind == "strength":
        return _strength_is_due(s, on)
    if s.episode is None:
        return False
    day, p = s.episode.number(on), s.protocol.due
    if kind == "stretch":
        return day >= p.stretches_from_day
    return day <= p.rolling_until_day or may_run or (on <= s.today and bool(s.reading.day(on).runs))


def _strength_is_due(s: Standing, on: int) -> bool:
    p = s.protocol.due
    day = s.episode.number(on) if s.episode else None
    if day is not None and day < p.strength_from_day:
        return False
    later = day is None or day > p.strength_later_after_day
    times = p.strength_times_later if later else p.strength_times
    # Of the days ahead nothing is known yet.
    known = range(on - p.strength_window_days, min(on, s.today + 1))
    ids = {exercise.id for exercise in s.exercises["strength"]}
    did = [number for number in known if _did_one_of(ids, s.reading.day(number))]
    return on - 1 not in did and len(did) < times


def _did_one_of(ids: set[str], day: Day) -> bool:
    return any(item.done and item.exercise in ids for session in day.sessions for item in session.exercises)
