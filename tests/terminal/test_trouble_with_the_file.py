"""The file in trouble while the app is open: said in a sentence, what was typed stays, and saving works again after."""

import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.rehab.log.entries import Run
from itbtui.rehab.log.log import Log
from tests.support.terminal import Terminal

NOW = "2026-03-01T18:00"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "log.db"
    Store.open(path).close()
    return path


@pytest.fixture
def terminal(db: Path) -> Iterator[Terminal]:
    """A form with a run typed in, one Enter before it is saved."""
    terminal = Terminal(db, NOW)
    terminal.wait_for("Nothing is logged yet")
    terminal.press("r")
    terminal.wait_for("Distance")
    terminal.press("5", ".", "2", "enter", "enter", "0")
    terminal.wait_for("[0]")
    yield terminal
    terminal.kill()


def log(path: Path) -> Log:
    with Store.open(path) as store:
        return store.log()


def locked(path: Path) -> sqlite3.Connection:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    return other


def is_told(terminal: Terminal, words: str) -> None:
    """The message names the file: where its lines end depends on how long that name is."""
    terminal.wait_for("Not saved", "again.", "5.2", "[0]")
    assert words in " ".join(terminal.text.split())


def saves(terminal: Terminal, path: Path) -> None:
    """What stands in the form is saved by one more Enter."""
    terminal.press("enter")
    terminal.wait_for("No rule objects")
    assert [run.distance_km for run in log(path).runs] == [5.2]


def test_another_program_holds_the_file_for_ever(db: Path, terminal: Terminal) -> None:
    with closing(locked(db)) as other:
        terminal.press("enter")
        is_told(terminal, "is in use by another program")
        other.execute("rollback")
    saves(terminal, db)


def test_another_program_holds_the_file_for_a_second(db: Path, terminal: Terminal) -> None:
    with closing(locked(db)) as other:
        threading.Timer(1, other.execute, ["rollback"]).start()
        saves(terminal, db)
        assert "Not saved" not in terminal.text


def test_no_room_on_the_disk(db: Path, terminal: Terminal) -> None:
    before = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (1024, before[1]))
    terminal.press("enter")
    is_told(terminal, "see whether its disk is there")
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, before)
    saves(terminal, db)


def test_the_folder_is_gone(db: Path, terminal: Terminal) -> None:
    away = db.parent.rename(db.parent.with_name("elsewhere"))
    terminal.press("enter")
    is_told(terminal, "is gone; put it back")
    away.rename(db.parent)
    saves(terminal, db)


def test_another_file_in_its_place_is_met_and_the_form_is_kept(db: Path, terminal: Terminal, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with Store.open(other) as store:
        store.save(Run(date=date(2026, 2, 28), distance_km=7, pain=0), label="run")
    shutil.copy(other, db.with_name("log.sync-conflict-1.db"))
    other.replace(db)
    terminal.wait_for("opened anew", "5.2", "[0]", within=10)
    terminal.press("enter")
    terminal.wait_for("No rule objects", "Beside it lies another version")
    assert [run.distance_km for run in log(db).runs] == [7, 5.2]


def test_a_log_that_is_missing_is_asked_about(db: Path) -> None:
    with Store.open(db) as store:
        store.save(Run(date=date(2026, 2, 28), distance_km=7, pain=0), label="run")
        store.backup()
    db.unlink()
    terminal = Terminal(db, NOW)
    terminal.wait_for("is not there, but copies of it are", "Go on with it?")
    terminal.press("y", "enter")
    terminal.wait_for("after the 7 km")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    db.unlink()
    terminal = Terminal(db, NOW)
    terminal.wait_for("Go on with it?")
    terminal.press("n", "enter")
    terminal.wait_for("Begin a new log?")
    assert not db.exists()
    terminal.press("y", "enter")
    terminal.wait_for("Nothing is logged yet")
    terminal.kill()


def test_two_terminals_and_a_command_see_each_other(db: Path) -> None:
    one, two = Terminal(db, NOW), Terminal(db, NOW)
    for terminal in (one, two):
        terminal.wait_for("Nothing is logged yet")
    one.press("r")
    one.wait_for("Distance")
    one.press("5", "enter", "enter", "0", "enter")
    one.wait_for("No rule objects")
    two.wait_for("5 km, pain 0")
    two.press("c")
    two.wait_for("On getting up")
    two.press("2", "enter")
    two.wait_for("sore")
    command = [sys.executable, "-m", "itbtui", "--db", str(db), "walk", "35", "--pain", "0", "--date", "2026-03-01"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    one.press("enter")
    one.wait_for("morning 2, day open")
    for terminal in (one, two):
        terminal.kill()
    found = log(db)
    assert (len(found.runs), len(found.check_ins), len(found.cross_training)) == (1, 1, 1)
