"""Keys that come before they are waited for, in one piece, or from a paste: each does what it means, or nothing."""

import base64
import datetime as dt
import re
import shlex
import signal
import sys
from pathlib import Path

from itbtui.data.store import Store
from tests.support.empty import empty_log
from tests.support.shell import interrupted_at
from tests.support.terminal import Terminal, Tmux

MORNING, EVENING = "2026-03-01T08:00", "2026-03-01T18:00"
A_RUN = "r5.2\r\r0\r"
ENDS: tuple[str | signal.Signals, ...] = ("q", "\x11", signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)


def logged(db: Path) -> list[tuple[float, int]]:
    with Store.open(db) as store:
        return [(run.distance_km, run.pain) for run in store.log().runs]


def test_keys_that_come_in_one_piece_meet_the_screens_that_they_lead_to(tmp_path: Path) -> None:
    db = empty_log(tmp_path / "log.db")
    terminal = Terminal(db, EVENING)
    # Before the screen is up.
    terminal.press(A_RUN)
    terminal.wait_for("Run of Sun 1 Mar, 5.2 km")
    # An Esc and what follows it in one packet are two keys.
    terminal.press("\x1b" + "r8\r\r0\x14r\x1b" + "2")
    terminal.wait_for("verdict", "5.2")
    terminal.press("\x1br")
    terminal.wait_for("What you had typed is here again", "8", "[0]", "[right]")
    terminal.press("\x13")
    terminal.wait_for("Run of Sun 1 Mar, 8 km")
    # Questions that are asked only where it hurt.
    terminal.press("\x1br5.5\r\r4\r18\rn\x13")
    terminal.wait_for("Run of Sun 1 Mar, 5.5 km", "Back off one step")
    terminal.press("esc")
    terminal.wait_for("RUN DONE")
    terminal.press("c")
    terminal.wait_for("On getting up")
    for digit in "03":
        terminal.press(digit)
        terminal.wait_for(f"[{digit}]")
    terminal.press("enter")
    terminal.wait_for("Logged", "Check-in of Sun 1 Mar")
    terminal.press("\x1b?q?q?qr9\r\r0\r")
    terminal.wait_for("Run of Sun 1 Mar, 9 km")
    terminal.press("\x1b?q?q1?q2?q3?q1?q?\x1b\x1b")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 0
    with Store.open(db) as store:
        log = store.log()
    assert sorted((run.distance_km, run.pain, run.onset_min, run.worsened) for run in log.runs) == [
        (5.2, 0, None, None),
        (5.5, 4, 18, False),
        (8, 0, None, None),
        (9, 0, None, None),
    ]
    assert [(c.date.day, c.morning, c.daily) for c in log.check_ins] == [(1, 0, 3)]


def test_over_a_slow_line_each_key_arrives_and_all_is_shown_in_the_end(tmp_path: Path) -> None:
    """Byte by byte, and all at once; killed after the card, nothing is lost."""
    db = empty_log(tmp_path / "log.db")
    terminal = Terminal(db, EVENING)
    terminal.wait_for("Nothing is logged yet")
    terminal.at_once = 32
    for byte in A_RUN:
        terminal.press(byte)
        terminal.take()
    terminal.wait_for("Run of Sun 1 Mar, 5.2 km", within=60)
    terminal.press("\x1br5\r\r0\r")
    terminal.wait_for("Run of Sun 1 Mar, 5 km", within=60)
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()
    assert sorted(logged(db)) == [(5, 0), (5.2, 0)]


def test_what_was_typed_outlives_the_program(tmp_path: Path) -> None:
    """Evening after evening, however the program ends; the morning after it is there again."""
    db = empty_log(tmp_path / "log.db")
    terminal = Terminal(db, EVENING)
    terminal.wait_for("Nothing is logged yet")
    for number, end in enumerate(ENDS):
        terminal = outlived(terminal, db, end, dt.date(2026, 3, 1) + dt.timedelta(days=number))
    terminal.kill()


def outlived(terminal: Terminal, db: Path, end: str | signal.Signals, day: dt.date) -> Terminal:
    """The terminal of the morning after, with what was typed that evening logged."""
    kept = db.with_name("log.db.drafts")
    terminal.press("r7.5\r\r3")
    terminal.wait_for("Began after", "[3]")
    if end == "q":
        terminal.press("esc")
        terminal.wait_for("Nothing is logged yet")
    elif end is signal.SIGKILL:
        terminal.wait_until(lambda: kept.exists() and '"pain": 3' in kept.read_text())
    if isinstance(end, str):
        terminal.press(end)
        terminal.wait_for("Not saved yet, and kept for next time: a run.")
    else:
        terminal.signal(end)
    assert terminal.wait_for_end() == (None if end is signal.SIGKILL else 0)
    if end is signal.SIGHUP:
        assert b"\x1b[?1049l" in terminal.raw, "the terminal is put right, as it is still there"
    assert kept.stat().st_mode & 0o777 == 0o600

    again = Terminal(db, f"{day + dt.timedelta(days=1)}T08:00")
    again.wait_for("You began a run and did not save it")
    again.press("r")
    again.wait_for("What you had typed is here again", f"{day:%a} {day.day} Mar 2026 · yesterday", "7.5", "[3]")
    again.press("ctrl+s")
    again.wait_for(f"Run of {day:%a} {day.day} Mar, 7.5 km")
    assert not kept.exists()
    again.press("esc")
    again.wait_until(lambda: not any(text in again.text for text in ("Run of", "Began after")))
    return again


def test_y_copies_what_the_screen_is_about(tmp_path: Path) -> None:
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING, more={"TMUX": "", "TMUX_PANE": ""})
    terminal.wait_for("Nothing is logged yet")
    terminal.press(A_RUN)
    terminal.wait_for("Run of Sun 1 Mar, 5.2 km")
    terminal.press("y")
    terminal.wait_for("Copied")
    terminal.press("\x1b2y")
    terminal.wait_for("Copied  Sun 1 Mar  5.2  0  ?  clean")
    terminal.press("d")
    terminal.wait_for("Delete the run of Sun 1 Mar, 5.2 km?")
    terminal.press("n:metronome\r")
    terminal.wait_for("Your own cadence")
    terminal.kill()
    copied = [base64.b64decode(text).decode() for text in re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", terminal.raw)]
    assert "No rule objects" in copied[0].splitlines()[0]
    assert copied[1] == "Sun 1 Mar  5.2  0  ?  clean"


def test_a_terminal_without_a_clipboard_says_so_and_ctrl_c_what_quits(tmp_path: Path) -> None:
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING, more={"TERM": "linux"})
    terminal.wait_for("Nothing is logged yet")
    # A letter of another alphabet is told once how it can be a key.
    terminal.press("к")
    terminal.wait_for('log-run = "r к"')
    terminal.press("y")
    terminal.wait_for("takes no text for the clipboard")
    assert b"\x1b]52" not in terminal.raw
    # Nor does Ctrl+C copy: it says what quits.
    terminal.press("\x03")
    terminal.wait_for("q quits", "^q quits anywhere")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def test_a_hand_that_rests_on_ctrl_c_while_it_ends(tmp_path: Path) -> None:
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING)
    terminal.wait_for("Nothing is logged yet")
    terminal.press("q")
    terminal.wait_until_written("\x1b[?1049l")
    for _ in range(5000):
        if not terminal.is_alive:
            break
        # As fast as a key repeats, and some; a flood would be answered by Python itself, and nobody would read it.
        terminal.signal(signal.SIGINT)
        terminal.take(0.002)
    assert terminal.wait_for_end() == 0
    assert b"Aborted" not in terminal.raw


TOLD_TO_GO_ON = """
import os, signal
from textual.drivers.linux_driver import LinuxDriver
close = LinuxDriver.close
def late(driver):
    close(driver)
    os.kill(os.getpid(), signal.SIGCONT)
LinuxDriver.close = late
from itbtui.__main__ import main
main()
"""


def test_told_to_go_on_as_it_ends_it_ends(tmp_path: Path) -> None:
    """As the system does where a window is closed."""
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING, program=(sys.executable, "-c", TOLD_TO_GO_ON))
    terminal.wait_for("Nothing is logged yet")
    terminal.press("q")
    assert terminal.wait_for_end(within=20) == 0


def test_ctrl_c_while_it_is_loaded_just_ends_it(tmp_path: Path) -> None:
    terminal = Terminal(
        empty_log(tmp_path / "log.db"), EVENING, program=(sys.executable, "-c", interrupted_at("textual.reactive"))
    )
    assert terminal.wait_for_end() is None
    assert terminal.raw == b""


def test_letters_of_another_alphabet_and_a_mouse_that_is_the_terminals(tmp_path: Path) -> None:
    (tmp_path / "config" / "itbtui").mkdir(parents=True)
    (tmp_path / "config" / "itbtui" / "settings.toml").write_text(
        'mouse = false\n[keys]\nlog-run = "r к"\nquit = "q ö"\n'
    )
    terminal = Terminal(empty_log(tmp_path / "log.db"), EVENING)
    terminal.wait_for("Nothing is logged yet")
    terminal.press("к")
    terminal.wait_for("Log a run")
    terminal.press("\x1bö")
    assert terminal.wait_for_end() == 0
    assert b"\x1b[?1000h" not in terminal.raw, "clicks are left to the terminal"


def test_stopped_and_gone_on_with_in_tmux(tmp_path: Path) -> None:
    """What was there before is painted again, on a screen that does not change otherwise."""
    tmux = Tmux(empty_log(tmp_path / "log.db"), EVENING)
    try:
        shown = tmux.wait_for("Nothing is logged yet", "q Quit")
        tmux.press("C-z")
        tmux.wait_for("Stopped")
        tmux.press("fg", "Enter")
        assert tmux.wait_for("Nothing is logged yet", "q Quit") == shown
        # What is copied, tmux has as well.
        tmux.press("y")
        tmux.wait_for("Copied")
        assert tmux.copied.startswith("Nothing is logged yet.")
    finally:
        tmux.kill()


def test_a_terminal_to_write_to_is_not_enough(tmp_path: Path) -> None:
    program = f"{shlex.quote(sys.executable)} -m itbtui"
    shell = Terminal(tmp_path / "log.db", EVENING, "-c", f"echo | {program}; echo status $?", program=("bash",))
    shell.wait_for("needs a terminal", "status 1")
    assert shell.wait_for_end() == 0
    assert b"\x1b[?1049h" not in shell.raw
