"""Whatever a person or a file gives a command: taken, or refused in one plain line; in bounded time and memory."""

import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from itbtui.cli.main import main
from itbtui.data.exchange.json_text import MAX_BYTES, MOST_VALUES, parse
from itbtui.data.exchange.kinds import NOTHING
from itbtui.data.exchange.own import ExchangeError
from itbtui.data.store import Store
from itbtui.logbook import clock
from tests.support.empty import empty_log

EVIL = "\x1b]2;EVIL\x07\x9b31m\u202e\n[red]"
BOUND_S = 10
BOUND_BYTES = 1_500_000_000
"""Of address space; a started Python takes some hundred million of it."""


def run(folder: Path, *words: str, now: str = "2026-03-02T08:00") -> Result:
    """The command within this process, on a file of its own."""
    environment = {"ITBTUI_DB": str(folder / "log.db"), "ITBTUI_NOW": now, "XDG_STATE_HOME": str(folder / "state")}
    return CliRunner().invoke(main, words, env=environment)


def entries(folder: Path) -> int:
    with Store.open(folder / "log.db") as store:
        return len(store.log())


# --- what is typed ------------------------------------------------------------------------------

ANY = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.sampled_from(
        ["", "-1", "0", "5", "5,2", "nan", "-inf", "1e999", "today", "24:00", "07:30", EVIL, "[/]", "mild"]
    ),
)
OPTIONS = {
    "log": ["pain", "minutes", "date", "time", "side", "onset-min", "onset-km", "settle-h", "swelling", "note"],
    "check-in": ["morning", "daily", "swelling", "flag", "treatment", "tightness", "date", "note"],
    "walk": ["kind", "pain", "date", "note"],
    "plan": ["on"],
    "why": ["on"],
}  # fmt: skip


@st.composite
def commands(draw: st.DrawFn) -> list[str]:
    name = draw(st.sampled_from(list(OPTIONS)))
    given = draw(st.dictionaries(st.sampled_from(OPTIONS[name]), ANY, max_size=4))
    if name == "log":
        given.setdefault("pain", "2")
    words = [name, *(f"--{key}={value}" for key, value in given.items())]
    return [*words, "--", draw(ANY | st.just("5"))] if name in ("log", "walk") else words


@given(words=commands())
def test_any_words_are_taken_or_refused(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        empty_log(Path(folder) / "log.db")
        done = run(Path(folder), *words)
        assert done.exit_code in (0, 1, 2), done.output
        assert done.exit_code != 1 or len(done.stderr.splitlines()) == 1
        assert all(sign.isprintable() or sign == "\n" for sign in done.output)
        assert done.exit_code == 0 or not entries(Path(folder))


@pytest.mark.parametrize("command", [("log", "5", "--pain", "0"), ("check-in", "--morning", "0"), ("walk", "30")])
def test_tomorrow_is_taken_and_the_day_after_it_refused(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert run(tmp_path, *command, "--date", "2026-03-03").exit_code == 0
    refused = run(tmp_path, *command, "--date", "2026-03-04")
    assert (refused.exit_code, refused.stderr) == (1, "--date: 2026-03-04 is in the future; give the day it happened\n")


@pytest.mark.parametrize(("day", "code"), [("2024-02-29", 0), ("2026-02-29", 2), ("2000-02-29", 0), ("1900-02-29", 2)])
def test_the_29th_of_february(tmp_path: Path, day: str, code: int) -> None:
    assert run(tmp_path, "log", "5", "--pain", "1", "--date", day).exit_code == code
    assert run(tmp_path, "plan", "--on", day).exit_code == code


@pytest.mark.parametrize("words", [("log", "5", "--pain", "0"), ("walk", "30"), ("check-in", "--morning", "0")])
@pytest.mark.parametrize(("day", "code"), [("0206-03-01", 1), ("1969-12-31", 1), ("1970-01-01", 0)])
def test_a_slip_in_the_year_is_refused(tmp_path: Path, words: tuple[str, ...], day: str, code: int) -> None:
    done = run(tmp_path, *words, "--date", day)
    assert done.exit_code == code
    assert ("lies before 1970" in done.stderr) == bool(code)


def test_the_first_day_of_the_calendar_has_no_evening_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITBTUI_NOW", "0001-01-01T00:00")
    assert clock.before(dt.timedelta(hours=4)) == dt.datetime.min
    monkeypatch.setenv("ITBTUI_NOW", "2026-03-01T04:00")
    assert clock.before(dt.timedelta(hours=4)) == dt.datetime(2026, 3, 1)


@pytest.mark.parametrize(("day", "code"), [("0001-01-01", 1), ("9999-12-31", 0)])
def test_the_ends_of_the_calendar(tmp_path: Path, day: str, code: int) -> None:
    assert run(tmp_path, "log", "5", "--pain", "5", "--date", day, now=f"{day}T08:00").exit_code == code
    for words in (("plan",), ("plan", "--json"), ("why",), ("export",)):
        assert run(tmp_path, *words, now=f"{day}T08:00").exit_code == 0


def test_a_note_has_ten_thousand_characters_at_most(tmp_path: Path) -> None:
    long = "🏃" * 10_000
    assert run(tmp_path, "log", "5", "--pain", "0", "--note", long).exit_code == 0
    assert json.loads(run(tmp_path, "export").stdout)["runs"][0]["notes"] == long
    refused = run(tmp_path, "log", "5", "--pain", "0", "--note", long + "x")
    assert (refused.exit_code, refused.stderr) == (1, "--note: 10001 characters are not between 0 and 10000\n")


def test_a_runner_who_travels_finds_each_day_as_it_was_logged(
    tmp_path: Path, in_berlin: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Skipped or repeated by a clock change, east or west of it: a day and a time are what the runner's clock said."""

    def itbtui(zone: str, *words: str) -> str:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        done = run(tmp_path, *words, now="")
        assert done.exit_code == 0, done.stderr
        return done.stdout

    for day in ("2025-03-30", "2025-10-26"):
        itbtui("Europe/Berlin", "log", "5", "--pain", "0", "--date", day, "--time", "02:30")
    told = itbtui("Europe/Berlin", "export")
    assert [(run["date"], run["time"]) for run in json.loads(told)["runs"]] == [
        ("2025-03-30", "02:30"),
        ("2025-10-26", "02:30"),
    ]
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        assert itbtui(zone, "export") == told


# --- what a file holds --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x\x1b]2;EVIL\x07.json", "x\n\u202e.json"])
def test_the_name_of_a_file_is_shown_as_text(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    for text in ('{"format": "itbtui", "version": 1}', "{"):
        file.write_text(text)
        told = run(tmp_path, "import", str(file)).output
        assert len(told.splitlines()) == 1 and told.rstrip("\n").isprintable()
    for words in (("import", str(file) + "2"), ("export", "-o", str(file)), ("export", "-o", f"{file}/no")):
        assert run(tmp_path, *words).stderr.rstrip("\n").isprintable()


def test_a_session_in_the_hour_that_is_repeated(tmp_path: Path) -> None:
    file = tmp_path / "log.json"
    session = {"id": "s", "date": "2026-10-25", "started": "2026-10-25T02:50", "ended": "2026-10-25T02:10"}
    file.write_text(json.dumps({"format": "itbtui", "version": 1, "sessions": [session]}))
    assert run(tmp_path, "import", str(file)).exit_code == 0
    assert json.loads(run(tmp_path, "export").stdout)["sessions"] == [session]


def test_entries_of_days_to_come_are_kept_and_the_plan_is_for_the_last_of_them(tmp_path: Path) -> None:
    """A copy comes back whole even where the clock runs behind, and no plan pretends that they are not there."""
    file = tmp_path / "log.json"
    runs = [{"id": "a", "date": "2026-03-01", "distance_km": 5, "pain": 0}]
    later = [{"id": "b", "date": "2026-03-09", "distance_km": 5, "pain": 8}]
    file.write_text(json.dumps({"format": "itbtui", "version": 1, "runs": runs + later}))
    assert run(tmp_path, "import", str(file)).exit_code == 0
    assert json.loads(run(tmp_path, "export").stdout)["runs"] == runs + later
    plan = json.loads(run(tmp_path, "plan", "--json").stdout)
    assert (plan["on"], plan["verdict"]) == ("2026-03-09", "protect")
    assert json.loads(run(tmp_path, "plan", "--json", "--on", "2026-03-02").stdout)["verdict"] == "continue"


def sparse(file: Path) -> None:
    with file.open("wb") as made:
        made.truncate(500_000_000)


def sparse_log(file: Path) -> None:
    with file.open("wb") as made:
        made.write(b'{"format": "itbtui", ')
        made.truncate(500_000_000)


def nested(file: Path) -> None:
    file.write_text("[" * 500_000)


def many(file: Path) -> None:
    file.write_text('{"format": "itbtui", "version": 1, "runs": [' + "{}," * (MAX_BYTES // 3 - 100) + "{}]}")


def deep_in_a_run(file: Path) -> None:
    file.write_text('{"format": "itbtui", "version": 1, "runs": [' + '{"id":' * 500_000)


HUGE: list[tuple[Callable[[Path], None], str]] = [
    (sparse, NOTHING),
    (sparse_log, "is larger than 50 MB, which no log and no recording is"),
    (nested, NOTHING),
    (many, "the file holds more than 600000 values, which no log does"),
    (deep_in_a_run, "the file is nested too deep"),
]


def test_huge_files_are_refused_in_bounded_time_and_memory(tmp_path: Path) -> None:
    names = [f"{make.__name__}.json" for make, _ in HUGE]
    for name, (make, _) in zip(names, HUGE, strict=True):
        make(tmp_path / name)
    environment = {**os.environ, "ITBTUI_DB": str(tmp_path / "log.db")}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "itbtui", "import", *names],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (BOUND_BYTES, BOUND_BYTES)),
    )
    told = {f"{name}: {says}" for name, (_, says) in zip(names, HUGE, strict=True)}
    assert (done.returncode, set(done.stderr.splitlines())) == (1, told)
    assert time.monotonic() - began < BOUND_S
    assert entries(tmp_path) == 0


def test_a_device_that_never_ends_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "import", "/dev/zero")
    assert (done.exit_code, done.stderr) == (1, f"/dev/zero: {NOTHING}\n")


def test_as_many_values_as_a_log_may_hold_are_read() -> None:
    assert len(parse("[" + "0," * (MOST_VALUES - 1) + "0]")) == MOST_VALUES
    with pytest.raises(ExchangeError, match="more than 600000 values"):
        parse("[" + "0," * MOST_VALUES + "0]")
