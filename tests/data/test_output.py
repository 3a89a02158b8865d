"""What the runner has written out goes where it is wanted, and never over a log."""

import os
import threading
from pathlib import Path

import pytest

from itbtui.data.output import OutputError, write_out
from itbtui.data.store import Store


@pytest.fixture
def log(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "data" / "log.db") as store:
        store.backup()
    return tmp_path / "data" / "log.db"


@pytest.mark.parametrize(
    "where",
    ["log.db", "log.db-journal", "log.db-wal", "log.db-backups", "log.db-backups/new.json", "hard", "link", "other.db",
     "log.db-backups/../log.db"],
)  # fmt: skip
def test_a_log_and_what_belongs_to_it_is_never_replaced(log: Path, where: str) -> None:
    os.link(log, log.with_name("hard"))
    log.with_name("link").symlink_to(log)
    Store.open(log.with_name("other.db")).close()
    before = {path: path.read_bytes() for path in log.parent.rglob("*") if path.is_file()}
    with pytest.raises(OutputError, match="name a"):
        write_out(log.parent / where, "{}", log)
    assert {path: path.read_bytes() for path in log.parent.rglob("*") if path.is_file()} == before


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
