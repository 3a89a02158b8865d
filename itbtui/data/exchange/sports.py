"""What activities are called, in the formats and in the languages of the sites, and what they are to the log.

The names are those of the FIT profile, of Strava's and of Garmin Connect's exports as they are found in public test
data and readers of these exports. A name that is not here is counted and named, and never taken for a run.
"""

import unicodedata
from dataclasses import dataclass

_RUNS = """
    run, running, street running, ultra running, 9,
    laufen, lauf, ultralauf, course à pied, course, course à pied urbaine, carrera, correr, carrera a pie, corsa,
    hardloopsessie, hardlopen, corrida, corrida de rua
"""
_ON = {
    "treadmill": """
        treadmill running, treadmill, treadmill run, indoor running, virtual run, virtual running,
        laufband, laufbandtraining, laufbandlauf, indoor-laufen, virtueller lauf, virtuelles laufen,
        course à pied sur tapis roulant, course à pied en salle, course à pied virtuelle, course virtuelle,
        carrera en cinta, carrera en interior, carrera virtual, corsa su tapis roulant, corsa indoor, corsa virtuale,
        loopband, hardlopen op loopband, virtuele hardloopsessie, virtueel hardlopen,
        corrida em esteira, corrida na esteira, corrida virtual
    """,
    "trail": """
        trail running, trail run, trail, traillauf, trail-lauf, trailrunning, trailrun, corrida em trilha,
        carrera de montaña, carrera por montaña, corsa trail
    """,
    "track": """
        track running, track run, bahnlauf, laufen auf der bahn, course à pied sur piste, carrera en pista,
        corsa su pista, baanhardlopen, corrida em pista
    """,
}
_WALKS = """
    walk, walking, hike, hiking, casual walking, speed walking, indoor walking, 10, 4,
    gehen, spaziergang, wandern, wanderung, marche, marche à pied, randonnée, caminata, caminar, senderismo,
    camminata, escursionismo, escursione, wandeling, wandelen, hiken, caminhada
"""
_RIDES = """
    ride, cycling, biking, bike, road cycling, road biking, mountain biking, mountain bike ride, gravel ride,
    gravel cycling, indoor cycling, virtual ride, virtual cycling, e-bike ride, e bike ride, e-biking, e biking, 1,
    radfahren, radfahrt, fahrt, virtuelles radfahren, virtuelle radfahrt, mountainbiken,
    vélo, cyclisme, sortie à vélo, cyclisme sur route, vélo virtuel, cyclisme virtuel, vélo d'intérieur,
    ciclismo, bici, bicicleta, paseo en bicicleta, ciclismo virtual, ciclismo indoor, ciclismo virtuale,
    fietsrit, fietsen, virtuele fietsrit, pedalada
"""
_FIT_SURFACES = {"street": "road", "indoor running": "treadmill", "virtual activity": "treadmill"}


@dataclass(frozen=True, slots=True)
class Sport:
    """``kind`` is ``run``, a kind of other training, or None for what the log has no use for; ``name`` as it stood."""

    name: str
    kind: str | None
    surface: str | None = None

    @property
    def is_run(self) -> bool:
        return self.kind == "run"


def plain(name: str) -> str:
    """A name as names are compared: small letters, one kind of apostrophe and of space, composed accents."""
    text = unicodedata.normalize("NFC", name).casefold().replace("_", " ").replace("’", "'")
    return " ".join(text.split())


def _names(text: str) -> list[str]:
    return [plain(name) for name in text.split(",")]


_KINDS: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(_names(_WALKS), ("walk", None)),
    **dict.fromkeys(_names(_RIDES), ("bike", None)),
    **dict.fromkeys(_names(_RUNS), ("run", None)),
    **{name: ("run", surface) for surface, names in _ON.items() for name in _names(names)},
}


def sport_of(name: str, detail: str = "") -> Sport:
    """The sport of that name; ``detail`` is what a FIT file adds, such as ``treadmill``."""
    kind, surface = _KINDS.get(plain(name), (None, None))
    if kind == "run" and detail:
        _, found = _KINDS.get(plain(detail), (None, None))
        surface = found or _FIT_SURFACES.get(plain(detail), surface)
    return Sport(name.replace("_", " "), kind, surface)
