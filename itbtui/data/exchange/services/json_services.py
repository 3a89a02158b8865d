"""The JSON of services: which of them wrote a file, by the names in it, and what its activities come to.

Where the shape is not known the service is named all the same, with what to give instead.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, as_text, steps
from itbtui.data.exchange.json_text import parse
from itbtui.data.exchange.moments import is_real, read_moment, to_local
from itbtui.data.exchange.numbers import read_seconds
from itbtui.data.exchange.sports import Sport, sport_of
from itbtui.measures import MILE_KM

MOST_BYTES = 10_000_000
"""Larger ones would take more memory than an import may: the recordings beside them say the same."""
_KEY = re.compile(rb'"([^"\\]{1,60})"\s*:')
_DEEPEST = 6
_MOST_ACTIVITIES = 20_000
_MOST_VALUES = 500_000

Json = Mapping[str, Any]

_ADIDAS = {
    "1": "run", "14": "treadmill", "3": "ride", "22": "ride", "4": "mountain biking", "15": "indoor cycling",
    "7": "hiking", "19": "walk", "2": "nordic walking", "18": "swim", "32": "strength training", "26": "yoga",
}  # fmt: skip
"""The numbers of adidas Running, before that Runtastic, as far as readers of its exports agree on them."""


_POLAR = {"1": "run", "2": "ride", "3": "walk", "11": "hiking"}
"""Of Polar's numbers those that its readers agree on."""


class _Service(NamedTuple):
    """``told_by`` all stand in its files; ``read`` makes an activity of one object that has ``keys``.

    Where the shape is not known there is no ``read``, and ``instead`` says what to give.
    """

    name: str
    told_by: frozenset[str]
    keys: frozenset[str] = frozenset()
    read: Callable[[Json], Activity | None] | None = None
    instead: str = ""


def service_of(head: bytes) -> str | None:
    """The service that wrote a JSON file which begins so."""
    return found.name if (found := _service(head)) else None


def _service(head: bytes) -> _Service | None:
    keys = {key.decode("utf-8", "replace") for key in _KEY.findall(head)}
    return next((service for service in _SERVICES if service.told_by <= keys), None)


def read_json(head: bytes, data: bytes) -> list[Activity]:
    """The activities of the file. Raises ExchangeError for a service whose files are not read, with what to give."""
    service = _service(head)
    assert service is not None
    if service.read is None:
        raise ExchangeError(f"this is {service.name}'s own JSON, which is not read; {service.instead}")
    if len(data) > MOST_BYTES:
        raise ExchangeError(
            f"{service.name}'s list is larger than {MOST_BYTES // 1_000_000} MB; give the recordings instead"
        )
    found: list[Activity] = []
    for one in _objects(parse(data, _MOST_VALUES), service.keys, 0):
        if len(found) >= _MOST_ACTIVITIES:
            raise ExchangeError(f"the file holds more than {_MOST_ACTIVITIES} activities")
        if activity := service.read(one):
            found.append(activity)
    if not found:
        raise ExchangeError(f"{service.name}'s file holds no activity")
    return found


def _objects(value: Any, keys: frozenset[str], depth: int) -> Iterator[Json]:
    """The objects that are activities, however they are wrapped."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, keys, depth + 1)
    elif isinstance(value, dict):
        if keys <= value.keys():
            yield value
        else:
            for one in value.values():
                if isinstance(one, list | dict):
                    yield from _objects(one, keys, depth + 1)


# --- figures ------------------------------------------------------------------------------------------


def _number(value: object) -> float | None:
    """A number above 0, also written as text."""
    if isinstance(value, str):
        try:
            value = float(value.replace(",", "."))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value <= 0:
        return None
    return float(value)


def _times(value: object, factor: float) -> float | None:
    number = _number(value)
    return number * factor if number else None


def _utc(ms: object) -> dt.datetime | None:
    """A moment in milliseconds since 1970, or as text; in UTC."""
    if isinstance(ms, str) and not ms.replace(".", "").isdecimal():
        moment = read_moment(ms)
    else:
        number = _number(ms)
        if number is None or number > 1e13:
            return None
        moment = dt.datetime.fromtimestamp(number / 1000, dt.UTC)
    return moment if is_real(moment) else None


def _local(ms: object) -> dt.datetime | None:
    moment = _utc(ms)
    return to_local(moment) if moment else None


def _as_shown(ms: object) -> dt.datetime | None:
    """A moment that counts as the clock showed it, as though that were UTC; or a text with or without a zone."""
    moment = _utc(ms)
    return moment.replace(tzinfo=None, microsecond=0) if moment else None


def _text(value: object) -> str:
    return as_text(value).strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _sport(*values: object) -> Sport:
    """By the first word that is known, else the first there is."""
    sports = [sport_of(_text(value)) for value in values if _text(value)]
    known = next((sport for sport in sports if sport.kind), None)
    return known or (sports[0] if sports else Sport("", None))


# --- services -------------------------------------------------------------------------------------------


def _nike(one: Json) -> Activity:
    summaries = one.get("summaries")
    metres = None
    for summary in summaries if isinstance(summaries, list) else []:
        if isinstance(summary, dict) and summary.get("metric") == "distance" and summary.get("summary") == "total":
            metres = _times(summary.get("value"), 1000)
    tags = one.get("tags")
    name = tags.get("com.nike.name") if isinstance(tags, dict) else None
    return Activity(
        sport=_sport(one.get("type")),
        start=_local(one.get("start_epoch_ms")),
        metres=metres,
        moving_s=_times(one.get("active_duration_ms"), 0.001),
        elapsed_s=_between(one.get("start_epoch_ms"), one.get("end_epoch_ms")),
        notes=_text(name) or None,
        source="nike",
        source_id=_text(one.get("id")) if len(_text(one.get("id"))) > 8 else "",
    )


def _between(began: object, ended: object) -> float | None:
    first, last = _number(began), _number(ended)
    return (last - first) / 1000 if first and last and last > first else None


def _adidas(one: Json) -> Activity:
    number = _text(one.get("sport_type_id")) or _text(one.get("sport_type"))
    return Activity(
        sport=sport_of(_ADIDAS.get(number, f"adidas kind {number}" if number.isdecimal() else number)),
        start=_local(one.get("start_time")),
        metres=_number(one.get("distance")),
        moving_s=_times(one.get("duration"), 0.001),
        elapsed_s=_between(one.get("start_time"), one.get("end_time")),
        notes=_text(one.get("notes")) or None,
        source="adidas",
        source_id=_text(one.get("id")) if len(_text(one.get("id"))) > 8 else "",
    )


def _garmin(one: Json) -> Activity:
    start = _as_shown(one.get("startTimeLocal")) or _local(one.get("beginTimestamp")) or _local(one.get("startTimeGmt"))
    cadence = _number(one.get("avgRunCadence")) or _number(one.get("averageRunningCadenceInStepsPerMinute"))
    return Activity(
        sport=_sport(one.get("activityType"), one.get("sportType")),
        start=start,
        metres=_times(one.get("distance"), 0.01),
        moving_s=_times(one.get("duration"), 0.001),
        elapsed_s=_times(one.get("elapsedDuration"), 0.001),
        cadence_spm=steps(cadence),
        notes=_text(one.get("description")) or None,
        source="garmin account",
        source_id=_text(one.get("activityId")),
    )


def _polar(one: Json) -> Activity | None:
    sport = one.get("sport")
    name = _text(sport.get("id") if isinstance(sport, dict) else sport)
    name = _POLAR.get(name, f"Polar kind {name}" if name.isdecimal() else name)
    start = _as_shown(one.get("startTime"))
    try:
        seconds = read_seconds(_text(one.get("duration"))) if isinstance(one.get("duration"), str) else None
    except ValueError:
        seconds = None
    millis = _times(one.get("durationMillis"), 0.001)
    metres = _number(one.get("distance")) or _number(one.get("distanceMeters"))
    if not metres and not seconds and not millis:
        return None
    return Activity(sport=_sport(name), start=start, metres=metres, moving_s=seconds or millis, source="polar")


def _fitbit(one: Json) -> Activity:
    unit = {"kilometer": 1000.0, "mile": 1000 * MILE_KM}.get(_text(one.get("distanceUnit")).casefold(), 1000.0)
    start = read_moment(_text(one.get("startTime")), month_first=True)
    return Activity(
        sport=_sport(one.get("activityName")),
        start=to_local(start) if start and start.tzinfo else start,
        metres=_times(one.get("distance"), unit),
        moving_s=_times(one.get("activeDuration"), 0.001) or _times(one.get("duration"), 0.001),
        elapsed_s=_times(one.get("duration"), 0.001),
        source="fitbit",
        source_id=_text(one.get("logId")),
    )


def _strava(one: Json) -> Activity:
    return Activity(
        sport=_sport(one.get("sport_type"), one.get("type")),
        start=_as_shown(one.get("start_date_local")),
        metres=_number(one.get("distance")),
        moving_s=_number(one.get("moving_time")),
        elapsed_s=_number(one.get("elapsed_time")),
        cadence_spm=steps(_number(one.get("average_cadence"))),
        notes=_text(one.get("description")) or None,
        source="strava",
        source_id=_text(one.get("id")),
    )


def _read(name: str, read: Callable[[Json], Activity | None], *told_by: str, keys: str = "") -> _Service:
    """One whose activities have the keys that tell it, or others."""
    return _Service(name, frozenset(told_by), frozenset(keys.split() or told_by), read)


def _named(name: str, instead: str, *told_by: str) -> _Service:
    return _Service(name, frozenset(told_by), instead=instead)


_SHARED = "give the TCX or GPX files that its app shares"
_SERVICES = (
    _read("Nike Run Club", _nike, "start_epoch_ms", "summaries"),
    _read("adidas Running", _adidas, "start_time", "sport_type_id", "duration"),
    _read("adidas Running", _adidas, "start_time", "sport_type", "start_time_timezone_offset", "duration"),
    _read("Garmin", _garmin, "activityType", "beginTimestamp", "duration"),
    _read("Polar", _polar, "startTime", "stopTime", "sport"),
    _read("Polar", _polar, "startTime", "sport", "durationMillis"),
    _read("Polar", _polar, "exercises", "startTime", "timezoneOffset", "duration", keys="startTime duration sport"),
    _read("Fitbit", _fitbit, "activityName", "startTime", "duration"),
    _read("Strava", _strava, "start_date_local", "elapsed_time", "distance"),
    _named("Huawei Health", _SHARED, "motionPathData"),
    _named("Huawei Health", _SHARED, "sportType", "attribute", "recordId"),
    _named("Samsung Health", "give its export, whose lists are CSV files", "live_data"),
    _named("Suunto", "give the FIT files that its app shares", "DeviceLog"),
    _named("Zepp", _SHARED, "sport_mode", "trackid"),
    _named("COROS", "give the FIT files that its site exports", "sportType", "labelId"),
    _named("Google Fit", "give the TCX files of its export", "fitnessActivity", "startTime"),
    _named("Runalyze", "give the FIT, TCX or GPX files", "_type", "activity_id"),
)
READ = tuple(dict.fromkeys(service.name for service in _SERVICES if service.read))
"""The services whose JSON is read."""
