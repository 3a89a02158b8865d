"""A run that is led in a real terminal: to the saved entry, with pain in the middle, and killed."""

import signal
from pathlib import Path

from tests.support.led import NOW, on_the_ladder, runs_of_today
from tests.support.terminal import Terminal

CTRL_C = "\x03"


def test_in_lines_to_the_saved_entry(tmp_path: Path) -> None:
    db = on_the_ladder(tmp_path / "log.db", step=0)
    terminal = Terminal(db, NOW, "run", more={"ITBTUI_RATE": "600"})
    terminal.wait_for("1/12  Walk to warm up 5 min", "in all")
    terminal.wait_for("12/12  Walk home 5 min")
    terminal.wait_for("How far was the run, in km?")
    assert b"\x07" in terminal.raw
    terminal.press("1.3", "enter")
    terminal.wait_for("The worst pain on the outside of the knee")
    terminal.press("0", "enter")
    assert terminal.wait_for_end() == 0
    assert "Run of Sun 1 Mar, 1.3 km" in terminal.text
    (run,) = runs_of_today(db)
    assert (run.minutes, run.pain, run.stopped) == (10, 0, None)


def test_in_lines_it_hurts(tmp_path: Path) -> None:
    db = on_the_ladder(tmp_path / "log.db")
    terminal = Terminal(db, NOW, "run", "--plain", more={"ITBTUI_RATE": "300"})
    terminal.wait_for("2/3  Run 10 min")
    terminal.press("w", "enter")
    terminal.wait_for("The clock waits.")
    terminal.press("p 3", "enter")
    terminal.wait_for("Stop, and walk home. It began", "How far was the run")
    terminal.press(".5", "enter")
    terminal.wait_for("In which minute did it begin?")
    terminal.press("enter")
    terminal.wait_for("Did it grow as you ran?")
    terminal.press("n", "enter")
    assert terminal.wait_for_end() == 0
    assert "Back off one step" in terminal.text
    (run,) = runs_of_today(db)
    assert (run.pain, run.stopped, run.worsened) == (3, True, False)
    assert run.onset_min == int(run.minutes or 0)


def test_in_lines_killed_and_broken_off_it_is_still_to_be_logged(tmp_path: Path) -> None:
    db = on_the_ladder(tmp_path / "log.db")
    killed = Terminal(db, NOW, "run", more={"ITBTUI_RATE": "300"})
    killed.wait_for("2/3  Run 10 min", "run 5:")
    killed.signal(signal.SIGKILL)
    killed.wait_for_end()
    for _ in range(2):
        terminal = Terminal(db, NOW, "run")
        terminal.wait_for("08:00, is not logged yet: ", "How far was the run")
        terminal.press(CTRL_C)
        assert terminal.wait_for_end() == 1
        assert "The run is kept, and not logged yet." in terminal.text


def test_in_the_app_killed_to_the_saved_entry_and_where_it_hurts(tmp_path: Path) -> None:
    """Killed in the middle, what was run is offered at the next start; the next is led to its end and logged, and pain
    in the one after it is logged with its minute."""
    db = on_the_ladder(tmp_path / "log.db")
    killed = Terminal(db, NOW, more={"ITBTUI_RATE": "300"})
    killed.wait_for("RUN TODAY   10 min")
    killed.press("g")
    killed.wait_for("10 min. 3 parts, 20 min in all.")
    killed.press("enter")
    killed.wait_for("R U N", "part 2 of 3", "left of 20:00")
    killed.wait_for("12:")
    killed.signal(signal.SIGKILL)
    killed.wait_for_end()

    terminal = Terminal(db, NOW, more={"ITBTUI_RATE": "400"})
    terminal.wait_for("The run of Sun 1 Mar, 08:00, is not logged yet")
    terminal.press("x")
    terminal.wait_for("10 min. 3 parts, 20 min in all.")
    terminal.press("enter")
    terminal.wait_for("W A L K", "left of 20:00")
    terminal.wait_for("R U N", "next   walk home 5 min")
    terminal.wait_for("How was the run?")
    assert b"\x1b]2;run " in terminal.raw
    assert b"\x07" in terminal.raw
    terminal.press("1.6", "enter", "enter", "0", "enter")
    terminal.wait_for("Fine so far: the morning will tell")
    (run,) = runs_of_today(db)
    assert (run.distance_km, run.minutes, run.pain) == (1.6, 10, 0)

    terminal.press("u")
    terminal.wait_for("Undone", "RUN TODAY")
    terminal.press("g")
    terminal.wait_for("is not logged yet")
    terminal.press("x")
    terminal.wait_for("10 min. 3 parts, 20 min in all.")
    terminal.press("enter")
    terminal.wait_for("R U N", "part 2 of 3")
    terminal.press("p")
    terminal.wait_for("Stop, and walk home. How was the run?", "[cut short]")
    terminal.press(".5", "enter", "enter", "3", "ctrl+s")
    terminal.wait_for("pain 3 in the run")
    terminal.press("esc", "q")
    assert terminal.wait_for_end() == 0
    (run,) = runs_of_today(db)
    assert (run.pain, run.stopped, run.onset_min) == (3, True, int(run.minutes or 0))
