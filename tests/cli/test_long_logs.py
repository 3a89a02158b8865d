"""A log in which years have slipped: whatever is asked of it, the work follows from its entries, not from its days."""

import math
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from itbtui.data.store import Store
from itbtui.rehab.log.entries import CheckIn, Entry, Episode, ExerciseDone, Run, Session
from tests.support.shell import Shell

COMMANDS = [
    "plan", "plan --json", "plan --on 1970-01-01", "plan --on 9999-12-31", "why", "week --json", "runs", "status",
    "today", "trend", "trend --range all", "trend --range all --json", "trend --range episode",
    "trend --range all -o -", "report -o -", "report --from 0001-01-01 --format md -o -", "export",
    "export --format csv -o csv", "db check", "shoes", "races", "merge other.db", "undo",
]  # fmt: skip


class TooMuchError(BaseException):
    """No error of the program's own, which would be told and end in a report."""


def entries(year: int) -> Iterator[Entry]:
    run = Run(id=f"run {year}", date=date(year, 3, 1), distance_km=5, minutes=30, pain=4, worsened=True, onset_min=10)
    done = ExerciseDone(exercise="clamshell", side="both", sets=(15,), pain=0)
    yield run
    yield CheckIn(id=f"check-in {year}", date=date(year, 3, 2), morning=1, daily=0)
    yield Session(id=f"session {year}", date=date(year, 3, 2), exercises=(done,))


def make(path: Path, years: list[int]) -> None:
    """A log of one episode with something in each of these years; the store itself asks for no year in particular."""
    with Store.open(path) as store:
        store.save(Episode(id="e", began=date(years[0], 1, 1), side="left", baseline_km=20), label="episode")
        for year in years:
            store.save(*entries(year), label="a year")


def work(shell: Shell, command: str, most: float = math.inf) -> int:
    """How often Python calls something in a command. Raises TooMuchError for more than ``most``."""
    calls = 0

    def count(_: FrameType, event: str, __: Any) -> None:
        nonlocal calls
        calls += event == "call"
        if calls > most:
            sys.setprofile(None)
            raise TooMuchError(command)

    sys.setprofile(count)
    try:
        done = shell(*command.split())
    finally:
        sys.setprofile(None)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return calls


@pytest.mark.parametrize("now", ["2026-03-03T08:00", "9999-12-31T08:00"])
def test_eight_thousand_years_are_no_more_work_than_twenty(
    now: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short, long = Shell(tmp_path / "short"), Shell(tmp_path / "long")
    short.now, long.now = "2026-03-03T08:00", now
    for shell, years in (short, [2006, 2015, 2024]), (long, [1, 206, 9998]):
        make(shell.db, years)
        make(shell.folder / "other.db", [years[0], years[-1] + 1])
    for command in COMMANDS:
        monkeypatch.chdir(short.folder)
        usual = work(short, command)
        monkeypatch.chdir(long.folder)
        work(long, command, 2 * usual + 5000)


def test_years_that_have_slipped_are_said(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    make(shell.db, [206, 2025, 9999])
    make(tmp_path / "other.db", [207])
    with closing(sqlite3.connect(shell.db)) as db, db:
        db.execute(
            "update sessions set started = '2025-03-02T18:00', ended = '2025-03-02T16:30' where date like '2025%'"
        )
    said = [
        "4 entries are dated before 1970, the first on Wed 1 Jan 206; is the year right?",
        "3 entries are dated after tomorrow, the last on Tue 2 Mar 9999; is the year right?",
        "1 session ended before it started, the first on Sun 2 Mar 2025",
    ]
    assert [line for line in shell("db", "check").stdout.splitlines() if line.strip() in said] == [
        f"  {s}" for s in said
    ]
    assert shell.json("db", "check")["odd"] == said
    merged = shell("merge", str(tmp_path / "other.db"), "--dry-run")
    assert "4 entries are dated before 1970, the first on Thu 1 Jan 207; is the year right?" in merged.stdout
