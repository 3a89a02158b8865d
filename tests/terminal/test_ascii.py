"""A terminal without UTF-8 is sent ASCII alone, and marks that differ stay different in it."""

import signal
from pathlib import Path

import pytest
from rich.cells import cell_len

from itbtui.app.app import shows_utf8
from itbtui.charts.spark import spark
from itbtui.charts.stand_ins import STAND_INS
from tests.support.terminal import Terminal


@pytest.mark.parametrize(
    ("environment", "encoding", "does"),
    [
        ({"LANG": "de_DE.UTF-8"}, "utf-8", True),
        ({}, "utf-8", True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "utf-8", False),
        ({"LC_CTYPE": "de_DE.ISO-8859-1"}, "utf-8", False),
        ({"LC_ALL": "", "LANG": "C.UTF-8"}, "utf-8", True),
        ({"LANG": "C.UTF-8"}, "ascii", False),
    ],
)
def test_what_a_terminal_shows_is_told_by_its_locale(environment: dict[str, str], encoding: str, does: bool) -> None:
    assert shows_utf8(environment, encoding) is does


def test_stand_ins_differ_and_are_as_wide() -> None:
    marks = "✓○●·?▰▱"
    assert len(set(marks.translate(STAND_INS))) == len(marks)
    for text in ("─━▌█⣀⠒╭›…", "日本", "👩\u200d👧", "é"):
        plain = text.translate(STAND_INS)
        assert plain.isascii()
        assert len(plain) == sum(map(cell_len, text))


def test_weeks_of_pain_keep_their_shape() -> None:
    assert spark([0, 0, 1, 1, 3, 3, 6, 6], 4, 6).translate(STAND_INS)[0] == "_"
    assert len({*spark([0, 0, 2, 2, 6, 6], 3, 6).translate(STAND_INS)}) == 3


def test_the_app_in_such_a_terminal(tmp_path: Path) -> None:
    """And a run is logged there, in a demo that ends by a signal and leaves nothing."""
    (folder := tmp_path / "temporary").mkdir()
    more = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TMPDIR": str(folder)}
    terminal = Terminal(tmp_path / "log.db", "2026-03-02T08:00", "--demo", more=more)
    terminal.wait_for("RUN TODAY", "x Check-in", "o Run", "Six weeks")
    assert terminal.text.isascii()
    terminal.press("2")
    terminal.wait_for("verdict", "enter Change")
    assert terminal.text.isascii()
    terminal.press("esc", "r")
    terminal.wait_for("Distance")
    terminal.press("2", "enter", "enter", "0", "enter")
    terminal.wait_for("Run of Mon 2 Mar, 2 km")
    assert terminal.text.isascii()
    assert list(folder.iterdir())
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 0
    assert list(folder.iterdir()) == []
