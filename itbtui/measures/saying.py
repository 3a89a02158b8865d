"""How distances, times, dates and numbers are said: in plain English, the same on every machine."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Literal
from unicodedata import category

from itbtui.values import Value

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MILE_KM = 1.609344

Units = Literal["km", "mi"]
"""What distances are said and typed in. The log keeps kilometres, the rules whole metres."""

DATES: dict[str, Callable[[dt.date], str]] = {
    "day-month": lambda day: f"{day.day} {_MONTHS[day.month - 1]}",
    "month-day": lambda day: f"{_MONTHS[day.month - 1]} {day.day}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
}
"""How a date may be written: "4 Mar", "Mar 4", "2026-03-04"."""
WEEKDAYS = {"monday": 0, "sunday": 6, "saturday": 5}
"""The days that a week may start on, as Python numbers them."""
DAY_ROOM = 10
"""The columns of "Wed 30 Dec"."""


class Manner(Value):
    """How distances and days are said to this runner. Wording only: no rule reads it.

    A day may be given as a date or as its ordinal; what lies beyond the calendar is its last day.
    """

    units: Units = "km"
    dates: str = "day-month"
    """A key of ``DATES``."""
    week_starts: str = "monday"
    """A key of ``WEEKDAYS``."""

    @property
    def unit_name(self) -> str:
        """ "km" or "mile", as it stands in a sentence: "6:05 a mile"."""
        return "mile" if self.units == "mi" else "km"

    @property
    def unit_m(self) -> float:
        """The metres in a kilometre or a mile."""
        return 1000 * MILE_KM if self.units == "mi" else 1000

    @property
    def first_weekday(self) -> int:
        """The day a week starts on, 0 for Monday."""
        return WEEKDAYS[self.week_starts]

    def day(self, day: dt.date | int) -> str:
        """ "Wed 4 Mar"."""
        return f"{self.weekday(day)} {self.date(day)}"

    def short_day(self, day: dt.date | int) -> str:
        """ "Wed 4 Mar", "Wed 03-04": in ``DAY_ROOM``, where the year stands elsewhere."""
        return f"{self.weekday(day)} {self.short(day)}"

    def date(self, day: dt.date | int) -> str:
        """ "4 Mar"."""
        return DATES[self.dates](_date(day))

    def full_day(self, day: dt.date | int) -> str:
        """ "Wed 4 Mar 2026"."""
        return f"{self.weekday(day)} {self.full_date(day)}"

    def near_day(self, day: dt.date, on: dt.date) -> str:
        """ "Wed 4 Mar"; with the year where it is another than that of ``on``."""
        return self.day(day) if day.year == on.year else self.full_day(day)

    def near_days(self, days: Iterable[dt.date], on: dt.date) -> list[str]:
        """As ``near_day``, for a column: each as long as the longest."""
        said = [self.near_day(day, on) for day in days]
        room = max([DAY_ROOM, *map(len, said)])
        return [day.ljust(room) for day in said]

    def full_date(self, day: dt.date | int) -> str:
        """ "4 Mar 2026"."""
        return self.date(day) if self.dates == "iso" else f"{self.date(day)} {_date(day).year}"

    def weekday(self, day: dt.date | int) -> str:
        """ "Wed"."""
        return _DAYS[_date(day).weekday()]

    def short(self, day: dt.date | int) -> str:
        """ "4 Mar", "03-04": below a picture, where the year stands elsewhere."""
        return f"{_date(day):%m-%d}" if self.dates == "iso" else self.date(day)

    def month(self, day: dt.date | int) -> str:
        """ "Mar"."""
        return _MONTHS[_date(day).month - 1]

    def far(self, metres: float) -> str:
        """ "5.2": a distance in the runner's unit without its name, as precise as logged."""
        return say_number(metres / self.unit_m)

    def distance(self, metres: float) -> str:
        """ "5.2 km", "3.23 mi": a distance as precise as logged, to a hundredth."""
        return f"{self.far(metres)} {self.units}"

    def limit(self, metres: float) -> str:
        """ "5.2 km": a bound, down to a tenth, so that it never grows by rounding."""
        return f"{say_number(int(metres / self.unit_m * 10 + 1e-9) / 10)} {self.units}"

    def pace(self, minutes: float, metres: float) -> str:
        """ "6:05": minutes and seconds for a kilometre or a mile, a second that has begun left out."""
        whole, rest = divmod(minutes * self.unit_m / metres, 1)
        return f"{int(whole)}:{int(rest * 60):02d}"


def _date(day: dt.date | int) -> dt.date:
    return dt.date.fromordinal(min(day, dt.date.max.toordinal())) if isinstance(day, int) else day


def say_clock(seconds: float) -> str:
    """ "14:20", "1:02:05"; a second that has begun is still there."""
    whole = max(0, -int(-seconds // 1))
    left, rest = divmod(whole, 60)
    hours, left = divmod(left, 60)
    return f"{hours}:{left:02d}:{rest:02d}" if hours else f"{left}:{rest:02d}"


def say_minutes(seconds: int) -> str:
    """ "9 min", a minute that has begun counted whole."""
    return f"{-(-seconds // 60)} min"


def say_number(value: float) -> str:
    """At most two decimals, none that are zero."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Some scripts need them inside words, and so do emoji."""


def harmless(text: str, keep: str = "\n") -> str:
    """What a person typed, for a terminal: without control characters or marks that turn the line around.

    ``keep`` are control characters that stay.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep or _is_word(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def _is_word(char: str) -> bool:
    """Whether it joins or parts words, though Python does not call it printable."""
    return char in JOINERS or category(char) == "Zs"


def one_line(text: object) -> str:
    """The same in one line, such as the name of a file in a message."""
    return harmless(str(text)).replace("\n", " ")


def say_list(items: Iterable[str], last: str = "and") -> str:
    """ "a, b and c"."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """With a capital letter in front."""
    return text[:1].upper() + text[1:]


def count(many: int, thing: str, things: str = "") -> str:
    """ "1 day", "3 days"; ``things`` where an s is not enough."""
    return f"{many} {thing}" if many == 1 else f"{many} {things or thing + 's'}"
