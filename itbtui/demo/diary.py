"""What the made-up runner has logged so far, and where that leads to, asked day by day."""

import datetime as dt
import random
from typing import TypeVar
from uuid import UUID

from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Run, Session, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import Protocol
from itbtui.rehab.stages.replay import looks_back_days, replay
from itbtui.rehab.stages.standing import Standing

DAY = dt.timedelta(days=1)
DAYS = (Run, CheckIn, Session, CrossTraining)
"""What tells of a day; the rest is about the runner."""

AnyEntry = TypeVar("AnyEntry", bound=Entry)


class Diary:
    """Entries get ids that follow from ``seed``."""

    def __init__(self, first: dt.date, settings: Settings, seed: int, protocol: Protocol) -> None:
        self._ids = random.Random(f"ids {seed}")
        self._protocol = protocol
        self._standing = replay(Log(), settings, first - DAY, protocol)
        self._entries: dict[str, Entry] = {}
        self._recent: dict[str, Entry] = {}

    @property
    def log(self) -> Log:
        """All that was written, as a log."""
        return Log.of(self._entries.values())

    def new_id(self) -> str:
        """The same for the same seed, so that the same year is made again."""
        return str(UUID(int=self._ids.getrandbits(128), version=4))

    def write(self, entry: AnyEntry) -> AnyEntry:
        """Adds an entry, or one in the place of that with the same id."""
        self._entries[entry.id] = self._recent[entry.id] = entry
        return entry

    def standing(self, on: dt.date) -> Standing:
        """Where the runner stands on ``on``, by what is logged. Days are asked about in rising order."""
        since = on - looks_back_days(self._protocol) * DAY
        for entry in [e for e in self._recent.values() if isinstance(e, DAYS) and e.date < since]:
            del self._recent[entry.id]
        log = Log.of(self._recent.values(), since.toordinal())
        self._standing = replay(log, self._standing.settings, on, self._protocol, self._standing)
        return self._standing
