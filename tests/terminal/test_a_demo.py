"""The demo in a real terminal: its folder goes with it, however it ends."""

import signal
import stat
from pathlib import Path

import pytest

from tests.support.terminal import Terminal


@pytest.mark.parametrize("number", [None, signal.SIGHUP])
def test_nothing_of_it_stays(tmp_path: Path, number: int | None) -> None:
    """Nor after a SIGTERM: one that ends so is in ``test_ascii.py``."""
    (folder := tmp_path / "temporary").mkdir()
    terminal = Terminal(tmp_path / "log.db", "2026-03-02T18:30", "--demo", more={"TMPDIR": str(folder)})
    terminal.wait_for("RUN TODAY", "nothing of it is kept", "Quit  demo")
    (made,) = folder.iterdir()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [made, *made.iterdir()]}
    assert modes.pop(made.name) == 0o700
    assert set(modes.values()) == {0o600}
    if number is None:
        terminal.press("q")
    else:
        terminal.signal(number)
    assert terminal.wait_for_end() == 0
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "log.db").exists()
