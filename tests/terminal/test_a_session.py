"""A whole exercise session in a real terminal, two minutes to the second, and one that is killed in a set."""

import datetime as dt
import signal
from pathlib import Path

from tests.support.march import put_stretches_due, sets_in
from tests.support.terminal import Terminal

MARCH_1 = dt.date(2026, 3, 1)


def test_a_whole_session_to_its_last_screen(tmp_path: Path) -> None:
    """It goes on while nobody looks and while the terminal is too small; who looks elsewhere is told, and a command
    speaks."""
    db = tmp_path / "log.db"
    put_stretches_due(db)
    voice, said = tmp_path / "voice", tmp_path / "said"
    voice.write_text(f"#!/bin/sh\necho \"$1\" >> '{said}'\n")
    voice.chmod(0o700)
    settings = tmp_path / "config" / "itbtui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'speak = "{voice}"\n')
    terminal = Terminal(db, "2026-03-02T08:00", columns=20, lines=5, more={"ITBTUI_RATE": "100"})
    terminal.wait_for("Too small.", "50×14 is")
    terminal.resize(80, 24)
    terminal.wait_for("Stretches    3 in 7 min")
    terminal.press("s")
    terminal.wait_for("3 exercises (stretches 3), 7 min")
    terminal.press("enter")
    terminal.wait_for("PIGEON", "left of 6:30")
    terminal.wait_for("H O L D")
    terminal.press("\x1b[O")
    terminal.wait_until_written("\x1b]9;Next: Half-kneeling hip flexor, right side\x1b\\")
    terminal.press("\x1b[I")
    terminal.resize(20, 5)
    terminal.wait_for("Too small.")
    terminal.wait_until_written("\x1b[23;2t")
    terminal.resize(80, 24)
    terminal.wait_for("Worst knee pain", "Figure four")
    assert b"Done: how was the knee?" not in terminal.raw
    assert b"\x1b]2;" in terminal.raw
    assert b"\x07" in terminal.raw
    terminal.press("0", "enter")
    terminal.wait_for("3 exercises, no knee pain", "Due next: hip strength and stretches tomorrow")
    terminal.press("esc")
    terminal.wait_for("Stretches    done")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert sets_in(db) == [
        (name, side, (seconds,), 0)
        for name, seconds in (("pigeon", 60), ("half-kneeling-hip-flexor", 45), ("figure-four", 45))
        for side in ("right", "left")
    ]
    assert "Pigeon, right side: hold 60 s. Square the hips, prop yourself with a blanket.\n" in said.read_text()
    assert "Halfway.\n" in said.read_text()


def test_killed_in_a_set_it_goes_on_from_there(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    put_stretches_due(db)
    terminal = Terminal(db, "2026-03-02T08:00", more={"ITBTUI_RATE": "60"})
    terminal.wait_for("Stretches    3 in 7 min")
    terminal.press("s")
    terminal.wait_for("3 exercises")
    terminal.press("enter")
    terminal.wait_for("PIGEON", "H O L D     LEFT SIDE")
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()
    assert sets_in(db)[:1] == [("pigeon", "right", (60,), None)]

    again = Terminal(db, "2026-03-02T08:30", more={"ITBTUI_RATE": "300"})
    again.wait_for("Broken off today", "Enter goes on: pigeon, left side")
    again.press("enter")
    again.wait_for("Worst knee pain")
    again.press("0", "enter")
    again.wait_for("3 exercises, no knee pain")
    again.kill()
    assert [row[:2] for row in sets_in(db)] == [
        (name, side) for name in ("pigeon", "half-kneeling-hip-flexor", "figure-four") for side in ("right", "left")
    ]


def test_a_rate_that_is_none_is_said_in_a_line(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "log.db", "2026-03-02T08:00", more={"ITBTUI_RATE": "fast"})
    assert terminal.wait_for_end() == 1
    assert "ITBTUI_RATE: 'fast' is not a number above 0, such as 60" in terminal.text
