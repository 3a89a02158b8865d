"""Other versions of a log beside it are found, whichever tool has made them, and nothing else is taken for one."""

import os
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


@pytest.mark.parametrize("name", ["log.sync-conflict-20260301-080000-ABCDEFG", "log (conflicted copy 2026-03-01)"])
def test_beside_a_log_whose_name_has_no_ending(tmp_path: Path, name: str) -> None:
    log = tmp_path / "log"
    with Store.open(log) as store:
        store.backup()
    shutil.copy(log, tmp_path / name)
    assert conflict_copies(log) == [tmp_path / name]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_one_that_may_not_be_read_is_named_by_its_name(log: Path) -> None:
    other = Path(shutil.copy(log, log.with_name(MADE_BY_TOOLS[0])))
    other.chmod(0)
    assert conflict_copies(log) == [other]


def test_another_name_of_the_log_itself_is_none(log: Path) -> None:
    log.with_name("log 2.db").symlink_to(log.name)
    os.link(log, log.with_name("log (conflicted copy).db"))
    assert conflict_copies(log) == []


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
