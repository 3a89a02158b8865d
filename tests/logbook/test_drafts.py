"""What was typed and not saved is kept in a private file, as long as there is something to keep."""

import os
from pathlib import Path

import pytest

from itbtui.data.companions import DRAFTS, RUN, SESSION, TOLD
from itbtui.data.store import Store
from itbtui.logbook import led_runs
from itbtui.logbook.chosen_session import is_followed_elsewhere
from itbtui.logbook.drafts import Drafts
from itbtui.logbook.import_answers import Remembered, recall
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.told import untold_conflicts


def test_what_was_typed_is_there_again(tmp_path: Path) -> None:
    log = tmp_path / "log.db"
    drafts = Drafts(log)
    drafts.put("run", {"distance_km": "7,5", "pain": 3, "worsened": False, "signs": ["limp"]})
    drafts.keep()
    assert drafts.path.stat().st_mode & 0o777 == 0o600
    again = Drafts(log)
    assert again.get("run") == {"distance_km": "7,5", "pain": 3, "worsened": False, "signs": ["limp"]}
    assert again.forms == ["run"]
    again.drop("run")
    assert again.forms == [] and not drafts.path.exists()


def test_two_programs_keep_what_both_were_told(tmp_path: Path) -> None:
    one, other = Drafts(tmp_path / "log.db"), Drafts(tmp_path / "log.db")
    one.put("run", {"pain": 1})
    one.keep()
    other.put("race", {"name": "Ten"})
    other.keep()
    assert Drafts(tmp_path / "log.db").forms == ["run", "race"]
    one.drop("run")
    assert Drafts(tmp_path / "log.db").forms == ["race"]


def test_a_file_that_is_none_holds_no_draft(tmp_path: Path) -> None:
    for text in ("", "{", "[1]", '{"run": 3}'):
        (tmp_path / "log.db.drafts").write_text(text)
        assert Drafts(tmp_path / "log.db").forms == []


def test_where_nothing_can_be_written_it_lasts_as_long_as_the_program(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "no folder" / "log.db")
    drafts.put("run", {"pain": 1})
    drafts.keep()
    assert drafts.get("run") == {"pain": 1}


@pytest.mark.parametrize("what", ["pipe", "device", "folder", "too large", "link in a circle"])
def test_what_is_no_small_file_beside_the_log_is_passed_over(what: str, tmp_path: Path) -> None:
    """What is read in their place has no end, or is waited for."""
    with Store.open(tmp_path / "log.db"):
        pass
    names = [f"log.db{ending}" for ending in (DRAFTS, RUN, SESSION, TOLD)]
    for path in (*(tmp_path / name for name in names), tmp_path / "imports.json"):
        if what == "pipe":
            os.mkfifo(path)
        elif what == "folder":
            path.mkdir()
        elif what == "too large":
            path.write_text('{"by": 1}')
            os.truncate(path, 500_000_000)
        else:
            path.symlink_to("/dev/zero" if what == "device" else path)
    with Logbook.open(tmp_path / "log.db", tmp_path / "settings.toml") as logbook:
        assert logbook.unsaved == []
        assert led_runs.unlogged(logbook) is None
        assert not is_followed_elsewhere(logbook)
        assert untold_conflicts(logbook.store.path) == []
    assert recall(tmp_path / "imports.json") == Remembered()
