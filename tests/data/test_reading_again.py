"""A store reads only what changed since it read last, and says what lies in the file, whoever wrote it."""

import datetime as dt
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itbtui.data import rows
from itbtui.data import store as store_module
from itbtui.data.exchange import Bundle, ExchangeError
from itbtui.data.store import Store, StoreError
from itbtui.rehab.log.entries import Entry, Run, Settings, WaitingRun
from itbtui.rehab.log.log import Log
from tests.support.legal import ENTRIES, LOGS, OWN, together

DAY = dt.date(2026, 3, 1)
MANY = 120
"""So many at once are not read one by one."""


def run(number: int) -> Run:
    return Run(id=f"run {number}", date=DAY + dt.timedelta(days=number), distance_km=5, pain=0)


def waiting(number: int) -> WaitingRun:
    return WaitingRun(id=f"run {number}", date=DAY + dt.timedelta(days=number), distance_km=5)


def in_file(path: Path) -> Log:
    with Store.open(path) as store:
        return store.log()


SOME = st.lists(ENTRIES | st.integers(0, 3).map(waiting) | st.integers(0, 3).map(run), max_size=3).map(together)
ACTIONS = st.one_of(
    st.tuples(st.just("save"), SOME),
    st.tuples(st.just("answer"), st.integers(0, 3)),
    st.tuples(st.just("go on"), st.integers(1, 9)),
    st.tuples(st.just("remove"), st.integers(0, 20)),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("import"), SOME),
    st.tuples(st.sampled_from(["merge", "restore", "many"]), st.none()),
)


def act(store: Store, another: Path, what: str, value: Any) -> None:
    if what == "save":
        store.save(*value, label=what)
    elif what == "go on":
        for minutes in (value, value + 1):
            store.save(replace(run(9), minutes=minutes), label="going on", going_on=True)
            store.log()
    elif what == "answer":
        store.save(run(value), instead_of=[waiting(value)], label=what)
    elif what == "remove":
        entries: list[Entry] = list(store.log().entries())
        store.remove(*entries[value : value + 1], label=what)
    elif what == "undo":
        store.undo()
    elif what == "import":
        store.import_(Bundle(Log.of(value), Settings()), label=what)
    elif what == "merge":
        with Store.open(another) as other:
            store.merge(other.versions(), label=what)
    elif what == "restore":
        store.replace_with(another)
    elif what == "many":
        store.save(*map(run, range(MANY)), label=what)


@settings(max_examples=30)
@given(LOGS, st.lists(st.tuples(st.integers(0, 1), st.sets(st.integers(0, 1)), ACTIONS), max_size=10))
def test_two_stores_of_one_file_both_say_what_lies_in_it(another: Log, actions: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, other_path = Path(folder) / "log.db", Path(folder) / "other.db"
        with Store.open(other_path) as other:
            other.save(*another.entries(), label="another log")
        with Store.open(path) as one, Store.open(path) as two:
            one.save(*OWN, *map(waiting, range(2)), label="to begin with")
            for writer, readers, (what, value) in actions:
                with suppress(StoreError, ExchangeError):
                    act((one, two)[writer], other_path, what, value)
                for reader in readers:
                    assert (one, two)[reader].log() == in_file(path)
            assert one.log() == two.log() == in_file(path)


def test_what_did_not_change_is_the_same_object(tmp_path: Path) -> None:
    """Nothing is made anew for it, so that a replay can tell at a glance what changed."""
    with Store.open(tmp_path / "log.db") as store:
        store.save(run(0), run(1), label="two runs")
        before = store.log()
        assert store.log() is before
        store.save(run(2), label="a run")
        assert [known is old for known, old in zip(store.log().runs, before.runs, strict=False)] == [True, True]


def test_an_action_that_failed_leaves_what_was_read(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        store.save(run(0), label="a run")
        before = store.log()
        with suppress(StoreError):
            store.save(run(1), waiting(1), label="one id twice")
        assert store.log() == before == in_file(tmp_path / "log.db")


# --- read ahead -----------------------------------------------------------------------------


@settings(max_examples=30)
@given(LOGS, st.lists(st.tuples(st.integers(0, 14), st.integers(0, 1), ACTIONS), max_size=3))
def test_what_was_read_ahead_is_what_lies_in_the_file(another: Log, actions: list[Any]) -> None:
    """Whoever writes between two pieces of it, and whatever."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_module, "AT_ONCE", 1)
        path, other_path = Path(folder) / "log.db", Path(folder) / "other.db"
        with Store.open(other_path) as other:
            other.save(*another.entries(), label="another log")
        with Store.open(path) as writer:
            writer.save(*OWN, *map(waiting, range(2)), label="to begin with")
        with Store.open(path) as one, Store.open(path) as two:
            for piece, _ in enumerate(one.read_ahead()):
                for _, writing, (what, value) in (action for action in actions if action[0] == piece):
                    with suppress(StoreError, ExchangeError):
                        act((one, two)[writing], other_path, what, value)
            assert one.log() == two.log() == in_file(path)


def test_what_was_read_ahead_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "AT_ONCE", 2)
    with Store.open(tmp_path / "log.db") as store:
        store.save(*map(run, range(5)), waiting(7), label="a week")
    whole = in_file(tmp_path / "log.db")
    with Store.open(tmp_path / "log.db") as store:
        assert len(list(store.read_ahead())) > len(whole) / 2
        monkeypatch.setattr(rows, "read_log", None)
        assert store.log() == whole
        assert not list(store.read_ahead())


def test_the_few_words_of_many_entries_are_one_object_each(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        store.save(*(replace(run(number), shoe="Road pair", terrain="flat") for number in range(3)), label="runs")
        runs = store.log().runs
    assert runs[0].shoe == "Road pair"
    assert len({id(words) for found in runs for words in (found.shoe, found.terrain)}) == 2
