"""The cells of one row, read as what their columns hold."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence

from itbtui.data.exchange.activity import steps
from itbtui.data.exchange.lists.columns import DISTANCE_UNITS, SECONDS, Columns, split
from itbtui.data.exchange.lists.dates import Order, moment_in
from itbtui.data.exchange.moments import read_clock
from itbtui.data.exchange.numbers import NOTHING, read_number, read_seconds
from itbtui.rehab.log.checks import shown

_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\.?)?", re.ASCII | re.IGNORECASE)
_LONGEST = 40
"""Of a distance; what goes on for longer is none."""
_WITH_UNIT = re.compile(r"\s*([\d.,'’\s]+?)\s*([^\d\s.,'’][^\d]*)?\s*")
_PAIN = re.compile(r"(\d{1,4}(?:[.,]\d{1,9})?)(?:\s*[-–—]\s*(\d{1,4}(?:[.,]\d{1,9})?))?(?:\s*/\s*10)?", re.ASCII)
_WORST = 10
_LONG_STRIDE = 10
"""A stride that is longer is in centimetres."""
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d\d)?", re.IGNORECASE | re.ASCII)


class Cells:
    """One row. Reading a figure raises ValueError, with line and column, for what is none."""

    def __init__(self, line: int, cells: Sequence[str], columns: Columns, header: Sequence[str]) -> None:
        self.line = line
        self._cells = cells
        self._columns = columns
        self._header = header

    @property
    def is_short(self) -> bool:
        """Whether it ends before the columns that are needed."""
        return any(self._columns.places[figure][0] >= len(self._cells) for figure in ("date", "distance"))

    @staticmethod
    def is_clock(text: str) -> bool:
        """Whether it is written as 4:30 or 1:45:39, with digits and colons."""
        return bool(_CLOCK.fullmatch(text.strip()))

    def has(self, figure: str) -> bool:
        """Whether the list has such a column."""
        return self._columns.has(figure)

    def texts(self, figure: str) -> Iterator[str]:
        """What the columns of that figure say, the first first; nothing for those that the row lacks."""
        for place in self._columns.places.get(figure, ()):
            if place < len(self._cells):
                yield self._cells[place].strip()

    def text(self, figure: str) -> str:
        """The last of these that says anything."""
        return next((text for text in reversed(list(self.texts(figure))) if text), "")

    def number(self, figure: str) -> float | None:
        """None where nothing stands there."""
        try:
            return read_number(self.text(figure))
        except ValueError:
            raise self._refuse(figure, "a number") from None

    def pain(self) -> tuple[int | None, str]:
        """The pain from 0 to 10, and what is to be said of how it was read; none where it is no such figure.

        Never less than what stands there: of halves and of "3-4" it is the higher.
        """
        text = self.text("pain").lstrip("'")
        if text in NOTHING:
            return None, ""
        found = _PAIN.fullmatch(text)
        said = [float(part.replace(",", ".")) for part in found.groups() if part] if found else []
        if not said:
            return None, f"pain {shown(text)} is no number from 0 to 10, so the run waits for it"
        if max(said) > _WORST:
            return None, f"pain {shown(text)} is not between 0 and 10, so the run waits for it"
        pain = math.ceil(max(said))
        return pain, "" if said == [pain] else f"pain {shown(text)} was read as {pain}"

    def quiet_number(self, figure: str) -> float | None:
        """A number that is not needed: None for what is none."""
        try:
            return read_number(self.text(figure))
        except ValueError:
            return None

    def quiet_seconds(self, figure: str) -> float | None:
        """The seconds of a time or a pace such as 5:30/km; None where it says neither."""
        try:
            return read_seconds(self.text(figure).partition("/")[0].strip())
        except ValueError:
            return None

    def metres(self, figure: str, unit: float) -> float | None:
        """A distance in ``unit`` metres, or in the unit that stands behind it."""
        text = self.text(figure)
        found = _WITH_UNIT.fullmatch(text) if len(text) <= _LONGEST else None
        if not found and text not in ("", "-", "--"):
            raise self._refuse(figure, "a number")
        named = split(found[2].strip()).unit if found and found[2] else ""
        if found and found[2] and named not in DISTANCE_UNITS:
            raise self._refuse(figure, "a number")
        try:
            number = read_number(found[1] if found else "")
        except ValueError:
            raise self._refuse(figure, "a number") from None
        return number and number * DISTANCE_UNITS.get(named, unit)

    def seconds(self, figure: str, unit: float, *, is_hours: bool) -> float | None:
        """A duration: with colons or words, or a bare number of ``unit`` seconds.

        ``is_hours`` says that 0:30 is half an hour, and 30:00:00 too.
        """
        text = self.text(figure)
        named = split(self._header[self._columns.places[figure][-1]]).unit if self._header and self.has(figure) else ""
        try:
            found = read_seconds(text)
        except ValueError:
            raise self._refuse(figure, "a duration such as 00:17:01") from None
        if found is None:
            return None
        if ":" in text:
            colons = text.count(":")
            return found if not is_hours else found * 60 if colons == 1 else found / 60
        return found * SECONDS.get(named, unit) if re.fullmatch(r"[\d.,'\s]+", text) else found

    def metres_by_steps(self, seconds: float | None) -> float | None:
        """How far so many steps of that length go."""
        stride, cadence = self.quiet_number("stride"), self.quiet_number("cadence")
        if not stride or not cadence or not seconds:
            return None
        stride = stride / 100 if stride > _LONG_STRIDE else stride
        return stride * (steps(cadence) or 0) * seconds / 60

    def moment(self, order: Order | None, *, is_utc: bool) -> tuple[dt.datetime | None, dt.date | None]:
        """When it began, or the day alone. A time with a zone has one; one in UTC without saying so gets it."""
        text = next((text for text in self.texts("date") if text), "")
        try:
            moment = moment_in(text, order)
        except ValueError as error:
            raise ValueError(f"line {self.line}, date: {error}") from None
        if clock := read_clock(self.text("clock")):
            return dt.datetime.combine(moment.date(), clock), None
        if moment.tzinfo is None and not _has_clock(text, moment):
            return None, moment.date()
        if offset := _OFFSET.fullmatch(self.text("offset")):
            # Who gives the offset beside it gives the time in UTC.
            minutes = int(offset[2]) * 60 + int(offset[3] or 0)
            return moment.replace(tzinfo=None) + dt.timedelta(minutes=minutes if offset[1] == "+" else -minutes), None
        return (moment.replace(tzinfo=dt.UTC) if is_utc and moment.tzinfo is None else moment), None

    def _refuse(self, figure: str, wanted: str) -> ValueError:
        return ValueError(f"line {self.line}, {figure}: {shown(self.text(figure))} is not {wanted}")


def _has_clock(text: str, moment: dt.datetime) -> bool:
    """Whether a date says a time, too."""
    return bool(moment.time() != dt.time() or (re.search(r"\d[:.h]\d\d(?::\d\d)?\b.*$", text) and ":" in text))
