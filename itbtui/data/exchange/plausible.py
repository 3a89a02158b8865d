"""What an activity was, and whether a runner can have done it: taken, mended with a word, or asked about."""

from dataclasses import replace

from itbtui.data.exchange import questions
from itbtui.data.exchange.activity import Activity
from itbtui.data.exchange.sports import Sport
from itbtui.measures import Units

_FASTEST = ((400.0, 34.0), (1000.0, 29.0), (3000.0, 25.5), (10_000.0, 24.0), (float("inf"), 22.0))
"""Kilometres an hour that nobody runs, over so many metres: a little above the world records of each distance."""
_MOST_METRES, _MOST_SECONDS = 1e7, 1e8
"""Beyond these a figure is a fault of the file."""
_LEAST_SECONDS = 60
"""What is shorter is no duration of a run, so says nothing of its speed."""
_RUNNERS = (7.5, 14.0)
"""Between these, in km/h, one runs: slower one may walk, faster one may ride."""
_RIDERS_MINUTE = 20.0
"""A minute this fast, in km/h, within something of a runner's pace speaks for a ride."""


def looked_at(activity: Activity, units: Units) -> Activity:
    """The same with its kind, where its speed tells that, and with the question that it leaves open.

    What is known to be no run is not looked at. ``units`` is how distances are said, km or mi.
    """
    activity = _finite(activity)
    sport = activity.sport
    if sport.kind not in (None, "run") or activity.problem:
        return activity
    if sport.kind is None:
        if not activity.metres:
            return activity
        if not sport.is_unnamed:
            return replace(activity, question=questions.of_word(sport.name))
        if not sport.is_other and _runs(activity):
            remark = "its kind is not said; by its speed it is a run"
            activity = replace(activity, sport=Sport("run", "run", is_guess=True), remarks=(*activity.remarks, remark))
        elif not (question := _of_speed(activity, units)):
            return replace(activity, question=questions.of_kind(sport.name))
        else:
            return replace(activity, question=question)
    if activity.is_cut_off and activity.metres:
        return replace(activity, question=questions.of_part(activity.metres, units))
    return replace(activity, question=_of_speed(activity, units) or activity.question)


def _finite(activity: Activity) -> Activity:
    """The same without figures that are none, or far from any that can be."""
    metres = _within(activity.metres, _MOST_METRES)
    moving, elapsed = _within(activity.moving_s, _MOST_SECONDS), _within(activity.elapsed_s, _MOST_SECONDS)
    if (metres, moving, elapsed) == (activity.metres, activity.moving_s, activity.elapsed_s):
        return activity
    remarks = (*activity.remarks, "a figure that cannot be was left out")
    return replace(activity, metres=metres, moving_s=moving, elapsed_s=elapsed, remarks=remarks)


def _within(figure: float | None, most: float) -> float | None:
    return figure if figure is not None and 0 <= figure <= most else None


def speed_kmh(activity: Activity) -> float | None:
    """Its mean speed while moving, where it has a duration that can be one."""
    seconds = activity.moving_s or activity.elapsed_s
    if not activity.metres or not seconds or seconds < _LEAST_SECONDS:
        return None
    return activity.metres / seconds * 3.6


def is_possible(metres: float, kmh: float) -> bool:
    """Whether anybody runs so far so fast."""
    return kmh <= next(most for far, most in _FASTEST if metres <= far)


def _runs(activity: Activity) -> bool:
    speed = speed_kmh(activity)
    low, high = _RUNNERS
    return speed is not None and low <= speed <= high and (activity.fastest_mps or 0) * 3.6 <= _RIDERS_MINUTE


def _of_speed(activity: Activity, units: Units) -> questions.Question | None:
    speed = speed_kmh(activity)
    if speed is None or not activity.metres or is_possible(activity.metres, speed):
        return None
    return questions.of_speed(activity.metres, activity.moving_s or activity.elapsed_s or 0, units)
