"""FIT files, as watches write them: the sessions in them, by fitdecode.

What a session does not say is looked for in its laps and its points, which are most of a file and else passed over.
"""

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, cast

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, NoActivityError, steps
from itbtui.data.exchange.moments import is_real, to_local
from itbtui.data.exchange.recordings.fit_file import MAGIC, only, sound_part
from itbtui.data.exchange.recordings.track import Track
from itbtui.data.exchange.sports import Sport, sport_in, sport_of
from itbtui.rehab.log.checks import shown

__all__ = ["MAGIC", "read"]

_QUARTER = 15 * 60
_FURTHEST_ZONE = 14 * 3600
_SUMMARIES = {"file_id": 0, "session": 18, "activity": 34}
_DETAILS = {**_SUMMARIES, "lap": 19, "record": 20, "sport": 12}
_MOST = {"session": 100, "lap": 10_000, "record": 150_000}
"""More of these are in no recording of a run."""
_MOST_TIMES = 2
"""So often a lap or a point may be one of a session: those of two meet at most."""
_FIELDS = frozenset((
    "type", "serial_number", "time_created", "sport", "sub_sport", "sport_profile_name", "name", "start_time",
    "timestamp", "local_timestamp", "total_distance", "total_timer_time", "total_elapsed_time", "distance",
    "position_lat", "position_long", "avg_running_cadence", "avg_cadence", "avg_fractional_cadence", "workout_rpe",
))  # fmt: skip
_ACTIVITY_TYPES = (None, "activity", 4)
_SEMICIRCLES = 180 / 2**31
_AGREE = 0.1
"""In a damaged file the session's distance and that of its points may differ by so much."""

Messages = dict[str, list[dict[str, Any]]]


def read(data: bytes) -> list[Activity]:
    """The sessions of the file, one activity each. Raises ExchangeError for a file that holds none, or is damaged."""
    sound = sound_part(data)
    found, is_whole = _messages(sound.data, _SUMMARIES)
    file_id = found["file_id"][0] if found["file_id"] else {}
    sessions = found["session"]
    if not sessions and file_id.get("type") not in _ACTIVITY_TYPES:
        raise NoActivityError(
            f"this is a FIT file of another kind ({shown(str(file_id['type']))}) without an activity in it"
        )
    is_cut = sound.is_cut or not is_whole
    is_doubtful = is_cut or sound.is_damaged
    if is_doubtful or not sessions or any(_lacks(session) for session in sessions):
        found, is_whole = _messages(sound.data, _DETAILS)
        sessions = found["session"] or _one_session(found)
    if not sessions:
        raise ExchangeError(
            "the file is damaged or cut off" if is_doubtful else "this is a FIT file without an activity in it"
        )
    offset = _offset(found["activity"])
    remarks = (*sound.remarks, *(() if is_whole or sound.remarks else ("the file is cut off",)))
    parts = zip(sessions, _during(sessions, found["lap"]), _during(sessions, found["record"]), strict=True)
    return [
        replace(
            _activity(session, _sport(session, found), laps, points, file_id, offset, place),
            remarks=remarks,
            is_cut_off=is_doubtful and _is_in_doubt(session, points, is_cut),
        )
        for place, (session, laps, points) in enumerate(parts)
    ]


def _lacks(session: dict[str, Any]) -> bool:
    """Whether a session lacks what a run needs."""
    has_time = _number(session.get("total_timer_time")) or _number(session.get("total_elapsed_time"))
    return not (_number(session.get("total_distance")) and has_time and session.get("start_time"))


def _messages(data: bytes, wanted: dict[str, int]) -> tuple[Messages, bool]:
    """What the wanted messages say, by their names, as far as the file can be read; and whether that is its end."""
    import fitdecode

    found: Messages = {name: [] for name in _DETAILS}
    ignore, unchecked = fitdecode.ErrorHandling.IGNORE, fitdecode.CrcCheck.DISABLED
    short, is_whole = only(data, frozenset(wanted.values()))
    try:
        with fitdecode.FitReader(BytesIO(short), check_crc=unchecked, error_handling=ignore) as reader:
            for frame in reader:
                if not isinstance(frame, fitdecode.FitDataMessage) or frame.name not in wanted:
                    continue
                found[frame.name].append({f.name: f.value for f in frame.fields if f.name in _FIELDS})
                if len(found[frame.name]) > _MOST.get(frame.name, 1000):
                    raise ExchangeError(f"the file holds more of one kind ({frame.name}) than any recording does")
    except ExchangeError:
        raise
    except Exception:
        # The library meets what a broken file says with errors of every kind.
        return found, False
    return found, is_whole


def _one_session(found: Messages) -> list[dict[str, Any]]:
    """A session, where none was written but laps or points were: all of them are one."""
    if not found["lap"] and len(found["record"]) < 2:
        return []
    sports = (message.get("sport") for name in ("sport", "lap") for message in found[name])
    return [{"sport": next((sport for sport in sports if sport is not None), None), "is_made": True}]


def _offset(activities: list[dict[str, Any]]) -> dt.timedelta | None:
    """How far the watch's own clock was from UTC, where it says so."""
    for activity in activities:
        utc, local = _moment(activity.get("timestamp")), _moment(activity.get("local_timestamp"))
        if utc and local and abs(seconds := (local - utc).total_seconds()) <= _FURTHEST_ZONE:
            return dt.timedelta(seconds=round(seconds / _QUARTER) * _QUARTER)
    return None


def _moment(value: object) -> dt.datetime | None:
    """A date and time; a watch that had none counts seconds, which the library leaves a number."""
    return value if isinstance(value, dt.datetime) and is_real(value) else None


def _number(value: object) -> float | None:
    """A number above 0 that a message says, where it is one."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value > 0
    return cast(float, value) if is_number else None


def _total(messages: Sequence[dict[str, Any]], key: str) -> float | None:
    return sum(_number(message.get(key)) or 0.0 for message in messages) or None


def _during(sessions: Sequence[dict[str, Any]], among: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The laps or points of each session: all of them where it is alone.

    Raises ExchangeError for sessions that lie within each other, as then each would have most of the points.
    """
    if len(sessions) < 2:
        return [among for _ in sessions]
    timed = sorted((at, place) for place, one in enumerate(among) if (at := _moment(one.get("timestamp"))))
    spans = []
    for session in sessions:
        began, ended = _moment(session.get("start_time")), _moment(session.get("timestamp"))
        is_known = began is not None and ended is not None
        spans.append((bisect_left(timed, (began, 0)), bisect_right(timed, (ended, len(among)))) if is_known else (0, 0))
    if sum(max(end - start, 0) for start, end in spans) > _MOST_TIMES * len(among):
        raise ExchangeError("its sessions lie within each other, which those of no recording do")
    return [[among[place] for _, place in timed[start:end]] for start, end in spans]


def _by_points(points: Sequence[dict[str, Any]]) -> float | None:
    """The metres that the points count, or else their way."""
    counted = [metres for point in points if (metres := _number(point.get("distance")))]
    if counted:
        first = next((metres for point in points if isinstance(metres := point.get("distance"), int | float)), 0.0)
        return counted[-1] - (first if first > 100 else 0.0)
    track = Track()
    for point in points:
        at = _moment(point.get("timestamp"))
        lat, lon = (_degrees(point.get(f"position_{name}")) for name in ("lat", "long"))
        track.add(at.timestamp() if at else math.nan, lat, lon)
    return track.way().metres if len(track) > 1 else None


def _degrees(value: object) -> float:
    return value * _SEMICIRCLES if isinstance(value, int) and not isinstance(value, bool) else math.nan


def _activity(
    session: dict[str, Any],
    sport: Sport,
    laps: list[dict[str, Any]],
    points: list[dict[str, Any]],
    file_id: dict[str, Any],
    offset: dt.timedelta | None,
    place: int,
) -> Activity:
    times = [at for point in points if (at := _moment(point.get("timestamp")))]
    between = (times[-1] - times[0]).total_seconds() if len(times) > 1 else None
    metres = _number(session.get("total_distance")) or _total(laps, "total_distance")
    elapsed = _number(session.get("total_elapsed_time")) or _total(laps, "total_elapsed_time") or between
    began = _began(session, laps, times, elapsed)
    start = None
    if began:
        start = to_local(began) if offset is None else (began + offset).replace(tzinfo=None)
    serial, created = file_id.get("serial_number"), file_id.get("time_created")
    cadence = _number(session.get("avg_running_cadence")) or _number(session.get("avg_cadence"))
    rpe = _number(session.get("workout_rpe"))
    return Activity(
        sport=sport,
        start=start,
        metres=metres or _by_points(points),
        moving_s=_number(session.get("total_timer_time")) or _total(laps, "total_timer_time") or between,
        elapsed_s=elapsed,
        cadence_spm=steps(cadence and cadence + (_number(session.get("avg_fractional_cadence")) or 0)),
        rpe=round(rpe / 10) if rpe else None,
        source="fit",
        source_id=f"{serial} {created} {place}" if serial and created else "",
    )


def _is_in_doubt(session: dict[str, Any], points: list[dict[str, Any]], is_cut: bool) -> bool:
    """Whether a damaged file may have said something else: its session is missing, or its points say otherwise.

    Of one that is cut off points may be missing.
    """
    said = _number(session.get("total_distance"))
    if said is None:
        return True
    counted = _by_points(points)
    if counted is None:
        return False
    return counted > said * (1 + _AGREE) or (not is_cut and counted < said * (1 - _AGREE))


def _began(
    session: dict[str, Any], laps: list[dict[str, Any]], times: list[dt.datetime], elapsed: float | None
) -> dt.datetime | None:
    """When it began: by the session, its first lap or point; else by when it was written, less its duration."""
    known = [_moment(session.get("start_time")), *(_moment(lap.get("start_time")) for lap in laps[:1]), *times[:1]]
    if began := next((at for at in known if at), None):
        return began
    written = _moment(session.get("timestamp")) or next(
        (at for lap in laps if (at := _moment(lap.get("timestamp")))), None
    )
    return written - dt.timedelta(seconds=elapsed) if written and elapsed else None


def _sport(session: dict[str, Any], found: Messages) -> Sport:
    said = sport_of(str(session.get("sport") or "unknown"), str(session.get("sub_sport") or ""))
    if said.kind or not said.is_unnamed:
        return said
    texts = (message.get(key) for message in (session, *found["sport"]) for key in ("sport_profile_name", "name"))
    return next((sport for text in texts if isinstance(text, str) and (sport := sport_in(text))), None) or said
