"""What kind of week it was, in numbers: the last whole week of the runner's, beside the one before."""

from typing import Literal, NamedTuple

from itbtui.rehab.log.days import WEEK, to_date
from itbtui.rehab.rules.runs import onset_km, onset_minute
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.trend.adherence import Adherence

Where = Literal["run", "morning", "daily", "exercises", "training"]


class Worst(NamedTuple):
    """The worst pain of a week: on which day it was first felt, and where; of a run also when it began."""

    pain: int
    day: int
    where: Where
    onset_min: int | None = None
    onset_km: float | None = None


class WeekNumbers(NamedTuple):
    """A week from ``first`` on. Pain is 0-10."""

    first: int
    runs: int
    metres: int
    worst: Worst | None
    """Unknown where nothing of it is logged."""
    mornings: int
    """So many are logged, and so many of them were without pain."""
    good_mornings: int
    due: int
    done: int
    """Exercises, each counted once a day."""

    @property
    def last(self) -> int:
        """The ordinal of its last day."""
        return self.first + WEEK - 1


class Review(NamedTuple):
    """A week that is over, beside the one before it."""

    week: WeekNumbers
    before: WeekNumbers | None
    """None where the log does not reach back so far."""


def begins(day: int, first_weekday: int) -> int:
    """The first day of the week that a day lies in; ``first_weekday`` is 0 for Monday."""
    return day - (to_date(day).weekday() - first_weekday) % WEEK


def review(s: Standing, first_weekday: int) -> Review | None:
    """The last whole week before today; None where nothing of it is logged. Asks a replay what was due."""
    first = begins(s.today, first_weekday) - WEEK
    logged = sorted(s.reading.days)
    if not any(first <= day < first + WEEK for day in logged):
        return None
    adherence = Adherence(s)
    has_before = logged[0] <= first - WEEK
    return Review(_week(s, first, adherence), _week(s, first - WEEK, adherence) if has_before else None)


def _week(s: Standing, first: int, adherence: Adherence) -> WeekNumbers:
    days = [(number, s.reading.day(number)) for number in range(first, first + WEEK)]
    mornings = [day.morning for _, day in days if day.morning is not None]
    due = adherence.weeks(first, first + WEEK - 1)
    return WeekNumbers(
        first=first,
        runs=sum(len(day.runs) + len(day.waiting) for _, day in days),
        metres=sum(day.ran_metres for _, day in days),
        worst=max((found for number, _ in days for found in _pains(s, number)), key=lambda w: w.pain, default=None),
        mornings=len(mornings),
        good_mornings=mornings.count(0),
        due=sum(week.due for week in due),
        done=sum(week.done for week in due),
    )


def _pains(s: Standing, number: int) -> list[Worst]:
    """All pains of a day, those of runs first."""
    day = s.reading.day(number)
    found = [Worst(run.pain, number, "run", onset_minute(run), onset_km(run)) for run in day.runs]
    others: list[tuple[Where, int | None]] = [
        ("morning", day.morning),
        ("daily", day.check_in.daily if day.check_in else None),
        *(("exercises", item.pain) for item in day.exercises),
        *(("training", item.pain) for item in day.cross_training),
    ]
    return found + [Worst(pain, number, where) for where, pain in others if pain is not None]
