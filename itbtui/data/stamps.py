"""When each entry was last changed or deleted: by that two logs are merged.

A stamp is a moment in UTC as text that sorts by time. One that must lie after another, and has no later moment, is
the other with a 0 at its end: it sorts after it, and before anything a microsecond later.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from itbtui.rehab.log.checks import EntryError, shown
from itbtui.rehab.log.log import LISTS

if TYPE_CHECKING:
    from sqlite3 import Connection

_LISTS = frozenset((*LISTS.values(), "settings"))
_MOMENT = r"(\d{1,4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?)?"
OLDEST = ""
"""Of what was last changed before stamps were kept."""


class Stamp(NamedTuple):
    """``gone``: it was deleted then. ``list`` is where it stood, or stands."""

    list: str
    at: str
    gone: bool


def utc_text(at: dt.datetime) -> str:
    """A local time as a stamp has it; at the ends of the calendar, where there is no such time in UTC, as it is."""
    with suppress(OverflowError, ValueError):
        at = at.astimezone(dt.UTC)
    return at.replace(tzinfo=None).isoformat(timespec="microseconds")


def after(at: str) -> str:
    """The next stamp after one."""
    return f"{at}0"


def read(db: Connection) -> dict[str, Stamp]:
    """All stamps by the id of the entry. Raises EntryError for one that cannot be."""
    found = db.execute("select entry_id, list, at, gone from stamps")
    stamps = {id_: Stamp(name, at, bool(gone)) for id_, name, at, gone in found}
    for stamp in stamps.values():
        if stamp.list not in _LISTS or not re.fullmatch(_MOMENT, stamp.at, re.ASCII):
            raise EntryError("stamps", f"{shown(stamp.at)} of {shown(stamp.list)} is no moment of a change")
    return stamps


def is_gone(db: Connection, id_: str) -> bool:
    """Whether an entry was deleted."""
    return db.execute("select 1 from stamps where entry_id = ? and gone", [id_]).fetchone() is not None


def newest(db: Connection, ids: Iterable[str]) -> str:
    """The latest stamp of these entries; ``OLDEST`` where none has one."""
    wanted = [*ids]
    marks = ", ".join("?" * len(wanted))
    (at,) = db.execute(f"select max(at) from stamps where entry_id in ({marks})", wanted).fetchone()
    return at or OLDEST


def touch(db: Connection, at: str, name: str, ids: Iterable[str], *, gone: bool) -> None:
    """Says that these were changed, or deleted, ``at`` that moment, or after their last change where that is later."""
    for id_ in ids:
        db.execute(
            """
            insert into stamps (entry_id, list, at, gone) values (?, ?, ?, ?)
            on conflict do update set list = excluded.list, gone = excluded.gone,
                at = case when excluded.at > at then excluded.at else at || '0' end
            """,
            [id_, name, at, gone],
        )


def put(db: Connection, id_: str, stamp: Stamp | None) -> None:
    """Sets a stamp as it is, or takes it away."""
    db.execute("delete from stamps where entry_id = ?", [id_])
    if stamp is not None:
        row = [id_, stamp.list, stamp.at, stamp.gone]
        db.execute("insert into stamps (entry_id, list, at, gone) values (?, ?, ?, ?)", row)
