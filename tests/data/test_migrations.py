"""A file that an earlier version wrote opens with all that was in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils.db import Database

from itbtui.data.exchange import own
from itbtui.data.migrations import MIGRATIONS
from itbtui.data.schema_steps import STEPS, taken
from itbtui.data.store import Store

RELEASED = Path(__file__).parent / "released"
"""For each schema a database with rows in it, as SQL, and the log it held, as that version exported it."""


def test_the_steps_are_listed_in_order(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        assert [
            step.name for step in MIGRATIONS.applied(Database(store._file.connection(), execute_plugins=False))
        ] == [*STEPS]
        assert taken(store._file.connection()) == {*STEPS}


def test_every_earlier_schema_has_a_saved_file(tmp_path: Path) -> None:
    with Store.open(tmp_path / "log.db") as store:
        steps = [step.name for step in MIGRATIONS.applied(Database(store._file.connection(), execute_plugins=False))]
    assert sorted(path.stem for path in RELEASED.glob("*.sql")) == [
        "_".join(name.split("_")[:2]) for name in steps[:-1]
    ]


@pytest.mark.parametrize("saved", sorted(RELEASED.glob("*.sql")), ids=lambda path: path.stem)
def test_an_earlier_file_keeps_its_log_and_its_undo(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(saved.read_text("utf-8"))
    with Store.open(path) as store:
        assert own.dump(store.log(), store.settings()) == saved.with_suffix(".json").read_text("utf-8")
        assert store.undo() == "all there is"
        assert len(store.log()) == 0
