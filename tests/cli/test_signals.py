"""Signals that come in the middle of a command: what it had begun to write is cleared, and no traceback is shown."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from itbtui.data.store import Store
from tests.support.shell import interrupted_at

WHILE_WRITING = """
import os, sys
keep = os.fsync
def keep_and_be_told(handle):
    keep(handle)
    os.kill(os.getpid(), {number})
os.fsync = keep_and_be_told
from itbtui.__main__ import main
main()
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    Store.open(tmp_path / "log.db").close()
    return tmp_path / "log.db"


def run(program: str, log: Path, *words: str, before: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ITBTUI_DB": str(log), "XDG_CONFIG_HOME": str(log.parent / "config")}
    command = [*before.split(), sys.executable, "-c", program, *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("words", ["export -o", "export --format csv -o"])
def test_what_was_begun_is_cleared(number: signal.Signals, words: str, log: Path, tmp_path: Path) -> None:
    done = run(WHILE_WRITING.format(number=int(number)), log, *words.split(), str(tmp_path / "out"))
    said, status = ("\nAborted!\n", 1) if number is signal.SIGINT else ("", 128 + number)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", said)
    assert {path.name for path in tmp_path.iterdir()} == {"log.db"}


def test_under_nohup_it_goes_on(log: Path, tmp_path: Path) -> None:
    number = int(signal.SIGHUP)
    done = run(WHILE_WRITING.format(number=number), log, "export", "-o", str(tmp_path / "out"), before="nohup")
    assert done.returncode == 0
    assert (tmp_path / "out").is_file()


def test_while_it_is_loaded(log: Path) -> None:
    done = run(interrupted_at("click"), log, "plan")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Aborted!\n")
