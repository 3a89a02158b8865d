"""Recordings as they come from everywhere: however they are written the same run is read, or a question asked."""

# The files are written as they come.
# ruff: noqa: E501

from pathlib import Path

import pytest

from itbtui.data.exchange.intake import read_all
from itbtui.data.exchange.lists.activities import Answers
from tests.support.tracks import RUNNING, Point, gpx, points, segment, taken

pytestmark = pytest.mark.usefixtures("in_berlin")


def put(among: list[Point], place: int, **other: str) -> list[Point]:
    """The same points with one of them elsewhere."""
    lat, lon, time = among[place]
    changed = (other.get("lat", lat), other.get("lon", lon), other.get("time", time))
    return [*among[:place], changed, *among[place + 1 :]]


UMLAUT = "<name>Früh</name><type>running</type>"
WRITTEN = {
    "UTF-16 as declared": gpx(said=UMLAUT, head=' encoding="UTF-16"').encode("utf-16"),
    "declared as UTF-16, but is not": gpx(head=' encoding="utf-16"').encode(),
    "Latin-1 that is not declared": gpx(said=UMLAUT).encode("latin-1"),
    "declared in a code page of Windows": gpx(said="<type>běh</type>", head=' encoding="windows-1250"').encode(
        "cp1250"
    ),
    "a mark and white space before it": b"\xef\xbb\xbf \n" + gpx().encode(),
    "zeros behind it": gpx().encode() + b"\0" * 500,
    "text behind it": gpx().encode() + b"\nthe end",
    "bare ampersands and unknown entities": gpx(said=f"<name>Tom & Jerry&nbsp;&#0;\x0b</name>{RUNNING}").encode(),
    "a prefix that is not declared": gpx().replace("ele>", "x:ele>").encode(),
    "decimal commas": gpx(segment([(a.replace(".", ","), b, t) for a, b, t in points()])).encode(),
    "times with spaces": gpx(segment([(a, b, f" {t[:10]} {t[11:19]} ") for a, b, t in points()])).encode(),
    "cut off behind its track": gpx().encode()[:-6],
}


@pytest.mark.parametrize("data", WRITTEN.values(), ids=WRITTEN)
def test_however_a_track_is_written_it_is_read(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert taken(path) == "5.0/30"


LINE = points()
MENDED = {
    "a point at 0/0": gpx(segment(put(LINE, 10, lat="0", lon="0"))),
    "a stray point": gpx(segment(put(LINE, 10, lat="1.5"))),
    "two stray points": gpx(segment(put(put(LINE, 10, lat="1.5"), 20, lat="0.5"))),
    "unordered": gpx(segment(LINE[15:] + LINE[:15])),
    "backwards": gpx(segment(LINE[::-1])),
    "each point twice": gpx(segment([point for point in LINE for _ in range(2)])),
    "segments that go on": gpx(segment(LINE[:11]), segment(LINE[:21]), segment(LINE)),
    "a segment twice": gpx(segment(LINE[:16]), segment(LINE[:16]), segment(LINE[15:])),
    "segments in another order": gpx(segment(LINE[15:]), segment(LINE[:16])),
    "a clock years ahead": gpx(segment(put(LINE, 10, time="2031-01-01T00:00:00Z"))),
    "a clock that was not set": gpx(segment(put(LINE, 10, time="1970-01-01T00:00:00Z"))),
}


@pytest.mark.parametrize("text", MENDED.values(), ids=MENDED)
def test_what_no_runner_did_is_left_out_of_the_way(text: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(text)
    assert taken(path) == "5.0/30"


def test_what_was_mended_is_said(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(MENDED["a stray point"])
    ((_, _, read),) = read_all([path], Answers())
    assert read.activities[0].remarks == ("1 stray point left out",)


KINDS = [
    ("<type>9</type>", "5.0/30"),
    ("<type>1</type>", "other"),
    ("<type>Trail Running</type>", "5.0/30"),
    ("<type>Бег</type>", "5.0/30"),
    ("<type>other</type>", "asked"),
    ("<type>Gallop</type>", "asked"),
    ("<type>unknown</type><name>Hike</name>", "other"),
    ("<extensions><a:activity>running</a:activity></extensions>", "5.0/30"),
    ("<extensions><exercisetype>1001</exercisetype></extensions>", "other"),
    ("<name>Morning Run</name>", "5.0/30"),
    ("<name>Kveldsløp</name>", "5.0/30"),
    ("<name>夜跑</name>", "5.0/30"),
    ("<name>Cyclisme 6/6/26</name>", "other"),
    ("<desc>Walking the dog</desc>", "other"),
    ("<name>Run and ride</name>", "asked"),
    ("", "5.0/30"),
]


@pytest.mark.parametrize("said, expected", KINDS)
def test_what_it_was_follows_from_its_word_its_name_and_its_speed(said: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(gpx(said=said))
    assert taken(path) == expected


def test_what_says_nothing_is_no_run_by_default(tmp_path: Path) -> None:
    """A walker's or a rider's speed is asked about, and the answer counts; a program of riders records rides."""
    path = tmp_path / "file"
    for metres in (2500, 8000):
        path.write_text(gpx(segment(points(metres)), said=""))
        assert taken(path) == "asked"
        assert taken(path, Answers(kinds={"": "run"})) == f"{metres / 1000:.1f}/30"
    path.write_text(gpx(said="", creator="Bryton Active"))
    assert taken(path) == "other"


def tcx(
    laps: str, *, named: str = "<Id>2026-06-06T18:30:00Z</Id>", sport: str = ' Sport="Running"', more: str = ""
) -> str:
    activity = f"<Activity{sport}>{named}{laps}{more}</Activity>"
    return f'<?xml version="1.0"?><TrainingCenterDatabase xmlns="x"><Activities>{activity}</Activities></TrainingCenterDatabase>'


def lap(
    among: list[Point], *, seconds: str = "1800", metres: str = "5000", counts: bool = True, starts: str = ""
) -> str:
    track = "".join(
        f"<Trackpoint><Time>{time}</Time><Position><LatitudeDegrees>{lat}</LatitudeDegrees><LongitudeDegrees>{lon}"
        f"</LongitudeDegrees></Position>"
        f"{f'<DistanceMeters>{LINE.index((lat, lon, time)) * 166.667}</DistanceMeters>' if counts else ''}</Trackpoint>"
        for lat, lon, time in among
    )
    said = f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds><DistanceMeters>{metres}</DistanceMeters>"
    return f"<Lap{starts}>{said}<Track>{track}</Track></Lap>"


TCX = {
    "no Id": (tcx(lap(LINE), named=""), "5.0/30"),
    "an Id of digits that could be a date": (tcx(lap(LINE), named="<Id>20250117</Id>"), "5.0/30"),
    "no distance": (tcx(lap(LINE, metres="0")), "5.0/30"),
    "a distance without end": (tcx(lap(LINE, metres="1e308")), "5.0/30"),
    "positions alone": (tcx(lap(LINE, seconds="", metres="", counts=False)), "5.0/30"),
    "decimal commas": (tcx(lap(LINE, seconds="1800,0", metres="5000,0")), "5.0/30"),
    "laps by their points": (tcx(lap(LINE[:16], metres="", seconds="900") + lap(LINE[15:], metres="", seconds="900")), "5.0/30"),
    "Other": (tcx(lap(LINE), sport=' Sport="Other"'), "asked"),
    "Other, with a note": (tcx(lap(LINE), sport=' Sport="Other"', more="<Notes>Easy run</Notes>"), "5.0/30"),
    "no sport, by its speed": (tcx(lap(LINE), sport=""), "5.0/30"),
    "cut off in the middle": (tcx(lap(LINE))[:2500], "asked"),
}  # fmt: skip


@pytest.mark.parametrize("text, expected", TCX.values(), ids=TCX)
def test_a_figure_that_stands_elsewhere_is_found_there(text: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(text)
    assert taken(path) == expected
