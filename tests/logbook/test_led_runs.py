"""A run that was led, and what was recorded of it: they are one, and the ladder's run is asked about first."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from itbtui.data.exchange.activity import Activity
from itbtui.data.exchange.matches import Matcher
from itbtui.data.exchange.sports import sport_of
from itbtui.logbook import led_runs
from itbtui.logbook.led_runs import LedRun
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import Entry, Run, WaitingRun
from itbtui.rehab.workouts.workout import Kind, Part
from tests.support.build import START
from tests.support.led import NOW, on_the_ladder

BEGAN = dt.datetime.combine(START, dt.time(7, 30))
LED = LedRun(
    START,
    BEGAN,
    (Part(Kind.WARM_UP, 300, "warm-up"), Part(Kind.RUN, 1200, "flat"), Part(Kind.WALK_HOME, 300, "walk-home")),
)


def run(at: str | None, day: dt.date = START, **more: Any) -> Run:
    time = None if at is None else dt.time.fromisoformat(at)
    return Run(date=day, time=time, distance_km=3.2, pain=0, **more)


def waiting(at: str | None, day: dt.date = START, minutes: float | None = 20, km: float = 3.2) -> WaitingRun:
    time = None if at is None else dt.time.fromisoformat(at)
    return WaitingRun(date=day, time=time, distance_km=km, minutes=minutes)


@pytest.fixture
def logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Logbook]:
    monkeypatch.setenv("ITBTUI_NOW", NOW)
    with Logbook.open(on_the_ladder(tmp_path / "log.db", 4), tmp_path / "settings.toml") as logbook:
        yield logbook


def led_by(logbook: Logbook, process: int, led: LedRun = LED) -> Path:
    """As another program keeps it while it leads."""
    led_runs.keep(logbook, led)
    file = logbook.store.path.with_name("log.db-run.json")
    file.write_text(json.dumps({**json.loads(file.read_text()), "by": process}))
    return file


@pytest.mark.parametrize(
    "written",
    [
        "", "[" * 100_000, "[]", "{}", '"a word"', b"\xff",
        {"began": f"{BEGAN.isoformat()}+02:00"}, {"day": "0000-00-00"}, {"pain": 77}, {"pain": -1}, {"pain": "ouch"},
        {"done": [["sprint", 60, ""]]}, {"done": [["run", 1e400, ""]]}, {"done": 5}, {"by": "x" * 99, "done": None},
    ],
    ids=lambda written: repr(written)[:30],
)  # fmt: skip
def test_a_file_that_says_no_run_is_none(logbook: Logbook, written: str | bytes | dict[str, Any]) -> None:
    """Whatever another program or a fault has made of it, nothing ends for it."""
    logbook.save(run("07:40"), label="a run of that day")
    led_runs.keep(logbook, LED._replace(began=BEGAN.replace(hour=18)))
    file = logbook.store.path.with_name("log.db-run.json")
    assert led_runs.unlogged(logbook) is not None
    if isinstance(written, dict):
        written = json.dumps(json.loads(file.read_text()) | written)
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    assert led_runs.unlogged(logbook) is None
    assert not led_runs.is_led_elsewhere(logbook)


def test_a_run_that_another_program_leads_is_left_to_it(logbook: Logbook) -> None:
    file = led_by(logbook, os.getppid())
    said = file.read_bytes()
    assert led_runs.is_led_elsewhere(logbook)
    assert led_runs.unlogged(logbook) is None
    led_runs.keep(logbook, LED._replace(done=LED.done[:2]))
    led_runs.keep(logbook, LED._replace(done=()))
    led_runs.was_logged(logbook)
    led_runs.forget(logbook)
    assert file.read_bytes() == said
    with pytest.raises(led_runs.NoRunError, match="led in another terminal"):
        led_runs.run_to_lead(logbook)
    os.utime(file, (0, 0))
    assert led_runs.unlogged(logbook) == LED


def test_one_whose_program_is_gone_is_asked_about(logbook: Logbook) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for process in (ended.pid, os.getpid(), 0, -1, 1 << 99, True):
        led_by(logbook, process)
        assert led_runs.unlogged(logbook) == LED
        assert led_runs.run_to_lead(logbook)


ONE = [
    # a run of the log, and whether it is the one that was led from 7:30 to 8:00
    (run("07:28"), True),
    (run("07:45:10"), True),
    (run("08:29"), True),
    (run("08:31"), False),
    (run("06:59"), False),
    (run(None), True),
    (run("07:30", START - dt.timedelta(days=1)), False),
    (run(None, START - dt.timedelta(days=1)), False),
]


@pytest.mark.parametrize(("logged", "is_it"), ONE)
def test_what_is_logged_otherwise_is_not_asked_again(logbook: Logbook, logged: Run, is_it: bool) -> None:
    assert LED.is_of(logged) is is_it
    led_runs.keep(logbook, LED)
    assert led_runs.unlogged(logbook) == LED
    logbook.save(logged, label="a run")
    assert (led_runs.unlogged(logbook) is None) is is_it


def test_the_recording_that_came_first_and_the_one_that_was_led_are_one(logbook: Logbook) -> None:
    recorded, other = waiting("07:31", minutes=30), waiting("18:00")
    logbook.save(other, recorded, label="an import")
    assert led_runs.recorded_of(logbook, LED) == recorded
    assert led_runs.led_of(logbook, recorded) is None
    led_runs.keep(logbook, LED)
    assert led_runs.led_of(logbook, recorded) == LED
    assert led_runs.led_of(logbook, other) is None


def test_the_recording_that_comes_later_is_the_run_in_the_log(logbook: Logbook) -> None:
    logged = Run(**LED.known, distance_km=3.2, pain=0)
    logbook.save(logged, label="the run")
    recording = Activity(
        source="watch",
        sport=sport_of("running"),
        start=BEGAN + dt.timedelta(seconds=40),
        metres=4100.0,
        moving_s=1790.0,
        elapsed_s=1800.0,
    )
    (match,) = Matcher(logbook.log, START).take([recording])
    assert match.said in ("known", "merged")
    assert match.entry is not None
    assert match.entry.id == logged.id


def day(back: int) -> dt.date:
    return START - dt.timedelta(days=back)


ASKED: list[tuple[list[Entry], str | None, dt.time | None]] = [
    # the runs that wait, the step of the one that is asked first, and when that began
    ([waiting("07:30"), waiting("18:00", day(30))], "20 min with 4 pick-ups of 30 s", dt.time(7, 30)),
    ([waiting("07:30", minutes=30), waiting("07:10", minutes=5)], "20 min with 4 pick-ups of 30 s", dt.time(7, 30)),
    ([waiting("06:00", day(55)), waiting("18:00", day(30))], None, dt.time(18)),
    ([waiting("06:00", day(3)), waiting("05:00", day(1))], "20 min", dt.time(5)),
]


@pytest.mark.parametrize(("there", "step", "time"), ASKED)
def test_the_run_of_the_ladder_is_asked_first(
    logbook: Logbook, there: list[Entry], step: str | None, time: dt.time | None
) -> None:
    logbook.save(*there, label="an import")
    first = led_runs.by_how_it_is_asked(logbook)[-1]
    found = led_runs.step_of(logbook, first)
    assert (found and found.words, first.time) == (step, time)
    assert led_runs.ladder_waits(logbook) is (step is not None)
