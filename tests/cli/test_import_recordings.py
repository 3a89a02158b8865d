"""Taking in what watches and sites give, by command."""

import datetime as dt
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest
from click.testing import CliRunner, Result

from itbtui.cli.main import main
from itbtui.data.store import Store
from itbtui.rehab.log.entries import Run, Settings
from itbtui.rehab.log.log import Log

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
FIT, TCX = str(SAMPLES / "garmin-fenix2-run.fit.gz"), str(SAMPLES / "garmin-run.tcx.gz")
STRAVA, SAME = str(SAMPLES / "strava-activities.csv"), str(SAMPLES / "strava-12866632127.fit.gz")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, in_berlin: None) -> None:
    monkeypatch.setenv("ITBTUI_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("ITBTUI_NOW", "2026-03-02T08:00")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def take(*words: str) -> Result:
    return CliRunner().invoke(main, ["import", *words])


def kept(tmp_path: Path) -> Log:
    with Store.open(tmp_path / "log.db") as store:
        return store.log()


def test_a_run_waits_for_its_pain(tmp_path: Path) -> None:
    done = take(FIT)
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"{FIT}: 1 new, 0 known, 0 merged." in done.stdout
    assert "1 run waits for its pain" in done.stdout
    (waits,) = kept(tmp_path).waiting
    assert (str(waits.date), str(waits.time), waits.distance_km, waits.minutes) == (
        "2015-08-15",
        "16:45:08",
        9.008,
        47.2,
    )
    assert kept(tmp_path).runs == ()


def test_a_list_says_the_pain_of_a_run_that_waited_for_it(tmp_path: Path) -> None:
    take(FIT)
    own = tmp_path / "own.csv"
    own.write_text("date,km,min,pain\n2015-08-15,9,47.2,3\n2015-08-17,6,36,1\n")
    assert "run, pain 3" in take("--dry-run", str(own)).stdout
    done = take(str(own))
    assert (done.exit_code, "1 new, 0 known, 1 merged" in done.stdout) == (0, True)
    log = kept(tmp_path)
    assert ([(run.distance_km, run.pain) for run in log.runs], log.waiting) == ([(9.008, 3), (6, 1)], ())
    with Store.open(tmp_path / "log.db") as store:
        store.undo()
        assert (len(store.log().runs), len(store.log().waiting)) == (0, 1)


PAINS = {
    "0.5": (1, "pain 0.5 was read as 1"),
    "2,5": (3, "pain 2,5 was read as 3"),
    "3-4": (4, "pain 3-4 was read as 4"),
    "2/10": (2, ""),
    "11": (None, "pain 11 is not between 0 and 10"),
    "-1": (None, "pain -1 is no number from 0 to 10"),
    "a little": (None, "pain a little is no number from 0 to 10"),
    "--": (None, ""),
}


def test_pain_in_a_list_is_never_less_than_what_stands_there(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    rows = [f"2026-02-{day:02},5,30,{pain}" for day, pain in enumerate(PAINS, 1)]
    own.write_text("\n".join(["date;km;min;pain", *(row.replace(",", ";", 3) for row in rows)]))
    done = take(str(own))
    log = kept(tmp_path)
    found = {run.date.day: run.pain for run in log.runs} | {run.date.day: None for run in log.waiting}
    assert [found[day] for day in sorted(found)] == [pain for pain, _ in PAINS.values()]
    for day, (_, said) in enumerate(PAINS.values(), 1):
        assert (f"run of 2026-02-{day:02}: {said}" in done.stdout) == bool(said)


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    done = take("--dry-run", FIT, TCX)
    assert "In all: 2 new, 0 known, 0 merged." in done.stdout
    assert len(kept(tmp_path)) == 0


def test_several_files_are_one_action_and_broken_ones_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gpx"
    broken.write_text("<gpx>")
    done = take(FIT, str(broken), STRAVA, SAME)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{broken}: this is not valid XML")
    assert len(done.stderr.splitlines()) == 1
    assert "In all: 2 new, 1 known, 0 merged." in done.stdout
    with Store.open(tmp_path / "log.db") as store:
        assert store.undo() == "import of 4 files"
        assert len(store.log()) == 0


def test_what_was_logged_by_hand_is_known(tmp_path: Path) -> None:
    run = Run(date=dt.date(2015, 8, 15), distance_km=9, pain=3, notes="my words")
    with Store.open(tmp_path / "log.db") as store:
        store.save(run, label="run")
    assert "0 new, 0 known, 1 merged" in take(FIT).stdout
    (merged,) = kept(tmp_path).runs
    assert (merged.pain, merged.notes, merged.distance_km, merged.minutes) == (3, "my words", 9, 47.2)
    assert "0 new, 1 known, 0 merged" in take(FIT).stdout


def test_without_a_date_the_day_is_asked_for(tmp_path: Path) -> None:
    path = str(SAMPLES / "no-real-date.fit")
    done = take(path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"{path}: says no date; give its day, such as --date 2026-03-01\n"
    assert take(path, "--date", "yesterday").exit_code == 0
    assert [str(run.date) for run in kept(tmp_path).waiting] == ["2026-03-01"]
    assert take(path, "--date", "2026-03-09").stderr.startswith("--date: 2026-03-09 is in the future")


def test_json_for_scripts(tmp_path: Path) -> None:
    rows = (SAMPLES / "garmin-activities.csv").read_text("utf-8").splitlines()
    path = tmp_path / "list"
    path.write_text("\n".join([rows[0], rows[1].replace("Treadmill Running", "Yoga"), *rows[2:4]]))
    told: list[dict[str, Any]] = json.loads(take("--json", str(path), SAME).stdout)
    assert told[0] == {
        "file": str(path), "new": 2, "known": 0, "merged": 0, "asked": 0, "questions": [], "refused": [],
        "left_out": {"Yoga": 1},
    }  # fmt: skip
    assert told[1]["new"] == 1


def test_miles_where_the_settings_have_them(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        store.save(settings=Settings(units="mi"), label="settings")
    path = str(SAMPLES / "garmin-activities.csv")
    done = take(path)
    assert done.exit_code == 1
    assert "stride and cadence fit kilometres, while its distances were read as miles: which are they?" in done.stderr
    assert take(path, "--units", "mi").exit_code == 0
    assert kept(tmp_path).waiting[-1].distance_km == 5.472


def test_the_own_format_and_recordings_in_one_call(tmp_path: Path) -> None:
    own = tmp_path / "log.txt"
    own.write_text('{"format": "itbtui", "version": 1, "runs": [{"date": "2026-03-01", "distance_km": 5, "pain": 0}]}')
    done = take(str(own), FIT)
    assert f"{own}: 1 added, 0 changed, 0 known already." in done.stdout
    assert len(kept(tmp_path)) == 2


def test_a_dry_run_tells_a_recording_that_the_own_file_has_as_the_import_does(tmp_path: Path) -> None:
    own, log = tmp_path / "log.json", tmp_path / "other.db"
    assert CliRunner().invoke(main, ["--db", str(log), "import", FIT]).exit_code == 0
    own.write_text(CliRunner().invoke(main, ["--db", str(log), "export"]).stdout)
    for words in (["--dry-run"], []):
        assert "0 new, 1 known, 0 merged" in take(*words, str(own), FIT).stdout


def test_ctrl_c_keeps_what_was_read(tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    folder.mkdir()
    text = Path(TCX).read_bytes()
    for number in range(400):
        (folder / f"{number}.tcx.gz").write_bytes(text)
    command = [sys.executable, "-m", "itbtui", "import", str(folder)]
    child: pexpect.spawn[str] = pexpect.spawn(command[0], command[1:], env={**os.environ}, timeout=30, encoding="utf-8")
    child.expect("3 of 400 files")
    child.kill(signal.SIGINT)
    child.expect("Stopped. What was read until then follows")
    child.expect("1 new, [0-9]+ known")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    assert len(kept(tmp_path).waiting) == 1


def test_what_cannot_be_meant_is_refused_or_said(tmp_path: Path) -> None:
    for words, says in (
        (["--as-run", "99"], "--as-run: there is no row 99; the dry run has rows 1 to 1"),
        (["--drop", "0"], "--drop: there is no row 0; "),
        (["--map", "km=2,mi=3"], "--map: km and mi=3 name a column for the same figure"),
    ):
        done = take(*words, FIT)
        assert (done.exit_code, done.stderr.startswith(says)) == (1, True), done.stderr
    assert len(kept(tmp_path)) == 0
    done = take("--map", "km=2", FIT)
    assert (done.exit_code, done.stderr) == (0, "--map: none of the files is a list, so it was passed over.\n")
