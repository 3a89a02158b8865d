"""Garmin Connect's ``Activities.csv``: local times, headers and numbers in the account's language, and no unit."""

from collections.abc import Iterator

from itbtui.data.exchange.activity import Activity, steps
from itbtui.data.exchange.moments import read_moment
from itbtui.data.exchange.sports import sport_of
from itbtui.data.exchange.table import Names, Row, rows
from itbtui.rehab.checks import shown
from itbtui.rehab.words import MILE_KM

NAMES: Names = {
    "type": (
        "activity type",
        "aktivitätstyp",
        "type d'activité",
        "tipo de actividad",
        "tipo di attività",
        "activiteittype",
        "tipo de atividade",
    ),
    "date": ("date", "datum", "fecha", "data"),
    "distance": ("distance", "distanz", "distancia", "distanza", "afstand", "distância"),
    "time": ("time", "zeit", "durée", "tiempo", "tempo", "tijd", "tempo total"),
    "elapsed": (
        "elapsed time",
        "verstrichene zeit",
        "temps écoulé",
        "tiempo transcurrido",
        "tempo trascorso",
        "verstreken tijd",
        "tempo transcorrido",
        "tempo decorrido",
    ),
    "pace": ("avg pace", "ø pace", "allure moyenne", "ritmo medio", "passo medio", "gemiddeld tempo", "ritmo médio"),
    "cadence": (
        "avg run cadence",
        "ø schrittfrequenz (laufen)",
        "cadence de course moyenne",
        "cadencia de carrera media",
        "cadenza di corsa media",
        "gemiddelde loopcadans",
        "cadência de corrida média",
    ),
}
REQUIRED = ("type", "date", "distance", "time")
_AGREE_PERCENT = 5
"""How far a distance may be from what time and pace say: both are rounded, and the pace may leave out pauses."""


def read(text: str, units: str) -> Iterator[Activity]:
    """The activities of the list, its distances read as ``units``, km or mi.

    Raises ExchangeError, with line and column, for what cannot be read.
    """
    for row in rows(text, NAMES):
        yield _activity(row, MILE_KM if units == "mi" else 1)


def _activity(row: Row, unit_km: float) -> Activity:
    start = read_moment(row.last("date"))
    if start is None:
        raise row.refuse("date", f"{shown(row.last('date'))} is not a date that can be read")
    sport, seconds = sport_of(row.last("type")), row.seconds_of("time")
    distance = _distance(row, seconds) if sport.is_run else None
    contradicts = sport.is_run and distance is None and row.number_of("distance")
    return Activity(
        sport=sport,
        start=start.replace(tzinfo=None),
        metres=distance and distance * unit_km * 1000,
        moving_s=seconds,
        elapsed_s=row.seconds_of("elapsed"),
        cadence_spm=steps(row.number_of("cadence")) if sport.is_run else None,
        source="garmin",
        problem=_contradiction(row) if contradicts else None,
    )


def _distance(row: Row, seconds: float | None) -> float | None:
    """In the account's unit, None where it contradicts time and pace.

    On a track it is said in metres, which only those two give away.
    """
    said, pace = row.number_of("distance"), row.seconds_of("pace")
    if not (said and seconds and pace):
        return said
    expected = seconds / pace
    fitting = (way for way in (said, said / 1000) if abs(way - expected) * 100 <= expected * _AGREE_PERCENT)
    return next(fitting, None)


def _contradiction(row: Row) -> str:
    said, time, pace = (shown(row.last(key)) for key in ("distance", "time", "pace"))
    return f"{said} does not fit {time} at a pace of {pace}"
