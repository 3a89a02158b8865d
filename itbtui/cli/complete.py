"""What a shell offers after Tab where the choices stand in no list of words: signs, exercises, the runner's shoes.

Nothing here may fail or say anything: the shell is in the middle of a line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from itbtui.logbook.logbook import Logbook

_PLAIN = re.compile(r"\w[\w .-]*")


def flags(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Signs that a check-in may name."""
    from itbtui.rehab.protocol.figures import shipped

    return _beginning_so(shipped().flags.known, begun)


def exercises(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Exercises of the protocol."""
    from itbtui.rehab.protocol.figures import shipped

    return _beginning_so((exercise.id for exercise in shipped().exercises), begun)


def exercises_done(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Exercises of the protocol and of the runner's own, these by their names."""
    from itbtui.rehab.protocol.figures import shipped

    own = _of_log(ctx, lambda logbook: [own.name for own in logbook.log.exercises])
    return _beginning_so([*(exercise.id for exercise in shipped().exercises), *own], begun)


def shoes(ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Pairs that are worn."""
    from itbtui.rehab.log.gear import pairs

    worn = _of_log(ctx, lambda logbook: [pair.name for pair in pairs(logbook.log) if not pair.is_retired])
    return _beginning_so(worn, begun)


def _of_log(ctx: click.Context, names: Callable[[Logbook], list[str]]) -> list[str]:
    """Names in the log that the command would work on, where there is one that can be read."""
    from itbtui.cli.shell import database_of
    from itbtui.data.store import StoreError
    from itbtui.logbook.clock import ClockError
    from itbtui.logbook.logbook import Logbook

    with suppress(StoreError, ClockError):
        database = database_of(ctx.find_root().params.get("db"))
        if database.exists():
            with Logbook.open(database) as logbook:
                return names(logbook)
    return []


def _beginning_so(names: Iterable[str], begun: str) -> list[str]:
    """Those that a shell takes for text, each as one word: bash alone does not mark the spaces itself.

    What it is told is read twice there.
    """
    is_bash = os.environ.get("_ITBTUI_COMPLETE", "").startswith("bash")
    fitting = (name for name in names if _PLAIN.fullmatch(name) and name.casefold().startswith(begun.casefold()))
    return [name.replace(" ", r"\\ ") if is_bash else name for name in fitting]
