"""What is asked of the knee after a session, and what becomes of the answers."""

import pytest

from itbtui.rehab.exercises.answers import Asked, answered
from itbtui.rehab.log.entries import ExerciseDone, Side


def row(name: str, side: Side = "both", *, pain: int | None = None, sets: tuple[int, ...] = (10,)) -> ExerciseDone:
    skipped = None if sets else "pain" if pain else "not today"
    return ExerciseDone(exercise=name, side=side, sets=sets, pain=pain, skipped=skipped)


OTHER_LEG = (row("clamshell", "right", pain=3), row("clamshell", "left"), row("pigeon"))
SKIPPED = (row("clamshell", sets=()), row("pigeon", pain=2, sets=()))


@pytest.mark.parametrize(
    ("rows", "hurt", "others", "is_open"),
    [
        ((), {}, (), False),
        ((row("pigeon"), row("clamshell")), {}, ("pigeon", "clamshell"), True),
        ((row("pigeon", pain=0),), {}, ("pigeon",), False),
        (OTHER_LEG, {"clamshell": 3}, ("clamshell", "pigeon"), True),
        (SKIPPED, {"pigeon": 2}, (), False),
    ],
)
def test_what_is_asked(
    rows: tuple[ExerciseDone, ...], hurt: dict[str, int], others: tuple[str, ...], is_open: bool
) -> None:
    asked = Asked.of(rows)
    assert (asked.hurt, asked.others, asked.is_open, asked.anything) == (hurt, others, is_open, bool(others))


@pytest.mark.parametrize(
    ("rows", "pain", "where", "corrected", "pains"),
    [
        (OTHER_LEG, None, (), {}, [3, None, None]),
        (OTHER_LEG, 0, (), {}, [3, 0, 0]),
        (OTHER_LEG, 2, ("clamshell",), {}, [3, 2, 0]),
        (OTHER_LEG, 2, ("pigeon",), {"clamshell": 1}, [1, 0, 2]),
        (OTHER_LEG, None, (), {"clamshell": None}, [None, None, None]),
        (SKIPPED, 0, (), {}, [None, 2]),
    ],
)
def test_what_becomes_of_it(
    rows: tuple[ExerciseDone, ...],
    pain: int | None,
    where: tuple[str, ...],
    corrected: dict[str, int | None],
    pains: list[int | None],
) -> None:
    assert [row.pain for row in answered(rows, pain, where, corrected)] == pains


def test_what_did_not_hurt_after_all_was_not_stopped_for_it() -> None:
    (_, found) = answered(SKIPPED, None, (), {"pigeon": 0})
    assert (found.pain, found.skipped) == (0, "not today")
