"""Two devices' logs made one, by command."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from itbtui.data import backups
from tests.support.shell import Shell


@pytest.fixture
def itbtui(tmp_path: Path) -> Shell:
    """A log of which the phone has an older copy, that went on by itself."""
    shell = Shell(tmp_path)
    shell("log", "5", "--pain", "0", "--date", "2026-02-27")
    shutil.copy(shell.db, phone(shell))
    shell("log", "6", "--pain", "0", "--date", "2026-02-28")
    shell("check-in", "--morning", "1")
    shell.now = "2026-03-02T09:00"
    shell("log", "7", "--pain", "2", "--date", "2026-03-01", db=phone(shell))
    shell("check-in", "--daily", "2", db=phone(shell))
    return shell


def phone(shell: Shell) -> Path:
    return shell.folder / "phone.db"


def test_both_logs_hold_the_same_afterwards(itbtui: Shell, tmp_path: Path) -> None:
    other = tmp_path / "before.db"
    shutil.copy(itbtui.db, other)
    here = itbtui("merge", str(phone(itbtui)))
    assert (here.returncode, here.stderr) == (0, "")
    assert here.stdout.splitlines() == [
        f"{phone(itbtui)}: 1 new, 1 changed, 0 deleted, 2 kept as they are.",
        "  new      run of Sun 1 Mar, 7 km",
        "  changed  check-in of Mon 2 Mar",
    ]
    assert itbtui("merge", str(other), db=phone(itbtui)).returncode == 0
    log = itbtui("export").stdout
    assert itbtui("export", db=phone(itbtui)).stdout == log
    (check_in,) = json.loads(log)["check_ins"]
    assert (check_in["morning"], check_in["daily"]) == (1, 2)
    assert itbtui("merge", str(phone(itbtui))).stdout == f"{phone(itbtui)}: nothing is newer there.\n"
    assert [copy.kind for copy in backups.all_of(itbtui.db)].count("merge") == 1


def test_a_dry_run_changes_neither_file(itbtui: Shell) -> None:
    before = itbtui("export").stdout, phone(itbtui).read_bytes()
    said = itbtui.json("merge", "--dry-run", str(phone(itbtui)))
    assert [len(said[what]) for what in ("new", "changed", "deleted")] == [1, 1, 0]
    assert (said["kept"], said["dry_run"], said["settings_taken"]) == (2, True, False)
    assert "1 would be new" in itbtui("merge", "--dry-run", str(phone(itbtui))).stdout
    assert (itbtui("export").stdout, phone(itbtui).read_bytes()) == before
    itbtui("merge", str(phone(itbtui)))
    assert phone(itbtui).read_bytes() == before[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "there is no such file; give the database of the other device"),
        (b"Dear diary, today I ran for a long time.", "is not a database"),
        (b"", "is empty"),
    ],
)
def test_what_cannot_be_merged_is_refused_in_a_line(itbtui: Shell, content: bytes | None, says: str) -> None:
    file = itbtui.folder / "other.db"
    if content is not None:
        file.write_bytes(content)
    before = itbtui("export").stdout
    done = itbtui("merge", str(file))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert says in done.stderr
    assert itbtui("export").stdout == before


def test_this_log_itself_and_that_of_a_newer_program(itbtui: Shell) -> None:
    assert "is this log itself" in itbtui("merge", str(itbtui.db)).stderr
    with closing(sqlite3.connect(phone(itbtui))) as db:
        db.execute("update _sqlite_migrations set name = 'step_99_of_later' where name like 'step_1%'")
        db.commit()
    refused = itbtui("merge", str(phone(itbtui)))
    assert refused.returncode == 1
    assert "written by a newer version of itbtui" in refused.stderr


def test_into_a_log_that_is_not_there_yet(itbtui: Shell, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    assert itbtui("merge", str(itbtui.db), db=new).returncode == 0
    assert itbtui("export", db=new).stdout == itbtui("export").stdout
    assert backups.all_of(new) == []


def test_help_has_an_example(itbtui: Shell) -> None:
    assert "Example: itbtui merge" in itbtui("merge", "--help").stdout
