"""The file: private, never touched unless it is ours, and in trouble explained in a sentence."""

import datetime as dt
import hashlib
import os
import resource
import socket
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from itbtui.data.opening import check_companions
from itbtui.data.store import Store, StoreError
from itbtui.logbook.soundness import restore
from itbtui.rehab.log.entries import Run
from itbtui.rehab.log.log import Log

RUN = Run(id="r", date=date(2026, 3, 1), distance_km=5, pain=0, notes="x" * 9000)
not_root = pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


def state(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.is_file()}


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as error:
        Store.open(path, wait_s=0.05)
    return str(error.value)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0, 0o777])
def test_folder_and_files_are_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "deep" / "data"
    before = os.umask(umask)
    try:
        with Store.open(folder / "log.db") as store:
            store.save(RUN, label="run")
            made = store.backup()
            assert {mode(folder), mode(folder.parent), mode(made.parent)} == {0o700}
            assert {file.name: mode(file) for file in (*folder.glob("*.db"), made)} == {
                made.name: 0o600,
                "log.db": 0o600,
            }
    finally:
        os.umask(before)


def test_a_folder_that_was_there_keeps_its_permissions_and_a_file_is_made_private(path: Path) -> None:
    Store.open(path).close()
    path.chmod(0o644)
    path.parent.chmod(0o755)
    Store.open(path).close()
    assert (mode(path), mode(path.parent)) == (0o600, 0o755)


def test_a_database_of_a_newer_version_is_refused_and_untouched(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('itbtui', 'step_99', '')")
    before = state(path.parent)
    assert refused(path) == f"{path} was written by a newer version of itbtui; update itbtui to open it"
    assert state(path.parent) == before


def test_a_newer_version_is_seen_even_where_its_changes_still_wait_in_the_wal(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma journal_mode = wal")
        db.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('itbtui', 'step_99', '')")
        db.commit()
        left = {file: file.read_bytes() for file in (path, path.with_name("log.db-wal"))}
    for file, content in left.items():
        file.write_bytes(content)
    assert "newer version" in refused(path)
    assert {file: file.read_bytes() for file in left} == left


def test_the_database_of_another_program_is_refused_and_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("create table runs (id integer primary key)")
    before = state(path.parent), mode(path)
    assert refused(path) == f"{path} is the database of another program; choose another file"
    assert (state(path.parent), mode(path)) == before


@pytest.mark.parametrize("content", [b"x", b"SQLite format 2\0 and more", b"{}" * 5000])
def test_a_file_that_is_no_database_is_refused_and_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    before = state(path.parent), mode(path)
    assert refused(path) == f"{path} is not a database; choose another file"
    assert (state(path.parent), mode(path)) == before


def test_a_damaged_database_is_refused_and_untouched(path: Path) -> None:
    Store.open(path).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    before = state(path.parent)
    assert refused(path) == f"{path} is damaged; itbtui db check says what can be done"
    assert state(path.parent) == before


def test_an_empty_file_is_a_new_database(path: Path) -> None:
    path.touch()
    with Store.open(path) as store:
        assert store.log() == Log()


def test_a_path_with_signs_that_mean_something_in_a_uri_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%20 ü" / "log.db"
    Store.open(path).close()
    with Store.open(path) as store:
        store.save(RUN, label="run")
    assert [file.name for file in path.parent.iterdir()] == ["log.db"]


def test_a_link_to_the_database_is_followed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(path)
    with Store.open(path) as store, Store.open(tmp_path / "link.db") as linked:
        store.save(RUN, label="run")
        assert linked.log() == Log.of([RUN])


def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} is a folder; the database is a file"


def test_a_pipe_or_a_socket_is_not_a_database(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(path)
    assert refused(path) == f"{path} is not an ordinary file; the database is one"
    path.unlink()
    monkeypatch.chdir(path.parent)
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(path.name)
    assert refused(path) == f"{path} is not an ordinary file; the database is one"


@pytest.mark.parametrize("to", ["nowhere.db", "log.db"])
def test_a_link_that_leads_nowhere_is_not_followed_there(path: Path, to: str) -> None:
    path.symlink_to(to)
    assert refused(path) == f"{path} is a link to what is not there"
    assert [file.name for file in path.parent.iterdir()] == ["log.db"]


def test_a_file_in_the_way_of_the_folder(path: Path) -> None:
    path.touch()
    sentence = "cannot be made a folder, because a file stands in its way"
    assert refused(path / "log.db") == f"{path} {sentence}"
    assert refused(path / "deep" / "log.db") == f"{path} {sentence}"


@not_root
def test_a_new_log_in_a_folder_that_may_not_be_written(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        assert refused(path) == f"{path} may not be used; make the file and its folder readable and writable"
    finally:
        path.parent.chmod(0o700)


@not_root
@pytest.mark.parametrize("permissions", [0o000, 0o200])
def test_a_file_that_may_not_be_read(path: Path, permissions: int) -> None:
    Store.open(path).close()
    path.chmod(permissions)
    assert refused(path) == f"{path} cannot be read; make the file and its folder readable and writable"
    assert mode(path) == permissions


@not_root
def test_a_folder_that_may_not_be_looked_into_is_not_one_without_a_log(path: Path) -> None:
    Store.open(path).close()
    path.parent.chmod(0)
    try:
        assert refused(path) == f"{path} may not be used; make the file and its folder readable and writable"
        with pytest.raises(StoreError, match="may not be used"):
            restore(path, path, dt.datetime.now)
    finally:
        path.parent.chmod(0o700)


@not_root
@pytest.mark.parametrize(("folder", "file"), [(0o500, 0o600), (0o700, 0o400), (0o500, 0o400)])
def test_what_may_only_be_read_is_read(path: Path, folder: int, file: int) -> None:
    with Store.open(path) as store:
        store.save(RUN, label="run")
    path.chmod(file)
    path.parent.chmod(folder)
    try:
        with Store.open(path) as store:
            assert store.log() == Log.of([RUN])
            assert store.take_notices() == ["log.db can only be read: nothing can be saved in it"]
            for attempt in (lambda: store.save(RUN, label="run"), store.undo):
                with pytest.raises(StoreError, match="cannot be written; make the file and its folder writable"):
                    attempt()
        assert mode(path) == file
        assert [found.name for found in path.parent.iterdir()] == ["log.db"]
    finally:
        path.parent.chmod(0o700)


@not_root
def test_nothing_is_restored_over_an_older_log_that_may_only_be_read(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript((Path(__file__).parent / "released" / "step_2.sql").read_text("utf-8"))
    Store.open(tmp_path / "other.db").close()
    before = path.read_bytes()
    path.chmod(0o400)
    with pytest.raises(StoreError, match="cannot be written; make the file and its folder writable"):
        restore(path, tmp_path / "other.db", dt.datetime.now)
    assert path.read_bytes() == before


# --- trouble later on ----------------------------------------------------------------


def test_a_locked_database_can_be_read_and_is_written_when_it_is_free_again(path: Path) -> None:
    sentence = f"{path} is in use by another program; try again in a moment"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as other, Store.open(path, wait_s=0.05) as store:
        other.execute("begin immediate")
        for attempt in (lambda: store.save(RUN, label="run"), lambda: store.remove(RUN, label="no"), store.undo):
            with pytest.raises(StoreError) as error:
                attempt()
            assert str(error.value) == sentence
        assert store.log() == Log()
        with Store.open(path, wait_s=0.05) as late:
            assert late.log() == Log()
        other.rollback()
        store.save(RUN, label="run")
        assert (store.log(), store.undo()) == (Log.of([RUN]), "run")


def test_an_exclusive_lock_on_a_new_database_is_said(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        assert refused(path) == f"{path} is in use by another program; try again in a moment"
        other.rollback()
    Store.open(path).close()


def test_no_room_on_the_disk(path: Path) -> None:
    with Store.open(path) as store:
        store.save(RUN, label="first")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
        try:
            with pytest.raises(StoreError, match="could not be read or written; see whether its disk is there"):
                store.save(Run(id="s", date=RUN.date, distance_km=5, pain=0, notes="y" * 9000), label="second")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert store.log() == Log.of([RUN])
        second = Run(id="s", date=RUN.date, distance_km=5, pain=0)
        store.save(second, label="second")
        assert store.log() == Log.of([RUN, second])
        assert [store.undo(), store.undo(), store.undo()] == ["second", "first", None]


def test_a_file_that_is_gone_is_not_written_to(path: Path) -> None:
    with Store.open(path) as store:
        moved = path.rename(path.with_name("moved.db"))
        with pytest.raises(StoreError) as error:
            store.save(RUN, label="run")
        assert str(error.value) == f"{path} is gone; put it back, or start again to make a new one"
        moved.rename(path)
        store.save(RUN, label="run")
    with Store.open(path) as store:
        assert store.log() == Log.of([RUN])


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_a_pipe_in_the_place_of_a_journal_is_not_waited_for(ending: str, tmp_path: Path) -> None:
    Store.open(tmp_path / "log.db").close()
    os.mkfifo(tmp_path / f"log.db{ending}")
    with pytest.raises(StoreError, match=f"log.db{ending} is not an ordinary file"):
        Store.open(tmp_path / "log.db")
    assert (tmp_path / f"log.db{ending}").is_fifo()


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_nor_is_one_that_comes_while_the_log_is_open(ending: str, path: Path) -> None:
    pipe = path.with_name(f"{path.name}{ending}")
    with Store.open(path) as store:
        os.mkfifo(pipe)
        for attempt in (store.log, store.change_mark, lambda: store.save(RUN, label="run")):
            with pytest.raises(StoreError, match=f"log.db{ending} is not an ordinary file"):
                attempt()
        pipe.unlink()
        store.save(RUN, label="run")
        assert store.log() == Log.of([RUN])


def test_a_journal_that_goes_while_it_is_looked_at_is_none_that_has_to_be_moved_away(tmp_path: Path) -> None:
    journal, over, switched_after = tmp_path / "log.db-journal", Event(), sys.getswitchinterval()

    def come_and_go() -> None:
        while not over.is_set():
            journal.touch()
            journal.unlink()

    writer = Thread(target=come_and_go)
    sys.setswitchinterval(1e-6)
    writer.start()
    try:
        for _ in range(5000):
            check_companions(tmp_path / "log.db")
    finally:
        over.set()
        writer.join()
        sys.setswitchinterval(switched_after)
