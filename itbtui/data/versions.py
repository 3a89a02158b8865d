"""Every entry of a log as it stands, with when that came to be: what two logs are merged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itbtui.data import rows, stamps
from itbtui.data.merge import Version, version
from itbtui.rehab.log.log import LISTS

if TYPE_CHECKING:
    from sqlite3 import Connection


def read_versions(db: Connection) -> dict[str, Version]:
    """Every entry and the settings, and what was deleted, by id. Raises EntryError."""
    stamped = stamps.read(db)
    found = {id_: version(stamp.list, None, stamp) for id_, stamp in stamped.items() if stamp.gone}
    for name in (*LISTS.values(), rows.SETTINGS):
        found |= {id_: version(name, item, stamped.get(id_)) for id_, item in rows.read(db, name).items()}
    return found
