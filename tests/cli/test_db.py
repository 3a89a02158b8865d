"""Where the log is, whether it is sound, and copies of it: by command, as a person who has lost something runs them."""

import json
import os
import shutil
from pathlib import Path

import pytest

from itbtui.data import backups
from itbtui.data.store import Store
from tests.support.shell import Shell


@pytest.fixture
def itbtui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    assert shell("log", "5", "--pain", "0").returncode == 0
    return shell


def damage(path: Path) -> bytes:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * 4096 + data[8192:])
    return path.read_bytes()


def test_a_sound_log(itbtui: Shell) -> None:
    copy = itbtui("db", "backup").stdout.strip()
    done = itbtui("db", "check")
    assert done.returncode == 0
    assert f"{itbtui.db}: sound" in done.stdout
    assert "1 entry, the last of Mon 2 Mar" in done.stdout
    assert f"1 copy, the newest {copy}" in done.stdout
    said = itbtui.json("db", "check")
    assert (said["sound"], said["problems"], said["entries"], said["backups"]) == (True, [], 1, [copy])


def test_without_a_log_there_is_nothing_to_check_and_none_is_made(itbtui: Shell, tmp_path: Path) -> None:
    done = itbtui("db", "check", db=tmp_path / "none.db")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path / 'none.db'} is not there yet; the first entry makes it\n"
    assert not (tmp_path / "none.db").exists()


def test_restored_and_back_again(itbtui: Shell) -> None:
    copy = itbtui("db", "backup").stdout.strip()
    itbtui("log", "6", "--pain", "0")
    done = itbtui("db", "restore", copy)
    assert done.returncode == 0
    assert len(json.loads(itbtui("export").stdout)["runs"]) == 1
    kept = done.stdout.strip().rpartition("kept: ")[2]
    assert itbtui("db", "restore", kept).returncode == 0
    assert len(json.loads(itbtui("export").stdout)["runs"]) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "there is no such file; itbtui db check names the newest copy"),
        (b"", "cannot be restored: "),
        (b"nothing of the kind", "cannot be restored: "),
    ],
)
def test_what_cannot_be_restored_is_refused_in_a_line(
    itbtui: Shell, tmp_path: Path, content: bytes | None, says: str
) -> None:
    file = tmp_path / "copy.db"
    if content is not None:
        file.write_bytes(content)
    before = itbtui("export").stdout
    done = itbtui("db", "restore", str(file))
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert itbtui("export").stdout == before


def test_a_damaged_log_is_named_by_every_command_and_brought_back_by_one(itbtui: Shell) -> None:
    itbtui.now = "2026-03-03T08:00"
    itbtui("log", "6", "--pain", "0")
    (copy,) = backups.all_of(itbtui.db)
    damaged = damage(itbtui.db)
    for words in (["plan"], ["export"], ["db", "check"], ["log", "5", "--pain", "0"], []):
        done = itbtui(*words)
        assert done.returncode == 1, words
        assert "damaged" in done.stderr + done.stdout
        assert "Traceback" not in done.stderr
    assert f"itbtui db restore {copy.path}" in itbtui().stderr
    assert itbtui.db.read_bytes() == damaged
    done = itbtui("db", "restore", str(copy.path))
    assert done.returncode == 0
    assert len(json.loads(itbtui("export").stdout)["runs"]) == 1
    (aside,) = itbtui.db.parent.glob("log-set-aside-*.db")
    assert aside.read_bytes() == damaged


def test_a_damaged_log_without_a_copy_is_left_as_it_is(itbtui: Shell) -> None:
    damaged = damage(itbtui.db)
    done = itbtui()
    assert done.returncode == 1
    assert "There is no sound copy of it; the file is left as it is." in done.stderr
    for told in (done.stderr, itbtui("db", "check").stdout):
        assert "move the file away and start itbtui alone: it begins a new log, and asks before" in told
    assert itbtui.db.read_bytes() == damaged
    # One from elsewhere is put in its place.
    other = itbtui.db.with_name("other.db")
    itbtui("log", "6", "--pain", "0", db=other)
    assert itbtui("db", "restore", str(other)).returncode == 0
    assert len(json.loads(itbtui("export").stdout)["runs"]) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_damaged_log_whose_copies_may_not_be_looked_at(itbtui: Shell) -> None:
    folder = Path(itbtui("db", "backup").stdout.strip()).parent
    damage(itbtui.db)
    folder.chmod(0)
    try:
        done = itbtui("plan")
    finally:
        folder.chmod(0o700)
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert f"Its copies: {folder} may not be used; make the file and its folder readable" in done.stderr


def test_another_version_beside_the_log_is_named_with_the_way_to_take_it_in(itbtui: Shell) -> None:
    itbtui("log", "6", "--pain", "0")
    other = itbtui.db.with_name("log.sync-conflict-20260301-080000-ABCDEFG.db")
    shutil.copy(itbtui.db, other)
    assert f"another version of this log: {other}; itbtui merge takes it in" in itbtui("db", "check").stdout
    assert itbtui.json("db", "check")["conflicts"] == [str(other)]
    assert f"also     {other}: another version of this log" in itbtui("locate").stdout
    assert itbtui("merge", str(other)).returncode == 0


def test_an_emptied_log_is_asked_about_by_whatever_reads_and_copies_of_another_log_are_named(itbtui: Shell) -> None:
    copy = itbtui("db", "backup").stdout.strip()
    itbtui.db.write_bytes(b"")
    for words in (["runs"], ["log", "5", "--pain", "0"], ["export"]):
        done = itbtui(*words)
        assert done.returncode == 1
        assert f"is empty, but copies of it are there; itbtui db restore {copy}" in done.stderr
    assert not itbtui.db.stat().st_size
    with Store.open(itbtui.db, begin=True):
        assert f"1 copy, the newest {copy}: of another log" in itbtui("db", "check").stdout
    assert itbtui.json("db", "check")["backups_of_another_log"] == [copy]


def test_a_copy_of_the_day_that_could_not_be_made_is_said_by_what_was_saved(itbtui: Shell) -> None:
    folder = backups.folder_of(itbtui.db)
    folder.touch()
    itbtui.now = "2026-03-03T08:00"
    done = itbtui("log", "6", "--pain", "0")
    assert done.returncode == 0
    assert done.stderr.startswith(f"The day's copy of the log could not be made: {folder} cannot be used: ")
    assert itbtui("runs").stderr == ""
    for words in (["db", "backup"], ["db", "restore", str(shutil.copy(itbtui.db, itbtui.folder / "other.db"))]):
        assert itbtui(*words).stderr.startswith(f"{folder} cannot be used: ")
