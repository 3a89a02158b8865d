"""A process that logs is killed sixty times: nothing it had acknowledged is lost, nothing else is half there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

TORTURE = Path(__file__).parents[2] / "benchmarks" / "torture.py"


@pytest.mark.slow
def test_killed_at_any_moment_it_keeps_what_it_said_it_kept() -> None:
    # In a process of its own: it forks, which one with the threads of a test run had better not.
    done = subprocess.run([sys.executable, str(TORTURE), "--kills", "60"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    kills, saves, early = map(int, re.findall(r"(\d+) (?:kills in|saves ack|kills before)", done.stdout))
    assert kills == 60
    assert early < kills < saves, "most of them came while it was logging"
