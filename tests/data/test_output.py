"""What the runner has written out goes where it is wanted, and never over a log."""

import os
import threading
from datetime import datetime
from pathlib import Path

import pytest

from itbtui.data.output import OutputError, write_out
from itbtui.data.store import Store
from itbtui.logbook import chosen_session, led_runs
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.told import untold_conflicts
from itbtui.rehab.workouts.workout import Kind, Part

DAY = datetime(2026, 3, 2, 8)
KEPT = ("-backups", "-run.json", "-session.json", "-told.json", ".drafts")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "data" / "log.db") as store:
        store.backup()
    return tmp_path / "data" / "log.db"


@pytest.mark.parametrize(
    "where",
    ["log.db", "log.db-journal", "log.db-wal", "log.db-run.json", "log.db-session.json", "log.db-told.json",
     "log.db.drafts", ".log.db.12.tmp", "log.db-backups", "log.db-backups/new.json", "log.db-backups/deep/new.json",
     "hard", "link", "other.db", "other.db-journal", "log.db-backups/../log.db", "LOG.db", "Log.DB-Journal",
     "log.db-BACKUPS/new.json", "second/log.db-journal", "hard run.json", "link-run.json", "link-backups/new.json"],
)  # fmt: skip
def test_a_log_and_what_belongs_to_it_is_never_replaced(log: Path, where: str) -> None:
    log.with_name("log.db-run.json").write_text("{}")
    os.link(log, log.with_name("hard"))
    os.link(log.with_name("log.db-run.json"), log.with_name("hard run.json"))
    for link, to in (
        ("link", "log.db"),
        ("second", "."),
        ("link-run.json", "log.db-run.json"),
        ("link-backups", "log.db-backups"),
    ):
        log.with_name(link).symlink_to(log.parent / to)
    Store.open(log.with_name("other.db")).close()
    before = {path: path.read_bytes() for path in log.parent.rglob("*") if path.is_file()}
    with pytest.raises(OutputError, match="name a"):
        write_out(log.parent / where, "{}", log)
    assert {path: path.read_bytes() for path in log.parent.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["log.json", "log.db.json", "log-run.json", "run.json", "log.db-2.fit", "-run.json"])
def test_a_name_that_only_looks_like_one_is_free(log: Path, name: str) -> None:
    write_out(log.with_name(name), "{}", log)
    assert log.with_name(name).read_text() == "{}"


def test_whatever_the_program_keeps_beside_a_log_is_refused(log: Path) -> None:
    """So that a file which comes new is no exception."""
    with Logbook.open(log) as logbook:
        logbook.drafts.put("run", {"km": "5"})
        led_runs.keep(logbook, led_runs.LedRun(DAY.date(), DAY, (Part(Kind.RUN, 600, "easy"),)))
        chosen_session.keep(logbook, chosen_session.ChosenSession("s", (), ("pigeon", "left", 1), (), ()))
    log.with_name("log.sync-conflict-1.db").write_bytes(log.read_bytes())
    untold_conflicts(log)
    kept = [path for path in log.parent.iterdir() if path.name.startswith("log.db")]
    assert {path.name.removeprefix(log.name) for path in kept} == {"", *KEPT}
    for path in kept:
        with pytest.raises(OutputError, match="name a"):
            write_out(path, "{}", log)


def test_the_place_of_a_log_that_is_not_there_yet_stays_free(log: Path) -> None:
    log.unlink()
    with pytest.raises(OutputError, match="is the log itself"):
        write_out(log, "{}", log)


def test_each_copy_is_refused(log: Path) -> None:
    (copy,) = log.with_name("log.db-backups").iterdir()
    moved = copy.rename(log.parent / "kept.db")
    with pytest.raises(OutputError, match="is a database"):
        write_out(moved, "{}", log)


def test_a_link_is_followed(log: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.json"
    target.write_text("before")
    (tmp_path / "link.json").symlink_to(target)
    write_out(tmp_path / "link.json", "after", log)
    assert (tmp_path / "link.json").is_symlink()
    assert target.read_text() == "after"


def test_a_pipe_is_written_to_and_stays_one(log: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_out(pipe, "x" * 100_000, log)
    reader.join(10)
    assert read == [b"x" * 100_000]
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("where", "says"),
    [(".", "is a folder"), ("none/x", "is no folder that is there"), ("a\0b", "no name of a file"), ("loop", "cannot")],
)
def test_what_cannot_be_written_is_said(log: Path, tmp_path: Path, where: str, says: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OutputError, match=says):
        write_out(tmp_path / where, "{}", log)


def test_a_device_that_is_full_is_said(log: Path) -> None:
    with pytest.raises(OutputError, match="No space left"):
        write_out(Path("/dev/full"), "{}", log)
    assert not Path("/dev/full").is_file()
