"""The store keeps what it is given, whole, and says in a sentence what it will not keep."""

import datetime as dt
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from itbtui.data.errors import DamagedError
from itbtui.data.exchange.own import Bundle, ExchangeError, dump, load
from itbtui.data.fields import fields_of
from itbtui.data.rows import TABLES, Table
from itbtui.data.store import ChangedError, ImportResult, Store, StoreError
from itbtui.rehab.log.entries import CheckIn, Entry, ExerciseDone, OwnExercise, Run, Session, Settings
from itbtui.rehab.log.log import Log
from tests.support.empty import empty_log
from tests.support.legal import LOGS, SETTINGS, one_of_each

DAY = dt.date(2026, 3, 1)
CURL = OwnExercise(id="curl", name="Curl", kind="strength", reps=5, sides="each")


def run(km: float = 5, **more: Any) -> Run:
    return Run(date=DAY, distance_km=km, pain=0, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


@settings(max_examples=40, deadline=None)
@given(log=LOGS, chosen=SETTINGS)
def test_any_legal_log_comes_back_from_the_file_as_it_was(log: Log, chosen: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(empty_log(Path(folder) / "log.db")) as store:
            store.save(*log.entries(), settings=chosen, label="all")
        with Store.open(Path(folder) / "log.db") as store:
            assert (store.log(), store.settings()) == (log, chosen)


def test_every_field_of_every_entry_is_kept(store: Store) -> None:
    full = one_of_each()
    empty = [
        name for entry in full for name in (f.name for f in fields_of(type(entry))) if getattr(entry, name) is None
    ]
    assert empty == ["seconds"], "an exercise has reps or seconds, all else is filled in"
    store.save(*full, label="all")
    assert store.log() == Log.of(full)


def test_a_new_database_is_empty_and_has_the_default_settings(store: Store) -> None:
    assert (store.log(), store.settings()) == (Log(), Settings())


def test_saving_an_id_again_replaces_the_entry_and_all_its_parts(store: Store) -> None:
    long = CheckIn(id="c", date=DAY, flags=("tingling", "weakness"), treatments=("ice",))
    short = CheckIn(id="c", date=DAY, flags=("weakness",))
    store.save(long, label="one")
    store.save(short, label="two")
    assert store.log() == Log.of([short])


def test_removing_leaves_nothing_behind(store: Store, path: Path) -> None:
    store.save(*one_of_each(), label="all")
    store.remove(*one_of_each(), label="all gone")
    assert store.log() == Log()
    with closing(sqlite3.connect(path)) as db:
        for child in ("check_in_flags", "check_in_treatments", "session_exercises", "session_sets"):
            assert db.execute(f"select count(*) from {child}").fetchone() == (0,), child


def test_removing_what_is_gone_already_is_no_action(store: Store) -> None:
    store.remove(run(), label="never there")
    assert store.undo() is None


def test_saving_what_is_there_already_is_no_action(store: Store) -> None:
    entry = run()
    store.save(entry, settings=Settings(units="mi"), label="first")
    store.save(entry, settings=Settings(units="mi"), label="again")
    assert store.undo() == "first"
    assert store.undo() is None


def test_an_id_with_a_nul_or_a_quote_is_an_id_like_any_other(store: Store) -> None:
    odd = [run(id="a\0b"), run(id="a"), run(id="'; drop table runs; --")]
    store.save(*odd, label="odd")
    store.save(run(7, id="a\0b"), label="longer")
    store.remove(odd[1], label="less")
    assert {entry.id: entry.distance_km for entry in store.log().runs} == {"a\0b": 7, "'; drop table runs; --": 5}


# --- what does not go together ------------------------------------------------


def assert_refused(store: Store, sentence: str, *entries: Entry, settings: Settings | None = None) -> None:
    before = store.log(), store.settings()
    with pytest.raises(StoreError) as refused:
        store.save(*entries, settings=settings, label="no")
    assert str(refused.value) == sentence
    assert (store.log(), store.settings()) == before


def test_a_second_check_in_of_a_day_is_refused(store: Store) -> None:
    store.save(CheckIn(date=DAY), label="first")
    assert_refused(store, "2026-03-01 already has a check-in", run(), CheckIn(date=DAY))
    assert store.undo() == "first", "what was refused left nothing to undo"


def test_two_check_ins_of_a_day_in_one_action_are_refused(store: Store) -> None:
    assert_refused(store, "2026-03-01 already has a check-in", CheckIn(date=DAY), CheckIn(date=DAY))


def test_check_ins_may_change_places(store: Store) -> None:
    next_day = DAY + dt.timedelta(days=1)
    store.save(CheckIn(id="a", date=DAY), CheckIn(id="b", date=next_day), label="two")
    store.save(CheckIn(id="a", date=next_day), CheckIn(id="b", date=DAY), label="swapped")
    assert [entry.id for entry in store.log().check_ins] == ["b", "a"]


def test_one_id_in_two_lists_is_refused(store: Store) -> None:
    store.save(run(id="one"), label="first")
    assert_refused(store, "one is already the id of another entry", CheckIn(id="one", date=DAY))
    assert_refused(store, "two is already the id of another entry", run(id="two"), CheckIn(id="two", date=DAY))


SENTENCE = "a session, a progression or the settings name the exercise curl, so it has to be there"


def test_an_exercise_that_nobody_knows_is_refused(store: Store) -> None:
    assert_refused(store, SENTENCE, Session(date=DAY, exercises=(ExerciseDone(exercise="curl"),)))
    assert_refused(store, SENTENCE, settings=Settings(left_out=("curl",)))


def test_an_exercise_that_a_session_names_cannot_be_removed(store: Store) -> None:
    session = Session(date=DAY, exercises=(ExerciseDone(exercise="curl"),))
    store.save(CURL, session, label="both")
    with pytest.raises(StoreError, match=SENTENCE):
        store.remove(CURL, label="no")
    assert store.log() == Log.of([CURL, session])
    store.remove(CURL, session, label="both")
    assert store.log() == Log()


# --- the file, as others see it -------------------------------------------------


def test_the_columns_are_the_fields(store: Store, path: Path) -> None:
    """A field that an entry gains needs a migration: this says so."""

    def check(table: Table, db: sqlite3.Connection) -> None:
        found = {name: (kind, needed) for _, name, kind, needed, *_ in db.execute(f"pragma table_info({table.name})")}
        assert list(found) == [*table.key, *table.columns]
        for column, field in zip(table.columns, table.fields, strict=True):
            needed = field.required or table.kind in (None, Settings)
            assert found[column] == (sql_type(field.kind), needed), f"{table.name}.{column}"
        for _, part in table.parts:
            check(part, db)

    def sql_type(kind: type) -> str:
        return {bool: "INTEGER", int: "INTEGER", float: "REAL"}.get(kind, "TEXT")

    with closing(sqlite3.connect(path)) as db:
        for table in TABLES.values():
            check(table, db)


def test_every_table_is_strict(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        loose = [
            name for _, name, kind, _, _, strict in db.execute("pragma table_list") if kind == "table" and not strict
        ]
    assert sorted(loose) == ["_sqlite_migrations", "sqlite_schema", "sqlite_temp_schema"]


def test_a_row_reads_plainly(store: Store, path: Path) -> None:
    store.save(*one_of_each(), label="all")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("select date, time, distance_km, limped from runs").fetchall() == [
            ("2026-03-01", "07:30:05", 3.2, 1)
        ]
        assert db.execute(
            """select date, started, exercise, amount from sessions
            join session_exercises e on e.session_id = sessions.id
            join session_sets s on s.session_id = e.session_id and s.exercise_position = e.position"""
        ).fetchall() == [("2026-03-01", "2026-03-01T18:05", "clamshell", amount) for amount in (15, 12)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("update runs set pain = 11", "runs r1: pain: 11 is not between 0 and 10"),
        ("update runs set date = 'soon'", "runs r1: Invalid isoformat string: 'soon'"),
        ("update session_sets set amount = -1", "sessions s1: sets[0]: -1 is not between 0 and 7200"),
        ("update settings set units = 'ells'", "settings settings: units: ells is not one of km, mi"),
    ],
)
def test_a_row_that_someone_spoilt_is_named(store: Store, path: Path, change: str, says: str) -> None:
    store.save(*one_of_each(), settings=Settings(units="mi"), label="all")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(change)
    with pytest.raises(StoreError) as refused:
        store.log()
        store.settings()
    assert str(refused.value) == f"{path} holds what it cannot hold: {says}"


def test_a_text_that_is_none_is_damage(store: Store, path: Path) -> None:
    store.save(run(notes="windy"), label="run")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update runs set notes = cast(x'ff' as text)")
    with pytest.raises(DamagedError):
        store.log()


def test_a_truth_value_is_0_or_1(store: Store, path: Path) -> None:
    store.save(*one_of_each(), label="all")
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("update runs set limped = 2")


# --- others at the same file ------------------------------------------------------


def test_the_change_mark_moves_with_each_write_and_only_then(store: Store, path: Path) -> None:
    marks = [store.change_mark()]
    assert store.change_mark() == marks[0]
    store.log()
    assert store.change_mark() == marks[0]
    store.save(run(), label="mine")
    marks.append(store.change_mark())
    with Store.open(path) as other:
        other.save(run(), label="theirs")
        marks.append(store.change_mark())
        other.undo()
    marks.append(store.change_mark())
    store.undo()
    marks.append(store.change_mark())
    assert len(set(marks)) == len(marks)


WRITER = """
import sys, datetime as dt
from pathlib import Path
from itbtui.data.store import Store
from itbtui.rehab.log.entries import Run
with Store.open(Path(sys.argv[1])) as store:
    for _ in range(10):
        store.save(Run(date=dt.date(2026, 3, 1), distance_km=5, pain=0), label="run")
"""


def test_programs_that_start_and_write_at_once_lose_nothing(path: Path) -> None:
    deep = path.parent / "new" / "log.db"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(deep)], stderr=subprocess.PIPE) for _ in range(3)]
    errors = [writer.communicate(timeout=60)[1].decode() for writer in writers]
    assert errors == [""] * 3
    with Store.open(deep) as store:
        assert len(store.log()) == 30


# --- import -------------------------------------------------------------------------


def bundle(*entries: Entry, settings: Settings | None = None) -> Bundle:
    return load(dump(Log.of(entries), settings or Settings()))


def test_an_import_adds_replaces_and_leaves_alone(store: Store) -> None:
    store.save(run(id="same"), run(id="old"), label="before")
    result = store.import_(bundle(run(id="same"), run(8, id="old"), run(id="new"), settings=Settings(units="mi")))
    assert result == ImportResult(added=1, changed=1, unchanged=1, settings_taken=False)
    assert {entry.id: entry.distance_km for entry in store.log().runs} == {"same": 5, "old": 8, "new": 5}
    assert store.settings() == Settings()
    assert store.undo() == "import"
    assert store.log() == Log.of([run(id="same"), run(id="old")])


def test_an_empty_log_takes_the_settings_too(store: Store) -> None:
    mine = Settings(units="mi", left_out=("clamshell",))
    assert store.import_(bundle(run(), settings=mine)).settings_taken
    assert store.settings() == mine
    store.undo()
    assert (store.log(), store.settings()) == (Log(), Settings())


def test_a_file_that_says_nothing_of_settings_changes_none(store: Store) -> None:
    store.save(settings=Settings(units="mi"), label="miles")
    taken = store.import_(load('{"format": "itbtui", "version": 1}')).settings_taken
    assert (taken, store.settings()) == (False, Settings(units="mi"))


def test_importing_twice_changes_nothing_even_without_ids(store: Store) -> None:
    text = json.dumps(
        {
            "format": "itbtui",
            "version": 1,
            "runs": [{"date": "2026-03-01", "distance_km": 5, "pain": 0}] * 2,
            "check_ins": [{"date": "2026-03-01", "morning": 0}],
        }
    )
    assert store.import_(load(text)) == ImportResult(3, 0, 0, False)
    before = store.log()
    assert store.import_(load(text)) == ImportResult(0, 0, 3, False)
    assert store.log() == before
    assert len(before.runs) == 2


def test_a_dry_run_says_what_would_happen_and_does_nothing(store: Store) -> None:
    mark = store.change_mark()
    assert store.import_(bundle(run(), run(8)), dry_run=True) == ImportResult(2, 0, 0, True)
    assert (store.log(), store.undo()) == (Log(), None)
    assert store.import_(bundle(CheckIn(date=DAY))).added == 1
    with pytest.raises(ExchangeError):
        store.import_(bundle(CheckIn(date=DAY)), dry_run=True)
    assert store.change_mark() != mark


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (
            {"check_ins": [{"date": "2026-03-02"}, {"date": "2026-03-01"}]},
            "check_ins[1].date: 2026-03-01 already has a check-in",
        ),
        ({"check_ins": [{"id": "r", "date": "2026-03-02"}]}, "check_ins[0].id: r is already the id of another entry"),
    ],
)
def test_an_import_that_does_not_fit_names_the_place_in_the_file(
    store: Store, raw: dict[str, object], sentence: str
) -> None:
    store.save(CheckIn(date=DAY), run(id="r"), label="before")
    before = store.log()
    text = json.dumps(
        {"format": "itbtui", "version": 1, "runs": [{"date": "2026-01-01", "distance_km": 5, "pain": 0}], **raw}
    )
    with pytest.raises(ExchangeError) as refused:
        store.import_(load(text))
    assert str(refused.value) == sentence
    assert store.log() == before


def test_a_session_may_name_an_exercise_the_database_has(store: Store) -> None:
    store.save(CURL, label="mine")
    session = Session(date=DAY, exercises=(ExerciseDone(exercise="curl"),))
    text = dump(Log.of([session]), Settings())
    with pytest.raises(ExchangeError, match="curl is not a known exercise"):
        load(text)
    store.import_(load(text, own_exercises=["curl"]))
    assert store.log().sessions == (session,)


def test_the_entries_of_a_bundle_made_by_hand_are_named_by_their_list(store: Store) -> None:
    store.save(CheckIn(date=DAY), label="before")
    with pytest.raises(ExchangeError, match=r"^check_ins\.date: 2026-03-01 already has a check-in$"):
        store.import_(Bundle(Log.of([CheckIn(date=DAY)]), Settings()))


@settings(max_examples=25, deadline=None)
@given(log=LOGS, chosen=SETTINGS)
def test_export_import_export_gives_the_same_file(log: Log, chosen: Settings) -> None:
    text = dump(log, chosen)
    with tempfile.TemporaryDirectory() as folder, Store.open(empty_log(Path(folder) / "log.db")) as store:
        result = store.import_(load(text))
        assert dump(store.log(), store.settings()) == text
        assert result == ImportResult(len(log), 0, 0, True)


def test_what_is_no_longer_as_it_was_seen_is_not_written_over(tmp_path: Path) -> None:
    first = Session(date=dt.date(2026, 3, 2))
    with Store.open(tmp_path / "log.db") as store, Store.open(tmp_path / "log.db") as other:
        store.save(first, label="session", seen={first.id: None})
        changed = replace(first, notes="theirs")
        other.save(changed, label="session", seen={first.id: first})
        for seen in (first, None):
            with pytest.raises(ChangedError):
                store.save(replace(first, notes="ours"), label="session", seen={first.id: seen})
        other.remove(changed, label="deletion")
        with pytest.raises(ChangedError):
            store.save(replace(first, notes="ours"), label="session", seen={first.id: changed})
        assert store.log().sessions == ()
