"""An error nobody foresaw, in the app and in a command: nothing half saved, one sentence, a report without entries."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.logbook.crash import KEPT, write_report
from tests.support.empty import empty_log
from tests.support.terminal import Terminal

FAULTY = Path(__file__).parents[1] / "support" / "faulty.py"
SECRETS = ("Mabuse", "4.2", "stairs")
"""What the error knew, and what was typed."""
IN_THE_CARD = ("itbtui/wording/card.py", "card")
WHILE_SAVING = ("itbtui/data/journal.py", "finish")
MODES = [("\x1b[?25l", "\x1b[?25h"), ("\x1b[?1000h", "\x1b[?1000l"), ("\x1b[?2004h", "\x1b[?2004l")]
"""The cursor, the mouse and the pasting in one piece: as the app has them, and as they were."""


def reports(folder: Path) -> list[Path]:
    return sorted((folder / "state" / "itbtui" / "log").iterdir())


@pytest.mark.parametrize(("fault", "kept"), [(IN_THE_CARD, [5]), (WHILE_SAVING, [])], ids=["card", "saving"])
def test_the_app_ends_with_a_sentence(tmp_path: Path, fault: tuple[str, str], kept: list[float]) -> None:
    db = empty_log(tmp_path / "log.db")
    terminal = Terminal(db, "2026-03-01T18:00", columns=200, program=(sys.executable, str(FAULTY), *fault))
    terminal.wait_for("Nothing is logged yet")
    terminal.press("r")
    terminal.wait_for("Distance")
    terminal.press("5", "enter", "enter", "0", "enter")
    assert terminal.wait_for_end() == 70
    (report,) = reports(tmp_path)
    drawn, _, said = terminal.raw.decode().rpartition("\x1b[?1049l")
    assert (
        re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", said).split()
        == (
            "itbtui had to stop because of an error of its own; nothing was half saved, "
            f"and a report without your entries is in {report}"
        ).split()
    )
    for on, off in MODES:
        assert on in drawn and terminal.raw.decode().rindex(off) > drawn.rindex(on)
    assert not any(secret in said + report.read_text("utf-8") for secret in SECRETS)
    assert f"{fault[0]}:" in report.read_text("utf-8")
    with Store.open(db) as store:
        assert [run.distance_km for run in store.log().runs] == kept


def command(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "ITBTUI_DB": str(folder / "log.db"), "XDG_STATE_HOME": str(folder / "state")}
    program = [sys.executable, str(FAULTY), *words]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False, umask=0)


def test_a_command_ends_with_a_sentence(tmp_path: Path) -> None:
    done = command(tmp_path, "itbtui/data/journal.py", "finish", "log", "7", "--pain", "3", "--note", "stairs")
    assert (done.returncode, done.stdout) == (70, "")
    (report,) = reports(tmp_path)
    assert done.stderr.splitlines() == [
        "itbtui had to stop because of an error of its own; nothing was half saved, "
        f"and a report without your entries is in {report}"
    ]
    told = report.read_text("utf-8")
    assert "builtins.KeyError" in told and "command log" in told and "in finish" in told
    assert not any(secret in told for secret in (*SECRETS, str(tmp_path)))
    assert (report.stat().st_mode & 0o777, report.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with Store.open(tmp_path / "log.db") as store:
        assert not len(store.log())


def test_without_a_place_for_the_report_the_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    done = command(tmp_path, "itbtui/rehab/plan/plan.py", "plan_of", "plan")
    assert done.returncode == 70
    assert done.stderr == (
        "itbtui had to stop because of an error of its own; nothing was half saved, "
        "and no report of it could be written\n"
    )


def failed() -> Exception:
    """An error with a cause, a group and a code, each of which knows something."""
    try:
        try:
            raise FileNotFoundError(2, "No such file", "/home/mabuse/knee.gpx")
        except OSError as error:
            raise ExceptionGroup("Mabuse", [ValueError("4.2"), TypeError("stairs")]) from error
    except ExceptionGroup as error:
        return error


def test_a_report_names_types_and_places_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    told = write_report(failed(), "the app", tmp_path, dt.datetime(2026, 3, 1, 18)).read_text("utf-8")
    for type_ in ("FileNotFoundError, errno 2", "ExceptionGroup", "ValueError", "TypeError"):
        assert f"builtins.{type_}" in told
    # A line of code is shown as it stands in the program's own files, here in this one.
    values = [line for line in told.splitlines() if not line.startswith("    ")]
    assert not any(secret in "\n".join(values) for secret in (*SECRETS, "mabuse"))
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_the_newest_reports_are_kept(tmp_path: Path) -> None:
    start = dt.datetime(2026, 2, 28, 23, 59, 50)
    for number in range(KEPT + 5):
        write_report(failed(), "the app", tmp_path, start + dt.timedelta(seconds=number))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == KEPT
    assert names[-1] == "crash-2026-03-01T00-00-04-000000.txt"
