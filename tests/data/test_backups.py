"""Copies of the log: one a day and before each change of all of it, thinned out with age, and put back undoably."""

import datetime as dt
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.data import backups
from itbtui.data.backups import Backup
from itbtui.data.errors import DamagedError, MissingError
from itbtui.data.exchange import own
from itbtui.data.opening import look_at
from itbtui.data.store import Store, StoreError
from itbtui.logbook.soundness import examine, newest_sound, restore, versions_in
from itbtui.rehab.log.entries import Run
from itbtui.rehab.log.log import LISTS, Log
from tests.support.legal import one_of_each

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


def test_the_first_write_of_a_day_copies_what_was_there_before_it(store: Store, path: Path, days: Days) -> None:
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


def test_another_start_on_the_same_day_makes_no_second_one(store: Store, path: Path, days: Days) -> None:
    store.save(run(1), label="run")
    for _ in range(3):
        with Store.open(path, now=days) as again:
            again.undo()
            again.save(run(2), label="run")
    assert len(backups.all_of(path)) == 1


def test_reading_makes_none(store: Store, path: Path, days: Days) -> None:
    store.save(run(1), label="run")
    days.now += dt.timedelta(days=1)
    store.log()
    store.change_mark()
    assert backups.all_of(path) == []


def test_the_days_copy_may_be_made_ahead_of_the_first_write(store: Store, path: Path, days: Days) -> None:
    store.get_ready_today()
    store.save(run(1), label="run")
    assert backups.all_of(path) == []
    days.now += dt.timedelta(days=1)
    with closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        store.get_ready_today()
        assert backups.all_of(path) == []
    for _ in range(2):
        store.get_ready_today()
    store.save(run(2), label="run")
    assert [runs_in(copy.path) for copy in backups.all_of(path)] == [["run 1"]]
    assert store.take_notices() == []
    days.now += dt.timedelta(days=1)
    store.save(run(3), label="run")
    assert next(runs_in(copy.path) for copy in backups.all_of(path)) == ["run 1", "run 2"]


def test_what_comes_into_the_place_of_a_log_whose_copy_was_made_ahead_has_its_own(
    store: Store, path: Path, days: Days
) -> None:
    store.save(run(1), label="run")
    days.now += dt.timedelta(days=1)
    store.get_ready_today()
    other = path.with_name("other.db")
    with Store.open(other) as log:
        log.save(run(7), label="run")
    other.replace(path)
    store.save(run(8), label="run")
    assert [runs_in(copy.path) for copy in backups.all_of(path)] == [["run 7"]]


def test_an_import_is_copied_before_it_is_tried(store: Store, path: Path) -> None:
    store.save(run(1), label="run")
    bundle = own.load(own.dump(Log.of([run(2)]), store.settings()))
    store.import_(bundle, dry_run=True)
    assert [copy.kind for copy in backups.all_of(path)] == []
    store.import_(bundle)
    assert "import" in [copy.kind for copy in backups.all_of(path)]


def test_a_copy_is_one_private_file_whatever_the_umask(store: Store, path: Path) -> None:
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


def test_a_copy_that_cannot_be_made_does_not_keep_from_saving(store: Store, path: Path, days: Days) -> None:
    store.save(run(1), label="run")
    backups.folder_of(path).touch()
    days.now += dt.timedelta(days=1)
    store.save(run(2), label="run")
    assert len(store.log()) == 2
    (notice,) = store.take_notices()
    assert notice.startswith("The day's copy of the log could not be made")
    with pytest.raises(StoreError):
        store.backup()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
@pytest.mark.parametrize("permissions", [0, 0o400])
def test_copies_that_may_not_be_looked_at_keep_nobody_from_saving(
    store: Store, path: Path, days: Days, permissions: int
) -> None:
    store.save(run(1), label="run")
    folder = store.backup().parent
    folder.chmod(permissions)
    try:
        days.now += dt.timedelta(days=1)
        store.save(run(2), label="run")
        (notice,) = store.take_notices()
        assert "may not be used; make the file and its folder readable and writable" in notice
        with pytest.raises(StoreError, match="may not be used"):
            newest_sound(path)
    finally:
        folder.chmod(0o700)
    assert len(store.log()) == 2


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(path: Path, days: Days) -> None:
    saved = Path(__file__).parent / "released" / "step_1.sql"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(saved.read_text("utf-8"))
    with Store.open(path, now=days) as store:
        assert len(store.log()) == 9
    (copy,) = backups.all_of(path)
    assert copy.kind == "migration"
    with closing(sqlite3.connect(copy.path)) as db:
        assert db.execute("select count(*) from _sqlite_migrations").fetchone() == (1,)


def test_an_older_file_that_cannot_be_brought_up_to_date_stays_as_it_is(path: Path, days: Days) -> None:
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
    return sorted((Backup(0, at, kind, Path(f"{at}")) for at in set(moments)), reverse=True)


def test_a_year_of_days_leaves_days_weeks_and_months() -> None:
    copies = copies_at([DAY + dt.timedelta(days=number) for number in range(400)])
    gone = backups.too_many(copies, "daily")
    kept = [copy.at.date() for copy in copies if copy not in gone]
    last = (DAY + dt.timedelta(days=399)).date()
    assert kept[:7] == [last - dt.timedelta(days=back) for back in range(7)]
    assert len(kept) == 7 + 3 + 11 - 1
    assert min(kept) == dt.date(2026, 5, 31)


@given(moments=st.lists(MOMENTS, max_size=60))
def test_the_newest_is_always_kept_and_thinning_out_twice_changes_nothing(moments: list[dt.datetime]) -> None:
    copies = copies_at(moments)
    gone = backups.too_many(copies, "daily")
    kept = [copy for copy in copies if copy not in gone]
    assert kept[:1] == copies[:1]
    assert len(kept) <= backups.KEEP_DAYS + backups.KEEP_WEEKS + backups.KEEP_MONTHS
    assert backups.too_many(kept, "daily") == []


def test_of_the_others_ten_are_kept_and_those_made_by_hand_all(store: Store, path: Path, days: Days) -> None:
    store.save(run(1), label="run")
    for _ in range(13):
        days.now += dt.timedelta(seconds=1)
        store.backup("import")
        store.backup("manual")
    kinds = [copy.kind for copy in backups.all_of(path)]
    assert (kinds.count("import"), kinds.count("manual")) == (10, 13)


def test_two_copies_in_one_second_are_two(store: Store, path: Path) -> None:
    store.save(run(1), label="run")
    assert len({store.backup() for _ in range(3)}) == len(backups.all_of(path)) == 3


def test_other_files_in_the_folder_are_left_alone(store: Store, path: Path) -> None:
    store.save(run(1), label="run")
    stranger = store.backup().with_name("my notes.db")
    stranger.touch()
    assert len(backups.all_of(path)) == 1
    assert stranger.exists()


# --- whether they are sound, and back again -------------------------------------------------


def test_a_sound_log_is_said_to_be(store: Store, path: Path) -> None:
    store.save(*one_of_each(), label="all")
    found = examine(path)
    assert (found.problems, found.entries, found.last) == ((), len(LISTS), DAY.date())


@pytest.mark.parametrize(
    ("what", "change", "says"),
    [
        ("a page", lambda data: data[:4096] + b"\xff" * 4096 + data[8192:], "damaged"),
        ("the head", lambda data: b"\0" * 100 + data[100:], "not a database"),
        ("cut off", lambda data: data[: len(data) // 2], "damaged"),
        ("emptied", lambda data: b"", "is empty"),
    ],
)
def test_what_is_not_sound_is_found(
    path: Path, days: Days, what: str, change: Callable[[bytes], bytes], says: str
) -> None:
    with Store.open(path, now=days) as store:
        store.save(*one_of_each(), label="all")
    spoil(path, change)
    before = path.read_bytes()
    found = examine(path)
    assert not found.is_sound, what
    assert says in " ".join(found.problems)
    assert path.read_bytes() == before


def test_a_row_that_says_what_it_cannot_is_found(store: Store, path: Path) -> None:
    store.save(run(1), label="run")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update runs set pain = 11")
    assert examine(path).problems == (
        f"{path} holds what it cannot hold: runs run 1: pain: 11 is not between 0 and 10",
    )


def test_a_row_that_a_check_of_its_column_forbids_is_found(store: Store, path: Path, tmp_path: Path) -> None:
    store.save(run(1), label="run")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("pragma ignore_check_constraints = on")
        db.execute("update runs set limped = -1")
    assert examine(path).problems == (f"{path}: the file is damaged: CHECK constraint failed in runs",)
    Store.open(tmp_path / "other.db").close()
    with pytest.raises(StoreError, match=r"cannot be restored: .* CHECK"):
        restore(tmp_path / "other.db", path, lambda: DAY)


def test_what_is_broken_in_an_older_file_is_found_though_its_tables_are_made_anew(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript((Path(__file__).parent / "released" / "step_4.sql").read_text("utf-8"))
        with db:
            db.execute("insert into doses select settings_id, 1, 'pigeon', 60 from doses")
        ((size,),) = db.execute("pragma page_size")
        ((root,),) = db.execute("select rootpage from sqlite_master where name = 'doses'")
    assert examine(path).is_sound
    # The places of the two rows stand behind the eight bytes of the head of their page.
    first = (root - 1) * size + 8
    second, end = first + 2, first + 4
    spoil(path, lambda data: data[:first] + data[second:end] + data[first:second] + data[end:])
    assert "the file is damaged" in " ".join(examine(path).problems)


def test_a_row_without_its_owner_is_found(store: Store, path: Path) -> None:
    store.save(*one_of_each(), label="all")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("delete from sessions")
    assert "of session_exercises belongs to a row of sessions that is not there" in examine(path).problems[0]


def test_restored_and_that_undone(store: Store, path: Path, days: Days) -> None:
    store.save(run(1), label="run")
    copy = store.backup()
    store.save(run(2), label="run")
    mark = store.change_mark()
    kept = restore(path, copy, days)
    assert kept
    assert store.change_mark() != mark
    assert store.log() == Log.of([run(1)])
    restore(path, kept, days)
    assert store.log() == Log.of([run(1), run(2)])
    assert store.undo() == "run"


def test_nothing_is_saved_between_the_copy_of_what_was_and_the_restore(store: Store, path: Path, days: Days) -> None:
    store.save(run(1), label="run")
    copy = store.backup()
    told: list[str] = []

    def now() -> dt.datetime:
        # Asked for the name of the copy of what was there.
        try:
            other.save(run(2), label="run")
        except StoreError as error:
            told.append(str(error))
        return days.now

    with Store.open(path, now=days, wait_s=0) as other, Store.open(path, now=now) as restoring:
        restoring.replace_with(copy)
        assert told == [f"{path} is in use by another program; try again in a moment"]
        other.save(run(3), label="run")
    assert runs_in(path) == ["run 1", "run 3"]


def test_a_copy_of_an_older_version_is_brought_up_to_date(store: Store, path: Path, tmp_path: Path, days: Days) -> None:
    older = tmp_path / "older.db"
    with closing(sqlite3.connect(older)) as db:
        db.executescript((Path(__file__).parent / "released" / "step_1.sql").read_text("utf-8"))
    before = older.read_bytes()
    restore(path, older, days)
    assert len(store.log()) == 9
    assert older.read_bytes() == before


def test_a_copy_that_is_not_sound_changes_nothing(store: Store, path: Path, days: Days) -> None:
    store.save(run(1), label="run")
    copy = store.backup()
    spoil(copy, lambda data: data[:4096] + b"\xff" * 4096 + data[8192:])
    with pytest.raises(StoreError, match="cannot be restored"):
        restore(path, copy, days)
    assert store.log() == Log.of([run(1)])


def test_a_damaged_log_is_kept_aside(path: Path, days: Days) -> None:
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
    assert aside and aside.read_bytes() == damaged
    with Store.open(path, now=days) as store:
        assert len(store.log()) == len(LISTS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def newer(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('itbtui', 'step_99', '')")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("create table bookmarks (url)")


def circle(path: Path) -> None:
    path.symlink_to(path)


def linked_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (Path.mkdir, "is a folder"),
        (os.mkfifo, "is not an ordinary file"),
        (linked_pipe, "is not an ordinary file"),
        (circle, "is a link to what is not there"),
        (of_another_program, "is the database of another program"),
        (newer, "was written by a newer version"),
    ],
)
def test_what_is_no_log_of_ours_is_neither_replaced_nor_moved(
    path: Path, tmp_path: Path, days: Days, make: Callable[[Path], None], says: str
) -> None:
    Store.open(tmp_path / "copy" / "copy.db").close()
    make(path)
    before = sorted((file.name, file.lstat().st_ino) for file in tmp_path.iterdir())
    assert not examine(path).is_damaged
    with pytest.raises(StoreError, match=says):
        restore(path, tmp_path / "copy" / "copy.db", days)
    assert sorted((file.name, file.lstat().st_ino) for file in tmp_path.iterdir()) == before


def test_a_log_that_another_program_holds_is_not_called_damaged(
    store: Store, path: Path, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(run(1), label="run")
    copy = store.backup()
    monkeypatch.setattr(look_at, "__defaults__", (0.0,))  # nobody waits here
    with closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        with pytest.raises(StoreError, match="in use by another program"):
            restore(path, copy, days)
    assert store.log() == Log.of([run(1)])
    assert sorted(file.name for file in path.parent.glob("log*")) == ["log.db", "log.db-backups"]


def test_a_link_whose_log_is_gone_leads_to_the_restored_one(
    store: Store, path: Path, days: Days, tmp_path: Path
) -> None:
    store.save(run(1), label="run")
    link = tmp_path / "link.db"
    link.symlink_to(path)
    copy = store.backup().rename(tmp_path / "copy.db")
    path.unlink()
    assert restore(link, copy, days) is None
    assert link.is_symlink()
    assert runs_in(path) == ["run 1"]


# --- whose they are, and what can happen to them --------------------------------------------


def test_logs_of_one_stem_have_copies_of_their_own(tmp_path: Path, days: Days) -> None:
    made = {}
    for number, name in enumerate(("log.db", "log.sqlite", "log", "log.db.db")):
        with Store.open(tmp_path / name, now=days) as store:
            store.save(run(number), label="run")
            made[name] = store.backup()
    assert {name: [copy.path for copy in backups.all_of(tmp_path / name)] for name in made} == {
        name: [path] for name, path in made.items()
    }


def test_the_copies_of_another_log_in_its_place_are_neither_offered_nor_thinned(
    store: Store, path: Path, tmp_path: Path, days: Days
) -> None:
    store.save(run(1), label="run")
    first = store.backup("import")
    with Store.open(tmp_path / "other.db", now=days) as other:
        other.save(run(2), label="run")
    (tmp_path / "other.db").replace(path)
    for _ in range(12):
        last = store.backup("import")
    assert len(backups.all_of(path)) == 10
    assert first not in [copy.path for copy in backups.all_of(path)]
    assert first.exists()
    found = newest_sound(path)
    assert found is not None
    assert found[0].path == last


def test_copies_of_an_earlier_version_are_found_where_they_can_be_of_no_other_log(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.save(run(1), label="run")
    made = store.backup()
    earlier = tmp_path / "log-backups"
    made.parent.rename(earlier)
    assert [copy.path.parent for copy in backups.all_of(path)] == [earlier]
    (tmp_path / "log.sqlite").touch()
    assert backups.all_of(path) == []


def test_the_copy_just_made_stays_whatever_the_clock_says(store: Store, path: Path, days: Days) -> None:
    store.save(run(1), label="run")
    days.now = dt.datetime(2027, 1, 1)
    for _ in range(12):
        store.backup("restore")
    days.now = DAY
    for number in range(2, 6):
        store.save(run(number), label="run")
        last = store.backup("restore")
        assert last.exists()
        found = newest_sound(path)
        assert found is not None
        assert found[0].path == last
    assert len(backups.all_of(path)) >= 10


@pytest.mark.parametrize("year", [1, 206, 9999])
def test_a_copy_is_found_again_whatever_the_year(store: Store, path: Path, days: Days, year: int) -> None:
    store.save(run(1), label="run")
    days.now = dt.datetime(year, 3, 2, 8)
    made = store.backup()
    assert [(copy.path, copy.at) for copy in backups.all_of(path)] == [(made, days.now)]


def test_no_copy_is_made_of_a_damaged_log_and_nothing_is_saved_in_it(path: Path, days: Days) -> None:
    with Store.open(path, now=days) as store:
        store.save(*one_of_each(), *(run(number) for number in range(190)), label="all")
        sound = store.backup()
    size = path.stat().st_size
    # The last pages hold runs, which nothing of the opening reads.
    spoil(path, lambda data: data[: size - 8192] + b"\xff" * 4096 + data[size - 4096 :])
    damaged = path.read_bytes()
    for _ in range(9):
        days.now += dt.timedelta(days=1)
        with Store.open(path, now=days) as store:
            store.get_ready_today()
            for attempt in (lambda: store.save(run(191), label="run"), store.backup):
                with pytest.raises(DamagedError, match="damaged"):
                    attempt()
    assert path.read_bytes() == damaged
    assert [copy.path for copy in backups.all_of(path)] == [sound]
    assert [file.name for file in sound.parent.iterdir()] == [sound.name]


def test_odd_names_among_the_copies_are_passed_over(store: Store, path: Path) -> None:
    store.save(run(1), label="run")
    made = store.backup()
    folder = made.parent
    for name in (
        "99999999-999999-daily.db",
        "20260301-080000-daily-99999999999999999999.db",
        "20260301-080000-Daily.db",
    ):
        (folder / name).touch()
    (folder / "20260301-080000-daily.db").mkdir()
    os.mkfifo(folder / "20260301-080001-daily.db")
    (folder / "20260301-080002-daily.db").symlink_to(folder / "nowhere")
    (folder / "20260301-080003-daily-2.db").write_bytes(b"\0" * 5000)
    found = newest_sound(path)
    assert found is not None
    assert found[0].path == made


def test_what_a_killed_program_had_begun_is_cleared_at_the_next_start(store: Store, path: Path) -> None:
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    number = dead.stdout.strip()
    made = store.backup()
    left = [made.with_name(f".20260301-080000-daily.db.{number}.tmp"), path.with_name(f".log.db.{number}.tmp")]
    # As earlier versions left it.
    left.append(left[0].with_suffix(".tmp-journal"))
    others = [path.with_name(f".other.db.{number}.tmp"), made.with_name(f".x.db.{os.getppid()}.tmp")]
    for file in (*left, *others):
        file.touch()
    Store.open(path).close()
    assert [file.exists() for file in (*left, *others)] == [False, False, False, True, True]


def test_nothing_of_a_log_is_outside_its_folder_not_even_for_a_moment(
    store: Store, path: Path, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(run(1), label="run")
    opened: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("open", "sqlite3.connect", "os.mkdir", "os.rename", "os.link"):
            opened.append(str(arguments[0]))

    AUDITS.append(note)
    try:
        copy = store.backup()
        restore(path, copy, days)
        assert examine(path).is_sound
        versions_in(copy)
        spoil(path, lambda data: data[:4096] + b"\xff" * 4096 + data[8192:])
        restore(path, copy, days)
    finally:
        AUDITS.clear()
    elsewhere = [place for place in opened if str(path.parent) not in place]
    assert not [place for place in elsewhere if place.endswith(".db") or tempfile.gettempdir() == place], elsewhere


AUDITS: list[Callable[[str, tuple[object, ...]], None]] = []
sys.addaudithook(lambda event, arguments: [audit(event, arguments) for audit in AUDITS] and None)


# --- a log that is not there, and one set aside ----------------------------------------------


def test_a_log_that_is_missing_while_its_copies_lie_there_is_asked_about(path: Path, days: Days) -> None:
    with Store.open(path, now=days) as store:
        store.save(run(1), label="run")
        copy = store.backup()
    path.unlink()
    with pytest.raises(MissingError, match=f"db restore {copy}"):
        Store.open(path)
    assert not path.exists()
    assert restore(path, copy, days) is None
    assert runs_in(path) == ["run 1"]
    path.unlink()
    with Store.open(path, begin=True) as store:
        assert store.log() == Log()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def without_tables(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("vacuum")
        assert path.stat().st_size


@pytest.mark.parametrize("empty", [emptied, without_tables])
def test_a_log_that_is_empty_while_its_copies_lie_there_is_asked_about(
    path: Path, days: Days, empty: Callable[[Path], None]
) -> None:
    with Store.open(path, now=days) as store:
        store.save(run(1), label="run")
        copy = store.backup()
    empty(path)
    found = path.read_bytes()
    with pytest.raises(MissingError, match=f"is empty, but copies of it are there; itbtui db restore {copy}"):
        Store.open(path)
    assert path.read_bytes() == found
    restore(path, copy, days)
    assert runs_in(path) == ["run 1"]
    empty(path)
    with Store.open(path, begin=True) as store:
        assert store.log() == Log()
    assert [other.path for other in backups.of_others(path)] == [copy]
    assert backups.all_of(path) == []


@pytest.mark.parametrize("has_copies", [True, False])
def test_a_log_that_is_emptied_while_it_is_open_is_not_begun_anew(path: Path, days: Days, has_copies: bool) -> None:
    with Store.open(path, now=days) as store:
        store.save(run(1), label="run")
        if has_copies:
            store.backup()
        whole = path.read_bytes()
        emptied(path)
        for attempt in (store.log, lambda: store.save(run(2), label="run")):
            with pytest.raises(StoreError, match=r"log\.db is empty"):
                attempt()
        assert not path.stat().st_size
        path.write_bytes(whole)
        store.save(run(2), label="run")
    assert runs_in(path) == ["run 1", "run 2"]


def test_an_empty_file_without_copies_is_begun(path: Path, days: Days) -> None:
    emptied(path)
    with Store.open(path, now=days) as store:
        store.save(run(1), label="run")
    assert runs_in(path) == ["run 1"]


def test_two_restores_in_one_second_keep_both_that_were_set_aside(path: Path, days: Days) -> None:
    with Store.open(path, now=days) as store:
        store.save(run(1), label="run")
        copy = store.backup()
    kept = []
    for content in (b"first " * 999, b"second " * 999):
        path.write_bytes(content)
        kept.append(restore(path, copy, days))
    assert [file.read_bytes()[:6] for file in kept if file] == [b"first ", b"second"]
    assert runs_in(path) == ["run 1"]


def test_what_was_begun_beside_a_missing_log_does_not_reach_the_restored_one(path: Path, days: Days) -> None:
    with Store.open(path, now=days) as store:
        store.save(run(1), label="run")
        copy = store.backup()
        store.save(*map(run, range(2, 190)), label="runs")
    with closing(sqlite3.connect(path)) as other:
        other.executescript("pragma cache_size = 1; begin")
        other.execute("update runs set notes = 'x'")
        begun = path.with_name("log.db-journal").read_bytes()
    path.unlink()
    path.with_name("log.db-journal").write_bytes(begun)
    restore(path, copy, days)
    assert examine(path).is_sound
    assert runs_in(path) == ["run 1"]


def test_what_was_begun_beside_a_damaged_log_does_not_reach_the_restored_one(path: Path, days: Days) -> None:
    with Store.open(path, now=days) as store:
        store.save(run(1), label="run")
        copy = store.backup()
    path.write_bytes(b"\0" * 5000)
    path.with_name("log.db-journal").write_bytes(b"begun")
    aside = restore(path, copy, days)
    assert aside is not None
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"begun"
    assert not path.with_name("log.db-journal").exists()
    assert runs_in(path) == ["run 1"]
