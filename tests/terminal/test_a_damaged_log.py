"""A log that was damaged between two starts: said in a sentence, with the newest sound copy offered."""

import datetime as dt
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.rehab.log.entries import Run
from tests.support.terminal import Terminal

MARCH_1 = dt.datetime(2026, 3, 1, 8)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Damaged, with a copy that holds one run of the two."""
    path = tmp_path / "log.db"
    with Store.open(path, now=lambda: MARCH_1) as store:
        store.save(Run(date=MARCH_1.date(), distance_km=5, pain=0), label="run")
        store.backup("daily")
        store.save(Run(date=MARCH_1.date(), distance_km=6, pain=0), label="run")
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * 4096 + data[8192:])
    return path


def test_yes_goes_on_with_the_copy_and_keeps_the_damaged_file(db: Path) -> None:
    damaged = db.read_bytes()
    terminal = Terminal(db, "2026-03-02T08:00")
    terminal.wait_for("The newest sound copy is of Sun 1 Mar 08:00 (1 entry", "Go on with it?")
    terminal.press("y", "enter")
    terminal.wait_for("as you like", "in run")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    (aside,) = db.parent.glob("log-set-aside-*.db")
    assert aside.read_bytes() == damaged
    with Store.open(db) as store:
        assert [run.distance_km for run in store.log().runs] == [5]
    aside.unlink()
    db.write_bytes(b"")
    terminal = Terminal(db, "2026-03-02T08:00", columns=160)
    terminal.wait_for("is empty, but copies of it are there", "Go on with it? The empty file is kept beside it")
    terminal.press("n", "enter")
    terminal.wait_for("Begin a new log?")
    terminal.press("n", "enter")
    assert terminal.wait_for_end() == 1


def test_no_changes_nothing(db: Path) -> None:
    damaged = db.read_bytes()
    terminal = Terminal(db, "2026-03-02T08:00")
    terminal.wait_for("Go on with it?")
    terminal.press("n", "enter")
    assert terminal.wait_for_end() == 1
    assert "Nothing was changed. Later: itbtui db restore" in terminal.text
    assert db.read_bytes() == damaged
