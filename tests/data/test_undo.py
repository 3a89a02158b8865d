"""Undo gives back exactly the log and the settings that were there before."""

import datetime as dt
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itbtui.data.store import Store, StoreError
from itbtui.rehab.log.entries import Entry, Run, Settings
from itbtui.rehab.log.log import Log
from tests.support.empty import empty_log
from tests.support.legal import ENTRIES, OWN, SETTINGS, one_of_each

DAY = dt.date(2026, 3, 1)


def run(number: int) -> Run:
    return Run(id=f"run {number}", date=DAY + dt.timedelta(days=number), distance_km=5, pain=0)


def test_the_last_fifty_actions_are_undone_after_a_restart(tmp_path: Path) -> None:
    logs = []
    with Store.open(tmp_path / "log.db") as store:
        for number in range(50):
            logs.append(store.log())
            store.save(run(number), label=f"run {number}")
    for number in reversed(range(50)):
        with Store.open(tmp_path / "log.db") as store:
            assert store.undo() == f"run {number}"
            assert store.log() == logs[number]
    with Store.open(tmp_path / "log.db") as store:
        assert store.undo() is None


def test_a_hundred_actions_are_kept_and_no_more(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        for number in range(105):
            store.save(run(number), label=str(number))
        with closing(sqlite3.connect(tmp_path / "log.db")) as db:
            counts = [db.execute(f"select count(*) from {table}").fetchone()[0] for table in ("actions", "action_rows")]
        labels = [store.undo() for _ in range(101)]
        assert counts == [100, 100]
        assert labels == [*(str(number) for number in reversed(range(5, 105))), None]
        assert store.log() == Log.of(run(number) for number in range(5))


def test_an_action_is_stamped_with_the_time_that_is_given(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db", now=lambda: dt.datetime(2026, 3, 2, 8)) as store:
        store.save(run(1), label="a run")
    with closing(sqlite3.connect(tmp_path / "log.db")) as db:
        assert db.execute("select at, label from actions").fetchall() == [("2026-03-02T08:00:00", "a run")]


def test_a_label_may_quote_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        store.save(run(1), label="import of \udcff.json")
        assert store.undo() == "import of ?.json"


def test_undo_brings_back_entries_and_settings_that_one_action_changed(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        store.save(*one_of_each(), settings=Settings(units="mi", left_out=("clamshell",)), label="all")
        before = store.log(), store.settings()
        store.save(run(1), settings=Settings(), label="both")
        store.remove(*before[0].entries(), label="gone")
        assert [store.undo(), store.undo()] == ["gone", "both"]
        assert (store.log(), store.settings()) == before


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.lists(ENTRIES, max_size=3)),
        st.tuples(st.just("settings"), SETTINGS),
        st.tuples(st.just("change"), st.integers(0, 20)),
        st.tuples(st.just("remove"), st.integers(0, 20)),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("reopen"), st.none()),
    ),
    max_size=12,
)


def act(store: Store, what: str, value: list[Entry] | Settings | int) -> None:
    entries = list(store.log().entries())
    if isinstance(value, list):
        store.save(*value, label=what)
    elif isinstance(value, Settings):
        store.save(settings=value, label=what)
    elif what == "remove":
        store.remove(entries[value % len(entries)], label=what)
    else:
        # The id of one entry with what another of its list says.
        entry = entries[value % len(entries)]
        others = [other for other in entries if type(other) is type(entry)]
        fields = {**vars(others[value % len(others)]), "id": entry.id}
        store.save(type(entry)(**fields), label=what)


@settings(max_examples=40, deadline=None)
@given(actions=ACTIONS)
def test_undo_restores_the_earlier_log_after_any_sequence_of_actions(
    actions: list[tuple[str, list[Entry] | Settings | int | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = empty_log(Path(folder) / "log.db")
        store = Store.open(path)
        store.save(*OWN, label="own")
        past = [(Log(), Settings()), (store.log(), store.settings())]
        for what, value in [*actions, *[("undo", None)] * (len(actions) + 1)]:
            if what == "reopen":
                store.close()
                store = Store.open(path)
            elif what == "undo":
                assert (store.undo() is None) == (len(past) == 1)
                past = past[:-1] or past
            elif value is not None and len(store.log()):
                try:
                    act(store, what, value)
                except StoreError:
                    pass
                else:
                    now = store.log(), store.settings()
                    past += [now] if now != past[-1] else []
            assert (store.log(), store.settings()) == past[-1]
        store.close()


def test_what_goes_on_is_one_action_with_what_came_before(tmp_path: Path) -> None:
    """A session is saved set by set, and undone as one thing."""
    with Store.open(tmp_path / "log.db") as store:
        store.save(run(1), label="run 1")
        for minutes in (5, 10, 15):
            store.save(replace(run(2), minutes=minutes), label="run 2", going_on=True)
        assert [known.minutes for known in store.log().runs] == [None, 15]
        assert store.undo() == "run 2"
        assert store.log() == Log.of([run(1)])
        assert store.undo() == "run 1"
        assert store.undo() is None


def test_what_goes_on_with_something_else_is_an_action_of_its_own(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        store.save(run(1), label="a run")
        store.save(replace(run(1), minutes=5), label="another label", going_on=True)
        store.save(run(2), label="another label", going_on=True)
        store.save(settings=Settings(units="mi"), label="another label", going_on=True)
        assert [store.undo() for _ in range(5)] == ["another label"] * 3 + ["a run", None]


def test_settings_that_go_on_change_back_to_what_they_were_at_first(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        store.save(settings=Settings(units="mi"), label="units")
        for left_out in (("clamshell",), ("clamshell", "pigeon")):
            store.save(settings=Settings(units="mi", left_out=left_out), label="routine", going_on=True)
        assert store.undo() == "routine"
        assert store.settings() == Settings(units="mi")


@pytest.mark.parametrize(
    "spoilt",
    [
        "before = '{'",
        "before = '[]'",
        "list = 'runs where 1 --'",
        "list = 'notes'",
        "stamp = '7'",
        "before = '{\"pain\": 11}'",
    ],
)
def test_a_note_of_what_was_before_that_is_spoilt_undoes_nothing(tmp_path: Path, spoilt: str) -> None:
    with Store.open(tmp_path / "log.db") as store:
        for number in range(2):
            store.save(*(replace(run(place), distance_km=5 + number) for place in range(3)), label="runs")
        log = store.log()
        with closing(sqlite3.connect(tmp_path / "log.db")) as db, db:
            db.execute(f"update action_rows set {spoilt}")
        with pytest.raises(StoreError):
            store.undo()
        assert store.log() == log
