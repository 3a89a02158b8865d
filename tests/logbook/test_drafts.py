"""What was typed and not saved is kept in a private file, as long as there is something to keep."""

from pathlib import Path

from itbtui.logbook.drafts import Drafts


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
