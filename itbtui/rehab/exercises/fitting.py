"""A session that fits into the minutes there are: what is needed most first, one set of each before any second."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from itbtui.rehab.exercises.routine import Item, steps, total
from itbtui.rehab.log.entries import SKIPPED_FOR_PAIN
from itbtui.rehab.log.log import NOTHING
from itbtui.rehab.log.sessions import whole_exercises
from itbtui.rehab.protocol.figures import Pauses
from itbtui.rehab.stages.standing import Standing

NEEDED = ("strength", "stretch", "rolling")
"""The kinds by how much they are needed (3.3: strength opens the gate; 3.4: stretches are for good, rolling is not)."""


class Fitted(NamedTuple):
    """``items`` are what there is time for, in doing order, with as many sets as there is time for."""

    items: tuple[Item, ...]
    left_out: tuple[Item, ...]
    fewer: tuple[Item, ...]
    """Those of ``items`` that have fewer sets than was wished."""


def fit(wished: Iterable[Item], seconds: int, pauses: Pauses) -> Fitted:
    """What of ``wished``, in doing order, can be done in so many seconds, its pauses counted.

    First a set of each strength exercise, then stretches and rolling, then further sets, in doing order each.
    """
    wished = tuple(wished)
    sets: dict[str, int] = {}

    def taken() -> tuple[Item, ...]:
        return tuple(item._replace(sets=sets[item.id]) for item in wished if item.id in sets)

    def add(item: Item) -> None:
        before = sets.get(item.id, 0)
        sets[item.id] = before + 1
        if total(steps(taken(), pauses)) > seconds:
            sets[item.id] = before
            if not before:
                del sets[item.id]

    for item in sorted(wished, key=lambda item: NEEDED.index(item.kind)):
        add(item)
    for number in range(2, max((item.sets for item in wished), default=0) + 1):
        for item in wished:
            if sets.get(item.id) == number - 1 < item.sets:
                add(item)
    fewer = tuple(item for item in wished if item.id in sets and sets[item.id] < item.sets)
    return Fitted(taken(), tuple(item for item in wished if item.id not in sets), fewer)


class Counts(StrEnum):
    """What a session will have been to the gate ``strength`` (4.1), once it is done as it stands."""

    COMPLETE = "complete"
    """Every strength exercise of the routine is in it, or was done today before."""
    PART = "part"
    """Some of them are."""
    NONE = "none"
    """It has none, though some are still to be done today."""
    ASIDE = "aside"
    """It has none, and none are due."""


def counts(s: Standing, chosen: Sequence[Item], due: Iterable[str]) -> Counts:
    """What a session of these exercises will count for today; ``due`` is what is still due before it."""
    routine = s.routine
    has_some = any(item.id in routine for item in chosen)
    if not has_some:
        return Counts.NONE if any(name in routine for name in due) else Counts.ASIDE
    day = s.log.days.get(s.today, NOTHING)
    before = [row for row in day.exercises if row.done or row.skipped == SKIPPED_FOR_PAIN]
    have = {item.id for item in chosen} | whole_exercises(before, routine).keys()
    return Counts.COMPLETE if routine.keys() <= have else Counts.PART
