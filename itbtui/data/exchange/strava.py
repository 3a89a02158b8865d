"""Strava's ``activities.csv``, the list in a bulk export. Its dates are UTC, its headers in the account's language."""

from collections.abc import Iterator

from itbtui.data.exchange.activity import Activity, steps
from itbtui.data.exchange.moments import read_moment, to_local
from itbtui.data.exchange.sports import sport_of
from itbtui.data.exchange.table import Names, Row, rows
from itbtui.rehab.checks import shown

NAMES: Names = {
    "id": (
        "activity id",
        "aktivitäts-id",
        "id de l'activité",
        "id de actividad",
        "id de la actividad",
        "activiteits-id",
        "id da atividade",
    ),
    "date": (
        "activity date",
        "aktivitätsdatum",
        "date de l'activité",
        "fecha de la actividad",
        "datum van activiteit",
        "data da atividade",
    ),
    "type": (
        "activity type",
        "aktivitätsart",
        "type d'activité",
        "tipo de actividad",
        "activiteitstype",
        "tipo de atividade",
    ),
    "distance": ("distance", "distanz", "distancia", "afstand", "distância"),
    "elapsed": (
        "elapsed time",
        "verstrichene zeit",
        "temps écoulé",
        "tiempo transcurrido",
        "verstreken tijd",
        "tempo decorrido",
        "tempo transcorrido",
    ),
    "moving": (
        "moving time",
        "bewegungszeit",
        "durée de déplacement",
        "temps de déplacement",
        "tiempo en movimiento",
        "beweegtijd",
        "tempo de movimentação",
    ),
    "cadence": ("average cadence", "durchschnittliche trittfrequenz", "gemiddelde cadans"),
    "rpe": ("perceived exertion", "gefühlte anstrengung", "ervaren inspanning"),
    "gear": (
        "activity gear",
        "aktivitätsausrüstung",
        "matériel utilisé pour l'activité",
        "uitrusting voor activiteit",
        "materiaal voor activiteit",
        "equipamento da atividade",
    ),
    "description": ("activity description", "aktivitätsbeschreibung", "description de l'activité"),
    "note": (
        "activity private note",
        "hinweis zur privatsphäre für aktivitäten",
        "note privée sur les activités",
    ),
}
FILES: Names = {
    "file": ("filename", "dateiname", "nom du fichier", "nombre del archivo", "bestandsnaam", "nome do arquivo")
}
REQUIRED = ("id", "date", "type", "distance", "elapsed")


def read(text: str) -> Iterator[Activity]:
    """The activities of the list. Raises ExchangeError, with line and column, for what cannot be read."""
    for row in rows(text, NAMES):
        yield _activity(row)


def files(text: str) -> set[str]:
    """The recordings of the export that the list tells of, such as ``activities/12.fit.gz``. Raises ExchangeError."""
    return {name for row in rows(text, FILES) if (name := row.last("file").strip())}


def _activity(row: Row) -> Activity:
    moment = read_moment(row.last("date"))
    if moment is None:
        raise row.refuse("date", f"{shown(row.last('date'))} is not a date that can be read")
    distance = row.number_of("distance")
    # Of two columns of that name the first holds kilometres or miles, the second metres.
    in_metres = len(row.cells["distance"]) > 1
    notes = [text for key in ("description", "note") if (text := row.last(key).strip())]
    return Activity(
        sport=sport_of(row.last("type")),
        start=to_local(moment),
        metres=distance if in_metres or distance is None else distance * 1000,
        moving_s=row.number_of("moving"),
        elapsed_s=row.number_of("elapsed"),
        cadence_spm=steps(row.number_of("cadence")),
        rpe=round(row.number_of("rpe") or 0) or None,
        shoe=row.last("gear") or None,
        notes="\n".join(notes) or None,
        source="strava",
        source_id=row.last("id"),
    )
