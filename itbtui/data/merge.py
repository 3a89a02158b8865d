"""Two logs made one: of each entry the newest version, so that it does not matter which is merged into which.

- By id: what was changed last stands, whole; a deletion is a change. What was changed at the same moment, or before
  stamps were kept, stands by a fixed order of its content: what is there before what is not.
- One check-in a day, one episode that began on a day: of two with different ids the one changed last stands, and what
  it does not answer is completed from the other, which is gone. Flags and treatments of both are kept.
- An exercise of the runner's own stays as long as anything names it.
- The settings are one entry: those changed last stand.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, NamedTuple

from itbtui.data.errors import RefusedError
from itbtui.data.exchange.values import entry_to_dict, settings_to_dict
from itbtui.data.fields import fields_of
from itbtui.data.stamps import OLDEST, Stamp, after
from itbtui.rehab.log.checks import shown
from itbtui.rehab.log.entries import (
    CheckIn,
    Entry,
    Episode,
    OwnExercise,
    Progression,
    Run,
    Session,
    Settings,
    WaitingRun,
    completed,
)
from itbtui.rehab.log.log import LISTS
from itbtui.rehab.protocol.figures import shipped

Key = tuple[str, bool, str, str]


class Version(NamedTuple):
    """An entry as one log has it, or None where it was deleted there, and when that came to be."""

    item: Entry | Settings | None
    stamp: Stamp

    @property
    def key(self) -> Key:
        """By this the newest of several is the largest."""
        return self.stamp.at, self.item is not None, self.stamp.list, _written(self.item)

    def gone(self, at: str) -> "Version":
        """What stands for its having been deleted ``at`` that moment."""
        return Version(None, Stamp(self.stamp.list, at, True))


Versions = Mapping[str, Version]
"""By the id of the entry."""


def version(name: str, item: Entry | Settings | None, stamp: Stamp | None) -> Version:
    """An entry as it stands in a log, with its stamp."""
    return Version(item, stamp or Stamp(name, OLDEST, item is None))


def merged(one: Versions, other: Versions) -> dict[str, Version]:
    """Of two logs the one that both become: the same, whichever is named first.

    Raises RefusedError where they name an exercise that neither has, and that is none of the protocol's.
    """
    found = dict(one)
    for id_, theirs in other.items():
        found[id_] = _newer(found.get(id_, theirs), theirs)
    _take_together(found, CheckIn)
    _take_together(found, Episode)
    _keep_named(found, one, other)
    return found


def _newer(one: Version, other: Version) -> Version:
    """What was changed last. A run whose pain was answered never goes back to waiting for it."""
    for known, waits in ((one, other), (other, one)):
        if isinstance(known.item, Run) and isinstance(waits.item, WaitingRun):
            return known
    return max(one, other, key=_key)


def _key(version: Version) -> Key:
    return version.key


def _written(item: Entry | Settings | None) -> str:
    if item is None:
        return ""
    return json.dumps(settings_to_dict(item) if isinstance(item, Settings) else entry_to_dict(item), sort_keys=True)


def _take_together(found: dict[str, Version], kind: type[CheckIn] | type[Episode]) -> None:
    """Of several of one day one: the newest, completed from the others."""
    by_day: dict[dt.date, list[str]] = defaultdict(list)
    for id_, version in found.items():
        if isinstance(version.item, kind):
            by_day[version.item.date].append(id_)
    for ids in by_day.values():
        if len(ids) < 2:
            continue
        newest, *others = sorted(ids, key=lambda id_: found[id_].key, reverse=True)
        at = after(found[newest].stamp.at)
        items = [item for id_ in (newest, *others) if isinstance(item := found[id_].item, kind)]
        found[newest] = Version(reduce(_completed, items), found[newest].stamp._replace(at=at))
        for id_ in others:
            found[id_] = found[id_].gone(at)


def _completed(entry: CheckIn | Episode, other: CheckIn | Episode) -> CheckIn | Episode:
    """An entry with what it does not answer taken from another."""
    given: dict[str, Any] = {
        field.name: value
        for field in fields_of(type(entry))
        if (value := getattr(other, field.name)) is not None and (field.several or getattr(entry, field.name) is None)
    }
    return completed(entry, **given) if isinstance(entry, CheckIn) else replace(entry, **given)


def _keep_named(found: dict[str, Version], one: Versions, other: Versions) -> None:
    """Brings back exercises that were deleted in one log while the other went on to name them."""
    known = {exercise.id for exercise in shipped().exercises}
    for id_ in sorted({*_named(found)} - known):
        if isinstance(found[id_].item if id_ in found else None, OwnExercise):
            continue
        there = [side[id_] for side in (one, other) if id_ in side and isinstance(side[id_].item, OwnExercise)]
        if not there:
            raise RefusedError(
                f"one of the logs names the exercise {shown(id_)}, which is not known here; update itbtui first"
            )
        newest = max(there, key=_key)
        found[id_] = Version(newest.item, newest.stamp._replace(at=after(found[id_].stamp.at)))


def _named(found: Versions) -> Iterator[str]:
    for version in found.values():
        match version.item:
            case Session():
                yield from (done.exercise for done in version.item.exercises)
            case Progression():
                yield version.item.exercise
            case Settings():
                yield from (*version.item.left_out, *version.item.order)


# --- what that changes --------------------------------------------------------------------------


@dataclass(frozen=True)
class Merge:
    """What becomes of a log: entries that are new in it, changed, or deleted, and how many stay as they are.

    ``gives_way``: a day's entries in whose place one with another id is among the changed. ``settings`` where they
    become others. ``stamps``: those that become others, by id.
    """

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    deleted: tuple[Entry, ...]
    gives_way: tuple[Entry, ...]
    kept: int
    settings: Settings | None
    stamps: Mapping[str, Stamp]

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to take over."""
        return bool(self.new or self.changed or self.deleted or self.settings)


def merge(ours: Versions, theirs: Versions) -> Merge:
    """What ``theirs`` brings to ``ours``."""
    after_it = merged(ours, theirs)
    new: list[Entry] = []
    changed: list[Entry] = []
    deleted: list[Entry] = []
    kept, settings = 0, None
    for id_, version in after_it.items():
        before = ours[id_].item if id_ in ours else None
        if isinstance(version.item, Settings) or isinstance(before, Settings):
            becomes = version.item if isinstance(version.item, Settings) else Settings()
            settings = becomes if becomes != (before or Settings()) else None
            continue
        now = version.item
        if before is not None and (now is None or type(now) is not type(before)):
            deleted.append(before)
        elif now == before:
            kept += now is not None
            continue
        if now is not None:
            (changed if type(now) is type(before) else new).append(now)
    had = {id_: version.stamp for id_, version in ours.items()}
    stamps = {id_: version.stamp for id_, version in after_it.items() if had.get(id_) != version.stamp}
    days = {_day(entry) for entry in new} & {_day(entry) for entry in deleted} - {None}
    changed += [entry for entry in new if _day(entry) in days]
    return Merge(
        new=_in_order(entry for entry in new if _day(entry) not in days),
        changed=_in_order(changed),
        deleted=_in_order(entry for entry in deleted if _day(entry) not in days),
        gives_way=_in_order(entry for entry in deleted if _day(entry) in days),
        kept=kept,
        settings=settings,
        stamps=stamps,
    )


def _day(entry: Entry) -> tuple[type[Entry], dt.date] | None:
    """What there is only one of."""
    return (type(entry), entry.date) if isinstance(entry, CheckIn | Episode) else None


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By list, then by day."""
    places = {kind: place for place, kind in enumerate(LISTS)}
    return tuple(sorted(entries, key=lambda e: (places[type(e)], str(getattr(e, "date", "")), e.id)))
