"""A process that logs, or restores, is killed: nothing it had acknowledged is lost, nothing else is half there."""

import random
import re
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.logbook.soundness import examine, restore
from itbtui.rehab.log.entries import Run

TORTURE = Path(__file__).parents[2] / "benchmarks" / "torture.py"


@pytest.mark.slow
def test_killed_at_any_moment_it_keeps_what_it_said_it_kept() -> None:
    # In a process of its own: it forks, which one with the threads of a test run had better not.
    done = subprocess.run([sys.executable, str(TORTURE), "--kills", "60"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    kills, saves, early = map(int, re.findall(r"(\d+) (?:kills in|saves ack|kills before)", done.stdout))
    assert kills == 60
    assert early < kills < saves, "most of them came while it was logging"


RESTORING = """
import datetime, itertools, pathlib, sys
from itbtui.logbook.soundness import restore
path, copy = map(pathlib.Path, sys.argv[1:])
beside = path.with_name("damaged")
print("ready", flush=True)
for number in itertools.count():
    if number % 2:
        beside.write_bytes(b"damaged " * 999)
        beside.replace(path)
    restore(path, copy, lambda: datetime.datetime(2026, 3, 2, 8))
"""


@pytest.mark.slow
def test_killed_while_it_restores_there_is_always_a_log(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with Store.open(path) as store:
        store.save(Run(id="kept", date=date(2026, 3, 1), distance_km=5, pain=0), label="run")
        copy = store.backup().rename(tmp_path / "copy")
    chance = random.Random(7)
    for _ in range(6):
        command = [sys.executable, "-c", RESTORING, str(path), str(copy)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            end = time.monotonic() + 0.2 + chance.random() / 4
            while time.monotonic() < end:
                path.stat()
            assert process.poll() is None
            process.kill()
        if path.read_bytes().startswith(b"damaged"):
            restore(path, copy, lambda: datetime(2026, 3, 2, 9))
        with Store.open(path) as store:
            assert [run.id for run in store.log().runs] == ["kept"]
        assert examine(path).is_sound
        assert not [*path.parent.glob(".*.tmp*"), *path.parent.glob("*/.*.tmp*")]
    assert all(kept.read_bytes().startswith(b"damaged") for kept in tmp_path.glob("log-set-aside-*.db"))
