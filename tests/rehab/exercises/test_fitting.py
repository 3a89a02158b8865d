"""A session in the minutes there are: what is in it, what is left out, what it counts for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.rehab.exercises.fitting import Counts, Fitted, counts, fit
from itbtui.rehab.exercises.routine import items, steps, total
from itbtui.rehab.log.entries import ExerciseDone, Session, Settings
from itbtui.rehab.plan.plan import plan_of
from tests.support.build import day
from tests.support.exercises import ALL, IN_REHAB, PAUSES, standing

STRENGTH, STRETCHES = ALL[3:9], ALL[9:]


def fitted(minutes: float, names: list[str] | None = None) -> Fitted:
    return fit(items(standing(*IN_REHAB), names or ALL), int(minutes * 60), PAUSES)


def told(found: Fitted) -> str:
    """ "clamshell 2, band-walk 3": what is in it, with its sets."""
    return ", ".join(f"{item.id} {item.sets}" for item in found.items)


ONE_EACH = "clamshell 1, side-lying-abduction 1, glute-bridge 1, single-leg-bridge 1, band-walk 1, box-squat 1"
STRETCHED = "pigeon 1, half-kneeling-hip-flexor 1, figure-four 1"
ROLLED = "roll-tfl 1, roll-lateral-quad 1, roll-glute 1"


@pytest.mark.parametrize(
    ("minutes", "inside", "left_out", "counts_for"),
    [
        (0.5, "", 12, Counts.NONE),
        (5, "clamshell 1, band-walk 2", 10, Counts.PART),
        (10, "clamshell 1, side-lying-abduction 1, glute-bridge 1", 9, Counts.PART),
        (15, ONE_EACH, 6, Counts.COMPLETE),
        (25, f"roll-tfl 1, {ONE_EACH.replace('walk 1', 'walk 2')}, {STRETCHED}", 2, Counts.COMPLETE),
        (
            40,
            f"{ROLLED}, clamshell 2, side-lying-abduction 2, glute-bridge 2, single-leg-bridge 1, band-walk 3, "
            f"box-squat 1, {STRETCHED}",
            0,
            Counts.COMPLETE,
        ),
        (60, f"{ROLLED}, {ONE_EACH.replace(' 1', ' 3')}, {STRETCHED}", 0, Counts.COMPLETE),
    ],
)
def test_minutes_and_what_is_in_them(minutes: float, inside: str, left_out: int, counts_for: Counts) -> None:
    found = fitted(minutes)
    assert (told(found), len(found.left_out)) == (inside, left_out)
    assert counts(standing(*IN_REHAB), found.items, ALL) is counts_for


@given(st.sets(st.sampled_from(ALL), min_size=1), st.integers(1, 80))
def test_it_never_takes_longer_and_is_whole_where_there_is_time_for_all(names: set[str], minutes: int) -> None:
    wished = items(standing(*IN_REHAB), names)
    found = fit(wished, minutes * 60, PAUSES)
    assert total(steps(found.items, PAUSES)) <= minutes * 60
    assert sorted(item.id for item in (*found.items, *found.left_out)) == sorted(names)
    if total(steps(wished, PAUSES)) <= minutes * 60:
        assert (found.items, found.left_out, found.fewer) == (tuple(wished), (), ())


@pytest.mark.parametrize(
    ("done", "chosen", "left_out", "counts_for"),
    [
        (STRENGTH[:3], STRENGTH[3:], (), Counts.COMPLETE),
        (STRENGTH[:3], STRENGTH[4:], (), Counts.PART),
        ([], STRENGTH[:5], ("box-squat",), Counts.COMPLETE),
        ([], STRETCHES, (), Counts.NONE),
        (STRENGTH, STRETCHES, (), Counts.ASIDE),
    ],
)
def test_what_it_counts_for_with_what_was_done_before(
    done: list[str], chosen: list[str], left_out: tuple[str, ...], counts_for: Counts
) -> None:
    rows = tuple(ExerciseDone(exercise=name, side="both", sets=(10,), pain=0) for name in done)
    before = [Session(date=day(0), exercises=rows)] if done else []
    s = standing(*IN_REHAB, *before, settings=Settings(left_out=left_out))
    assert counts(s, items(s, chosen), plan_of(s).due) is counts_for
