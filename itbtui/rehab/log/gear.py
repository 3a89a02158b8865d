"""Shoes with their kilometres, and races: what the log says of them. No verdict comes of it."""

import datetime as dt
from collections import defaultdict

from itbtui.rehab.log.entries import Race, Run, Shoe, WaitingRun
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import NoteRules
from itbtui.values import Value

HORIZON_DAYS = 366
"""A race further ahead is not thought of yet."""


class Pair(Value):
    """A pair of shoes: its entry, or nothing where only runs name it, and what was run in it."""

    name: str
    shoe: Shoe | None
    metres: int
    """What was on it before counts."""
    runs: int
    last_run: dt.date | None

    @property
    def is_retired(self) -> bool:
        """Whether it is no longer worn."""
        return self.shoe is not None and bool(self.shoe.retired)

    def is_worn(self, notes: NoteRules) -> bool:
        """Whether there is something to be reminded of: only what stands in the list, and is in use, counts."""
        return self.shoe is not None and not self.is_retired and self.metres > notes.shoe_km * 1000

    @property
    def last_seen(self) -> dt.date:
        """The day on which it was worn last, or used first."""
        first = self.shoe.first_used if self.shoe else None
        return max(self.last_run or dt.date.min, first or dt.date.min)


def pairs(log: Log) -> list[Pair]:
    """All pairs of shoes, the one worn last first, retired ones last."""
    ran: list[Run | WaitingRun] = [*log.runs, *log.waiting]
    worn: dict[str, list[Run | WaitingRun]] = defaultdict(list)
    for run in ran:
        if run.shoe:
            worn[run.shoe].append(run)
    unlisted = worn.keys() - {shoe.name for shoe in log.shoes}
    found = [_pair(shoe.name, shoe, worn.get(shoe.name, [])) for shoe in log.shoes]
    found += [_pair(name, None, worn[name]) for name in unlisted]
    return sorted(found, key=lambda pair: (pair.is_retired, -pair.last_seen.toordinal(), pair.name))


def _pair(name: str, shoe: Shoe | None, runs: list[Run | WaitingRun]) -> Pair:
    before = round((shoe.km or 0) * 1000) if shoe else 0
    metres = before + sum(run.metres for run in runs)
    return Pair(name, shoe, metres, len(runs), max((run.date for run in runs), default=None))


def shoes_in_use(log: Log) -> list[str]:
    """The names of all that are not retired. The first is the one that a new run is taken to be in."""
    return [pair.name for pair in pairs(log) if not pair.is_retired]


def races_ahead(log: Log, on: dt.date) -> list[Race]:
    """Races from ``on`` up to a year ahead, the next first."""
    return [race for race in log.races if is_ahead(race, on)]


def is_ahead(race: Race, on: dt.date) -> bool:
    """Whether a race is still to come, and not too far ahead to say anything of it."""
    return 0 <= (race.date - on).days <= HORIZON_DAYS


def races_in_order(log: Log, on: dt.date) -> list[Race]:
    """All races: those to come, the next first, then the past ones, the last first."""
    to_come = [race for race in log.races if race.date >= on]
    return to_come + [race for race in reversed(log.races) if race.date < on]
