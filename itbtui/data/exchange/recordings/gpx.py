"""GPX, a track of points: each track is an activity. Drawn routes have no times, and so no date."""

import datetime as dt
import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import IO
from xml.sax.xmlreader import AttributesImpl

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, steps
from itbtui.data.exchange.moments import Times, to_local
from itbtui.data.exchange.numbers import finite
from itbtui.data.exchange.recordings.track import Track, Way, counted
from itbtui.data.exchange.recordings.xml_stream import Elements, read_xml
from itbtui.data.exchange.sports import Sport, sport_by, sport_in, sport_of

ROOT = "gpx"
_KINDS = ("type", "activity", "activitytype", "activity_type", "exercisetype", "sport", "sporttype", "typetranslated")
"""Where programs put the kind: GPX has ``type``, the others stand in extensions. In this order."""
_POINTS = frozenset(("trkpt", "wpt", "rtept"))
_SAID = (*_KINDS, "name", "desc", "cmt", "keywords", "distance", "totaldistance")
_MOST_TRACKS = 1000
_MOST_SAID = 2_000_000
"""Characters, of all tracks."""


class _Track(Track):
    """A track and what is said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.cadence, self.cadences = 0.0, 0
        self.distances = array("d")
        self.is_whole = False


class _Gpx(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.creator = ""
        self.said: dict[str, str] = {}
        """Of the whole file."""
        self.tracks: list[_Track] = []
        self._point: tuple[float, float] | None = None
        self._time = math.nan
        self._times = Times()
        self._points = self._chars = 0

    def begins(self, name: str, attributes: AttributesImpl) -> None:
        if name == "trkpt" and self.tracks:
            self._points = counted(self._points)
            self._point = _degrees(attributes.get("lat"), 90), _degrees(attributes.get("lon"), 180)
            self._time = math.nan
        elif name == "trkseg" and self.tracks:
            self.tracks[-1].part()
        elif name == "trk":
            if len(self.tracks) >= _MOST_TRACKS:
                raise ExchangeError(f"the file holds more than {_MOST_TRACKS} tracks")
            self.tracks.append(_Track())
        elif name == ROOT:
            self.creator = attributes.get("creator") or ""

    def ends(self, name: str, text: str) -> None:
        if self._point is not None:
            self._of_point(name, text)
        elif name == "trk":
            self.tracks[-1].is_whole = True
        elif text and (key := name.casefold()) in _SAID and _POINTS.isdisjoint(self.path):
            is_track = "trk" in self.path
            said = self.tracks[-1].said if is_track and self.tracks else self.said
            if is_track or "metadata" in self.path or "extensions" in self.path:
                self._say(said, key, text)

    def _say(self, said: dict[str, str], name: str, text: str) -> None:
        if name not in said:
            said[name] = text
            self._chars += len(text)
            if self._chars > _MOST_SAID:
                raise ExchangeError("the file says more of its tracks than any recording")

    def _of_point(self, name: str, text: str) -> None:
        track = self.tracks[-1]
        if name == "trkpt":
            lat, lon = self._point or (math.nan, math.nan)
            if lat != lat or lon != lon:
                lat = lon = math.nan
            track.add(self._time, lat, lon)
            self._point = None
        elif name == "time" and self._time != self._time:
            self._time = self._times.seconds(text)
        elif name in ("cad", "cadence", "RunCadence"):
            if 0 < (cadence := finite(text)) < 400:
                track.cadence += cadence
                track.cadences += 1
        elif name == "distance" and len(track.distances) <= len(track) and (metres := finite(text)) >= 0:
            track.distances.append(metres)


def read(opened: Callable[[], IO[bytes]]) -> list[Activity]:
    """The tracks of the file. Raises ExchangeError for one that holds none, or is no GPX."""
    file, remark = read_xml(opened, _Gpx)
    tracks = [track for track in file.tracks if len(track) > 1]
    if not tracks and not file.is_closed:
        raise ExchangeError("this is not valid XML: the file is cut off before its first track")
    if not tracks:
        raise ExchangeError("this is a GPX file without a track in it")
    if not any(track.has_positions or track.distances for track in tracks):
        raise ExchangeError("the file holds no positions, so there is no distance; log the run by hand")
    found = [_activity(file, track) for track in tracks]
    if remark:
        found = [replace(one, remarks=(*one.remarks, remark)) for one in found]
    return found if all(one.start for one in found) else [_in_pieces(found)]


def _in_pieces(found: list[Activity]) -> Activity:
    """What has no times is told apart by nothing: it is one way. A piece that has some gives its day away, no more."""
    day = next((one.start.date() for one in found if one.start), None)
    metres = sum(one.metres or 0 for one in found)
    return replace(found[0], start=None, date=day, metres=metres, moving_s=None, elapsed_s=None)


def _activity(file: _Gpx, track: _Track) -> Activity:
    way = track.way()
    start = dt.datetime.fromtimestamp(way.began, dt.UTC) if way.began is not None else None
    elapsed = way.ended - way.began if way.began is not None and way.ended is not None else None
    return Activity(
        sport=_sport(file, track),
        start=to_local(start) if start else None,
        metres=_metres(track, way),
        moving_s=way.moving_s,
        elapsed_s=elapsed or None,
        fastest_mps=way.fastest,
        cadence_spm=steps(track.cadence / track.cadences) if track.cadences else None,
        notes=track.said.get("desc") or track.said.get("cmt"),
        source="gpx",
        remarks=tuple(way.remarks),
        is_cut_off=not file.is_closed and not track.is_whole,
    )


def _metres(track: _Track, way: Way) -> float | None:
    """Along the points; where they say no places, by the distances that they or the track say."""
    if way.metres is not None:
        return way.metres
    if track.distances:
        return _total(track.distances)
    said = (finite(track.said[key]) for key in ("distance", "totaldistance") if key in track.said)
    return next((metres for metres in said if metres > 0), None)


def _total(distances: Sequence[float]) -> float:
    """Of distances since the start, or since the point before."""
    counts_on = all(a <= b for a, b in pairwise(distances))
    return distances[-1] if counts_on and distances[-1] > 3 * median(distances) / 2 else sum(distances)


def _sport(file: _Gpx, track: _Track) -> Sport:
    """The word of the track or the file; else what their names say; else what the program that wrote it records."""
    words = [said[key] for said in (track.said, file.said) for key in _KINDS if key in said]
    sports = [sport_of(word) for word in words]
    if found := next((sport for sport in sports if sport.kind), None):
        return found
    if word := next((sport for sport in sports if not sport.is_unnamed), None):
        return word
    if sports:
        return sports[0] if sports[0].is_other else _named(file, track) or sports[0]
    return _named(file, track) or Sport("", None)


def _named(file: _Gpx, track: _Track) -> Sport | None:
    texts: Iterable[str] = (
        said[key] for said in (track.said, file.said) for key in ("name", "desc", "cmt", "keywords") if key in said
    )
    return next((sport for text in texts if (sport := sport_in(text))), None) or sport_by(file.creator)


def _degrees(text: str | None, most: int) -> float:
    number = finite(text or "")
    return number if abs(number) <= most else math.nan
