"""TCX, Garmin's older XML: an activity is the sum of its laps."""

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, steps
from itbtui.data.exchange.moments import is_real, to_local
from itbtui.data.exchange.sports import sport_of
from itbtui.data.exchange.xmltext import elements
from itbtui.rehab.checks import shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOT = "TrainingCenterDatabase"


@dataclass
class _Lap:
    seconds: float = 0
    metres: float = 0
    cadence: float = 0


@dataclass
class _Found:
    """What was read of an activity so far."""

    sport: str = ""
    id: str = ""
    notes: str = ""
    laps: list[_Lap] = field(default_factory=list)
    began: dt.datetime | None = None
    ended: dt.datetime | None = None


def read(data: bytes) -> list[Activity]:
    """The activities of the file. Raises ExchangeError for one that holds none, or is no TCX."""
    read: list[Activity] = []
    now = _Found()
    way: list[str] = []
    for event, name, element in elements(data, "TCX"):
        if event == "start":
            way.append(name)
            if name == "Activity":
                now = _Found(sport=element.get("Sport", ""))
            elif name == "Lap":
                now.laps.append(_Lap())
                now.began = now.began or _moment(element.get("StartTime"))
            continue
        way.pop()
        _take(now, way[-1] if way else "", name, element)
        if name == "Activity":
            read.append(_activity(now))
        if name in ("Trackpoint", "Lap", "Activity"):
            element.clear()
    if not read:
        raise ExchangeError("this is a TCX file without an activity in it")
    return read


def _take(now: _Found, parent: str, name: str, element: "Element") -> None:
    text = (element.text or "").strip()
    if name == "Id" and parent == "Activity":
        now.began = _moment(text) or now.began
    elif name == "Notes" and parent == "Activity":
        now.notes = text
    elif name == "Time" and parent == "Trackpoint":
        now.ended = _moment(text) or now.ended
    elif now.laps and parent in ("Lap", "LX"):
        lap = now.laps[-1]
        if name == "TotalTimeSeconds":
            lap.seconds = _number(name, text)
        elif name == "DistanceMeters":
            lap.metres = _number(name, text)
        elif name in ("Cadence", "AvgRunCadence"):
            lap.cadence = _number(name, text)


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise ExchangeError(f"{name}: {shown(text)} is not a number from 0 up")
    return number


def _moment(text: str | None) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if is_real(moment) else None


def _activity(found: _Found) -> Activity:
    seconds = sum(lap.seconds for lap in found.laps)
    start = to_local(found.began) if found.began else None
    elapsed = (to_local(found.ended) - start).total_seconds() if found.ended and start else 0
    beats = sum(lap.cadence * lap.seconds for lap in found.laps)
    counted = sum(lap.seconds for lap in found.laps if lap.cadence)
    return Activity(
        sport=sport_of(found.sport),
        start=start,
        metres=sum(lap.metres for lap in found.laps),
        moving_s=seconds,
        elapsed_s=max(elapsed, seconds),
        cadence_spm=steps(beats / counted) if counted else None,
        notes=found.notes or None,
        source="tcx",
    )
