"""What is logged stays here: no network at all, and nothing typed or imported makes the terminal do anything."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

from itbtui.data.store import Store
from itbtui.rehab.log.entries import CheckIn, CrossTraining, Episode, OwnExercise, Run, Session, Shoe
from tests.support.terminal import Terminal

OFFLINE = Path(__file__).parents[1] / "support" / "offline.py"
EVIL = "[red]kn[/]ee \x1b]2;EVIL\x07\x1b[2J\x9b31m\x00\r\u202e\u2066 مرحبا 🏃\u200d♀️ '; drop table runs; --"
REACHES_NO_TERMINAL = ("\x1b]2;EVIL", "EVIL\x07", "\x9b", "\u202e", "\u2066", "\x00")
COMMANDS = """
import sys, offline
sys.addaudithook(offline.forbid)
from itbtui.cli.main import main
for words in ("check-in --morning 0", "plan", "export", "report -o -"):
    main(words.split(), standalone_mode=False)
"""
SCREENS = [
    ("2", "pace", "x Only hurt"),
    ("4", "details", "d Delete"),
    ("w", "esc Back"),
    ("p", "[red]kn[/]ee"),
    ("s", "space Mark"),
]
"""Keys of Today, and what stands where each leads, above and in the last line."""


def test_the_app_and_the_commands_need_no_network(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    terminal = Terminal(db, "2026-03-01T18:00", program=(sys.executable, str(OFFLINE)))
    terminal.skip_welcome()
    terminal.press("r")
    terminal.wait_for("Distance")
    terminal.press("5", "enter", "enter", "0", "enter")
    terminal.wait_for("No rule objects")
    terminal.press("esc")
    terminal.wait_for("as you like")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    environment = {**os.environ, "ITBTUI_DB": str(db), "ITBTUI_NOW": "2026-03-02T08:00"}
    program = [sys.executable, "-c", COMMANDS]
    done = subprocess.run(program, cwd=OFFLINE.parent, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("Check-in of Mon 2 Mar", "as you like", '"runs"', "<html"):
        assert said in done.stdout, said


ASK = """
import socket, sys, offline
sys.addaudithook(offline.forbid)
for ask in (
    lambda: socket.create_connection(('127.0.0.1', 1)),
    lambda: socket.getaddrinfo('localhost', 1),
    lambda: socket.socket().bind(('', 0)),
):
    try:
        ask()
    except RuntimeError as error:
        print(error)
"""


def test_whoever_asks_for_a_network_there_fails() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], cwd=OFFLINE.parent, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["the network is not to be used"] * 3


def full_of_evil(db: Path) -> None:
    day = dt.date(2026, 3, 1)
    with Store.open(db) as store:
        store.save(
            Episode(began=dt.date(2026, 1, 10), side="right"),
            Run(date=day, distance_km=5, pain=2, notes=EVIL, shoe=EVIL, pain_elsewhere=EVIL),
            CheckIn(date=day, morning=0, notes=EVIL),
            CrossTraining(date=day, kind="walk", minutes=30, notes=EVIL),
            Session(date=day, notes=EVIL),
            Shoe(name=EVIL),
            OwnExercise(id=EVIL, name=EVIL, kind="stretch", seconds=30, sides="together", cue=EVIL),
            label=EVIL,
        )


def test_no_text_of_an_entry_makes_the_terminal_do_anything(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    full_of_evil(db)
    terminal = Terminal(db, "2026-03-02T08:00", columns=120, lines=40)
    terminal.wait_for("itbtui", "Today")
    for key, *comes in SCREENS:
        terminal.press(key)
        terminal.wait_for(*comes)
        terminal.press("esc")
        terminal.wait_for("in run", "r Log run")
    terminal.press("2")
    terminal.wait_for("x Only hurt")
    terminal.press("enter")
    terminal.wait_for("Change a run", "⏎ Next")
    terminal.press("esc")
    terminal.wait_for("x Only hurt")
    terminal.press("u")
    terminal.wait_for("The log is empty then.")
    terminal.press("y")
    terminal.wait_for("Undone", "No run is logged yet", "[red]kn[/]ee")
    terminal.kill()
    written = terminal.raw.decode("utf-8", "replace")
    assert "[red]kn[/]ee" in written
    assert not [sign for sign in REACHES_NO_TERMINAL if sign in written]
