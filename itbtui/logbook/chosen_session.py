"""How a session was chosen and where in it one is, kept beside the log until it is over.

It is no truth of the log: where it is missing or cannot be read, a session goes on with what was due.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, cast

from itbtui.data.companions import SESSION, companion
from itbtui.data.private import is_kept_elsewhere, read_kept, write_private
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.exercises.routine import Item, Key
from itbtui.rehab.log.choices import SIDES
from itbtui.rehab.log.entries import Side


class ChosenItem(NamedTuple):
    """An exercise as it is done in this session."""

    id: str
    sides: tuple[Side, ...]
    sets: int
    amount: int

    @classmethod
    def of(cls, item: Item) -> "ChosenItem":
        """What was chosen for an exercise, without what can change before the session goes on."""
        return cls(item.id, item.sides, item.sets, item.amount)

    def over(self, item: Item) -> Item:
        """The exercise of today, done as it was chosen."""
        return item._replace(sides=self.sides, sets=self.sets, amount=self.amount)


class ChosenSession(NamedTuple):
    """The session by its id, its exercises in doing order, and the set that is next; what was passed over is not."""

    session: str
    items: tuple[ChosenItem, ...]
    at: Key
    skipped: tuple[Key, ...]
    left_out: tuple[str, ...]


def keep(logbook: Logbook, chosen: ChosenSession) -> None:
    """Keeps it, for this user only. Where that fails, the session goes on with what was due."""
    with suppress(OSError):
        write_private(_file(logbook), json.dumps({"by": os.getpid(), **chosen._asdict()}))


def read(logbook: Logbook, session: str) -> ChosenSession | None:
    """How a session was chosen; none for another one, or where that cannot be read."""
    said = read_kept(_file(logbook))
    try:
        items = tuple(_item(*item) for item in said["items"])
        left_out = tuple(map(str, said["left_out"]))
        found = ChosenSession(str(said["session"]), items, _key(said["at"]), tuple(_keys(said["skipped"])), left_out)
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
    return found if found.session == session else None


def is_followed_elsewhere(logbook: Logbook) -> bool:
    """Whether another program that is still there is in a session."""
    return is_kept_elsewhere(_file(logbook))


def forget(logbook: Logbook, session: str) -> None:
    """The session is over."""
    if read(logbook, session):
        with suppress(OSError):
            _file(logbook).unlink(missing_ok=True)


def _item(id_: Any, sides: Any, sets: Any, amount: Any) -> ChosenItem:
    if not sides or len(set(sides)) < len(sides) or min(int(sets), int(amount)) < 1:
        raise ValueError(id_)
    return ChosenItem(str(id_), tuple(map(_side, sides)), int(sets), int(amount))


def _keys(said: Iterable[Any]) -> Iterable[Key]:
    return map(_key, said)


def _key(said: Any) -> Key:
    exercise, side, number = said
    return str(exercise), _side(side), int(number)


def _side(said: Any) -> Side:
    if said not in SIDES:
        raise ValueError(said)
    return cast("Side", said)


def _file(logbook: Logbook) -> Path:
    return companion(logbook.store.path, SESSION)
