"""The last weeks in numbers: the worst pain of each day, and whether it is better now than at first."""

from typing import Literal

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.protocol.figures import NoteRules
from itbtui.rehab.stages.long_ago import first_day
from itbtui.rehab.stages.standing import Standing
from itbtui.values import Value

Change = Literal["less", "more", "same"]
WEEKS = 6


class Lately(Value):
    """Pain is 0-10, none where it is not known."""

    pains: tuple[int | None, ...]
    """The worst of each day, the oldest first; the last is today's."""
    worst: int | None
    """Of the last seven days."""
    at_first: int | None
    """Of the first seven, no earlier than the log begins; none where these weeks touch."""
    change: Change | None
    """From the first week to the last; none where too little is logged to say."""


def lately(s: Standing, weeks: int = WEEKS) -> Lately:
    """The worst pain of each day of the last ``weeks``, and their first week beside their last."""
    days = range(s.today - weeks * WEEK + 1, s.today + 1)
    pains = tuple(s.reading.day(day).worst for day in days)
    began = first_day(s)
    begins = max(0, (s.today if began is None else began) - days[0])
    first, last = pains[begins : begins + WEEK], pains[-WEEK:]
    apart = len(pains) - begins >= 2 * WEEK
    known = [[pain for pain in week if pain is not None] for week in (first, last)]
    compared = apart and min(map(len, known)) >= s.protocol.trend.least_days
    return Lately(
        pains,
        max(known[1], default=None),
        max(known[0], default=None) if apart else None,
        change(max(known[0]), max(known[1]), s.protocol.notes) if compared else None,
    )


def change(before: int, after: int, rules: NoteRules) -> Change:
    """Two points are a change, and so are 30 % of what it was; from 0 there is no percentage."""
    difference = abs(after - before)
    in_percent = before > 0 and difference * 100 >= before * rules.improvement_percent
    if not difference or not (difference >= rules.improvement_points or in_percent):
        return "same"
    return "less" if after < before else "more"
