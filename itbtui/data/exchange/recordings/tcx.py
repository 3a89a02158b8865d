"""TCX, Garmin's older XML: an activity is the sum of its laps, or what its points say where these do not."""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import IO
from xml.sax.xmlreader import AttributesImpl

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, steps
from itbtui.data.exchange.moments import Times, read_seconds_utc, to_local
from itbtui.data.exchange.numbers import finite
from itbtui.data.exchange.recordings.track import Track, counted
from itbtui.data.exchange.recordings.xml_stream import Elements, read_xml
from itbtui.data.exchange.sports import Sport, sport_by, sport_in, sport_of
from itbtui.rehab.log.checks import shown

ROOT = "TrainingCenterDatabase"
_MOST_METRES, _MOST_SECONDS = 1e6, 7 * 86_400
"""What is more in one lap is a fault of the file."""
_MOST_ACTIVITIES, _MOST_LAPS = 1000, 10_000
_MOST_ODD = 3
_FAR_START_M = 100
"""Points that begin farther off count on from something before."""


@dataclass
class _Lap:
    """What a lap says, NaN where it says nothing that can be; ``first`` and ``last`` are what its points count."""

    seconds: float = math.nan
    metres: float = math.nan
    cadence: float = math.nan
    began: float = math.nan
    first: float = math.nan
    last: float = math.nan
    point_began: float = math.nan
    point_ended: float = math.nan


@dataclass
class _Found:
    """What was read of an activity so far."""

    sport: str = ""
    id: str = ""
    notes: str = ""
    laps: list[_Lap] = field(default_factory=list)
    track: Track = field(default_factory=Track)
    odd: dict[str, None] = field(default_factory=dict)
    creator: str = ""
    is_whole: bool = False


class _Tcx(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Found] = []
        self.author = ""
        self.has_course = False
        self._points = self._laps = 0
        self._times = Times()
        self._time = self._lat = self._lon = self._metres = math.nan

    def begins(self, name: str, attributes: AttributesImpl) -> None:
        if name == "Activity":
            if len(self.found) >= _MOST_ACTIVITIES:
                raise ExchangeError(f"the file holds more than {_MOST_ACTIVITIES} activities")
            self.found.append(_Found(sport=attributes.get("Sport") or ""))
        elif name == "Course":
            self.has_course = True
        elif "Activity" not in self.path:
            return
        elif name == "Lap":
            self._laps += 1
            if self._laps > _MOST_LAPS:
                raise ExchangeError(f"the file holds more than {_MOST_LAPS} laps")
            began = read_seconds_utc((attributes.get("StartTime") or "").strip())
            self.found[-1].laps.append(_Lap(began=began))
            self.found[-1].track.part()
        elif name == "Trackpoint":
            self._points = counted(self._points)
            self._time = self._lat = self._lon = self._metres = math.nan

    def ends(self, name: str, text: str) -> None:
        if "Activity" not in self.path:
            if name == "Name" and "Author" in self.path:
                self.author = text
            return
        now = self.found[-1]
        parent = self.path[-2] if len(self.path) > 1 else ""
        if name == "Activity":
            now.is_whole = True
        elif parent == "Activity" and name in ("Id", "Notes"):
            setattr(now, name.lower(), text)
        elif name == "Name" and parent == "Creator":
            now.creator = text
        elif "Trackpoint" in self.path:
            self._of_point(name, parent, text)
        elif now.laps and parent in ("Lap", "LX"):
            self._of_lap(now, now.laps[-1], name, text)

    def _of_lap(self, now: _Found, lap: _Lap, name: str, text: str) -> None:
        if name == "TotalTimeSeconds":
            lap.seconds = _within(now, name, text, _MOST_SECONDS)
        elif name == "DistanceMeters":
            lap.metres = _within(now, name, text, _MOST_METRES)
        elif name in ("Cadence", "AvgRunCadence"):
            cadence = finite(text)
            lap.cadence = cadence if 0 < cadence < 400 else math.nan

    def _of_point(self, name: str, parent: str, text: str) -> None:
        if name == "Time" and parent == "Trackpoint" and self._time != self._time:
            self._time = self._times.seconds(text)
        elif name == "LatitudeDegrees":
            self._lat = finite(text)
        elif name == "LongitudeDegrees":
            self._lon = finite(text)
        elif name == "DistanceMeters" and parent == "Trackpoint":
            self._metres = finite(text)
        elif name == "Trackpoint" and self.found[-1].laps:
            self._keep_point(self.found[-1].laps[-1])

    def _keep_point(self, lap: _Lap) -> None:
        is_placed = abs(self._lat) <= 90 and abs(self._lon) <= 180
        lat, lon = (self._lat, self._lon) if is_placed else (math.nan, math.nan)
        self.found[-1].track.add(self._time, lat, lon)
        if 0 <= self._metres < _MOST_METRES:
            lap.first = self._metres if lap.first != lap.first else min(lap.first, self._metres)
            lap.last = self._metres if lap.last != lap.last else max(lap.last, self._metres)
        if self._time == self._time:
            lap.point_began = self._time if lap.point_began != lap.point_began else lap.point_began
            lap.point_ended = self._time


def read(opened: Callable[[], IO[bytes]]) -> list[Activity]:
    """The activities of the file. Raises ExchangeError for one that holds none, or is no TCX."""
    file, remark = read_xml(opened, _Tcx)
    if not file.found and not file.is_closed:
        raise ExchangeError("this is not valid XML: the file is cut off before its first activity")
    if not file.found:
        if file.has_course:
            raise ExchangeError("this is a course that is planned, not an activity")
        raise ExchangeError("this is a TCX file without an activity in it")
    found = [_activity(one, file) for one in file.found]
    return [replace(one, remarks=(*one.remarks, remark)) for one in found] if remark else found


def _within(now: _Found, name: str, text: str, most: float) -> float:
    """A number that can be, else NaN, and a word on it."""
    number = finite(text)
    if 0 <= number <= most:
        return number
    if len(now.odd) < _MOST_ODD:
        now.odd[f"{name} {shown(text)} cannot be"] = None
    return math.nan


def _activity(found: _Found, file: _Tcx) -> Activity:
    way = found.track.way()
    metres = _metres(found)
    remarks = list(found.odd)
    if not metres and way.metres:
        metres = way.metres
        remarks += way.remarks
    began = _began(found)
    start = to_local(dt.datetime.fromtimestamp(began, dt.UTC)) if began is not None else None
    seconds = _seconds(found)
    elapsed = way.ended - began if way.ended is not None and began is not None else 0.0
    counted = [lap for lap in found.laps if lap.cadence > 0 and lap.seconds > 0]
    beats, timed = sum(lap.cadence * lap.seconds for lap in counted), sum(lap.seconds for lap in counted)
    return Activity(
        sport=_sport(found, file),
        start=start,
        metres=metres,
        moving_s=seconds or way.moving_s,
        elapsed_s=max(elapsed, seconds or 0.0) or None,
        fastest_mps=way.fastest,
        cadence_spm=steps(beats / timed) if timed else None,
        notes=found.notes or None,
        source="tcx",
        problem="; ".join(remarks) if remarks and not metres else None,
        remarks=tuple(remarks),
        is_cut_off=not file.is_closed and not found.is_whole,
    )


def _began(found: _Found) -> float | None:
    """The Id is when the activity began; where it is a number or anything else, the first lap or point says it."""
    # A site may count its activities in digits that could be a date.
    said = read_seconds_utc(found.id) if "-" in found.id and ":" in found.id else math.nan
    known = (said, *(time for lap in found.laps for time in (lap.began, lap.point_began)))
    return next((time for time in known if time == time), None)


def _metres(found: _Found) -> float | None:
    """Of all laps, each by its own figure or else by its points, which count from the start or from the lap's."""
    total, before = 0.0, 0.0
    is_first = True
    for lap in found.laps:
        by_points = math.nan
        if lap.last == lap.last:
            counts_on = not is_first and lap.first >= before - 1
            base = before if counts_on else (lap.first if lap.first > _FAR_START_M else 0.0)
            by_points = lap.last - base
            before, is_first = lap.last, False
        said = lap.metres if lap.metres > 0 else by_points
        total += said if said == said else 0.0
    return total or None


def _seconds(found: _Found) -> float | None:
    """The time of all laps, each by its own figure or else by its points."""
    total = 0.0
    for lap in found.laps:
        by_points = lap.point_ended - (lap.began if lap.began == lap.began else lap.point_began)
        said = lap.seconds if lap.seconds > 0 else by_points
        total += said if 0 <= said <= _MOST_SECONDS else 0.0
    return total or None


def _sport(found: _Found, file: _Tcx) -> Sport:
    said = sport_of(found.sport)
    if said.kind or not said.is_unnamed:
        return said
    return sport_in(found.notes) or sport_by(found.creator) or sport_by(file.author) or said
