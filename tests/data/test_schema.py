"""Nothing but the program's own tables, columns, indices and triggers: whatever else is in a file refuses it."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from itbtui.data import schema
from itbtui.data.store import Store, StoreError
from itbtui.logbook.soundness import examine, restore, versions_in
from itbtui.rehab.log.entries import Run

RUN = Run(id="r", date=date(2026, 3, 1), distance_km=5, pain=0)

FOREIGN = {
    "a trigger that takes away": "create trigger x after insert on runs begin delete from runs where id = new.id; end",
    "a trigger instead of ours": "drop trigger runs_insert_bookmark; "
    "create trigger runs_insert_bookmark after insert on runs begin select 1; end",
    "a trigger of ours that is gone": "drop trigger runs_delete_bookmark",
    "a view": "create view x as select * from runs",
    "a view in the place of a table": "alter table races rename to r2; create view races as select * from r2",
    "a table": "create table notes (x)",
    "a column": "alter table runs add column feeling text",
    "a column that is gone": "alter table runs drop column rpe",
    "an index": "create index x on runs (date)",
    "a unique index": "create unique index x on runs (date)",
    "a text of a check in other letters": "pragma writable_schema = on; update sqlite_master "
    "set sql = replace(sql, '''settings''', '''SETTINGS'''); pragma writable_schema = reset",
    "a trigger behind a name of SQLite's": "pragma writable_schema = on; insert into sqlite_master values ('trigger', "
    "'sqlite_stat1', 'runs', 0, 'create trigger sqlite_stat1 after insert on runs begin delete from runs; end')",
    "a view behind a name of SQLite's": "pragma writable_schema = on; insert into sqlite_master values ('view', "
    "'sqlite_stat1', 'sqlite_stat1', 0, 'create view sqlite_stat1 as select 1 as tbl, 2 as idx, 3 as stat')",
    "a virtual table": "create virtual table x using fts5(y)",
    "a generated column": "alter table runs add column x integer as (pain * 2)",
    "a name with signs": 'create table "\x1b[31m" (x)',
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "log.db") as store:
        store.save(RUN, label="run")
    return tmp_path / "log.db"


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(sql)


def test_the_file_of_the_newest_schema_is_what_its_steps_make() -> None:
    assert schema.NEWEST.read_text(encoding="utf-8") == schema.as_text(schema.parts_of_ours()), "run: make docs"


@pytest.mark.parametrize("sql", FOREIGN.values(), ids=FOREIGN)
def test_what_is_not_our_own_is_refused_with_a_sentence_and_left(path: Path, tmp_path: Path, sql: str) -> None:
    change(path, sql)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not as this program keeps a log: the") as refused:
        Store.open(path)
    assert str(refused.value).isprintable()
    assert examine(path).problems == (str(refused.value),)
    with pytest.raises(StoreError, match="cannot be merged"):
        versions_in(path)
    good = tmp_path / "good.db"
    Store.open(good).close()
    with pytest.raises(StoreError, match="cannot be restored"):
        restore(good, path, lambda: datetime(2026, 3, 2))
    assert path.read_bytes() == before


def test_a_name_that_is_no_text_is_damage(path: Path) -> None:
    change(path, "pragma writable_schema = on; update sqlite_master set name = x'ff' where name = 'races'")
    with pytest.raises(StoreError, match="is damaged: it holds a name that is no text"):
        Store.open(path)
    assert examine(path).is_damaged


def test_it_is_met_under_an_open_store_before_anything_is_saved(path: Path) -> None:
    with Store.open(path) as store:
        change(path, FOREIGN["a trigger that takes away"])
        with pytest.raises(StoreError, match="the trigger x in it"):
            store.save(RUN, label="run")


def test_an_older_file_is_looked_at_as_it_will_be(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript((Path(__file__).parent / "released" / "step_2.sql").read_text("utf-8"))
        db.executescript(FOREIGN["a trigger that takes away"])
    before = path.read_bytes()
    with pytest.raises(StoreError, match="the trigger x in it"):
        Store.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    ["analyze", "vacuum", "pragma page_size = 512; vacuum", "pragma page_size = 65536; vacuum",
     "pragma auto_vacuum = full; vacuum", "pragma journal_mode = wal"],
)  # fmt: skip
def test_what_sqlite_does_by_itself_is_taken(path: Path, tmp_path: Path, sql: str) -> None:
    other = tmp_path / "other.db"
    with Store.open(other) as store:
        change(path, sql)
        with Store.open(path) as again:
            assert len(again.log()) == 1
        kept = restore(other, path, lambda: datetime(2026, 3, 2))
        assert len(store.log()) == 1
        assert kept is not None
        change(kept, sql)
        restore(other, kept, lambda: datetime(2026, 3, 2))
        assert len(store.log()) == 0
    assert examine(path).is_sound
