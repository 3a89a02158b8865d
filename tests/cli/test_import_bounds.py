"""What one import may take: it stays linear, or is refused in one sentence, and then nothing of it is saved."""

# The files are written as they come.
# ruff: noqa: E501

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from itbtui.cli.main import main
from itbtui.data.exchange import files, intake, moments, own
from itbtui.data.exchange.recordings import fit
from itbtui.data.exchange.services import apple
from itbtui.logbook import imports
from itbtui.wording.imports import say_taken
from tests.support.tracks import gpx

MARKS = "\u0323\u0301" * 60_000
"""Accents, which are put in order by the square of how many there are."""
TRACK = "<gpx><trk><type>running</type>{}</trk></gpx>"
POINT = '<trkpt lat="1" lon="2"/>'
SLOW = {
    "a name of commas": ('date,km,min,"' + "," * 60_000 + 'x y"\n2026-06-06,5,30,1\n', "1 new"),
    "a name of accents": (f"date,km,min,{MARKS}\n2026-06-06,5,30,1\n", "1 new"),
    "a kind of accents": (f"date,km,min,kind\n2026-06-06,5,30,{MARKS}\n", "is no kind that is known"),
    "a distance of spaces": ("date,km,min\n2026-06-06,1" + " " * 5000 + "1x1,30\n", "is not a number"),
    "a title without spaces": ("date,km,min,title\n" + f"2026-06-06,5,30,{'あ' * 10_000}\n" * 100, "100 new"),
    "times of one point": (TRACK.format("<trkseg><trkpt>" + "<time>6 jun 2026</time>" * 200_000), "cut off before its first track"),
    "pieces of a long track": (TRACK.format("<trkseg>" + POINT * 2 + POINT.replace("2", "3") * 100_000 + f"</trkseg><trkseg>{POINT * 2}" * 5000), "there is no distance"),
    "a creator of many tracks": (f"<gpx creator='{'z ' * 400_000}'>" + f"<trk><trkseg>{POINT * 2}</trkseg></trk>" * 900 + "</gpx>", "0 new"),
}  # fmt: skip
"""Each takes a minute or more, where the work is more than linear."""


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, in_utc: None) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITBTUI_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("ITBTUI_NOW", "2026-11-28T12:00")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def taken_in(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["import", *arguments])
    assert done.exit_code in (0, 1), done.output
    return done


@pytest.mark.parametrize("text, says", SLOW.values(), ids=SLOW)
def test_what_was_made_to_be_slow_is_read_at_once(text: str, says: str) -> None:
    Path("file").write_text(text)
    done = taken_in("file")
    assert says in done.output


def test_once_many_times_could_not_be_read_no_more_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "_MOST_ODD", 2)
    times = moments.Times()
    read = [
        times.seconds(text)
        for text in ("2026-06-06T18:30:00Z", "a", "2026-06-06T18:30:00Z", "b", "2026-06-06T18:30:00Z")
    ]
    assert [second == second for second in read] == [True, False, True, False, False]


def zipped(held: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in held.items():
            packed.writestr(name, data)
    return made.getvalue()


GPX, LIST = gpx().encode(), b"date,km,min\n2026-01-01,5,30\n"
ZIPS = {
    "files": ("_MOST_MEMBERS", 4, {f"{number}": b"" for number in range(5)}, "holds more than 4 files"),
    "recordings": ("_MOST_READ", 4, {f"{number}": GPX for number in range(6)}, "holds more than 4 recordings"),
    "lists": ("_MOST_LISTS", 4, {f"{number}": LIST for number in range(6)}, "holds more than 4 lists"),
    "names": ("_MOST_OF_NAMES", 500, {"a" * 1000: GPX}, "or names without end"),
    "zips": ("_MOST_ZIPS", 1, {f"{number}.zip": zipped({"b": GPX}) for number in range(2)}, "more than 1 zips lie in"),
    "what is unpacked": ("_LEAST_READ", 0, {"a": b"<gpx>" + b" " * 1_000_000}, "is left out: with it more is unpacked"),
    "zips that are packed": ("MOST_BYTES", 0, {"a.zip": zipped({"b": b""}) + b" " * 1_000_000}, "unpacks to more than"),
}  # fmt: skip


@pytest.mark.parametrize("name, most, held, says", ZIPS.values(), ids=ZIPS)
def test_of_a_zip_no_more_is_gone_through_than_any_export_holds(
    name: str, most: int, held: dict[str, bytes], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, name, most)
    Path("zip").write_bytes(zipped(held))
    done = taken_in("zip")
    assert done.exit_code == 1
    assert says in done.stderr


def test_of_a_folder_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST_MEMBERS", 4)
    Path("folder").mkdir()
    for number in range(5):
        Path(f"folder/{number}.gpx").write_bytes(GPX)
    assert taken_in("folder").stderr.startswith("folder: holds more than 4 files")


def test_of_many_bad_files_the_first_are_named_and_how_many_more() -> None:
    Path("zip").write_bytes(zipped({f"{number}.gpx": b"<gpx/>" for number in range(25)}))
    lines = taken_in("zip").stderr.splitlines()
    assert (len(lines), lines[-1]) == (21, "zip: and 5 more like these.")


def test_what_fills_an_import_leaves_the_other_files_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_ACTIVITIES", 2)
    Path("one").write_text("date,km,min\n2026-01-01,5,30\n2026-01-02,5,30\n")
    Path("two").write_bytes(GPX)
    done = taken_in("one", "two")
    assert "two: is left for another import: one takes in 2 activities at most" in done.stderr
    assert "In all: 2 new" in done.stdout


def own_json(name: str, days: int = 1) -> str:
    runs = [{"id": f"{name}{day}", "date": f"2026-01-{day + 1:02}", "distance_km": 5, "pain": 0} for day in range(days)]
    Path(name).write_text(json.dumps({"format": "itbtui", "version": 1, "runs": runs}))
    return name


@pytest.mark.parametrize(
    "room, name, most, says",
    [
        (imports, "_MOST_OWN", 1, "1 files of itbtui's JSON at most"),
        (own, "MOST_ENTRIES", 3, "3 entries at most"),
        (intake, "_MOST_OF_OWN", 300, "0 MB of itbtui's JSON at most"),
    ],
)
def test_so_do_files_of_the_programs_own(
    room: Any, name: str, most: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, name, most)
    done = taken_in(own_json("one", 2), own_json("two", 2))
    assert done.stderr == f"two: is left for another import: one takes in {says}\n"
    assert "one: 2 added" in done.stdout


def test_more_than_anybody_does_in_three_days_is_not_compared() -> None:
    """Each activity is compared with all around its day: by another list as long a hundred times as much is done."""
    Path("one").write_text("date,km,min\n" + "".join(f"2026-01-01,{km},300\n" for km in range(1, 121)))
    Path("two").write_text("date,km,min\n2026-01-02,5.5,30\n")
    assert "120 new" in taken_in("one", "--as-run", "1-120").stdout
    assert "there are 100 activities around 2026-01-02 already" in taken_in("two").stderr
    assert "120 known" in taken_in("one", "--as-run", "1-120").stdout


def test_the_rows_of_a_dry_run_are_those_of_each_file() -> None:
    for number in range(3):
        Path(f"{number}").write_text(f"date,km,min\n2026-01-0{number + 1},5,30\n")
    rows = [line for line in taken_in("--dry-run", "0", "1", "2").stdout.splitlines() if "5 km" in line]
    assert [line.split()[0] for line in rows] == ["1", "2", "3"]


def test_sessions_that_lie_within_each_other_are_refused() -> None:
    at = dt.datetime(2026, 6, 6, 18, 30, tzinfo=dt.UTC)
    among = [{"timestamp": at + dt.timedelta(minutes=minute)} for minute in range(10)]

    def session(first: int, last: int) -> dict[str, Any]:
        return {"start_time": among[first]["timestamp"], "timestamp": among[last]["timestamp"]}

    parts = fit._during([session(0, 4), session(4, 9)], among)
    assert [len(part) for part in parts] == [5, 6]
    with pytest.raises(Exception, match="lie within each other"):
        fit._during([session(0, 9)] * 3, among)


def test_what_workouts_say_together_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apple, "_MOST_ELEMENTS", 10)
    Path("export.xml").write_text("<HealthData>" + ("<Workout>" + "<a/>" * 4 + "</Workout>") * 3 + "</HealthData>")
    assert "says more of its workouts than any does" in taken_in("export.xml").stderr


def test_of_many_kinds_that_are_left_out_the_first_are_named() -> None:
    said = say_taken({}, {f"Kind {number}": 1 for number in range(30)})
    assert said.endswith("1 Kind 8, 1 Kind 9 and 20 of other kinds.")
