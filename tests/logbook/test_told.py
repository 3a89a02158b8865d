"""Other versions beside a log are told once each, and not at each start."""

import os
import shutil
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.logbook.told import untold_conflicts


@pytest.fixture
def log(tmp_path: Path) -> Path:
    Store.open(tmp_path / "log.db").close()
    return tmp_path / "log.db"


def test_each_is_told_once_and_a_new_one_anew(log: Path) -> None:
    assert untold_conflicts(log) == []
    one, other = log.with_name("log (1).db"), log.with_name("log (2).db")
    kept = log.with_name("log.db-told.json")
    assert not kept.exists()
    shutil.copy(log, one)
    assert untold_conflicts(log) == [one]
    assert untold_conflicts(log) == []
    assert kept.stat().st_mode & 0o777 == 0o600
    shutil.copy(log, other)
    assert untold_conflicts(log) == [other]
    os.utime(one, ns=(1, 1))
    assert untold_conflicts(log) == [one]
    one.unlink()
    other.unlink()
    assert untold_conflicts(log) == []
    assert not kept.exists()


def test_a_name_that_is_no_text_is_told_once_too(log: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(log.parent) + b"/log \xff.db"))
    shutil.copy(log, odd)
    assert [untold_conflicts(log), untold_conflicts(log)] == [[odd], []]


@pytest.mark.parametrize("text", ["", "[1]", "[" * 9000, '{"log (1).db": "soon"}', "\0"])
def test_where_it_is_not_known_they_are_told_again(log: Path, text: str) -> None:
    other = Path(shutil.copy(log, log.with_name("log (1).db")))
    log.with_name("log.db-told.json").write_text(text)
    assert untold_conflicts(log) == [other]
    log.with_name("log.db-told.json").unlink()
    log.with_name("log.db-told.json").mkdir()
    assert [untold_conflicts(log), untold_conflicts(log)] == [[other], [other]]
