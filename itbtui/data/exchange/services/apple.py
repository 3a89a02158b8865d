"""Apple Health's export: the workouts in its ``export.xml``, which is far too long to be kept.

The workouts are cut out of it as it goes by and read each by itself, so that its document type is never parsed.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, NamedTuple
from xml.sax.xmlreader import AttributesImpl

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity
from itbtui.data.exchange.moments import read_moment, to_local
from itbtui.data.exchange.numbers import finite
from itbtui.data.exchange.recordings.xml_stream import Elements, read_xml
from itbtui.data.exchange.sports import sport_of
from itbtui.measures import MILE_KM

ROOT = "HealthData"
MOST_BYTES = 4_000_000_000
_CHUNK = 1 << 20
_BEGINS = re.compile(rb"<Workout[\s>]")
_TAG = re.compile(rb"""<Workout(?:[^>"']|"[^"]*"|'[^']*')*?(/?)>""")
_ENDS = b"</Workout>"
_LONGEST = 2_000_000
"""A workout is a few kilobytes; what goes on for longer is none."""
_MOST_WORKOUTS, _MOST_OF_WORKOUTS = 20_000, 100_000_000
"""How many, and their bytes together."""
_MOST_ELEMENTS = 700_000
"""Of all workouts: some twenty each of as many as there may be, and as much again."""
_MOST_FILES = 10
_METRES = {"m": 1.0, "km": 1000.0, "mi": 1000 * MILE_KM, "ft": 0.3048, "yd": 0.9144, "cm": 0.01}
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "h": 3600.0, "hr": 3600.0, "ms": 0.001}
_PREFIX = "HKWorkoutActivityType"


class _Workout(Elements):
    """``told`` is a list of one number: the elements of all workouts so far."""

    def __init__(self, told: list[int]) -> None:
        super().__init__()
        self._told = told
        self.said: dict[str, str] = {}
        self.metres = 0.0
        self.is_indoor = False
        self.files: list[str] = []

    def begins(self, name: str, attributes: AttributesImpl) -> None:
        self._told[0] += 1
        _check_elements(self._told)
        said = {key: value for key, value in attributes.items()}  # noqa: C416 -- it is no mapping
        if name == "Workout" and len(self.path) == 1:
            self.said = said
        elif name == "WorkoutStatistics" and "Distance" in said.get("type", "") and "WorkoutActivity" not in self.path:
            self.metres += _in(said.get("sum"), said.get("unit"), _METRES)
        elif name == "MetadataEntry" and said.get("key") == "HKIndoorWorkout":
            self.is_indoor = said.get("value") == "1"
        elif name == "FileReference" and len(self.files) < _MOST_FILES:
            self.files.append(said.get("path", ""))


class Export(NamedTuple):
    """Its workouts, and the routes that these name, as folder and name: they are told by these already."""

    workouts: list[Activity]
    routes: set[str]


def read(opened: Callable[[], IO[bytes]]) -> Export:
    """The export, which may take seconds to be read. Raises ExchangeError for one without any workout."""
    export = Export([], set())
    for workout in _workouts(opened):
        export.workouts.append(_activity(workout))
        export.routes.update("/".join(path.strip("/").split("/")[-2:]) for path in workout.files)
    if not export.workouts:
        raise ExchangeError("Apple's export holds no workout")
    return export


def _workouts(opened: Callable[[], IO[bytes]]) -> Iterator[_Workout]:
    """Raises ExchangeError for more than anybody has."""
    size, told = 0, [0]
    for number, piece in enumerate(_pieces(opened)):
        size += len(piece)
        if number >= _MOST_WORKOUTS or size > _MOST_OF_WORKOUTS:
            raise ExchangeError(f"Apple's export holds more than {_MOST_WORKOUTS} workouts")
        try:
            workout, _ = read_xml(lambda piece=piece: BytesIO(piece), lambda: _Workout(told))  # type: ignore[misc]
        except ExchangeError:
            _check_elements(told)
            continue  # a workout that is none is passed over
        yield workout


def _check_elements(told: list[int]) -> None:
    if told[0] > _MOST_ELEMENTS:
        raise ExchangeError(f"Apple's export says more of its workouts than any does, in {_MOST_ELEMENTS} elements")


def _pieces(opened: Callable[[], IO[bytes]]) -> Iterator[bytes]:
    """Each workout as it stands. Raises ExchangeError for a file without end."""
    rest, read = b"", 0
    with opened() as file:
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            if read > MOST_BYTES:
                raise ExchangeError(f"is larger than {MOST_BYTES // 1_000_000_000} GB, which no export is")
            rest += chunk
            place = 0
            while begun := _BEGINS.search(rest, place):
                place = begun.start()
                tag = _TAG.match(rest, place)
                end = tag.end() if tag and tag[1] else rest.find(_ENDS, place) + len(_ENDS)
                if tag is None or (not tag[1] and end < len(_ENDS)):
                    break  # it goes on in the next chunk
                yield rest[place:end]
                place = end
            begun = _BEGINS.search(rest, place)
            rest = rest[begun.start() :] if begun else rest[-len(b"<Workout ") :]
            if len(rest) > _LONGEST:
                rest = rest[-len(b"<Workout ") :]


def _activity(workout: _Workout) -> Activity:
    said = workout.said
    name = said.get("workoutActivityType", "")
    short = " ".join(re.findall("[A-Z][a-z]*", name.removeprefix(_PREFIX))).casefold()
    sport = sport_of(short)
    if sport.is_run and workout.is_indoor:
        sport = sport_of("treadmill")
    began, ended = (read_moment(said.get(key, "")) for key in ("startDate", "endDate"))
    metres = workout.metres or _in(said.get("totalDistance"), said.get("totalDistanceUnit"), _METRES)
    seconds = _in(said.get("duration"), said.get("durationUnit") or "min", _SECONDS)
    return Activity(
        sport=sport,
        start=_local(began),
        metres=metres or None,
        moving_s=seconds or None,
        elapsed_s=(ended - began).total_seconds() if began and ended and began.tzinfo and ended.tzinfo else None,
        source="apple",
    )


def _local(moment: dt.datetime | None) -> dt.datetime | None:
    return to_local(moment) if moment else None


def _in(number: str | None, unit: str | None, units: dict[str, float]) -> float:
    """In metres or seconds; 0 for what is no figure."""
    value = finite(number or "") * units.get((unit or "").strip().casefold(), float("nan"))
    return value if 0 < value < 1e9 else 0.0
