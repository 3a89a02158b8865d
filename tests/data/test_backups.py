"""Copies of the log: one a day and before each change of all of it, thinned out with age, and put back undoably."""

import datetime as dt
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legal import one_of_each

from itbtui.data import backups
from itbtui.data.backups import Backup
from itbtui.data.exchange import own
from itbtui.data.store import Store, StoreError
from itbtui.data.trouble import DamagedError
from itbtui.rehab.entries import Run
from itbtui.rehab.log import LISTS, Log
from itbtui.soundness import examine, newest_sound, restore

DAY = dt.datetime(2026, 3, 1, 8)


def run(number: int) -> Run:
    return Run(id=f"run {number}", date=DAY.date(), distance_km=5 + number, pain=0)


class Days:
    """A present that the test moves on."""

    def __init__(self) -> None:
        self.now = DAY

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def store(path: Path, days: Days) -> Iterator[Store]:
    with Store.open(path, now=days) as store:
        yield store


def runs_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [name for (name,) in db.execute("select id from runs order by id")]


def spoil(path: Path, pages: Callable[[bytes], bytes]) -> None:
    path.write_bytes(pages(path.read_bytes()))
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


# --- when copies are made -----------------------------------------------------------------


def test_the_first_write_of_a_day_copies_what_was_there_before_it(store: Store, path: Path, days: Days):
    store.save(run(1), label="run")
    assert backups.all_of(path) == []
    for number in (2, 3):
        days.now += dt.timedelta(days=1)
        store.save(run(number), label="run")
        store.save(run(number + 10), label="run")
    copies = backups.all_of(path)
    assert [(copy.at, copy.kind) for copy in copies] == [
        (days.now, "daily"),
        (days.now - dt.timedelta(days=1), "daily"),
    ]
    assert [runs_in(copy.path) for copy in copies] == [["run 1", "run 12", "run 2"], ["run 1"]]


def test_another_start_on_the_same_day_makes_no_second_one(store: Store, path: Path, days: Days):
    store.save(run(1), label="run")
    for _ in range(3):
        with Store.open(path, now=days) as again:
            again.undo()
            again.save(run(2), label="run")
    assert len(backups.all_of(path)) == 1


def test_reading_makes_none(store: Store, path: Path, days: Days):
    store.save(run(1), label="run")
    days.now += dt.timedelta(days=1)
    store.log()
    store.change_mark()
    assert backups.all_of(path) == []


def test_an_import_is_copied_before_it_is_tried(store: Store, path: Path):
    store.save(run(1), label="run")
    bundle = own.load(own.dump(Log.of([run(2)]), store.settings()))
    store.import_(bundle, dry_run=True)
    assert [copy.kind for copy in backups.all_of(path)] == []
    store.import_(bundle)
    assert "import" in [copy.kind for copy in backups.all_of(path)]


def test_a_copy_is_one_private_file_whatever_the_umask(store: Store, path: Path):
    store.save(run(1), label="run")
    before = os.umask(0)
    try:
        made = store.backup()
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    with closing(sqlite3.connect(made)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    assert [file.name for file in made.parent.iterdir()] == [made.name]


def test_a_copy_that_cannot_be_made_does_not_keep_from_saving(store: Store, path: Path, days: Days):
    store.save(run(1), label="run")
    backups.folder_of(path).touch()
    days.now += dt.timedelta(days=1)
    store.save(run(2), label="run")
    assert len(store.log()) == 2
    assert store.copy_problem is not None
    assert store.copy_problem.startswith("the day's copy of the log could not be made")
    with pytest.raises(StoreError):
        store.backup()


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(path: Path, days: Days):
    saved = Path(__file__).parent / "released" / "step_1.sql"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(saved.read_text("utf-8"))
    with Store.open(path, now=days) as store:
        assert len(store.log()) == 9
    (copy,) = backups.all_of(path)
    assert copy.kind == "migration"
    with closing(sqlite3.connect(copy.path)) as db:
        assert db.execute("select count(*) from _sqlite_migrations").fetchone() == (1,)


def test_an_older_file_that_cannot_be_brought_up_to_date_stays_as_it_is(path: Path, days: Days):
    saved = Path(__file__).parent / "released" / "step_1.sql"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(saved.read_text("utf-8"))
        with db:
            db.execute("create table progressions (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"cannot be brought up to date .*; it was left as it is"):
        Store.open(path, now=days)
    assert path.read_bytes() == before


# --- which are kept -----------------------------------------------------------------------

MOMENTS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2026, 12, 31))


def copies_at(moments: list[dt.datetime], kind: str = "daily") -> list[Backup]:
    return sorted((Backup(at, kind, Path(f"{at}")) for at in set(moments)), reverse=True)


def test_a_year_of_days_leaves_days_weeks_and_months():
    copies = copies_at([DAY + dt.timedelta(days=number) for number in range(400)])
    gone = backups.too_many(copies, "daily")
    kept = [copy.at.date() for copy in copies if copy not in gone]
    last = (DAY + dt.timedelta(days=399)).date()
    assert kept[:7] == [last - dt.timedelta(days=back) for back in range(7)]
    assert len(kept) == 7 + 3 + 11 - 1
    assert min(kept) == dt.date(2026, 5, 31)


@given(moments=st.lists(MOMENTS, max_size=60))
def test_the_newest_is_always_kept_and_thinning_out_twice_changes_nothing(moments: list[dt.datetime]):
    copies = copies_at(moments)
    gone = backups.too_many(copies, "daily")
    kept = [copy for copy in copies if copy not in gone]
    assert kept[:1] == copies[:1]
    assert len(kept) <= backups.KEEP_DAYS + backups.KEEP_WEEKS + backups.KEEP_MONTHS
    assert backups.too_many(kept, "daily") == []


def test_of_the_others_ten_are_kept_and_those_made_by_hand_all(store: Store, path: Path, days: Days):
    store.save(run(1), label="run")
    for _ in range(13):
        days.now += dt.timedelta(seconds=1)
        store.backup("import")
        store.backup("manual")
    kinds = [copy.kind for copy in backups.all_of(path)]
    assert (kinds.count("import"), kinds.count("manual")) == (10, 13)


def test_two_copies_in_one_second_are_two(store: Store, path: Path):
    store.save(run(1), label="run")
    assert len({store.backup() for _ in range(3)}) == len(backups.all_of(path)) == 3


def test_other_files_in_the_folder_are_left_alone(store: Store, path: Path):
    store.save(run(1), label="run")
    stranger = store.backup().with_name("my notes.db")
    stranger.touch()
    assert len(backups.all_of(path)) == 1
    assert stranger.exists()


# --- whether they are sound, and back again -------------------------------------------------


def test_a_sound_log_is_said_to_be(store: Store, path: Path):
    store.save(*one_of_each(), label="all")
    found = examine(path)
    assert (found.problems, found.entries, found.last) == ((), len(LISTS), DAY.date())


@pytest.mark.parametrize(
    ("what", "change", "says"),
    [
        ("a page", lambda data: data[:4096] + b"\xff" * 4096 + data[8192:], "damaged"),
        ("the head", lambda data: b"\0" * 100 + data[100:], "not a database"),
        ("cut off", lambda data: data[: len(data) // 2], "damaged"),
        ("emptied", lambda data: b"", "holds no log"),
    ],
)
def test_what_is_not_sound_is_found(path: Path, days: Days, what: str, change: Callable[[bytes], bytes], says: str):
    with Store.open(path, now=days) as store:
        store.save(*one_of_each(), label="all")
    spoil(path, change)
    before = path.read_bytes()
    found = examine(path)
    assert not found.is_sound, what
    assert says in " ".join(found.problems)
    assert path.read_bytes() == before


def test_a_row_that_says_what_it_cannot_is_found(store: Store, path: Path):
    store.save(run(1), label="run")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update runs set pain = 11")
    assert examine(path).problems == (
        f"{path} holds what it cannot hold: runs run 1: pain: 11 is not between 0 and 10",
    )


def test_a_row_without_its_owner_is_found(store: Store, path: Path):
    store.save(*one_of_each(), label="all")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("delete from sessions")
    assert "of session_exercises belongs to a row of sessions that is not there" in examine(path).problems[0]


def test_restored_and_that_undone(store: Store, path: Path, days: Days):
    store.save(run(1), label="run")
    copy = store.backup()
    store.save(run(2), label="run")
    mark = store.change_mark()
    kept = restore(path, copy, days)
    assert store.change_mark() != mark
    assert store.log() == Log.of([run(1)])
    restore(path, kept, days)
    assert store.log() == Log.of([run(1), run(2)])
    assert store.undo() == "run"


def test_a_copy_of_an_older_version_is_brought_up_to_date(store: Store, path: Path, tmp_path: Path, days: Days):
    older = tmp_path / "older.db"
    with closing(sqlite3.connect(older)) as db:
        db.executescript((Path(__file__).parent / "released" / "step_1.sql").read_text("utf-8"))
    before = older.read_bytes()
    restore(path, older, days)
    assert len(store.log()) == 9
    assert older.read_bytes() == before


def test_a_copy_that_is_not_sound_changes_nothing(store: Store, path: Path, days: Days):
    store.save(run(1), label="run")
    copy = store.backup()
    spoil(copy, lambda data: data[:4096] + b"\xff" * 4096 + data[8192:])
    with pytest.raises(StoreError, match="cannot be restored"):
        restore(path, copy, days)
    assert store.log() == Log.of([run(1)])


def test_a_damaged_log_is_kept_aside(path: Path, days: Days):
    with Store.open(path, now=days) as store:
        store.save(*one_of_each(), label="all")
        good = store.backup()
        days.now += dt.timedelta(seconds=1)
        bad = store.backup()
    spoil(bad, lambda data: data[:5000])
    spoil(path, lambda data: data[:4096] + b"\xff" * 4096 + data[8192:])
    damaged = path.read_bytes()
    with pytest.raises(DamagedError), Store.open(path, now=days) as store:
        store.log()
    found = newest_sound(path)
    assert found is not None
    assert (found[0].path, found[1].entries) == (good, len(LISTS))
    aside = restore(path, good, days)
    assert aside.read_bytes() == damaged
    with Store.open(path, now=days) as store:
        assert len(store.log()) == len(LISTS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
