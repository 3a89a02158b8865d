"""Exercises done elsewhere, by command; and what the session in lines refuses."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from itbtui.cli.main import main
from itbtui.data.store import Store
from itbtui.rehab.log.entries import OwnExercise, Session
from tests.support.build import STRENGTH
from tests.support.march import put_stretches_due
from tests.support.shell import Shell


@pytest.fixture
def itbtui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    put_stretches_due(shell.db)
    return shell


def newest(itbtui: Shell) -> Session:
    with Store.open(itbtui.db) as store:
        return store.log().sessions[-1]


def test_what_is_named_is_logged_with_its_full_dose(itbtui: Shell) -> None:
    done = itbtui("session", "--done", "clamshell", "Figure four", "--pain", "0")
    assert done.returncode == 0, done.stderr
    assert "2 exercises, no knee pain." in done.stdout
    rows = [(row.exercise, row.side, row.sets, row.pain) for row in newest(itbtui).exercises]
    assert (
        rows == [("clamshell", "both", (12, 12, 12), 0), ("figure-four", "both", (45,), 0)] or rows[0][2] == (15,) * 3
    )


def test_without_names_it_is_what_was_due_that_day(itbtui: Shell) -> None:
    itbtui("session", "--done")
    assert [row.exercise for row in newest(itbtui).exercises] == ["pigeon", "half-kneeling-hip-flexor", "figure-four"]
    assert {row.pain for row in newest(itbtui).exercises} == {None}
    assert "Nothing is due that day" in itbtui("session", "--done").stderr
    done = itbtui.json("session", "--done", "--kind", "strength", "--date", "2026-02-20")
    assert done["plan"]["stage"] == "rebuild"
    with Store.open(itbtui.db) as store:
        (early,) = [session for session in store.log().sessions if session.date == dt.date(2026, 2, 20)]
    assert [row.exercise for row in early.exercises] == STRENGTH


def test_one_of_the_runners_own_by_its_name(itbtui: Shell) -> None:
    with Store.open(itbtui.db) as store:
        store.save(
            OwnExercise(id="x1", name="Copenhagen plank", kind="strength", seconds=30, sets=2, sides="each"),
            label="own",
        )
    assert itbtui("session", "--done", "copenhagen plank").returncode == 0
    assert [(row.exercise, row.sets) for row in newest(itbtui).exercises] == [("x1", (30, 30))]


def test_the_same_twice_is_asked_about(itbtui: Shell) -> None:
    itbtui("session", "--done", "pigeon")
    again = itbtui("session", "--done", "pigeon")
    assert (again.returncode, again.stdout) == (1, "")
    assert "--again logs another" in again.stderr
    assert itbtui("session", "--done", "pigeon", "--again").returncode == 0


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ("--done pigeon --pain 11", 1, "--pain: 11 is not between 0 and 10"),
        ("--done pigeo", 1, "NAME: 'pigeo' is no exercise; did you mean pigeon?"),
        ("--done xyz", 1, "NAME: 'xyz' is no exercise; there are roll-tfl"),
        ("--done stretch", 1, "NAME: 'stretch' is no exercise; --done --kind stretch takes all of them"),
        ("--done --pain 2", 1, "--pain: name the exercises"),
        ("--done pigeon --date 2027-01-01", 1, "--date: 2027-01-01 is in the future"),
        ("--done --minutes 20", 2, "--minutes: goes without --done."),
        ("pigeon", 2, "NAME: goes with --done."),
        ("--minutes 2", 1, "--minutes: 2 is not between 5 and 180"),
        ("--kind hips", 2, "--kind: "),
    ],
)
def test_what_is_refused(itbtui: Shell, words: str, status: int, says: str) -> None:
    before = newest(itbtui)
    done = itbtui("session", *words.split())
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(says)
    assert newest(itbtui) == before


def test_nothing_due_and_what_does_some_all_the_same(itbtui: Shell) -> None:
    itbtui("session", "--done")
    done = itbtui("session")
    assert done.returncode == 1
    assert "Nothing is due today; --kind" in done.stderr


def test_names_are_completed_the_runners_own_too(itbtui: Shell) -> None:
    with Store.open(itbtui.db) as store:
        store.save(OwnExercise(name="Pistol squat", kind="strength", reps=5, sides="each"), label="own")
    words = {"_ITBTUI_COMPLETE": "bash_complete", "COMP_WORDS": "itbtui session --done pi", "COMP_CWORD": "3"}
    done = CliRunner().invoke(main, [], env=words | {"ITBTUI_DB": str(itbtui.db)}, prog_name="itbtui")
    assert done.stdout.split("\n")[:2] == ["plain,pigeon", r"plain,Pistol\\ squat"]
