"""The session in lines in a real terminal: from start to verdict, left and gone on with, and whatever is closed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.march import put_stretches_due, sets_in
from tests.support.terminal import Terminal

NOW = "2026-03-02T08:00"
FAST = {"ITBTUI_RATE": "600"}
STILL = {"ITBTUI_RATE": "0.001"}
"""Nothing passes unless it is typed."""
STEPS = 6
"""Get ready, hold, change sides, get ready for the next, and for the one after it, its other side."""
ALL = [
    (name, side, (seconds,))
    for name, seconds in (("pigeon", 60), ("half-kneeling-hip-flexor", 45), ("figure-four", 45))
    for side in ("right", "left")
]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    put_stretches_due(tmp_path / "log.db")
    return tmp_path / "log.db"


def led(db: Path, *options: str, more: dict[str, str] = FAST) -> Terminal:
    return Terminal(db, NOW, "session", *options, lines=60, columns=160, more=more)


def test_from_start_to_verdict_by_the_clock(db: Path) -> None:
    terminal = led(db, "--plain")
    terminal.wait_for("How was the knee? 0 to 10")
    terminal.press("0", "enter")
    shown = terminal.wait_for("3 exercises, no knee pain", "Due next: hip strength and stretches tomorrow")
    assert terminal.wait_for_end() == 0
    assert "Pigeon, left side: hold 60 s." in shown
    assert shown.count("Get ready, 5 s") == 3
    assert b"\x07" in terminal.raw
    assert b"\x1b" not in terminal.raw
    assert sets_in(db) == [(*row, 0) for row in ALL]


def test_the_seconds_are_counted_in_a_line_of_their_own(db: Path) -> None:
    terminal = led(db, more={"ITBTUI_RATE": "20"})
    terminal.wait_for("hold · 5")
    terminal.press("q", "enter")
    assert terminal.wait_for_end() == 0
    assert b"\r\x1b[K  hold" in terminal.raw


def test_what_is_typed(db: Path) -> None:
    terminal = led(db, "--plain", more=STILL)
    terminal.wait_for("Get ready, 5 s. Next: pigeon, 60 s a side")
    terminal.press("enter")
    terminal.wait_for("Pigeon, right side: hold 60 s")
    terminal.press("r 40", "enter")
    terminal.wait_for("Noted: pigeon, right side, 40 s.", "Change sides, 15 s: pigeon, left side.")
    terminal.press("p 2", "enter")
    terminal.wait_for("Pain 2 noted: pigeon is over for today.", "Next: half-kneeling hip flexor")
    terminal.press("X", "enter")
    terminal.wait_for("Left out today: half-kneeling hip flexor.", "Next: figure four")
    terminal.press("w", "enter")
    terminal.wait_for("The clock waits.")
    terminal.press("?", "enter", "9", "enter")
    terminal.wait_for("what was really done of the set", "'9' is none of the keys")
    terminal.press("x", "enter", "r 50", "enter", "p12", "enter")
    terminal.wait_for("figure four, right side, 50 s", "12 is not between 0 and 10")
    terminal.press("q", "enter")
    terminal.wait_for("Left. 2 sets of 2 exercises kept")
    assert terminal.wait_for_end() == 0
    # Where a machine is late several steps have one bell; here each is waited for, and has its own.
    assert terminal.raw.count(b"\x07") >= STEPS
    again = led(db, "--plain", "--minutes", "5", more=STILL)
    again.wait_for("It was broken off", "Get ready, 5 s: figure four, left side.")
    again.press("f", "enter")
    again.wait_for("How was the knee in all else? 0 to 10")
    again.press("enter")
    assert again.wait_for_end() == 0
    assert sets_in(db) == [
        ("pigeon", "right", (40,), 2),
        ("pigeon", "left", (), None),
        ("half-kneeling-hip-flexor", "right", (), None),
        ("half-kneeling-hip-flexor", "left", (), None),
        ("figure-four", "right", (50,), None),
    ]


LEFT: list[tuple[str | signal.Signals, str, str]] = [
    # by an interrupt, at the end of the input, killed; what comes then, and how the next start goes on
    ("\x03", "Change sides, 15 s: pigeon, left side.", "Get ready, 5 s: pigeon, left side."),
    ("\x04", "Next: half-kneeling hip flexor", "Get ready, 5 s. Next: half-kneeling hip flexor"),
    (signal.SIGKILL, "Change sides, 15 s: half-kneeling hip flexor", "Get ready, 5 s: half-kneeling hip flexor, left"),
]


def test_left_it_goes_on_where_it_was(db: Path) -> None:
    goes_on = ["Get ready, 5 s. Next: pigeon"]
    for (left_by, comes, then), (_, _, (seconds,)) in zip(LEFT, ALL, strict=False):
        terminal = led(db, "--plain", more=STILL)
        terminal.wait_for(*goes_on)
        terminal.press("enter", f"r {seconds}", "enter")
        terminal.wait_for(comes)
        if isinstance(left_by, str):
            terminal.press(left_by)
            terminal.wait_for("Left.", "kept")
            assert terminal.wait_for_end() == 0
            assert "Traceback" not in terminal.text
        else:
            terminal.signal(left_by)
            terminal.wait_for_end()
        goes_on = ["It was broken off", then]
    again = led(db, "--plain")
    again.wait_for(*goes_on, "How was the knee?")
    again.press("0", "enter")
    again.wait_for("3 exercises, no knee pain")
    assert again.wait_for_end() == 0
    assert sets_in(db) == [(*row, 0) for row in ALL]


def run(db: Path, redirected: str, *, typed: str = "", rate: str = "600") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ITBTUI_DB": str(db), "ITBTUI_NOW": NOW, "ITBTUI_RATE": rate}
    environment["XDG_CONFIG_HOME"] = str(db.parent)
    command = f"'{sys.executable}' -m itbtui session --plain {redirected}"
    return subprocess.run(
        ["bash", "-c", command], input=typed, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("redirected", ["<&-", "< /dev/null"])
def test_without_input_the_clock_goes_on(db: Path, redirected: str) -> None:
    done = run(db, redirected, rate="6000")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Its knee pain is unknown" in done.stdout
    assert sets_in(db) == [(*row, None) for row in ALL]


def test_a_reader_that_leaves_ends_it_and_what_was_done_stays(db: Path) -> None:
    done = run(db, "| head -n 6 >/dev/null; echo ${PIPESTATUS[0]}", typed="\nr 60\n" + "\n" * 8, rate="1")
    assert (done.stdout, done.stderr) == ("0\n", "")
    assert sets_in(db)[:1] == [("pigeon", "right", (60,), None)]


def test_answers_that_are_piped_in(db: Path) -> None:
    both_sides = "\nr 40\n\nr 40\n"
    done = run(db, "", typed="\n".join([both_sides, both_sides, f"{both_sides}3", "7", "2"]), rate="0.001")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("In which? 1 pigeon, 2 half-kneeling hip flexor, 3 figure four") == 2
    assert [(row[0], row[3]) for row in sets_in(db)][::2] == [(ALL[0][0], 0), (ALL[2][0], 3), (ALL[4][0], 0)]


def test_the_second_of_two_players_is_told_and_stops(db: Path) -> None:
    first = led(db, "--plain", more=STILL)
    first.wait_for("Next: pigeon")
    first.press("enter", "r 60", "enter")
    first.wait_for("Change sides, 15 s: pigeon, left side.")
    second = led(db, "--plain", more=STILL)
    second.wait_for("It was broken off", "pigeon, left side")
    second.press("enter", "r 50", "enter")
    second.wait_for("Noted: pigeon, left side, 50 s.")
    first.press("enter", "r 20", "enter")
    first.wait_for("This session was changed elsewhere meanwhile")
    assert first.wait_for_end() == 1
    second.press("q", "enter")
    assert second.wait_for_end() == 0
    assert sets_in(db) == [("pigeon", "right", (60,), None), ("pigeon", "left", (50,), None)]


def test_what_was_not_answered_is_asked_again(db: Path) -> None:
    first = led(db, "--plain")
    first.wait_for("How was the knee?")
    first.press("\x03")
    first.wait_for("how the knee was stays unknown until it is said")
    assert first.wait_for_end() == 0
    again = led(db, "--plain")
    again.wait_for("How the knee was in today's session is still open", "How was the knee?")
    again.press("1", "enter")
    again.wait_for("In which? 1 pigeon")
    again.press("1 3", "enter")
    again.wait_for("3 exercises, knee pain up to 1")
    assert again.wait_for_end() == 0
    assert {row[0]: row[3] for row in sets_in(db)} == {"pigeon": 1, "half-kneeling-hip-flexor": 0, "figure-four": 1}
