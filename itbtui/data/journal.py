"""What each action changed, kept so that it can be undone."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection
from typing import Any, NamedTuple

from itbtui.data import rows, stamps
from itbtui.data.errors import ChangedError, RefusedError
from itbtui.data.exchange.values import entry_from_dict, entry_to_dict, settings_from_dict, settings_to_dict
from itbtui.data.fields import iso
from itbtui.data.merge import Merge, Versions
from itbtui.rehab.log.checks import shown
from itbtui.rehab.log.entries import CheckIn, Entry, Settings, WaitingRun
from itbtui.rehab.log.log import LISTS, Log
from itbtui.rehab.protocol.figures import shipped

KEPT = 100
"""So many actions can be undone."""

_KINDS = {name: kind for kind, name in LISTS.items()}


Place = tuple[str, str]
"""The list of an entry and its id."""


class Undone(NamedTuple):
    """An action that was taken back: what it was called, and where it had changed something."""

    label: str
    places: set[Place]


class Put(NamedTuple):
    """How many entries were new, replaced another, or were there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Action:
    """One thing the user does: changes to entries and settings, each noted as it was before.

    To be used inside a transaction, of which it must be the first to touch the database: it begins with a
    write, so that the lock is taken, and waited for, before anything is read.
    """

    def __init__(self, db: Connection, at: dt.datetime, label: str) -> None:
        self._db = db
        self.places: set[Place] = set()
        """Where it changed something."""
        self._at = stamps.utc_text(at)
        # A label may quote the name of a file, and that may hold what is no text.
        self.label = label.encode(errors="replace").decode()
        stamped = [at.isoformat(timespec="seconds"), self.label]
        self.id = db.execute("insert into actions (at, label) values (?, ?)", stamped).lastrowid

    @property
    def changed(self) -> bool:
        """Whether anything was added, changed or removed."""
        return bool(self.places)

    def put(self, entries: Iterable[Entry]) -> Put:
        """Adds entries, or replaces those that have the same id. Raises RefusedError."""
        given = list(entries)
        there = self._check_ids(given)
        self._check_days([entry for entry in given if isinstance(entry, CheckIn)])
        added = changed = 0
        for name, group in _by_list(given).items():
            before = rows.read(self._db, name, group.keys() & there)
            after = {id_: entry for id_, entry in group.items() if before.get(id_) != entry}
            replaced = sum(id_ in before for id_ in after)
            added, changed = added + len(after) - replaced, changed + replaced
            self._note(name, {id_: before.get(id_) for id_ in after})
            rows.write(self._db, name, after)
            stamps.touch(self._db, self._at, name, after, gone=False)
        return Put(added, changed, len(given) - added - changed)

    def put_where_pain_is_known(self, log: Log) -> Put:
        """Puts all of a log. A run takes the place of the one that waited for its pain, and never the other way round.

        Raises RefusedError.
        """
        answered = {run.id for run in log.runs}
        self.drop(rows.read(self._db, "waiting", answered).values())
        known = rows.read(self._db, "runs", (run.id for run in log.waiting))
        put = self.put(entry for entry in log.entries() if not (isinstance(entry, WaitingRun) and entry.id in known))
        return put._replace(unchanged=put.unchanged + len(known))

    def drop(self, entries: Iterable[Entry]) -> None:
        """Removes entries; one that is not there any more is passed over."""
        for name, group in _by_list(entries).items():
            before = rows.read(self._db, name, group)
            self._note(name, before)
            rows.delete(self._db, name, before)
            stamps.touch(self._db, self._at, name, before, gone=True)

    def put_settings(self, settings: Settings) -> None:
        """Replaces the settings."""
        before = rows.read(self._db, rows.SETTINGS).get(rows.SETTINGS)
        if settings != (before or Settings()):
            self._note(rows.SETTINGS, {rows.SETTINGS: before})
            rows.write(self._db, rows.SETTINGS, {rows.SETTINGS: settings})
            stamps.touch(self._db, self._at, rows.SETTINGS, [rows.SETTINGS], gone=False)

    def merge(self, change: Merge, before: Versions) -> None:
        """Makes of the log what a merge with another makes of it, ``before`` being what it was. Raises RefusedError.

        Undo brings the stamps back too: what came from the other log was not deleted here.
        """
        self.drop([*change.deleted, *change.gives_way])
        self.put([*change.new, *change.changed])
        if change.settings is not None:
            self.put_settings(change.settings)
        for id_, stamp in change.stamps.items():
            had = before.get(id_)
            name, item = (had.stamp.list, had.item) if had else (stamp.list, None)
            noted = [self.id, name, id_, _written(item)]
            columns = "action_id, list, entry_id, before"
            self._db.execute(f"insert or ignore into action_rows ({columns}) values (?, ?, ?, ?)", noted)
            self.places.add((name, id_))
            earlier = json.dumps(had.stamp if had and had.stamp.at else None)
            # The list is said because the key begins with it.
            query = "update action_rows set stamp = ? where action_id = ? and list in (?, ?) and entry_id = ?"
            self._db.execute(query, [earlier, self.id, name, stamp.list, id_])
            stamps.put(self._db, id_, stamp)

    def join(self) -> None:
        """Makes one action of this and the one before, if that was called the same and touched the same rows."""
        before = "select id, label from actions where id < ? order by id desc limit 1"
        earlier, label = self._db.execute(before, [self.id]).fetchone() or (None, None)
        if label == self.label and _places_of(self._db, earlier) == self.places:
            # What was there before the first of the two is what undo is to bring back.
            self._db.execute("delete from actions where id = ?", [self.id])

    def finish(self) -> None:
        """Checks what only the whole can be asked, and forgets the oldest actions. Raises RefusedError."""
        if {name for name, _ in self.places} & {"sessions", "exercises", "progressions", rows.SETTINGS}:
            self._check_exercises()
        self._db.execute(
            "delete from actions where id not in (select id from actions order by id desc limit ?)", [KEPT]
        )

    def _note(self, name: str, before: Mapping[str, Any]) -> None:
        self.places |= {(name, id_) for id_ in before}
        noted = [(self.id, name, id_, _written(item)) for id_, item in before.items()]
        rows.insert(self._db, "action_rows", ("action_id", "list", "entry_id", "before"), noted)

    def _check_ids(self, entries: Sequence[Entry]) -> set[str]:
        """The ids of those that are there already. Raises RefusedError where another list has the id."""
        homes = rows.lists_of(self._db, (entry.id for entry in entries))
        there = set(homes)
        for entry in entries:
            # Noting its list here as well finds the same id twice among the new ones.
            if homes.setdefault(entry.id, LISTS[type(entry)]) != LISTS[type(entry)]:
                raise RefusedError(f"{shown(entry.id)} is already the id of another entry", entry, "id")
        return there

    def _check_days(self, check_ins: Sequence[CheckIn]) -> None:
        ids_of_days = {entry.date: entry.id for entry in check_ins}
        moving = {entry.id for entry in check_ins}
        for entry in check_ins:
            query = "select id from check_ins where date = ?"
            staying = {id_ for (id_,) in self._db.execute(query, [iso(entry.date)])} - moving
            if staying or ids_of_days[entry.date] != entry.id:
                raise RefusedError(f"{entry.date} already has a check-in", entry, "date")

    def _check_exercises(self) -> None:
        known = json.dumps([exercise.id for exercise in shipped().exercises])
        found = self._db.execute(
            """
            select exercise from (
                select exercise from session_exercises union select exercise from progressions
                union select exercise from left_out union select exercise from exercise_order
            )
            where exercise not in (select id from exercises union select value from json_each(?)) limit 1
            """,
            [known],
        ).fetchone()
        if found:
            raise RefusedError(
                f"a session, a progression or the settings name the exercise {shown(found[0])}, so it has to be there"
            )


def newest(db: Connection) -> int | None:
    """The id of the newest action that is kept."""
    found: tuple[int | None] = db.execute("select max(id) from actions").fetchone()
    return found[0]


def undo(db: Connection, at: dt.datetime, only: int | None = None) -> Undone | None:
    """Takes back the newest action and forgets it. Returns None where there is none.

    Raises ChangedError where ``only`` is another one.

    Taking back is a change made ``at`` that moment; of a merge it is none.

    To be used inside a transaction, like an Action.
    """
    # An update that changes nothing: like an action's insert, it takes the lock before anything is read.
    found = db.execute(
        "update actions set label = label where id = (select max(id) from actions) returning id, label"
    ).fetchall()
    if not found:
        return None
    action, label = found[0]
    if only not in (None, action):
        raise ChangedError("something else was logged after it")
    changes: dict[str, dict[str, str | None]] = defaultdict(dict)
    earlier: dict[str, str] = {}
    for name, id_, before, stamp in db.execute(
        "select list, entry_id, before, stamp from action_rows where action_id = ?", [action]
    ).fetchall():
        changes[name][id_] = before
        if stamp is not None:
            earlier[id_] = stamp
    for name, befores in changes.items():
        rows.delete(db, name, befores)
    for name, befores in changes.items():
        rows.write(db, name, {id_: _read(name, text) for id_, text in befores.items() if text is not None})
        for id_, text in befores.items():
            if id_ not in earlier:
                stamps.touch(db, stamps.utc_text(at), name, [id_], gone=text is None)
    for id_, stamp in earlier.items():
        had = json.loads(stamp)
        stamps.put(db, id_, None if had is None else stamps.Stamp(*had))
    places = _places_of(db, action)
    db.execute("delete from actions where id = ?", [action])
    return Undone(label, places)


def added_last(db: Connection) -> set[str]:
    """The ids of the entries that the newest action has added."""
    query = """
        select entry_id from action_rows
        where action_id = (select max(id) from actions) and before is null and list <> ?
    """
    return {id_ for (id_,) in db.execute(query, [rows.SETTINGS])}


def _places_of(db: Connection, action: int | None) -> set[Place]:
    return set(db.execute("select list, entry_id from action_rows where action_id = ?", [action]))


def _by_list(entries: Iterable[Entry]) -> dict[str, dict[str, Entry]]:
    lists: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        lists[LISTS[type(entry)]][entry.id] = entry
    return lists


def _written(item: Entry | Settings | None) -> str | None:
    if item is None:
        return None
    plain = settings_to_dict(item) if isinstance(item, Settings) else entry_to_dict(item)
    return json.dumps(plain, ensure_ascii=False)


def _read(name: str, text: str) -> Entry | Settings:
    raw = json.loads(text)
    return settings_from_dict(raw) if name == rows.SETTINGS else entry_from_dict(_KINDS[name], raw)
