"""Terminals as they come: too small, dumb, slow, without UTF-8, suspended, and pasted into."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.rehab.log.entries import Run
from tests.support.empty import empty_log
from tests.support.march import put_stretches_due, sets_in
from tests.support.terminal import Terminal

EVENING = "2026-03-01T18:00"
TOO_SMALL = ("Too small.", "50×14 is", "needed.")


def logged(db: Path) -> list[Run]:
    with Store.open(db) as store:
        return list(store.log().runs)


def open_form(terminal: Terminal) -> None:
    terminal.wait_for("Nothing is logged yet")
    terminal.press("r")
    terminal.wait_for("Distance")


@pytest.mark.parametrize("size", [(1, 1), (20, 5)])
def test_what_was_typed_survives_a_terminal_that_is_too_small(tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING)
    open_form(terminal)
    terminal.press("7.5")
    terminal.wait_for("7.5")
    terminal.resize(*size)
    terminal.wait_for("T" if size == (1, 1) else "Too small.")
    terminal.resize(80, 24)
    terminal.wait_for("Log a run", "7.5", "⏎ Next")
    assert "Too small" not in terminal.text
    terminal.press("enter", "enter", "0", "enter")
    terminal.wait_for("No rule objects")
    terminal.kill()
    assert [run.distance_km for run in logged(tmp_path / "log.db")] == [7.5]


def test_a_session_goes_on_while_the_terminal_is_too_small(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    put_stretches_due(db)
    terminal = Terminal(db, "2026-03-02T08:00", columns=20, lines=5, more={"ITBTUI_RATE": "120"})
    terminal.wait_for(*TOO_SMALL[:2])
    terminal.resize(80, 24)
    terminal.wait_for("Stretches    3 in 7 min")
    terminal.press("s")
    terminal.wait_for("3 exercises (stretches 3), 7 min")
    terminal.press("enter")
    terminal.wait_for("PIGEON", "H O L D")
    terminal.resize(20, 5)
    terminal.wait_for("Too small.")
    terminal.wait_until_written("\x1b[23;2t")
    terminal.resize(80, 24)
    terminal.wait_for("Worst knee pain", "Figure four")
    terminal.kill()
    assert len(sets_in(db)) == 6


@pytest.mark.parametrize(
    "odd",
    [
        {"TERM": "dumb", "COLORTERM": ""},
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["dumb", "C", "ascii"],
)
def test_a_terminal_that_knows_little(tmp_path: Path, odd: dict[str, str]) -> None:
    terminal = Terminal(tmp_path / "log.db", EVENING, more=odd)
    terminal.skip_welcome()
    open_form(terminal)
    terminal.press("5", "enter", "enter", "0", "enter")
    terminal.wait_for("No rule objects")
    terminal.press("enter")
    terminal.wait_for("as you like")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert len(logged(tmp_path / "log.db")) == 1


def test_output_that_is_not_utf_8(tmp_path: Path) -> None:
    environment = {**os.environ, "ITBTUI_DB": str(tmp_path / "log.db"), "ITBTUI_NOW": EVENING}
    environment["PYTHONIOENCODING"] = "ascii"

    def itbtui(*words: str) -> bytes:
        program = [sys.executable, "-m", "itbtui", *words]
        return subprocess.run(program, env=environment, capture_output=True, check=True).stdout

    itbtui("log", "5", "--pain", "4", "--not-worsened", "--note", "漢 · é")
    for words in (("plan",), ("why",), ("--help",), ("plan", "--json"), ("why", "--json")):
        assert itbtui(*words).isascii()
    assert "漢 · é" in itbtui("export").decode("utf-8"), "an export is UTF-8 wherever it goes"


def test_a_terminal_that_drains_slowly_shows_it_all_in_the_end(tmp_path: Path) -> None:
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING)
    terminal.wait_for("Nothing is logged yet")
    terminal.at_once = 16
    terminal.press("r")
    terminal.wait_for("Distance")
    terminal.press("5\r\r0\r")
    terminal.wait_for("No rule objects", within=60)
    terminal.kill()
    assert len(logged(tmp_path / "log.db")) == 1


def test_suspended_and_continued(tmp_path: Path) -> None:
    shell = Terminal(empty_log(tmp_path / "log.db"), EVENING, more={"PS1": "ready> "}, program=("bash", "--norc", "-i"))
    shell.wait_for("ready>")
    shell.press(f"{sys.executable} -m itbtui", "enter")
    open_form(shell)
    shell.press("7.5")
    shell.wait_for("7.5")
    shell.press("\x1a")
    shell.wait_for("Stopped")
    assert "\x1b[?1049l" in shell.raw.decode(), "the shell has its own screen back"
    shell.press("fg", "enter")
    shell.wait_for("Log a run", "7.5")
    shell.press("enter", "enter", "0", "enter")
    shell.wait_for("No rule objects")
    shell.kill()
    assert len(logged(tmp_path / "log.db")) == 1


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def test_pasted_text_is_text_wherever_it_lands(tmp_path: Path) -> None:
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING)
    terminal.wait_for("Nothing is logged yet")
    terminal.press(pasted("rrrq\rq" * 500), "?")
    terminal.wait_for("May you run today")
    terminal.press("esc")
    terminal.wait_for("Nothing is logged yet")
    terminal.press("r")
    terminal.wait_for("Distance")
    # A paste goes to the field that has the focus: that one has it by now is seen by a key.
    terminal.press("987")
    terminal.wait_for("987")
    terminal.press("\x15", pasted("5.2\r7.7\r"))
    terminal.wait_for("5.2")
    terminal.press("enter", "enter", "0", "\x14")
    terminal.wait_for("Note")
    terminal.press("l")
    terminal.wait_for("[left]")
    terminal.press("\t" * 10)
    terminal.press(pasted("[/] [red]é\x1b]2;evil\x07 \x1b[31m" + "x" * 10_000))
    terminal.wait_for("xxxx")
    terminal.press("ctrl+s")
    terminal.wait_for("are not between 0 and 10000")
    terminal.kill()
    assert b"evil\x07" not in terminal.raw and b"\x1b]2;evil" not in terminal.raw
    assert logged(tmp_path / "log.db") == []


def test_keys_that_come_in_one_burst_meet_the_screens_that_they_lead_to(tmp_path: Path) -> None:
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING)
    terminal.wait_for("Nothing is logged yet")
    terminal.press("?q?q?qr5.2\r\r0\r")
    terminal.wait_for("5.2 km", "No rule objects")
    terminal.press("\r?q?q1?q2?q3?q1?q?\x1b\x1b")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 0
    with Store.open(tmp_path / "log.db") as store:
        assert [(run.distance_km, run.pain) for run in store.log().runs] == [(5.2, 0)]
