"""Terminals as they come: too small, dumb, without UTF-8, suspended, and pasted into."""

import os
import subprocess
import sys
from pathlib import Path

from itbtui.data.store import Store
from itbtui.rehab.log.entries import Run
from tests.support.empty import empty_log
from tests.support.terminal import Terminal

EVENING = "2026-03-01T18:00"
ONE_BY_ONE = """
import sys
from itbtui.cli.main import main
for words in sys.argv[1:]:
    main(words.split(), prog_name="itbtui", standalone_mode=False)
"""


def logged(db: Path) -> list[Run]:
    with Store.open(db) as store:
        return list(store.log().runs)


def open_form(terminal: Terminal) -> None:
    terminal.wait_for("Nothing is logged yet")
    terminal.press("r")
    terminal.wait_for("Distance")


def test_what_was_typed_survives_a_terminal_that_is_too_small_and_a_stop(tmp_path: Path) -> None:
    db = empty_log(tmp_path / "log.db")
    shell = Terminal(db, EVENING, more={"PS1": "ready> "}, program=("bash", "--norc", "-i"))
    shell.wait_for("ready>")
    shell.press(f"{sys.executable} -m itbtui", "enter")
    open_form(shell)
    shell.press("7.5")
    shell.wait_for("7.5")
    for size, told in (((1, 1), "T"), ((20, 5), "Too small.")):
        shell.resize(*size)
        shell.wait_for(told)
        shell.resize(80, 24)
        shell.wait_for("Log a run", "7.5", "⏎ Next")
        shell.wait_until(lambda: "Too small" not in shell.text)
    shell.press("\x1a")
    shell.wait_for("Stopped")
    assert "\x1b[?1049l" in shell.raw.decode(), "the shell has its own screen back"
    shell.press("fg", "enter")
    shell.wait_for("Log a run", "7.5")
    shell.press("enter", "enter", "0", "enter")
    shell.wait_for("No rule objects")
    shell.press("esc")
    shell.wait_for("as you like")
    shell.press("q")
    shell.wait_for("ready>")
    shell.press("exit", "enter")
    shell.wait_for_end()
    assert [run.distance_km for run in logged(db)] == [7.5]


def test_a_terminal_that_knows_little(tmp_path: Path) -> None:
    """No colours and no letters but ASCII; one whose locale says so is in ``test_ascii.py``."""
    more = {"TERM": "dumb", "COLORTERM": "", "PYTHONIOENCODING": "ascii"}
    terminal = Terminal(tmp_path / "log.db", EVENING, more=more)
    terminal.skip_welcome()
    open_form(terminal)
    terminal.press("5", "enter", "enter", "0", "enter")
    terminal.wait_for("No rule objects")
    terminal.press("esc")
    terminal.wait_for("as you like")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert len(logged(tmp_path / "log.db")) == 1


def test_output_that_is_not_utf_8(tmp_path: Path) -> None:
    environment = {**os.environ, "ITBTUI_DB": str(tmp_path / "log.db"), "ITBTUI_NOW": EVENING}
    environment["PYTHONIOENCODING"] = "ascii"

    def said(*program: str) -> bytes:
        return subprocess.run([sys.executable, *program], env=environment, capture_output=True, check=True).stdout

    assert said("-m", "itbtui", "log", "5", "--pain", "4", "--not-worsened", "--note", "漢 · é").isascii()
    asked = said("-c", ONE_BY_ONE, "plan", "why", "plan --json", "why --json", "--help")
    assert asked.count(b"moderate") >= 2 and asked.count(b'"verdict"') and asked.count(b"Usage: ") == 1
    assert asked.isascii()
    assert "漢 · é" in said("-m", "itbtui", "export").decode("utf-8"), "an export is UTF-8 wherever it goes"


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def test_pasted_text_is_text_wherever_it_lands(tmp_path: Path) -> None:
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING)
    terminal.wait_for("Nothing is logged yet")
    # Without marks it is told by how much comes at once.
    terminal.press("quite sore\rq\rr5\r\r0\r" * 300)
    terminal.wait_for("press no keys", "Nothing is logged yet")
    terminal.settle()
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
    terminal.press("enter", "enter", "2")
    terminal.wait_for("[2]")
    # The number before the words is pasted, too.
    terminal.press("45 min")
    terminal.wait_for("press no keys", "[2]")
    terminal.press("0", "\x14")
    terminal.wait_for("Note")
    terminal.press("l")
    terminal.wait_for("[left]")
    terminal.press("\t" * 10)
    terminal.press(pasted("[/] [red]é\x1b]2;evil\x07 \x1b[31m" + "x" * 10_000))
    terminal.wait_for("xxxx")
    terminal.press("ctrl+s")
    terminal.wait_for("are not between 0 and 10000")
    assert b"evil\x07" not in terminal.raw and b"\x1b]2;evil" not in terminal.raw
    assert logged(tmp_path / "log.db") == []
    # What is typed fast is no paste.
    terminal.press("\x15", "quite sore, rrr\x13")
    terminal.wait_for("Run of Sun 1 Mar, 5.2 km")
    terminal.kill()
    assert [run.notes for run in logged(tmp_path / "log.db")] == ["quite sore, rrr"]
