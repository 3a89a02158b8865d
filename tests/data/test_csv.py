"""The log as CSV: what a spreadsheet reads is what was logged, and nothing in it is run."""

import csv
import datetime as dt
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.csv_folder import write_folder
from itbtui.data.exchange.csv_tables import FORMULA, TABLES, as_files
from itbtui.data.fields import fields_of
from itbtui.rehab.log.entries import Dose, Entry, ExerciseDone, Run, Session, Settings
from itbtui.rehab.log.log import LISTS, Log
from tests.support.legal import LOGS, SETTINGS, one_of_each

DAY = dt.date(2026, 3, 1)


def read(text: str) -> list[dict[str, str]]:
    """As a spreadsheet does, that knows UTF-8 by its mark."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def rows(name: str, *entries: Entry, settings: Settings | None = None) -> list[dict[str, str]]:
    return read(as_files(Log.of(entries), settings or Settings())[f"{name}.csv"])


def test_every_list_has_a_table_and_every_field_a_column() -> None:
    columns = {table.name: list(table.columns) for table in TABLES}
    assert {*columns} == {*LISTS.values(), "settings"}
    for kind, name in LISTS.items():
        fields = [field.name for field in fields_of(kind)]
        if kind is Session:
            fields.remove("exercises")
            done = {field.name for field in fields_of(ExerciseDone)}
            assert columns[name][: len(fields)] == fields
            assert done <= {*columns[name]} and {*columns[name]} - done - {*fields} == {"name", "amounts", "total"}
        else:
            assert columns[name] == fields


def test_values_as_a_spreadsheet_reads_them() -> None:
    (run,) = rows("runs", *one_of_each())
    assert (run["date"], run["time"], run["distance_km"], run["minutes"]) == ("2026-03-01", "07:30:05", "3.2", "20")
    assert (run["worsened"], run["limped"], run["onset_km"]) == ("no", "yes", "1.5")
    assert run["notes"] == "windy\n\N{REPLACEMENT CHARACTER}[31m"
    (check_in,) = rows("check_ins", *one_of_each())
    assert (check_in["flags"], check_in["treatments"]) == ("weakness; tingling", "rolling; ice")
    (done,) = rows("sessions", *one_of_each())
    assert (done["started"], done["name"], done["sets"]) == ("2026-03-01 18:05", "Clamshell", "2")
    assert (done["amounts"], done["total"], done["load_kg"], done["pain"]) == ("15; 12", "27", "2.5", "1")


@pytest.mark.parametrize("note", ["می\u200cخواهم بدوم", "क्\u200dष", "👩\u200d👩\u200d👧"])
def test_what_joins_letters_stays_and_what_turns_the_line_does_not(note: str) -> None:
    run = Run(date=DAY, distance_km=5, pain=0, notes=f"{note} \u202eabc\u2066\x1b")
    (row,) = rows("runs", run)
    assert row["notes"] == f"{note} \ufffdabc\ufffd\ufffd"


def test_a_session_has_a_row_for_each_exercise_and_side() -> None:
    left, right = (ExerciseDone(exercise="clamshell", side=side, sets=(15,)) for side in ("left", "right"))
    sessions = [Session(id="a", date=DAY, exercises=(left, right)), Session(id="b", date=DAY)]
    assert [(row["id"], row["side"], row["pain"]) for row in rows("sessions", *sessions)] == [
        ("a", "left", ""),
        ("a", "right", ""),
        ("b", "", ""),
    ]


def test_settings_are_named() -> None:
    set_ = Settings(left_out=("pigeon", "clamshell"), doses=(Dose("clamshell", 18),))
    said = {row["setting"]: row["value"] for row in rows("settings", settings=set_)}
    assert (said["units"], said["left_out"], said["doses"]) == ("km", "pigeon; clamshell", "clamshell: 18")


@pytest.mark.parametrize("begins", FORMULA)
def test_no_text_is_run_as_a_formula(begins: str) -> None:
    text = f"{begins}cmd|' /C calc'!A0"
    given = Run(id=text, date=DAY, distance_km=5, pain=0, notes=text, shoe=text)
    (run,) = rows("runs", given)
    assert [run[name] for name in ("id", "shoe", "notes")] == [f"'{text}"] * 3


@given(log=LOGS, settings=SETTINGS)
def test_any_log_is_read_back_whole(log: Log, settings: Settings) -> None:
    for name, text in as_files(log, settings).items():
        found = read(text)
        columns = next(table.columns for table in TABLES if f"{table.name}.csv" == name)
        assert all(list(row) == list(columns) and None not in row.values() for row in found)
        assert not [cell for row in found for cell in row.values() if cell.startswith(FORMULA)]
        if name not in ("sessions.csv", "settings.csv"):
            assert len(found) == len(getattr(log, name.removesuffix(".csv")))


# --- the folder -----------------------------------------------------------------------------------

FILES = as_files(Log.of(one_of_each()), Settings())


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("umask", [0, 0o022, 0o177, 0o777])
def test_a_folder_for_this_user_only(umask: int, tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    before = os.umask(umask)
    try:
        write_folder(folder, FILES)
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert {path.name for path in folder.iterdir()} == {*FILES}


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    write_folder(folder, as_files(Log(), Settings()))
    write_folder(folder, FILES)
    assert everything(folder) == {name: text.encode() for name, text in FILES.items()}
    assert [path.name for path in tmp_path.iterdir()] == ["csv"]


@pytest.mark.parametrize("name", ["letter.txt", "runs.csv", "sub/runs.csv"])
def test_a_folder_with_other_things_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "csv"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("Dear diary")
    with pytest.raises(ExchangeError, match="holds other things; name a folder that is not there yet"):
        write_folder(folder, FILES)
    assert everything(tmp_path) == {f"csv/{name}": b"Dear diary"}


def test_a_file_or_a_link_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Dear diary")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(ExchangeError, match="is no folder"):
            write_folder(tmp_path / name, FILES)
    assert everything(tmp_path) == {"file": b"Dear diary"}


def test_all_or_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    write_folder(folder, FILES)
    before = everything(tmp_path)
    with pytest.raises(OSError, match="csv"):
        write_folder(folder, {"runs.csv": "new", "no/such/folder.csv": ""})
    assert everything(tmp_path) == before
    assert os.listdir(tmp_path) == ["csv"]  # noqa: PTH208


def test_an_exercise_of_ones_own_is_named(tmp_path: Path) -> None:
    own = next(entry for entry in one_of_each() if entry.id == "o1")
    session = Session(date=DAY, exercises=(ExerciseDone(exercise="o1", sets=(5,)),))
    assert [row["name"] for row in rows("sessions", own, replace(session, id="s"))] == ["Curl"]


@pytest.mark.parametrize("had", ["nothing", "an export", "one half replaced"])
def test_what_a_killed_export_has_left_is_cleared(tmp_path: Path, had: str) -> None:
    folder, begun, old = (tmp_path / name for name in ("csv", f".csv.{os.getpid()}.tmp", f".csv.{os.getpid()}.old"))
    other = tmp_path / ".csv.other.1.old"
    files = as_files(Log(), Settings())
    if had != "nothing":
        write_folder(folder, files)
    if had == "one half replaced":
        folder.rename(old)
    begun.mkdir()
    other.mkdir()
    (begun / "runs.csv").write_text("part of the log")
    if had == "one half replaced":
        with pytest.raises(OSError, match=r"csv"):
            write_folder(folder, {"no/where": ""})
        assert (folder / "runs.csv").read_bytes().decode() == files["runs.csv"]
    write_folder(folder, files)
    assert {path.name for path in tmp_path.iterdir()} == {"csv", other.name}
