"""Lists of activities in many languages and manners, exports of services, and what they ask."""

# The files are written as they come.
# ruff: noqa: E501

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from itbtui.data.exchange.intake import read_all
from itbtui.data.exchange.lists.activities import Answers
from itbtui.data.exchange.lists.columns import figure_of, split
from itbtui.data.exchange.services import json_services
from itbtui.data.exchange.sports import sport_in
from itbtui.data.store import Store
from itbtui.logbook.imports import Intake
from tests.support.tracks import gpx, points, segment, taken

CASES = Path(__file__).parent / "cases"

pytestmark = pytest.mark.usefixtures("in_utc")

GARMIN = {
    "Swedish": ("Aktivitetstyp,Datum,Favorit,Titel,Sträcka,Kalorier,Tid", "Löpning"),
    "Norwegian": ("Aktivitetstype,Dato,Favoritt,Tittel,Distanse,Kalorier,Tid", "Løping"),
    "Finnish": ("Aktiviteettityyppi,Päivämäärä,Suosikki,Otsikko,Matka,Kalorit,Aika", "Juoksu"),
    "Czech": ("Typ aktivity,Datum,Oblíbené,Název,Vzdálenost,Kalorie,Čas", "Běh"),
    "Japanese": ("アクティビティタイプ,日付,お気に入り,タイトル,距離,カロリー,タイム", "ランニング"),
    "Korean": ("활동 유형,날짜,즐겨찾기,제목,거리,칼로리,시간", "달리기"),
    "Russian": ("Тип активности,Дата,Избранное,Заголовок,Расстояние,Калории,Время", "Бег"),
    "Turkish": ("Aktivite Türü,Tarih,Favori,Başlık,Mesafe,Kalori,Süre", "Koşu"),
    "Greek": ("Τύπος δραστηριότητας,Ημερομηνία,Αγαπημένο,Τίτλος,Απόσταση,Θερμίδες,Χρόνος", "Τρέξιμο"),
}


@pytest.mark.parametrize("header, word", GARMIN.values(), ids=GARMIN)
def test_garmins_list_in_further_languages_and_as_a_spreadsheet_saves_it(
    header: str, word: str, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_text(f'{header}\n{word},2026-06-06 18:30:00,false,"x","5.00","300","00:30:00"\n')
    assert taken(path) == "5.0/30"
    cells = header.replace(",", "\t")
    path.write_bytes(f"{cells}\n{word}\t06.06.2026 18:30\tfalse\tx\t5,00\t300\t00:30:00\n".encode("utf-16"))
    assert taken(path) == "5.0/30"


LISTS = {
    "separators, commas, pain": ("sep=;\nDatum;Strecke;Zeit;Schmerz\n06.06.2026;5,0;30;2\n", "5.0/30"),
    "day and clock apart": ("Datum;Uhrzeit;Strecke (km);Dauer (min);Knie\n6.6.26;18:30;5,0;30;2\n", "5.0/30"),
    "miles by the header": ("Date,Distance (mi),Time,Pain\n6/13/2026,3.107,30:00,0\n6/6/2026,3.107,30:00,1\n", "5.0/30, 5.0/30"),
    "one column with a unit, one with dates": ("Wann;Lauf (km);Zeit;Knie\n6.6.2026;5,0;30:00;2\n", "5.0/30"),
    "a line of sums below": ("date,km,min,\n2026-06-06,5,30,\nTotal,5,30,\n", "5.0/30"),
    "a title above": ("My runs\n\nDate,Distance,Duration\nSat 6 Jun 2026,5 km,30 min\n", "5.0/30"),
    "metres and seconds without saying so": ("date,distance,time,pain\n2026-06-06,5000,1800,1\n", "5.0/30"),
    "hours and minutes": ("Fecha;Distancia;Tiempo;Dolor\n06/06/2026;5,00;0:30;2\n", "5.0/30"),
    "days as a spreadsheet counts them": ("Day,How far,How long,Pain\n46179,5,30,2\n", "5.0/30"),
    "thousands parted": ("date,m,min\n2026-06-06,5 000,30\n2026-06-08,6'000,36\n2026-06-10,7’000.0,42\n", "5.0/30, 6.0/36, 7.0/42"),
    "a control sign in a cell": ("date,km,min,notes\n2026-06-06,5,30,a\0b\x1b[31m\n", "5.0/30"),
    "two alike on one day": ("date,km,min\n2026-06-06,5,30\n2026-06-06,5,30\n", "5.0/30, 5.0/30"),
    "rows that cannot be": ("date,km,min\n2026-06-06,5,30\n2026-06-07,x,36\n0001-01-01,5,30\n", "5.0/30"),
    "a month without a day": ("date,km,min\n2026-06-06,5,30\nMarch,9,60\n", "5.0/30"),
    "a digit without end": (f"date,km,min\n{'1' * 5000},5,30\n", "refused"),
    "day or month": ("date,km,min\n6/7/2026,5,30\n", "refused"),
    "names, and no row below": ("date,km,min\n", "refused"),
    "no names": ("2026-06-06,5,30,2\n2026-06-07,6,36,1\n", "refused"),
    "Samsung Health": (
        "com.samsung.shealth.exercise,6312001,1\ncom.samsung.health.exercise.exercise_type,"
        "com.samsung.health.exercise.start_time,com.samsung.health.exercise.duration,com.samsung.health.exercise.distance\n"
        "1002,2026-06-06 18:30:00.000,1800000,5000.0\n1001,2026-06-07 18:30:00.000,1800000,2500.0\n",
        "5.0/30",
    ),
    "Runkeeper in miles": ("Activity Id,Date,Type,Distance (mi),Duration,GPX File\na,2026-06-06 18:30:00,Running,3.107,30:00,\n", "5.0/30"),
}  # fmt: skip


@pytest.mark.parametrize("text, expected", LISTS.values(), ids=LISTS)
def test_lists_of_ones_own(text: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(text)
    assert taken(path) == expected


def test_what_is_asked_of_a_list_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(LISTS["no names"][0])
    assert taken(path, Answers(columns={"date": "1", "km": "2", "min": "3", "pain": "4"})) == "5.0/30, 6.0/36"
    path.write_text(LISTS["day or month"][0])
    ((_, _, read),) = read_all([path], Answers(columns={"dates": "month"}))
    assert str(read.activities[0].day) == "2026-06-07"
    ((_, _, read),) = read_all([path], Answers(columns={"km": "miles"}))
    assert read.problem == "km=miles: there is no such column; its columns are date, km and min"


def test_names_of_columns() -> None:
    assert [split(name) for name in ("Distanz (km)", "distance_mi", "Strecke in km", "Dauer [min]", "km")] == [
        ("distanz", "km"), ("distance", "mi"), ("strecke", "km"), ("dauer", "min"), ("", "km"),
    ]  # fmt: skip
    assert [figure_of(name) for name in ("Ø Pace", "Knieschmerz", "miles", "Colour")] == [
        "pace",
        "pain",
        "distance",
        None,
    ]


POLAR = (
    "Name,Sport,Date,Start time,Duration,Total distance (km),Average heart rate (bpm),Average pace (min/km),HR sit\n"
    "X,RUNNING,{day},18:30:00,00:30:00,5.00,150,06:00,60\nSample rate,Time,HR (bpm),Pace (min/km),Cadence,Distances (m)\n"
    + "".join(f"{'1' if not at else ''},00:00:{at:02},120,06:00,85,{at * 2.7}\n" for at in range(60))
)


@pytest.mark.parametrize(
    "day, expected", [("06-06-2026", "2026-06-06 18:30:00"), ("07-06-2026", "2026-06-07 18:30:00")]
)
def test_the_points_below_the_one_run_of_a_list_are_none(day: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(POLAR.format(day=day))
    ((_, _, read),) = read_all([path], Answers())
    (activity,) = read.activities
    assert (str(activity.start), activity.km, activity.minutes, activity.sport.kind) == (expected, 5, 30, "run")


def test_a_spreadsheets_days_are_read_to_the_second(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text("date,km,min\n46180.770833,5,30\n")
    ((_, _, read),) = read_all([path], Answers())
    assert str(read.activities[0].start) == "2026-06-07 18:30:00"


def test_a_header_that_comes_again_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text("date,km,min\n2026-06-06,5,30\ndate,km,min\n2026-06-08,6,36\n")
    assert taken(path) == "5.0/30, 6.0/36"


TITLES = {
    "run": "Morgenlauf|Kinderwagenlauf|kveldsløp|Himmelfahrtslauf|Eisbärenlauf",
    "none": "Skiløb|Skilanglauf|Damenskilauf|Eislauf|Skøjteløb|Rollski-Skilanglauf|Inlinelauf",
    "": "Ablauf|Verlauf|Forløb",
    "asked": "Lauf mit dem Rad|Rückfahrt vom Lauf|Walk and bike",
}


@pytest.mark.parametrize(
    "kind, title", [(kind, title) for kind, titles in TITLES.items() for title in titles.split("|")]
)
def test_a_title_that_ends_as_a_run_does_may_be_none(kind: str, title: str) -> None:
    found = sport_in(title)
    assert ((found.kind or "asked") if found else "") == kind


APPLE = (
    '<?xml version="1.0"?><!DOCTYPE HealthData [<!ENTITY a "b">]><HealthData><Record value="1"/><Workout '
    'workoutActivityType="HKWorkoutActivityTypeRunning" duration="1800" durationUnit="s" totalDistance="3.107" '
    'totalDistanceUnit="mi" device="a > b" startDate="2026-06-06 18:30:00 +0000" endDate="2026-06-06 19:00:00 +0000"/>'
    "</HealthData>"
)
GARMIN_RUN = {"activityId": 1, "activityType": "treadmill_running", "beginTimestamp": 1780770600000, "distance": 5e5}


def packed(**files: bytes | str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as within:
        for name, content in files.items():
            within.writestr(name.replace("__", "/"), content)
    return made.getvalue()


FIT = (CASES / "ok-fit-odd-subsport.fit").read_bytes()
EXPORTS = {
    "a zip in a zip in a zip": packed(**{"a.zip": packed(**{"b.zip": packed(run=FIT)})}),
    "Apple's, in another language": packed(apple_health_export__Exportación=APPLE),
    "Garmin's list alone": packed(
        DI__x=json.dumps([{"summarizedActivitiesExport": [GARMIN_RUN | {"duration": 18e5}]}])
    ),
    "adidas": packed(Sport=(CASES / "adidas-sport-session.json").read_bytes(), user="{}", gps='[{"x": 1}]'),
    "a phone before a watch": packed(phone=gpx(segment(points()[3:])), watch=FIT),
}


@pytest.mark.parametrize("data", EXPORTS.values(), ids=EXPORTS)
def test_whole_exports(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(data)
    assert taken(path) == "5.0/30"


def test_of_two_files_with_one_run_the_watch_counts_whichever_is_named_first(tmp_path: Path) -> None:
    phone, watch = tmp_path / "phone", tmp_path / "watch"
    phone.write_text(gpx(segment(points(4900))))
    watch.write_bytes(FIT)
    with Store.open(tmp_path / "log.db") as store:
        for named in ([phone, watch], [watch, phone]):
            read = [one for _, _, one in read_all(named, Answers())]
            taken = Intake(store, read, dt.date(2026, 11, 28), "").taken
            assert {Path(one.read.name).name: one.matches[0].said for one in taken} == {
                "phone": "known",
                "watch": "new",
            }


def test_of_two_files_that_contradict_each_other_the_second_is_refused_before_anything_is_saved(tmp_path: Path) -> None:
    """A day has one check-in; which of the two it would be is not guessed."""
    for name, morning in (("a.json", 1), ("b.json", 2)):
        check_in = {"date": "2026-06-06", "morning": morning}
        (tmp_path / name).write_text(json.dumps({"format": "itbtui", "version": 1, "check_ins": [check_in]}))
    read = [one for _, _, one in read_all([tmp_path / "a.json", tmp_path / "b.json"], Answers())]
    with Store.open(tmp_path / "log.db") as store:
        intake = Intake(store, read, dt.date(2026, 11, 28), "")
        assert intake.refused == [f"{tmp_path / 'b.json'}: check_ins[0].date: 2026-06-06 already has a check-in"]
        intake.take_in()
        assert [one.morning for one in store.log().check_ins] == [1]


def test_a_run_that_a_file_of_the_programs_own_brings_is_known_to_the_recordings_beside_it(tmp_path: Path) -> None:
    own, track = tmp_path / "log.json", tmp_path / "track"
    run = {"date": "2026-06-06", "time": "18:30", "distance_km": 5, "minutes": 30, "pain": 1}
    own.write_text(json.dumps({"format": "itbtui", "version": 1, "runs": [run]}))
    track.write_text(gpx())
    with Store.open(tmp_path / "log.db") as store:
        intake = Intake(store, [one for _, _, one in read_all([track, own], Answers())], dt.date(2026, 11, 28), "")
        assert [match.said for match in intake.matches] == ["known"]
        intake.take_in()
        assert [run.pain for run in store.log().runs] == [1] and not store.log().waiting


RUN_AT = {"startTime": "2026-06-06T18:30:00.000", "distance": 5000.0}
JSON: dict[str, list[Any]] = {
    "Nike Run Club": [json.loads((CASES / "nike.json").read_bytes())],
    "adidas Running": [
        json.loads((CASES / "adidas-sport-session.json").read_bytes()),
        {"start_time": "2026-06-06T16:30:00Z", "sport_type": "running", "start_time_timezone_offset": 7200000,
         "duration": 1800000, "distance": 5000},
    ],
    "Garmin": [[GARMIN_RUN | {"duration": 18e5}]],
    "Polar": [
        {"startTime": "2026-06-06T18:30:00.000", "timezoneOffset": 0, "duration": "PT1800S", "exercises": [
            RUN_AT | {"stopTime": "2026-06-06T19:00:00.000", "duration": "PT1800S", "sport": "RUNNING"}]},
        RUN_AT | {"durationMillis": 1800000, "sport": {"id": "1"}},
        {"startTime": "2026-06-06T18:30:00.000", "timezoneOffset": 0, "duration": "PT3600S", "exercises": [
            RUN_AT | {"duration": "PT1800S", "sport": {"id": "1"}},
            RUN_AT | {"duration": "PT1800S", "sport": {"id": "2"}}]},
    ],
    "Fitbit": [[{"logId": 1, "activityName": "Run", "startTime": "06/06/26 18:30:00", "activeDuration": 1800000,
                 "duration": 1800000, "distance": 5.0, "distanceUnit": "Kilometer"}]],
    "Strava": [[{"id": 1, "type": "Run", "distance": 5e3, "elapsed_time": 1800,
                 "start_date_local": "2026-06-06T18:30:00Z"}]],
}  # fmt: skip
"""For each service that is read a file in each of its shapes, all of the same run."""
SHARES = "give the TCX or GPX files that its app shares"
NOT_READ: dict[str, tuple[list[dict[str, Any]], str]] = {
    "Huawei Health": ([{"motionPathData": []}, {"sportType": 4, "attribute": "", "recordId": "a"}], SHARES),
    "Samsung Health": ([{"live_data": []}], "give its export, whose lists are CSV files"),
    "Suunto": ([{"DeviceLog": {}}], "give the FIT files that its app shares"),
    "Zepp": ([{"trackid": "1", "sport_mode": "1"}], SHARES),
    "COROS": ([{"labelId": "1", "sportType": 100}], "give the FIT files that its site exports"),
    "Google Fit": ([{"fitnessActivity": "running", "startTime": "x"}], "give the TCX files of its export"),
    "Runalyze": ([{"_type": "activity", "activity_id": 1}], "give the FIT, TCX or GPX files"),
}


@pytest.mark.parametrize("name", JSON)
def test_the_json_of_services(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    for shape in JSON[name]:
        path.write_text(json.dumps(shape))
        assert taken(path) == "5.0/30"


@pytest.mark.parametrize("name", NOT_READ)
def test_a_service_whose_files_are_not_read_is_named_with_what_to_give(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    shapes, instead = NOT_READ[name]
    for shape in shapes:
        path.write_text(json.dumps([shape]))
        ((_, _, read),) = read_all([path], Answers())
        assert read.problem == f"this is {name}'s own JSON, which is not read; {instead}"


def test_each_row_of_the_services_has_a_file_here() -> None:
    shapes = [shape for listed in JSON.values() for shape in listed]
    shapes += [shape for listed, _ in NOT_READ.values() for shape in listed]
    told = {json_services._service(json.dumps(shape).encode()) for shape in shapes}
    lacking = [f"{row.name}: {', '.join(row.told_by)}" for row in json_services._SERVICES if row not in told]
    assert not lacking, "no file in tests/data/test_import_lists.py is of these"


def test_what_a_watch_keeps_beside_recordings_is_no_fault_and_a_spreadsheet_is_named(tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(packed(watch=FIT, steps=(CASES.parent / "samples" / "not-an-activity.fit").read_bytes()))
    assert [(read.holds_none, len(read.activities)) for _, _, read in read_all([path], Answers())] == [
        (False, 1),
        (True, 0),
    ]
    path.write_bytes(packed(**{"xl/workbook.xml": ""}))
    ((_, _, read),) = read_all([path], Answers())
    assert read.problem == "is a spreadsheet; save it as CSV first"
