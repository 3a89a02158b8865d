"""Other versions of a log beside it are found, whichever tool has made them, and nothing else is taken for one."""

import shutil
from pathlib import Path

import pytest

from itbtui.data.conflicts import conflict_copies
from itbtui.data.store import Store

MADE_BY_TOOLS = [
    "log.sync-conflict-20260301-080000-ABCDEFG.db",
    "log (conflicted copy 2026-03-01).db",
    "log (Anna's conflicted copy 2026-03-01).db",
    "log_conflict-20260301-080000.db",
    "log (1).db",
    "log 2.db",
    "log-LAPTOP.db",
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    Store.open(tmp_path / "log.db").close()
    return tmp_path / "log.db"


@pytest.mark.parametrize("name", MADE_BY_TOOLS)
def test_each_tool_has_names_of_its_own(log: Path, name: str) -> None:
    assert conflict_copies(log) == []
    shutil.copy(log, log.with_name(name))
    assert conflict_copies(log) == [log.with_name(name)]


def test_what_is_none_is_left_alone(log: Path) -> None:
    with Store.open(log.with_name("log of a friend.db")) as other:
        other.backup()
    with Store.open(log) as store:
        store.backup()
    log.with_name("log-conflict.db").write_text("no database")
    log.with_name("log.json").touch()
    shutil.copy(log, log.with_name("other.db"))
    shutil.copy(log, log.with_name("log-damaged-20260301-080000.db"))
    assert conflict_copies(log) == []
