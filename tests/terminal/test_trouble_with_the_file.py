"""The file in trouble while the app is open: said in a sentence, what was typed stays, and saving works again after."""

import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
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


def log(path: Path) -> Log:
    with Store.open(path) as store:
        return store.log()


def locked(path: Path) -> sqlite3.Connection:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    return other


def is_told(terminal: Terminal, words: str) -> None:
    """The message names the file: where its lines end depends on how long that name is."""
    terminal.press("enter")
    terminal.wait_for("Not saved", "again.", "5.2", "[0]")
    assert words in " ".join(terminal.text.split())


def held_for_ever(db: Path, terminal: Terminal) -> None:
    with closing(locked(db)) as other:
        is_told(terminal, "is in use by another program")
        other.execute("rollback")
    terminal.press("enter")


def held_for_a_second(db: Path, terminal: Terminal) -> None:
    with closing(locked(db)) as other:
        threading.Timer(1, other.execute, ["rollback"]).start()
        terminal.press("enter")
        terminal.wait_for("No rule objects")
        assert "Not saved" not in terminal.text


def no_room_on_the_disk(db: Path, terminal: Terminal) -> None:
    before = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (1024, before[1]))
    is_told(terminal, "see whether its disk is there")
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, before)
    terminal.press("enter")


def the_folder_is_gone(db: Path, terminal: Terminal) -> None:
    away = db.parent.rename(db.parent.with_name("elsewhere"))
    is_told(terminal, "is gone; put it back")
    away.rename(db.parent)
    terminal.press("enter")


def another_file_in_its_place(db: Path, terminal: Terminal) -> None:
    """Of one run, seven kilometres long."""
    other = db.with_name("other.db")
    with Store.open(other) as store:
        store.save(Run(date=date(2026, 2, 28), distance_km=7, pain=0), label="run")
    shutil.copy(other, db.with_name("log.sync-conflict-1.db"))
    other.replace(db)
    terminal.wait_for("opened anew", "5.2", "[0]", within=10)
    terminal.press("enter")
    terminal.wait_for("No rule objects", "Beside it lies another version")


TROUBLES = {
    # what happens while a run is in the form, and what lies in the file once that is saved after all
    held_for_ever: [5.2],
    held_for_a_second: [5.2, 5.2],
    no_room_on_the_disk: [5.2, 5.2, 5.2],
    the_folder_is_gone: [5.2, 5.2, 5.2, 5.2],
    another_file_in_its_place: [7, 5.2],
}


def test_what_was_typed_stays_and_is_saved_when_the_trouble_is_over(db: Path) -> None:
    terminal = Terminal(db, NOW)
    terminal.wait_for("Nothing is logged yet")
    for trouble, then in TROUBLES.items():
        terminal.press("r")
        terminal.wait_for("Distance")
        terminal.press("5", ".", "2", "enter", "enter", "0")
        terminal.wait_for("[0]")
        trouble(db, terminal)
        terminal.wait_for("No rule objects")
        assert [run.distance_km for run in log(db).runs] == then, trouble.__name__
        terminal.press("esc")
        terminal.wait_for("RUN AGAIN", "✓ Run")
    terminal.kill()


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
    one.press("esc")
    one.wait_for("morning 2, day open")
    for terminal in (one, two):
        terminal.kill()
    found = log(db)
    assert (len(found.runs), len(found.check_ins), len(found.cross_training)) == (1, 1, 1)
