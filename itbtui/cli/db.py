"""Where the log is, whether it is sound, and copies of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itbtui.cli.shell import (
    RefusedError,
    database_of,
    json_option,
    keep_in_mind,
    manner,
    open_logbook,
    print_json,
    today,
)
from itbtui.measures import one_line

if TYPE_CHECKING:
    from itbtui.data.backups import Backup
    from itbtui.logbook.soundness import Examined

WITHOUT_A_COPY = (
    "There is no sound copy of it; the file is left as it is. itbtui db restore FILE puts one from another device or "
    "disk in its place. Without one, move the file away and start itbtui alone: it begins a new log, and asks "
    "before where copies lie beside it; itbtui import takes in what was exported."
)
"""What to do about a damaged log, where none of its copies is sound."""


@click.group()
def db() -> None:
    """Say where the data is; check, copy or restore it.

    \b
    Example: itbtui db path
    """


@db.command()
@click.pass_context
def path(ctx: click.Context) -> None:
    """Print the path of the file with the log.

    \b
    Example: sqlite3 "$(itbtui db path)" 'select date, pain from runs'
    """
    click.echo(one_line(database_of(ctx.find_root().obj).absolute()))


@db.command()
@json_option
@click.pass_context
def check(ctx: click.Context, /, as_json: bool) -> None:
    """Say whether the log is sound, and which copies there are. Nothing is changed.

    \b
    Example: itbtui db check
    """
    from itbtui.data import backups
    from itbtui.data.conflicts import conflict_copies
    from itbtui.data.opening import check_no_copies
    from itbtui.data.private import is_there
    from itbtui.logbook.soundness import examine, newest_sound
    from itbtui.measures import count
    from itbtui.wording.oddities import oddities

    say, database = manner(), database_of(ctx.find_root().obj)
    if not is_there(database):
        check_no_copies(database, "is not there")
        raise RefusedError(f"{database} is not there yet; the first entry makes it")
    copies, others = backups.all_of(database), conflict_copies(database)
    earlier, examined = backups.of_others(database), examine(database)
    odd = list(oddities(examined.log.entries(), today(), say))
    if as_json:
        print_json(
            {
                "path": str(database.absolute()),
                "sound": examined.is_sound,
                "problems": list(examined.problems),
                "entries": examined.entries,
                "odd": odd,
                "backups": [str(backup.path.absolute()) for backup in copies],
                "backups_of_another_log": [str(backup.path.absolute()) for backup in earlier],
                "conflicts": [str(other) for other in others],
            }
        )
    else:
        entries = count(examined.entries, "entry", "entries")
        found = "sound" if examined.is_sound else "not sound" if examined.is_damaged else "cannot be checked"
        last = f", the last of {say.full_day(examined.last)}" if examined.last else ""
        lines = [
            f"{database}: {found}",
            *(f"  {problem}" for problem in examined.problems),
            *([f"  {entries}{last}"] if examined.is_sound or examined.entries else []),
            *(f"  {one}" for one in odd),
            f"  {_counted(copies)}",
            *([f"  {_way_on(newest_sound(database))}"] if examined.is_damaged else []),
            *([f"  {_counted(earlier)}: of another log, which was here before"] if earlier else []),
            *(f"  beside it another version of this log: {other}; itbtui merge takes it in" for other in others),
        ]
        click.echo("\n".join(map(one_line, lines)))
    if not examined.is_sound:
        raise click.exceptions.Exit(1)


@db.command()
@click.pass_context
def backup(ctx: click.Context) -> None:
    """Make a copy of the log, and print where it lies. Copies made by hand are never thinned out.

    \b
    Example: itbtui db backup
    """
    with open_logbook(ctx.find_root().obj) as logbook:
        made = logbook.store.backup().absolute()
    keep_in_mind(made)
    click.echo(one_line(made))


@db.command()
@click.argument("file", metavar="FILE", type=click.Path(readable=False, path_type=Path))
@click.pass_context
def restore(ctx: click.Context, /, file: Path) -> None:
    """Put a copy in the place of the log. The copy is checked first, and the present state becomes a copy too.

    \b
    Example: itbtui db restore "$(ls "$(dirname "$(itbtui db path)")"/log.db-backups/*.db | tail -1)"
    """
    from itbtui.data.private import is_there
    from itbtui.logbook import clock
    from itbtui.logbook.soundness import restore as put_back

    clock.now()
    if not is_there(file):
        raise RefusedError(f"{file}: there is no such file; itbtui db check names the newest copy")
    kept = put_back(database_of(ctx.find_root().obj), file, clock.now)
    keep_in_mind(file)
    with open_logbook(ctx.find_root().obj) as logbook:
        logbook.keep_checkpoint()
    click.echo(one_line(f"Restored: {file}"))
    if kept:
        click.echo(one_line(f"What was there before is kept: {kept}"))


def _counted(copies: Sequence[Backup]) -> str:
    from itbtui.measures import count

    return count(len(copies), "copy", "copies") + (f", the newest {copies[0].path}" if copies else "")


def way_out(db: Path | None, error: Exception) -> str:
    """What to do about a damaged log, behind the sentence that says so; nothing to add to other errors."""
    from itbtui.data.errors import DamagedError, StoreError, named
    from itbtui.logbook.soundness import newest_sound

    database = database_of(db)
    if not isinstance(error, DamagedError) or named(database) not in str(error):
        return ""
    try:
        found = newest_sound(database)
    except StoreError as problem:
        return f". Its copies: {problem}"
    return "" if found and str(found[0].path) in str(error) else f". {_way_on(found)}"


def _way_on(found: tuple[Backup, Examined] | None) -> str:
    """What to do about a damaged log, of which ``found`` is the newest sound copy."""
    if found is None:
        return WITHOUT_A_COPY
    return f"The newest sound copy is of {_said(*found)}: itbtui db restore {found[0].path}"


def _said(backup: Backup, examined: Examined) -> str:
    """A copy: when it was made, and what is in it."""
    from itbtui.measures import count

    say = manner()
    last = f", the last of {say.day(examined.last)}" if examined.last else ""
    return f"{say.day(backup.at.date())} {backup.at:%H:%M} ({count(examined.entries, 'entry', 'entries')}{last})"


def offer_a_copy(database: Path, error: Exception) -> None:
    """Asks whether the newest sound copy is to take the place of a log that is damaged, or not there; ends the program
    where not, unless a new one is to begin."""
    from itbtui.data.errors import DamagedError
    from itbtui.data.store import Store
    from itbtui.logbook import clock
    from itbtui.logbook.soundness import newest_sound
    from itbtui.logbook.soundness import restore as put_back

    is_damaged = isinstance(error, DamagedError)
    found = newest_sound(database)
    if not (sys.stdin and sys.stdin.isatty()) or (is_damaged and found is None):
        raise RefusedError(f"{error}{way_out(database, error)}")
    click.echo(one_line(f"{error}."))
    if found:
        click.echo(one_line(f"The newest sound copy is of {_said(*found)}."))
        what = "damaged" if is_damaged else "empty" if os.path.lexists(database) else ""
        if click.confirm("Go on with it?" + (f" The {what} file is kept beside it" if what else ""), default=False):
            if aside := put_back(database, found[0].path, clock.now):
                click.echo(one_line(f"The {what} file is kept: {aside}"))
            return
    if not is_damaged and click.confirm("Begin a new log? The copies stay", default=False):
        Store.open(database, now=clock.now, begin=True).close()
        return
    raise RefusedError("Nothing was changed" + (f". Later: itbtui db restore {found[0].path}" if found else ""))
