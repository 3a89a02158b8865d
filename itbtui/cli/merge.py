"""One log of two: what another device logged comes in, by command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from itbtui.cli.shell import RefusedError, database_of, json_option, open_logbook, print_json, today
from itbtui.measures import one_line

if TYPE_CHECKING:
    from itbtui.data.merge import Merge
    from itbtui.measures import Manner
    from itbtui.rehab.log.entries import Entry

LISTED = 10
"""So many entries of each sort are named; how many more there are is said."""


@click.command()
@click.argument("other", metavar="OTHER.db", type=click.Path(readable=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@json_option
@click.pass_obj
def merge(db: Path | None, /, other: Path, dry_run: bool, as_json: bool) -> None:
    """Take in the log of another device. Of each entry the version changed last stays, a deletion too.

    The other file stays as it is; merged there the same way, both logs hold the same. A copy of this log is made first,
    and itbtui undo takes the merge back.

    \b
    Example: itbtui merge --dry-run phone.db
    Example: itbtui merge phone.db
    """
    from itbtui.logbook.soundness import versions_in

    _check(database_of(db), other)
    theirs = versions_in(other)
    with open_logbook(db) as logbook:
        change = logbook.store.merge(theirs, label=f"merge of {other.name}", dry_run=dry_run)
        logbook.leave_checkpoint()
        say = logbook.manner
    if as_json:
        print_json(_as_json(change, dry_run))
    else:
        click.echo("\n".join(map(one_line, _lines(other, change, say, dry_run))))


def _check(database: Path, other: Path) -> None:
    from itbtui.data.private import is_there

    if not is_there(other):
        raise RefusedError(f"{other}: there is no such file; give the database of the other device")
    if database.exists() and other.exists() and database.samefile(other):
        raise RefusedError(f"{other}: is this log itself; give the database of the other device")


def _lines(other: Path, change: Merge, say: Manner, dry_run: bool) -> Iterator[str]:
    from itbtui.wording.oddities import oddities

    if not change.changes_anything:
        yield f"{other}: nothing is newer there."
        return
    verb = "would be " if dry_run else ""
    counts = [(len(change.new), "new"), (len(change.changed), "changed"), (len(change.deleted), "deleted")]
    yield f"{other}: {', '.join(f'{number} {verb}{what}' for number, what in counts)}, {change.kept} kept as they are."
    for odd in oddities([*change.new, *change.changed], today(), say):
        yield f"  {odd}"
    for what, entries in (("new", change.new), ("changed", change.changed), ("deleted", change.deleted)):
        yield from _named(what, entries, say)
    if change.settings is not None:
        yield f"The settings {'would be' if dry_run else 'are'} those of the other log, which changed them last."


def _named(what: str, entries: Sequence[Entry], say: Manner) -> Iterator[str]:
    from itbtui.wording.entries import describe

    for entry in entries[:LISTED]:
        yield f"  {what:<8} {describe(entry, say, today())}"
    if len(entries) > LISTED:
        yield f"  {what:<8} and {len(entries) - LISTED} more"


def _as_json(change: Merge, dry_run: bool) -> dict[str, Any]:
    ids = {
        what: [entry.id for entry in entries]
        for what, entries in (("new", change.new), ("changed", change.changed), ("deleted", change.deleted))
    }
    return {**ids, "kept": change.kept, "settings_taken": change.settings is not None, "dry_run": dry_run}
