"""No sign that a terminal acts on comes out of a log, whoever wrote it: not as text, not as JSON, not in an error."""

import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from itbtui.data.store import Store
from tests.support.legal import one_of_each
from tests.support.shell import Shell

SIGNS = "\x1b]52;c;aGk=\x07\x9b31m\x1b[31mred\x7f\u202e"
COMMANDS = [
    "plan", "why", "runs", "status", "today", "week", "shoes", "races", "trend --plain", "report -o -",
    "report --format md -o -", "export", "db check", "locate", "db backup", "merge --dry-run OTHER",
    "log 5 --pain 0 --again",
]  # fmt: skip
TEXTS = [
    ("runs", "notes"), ("runs", "pain_elsewhere"), ("runs", "shoe"), ("check_ins", "notes"), ("sessions", "notes"),
    ("session_exercises", "band"), ("cross_training", "notes"), ("clearances", "notes"),
    ("shoes", "name"), ("races", "name"), ("exercises", "name"), ("exercises", "cue"),
    ("waiting", "notes"), ("waiting", "shoe"), ("actions", "label"),
]  # fmt: skip
SPOILT = [
    ("runs", "id"), ("runs", "terrain"), ("sessions", "date"), ("check_in_flags", "flag"), ("settings", "units"),
    ("waiting", "id"), ("session_exercises", "session_id"), ("session_exercises", "load"), ("clearances", "by"),
]  # fmt: skip


@pytest.fixture
def itbtui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    for path in (shell.db, tmp_path / "mine.db"):
        Store.open(path).close()
    with Store.open(shell.db) as store:
        store.save(*one_of_each(), label="all")
    return shell


def write(path: Path, *places: tuple[str, str]) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for table, column in places:
            db.execute(f'update {table} set "{column}" = ?', [SIGNS])


def harmless(itbtui: Shell, words: str, status: tuple[int, ...]) -> None:
    mine = itbtui.db.with_name("mine.db") if words.startswith("merge") else itbtui.db
    for more in ([], ["--json"]):
        done = itbtui(*words.replace("OTHER", str(itbtui.db)).split(), *more, db=mine)
        assert done.returncode in (*status, 2), (words, done.stderr)
        signs = {sign for sign in done.stdout + done.stderr if unicodedata.category(sign) in ("Cc", "Cf")} - {"\n"}
        assert not signs, (words, more)


@pytest.mark.parametrize("words", COMMANDS)
def test_what_is_legal_comes_out_as_text(itbtui: Shell, words: str) -> None:
    write(itbtui.db, *TEXTS)
    harmless(itbtui, words, (0,))


@pytest.mark.parametrize("place", SPOILT, ids="{0[0]}.{0[1]}".format)
def test_what_is_not_is_said_in_a_sentence(itbtui: Shell, place: tuple[str, str]) -> None:
    write(itbtui.db, place)
    for words in ("plan", "db check", "merge --dry-run OTHER"):
        harmless(itbtui, words, (0, 1))
