"""Where the log is, whether it is sound, and copies of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from itbtui.shell import RefusedError, database_of, json_option, open_store, print_json


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
    click.echo(str(database_of(ctx.find_root().obj).absolute()))


@db.command()
@json_option
@click.pass_context
def check(ctx: click.Context, /, as_json: bool) -> None:
    """Say whether the log is sound, and which copies there are. Nothing is changed.

    \b
    Example: itbtui db check
    """
    from itbtui.data import backups
    from itbtui.rehab.words import count, say_day
    from itbtui.soundness import examine

    database = database_of(ctx.find_root().obj)
    if not database.exists():
        raise RefusedError(f"{database} is not there yet; the first entry makes it")
    examined, copies = examine(database), backups.all_of(database)
    if as_json:
        print_json(
            {
                "path": str(database.absolute()),
                "sound": examined.is_sound,
                "problems": list(examined.problems),
                "entries": examined.entries,
                "backups": [str(backup.path.absolute()) for backup in copies],
            }
        )
    else:
        click.echo(f"{database}: {'sound' if examined.is_sound else 'not sound'}")
        for problem in examined.problems:
            click.echo(f"  {problem}")
        entries = count(examined.entries, "entry", "entries")
        click.echo(f"  {entries}" + (f", the last of {say_day(examined.last)}" if examined.last else ""))
        newest = f", the newest {copies[0].path}" if copies else ""
        click.echo(f"  {count(len(copies), 'copy', 'copies')}{newest}")
    if not examined.is_sound:
        raise click.exceptions.Exit(1)


@db.command()
@click.pass_context
def backup(ctx: click.Context) -> None:
    """Make a copy of the log, and print where it lies. Copies made by hand are never thinned out.

    \b
    Example: itbtui db backup
    """
    with open_store(ctx.find_root().obj) as store:
        click.echo(str(store.backup().absolute()))


@db.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_context
def restore(ctx: click.Context, /, file: Path) -> None:
    """Put a copy in the place of the log. The copy is checked first, and the present state becomes a copy too.

    \b
    Example: itbtui db restore "$(ls "$(dirname "$(itbtui db path)")"/log-backups/*.db | tail -1)"
    """
    from itbtui import clock
    from itbtui.soundness import restore as put_back

    clock.now()
    if not file.is_file():
        raise RefusedError(f"{file}: there is no such file; itbtui db check names the newest copy")
    kept = put_back(database_of(ctx.find_root().obj), file, clock.now)
    click.echo(f"Restored: {file}\nWhat was there before is kept: {kept}")


def offer_a_copy(database: Path, error: Exception) -> None:
    """Asks whether the newest sound copy is to take the place of a damaged log; ends the program where not."""
    from itbtui import clock
    from itbtui.rehab.words import count, say_day
    from itbtui.soundness import newest_sound, set_aside

    found = newest_sound(database)
    if found is None:
        raise RefusedError(f"{error}. There is no sound copy of it; the file is left as it is.")
    backup, examined = found
    last = f", the last of {say_day(examined.last)}" if examined.last else ""
    copy = f"{say_day(backup.at.date())} {backup.at:%H:%M} ({count(examined.entries, 'entry', 'entries')}{last})"
    if not sys.stdin.isatty():
        raise RefusedError(f"{error}. The newest sound copy is of {copy}: itbtui db restore {backup.path}")
    click.echo(f"{error}.\nThe newest sound copy is of {copy}.")
    if not click.confirm("Go on with it? The damaged file is kept beside it", default=False):
        raise RefusedError(f"Nothing was changed. Later: itbtui db restore {backup.path}")
    click.echo(f"The damaged file is kept: {set_aside(database, backup.path, clock.now())}")
