"""What is crafted or damaged is refused in one sentence that names the file, and never stops the others."""

# The files are written as they come.
# ruff: noqa: E501

import errno
import gzip
import json
import os
import shutil
import stat
import zipfile
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from itbtui.cli.main import main
from itbtui.logbook.import_answers import remember

CASES = Path(__file__).parents[1] / "data" / "cases"
GOOD = CASES / "ok-fit-pause.fit"
TRACK = "<gpx><trk><type>running</type><trkseg>{}</trkseg></trk></gpx>"
TCX = (
    '<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>2026-02-01T08:00:00Z</Id>'
    "<Lap><TotalTimeSeconds>{}</TotalTimeSeconds><DistanceMeters>{}</DistanceMeters><Cadence>{}</Cadence></Lap>"
    "</Activity></Activities></TrainingCenterDatabase>"
)
TCX_OF = "<TrainingCenterDatabase><Activities>{}</Activities></TrainingCenterDatabase>"
NESTED = 100_000
DEEP = 2500


def fit(content: bytes) -> bytes:
    return b"\x0e\x10\0\0" + len(content).to_bytes(4, "little") + b".FIT\0\0" + content + b"\0\0"


def fit_of_empty_sessions() -> bytes:
    """A definition without fields, then as many sessions as fit."""
    return fit(b"\x40\0\0\x12\0\0" + b"\0" * 50_000)


FIELDS = b"\x40\0\0\x14\0\xff" + b"".join(bytes([number, 1, 2]) for number in range(255))
"""A definition of points with as many fields as there can be."""

FAULTS = {
    "no number for a place": (TRACK.format('<trkpt lat="nan" lon="1"/><trkpt lat="nan" lon="2"/>').encode(), "no positions"),
    "a distance without end": (TCX.format("1800", "1e308", "80").encode(), "DistanceMeters 1e308 cannot be"),
    "nested without end": (b"<gpx>" + b"<a>" * NESTED, "nested deeper than any recording"),
    "a comment without end": (b"<!--" * 16_000, "is none of what can be taken in"),
    "declarations without end": (b"<!DOCTYPE x [" * 5_000, "is none of what can be taken in"),
    "nothing but sessions": (gzip.compress(fit_of_empty_sessions()), "more of one kind (session)"),
    "JSON nested without end": (b'{"start_epoch_ms": 1, "summaries": ' + b"[" * NESTED, "nested too deep"),
    "a digit without end": (f"date,km,min\n{'1' * 5000},5,30\n".encode(), "is not a date that can be read"),
    "a year before there were clocks": (b"date,km,min\n0001-01-01,5,30\n", "is before 1970"),
    "laps of many activities": (TCX_OF.format(("<Activity>" + "<Lap/>" * 5001 + "</Activity>") * 2).encode(), "more than 10000 laps"),
    "a tag without end": (b"<gpx><trk " + b" ".join(b'a%d="1"' % number for number in range(60_000)) + b"/></gpx>", "a tag or a comment that is longer"),
    "names without end": (TRACK.format("".join(f"<a{number}/>" for number in range(1001))).encode(), "more different names"),
    "names of attributes": (TRACK.format("<a " + " ".join(f'a{number}="1"' for number in range(1001)) + "/>").encode(), "more different names"),
    "pieces without end": (TRACK.format("<trkpt/></trkseg><trkseg>" * 20_001).encode(), "more than 20000 pieces"),
    "nothing but ampersands": (TRACK.format("&" * 100_001).encode(), "signs that XML does not allow"),
    "workouts without end": (b"<HealthData>" + b"<Workout />" * 20_001, "more than 20000 workouts"),
    "values without end": (b'{"start_epoch_ms": 0, "summaries": [' + b"0," * 500_000, "more than 500000 values"),
    "names of a log without end": (b'{"format": "itbtui"' + b"".join(b',"%d":0' % number for number in range(10_000)) + b"}", "more than 10000 different names"),
    "entries without end": (b'{"format": "itbtui", "version": 1, "runs": [' + b"0," * 60_000 + b"0]}", "more than 40000 entries"),
    "a row without end": (b"date,km,min\n2026-06-06,5,30" + b"," * 200_000, "a row of the list is longer"),
    "a row of many lines": (b"date,km,min\n2026-06-06,5,30" + b',,"\n"' * 50_000, "a row of the list is longer"),
    "cells without end": (b"date,km,min" + (b"\n2026-06-06,5,30" + b"," * 100) * 9800, "more than 700000 cells"),
    "fields without end": (fit(FIELDS + (b"\0" + b"\5" * 255) * 7900), "more than any recording"),
    "definitions without end": (fit(b"\x40\0\0\x14\0\0" * 100_001), "more than any recording"),
    "files one behind another": (fit(b"\x40\0\0\x14\0\0") * 1001, "more than 1000 files stand one behind another"),
    "parts without end": (gzip.compress(b"<gpx>") + gzip.compress(b"") * 10_000, "is packed in more than 10000 parts"),
    "padding without end": (gzip.compress(b"<gpx>") + b"\0" * 1_000_000, "cut off before its first track"),
    "more padding than there can be": (gzip.compress(b"<gpx>") + b"\0" * 8_000_000, "is padded with more than 5 MB"),
    "a name of what is packed without end": (b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"a" * 1_000_000, "is packed, and damaged (it is cut off)"),
    "an empty file": (b"", "is none of what can be taken in"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, in_utc: None) -> None:
    monkeypatch.setenv("ITBTUI_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("ITBTUI_NOW", "2026-11-28T12:00")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.mark.parametrize("data, says", FAULTS.values(), ids=FAULTS)
def test_a_bad_file_is_named_and_the_good_one_taken(data: bytes, says: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(data)
    done = CliRunner().invoke(main, ["import", str(bad), str(GOOD)])
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{bad}: ") and says in line
    assert f"{GOOD}: 1 new" in done.stdout


def test_a_folder_is_gone_through_however_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deeper than Python may call itself, and than a name may be long."""
    (tmp_path / "folder").mkdir()
    shutil.copy(GOOD, tmp_path / "folder" / "z.fit")
    monkeypatch.chdir(tmp_path / "folder")
    for _ in range(DEEP):
        Path("d").mkdir()
        os.chdir("d")
    done = CliRunner().invoke(main, ["import", str(tmp_path / "folder")])
    for _ in range(DEEP):
        os.chdir("..")
        Path("d").rmdir()
    assert "1 new" in done.stdout
    assert "File name too long" in done.stderr


@dataclass
class _Unknown:
    """As some file systems show what is in a folder: what it is cannot be found out."""

    name: str
    path: str
    asked: str

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        return self._answer("is_dir")

    def is_file(self, *, follow_symlinks: bool) -> bool:
        return self._answer("is_file")

    def _answer(self, asked: str) -> bool:
        if asked == self.asked:
            raise OSError(errno.EIO, os.strerror(errno.EIO), self.path)
        return False


@pytest.mark.parametrize("asked", ["is_dir", "is_file"])
def test_a_folder_that_cannot_tell_what_is_in_it_is_named(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = tmp_path / "folder" / "a", tmp_path / "folder" / "b"
    for folder in (bad, good):
        folder.mkdir(parents=True)
    shutil.copy(GOOD, good)
    scandir = os.scandir
    unknown = _Unknown("run.fit", str(bad / "run.fit"), asked)
    monkeypatch.setattr(os, "scandir", lambda path: nullcontext([unknown]) if path == str(bad) else scandir(path))
    done = CliRunner().invoke(main, ["import", str(tmp_path / "folder")])
    assert (done.exit_code, "1 new" in done.stdout) == (1, True)
    assert done.stderr.startswith(f"{bad}: ") and "Input/output error" in done.stderr


def test_figures_that_overflow_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(TCX.format("1e200", "5000", "1e308"))
    done = CliRunner().invoke(main, ["import", str(path)])
    assert (done.exit_code, "TotalTimeSeconds 1e200 cannot be" in done.stdout) == (0, True)


def test_half_a_character_in_json_stops_no_other_file(tmp_path: Path) -> None:
    half = json.dumps({
        "id": "\ud800aaaaaaaaa", "type": "run", "start_epoch_ms": 1780857000000, "active_duration_ms": 1800000,
        "tags": {"com.nike.name": "\udc00"}, "summaries": [{"metric": "distance", "summary": "total", "value": 5.0}],
    })  # fmt: skip
    path = tmp_path / "file"
    path.write_text(half)
    done = CliRunner().invoke(main, ["import", str(path), str(GOOD)])
    assert (done.exit_code, f"{path}: 1 new" in done.stdout, f"{GOOD}: 1 new" in done.stdout) == (0, True, True)


@pytest.mark.parametrize("option, said", [("--kind", "Sp\udcff=run"), ("--map", "date=\udcff,km=2")])
def test_an_option_that_is_no_text_is_refused_before_anything_is_taken(option: str, said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["import", str(GOOD), option, said])
    assert (done.exit_code, done.stderr.startswith(f"{option}: ")) == (1, True)
    assert not (tmp_path / "log.db").exists()


def test_an_answer_that_cannot_be_remembered_is_no_fault_of_the_import(tmp_path: Path) -> None:
    remember(tmp_path / "answers.json", {"Sp\udcff": "run"}, {})
    assert not (tmp_path / "answers.json").exists()


@pytest.mark.parametrize("umask", [0, 0o777])
def test_what_is_remembered_is_private_whatever_the_umask(umask: int, tmp_path: Path) -> None:
    path = tmp_path / "config" / "itbtui" / "imports.json"
    before = os.umask(umask)
    try:
        remember(path, {"Gallop": "run"}, {})
    finally:
        os.umask(before)
    assert [stat.S_IMODE(made.stat().st_mode) for made in (path, path.parent, path.parents[1])] == [0o600, 0o700, 0o700]


def test_a_zip_of_slow_files_is_read_at_once(tmp_path: Path) -> None:
    """Each sign is looked at once: no more than that fits into the time of a test."""
    with zipfile.ZipFile(tmp_path / "zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(200):
            packed.writestr(f"{number}.gpx", b"<!--" * 16_000)
    done = CliRunner().invoke(main, ["import", str(tmp_path / "zip")])
    assert "holds no recording" in done.stderr


@pytest.mark.parametrize(
    "method, size, says",
    [
        (zipfile.ZIP_DEFLATED, 80_000_000, "unpacks to more than any export holds"),
        (zipfile.ZIP_BZIP2, 1000, "is packed in an uncommon way"),
    ],
)
def test_a_zip_that_was_made_to_be_large_is_not_unpacked(method: int, size: int, says: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "zip", "w", method) as packed:
        packed.writestr("run.gpx", b"<gpx>" + b"\0" * size)
    done = CliRunner().invoke(main, ["import", str(tmp_path / "zip")])
    assert done.exit_code == 1
    assert says in done.stderr


@pytest.mark.parametrize("name, is_named", [("a.b/run.GPX", True), ("run", True), ("photo.JPG", False)])
def test_of_what_is_packed_uncommonly_only_what_may_be_read_is_named(name: str, is_named: bool, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(GOOD, "good.fit")
        packed.writestr(name, b"what is in it", zipfile.ZIP_BZIP2)
    done = CliRunner().invoke(main, ["import", str(tmp_path / "zip")])
    assert "1 new" in done.stdout
    assert (f"zip: {name}: is packed in an uncommon way" in done.stderr) == is_named
    assert (done.exit_code != 0) == is_named


def test_rows_are_numbered_and_can_be_dropped_or_made_runs(tmp_path: Path) -> None:
    files = [str(CASES / name) for name in ("gpx-name-walking.gpx", "fit-40-kmh.fit", "ok-fit-pause.fit")]
    done = CliRunner().invoke(main, ["import", "--dry-run", *files])
    assert "   2  asked    Sat 6 Jun 2026  18:30      20 km   30 min  running" in done.stdout
    assert (
        "20 km in 30 min are 40 km/h, faster than anybody runs: was it one? Left out; if it was a run: --as-run 2."
        in done.stderr
    )
    done = CliRunner().invoke(main, ["import", "--as-run", "1", "--drop", "2-3", *files])
    assert (done.exit_code, "In all: 1 new, 0 known, 0 merged, 2 dropped." in done.stdout) == (0, True)
    for wrong in (["--as-run", "x"], ["--map", "far=1"], ["--kind", "x=y"]):
        refused = CliRunner().invoke(main, ["import", *wrong, *files])
        assert (refused.exit_code, refused.stderr.startswith(f"{wrong[0]}: ")) == (1, True)


def test_what_is_said_of_a_word_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text((CASES / "gpx-type-jogging.gpx").read_text().replace("jogging", "Gallop"))
    done = CliRunner().invoke(main, ["import", str(path)])
    assert (done.exit_code, "Say so: --kind 'Gallop=run' or 'Gallop=none'." in done.stderr) == (1, True)
    assert "1 new" in CliRunner().invoke(main, ["import", str(path), "--kind", "Gallop=run"]).stdout
    assert "1 known" in CliRunner().invoke(main, ["import", str(path)]).stdout


def test_of_many_rows_alike_the_first_are_named_and_how_many_more(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text("date,km,min,pain\n" + "2026-06-06,x,30,1\n" * 30 + "2026-06-07,5,30,1.5\n" * 4)
    done = CliRunner().invoke(main, ["import", str(path)])
    assert done.exit_code == 0
    assert len(done.stderr.splitlines()) == 21
    assert done.stderr.endswith(f"{path}: and 10 more like these.\n")
    assert f"{path}: 4 rows: pain 1.5 was read as 2.\n" in done.stdout
