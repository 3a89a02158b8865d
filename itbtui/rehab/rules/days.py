"""A check-in (6.5): pain in daily life and swelling; other training with pain reads as daily life."""

from collections.abc import Sequence
from typing import NamedTuple

from itbtui.rehab.log.entries import CheckIn, Entry
from itbtui.rehab.protocol.figures import Thresholds
from itbtui.rehab.rules.finding import Fact, Grounds, grounds
from itbtui.rehab.rules.rule import rule


class Pain(NamedTuple):
    """A pain of 0-10 outside of runs: ``where`` is ``morning``, ``daily`` or the kind of other training."""

    level: int
    where: str
    entry: Entry


@rule("sore-day", "6.5")
def sore_day(pains: Sequence[Pain], t: Thresholds) -> Grounds | None:
    """A little pain."""
    return _worst_within(pains, t.trace, t.moderate - 1)


@rule("painful-day", "6.5")
def painful_day(pains: Sequence[Pain], t: Thresholds) -> Grounds | None:
    """Pain in the middle band."""
    return _worst_within(pains, t.moderate, t.severe - 1)


@rule("very-painful-day", "6.5")
def very_painful_day(pains: Sequence[Pain], t: Thresholds) -> Grounds | None:
    """Pain in the high band."""
    return _worst_within(pains, t.severe, None)


@rule("swollen", "6.5")
def swollen(check_in: CheckIn) -> Grounds | None:
    """Mild swelling."""
    return grounds(check_in) if check_in.swelling == "mild" else None


def _worst_within(pains: Sequence[Pain], least: int, most: int | None) -> Grounds | None:
    level = max((pain.level for pain in pains), default=0)
    if level < least or (most is not None and level > most):
        return None
    worst = [pain for pain in pains if pain.level == level]
    where = tuple(dict.fromkeys(pain.where for pain in worst))
    entries = tuple(dict.fromkeys(pain.entry.id for pain in worst))
    facts: dict[str, Fact] = {"pain": level, "where": where, "least": least}
    return Grounds(facts if most is None else facts | {"most": most}, entries)
