"""Where the runner stands by the log in a store, gone on from its bookmark where there is one."""

import datetime as dt
from contextlib import suppress

from itbtui.data.store import Store
from itbtui.data.trouble import StoreError
from itbtui.rehab.bookmark import bookmark, take_up
from itbtui.rehab.entries import Settings
from itbtui.rehab.protocol import protocol
from itbtui.rehab.replay import replay
from itbtui.rehab.standing import Standing

RENEWED_AFTER_DAYS = 7
"""A bookmark stays until another would be so much younger."""


def standing_lately(store: Store, settings: Settings, on: dt.date) -> Standing | None:
    """Where the runner stands on ``on``, by the bookmark and what came after; none where there is no bookmark for it.

    For the plan and the last weeks: of what lies further back it says nothing.
    """
    found = store.lately(settings)
    try:
        return found and take_up(*found, settings, on, protocol())
    except (ValueError, TypeError, LookupError):
        # Someone has spoilt it; the log says the same.
        return None


def standing_for_plan(store: Store, settings: Settings, on: dt.date) -> Standing:
    """The same, or else by the whole log."""
    return standing_lately(store, settings, on) or replay(store.log(), settings, on, protocol())


def mark(store: Store, standing: Standing) -> None:
    """Keeps a bookmark for the next time, where that is worth it. Where that fails the next time takes longer."""
    made = bookmark(standing)
    if made is None:
        return
    with suppress(StoreError):
        known = store.bookmark(standing.settings)
        if known is None or (made.rests_on - known.rests_on).days >= RENEWED_AFTER_DAYS:
            store.keep(made, standing.settings)
