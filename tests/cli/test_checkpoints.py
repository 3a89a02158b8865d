"""Whoever writes much leaves a checkpoint: the next start need not go through the whole log."""

import datetime as dt
from pathlib import Path

import pytest

from itbtui.data.exchange import own
from itbtui.data.store import Store
from itbtui.demo.year import make
from itbtui.rehab.log.entries import Settings
from tests.support.shell import Shell


def has_checkpoint(path: Path) -> bool:
    with Store.open(path) as store:
        return store.lately(store.settings()) is not None


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a year in a file to import, and in a log."""
    folder = tmp_path_factory.mktemp("year")
    log = make(dt.date(2026, 3, 2))
    (folder / "year.json").write_text(own.dump(log, Settings()))
    with Store.open(folder / "year.db") as store:
        store.save(*log.entries(), label="a year")
    return folder


@pytest.mark.parametrize("words", [("import", "year.json"), ("merge", "year.db"), ("db", "restore", "year.db")])
def test_a_log_that_came_in_is_opened_quickly(
    year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(year)
    itbtui = Shell(tmp_path)
    assert not has_checkpoint(year / "year.db")
    assert itbtui(*words).returncode == 0
    assert has_checkpoint(itbtui.db)
