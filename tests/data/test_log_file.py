"""The file under an open store, replaced, moved away, put back, written over: what is saved is in the one there."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from itbtui.data.store import ChangedError, Store, StoreError
from itbtui.logbook.soundness import examine, restore
from itbtui.rehab.log.entries import Run
from itbtui.rehab.log.log import Log


def run(id_: str) -> Run:
    return Run(id=id_, date=date(2026, 3, 1), distance_km=5, pain=0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    other = tmp_path / "other" / "other.db"
    with Store.open(other) as store:
        store.save(run("theirs"), label="run")
    return other


def ids(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as db:
        return {id_ for (id_,) in db.execute("select id from runs")}


def move(other: Path, path: Path) -> None:
    other.replace(path)


def write_over(other: Path, path: Path) -> None:
    path.write_bytes(other.read_bytes())


def sync(other: Path, path: Path) -> None:
    path.unlink()
    shutil.copy2(other, path)


def put_back(other: Path, path: Path) -> None:
    restore(path, other, lambda: datetime(2026, 3, 2, 8))


@pytest.mark.parametrize("replace", [move, write_over, sync, put_back])
@pytest.mark.parametrize("looks", [True, False])
def test_a_file_put_in_its_place_is_opened_anew_and_said(
    path: Path, other: Path, replace: Callable[[Path, Path], None], looks: bool
) -> None:
    with Store.open(path) as store:
        store.save(run("ours"), label="run")
        assert store.log() == Log.of([run("ours")])
        mark = store.change_mark()
        replace(other, path)
        if looks:
            assert store.change_mark() != mark
            assert store.log() == Log.of([run("theirs")])
        store.save(run("new"), label="run")
        assert store.take_notices() == ["log.db was replaced from outside, and was opened anew"]
        assert store.log() == Log.of([run("theirs"), run("new")])
        assert store.undo() == "run"
        store.save(run("new"), label="run")
    assert ids(path) == {"theirs", "new"}
    assert examine(path).is_sound


@pytest.mark.parametrize("replace", [move, write_over, sync, put_back])
def test_what_was_seen_in_the_file_before_is_saved_in_the_one_that_is_there(
    path: Path, other: Path, replace: Callable[[Path, Path], None]
) -> None:
    with Store.open(path) as store, Store.open(path) as elsewhere:
        store.save(run("ours"), label="run")
        elsewhere.remove(run("ours"), label="run")
        with pytest.raises(ChangedError):
            store.save(run("ours"), label="run", seen={"ours": run("ours")})
        replace(other, path)
        store.save(run("ours"), label="run", seen={"ours": run("ours")})
    assert ids(path) == {"theirs", "ours"}


def test_a_deletion_that_comes_with_another_file_is_not_undone(path: Path, other: Path) -> None:
    with Store.open(other) as elsewhere:
        elsewhere.save(run("ours"), label="run")
        elsewhere.remove(run("ours"), label="run")
    with Store.open(path) as store:
        store.save(run("ours"), label="run")
        move(other, path)
        with pytest.raises(ChangedError):
            store.save(run("ours"), label="run", seen={"ours": run("ours")})


def test_what_others_log_is_no_replacement(path: Path) -> None:
    with Store.open(path) as store, Store.open(path) as second:
        store.save(run("a"), label="run")
        second.save(run("b"), label="run")
        assert len(store.log()) == len(second.log()) == 2
        assert store.take_notices() == second.take_notices() == []


def test_replaced_while_it_is_being_saved_it_is_said_and_can_be_saved_again(path: Path, other: Path) -> None:
    with Store.open(path) as store:
        store.save(run("ours"), label="run")
        with pytest.raises(StoreError, match=r"was replaced .* save it again"), store._transaction():
            other.replace(path)
        store.save(run("new"), label="run")
    assert ids(path) == {"theirs", "new"}


def test_moved_away_and_put_back_it_is_met_without_a_restart(path: Path) -> None:
    with Store.open(path) as store:
        store.save(run("a"), label="run")
        moved = path.rename(path.with_name("moved.db"))
        for attempt in (store.log, store.change_mark, lambda: store.save(run("b"), label="run")):
            with pytest.raises(StoreError, match=r"log\.db is gone; put it back"):
                attempt()
        moved.rename(path)
        store.save(run("b"), label="run")
        assert len(store.log()) == 2
        assert store.take_notices() == []


def test_what_is_no_log_in_its_place_is_left_as_it_is(path: Path) -> None:
    with Store.open(path) as store:
        store.save(run("a"), label="run")
        sound = path.read_bytes()
        path.write_bytes(b"half of a file that a sync tool is writing")
        for attempt in (store.change_mark, lambda: store.save(run("b"), label="run")):
            with pytest.raises(StoreError, match="is not a database"):
                attempt()
        assert path.read_bytes() == b"half of a file that a sync tool is writing"
        path.write_bytes(sound)
        store.save(run("b"), label="run")
    assert ids(path) == {"a", "b"}


def test_a_device_in_its_place_is_not_called_an_empty_log(path: Path) -> None:
    with Store.open(path) as store:
        store.save(run("a"), label="run")
        moved = path.rename(path.with_name("moved.db"))
        path.symlink_to(os.devnull)
        with pytest.raises(StoreError, match="is not an ordinary file"):
            store.save(run("b"), label="run")
        moved.replace(path)
        store.save(run("b"), label="run")
    assert ids(path) == {"a", "b"}


def test_a_plain_copy_of_the_file_is_whole_while_the_log_is_open(path: Path) -> None:
    with Store.open(path) as store:
        store.save(run("a"), label="run")
        assert [file.name for file in path.parent.iterdir()] == ["log.db"]
        shutil.copy(path, path.with_name("copy.db"))
        assert ids(path.with_name("copy.db")) == {"a"}


def test_a_file_in_wal_is_taken_over_once_nobody_else_has_it(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma journal_mode = wal")
        db.execute("insert into races (id, date, distance_km) values ('r', '2026-03-01', 10)")
        db.commit()
        with Store.open(path, wait_s=0.05) as store:
            store.save(run("a"), label="run")
            assert len(store.log()) == 2
    with Store.open(path) as store:
        assert len(store.log()) == 2
    assert not path.with_name("log.db-wal").exists()
    assert path.read_bytes()[18:20] == b"\1\1"
