"""What a shell offers after Tab where the choices stand in no list of words: signs, exercises, the runner's shoes.

Nothing here may fail or say anything: the shell is in the middle of a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import click


def flags(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Signs that a check-in may name."""
    from itbtui.rehab.protocol.figures import shipped

    return _beginning_so(shipped().flags.known, begun)


def exercises(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Exercises of the protocol."""
    from itbtui.rehab.protocol.figures import shipped

    return _beginning_so((exercise.id for exercise in shipped().exercises), begun)


def shoes(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Pairs that are worn."""
    from itbtui.cli.shell import database_of
    from itbtui.data.store import StoreError
    from itbtui.logbook.clock import ClockError
    from itbtui.logbook.logbook import Logbook
    from itbtui.rehab.log.gear import pairs

    with suppress(StoreError, ClockError):
        database = database_of(ctx.find_root().params.get("db"))
        if database.exists():
            with Logbook.open(database) as logbook:
                return _beginning_so((pair.name for pair in pairs(logbook.log) if not pair.is_retired), begun)
    return []


def _beginning_so(names: Iterable[str], begun: str) -> list[str]:
    return [name for name in names if name.casefold().startswith(begun.casefold())]
