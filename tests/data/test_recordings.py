"""Each format reads to its figures, and what is broken or not of use is refused in one sentence."""

import datetime as dt
import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from itbtui.data.exchange.activity import Activity
from itbtui.data.exchange.intake import FileRead, read_all
from itbtui.data.exchange.lists.activities import Answers
from itbtui.data.exchange.moments import read_moment
from itbtui.data.exchange.numbers import read_number, read_seconds
from itbtui.data.exchange.recordings import fit
from itbtui.data.exchange.sports import sport_of
from itbtui.measures import Units

SAMPLES = Path(__file__).parent / "samples"


pytestmark = pytest.mark.usefixtures("in_berlin")


def read(path: Path, units: Units = "km", date: dt.date | None = None) -> FileRead:
    ((_, _, found),) = read_all([path], Answers(units=units), date)
    return found


def text(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    # The name says nothing: kinds are told from what is in a file.
    path = tmp_path / "file.bin"
    path.write_bytes(content.encode(encoding))
    return path


# --- real files -------------------------------------------------------------------------------

REAL = [
    ("garmin-fenix2-run.fit.gz", "2015-08-15 16:45:08", 9008.22, 2832.0, 2832.0, 162, None),
    ("strava-12866632127.fit.gz", "2022-05-29 17:53:35", 3322.95, 1428.038, 1428.038, 140, None),
    ("garmin-venu-same-run-as-strava.fit.gz", "2022-05-29 17:53:35", 3322.95, 1428.038, 1428.038, 141, None),
    ("strava-activities.csv", "2022-05-29 17:53:35", 3322.949951171875, 1411.0, 1428.0, 143, None),
    ("garmin-run.tcx.gz", "2012-12-26 22:29:53", 4689.24267578, 1992.78, 1992.78, None, "Aerobics"),
]


@pytest.mark.parametrize("name, start, metres, moving, elapsed, cadence, notes", REAL, ids=[row[0] for row in REAL])
def test_a_real_file(
    name: str, start: str, metres: float, moving: float, elapsed: float, cadence: int | None, notes: str | None
) -> None:
    (found,) = read(SAMPLES / name).activities
    assert (str(found.start), found.sport.kind) == (start, "run")
    assert (found.metres, found.moving_s, found.elapsed_s) == pytest.approx((metres, moving, elapsed))
    assert (found.cadence_spm, found.notes) == (cadence, notes)


def test_garmins_list_of_39_runs() -> None:
    found = read(SAMPLES / "garmin-activities.csv").activities
    first, second, *_ = found
    assert (len(found), {activity.sport.kind for activity in found}) == (39, {"run"})
    assert (first.km, first.minutes, first.sport.surface, str(first.start)) == (
        3.4,
        17.02,
        "treadmill",
        "2026-01-04 12:38:59",
    )
    assert (second.moving_s, second.elapsed_s) == (33 * 60 + 7, 34 * 60 + 5)


@pytest.mark.parametrize("name, km", [("no-real-date.fit", 10.249), ("berlin-walk.gpx", 0.872)])
def test_what_says_no_date_asks_for_it(name: str, km: float) -> None:
    assert read(SAMPLES / name).lacks_date
    (found,) = read(SAMPLES / name, date=dt.date(2026, 3, 1)).activities
    assert (found.day, found.start, found.km) == (dt.date(2026, 3, 1), None, km)


def test_a_monitoring_file_is_no_activity() -> None:
    assert "(monitoring_b) without an activity" in read(SAMPLES / "not-an-activity.fit").problem


def test_a_given_day_does_not_change_one_that_is_known() -> None:
    (found,) = read(SAMPLES / "garmin-run.tcx.gz", date=dt.date(2026, 3, 1)).activities
    assert found.day == dt.date(2012, 12, 26)


# --- GPX and TCX ----------------------------------------------------------------------------------


def gpx(*tracks: str) -> str:
    return f'<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{"".join(tracks)}</gpx>'


def track(*points: str, kind: str = "running") -> str:
    said = f"<type>{kind}</type>" if kind else ""
    return f"<trk><name>[red]</name>{said}<trkseg>{''.join(points)}</trkseg></trk>"


def point(number: int, at: str = "", cadence: int | None = None) -> str:
    """Every hundredth of a degree of latitude is 1.11 km."""
    when = f"<time>{at}</time>" if at else ""
    pace = f"<extensions><cad>{cadence}</cad></extensions>" if cadence is not None else ""
    return f'<trkpt lat="{50 + number / 100}" lon="8">{when}{pace}</trkpt>'


def test_a_gpx_track_with_times(tmp_path: Path) -> None:
    points = [point(n, f"2026-02-28T23:{30 + 6 * n}:00Z", cadence) for n, cadence in enumerate((0, 82, 84))]
    (found,) = read(text(tmp_path, gpx(track(*points, kind="trail_running")))).activities
    # It was past midnight where it was run.
    assert (str(found.start), found.elapsed_s, found.cadence_spm) == ("2026-03-01 00:30:00", 720, 166)
    assert found.sport.surface == "trail" and found.km == pytest.approx(2.22, abs=0.01)


def test_tracks_of_a_gpx_file(tmp_path: Path) -> None:
    timed = track(point(0, "2026-03-01T10:00:00Z"), point(1, "2026-03-01T10:06:00Z"), kind="cycling")
    later = track(point(0, "2026-03-01T12:00:00Z"), point(1, "2026-03-01T12:06:00Z"), kind="")
    drawn = track(point(0), point(2))
    two = read(text(tmp_path, gpx(timed, later))).activities
    assert [(found.sport.kind, found.start and found.start.hour) for found in two] == [("bike", 11), ("run", 13)]
    # Pieces of which not all have times are one way, with the day that is known and no more.
    (one,) = read(text(tmp_path, gpx(drawn, later))).activities
    assert (one.day, one.start, one.minutes) == (dt.date(2026, 3, 1), None, None)
    assert one.km == pytest.approx(3.33, abs=0.01)


def tcx(*activities: str) -> str:
    space = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    inside = f"<Activities>{''.join(activities)}</Activities>"
    return f'<TrainingCenterDatabase xmlns="{space}">{inside}</TrainingCenterDatabase>'


def lap(at: str, seconds: str, metres: str) -> str:
    return (
        f'<Lap StartTime="{at}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds><DistanceMeters>{metres}'
        "</DistanceMeters><Extensions><LX><AvgRunCadence>85</AvgRunCadence></LX></Extensions></Lap>"
    )


def test_several_activities_in_one_tcx_file(tmp_path: Path) -> None:
    first = f'<Activity Sport="Running"><Id>2026-03-01T09:00:00Z</Id>{lap("2026-03-01T09:00:00Z", "600", "2000")}'
    first += f"{lap('2026-03-01T09:10:00Z', '300.5', '1000')}</Activity>"
    second = f'<Activity Sport="Biking">{lap("2026-03-01T17:00:00Z", "3600", "25000")}</Activity>'
    run, ride = read(text(tmp_path, tcx(first, second))).activities
    assert (run.metres, run.moving_s, run.cadence_spm, str(run.start)) == (3000, 900.5, 170, "2026-03-01 10:00:00")
    assert (ride.sport.kind, ride.metres) == ("bike", 25000)


# --- the lists of sites -----------------------------------------------------------------------------

STRAVA = {
    "English": (
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
        "Activity Gear,Filename,Elapsed Time,Moving Time,Distance,Average Cadence,Perceived Exertion",
        '7,"Mar 1, 2026, 11:30:05 PM",Easy,Run,"felt fine, [/]",1500,5.01,Blue shoe,,1500.0,1440.0,5010.0,83.5,4.0',
    ),
    "German": (
        "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,"
        "Distanz,Aktivitätsausrüstung,Dateiname,Verstrichene Zeit,Bewegungszeit,Distanz,"
        "Durchschnittliche Trittfrequenz,Gefühlte Anstrengung",
        '7,"01.03.2026, 23:30:05",Lauf,Lauf,"felt fine, [/]",1500,"5,01",Blue shoe,,1500.0,1440.0,5010.0,83.5,4.0',
    ),
    "Dutch": (
        "Activiteits-ID,Datum van activiteit,Naam activiteit,Activiteitstype,Verstreken tijd,Afstand,"
        "Uitrusting voor activiteit,Verstreken tijd,Beweegtijd,Afstand",
        '7,"1 mrt. 2026 23:30:05",Loop,Hardloopsessie,1500,"5,01",Blue shoe,1500.0,1440.0,5010.0',
    ),
    "French, other columns between": (
        "ID de l'activité,X,Date de l'activité,Type d'activité,Temps écoulé,Distance,Y,Durée de déplacement,Distance",
        '7,,"1 mars 2026 à 23:30:05",Course à pied,1500,"5,01",,1440.0,5010.0',
    ),
    "Portuguese": (
        "ID da atividade,Data da atividade,Tipo de atividade,Tempo decorrido,Distância,Tempo de movimentação,Distância",
        '7,"1 de mar. de 2026, 23:30:05",Corrida,1500,"5,01",1440.0,5010.0',
    ),
}


@pytest.mark.parametrize("header, row", STRAVA.values(), ids=STRAVA)
def test_stravas_list(tmp_path: Path, header: str, row: str) -> None:
    (found,) = read(text(tmp_path, f"\ufeff{header}\n{row}\n")).activities
    assert (found.source_id, found.sport.kind, str(found.start)) == ("7", "run", "2026-03-02 00:30:05")
    assert (found.metres, found.moving_s, found.elapsed_s) == (5010, 1440, 1500)


def test_what_else_stravas_list_says(tmp_path: Path) -> None:
    (found,) = read(text(tmp_path, "\n".join(STRAVA["English"]))).activities
    assert (found.shoe, found.notes, found.rpe, found.cadence_spm) == ("Blue shoe", "felt fine, [/]", 4, 167)


GARMIN = {
    "German": ("Aktivitätstyp,Datum,Titel,Distanz,Zeit,Ø Pace,Zeit in Bewegung,Verstrichene Zeit", "Laufband"),
    "French": (
        "Type d'activité,Date,Titre,Distance,Durée,Allure moyenne,Temps de déplacement,Temps écoulé",
        "Course à pied sur tapis roulant",
    ),
    "Spanish": (
        "Tipo de actividad,Fecha,Título,Distancia,Tiempo,Ritmo medio,Tiempo en movimiento,Tiempo transcurrido",
        "Carrera en cinta",
    ),
    "Italian": (
        "Tipo di attività,Data,Titolo,Distanza,Tempo,Passo medio,Tempo in movimento,Tempo trascorso",
        "Corsa su tapis roulant",
    ),
    "Dutch": ("Activiteittype,Datum,Titel,Afstand,Tijd,Gemiddeld tempo,Tijd bewogen,Verstreken tijd", "Loopband"),
    "Portuguese": (
        "Tipo de atividade,Data,Título,Distância,Tempo,Ritmo médio,Tempo em movimento,Tempo transcorrido",
        "Corrida em esteira",
    ),
}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("header, kind", GARMIN.values(), ids=GARMIN)
def test_garmins_list(tmp_path: Path, header: str, kind: str, encoding: str) -> None:
    row = f'{kind},2026-03-01 23:30:05,"x, y","10,50","01:03:00","6:00","01:01:00","01:10:00,5"'
    (found,) = read(text(tmp_path, f"{header}\n{row}", encoding)).activities
    assert (str(found.start), found.km, found.minutes, found.elapsed_s) == ("2026-03-01 23:30:05", 10.5, 63, 4200.5)
    assert found.sport.surface == "treadmill"


DISTANCES = [
    ("5.25", "26:15", "5:00", "km", 5.25, None),
    ("5,25", "26:15", "5:00", "km", 5.25, None),
    ("21,130", "1:45:39", "5:00", "km", 21.13, None),
    ("5,003", "20:51", "4:10", "km", 5.003, None),
    ("5.003,0", "20:51", "4:10", "km", 5.003, None),  # metres, on a track
    ("3,1", "25:00", "8:04", "mi", 4.989, None),
    ("5,25", "26:15", "--", "km", 5.25, None),
    ("5,25", "52:30", "5:00", "km", None, "5,25 does not fit 52:30 at a pace of 5:00"),
    ("--", "26:15", "--", "km", None, None),
]


@pytest.mark.parametrize("said, lasted, pace, units, km, problem", DISTANCES)
def test_a_distance_is_checked_against_time_and_pace(
    tmp_path: Path, said: str, lasted: str, pace: str, units: Units, km: float | None, problem: str | None
) -> None:
    row = f'Running,2026-03-01 07:00:00,"{said}","{lasted}","{pace}"'
    found = read(text(tmp_path, f"Activity Type,Date,Distance,Time,Avg Pace\n{row}"), units)
    assert ([one.km for one in found.activities], found.problem) == ([] if problem else [km], problem or "")


MOMENTS = [
    ("May 29, 2022, 3:53:35 PM", "2022-05-29 15:53:35"),
    ("May 29, 2022, 12:03:35 AM", "2022-05-29 00:03:35"),
    ("29 May 2022, 15:53:35", "2022-05-29 15:53:35"),
    ("2022-05-29 15:53:35", "2022-05-29 15:53:35"),
    ("29.05.2022, 15:53:35", "2022-05-29 15:53:35"),
    ("29/05/2022, 15:53:35", "2022-05-29 15:53:35"),
    ("5/29/2022, 3:53:35 p.m.", "2022-05-29 15:53:35"),
    ("05/06/2022, 15:53:35", None),
    ("29 juin 2022 à 15:53:35", "2022-06-29 15:53:35"),
    ("29 juil. 2022 à 15:53:35", "2022-07-29 15:53:35"),
    ("9 août 2022 à 15:53:35", "2022-08-09 15:53:35"),
    ("1 ene 2022, 15:53:35", "2022-01-01 15:53:35"),
    ("29 mag 2022, 15:53:35", "2022-05-29 15:53:35"),
    ("9 mei 2026, 00:03:01", "2026-05-09 00:03:01"),
    ("29 de dez. de 2022, 15:53:35", "2022-12-29 15:53:35"),
    ("31 Feb 2022, 15:53:35", None),
    ("yesterday", None),
    ("", None),
]


@pytest.mark.parametrize("said, moment", MOMENTS)
def test_dates_of_lists(said: str, moment: str | None) -> None:
    found = read_moment(said)
    assert (str(found) if found else None) == moment


def test_numbers_of_lists() -> None:
    said = ["3,40", "3.40", "1.234,5", "1,234.5", "1\u202f234,5", "1,234,567", "'-", "--", ""]
    assert [read_number(text) for text in said] == [3.4, 3.4, 1234.5, 1234.5, 1234.5, 1234567, None, None, None]
    assert [read_seconds(text) for text in ("00:17:01", "1:39,6", "45")] == [1021, 99.6, 45]
    for wrong in ("far", "1:xx", "-3", "nan", "1e5", "٣"):
        with pytest.raises(ValueError):
            read_seconds(wrong)


SPORTS = [
    ("running", "treadmill", "run", "treadmill"),
    ("running", "generic", "run", None),
    ("running", "street", "run", "road"),
    ("Trail Run", "", "run", "trail"),
    ("trail_running", "", "run", "trail"),
    ("Laufbandtraining", "", "run", "treadmill"),
    ("Radfahrt", "", "bike", None),
    ("Hike", "", "walk", None),
    ("Weight Training", "", "none", None),
    ("Rennradfahrt im Schnee", "", None, None),
]


@pytest.mark.parametrize("name, detail, kind, surface", SPORTS)
def test_sports(name: str, detail: str, kind: str | None, surface: str | None) -> None:
    found = sport_of(name, detail)
    assert (found.kind, found.surface) == (kind, surface)


# --- what cannot be read -------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + gpx(track(point(0), point(1))).partition("?>")[2]
OUTSIDE = '<!DOCTYPE gpx SYSTEM "file:///etc/passwd">' + gpx().partition("?>")[2]
DECLARED = "declares a document type or entities"
CSV_HEAD = STRAVA["English"][0]
BROKEN = [
    ("a letter", "Dear diary", "is none of what can be taken in"),
    ("nothing", "", "is none of what can be taken in"),
    ("other XML", "<svg/>", "is none of what can be taken in"),
    ("another list", "Name,Colour,Size,Weight\na,b,c,4", "not known which column is the date or the distance"),
    ("billion laughs in GPX", LAUGHS, DECLARED),
    ("an external entity in GPX", OUTSIDE, DECLARED),
    ("billion laughs in TCX", LAUGHS.replace("gpx", "TrainingCenterDatabase"), DECLARED),
    ("GPX cut off", gpx()[:-5], "the file is cut off before its first track"),
    ("GPX without a track", gpx(), "without a track"),
    ("TCX without an activity", tcx(), "without an activity"),
    ("a list, an endless number", "\n".join(STRAVA["English"]).replace("5010.0", "9" * 400), "line 2, distance: 999"),
    ("a list, an endless year", "\n".join(STRAVA["English"]).replace("2026", "9" * 30), "line 2, date: Mar 1"),
    ("a list cut off", f"{CSV_HEAD}\n7,\"Mar 1, 2026, 11:30:05 PM\",Easy", "line 2 ends too early"),
    ("a list, open quotes", f'{CSV_HEAD}\n7,"Mar 1', "cannot be read as CSV"),
    ("a list, no date", "\n".join(STRAVA["English"]).replace("Mar 1, 2026", "soon"), "line 2, date: soon"),
    ("a list, no number", "\n".join(STRAVA["English"]).replace("5010.0", "far"), "line 2, distance: far"),
]  # fmt: skip


@pytest.mark.parametrize("content, says", [pytest.param(*row, id=name) for name, *row in BROKEN])
def test_what_is_broken_is_refused_in_one_sentence(tmp_path: Path, content: str, says: str) -> None:
    problem = read(text(tmp_path, content)).problem
    assert says in problem
    assert "\n" not in problem


def test_a_damaged_fit_file_is_never_taken_in_silence(tmp_path: Path) -> None:
    """Cut or spoilt anywhere it is refused, asked about, or taken with a word."""
    whole = gzip.decompress((SAMPLES / "strava-12866632127.fit.gz").read_bytes())
    path = tmp_path / "run"
    cut = [whole[:end] for end in range(14, len(whole), 499)]
    spoilt = [whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :] for at in range(14, len(whole) - 2, 499)]
    for data in (*cut, *spoilt):
        path.write_bytes(data)
        found = read(path)
        assert found.problem or all(one.question or one.remarks for one in found.activities)


def test_figures_that_cannot_be_are_left_out_with_a_word(tmp_path: Path) -> None:
    at = "2026-03-01T09:00:00Z"
    for said in ("long", "1e400"):
        (found,) = read(text(tmp_path, tcx(f'<Activity Sport="Running">{lap(at, said, "5000")}</Activity>'))).activities
        assert (found.metres, found.moving_s) == (5000, None)
        assert f"TotalTimeSeconds {said} cannot be" in found.remarks


def test_packed_files_are_bounded(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb"
    bomb.write_bytes(gzip.compress(b"<gpx><trk><trkseg>" + b" " * 60_000_000, 1))
    assert "is larger than 50 MB" in read(bomb).problem
    bomb.write_bytes(gzip.compress(gzip.compress((SAMPLES / "no-real-date.fit").read_bytes())))
    assert "packed twice" in read(bomb).problem
    bomb.write_bytes(gzip.compress((SAMPLES / "no-real-date.fit").read_bytes())[:-300])
    assert "is packed, and damaged" in read(bomb).problem
    bomb.write_bytes(b"PK\x03\x04 no zip at all")
    assert "is no sound zip file" in read(bomb).problem


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def names_of(activities: Iterator[tuple[int, int, FileRead]]) -> list[tuple[str, int, str]]:
    return [(Path(found.name).name, len(found.activities), found.problem) for _, _, found in activities]


def test_an_export_is_read_by_its_list_as_a_zip_and_as_a_folder(tmp_path: Path) -> None:
    files = {
        "export_1/media/photo.jpg": b"\xff\xd8\xff\xe0",
        "export_1/activities/12866632127.fit.gz": (SAMPLES / "strava-12866632127.fit.gz").read_bytes(),
        "export_1/profile.csv": b"a,b,c,d\n1,2,3,4",
        "export_1/liste.csv": (SAMPLES / "strava-activities.csv").read_bytes(),
    }
    path = zipped(tmp_path / "export", files)
    assert [(n, of, len(found.activities)) for n, of, found in read_all([path], Answers())] == [(1, 1, 1)]
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "folder")
    folder = tmp_path / "folder"
    assert names_of(read_all([folder], Answers())) == [("liste.csv", 1, "")]
    # What the list does not tell of is read besides.
    (folder / "run.tcx").write_bytes(gzip.decompress((SAMPLES / "garmin-run.tcx.gz").read_bytes()))
    assert sorted(names_of(read_all([folder], Answers()))) == [("liste.csv", 1, ""), ("run.tcx", 1, "")]


def test_a_zip_of_recordings(tmp_path: Path) -> None:
    good = (SAMPLES / "garmin-run.tcx.gz").read_bytes()
    path = zipped(tmp_path / "zip", {"../../escaped.tcx": good, "a/broken.tcx": b"<TrainingCenterDatabase>", "b": b"?"})
    found = names_of(read_all([path], Answers()))
    assert [(name, count) for name, count, _ in found] == [("escaped.tcx", 1), ("broken.tcx", 0)]
    assert "not valid XML" in found[1][2]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["zip"]


def test_a_zip_without_a_recording(tmp_path: Path) -> None:
    (found,) = [found for _, _, found in read_all([zipped(tmp_path / "zip", {"a": b"?"})], Answers())]
    assert "holds no recording" in found.problem


def test_an_encrypted_zip_is_named(tmp_path: Path) -> None:
    packed = bytearray(zipped(tmp_path / "zip", {"run.tcx": b"<TrainingCenterDatabase/>"}).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + place] |= 1
    (tmp_path / "zip").write_bytes(packed)
    ((_, _, found),) = read_all([tmp_path / "zip"], Answers())
    assert "is packed, and damaged" in found.problem


def test_the_same_activity_has_the_same_id_and_others_have_not() -> None:
    run, moment = sport_of("run"), dt.datetime(2026, 3, 1, 7)
    some = [
        Activity(sport=run, start=moment, metres=5000),
        Activity(sport=run, start=moment, metres=5001),
        Activity(sport=run, start=moment + dt.timedelta(seconds=1), metres=5000),
        Activity(sport=run, date=moment.date(), metres=5000),
        Activity(sport=run, start=moment, metres=5000, source="strava", source_id="7"),
        Activity(sport=run, start=moment, metres=5000, source="fit", source_id="7"),
    ]
    assert len({activity.id for activity in some}) == len(some)
    assert some[0].id == Activity(sport=run, start=moment, metres=5000, source="gpx", notes="else").id


@pytest.mark.parametrize(
    ("seconds", "hours"),
    [(7200, 2.0), (7203, 2.0), (6895, 2.0), (20700, 5.75), (-12599, -3.5), (14 * 3600, 14.0), (14 * 3600 + 1, None)],
)
def test_a_watch_s_own_clock_differs_from_utc_by_quarters_of_an_hour(seconds: int, hours: float | None) -> None:
    utc = dt.datetime(2026, 6, 6, 18, 30, tzinfo=dt.UTC)
    offset = fit._offset([{"timestamp": utc, "local_timestamp": utc + dt.timedelta(seconds=seconds)}])
    assert offset == (None if hours is None else dt.timedelta(hours=hours))
