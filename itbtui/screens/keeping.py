"""What of a session is to be followed, and how what was done of it gets into the log."""

import datetime as dt
from dataclasses import dataclass, replace

from itbtui.data.store import Store
from itbtui.rehab.entries import ExerciseDone, Session
from itbtui.rehab.log import Log
from itbtui.rehab.playing import Load, Tally
from itbtui.rehab.routine import Item, Step
from itbtui.rehab.telling import describe


@dataclass(frozen=True)
class Start:
    """What is to be followed. ``session`` is the entry to fill; ``kept`` are rows of it that stay as they are."""

    session: Session
    items: tuple[Item, ...]
    steps: tuple[Step, ...]
    tally: Tally
    kept: tuple[ExerciseDone, ...] = ()
    unlogged: frozenset[str] = frozenset()
    """Exercises that are not noted unless one hurt: a set before a run is no strength session."""
    title: str = ""
    """What it is called, where it is not the day's session."""


class Keeper:
    """Puts what was done into the log, each time something was."""

    def __init__(self, start: Start, store: Store) -> None:
        self._start = start
        self._store = store
        self.session = start.session
        """As it stands in the log."""
        self.is_saved = True

    def keep(self, ended: dt.datetime | None = None) -> None:
        """All that was done so far, as one action with what was kept of this session before. Raises StoreError."""
        session = replace(self.session, exercises=self._rows())
        if session.exercises and session.ended is None:
            session = replace(session, ended=ended)
        if session == self.session:
            return
        self.is_saved = False
        self._store.save(session, label=describe(session), going_on=True, waits=False)
        self.session, self.is_saved = session, True

    def _rows(self) -> tuple[ExerciseDone, ...]:
        tally, unlogged = self._start.tally, self._start.unlogged
        logged = [item for item in self._start.items if item.id not in unlogged or item.id in tally.hurt]
        return (*self._start.kept, *tally.rows(logged))


def last_load(log: Log, exercise: str) -> Load:
    """What was carried in the exercise when that was noted last."""
    for session in reversed(log.sessions):
        for row in session.exercises:
            if row.exercise == exercise and (row.load or row.load_kg is not None or row.band):
                return Load(row.load, row.load_kg, row.band)
    return Load()
