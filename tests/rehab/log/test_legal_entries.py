"""Entries are valid by construction: what is illegal is refused, and the error names the field."""

import datetime as dt
from typing import Any

import pytest

from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import (
    CheckIn,
    CrossTraining,
    Entry,
    Episode,
    ExerciseDone,
    OwnExercise,
    Race,
    Run,
    Session,
    Settings,
    completed,
)
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import shipped
from tests.support.build import changed, check, day, episode, exercise, log_of, run, session

LIMITS = shipped().limits
NEEDED: dict[type, dict[str, Any]] = {
    Run: {"date": day(0), "distance_km": 5, "pain": 1},
    CheckIn: {"date": day(0)},
    Session: {"date": day(0)},
    ExerciseDone: {"exercise": "clamshell"},
    CrossTraining: {"date": day(0), "kind": "walk", "minutes": 30},
    Episode: {"began": day(0), "side": "left"},
    Race: {"date": day(0), "distance_km": 10},
    OwnExercise: {"name": "Plank", "kind": "strength", "sides": "each", "seconds": 30},
}

ILLEGAL: list[tuple[type, str, Any]] = [
    *((Run, "pain", value) for value in (-1, 11, 2.5, True, "2", None)),
    *((Run, "distance_km", value) for value in (0, 0.09, 200.1, float("nan"), float("inf"), True, "5", None, 10**400)),
    *((Run, "minutes", value) for value in (0, 2881, float("nan"), False)),
    *((Run, "date", value) for value in ("2026-03-01", dt.datetime(2026, 3, 1), None)),
    *((Run, "time", value) for value in ("07:30", dt.time(7, tzinfo=dt.UTC))),
    *((Run, "settle_h", value) for value in (-0.1, 72.1)),
    (Run, "onset_min", -1),
    (Run, "onset_km", 201),
    *((Run, field, "some") for field in ("swelling", "side", "surface", "terrain", "effort")),
    *((Run, field, 1) for field in ("worsened", "limped", "stopped", "pain_relief", "camber")),
    (Run, "rpe", 11),
    (Run, "rpe", 5.5),
    (Run, "shoe", ""),
    (Run, "notes", 5),
    *((CheckIn, field, value) for field in ("morning", "daily", "tightness") for value in (-1, 11, 0.5, True)),
    (CheckIn, "swelling", "severe"),
    (CheckIn, "swelling_behind", 0),
    (CheckIn, "flags", ("tired",)),
    (CheckIn, "flags", ("locking", "locking")),
    (CheckIn, "flags", ["locking"]),
    (CheckIn, "treatments", ("surgery",)),
    (Session, "date", None),
    (Session, "started", "now"),
    (Session, "exercises", ("clamshell",)),
    (ExerciseDone, "exercise", None),
    (ExerciseDone, "pain", 11),
    (ExerciseDone, "side", "middle"),
    (ExerciseDone, "sets", [10]),
    (ExerciseDone, "sets", (-1,)),
    (ExerciseDone, "sets", (1.5,)),
    (ExerciseDone, "load", "much"),
    (CrossTraining, "kind", "run"),
    (CrossTraining, "minutes", 0),
    (CrossTraining, "pain", -1),
    (Episode, "side", "front"),
    (Episode, "side", None),
    (Episode, "ended", day(-1)),
    (Episode, "baseline_km", -1),
    (Episode, "weaker_side", "none"),
    (Race, "distance_km", 0),
    (OwnExercise, "reps", 10),
    (OwnExercise, "seconds", None),
    (OwnExercise, "id", "clamshell"),
]


@pytest.mark.parametrize("kind, field, value", ILLEGAL)
def test_what_is_illegal_is_refused(kind: type[Entry], field: str, value: Any) -> None:
    assert kind(**NEEDED[kind])
    with pytest.raises(EntryError) as error:
        kind(**{**NEEDED[kind], field: value})
    assert error.value.field.split("[")[0] in (field, "reps")
    assert str(error.value).startswith(error.value.field)
    assert len(str(error.value)) < 200 and "\n" not in str(error.value)


@pytest.mark.parametrize("field", ["onset_min", "onset_km"])
def test_an_onset_without_pain_is_refused(field: str) -> None:
    with pytest.raises(EntryError, match=field):
        Run(**{**NEEDED[Run], "pain": 0, field: 1})
    assert Run(**{**NEEDED[Run], field: 1})


SPANS = [
    (Run, "distance_km", LIMITS.distance_km),
    (Run, "minutes", LIMITS.minutes),
    (Run, "settle_h", LIMITS.settle_h),
    (Run, "onset_min", LIMITS.onset_min),
    (CrossTraining, "minutes", LIMITS.cross_minutes),
    (Episode, "baseline_km", LIMITS.baseline_km),
]


@pytest.mark.parametrize("kind, field, span", SPANS)
def test_both_ends_of_a_range_are_legal(kind: type[Entry], field: str, span: Any) -> None:
    for value in (span.low, span.high):
        assert getattr(kind(**{**NEEDED[kind], field: value}), field) == value


def test_what_was_not_said_is_unknown() -> None:
    entry = Run(**NEEDED[Run])
    said = {"id", *NEEDED[Run]}
    assert {name for name, value in vars(entry).items() if value is not None} == said


def test_an_exercise_stands_once_a_side() -> None:
    left = ExerciseDone(exercise="clamshell", side="left", sets=(10,))
    right = ExerciseDone(exercise="clamshell", side="right", sets=(10,))
    assert Session(date=day(0), exercises=(left, right))
    with pytest.raises(EntryError, match=r"exercises\[1\]"):
        Session(date=day(0), exercises=(left, left))


# --- settings and logs ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field, value",
    [
        ("tolerance", "lenient"),
        ("units", "yards"),
        ("pain_free_days", 4),
        ("pain_free_days", 8),
        ("pain_free_days", True),
        ("review_weeks", 5),
        ("review_weeks", 9),
        ("left_out", ["pigeon"]),
        ("left_out", ("pigeon", "pigeon")),
    ],
)
def test_illegal_settings_are_refused(field: str, value: Any) -> None:
    with pytest.raises(EntryError) as error:
        Settings(**{field: value})
    assert error.value.field == field


def test_two_entries_with_one_id_are_refused() -> None:
    with pytest.raises(EntryError, match="id"):
        Log.of([run(0), run(0)])


def test_two_check_ins_of_one_day_are_refused() -> None:
    with pytest.raises(EntryError, match="date"):
        Log.of([CheckIn(date=day(0)), CheckIn(date=day(0))])


def test_an_entry_takes_the_place_of_the_one_with_its_id() -> None:
    log = log_of(run(0), check(0), episode(-9), session(0), exercise(1, 0))
    assert len(log) == 5
    again = changed(log, run(0, pain=3))
    assert len(again) == 5 and again.runs == (run(0, pain=3),)
    assert len(changed(log, run(1))) == 6
    assert log.runs == (run(0),)


def test_a_check_in_can_be_completed() -> None:
    first = check(0, 1, None, flags=("locking",), treatments=("ice",))
    whole = completed(first, daily=2, flags=("weakness", "locking"))
    assert (whole.morning, whole.daily) == (1, 2)
    assert (whole.flags, whole.treatments) == (("locking", "weakness"), ("ice",))
    assert whole.id == first.id
