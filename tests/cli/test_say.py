"""Today, the week, the runs and the status by command: plain lines, and the same as JSON."""

import datetime as dt
import re
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.rehab.log.entries import WaitingRun
from tests.support.shell import Shell
from tests.support.story import winter

TWINS = ("today", "week", "runs", "status")


@pytest.fixture
def itbtui(tmp_path: Path) -> Shell:
    with Store.open(tmp_path / "log.db") as store:
        store.save(*winter(), label="a winter")
    return Shell(tmp_path)


@pytest.mark.parametrize("name", TWINS)
def test_plain_lines_without_a_drawing(itbtui: Shell, name: str) -> None:
    done = itbtui(name)
    assert (done.returncode, done.stdout[-1:]) == (0, "\n")
    assert not re.search(r"[\u2500-\u25ff✓○●\x1b]", done.stdout)
    assert "Example: " in itbtui(name, "--help").stdout


@pytest.mark.parametrize("name", TWINS)
def test_an_empty_log_has_words_too(itbtui: Shell, tmp_path: Path, name: str) -> None:
    done = itbtui(name, db=tmp_path / "empty.db")
    assert done.returncode == 0
    assert "logged" in done.stdout


def test_the_week_is_seven_days_up_to_today(itbtui: Shell) -> None:
    lines = itbtui("week").stdout.splitlines()[-7:]
    assert [line[:10].rstrip(":") for line in (lines[0], lines[-1])] == ["Tue 24 Feb", "Mon 2 Mar:"[:9]]
    said = itbtui.json("week")
    assert [day["date"] for day in said][::6] == ["2026-02-24", "2026-03-02"]
    assert (said[0]["km"], said[0]["morning"], said[0]["strength"]) == (5.0, 0, "complete")


def test_runs_of_some_days_or_the_last(itbtui: Shell) -> None:
    assert len(itbtui("runs", "--last", "3").stdout.splitlines()) == 3
    february = itbtui.json("runs", "--from", "2026-02-17", "--to", "2026-02-20")
    assert [run["date"] for run in february] == ["2026-02-20", "2026-02-18"]
    assert (february[1]["verdict"], february[1]["rule"], february[1]["onset_min"]) == ("back-off", "moderate", 19)
    ten = itbtui("runs")
    assert len(ten.stdout.splitlines()) == 10
    assert ten.stderr == "There are 40 earlier runs: --last 50 lists all.\n"
    assert itbtui("runs", "--from", "2027-01-01").stdout == "No run is logged in these days.\n"
    refused = itbtui("runs", "--from", "2026-02-20", "--to", "2026-02-01")
    assert (refused.returncode, refused.stderr) == (1, "--to: 2026-02-01 lies before --from, 2026-02-20\n")


def test_today_as_json_holds_the_plan(itbtui: Shell) -> None:
    said = itbtui.json("today")
    assert said["plan"] == itbtui.json("plan")
    assert said["answer"].startswith("You may run today")
    assert {row["what"]: row["done"] for row in said["todo"]}["Check-in"] is True


def test_a_run_that_waits_for_its_pain_is_said(itbtui: Shell) -> None:
    with Store.open(itbtui.db) as store:
        store.save(WaitingRun(date=dt.date(2026, 3, 2), distance_km=4.2, minutes=25), label="import")
    assert "run 4.2 km, pain not logged" in itbtui("week").stdout.splitlines()[-1]
    assert itbtui("status").stdout.startswith("ran 4.2 km")
    assert "1 run waits for it" in itbtui("today").stdout
    assert itbtui.json("week")[-1]["waiting"] == 1
