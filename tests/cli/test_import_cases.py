"""Files of the kinds that go wrong elsewhere, each taken in by the command into a new log."""

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from itbtui.cli.main import main
from itbtui.data.store import Store
from itbtui.rehab.log.entries import Run, WaitingRun

CASES = Path(__file__).parents[1] / "data" / "cases"


def expected() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (CASES / "expected.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            found[row["file"]].append(row)
    return found


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, in_utc: None) -> None:
    monkeypatch.setenv("ITBTUI_NOW", "2026-11-28T12:00")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_of_every_file_it_is_said_what_becomes_of_it() -> None:
    assert {path.name for path in CASES.iterdir()} - {"README.md", "expected.csv"} == {*expected()}


@pytest.mark.parametrize("name, rows", expected().items(), ids=expected())
def test_a_file_becomes_what_it_is(name: str, rows: list[dict[str, str]], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--db", str(tmp_path / "log.db"), "import", str(CASES / name)])
    assert done.exit_code in (0, 1), done.output
    with Store.open(tmp_path / "log.db") as store:
        log = store.log()
    logged: list[Run | WaitingRun] = [*log.runs, *log.waiting]
    logged.sort(key=lambda run: (run.date, run.time or dt.time()))
    wanted = sorted((row for row in rows if row["kind"] == "run"), key=lambda row: (row["date"], row["time"]))
    assert len(logged) == len(wanted), done.output
    for run, row in zip(logged, wanted, strict=True):
        assert str(run.date) == row["date"]
        if row["time"]:
            assert run.time is not None and run.time.isoformat().startswith(row["time"])
        assert run.distance_km == pytest.approx(float(row["km"]), rel=0.02)
        assert run.minutes == pytest.approx(float(row["minutes"]), abs=0.6)
    if any(row["kind"] == "sentence" for row in rows):
        assert name in done.output
