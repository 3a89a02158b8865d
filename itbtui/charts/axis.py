"""The date axis of a picture: which column a day has, and which days are named below it. Days are ordinals."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from itbtui.measures import Manner
from itbtui.rehab.log.days import to_date

NAMES_UP_TO = 21
"""So many days may be named one by one; a longer axis says dates."""
WEEKS_UP_TO = 200
"""So many days may have the dates on which weeks start; a longer axis says months, then years."""

Label = tuple[int, str]
"""A day, and what is written below it."""
Way = tuple[int, Callable[[int, int], Iterable[Label]]]
"""About how many days lie between two labels, and those from one day to another, both included."""


@dataclass(frozen=True, slots=True)
class Axis:
    """``days`` days from ``first`` on, side by side over ``width`` columns: each as wide as the others, nearly."""

    first: int
    days: int
    width: int

    @property
    def left(self) -> float:
        """Where the first day begins: days are whole numbers, and reach half a day to both sides."""
        return self.first - 0.5

    @property
    def right(self) -> float:
        """Where the last day ends."""
        return self.left + self.days

    def column(self, day: int) -> int:
        """The column in which the middle of a day lies."""
        return (2 * (day - self.first) + 1) * self.width // (2 * self.days)

    def start(self, day: int) -> int:
        """The first column whose middle does not lie before this day."""
        return -((self.days - 2 * (day - self.first) * self.width) // (2 * self.days))

    def x(self, column: int) -> float:
        """The middle of a column, in days: no rounding moves a mark from there into another one."""
        return self.left + (column + 0.5) * self.days / self.width

    def days_at(self, column: int) -> range:
        """The days in a column: the one whose part is the largest, or all whose middle lies there."""
        column = min(max(column, 0), self.width - 1)
        if self.days <= self.width:
            day = self.first + (2 * column + 1) * self.days // (2 * self.width)
            return range(day, day + 1)
        first, end = (-((self.width - 2 * c * self.days) // (2 * self.width)) for c in (column, column + 1))
        return range(self.first + first, self.first + end)

    @property
    def places(self) -> list[range]:
        """The days one by one, or, where there are more of them than columns, those that share a column."""
        if self.days <= self.width:
            return [range(day, day + 1) for day in range(self.first, self.first + self.days)]
        return [self.days_at(column) for column in range(self.width)]

    def labels(self, ways: Iterable[Way]) -> list[Label]:
        """The labels of the first way in which they stand side by side with a blank between."""
        for every, names in ways:
            if every * self.width >= 3 * self.days:
                found = list(names(self.first, self.first + self.days - 1))
                if all(self._beside(*pair) for pair in pairwise(found)):
                    return found
        return []

    def _beside(self, one: Label, other: Label) -> bool:
        return self._begins(*one) + len(one[1]) < self._begins(*other)

    def _begins(self, day: int, text: str) -> int:
        """The first column of a label, as plotext writes it: about the middle of its day, at the edges moved in."""
        return min(max(0, self.column(day) - (len(text) - 1) // 2), self.width - len(text))


def dates(days: int, say: Manner) -> Iterator[Way]:
    """For so many days, the finest first: names of days, days on which weeks start, months, years."""
    if days <= NAMES_UP_TO:
        yield 1, lambda first, last: ((day, say.weekday(day)) for day in range(first, last + 1))
        yield 1, lambda first, last: ((day, say.weekday(day)[:2]) for day in range(first, last + 1))
    if days <= WEEKS_UP_TO:
        for weeks in (1, 2, 4):
            yield 7 * weeks, _weeks(7 * weeks, say)
    for months in (1, 3, 6):
        yield 30 * months, _months(months, say)
    for years in (1, 2, 5, 10, 100, 1000):
        yield 365 * years, _months(12 * years, say)


def days_of_episode() -> Iterator[Way]:
    """ "day 1" and so on, in weeks."""
    for weeks in (1, 2, 4, 13, 26, 52, 520):
        yield 7 * weeks, _numbered(7 * weeks)


def _numbered(every: int) -> Callable[[int, int], Iterable[Label]]:
    return lambda first, last: ((day, f"day {day}") for day in range(first, last + 1, every))


def _weeks(every: int, say: Manner) -> Callable[[int, int], Iterable[Label]]:
    # Ordinal 1 was a Monday.
    starts = 1 + say.first_weekday
    return lambda first, last: (
        (day, say.short(day)) for day in range(first + (starts - first) % every, last + 1, every)
    )


def _months(every: int, say: Manner) -> Callable[[int, int], Iterable[Label]]:
    """First days of months by name, January by its year; counted from year 0, so that decades are round."""

    def names(first: int, last: int) -> Iterator[Label]:
        date = to_date(first)
        month = date.year * 12 + date.month - 1
        for number in range(month - month % every, to_date(last).year * 12 + 12, every):
            year, of_year = divmod(number, 12)
            if year >= 1 and first <= (day := dt.date(year, of_year + 1, 1).toordinal()) <= last:
                yield day, str(year) if of_year == 0 else say.month(day)

    return names
