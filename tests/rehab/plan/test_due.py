"""Which exercises are due on a day. The episode began on day 0, which is its day 1; good days throughout."""

import pytest

from itbtui.rehab.log.entries import ExerciseDone, OwnExercise, Session
from itbtui.rehab.protocol.figures import shipped
from tests.support.build import (
    STRENGTH,
    Part,
    ask,
    build,
    check,
    day,
    episode,
    exercise,
    free_runner,
    good,
    ladder,
    lock,
    rebuild,
    run,
    session,
    sore_run,
    walk,
    with_,
)

KINDS = {exercise.id: exercise.kind for exercise in shipped().exercises}
WELL: list[Part] = [good(0, 90), episode(0)]


def kinds(*parts: Part, on: int) -> str:
    """The kinds that are due, in doing order."""
    return " ".join(dict.fromkeys(KINDS[name] for name in ask(on, *parts).due))


DUE: list[tuple[str, list[Part], int, str]] = [
    # the log, the day asked about, and what is due
    ("no episode ever", [free_runner()], 0, ""),
    ("nothing logged", [], 0, ""),
    ("day 1", [WELL], 0, "rolling"),
    ("day 3", [WELL], 2, "rolling"),
    ("day 4: stretches", [WELL], 3, "rolling stretch"),
    ("day 7", [WELL], 6, "rolling stretch"),
    ("day 8: strength", [WELL], 7, "rolling strength stretch"),
    ("day 28: the last of daily rolling", [WELL], 27, "rolling strength stretch"),
    ("day 29", [WELL], 28, "strength stretch"),
    ("strength the day before", [WELL, session(19)], 20, "rolling stretch"),
    ("strength two days before", [WELL, session(18)], 20, "rolling strength stretch"),
    ("one strength exercise makes a strength day", [WELL, exercise(19, 0)], 20, "rolling stretch"),
    ("a stretch makes none", [WELL, exercise(19, 0, "pigeon")], 20, "rolling strength stretch"),
    ("a walk makes none", [WELL, walk(19)], 20, "rolling strength stretch"),
    ("two in the 6 days before", [WELL, session(16), session(18)], 20, "rolling strength stretch"),
    ("three in the 6 days before", [WELL, session(14), session(16), session(18)], 20, "rolling stretch"),
    ("the first of three 7 days before", [WELL, session(13), session(16), session(18)], 20, "rolling strength stretch"),
    ("day 56: three a week", [WELL, session(51), session(53)], 55, "strength stretch"),
    ("day 57: two a week", [WELL, session(52), session(54)], 56, "stretch"),
    ("day 57: one so far", [WELL, session(54)], 56, "strength stretch"),
    ("a day on which a run is allowed", [ladder(1)], 0, "rolling stretch"),
    ("a day between runs", [ladder(1), run(0, 10)], 1, "strength stretch"),
    ("a day on which a run was logged", [ladder(4), run(0)], 0, "rolling strength stretch"),
    ("a run against advice", [rebuild(), run(20)], 20, "rolling strength stretch"),
    ("rebuild, day 41", [rebuild()], 20, "strength stretch"),
    ("settling later on", [ladder(4), run(0, limped=True)], 2, "strength stretch"),
    ("locked", [WELL, lock(20)], 20, ""),
    ("locked out of free", [free_runner(), lock(0)], 1, ""),
    ("running less", [free_runner(), sore_run(0)], 1, "rolling"),
    ("building up", [build()], 0, "rolling strength stretch"),
    ("free after an episode: strength", [good(0, 60), episode(0, ended=20)], 30, "strength"),
    ("free after an episode: two a week", [good(0, 60), episode(0, ended=20), session(26), session(28)], 30, ""),
    ("free after an episode: one so far", [good(0, 60), episode(0, ended=20), session(28)], 30, "strength"),
    ("a new episode: its own day 1", [good(0, 60), episode(0), episode(30)], 31, "rolling"),
]


@pytest.mark.parametrize("log, number, expected", [pytest.param(*row, id=name) for name, *row in DUE])
def test_what_is_due(log: list[Part], number: int, expected: str) -> None:
    assert kinds(log, on=number) == expected


def test_in_doing_order() -> None:
    assert ask(20, WELL).due == tuple(exercise.id for exercise in shipped().exercises)
    assert list(dict.fromkeys(KINDS.values())) == ["rolling", "strength", "stretch"]


def test_what_was_done_that_day_is_not_due() -> None:
    due = ask(20, WELL, exercise(20, 0, "pigeon")).due
    assert set(STRENGTH) <= set(due) and "figure-four" in due
    done = ExerciseDone(exercise="pigeon", side="both", sets=(60,), pain=0)
    both = Session(id="session 20", date=exercise(20, 0).date, exercises=(done,))
    assert "pigeon" not in ask(20, WELL, both).due
    assert "clamshell" not in ask(20, WELL, session(20)).due


def test_what_was_skipped_is_still_due() -> None:
    skipped = ExerciseDone(exercise="pigeon", skipped="no time")
    log: list[Part] = [WELL, Session(id="session 20", date=exercise(20, 0).date, exercises=(skipped,))]
    assert "pigeon" in ask(20, log).due


def test_what_the_routine_leaves_out_is_not_due() -> None:
    assert "pigeon" not in ask(20, WELL, settings=with_(left_out=("pigeon",))).due


def test_an_exercise_that_hurt_is_not_due() -> None:
    assert "pigeon" not in ask(6, WELL, exercise(5, 3, "pigeon")).due
    assert "pigeon" in ask(6, WELL, exercise(5, 2, "pigeon"), check(6)).due


def test_own_exercises_come_with_their_kind() -> None:
    own = OwnExercise(id="heel-drop", name="Heel drop", kind="strength", reps=10, sides="together")
    due = ask(20, WELL, own).due
    assert due.index("box-squat") < due.index("heel-drop") < due.index("pigeon")
    assert "heel-drop" not in ask(3, WELL, own).due


@pytest.mark.parametrize("number", [1, 2, 6, 7, 10, 20, 29, 40, 55, 60])
@pytest.mark.parametrize("done", [(), (0,), (1,), (0, 2), (1, 3, 5), (0, 2, 4)])
def test_when_each_kind_is_due_next(number: int, done: tuple[int, ...]) -> None:
    """What is said to be due ahead is due on that day, and on none before it, if nothing more is logged."""
    log: list[Part] = [WELL, [session(number - back) for back in done if number - back > 0]]
    said = dict(ask(number, log).ahead)
    for kind in ("strength", "stretch"):
        days = [ahead for ahead in range(1, 10) if any(KINDS[name] == kind for name in ask(number + ahead, log).due)]
        assert said.get(kind) == (day(number + days[0]) if days else None), kind


def test_nothing_is_ahead_without_an_episode_or_while_locked() -> None:
    assert ask(0, free_runner()).ahead == ()
    assert ask(20, WELL, lock(20)).ahead == ()
