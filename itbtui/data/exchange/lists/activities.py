"""What the rows of a list come to. The unit of a figure that says none follows from what a runner can do."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from itbtui.data.exchange import ExchangeError, questions
from itbtui.data.exchange.activity import Activity, NoActivityError, steps
from itbtui.data.exchange.lists.cells import Cells
from itbtui.data.exchange.lists.columns import DISTANCE_UNITS, SECONDS, Columns, guess, mapped, some_of
from itbtui.data.exchange.lists.dates import ORDERS, Order, moment_in, order_of
from itbtui.data.exchange.lists.table import Table, read_table
from itbtui.data.exchange.moments import to_local
from itbtui.data.exchange.numbers import NOTHING
from itbtui.data.exchange.sports import Sport, plain, sport_in, sport_of
from itbtui.measures import Units, count, say_list
from itbtui.rehab.log.checks import shown

_SPEEDS = (2.0, 50.0)
_MOST_METRES, _MOST_SECONDS = 400_000, 2 * 86_400
"""Between these, in km/h, people move by themselves; no farther and no longer."""
_SOME_ROWS, _SOME_COLUMNS = 20, 100
_AGREE_PERCENT = 5
"""How far a distance may be from what time and pace say: both are rounded, and the pace may leave out pauses."""
_STRIDE_PERCENT = 10
_MOST_FITTING = 0.6
_POLARS_OWN = "hr sit"
"""Polar Flow alone has a column of that name, and puts the day first."""


class Answers(NamedTuple):
    """What the runner has said: which column is which, what words for kinds mean, in which unit distances are.

    ``columns`` may also hold ``dates``, day or month: which comes first. ``by_header`` are those said for lists before.
    ``units`` are the runner's, ``list_units`` those of lists that say none, where they were said.
    """

    units: Units = "km"
    list_units: Units | None = None
    columns: Mapping[str, str] = {}
    kinds: Mapping[str, str] = {}
    by_header: Mapping[str, Mapping[str, str]] = {}


class ColumnsError(ExchangeError):
    """It is not known which column is which; ``table`` is what it looks like, ``known`` what can be told of it."""

    def __init__(self, message: str, table: Table, known: Columns) -> None:
        super().__init__(message)
        self.table = table
        self.known = known

    @property
    def lacks_order(self) -> bool:
        """Whether all that is not known is which comes first in its dates, the day or the month."""
        return self.known.is_enough


class _Units(NamedTuple):
    """Metres of one, seconds of a bare number, whether 0:30 are hours and minutes, and metres of a pace."""

    metres: float
    seconds: float
    is_hours: bool = False
    pace_m: float = 1000.0


def read_list(text: str, answers: Answers) -> list[Activity]:
    """The activities of a list, a row each; a row that cannot be read has its problem.

    Raises ColumnsError where it is not known which column is which, NoActivityError where there is no row, and
    ExchangeError for what is no list.
    """
    table = read_table(text)
    if not table.rows:
        raise NoActivityError("this list has names of columns, and no row below them")
    columns, order = _columns(table, answers)
    rows = [Cells(number, cells, columns, table.header) for number, cells in table.rows]
    is_strava = columns.has("id", "elapsed")
    units = _units(rows, columns, answers.list_units or answers.units, is_strava)
    read = [_activity(row, units, order, is_strava, answers) for row in rows]
    if not columns.units.get("distance") and not answers.list_units and units.metres == DISTANCE_UNITS[answers.units]:
        read = _asked_for_units(rows, read, answers.units)
    return _numbered(read)


def header_key(header: Sequence[str]) -> str:
    """By which what was said of a list is remembered; nothing for one without a header."""
    return "\t".join(map(plain, header))


def _columns(table: Table, answers: Answers) -> tuple[Columns, Order | None]:
    width = max((len(cells) for _, cells in table.rows), default=0)
    columns = guess(table.header)
    given = answers.columns or answers.by_header.get(header_key(table.header), {})
    said = {key: name for key, name in given.items() if key != "dates"}
    if said:
        columns = mapped(said, table.header, width, columns)
    columns = _by_values(columns, table)
    if not columns.is_enough:
        lacking = [name for name in ("date", "distance") if not columns.has(name)]
        there = (
            f"its columns are {some_of(table.header)}"
            if table.header
            else f"it has {count(width, 'column')} without names"
        )
        raise ColumnsError(
            f"it is not known which column is the {say_list(lacking, 'or the')}; {there}", table, columns
        )
    dates = [cells[place] for _, cells in table.rows for place in columns.places["date"][:1] if place < len(cells)]
    wanted = given.get("dates")
    order = next((order for order in ORDERS if order == wanted), None) or order_of(dates)
    if order is None and _POLARS_OWN in map(plain, table.header):
        order = "day"
    if order is None:
        example = next(text for text in dates if text.strip())
        raise ColumnsError(f"in {shown(example)} either the day or the month may come first", table, columns)
    return columns, order


def _by_values(columns: Columns, table: Table) -> Columns:
    """Of columns whose names fit two figures, what their values say: a time of day or a duration, a date or a time."""
    places = {figure: list(where) for figure, where in columns.places.items()}
    values = {
        place: [cells[place].strip() for _, cells in table.rows[:50] if place < len(cells)]
        for where in places.values()
        for place in where
    }
    if "date" not in places and (there := _dates(table)):
        places["date"] = there
    for place in places.get("date", [])[:]:
        if len(places["date"]) > 1 and all(Cells.is_clock(value) for value in values[place] if value not in NOTHING):
            places["date"].remove(place)
            places.setdefault("clock", []).append(place)
    lasts = [figure for figure in ("duration", "moving", "elapsed") if places.get(figure)]
    for place in places.get("duration", [])[:]:
        others = len(places["duration"]) > 1 or len(lasts) > 1
        if (
            others
            and not places.get("clock")
            and all(Cells.is_clock(value) for value in values[place] if value not in NOTHING)
            and not columns.has("id")
        ):
            late = sum(value >= "04:00" for value in values[place] if len(value) >= 5)
            if late * 2 > len(values[place]):
                places["duration"].remove(place)
                places["clock"] = [place]
    return Columns({figure: where for figure, where in places.items() if where}, columns.units)


def _dates(table: Table) -> list[int]:
    """The one column that holds a date in each row, where its name does not say so."""
    some = [cells for _, cells in table.rows[:_SOME_ROWS]]
    width = min(_SOME_COLUMNS, *map(len, some)) if some else 0
    fitting = [place for place in range(width) if all(_is_date(cells[place]) for cells in some)]
    return fitting if len(fitting) == 1 else []


def _is_date(text: str) -> bool:
    try:
        moment_in(text, "day")
    except ValueError:
        return False
    return not text.strip().replace(".", "", 1).replace(",", "", 1).isdecimal()


# --- units ------------------------------------------------------------------------------------------


def _units(rows: Sequence[Cells], columns: Columns, units: Units, is_strava: bool) -> _Units:
    """The units by which most rows are what somebody can have done; by what is usual where several fit."""
    said_m, said_s = columns.units.get("distance", ""), columns.units.get("duration", "")
    lengths = [DISTANCE_UNITS[said_m]] if said_m in DISTANCE_UNITS else [DISTANCE_UNITS[units], 1.0, 0.01]
    if is_strava and len(columns.places["distance"]) > 1:
        lengths = [1.0]  # of two columns of that name the first holds kilometres or miles, the second metres
    elif is_strava:
        lengths = [1000.0, 1.0]
    usual = ["s", "min"] if is_strava else ["min", "s", "ms", "h"]
    times = [SECONDS[said_s]] if said_s in SECONDS else [SECONDS[unit] for unit in usual]
    pace_m = lengths[0] if said_m in ("km", "mi") else DISTANCE_UNITS[units]
    ways = [_Units(*way, pace_m) for way in product(lengths, times, (False, True))]
    some = [row for row in rows[:300] if row.text("distance")]
    return max(ways, key=lambda way: (sum(_is_possible(row, way) for row in some), -ways.index(way)))


def _is_possible(row: Cells, units: _Units) -> bool:
    try:
        metres, seconds = row.metres("distance", units.metres), _seconds(row, units)
    except ValueError:
        return False
    if not metres or not seconds:
        return False
    is_usual = metres <= _MOST_METRES and seconds <= _MOST_SECONDS
    return is_usual and _SPEEDS[0] <= metres / seconds * 3.6 <= _SPEEDS[1]


def _seconds(row: Cells, units: _Units) -> float | None:
    """How long it took, pauses left out where that is said."""
    for figure in ("duration", "moving", "elapsed"):
        if found := row.seconds(figure, units.seconds, is_hours=units.is_hours):
            return found
    return None


def _asked_for_units(rows: Sequence[Cells], read: list[Activity], units: Units) -> list[Activity]:
    """The runs with a question, where stride and cadence say the other unit."""
    fits: Counter[str] = Counter()
    for row, activity in zip(rows, read, strict=True):
        by_steps = row.metres_by_steps(activity.moving_s or activity.elapsed_s) if activity.sport.is_run else None
        if by_steps and activity.metres:
            bare = activity.metres / DISTANCE_UNITS[units]
            near = [
                unit
                for unit in ("km", "mi")
                if abs(bare * DISTANCE_UNITS[unit] - by_steps) * 100 <= _STRIDE_PERCENT * by_steps
            ]
            fits[near[0] if len(near) == 1 else ""] += 1
    other = "mi" if units == "km" else "km"
    if fits[other] < _MOST_FITTING * max(fits.total(), 1) or not fits[other]:
        return read
    question = questions.of_units(other, units)
    return [replace(one, question=question) if one.sport.is_run and one.metres else one for one in read]


# --- a row --------------------------------------------------------------------------------------------


def _activity(row: Cells, units: _Units, order: Order | None, is_strava: bool, answers: Answers) -> Activity:
    sport = _sport(row, answers)
    if row.is_short:
        return Activity(sport=sport, problem=f"line {row.line} ends too early", source="list")
    try:
        start, day = row.moment(order, is_utc=is_strava)
        seconds = _seconds(row, units)
        elapsed = row.seconds("elapsed", units.seconds, is_hours=units.is_hours)
        said = row.metres("distance", units.metres) if sport.kind in (None, "run") else _quiet_metres(row, units)
        metres = _by_pace(row, said, seconds, units) if sport.is_run and not is_strava else said
        contradicts = sport.is_run and metres is None and said
    except ValueError as error:
        return Activity(sport=sport, problem=str(error), source="list")
    pain, remark = row.pain()
    notes = [text for text in dict.fromkeys(row.texts("notes")) if text]
    return Activity(
        sport=sport,
        start=to_local(start) if start and start.tzinfo else start,
        date=day,
        metres=metres,
        moving_s=seconds,
        elapsed_s=elapsed,
        cadence_spm=steps(row.quiet_number("cadence")) if sport.kind in (None, "run") else None,
        rpe=round(row.quiet_number("rpe") or 0) or None,
        shoe=row.text("shoe") or None,
        notes="\n".join(notes) or None,
        pain=pain,
        remarks=(remark,) if remark and sport.kind in (None, "run") else (),
        source="strava" if is_strava else "garmin" if not row.text("id") else "list",
        source_id=row.text("id"),
        problem=_contradiction(row) if contradicts else None,
    )


def _quiet_metres(row: Cells, units: _Units) -> float | None:
    try:
        return row.metres("distance", units.metres)
    except ValueError:
        return None


def _sport(row: Cells, answers: Answers) -> Sport:
    if row.has("kind"):
        said = sport_of(row.text("kind"), said=answers.kinds)
        return said if said.kind or not said.is_unnamed else sport_in(row.text("title")) or said
    if row.has("pain"):
        return Sport("run", "run", is_guess=True)  # who keeps a list of pain in running keeps it of runs
    return sport_in(row.text("title")) or Sport("", None)


def _by_pace(row: Cells, metres: float | None, seconds: float | None, units: _Units) -> float | None:
    """The distance, None where it contradicts time and pace.

    On a track it is in metres, which only those two give away.
    """
    pace = row.quiet_seconds("pace")
    if not (metres and seconds and pace) or not 60 <= pace <= 3600:
        return metres
    expected = seconds / pace * units.pace_m
    fitting = (
        way for way in (metres, metres / 1000, metres * 1000) if abs(way - expected) * 100 <= expected * _AGREE_PERCENT
    )
    return next(fitting, None)


def _contradiction(row: Cells) -> str:
    said, time, pace = (shown(row.text(key)) for key in ("distance", "duration", "pace"))
    return f"{said} does not fit {time} at a pace of {pace}"


def _numbered(read: list[Activity]) -> list[Activity]:
    """Rows that say the same on one day are told apart by their number among these, where no time or id does."""
    seen: Counter[tuple[dt.date | None, float | None]] = Counter()
    numbered = []
    for one in read:
        key = (one.date, one.metres)
        if one.start is None and not one.source_id and not one.problem:
            one = replace(one, number=seen[key])
            seen[key] += 1
        numbered.append(one)
    return numbered
