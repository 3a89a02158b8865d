"""Streams that are closed or full: the status says whether it was saved, and nothing else; where nothing was to be
saved, whether all of it came out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from itbtui.data.store import Store


@pytest.fixture
def log(tmp_path: Path) -> Path:
    Store.open(tmp_path / "log.db").close()
    return tmp_path / "log.db"


def run(log: Path, words: str, redirected: str) -> subprocess.CompletedProcess[str]:
    folder = {f"XDG_{name}_HOME": str(log.parent) for name in ("CONFIG", "STATE")}
    environment = {**os.environ, **folder, "ITBTUI_DB": str(log), "ITBTUI_NOW": "2026-03-02T08:00"}
    command = ["sh", "-c", f'"{sys.executable}" -m itbtui {words} {redirected}']
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("redirected", [">&-", ">/dev/full", "2>&-", "<&- >&- 2>&-", ">/dev/full 2>/dev/full"])
def test_what_was_saved_is_saved(log: Path, redirected: str) -> None:
    assert run(log, "log 5 --pain 0", redirected).returncode == 0
    with Store.open(log) as store:
        assert len(store.log()) == 1


@pytest.mark.parametrize(
    ("words", "redirected", "says"),
    [
        ("plan --json", ">&-", "it is closed"),
        ("export", ">/dev/full", "No space left on device"),
        ("export -o /dev/full", "", "/dev/full cannot be written: No space left on device"),
        ("", "</dev/null", "needs a terminal"),
    ],
)
def test_what_did_not_come_out_is_said(log: Path, words: str, redirected: str, says: str) -> None:
    done = run(log, words, redirected)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_where_nothing_was_to_come_out_nothing_is_lost(log: Path, tmp_path: Path) -> None:
    done = run(log, f"export -o {tmp_path / 'log.json'}", ">&-")
    assert (done.returncode, done.stderr) == (0, f"Written: {tmp_path / 'log.json'}\n")


@pytest.mark.parametrize(("words", "status"), [("log 5 --pain 0", 0), ("export", 1)])
def test_a_reader_that_left_is_told_by_the_status_alone(log: Path, words: str, status: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "ITBTUI_DB": str(log), "ITBTUI_NOW": "2026-03-02T08:00"}
    command = [sys.executable, "-m", "itbtui", *words.split()]
    done = subprocess.run(command, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (status, b"")
