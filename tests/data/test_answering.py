"""Runs that wait for their pain: one action answers, one undo takes that back, and a file never unsays it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from itbtui.data.exchange import own
from itbtui.data.store import Store
from itbtui.rehab.log.entries import Settings, WaitingRun
from itbtui.rehab.log.log import Log

WAITS = WaitingRun(id="w", date=dt.date(2026, 3, 1), distance_km=5.0, minutes=30.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "log.db") as opened:
        opened.save(WAITS, label="import")
        yield opened


def exported(*entries: WaitingRun) -> str:
    return own.dump(Log.of(entries), Settings())


def test_an_answer_is_one_action(store: Store) -> None:
    store.save(WAITS.with_pain(3), instead_of=[WAITS], label="run")
    assert (store.log().waiting, store.log().runs) == ((), (WAITS.with_pain(3),))
    assert store.undo() == "run"
    assert (store.log().waiting, store.log().runs) == ((WAITS,), ())


def test_an_export_from_before_the_answer_does_not_unsay_it(store: Store) -> None:
    before = exported(WAITS)
    store.save(WAITS.with_pain(3), instead_of=[WAITS], label="run")
    done = store.import_(own.load(before))
    assert (done.added, done.changed, done.unchanged) == (0, 0, 1)
    assert store.log().runs == (WAITS.with_pain(3),)


def test_an_export_from_after_the_answer_brings_it(store: Store) -> None:
    done = store.import_(own.load(own.dump(Log.of([WAITS.with_pain(3)]), Settings())))
    assert (done.added, done.unchanged) == (1, 0)
    assert (store.log().waiting, store.log().runs) == ((), (WAITS.with_pain(3),))


def test_the_list_stands_in_the_file_only_where_there_are_any(store: Store) -> None:
    assert '"waiting"' in own.dump(store.log(), Settings())
    assert '"waiting"' not in exported()
