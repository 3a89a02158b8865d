"""``itbtui --demo``, before a command: on the made-up log, never on a file of the user's."""

import json
import tempfile
from pathlib import Path

import pytest

from tests.support.shell import Shell


@pytest.fixture
def itbtui(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return Shell(tmp_path)


def test_commands_work_on_it_and_leave_nothing(itbtui: Shell) -> None:
    itbtui.db.write_text("the user's own")
    done = itbtui("--demo", "plan", "--json")
    assert (done.returncode, json.loads(done.stdout)["stage"]) == (0, "ladder")
    assert "made-up" in done.stderr
    done = itbtui("--demo", "log", "3", "--pain", "4", "--not-worsened")
    assert (done.returncode, "repeat-back-off" in done.stdout) == (0, True)
    assert itbtui.db.read_text() == "the user's own"
    assert list((itbtui.folder / "temporary").iterdir()) == []
    assert sorted(path.name for path in itbtui.folder.iterdir()) == ["log.db", "temporary"]


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("--demo", "--db", "my.db", "plan"), 2, "give one of them"),
        (("--demo", "db", "path"), 1, "itbtui db is about your own"),
    ],
)
def test_what_goes_not_together_with_it_is_refused(
    itbtui: Shell, words: tuple[str, ...], status: int, says: str
) -> None:
    done = itbtui(*words)
    assert (done.returncode, done.stdout) == (status, "")
    assert says in done.stderr
    assert not itbtui.db.exists()
