"""The day's run led in lines: by the clock, by what is typed, and what becomes of it where nobody answers."""

import datetime as dt
from itertools import count
from pathlib import Path

import pytest

from itbtui.logbook import led_runs
from itbtui.logbook.led_runs import LedRun
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.workouts.workout import Kind, Part
from tests.support.build import START
from tests.support.led import NOW, on_the_ladder, runs_of_today
from tests.support.shell import Done, Shell

SOONEST = "1000000"
"""Seconds of the exercise clock in a real one: a run is over before anything more is typed."""


@pytest.fixture
def itbtui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shell.now = NOW
    on_the_ladder(shell.db)
    return shell


def lead(itbtui: Shell, monkeypatch: pytest.MonkeyPatch, stdin: str = "", rate: str = SOONEST, *words: str) -> Done:
    monkeypatch.setenv("ITBTUI_RATE", rate)
    return itbtui("run", *words, stdin=stdin)


def left(itbtui: Shell, *done: tuple[Kind, int], hurt: bool = False, pain: int | None = None) -> None:
    """A run that was led and is not logged yet."""
    parts = tuple(Part(kind, seconds, "run") for kind, seconds in done)
    with Logbook.open(itbtui.db) as logbook:
        led_runs.keep(logbook, LedRun(START, dt.datetime.combine(START, dt.time(7, 30, 12)), parts, hurt, pain))


def test_nobody_answers_and_the_next_time_does(itbtui: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    done = lead(itbtui, monkeypatch)
    assert done.returncode == 1
    assert [line.split(".")[0] for line in done.stdout.splitlines() if "/3  " in line] == [
        "1/3  Walk to warm up 5 min",
        "2/3  Run 10 min",
        "3/3  Walk home 5 min",
    ]
    assert "The run is kept, and not logged yet." in done.stderr
    assert runs_of_today(itbtui.db) == []

    again = lead(itbtui, monkeypatch, "far\n1,6\n11\n0\n")
    assert again.returncode == 0
    assert "The run of Sun 1 Mar, 08:00, is not logged yet: 10 min." in again.stdout
    assert "11 is not between 0 and 10." in again.stdout
    assert "Run of Sun 1 Mar, 1.6 km" in again.stdout
    (run,) = runs_of_today(itbtui.db)
    assert (run.time, run.distance_km, run.minutes, run.pain) == (dt.time(8), 1.6, 10, 0)
    assert run.notes == "Walked 5 min before it and 5 min after it."
    assert "No second run today. Next: Tue 3 Mar" in lead(itbtui, monkeypatch).stderr
    itbtui("undo")
    assert "is not logged yet: 10 min." in lead(itbtui, monkeypatch).stdout


WALK, RUN, HOME = Kind.WARM_UP, Kind.RUN, Kind.WALK_HOME
ASKED = [
    # what was done and hurt, what is typed, and pain, onset, worsened and stopped of the run
    (((WALK, 300), (RUN, 550)), True, 3, "1.5\n\ny\n", (3, 9, True, True)),
    (((WALK, 300), (RUN, 550)), True, None, "1.5\n4\n7\nn\n", (4, 7, False, True)),
    (((WALK, 300), (RUN, 550)), True, None, "1.5\n0\n", (0, None, None, None)),
    (((WALK, 300), (RUN, 40)), True, 2, "0.1\n\n\n", (2, 0, None, True)),
    (((WALK, 300), (RUN, 600), (HOME, 90)), True, 2, "1.6\n\n\n", (2, None, None, None)),
    (((WALK, 300), (RUN, 600)), False, None, "1.6\n2\n\nmaybe\nno\n", (2, None, False, None)),
]


@pytest.mark.parametrize(("done", "hurt", "pain", "typed", "told"), ASKED)
def test_what_is_asked_after_a_run(
    itbtui: Shell,
    monkeypatch: pytest.MonkeyPatch,
    done: tuple[tuple[Kind, int], ...],
    hurt: bool,
    pain: int | None,
    typed: str,
    told: tuple[object, ...],
) -> None:
    left(itbtui, *done, hurt=hurt, pain=pain)
    assert lead(itbtui, monkeypatch, typed).returncode == 0
    (run,) = runs_of_today(itbtui.db)
    assert (run.pain, run.onset_min, run.worsened, run.stopped) == told
    assert run.minutes in (None, round(done[1][1] / 60, 1))


def test_a_run_that_is_not_wanted_is_forgotten(itbtui: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    left(itbtui, (RUN, 120))
    done = lead(itbtui, monkeypatch, "x\nq\n", "1")
    assert "1/3  Walk to warm up 5 min" in done.stdout
    assert "Nothing was run: nothing is logged." in done.stdout
    assert done.returncode == 0
    with Logbook.open(itbtui.db) as logbook:
        assert led_runs.unlogged(logbook) is None


TYPED = [
    # what is typed at once, the exit status, and what is said last
    ("q\n", 0, "Nothing was run: nothing is logged."),
    ("p 3\n", 0, "Pain on the walk: no run today."),
    ("\n\n\n", 0, "Nothing was run: nothing is logged."),
    ("p 0\nq\n", 0, "0 is no pain: it goes on."),
    ("p 12\nq\n", 0, "12 is not between 0 and 10: that it hurts was understood, and how much was not."),
    *(
        (f"p{much}\nq\n", 0, "Pain on the walk: no run today.")
        for much in (" 12", " 7/10", " 3.5", " -1", " three", "ain", "ain 5")
    ),
    ("pause\nq\n", 0, "Enter next, w wait"),
    ("help\nq\n", 0, "Enter next, w wait"),
    ("w\n\nq\n", 0, "Nothing was run: nothing is logged."),
]


@pytest.mark.parametrize(("typed", "status", "told"), TYPED)
def test_what_is_typed_on_the_way(
    itbtui: Shell, monkeypatch: pytest.MonkeyPatch, typed: str, status: int, told: str
) -> None:
    done = lead(itbtui, monkeypatch, typed, "1", "--plain")
    assert (done.returncode, told in done.stdout) == (status, True), done.stdout
    assert "\a" not in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("command", ["run", "session"])
def test_while_the_machine_sleeps_nobody_runs(itbtui: Shell, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("ITBTUI_RATE", "1")
    monkeypatch.setattr("itbtui.logbook.clock.even_asleep", count(0, 1000).__next__)
    done = itbtui(command, stdin="\nq\n")
    assert "Nobody followed for a while. The clock waits." in done.stdout, done


def test_a_run_that_cannot_be_read_is_none(itbtui: Shell) -> None:
    for text in ("", "[]", "{}", '{"day": "2026-03-01", "began": "never", "done": [], "hurt": false, "pain": null}'):
        itbtui.db.with_name("log.db-run.json").write_text(text)
        with Logbook.open(itbtui.db) as logbook:
            assert led_runs.unlogged(logbook) is None
