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


@pytest.mark.parametrize("words", [("import", "year.json"), ("merge", "year.db"), ("db", "restore", "year.db")])
def test_a_log_that_came_in_is_opened_quickly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    year = make(dt.date(2026, 3, 2))
    (tmp_path / "year.json").write_text(own.dump(year, Settings()))
    with Store.open(tmp_path / "year.db") as store:
        store.save(*year.entries(), label="a year")
    itbtui = Shell(tmp_path)
    assert not has_checkpoint(tmp_path / "year.db")
    assert itbtui(*words).returncode == 0
    assert has_checkpoint(itbtui.db)
