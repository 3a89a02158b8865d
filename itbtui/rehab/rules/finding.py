"""A finding: which rule fired, on which entries, with which numbers. What that is called is said elsewhere."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from itbtui.rehab.log.days import to_date
from itbtui.rehab.log.entries import Entry
from itbtui.rehab.protocol.figures import Verdict

Fact = int | float | str | tuple[int, ...] | tuple[str, ...]
"""A number in metres, minutes, hours, days or on the pain scale; a text is the id of something that is named."""
Facts = Mapping[str, Fact]

Event = tuple[bool, int]
"""Whether it is a run with what belongs to it, and the ordinal of its day: what belongs to one run counts once."""


class Grounds(NamedTuple):
    """Why a rule fires: its numbers, and the ids of the entries it rests on."""

    facts: Facts
    entries: tuple[str, ...]


def grounds(*entries: Entry, **facts: Fact) -> Grounds:
    """The grounds that rest on these entries."""
    return Grounds(facts, tuple(entry.id for entry in entries))


class Finding(NamedTuple):
    """A rule that fired on the day of an ordinal.

    ``run_day`` is the ordinal of the run it belongs to; ``cause`` the finding that an escalation started from.
    """

    rule: str
    verdict: Verdict
    day: int
    entries: tuple[str, ...]
    facts: Facts
    run_day: int | None = None
    cause: "Finding | None" = None

    @property
    def date(self) -> dt.date:
        """The day as a date."""
        return to_date(self.day)

    @property
    def event(self) -> Event:
        """What it belongs to: all that belongs to one run, or to one day without one, is one event."""
        return (True, self.run_day) if self.run_day is not None else (False, self.day)

    @property
    def numbers(self) -> dict[str, Any]:
        """The facts, with those of what caused it."""
        return {**(self.cause.numbers if self.cause else {}), **self.facts}


class Note(NamedTuple):
    """Something worth knowing that changes no plan."""

    rule: str
    day: int
    entries: tuple[str, ...]
    facts: Facts

    @property
    def date(self) -> dt.date:
        """The day as a date."""
        return to_date(self.day)
