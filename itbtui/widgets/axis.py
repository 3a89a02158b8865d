"""The date axis of a picture: which columns a day has, and what stands below it. Days are ordinals."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from itbtui.rehab.words import first_weekday, say_month, say_short, say_weekday, to_date

NAMES_UP_TO = 21
"""So many days may be named one by one; a longer axis says dates."""
WEEKS_UP_TO = 200
"""So many days may have the dates on which weeks start; a longer axis says months, then years."""
LEAST_ROOM = 3
"""Columns that the shortest label takes, with the blank after it."""


Namer = Callable[[int, int], Iterator[tuple[int, str]]]
"""The days between two, both included, that have a label, with what it says."""
Ways = Callable[[int], Iterator[tuple[int, Namer]]]
"""For so many days, ways to label an axis, the finest first, each with the days between two labels."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the axis: some columns for a day, or a column for some days. Ends are left out."""

    first_day: int
    end_day: int
    first: int
    end: int

    @property
    def middle(self) -> int:
        return (self.first + self.end - 1) // 2

    @property
    def days(self) -> range:
        return range(self.first_day, self.end_day)


@dataclass(frozen=True, slots=True)
class Axis:
    """``days`` days from ``first`` on, over ``width`` columns."""

    first: int
    days: int
    width: int

    @property
    def count(self) -> int:
        """How many places it has: no more than columns."""
        return min(self.days, self.width)

    @property
    def slots(self) -> list[Slot]:
        return [self._slot(index) for index in range(self.count)]

    def _slot(self, index: int) -> Slot:
        n, following = self.count, index + 1
        return Slot(
            self.first + index * self.days // n,
            self.first + following * self.days // n,
            index * self.width // n,
            following * self.width // n,
        )

    def index(self, day: int) -> int:
        """The number of the place that a day has."""
        return ((day - self.first + 1) * self.count - 1) // self.days

    def column(self, day: int) -> int:
        return self._slot(self.index(day)).middle

    def days_at(self, column: int) -> range:
        """The days in a column."""
        column = min(max(column, 0), self.width - 1)
        return self._slot(((column + 1) * self.count - 1) // self.width).days

    def labels(self, ways: Ways) -> list[tuple[int, str]]:
        """Where each label begins, and what it says: as many as stand side by side with a blank between."""
        for every, names in ways(self.days):
            if self.width * every >= LEAST_ROOM * self.days:
                placed = self._placed(names(self.first, self.first + self.days - 1))
                if placed is not None:
                    return placed
        return []

    def _placed(self, wanted: Iterable[tuple[int, str]]) -> list[tuple[int, str]] | None:
        """The labels at their columns; nothing where two of them would touch."""
        placed: list[tuple[int, str]] = []
        for day, text in wanted:
            start = min(max(0, self.column(day) - len(text) // 2), self.width - len(text))
            if placed and start <= placed[-1][0] + len(placed[-1][1]):
                return None
            placed.append((start, text))
        return placed


def dates(days: int) -> Iterator[tuple[int, Namer]]:
    """Names of days, days on which weeks start, months, years."""
    if days <= NAMES_UP_TO:
        yield 1, lambda first, last: ((day, say_weekday(day)) for day in range(first, last + 1))
        yield 1, lambda first, last: ((day, say_weekday(day)[:2]) for day in range(first, last + 1))
    if days <= WEEKS_UP_TO:
        for weeks in (1, 2, 4):
            yield 7 * weeks, _weeks(7 * weeks)
    for months in (1, 3, 6):
        yield 30 * months, _months(months)
    for years in (1, 2, 5, 10, 100, 1000):
        yield 365 * years, _months(12 * years)


def days_of_episode(_days: int) -> Iterator[tuple[int, Namer]]:
    """ "day 1" and so on, in weeks."""
    for weeks in (1, 2, 4, 13, 26, 52, 520):
        yield 7 * weeks, _numbered(7 * weeks)


def _numbered(every: int) -> Namer:
    return lambda first, last: ((day, f"day {day}") for day in range(first, last + 1, every))


def _weeks(every: int) -> Namer:
    # Ordinal 1 was a Monday.
    starts = 1 + first_weekday()
    return lambda first, last: (
        (day, say_short(day)) for day in range(first + (starts - first) % every, last + 1, every)
    )


def _months(every: int) -> Namer:
    """First days of months by name, January by its year; counted from year 0, so that decades are round."""

    def names(first: int, last: int) -> Iterator[tuple[int, str]]:
        date = to_date(first)
        month = date.year * 12 + date.month - 1
        for number in range(month - month % every, to_date(last).year * 12 + 12, every):
            year, of_year = divmod(number, 12)
            if year >= 1 and first <= (day := dt.date(year, of_year + 1, 1).toordinal()) <= last:
                yield day, str(year) if of_year == 0 else say_month(day)

    return names
