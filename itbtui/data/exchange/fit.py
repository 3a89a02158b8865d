"""FIT files, as watches write them: the sessions in them, by fitdecode."""

import datetime as dt
import math
from functools import cache
from io import BytesIO
from typing import Any, cast

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, steps
from itbtui.data.exchange.further import further
from itbtui.data.exchange.moments import is_real, to_local
from itbtui.data.exchange.sports import sport_of
from itbtui.rehab.checks import shown

MAGIC = b".FIT"
"""Stands in every FIT file from the ninth byte on."""
_CRC_POLYNOMIAL = 0xA001
_QUARTER = 15 * 60
_FURTHEST_ZONE = 14 * 3600
_MESSAGES = {"file_id": 0, "session": 18, "activity": 34}


def read(data: bytes) -> list[Activity]:
    """The sessions of the file, one activity each. Raises ExchangeError for a file that holds none, or is damaged."""
    found = _messages(data)
    file_id = found["file_id"][0] if found["file_id"] else {}
    if not found["session"]:
        kind = file_id.get("type")
        told = f"a FIT file of another kind ({shown(str(kind))})" if kind not in (None, "activity") else "a FIT file"
        raise ExchangeError(f"this is {told} without an activity in it")
    offset = _offset(found["activity"])
    return [_activity(session, file_id, offset, place) for place, session in enumerate(found["session"])]


def _messages(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """What the wanted messages say, by their names."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in _MESSAGES}
    fitdecode = further("fitdecode", "FIT")
    ignore, unchecked = fitdecode.ErrorHandling.IGNORE, fitdecode.CrcCheck.DISABLED
    if _crc(data):
        raise ExchangeError("the file is damaged or cut off")
    try:
        with _reader()(BytesIO(data), check_crc=unchecked, error_handling=ignore) as reader:
            for frame in reader:
                if isinstance(frame, fitdecode.FitDataMessage) and frame.name in found:
                    found[frame.name].append({field.name: field.value for field in frame.fields})
    except Exception as error:
        # The library meets what a broken file says with errors of every kind.
        raise ExchangeError("the file is damaged or cut off") from error
    return found


def _crc(data: bytes) -> int:
    """0 for a sound file, which ends with the checksum of all before it.

    The library's own check takes several times as long, and would be most of the time for a year of files.
    """
    crc, table = 0, _crc_table()
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc


@cache
def _crc_table() -> list[int]:
    """CRC-16 as the FIT protocol has it."""
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (_CRC_POLYNOMIAL if byte & 1 else 0)
        table.append(byte)
    return table


def _reader() -> Any:
    """fitdecode's reader, passing over the records of each second: they are most of a file, and not asked for."""
    fitdecode = further("fitdecode", "FIT")

    class Sessions(fitdecode.FitReader):  # type: ignore[misc, name-defined]
        def _read_data_message(self, header_chunk: bytes, record_header: Any) -> Any:
            definition = self._local_mesg_defs.get(record_header.local_mesg_num)
            if definition is None or definition.global_mesg_num in _MESSAGES.values():
                return super()._read_data_message(header_chunk, record_header)
            if size := sum(field.size for field in definition.all_field_defs):
                self._read_bytes(size)
            header = (record_header.is_developer_data, record_header.local_mesg_num, record_header.time_offset)
            return fitdecode.FitDataMessage(*header, definition, [], None)

    return Sessions


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
    """A number that a session says, where it is one."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return cast(float, value) if is_number else None


def _activity(session: dict[str, Any], file_id: dict[str, Any], offset: dt.timedelta | None, place: int) -> Activity:
    began = _moment(session.get("start_time"))
    start = None
    if began:
        start = to_local(began) if offset is None else (began + offset).replace(tzinfo=None)
    serial, created = file_id.get("serial_number"), file_id.get("time_created")
    cadence = _number(session.get("avg_running_cadence")) or _number(session.get("avg_cadence"))
    rpe = _number(session.get("workout_rpe"))
    return Activity(
        sport=sport_of(str(session.get("sport") or "unknown"), str(session.get("sub_sport") or "")),
        start=start,
        metres=_number(session.get("total_distance")),
        moving_s=_number(session.get("total_timer_time")),
        elapsed_s=_number(session.get("total_elapsed_time")),
        cadence_spm=steps(cadence and cadence + (_number(session.get("avg_fractional_cadence")) or 0)),
        rpe=round(rpe / 10) if rpe else None,
        source="fit",
        source_id=f"{serial} {created} {place}" if serial and created else "",
    )
