"""Taking in files: what the program itself has exported, and what watches and sites give."""

from __future__ import annotations

import datetime as dt
import sys
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from itbtui.shell import day, json_option, one_line, open_store, print_json, refuse_future, settings_of, today

if TYPE_CHECKING:
    from itbtui.data.exchange.taking import FileRead, Taken
    from itbtui.data.intake import Intake
    from itbtui.data.store import ImportResult, Store


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--date", type=day, help="The day of a recording that says none.")
@click.option("--others", is_flag=True, help="Take walks and rides, too, as training of unknown pain.")
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    dry_run: bool,
    date: dt.date | None,
    others: bool,
    as_json: bool,
) -> None:
    """Take in runs from FIT, GPX and TCX files, from Strava's export (a folder, a zip or its activities.csv) and from
    Garmin Connect's Activities.csv; or what `itbtui export` wrote. The kind is told from what is in the file.

    Each file is taken whole or not at all; a refused one is named. What is known already is not logged again, and
    nothing that you logged is overwritten. Pain is in no file: such runs wait for it, and the app asks.

    \b
    Example: itbtui import --dry-run export_12345.zip
    Example: itbtui import run.fit --date yesterday
    """
    if date:
        refuse_future(date)
    with open_store(ctx.find_root().obj) as store:
        taking = _Taking(store, dry_run, as_json)
        taking.read(list(files), date)
        taking.take(others=others)
    if as_json:
        print_json(taking.told)
    if taking.failed:
        raise click.exceptions.Exit(1)


class _Taking:
    """One call of the command: what was read, and what is told of it."""

    def __init__(self, store: Store, dry_run: bool, as_json: bool) -> None:
        self._store = store
        self._units = settings_of(store).units
        self._dry_run = dry_run
        self._as_json = as_json
        self._recordings: list[FileRead] = []
        self.told: list[dict[str, Any]] = []
        self.failed = False

    def read(self, files: list[Path], date: dt.date | None) -> None:
        """Reads all files. Ctrl+C ends that between two of them."""
        from itbtui.data.exchange.taking import read_all

        shows = sys.stderr.isatty()
        try:
            for number, of, read in read_all(files, self._units, date):
                if shows and of > 1:
                    click.echo(f"\r{number} of {of} files ", nl=False, err=True)
                if read.own:
                    self._take_own(read)
                else:
                    self._recordings.append(read)
        except KeyboardInterrupt:
            self._fail("Stopped. What was read until then follows; the rest was left as it is.")
        if shows:
            click.echo("\r\x1b[K", nl=False, err=True)

    def take(self, *, others: bool) -> None:
        """Matches what was read with the log, saves what is new in one action, and tells it."""
        from itbtui.data.intake import Intake

        if not self._recordings:
            return
        intake = Intake(self._store, self._recordings, today(), self._units, others=others)
        if not self._dry_run:
            intake.take_in()
        self._tell(intake)

    def _take_own(self, read: FileRead) -> None:
        from itbtui.data.exchange import ExchangeError, own

        try:
            bundle = own.load(read.own, [exercise.id for exercise in self._store.log().exercises])
            label = f"import of {Path(read.name).name}"
            done = self._store.import_(bundle, label=label, dry_run=self._dry_run)
        except ExchangeError as error:
            self._fail(f"{read.name}: {error}")
            return
        self.told.append({"file": read.name, **done._asdict()})
        if not self._as_json:
            _tell_own(read.name, done, bundle.has_settings, "would be " if self._dry_run else "")

    def _fail(self, line: str) -> None:
        click.echo(one_line(line), err=True)
        self.failed = True

    # --- in words -----------------------------------------------------------------------------

    def _tell(self, intake: Intake) -> None:
        from itbtui.data.exchange.taking import summary, together

        groups = [(given, list(group)) for given, group in groupby(intake.taken, attrgetter("read.given"))]
        for given, group in groups:
            for one in group:
                self._tell_refused(one)
            whole = together(group, given)
            if self._as_json:
                self.told.append(_as_json(given, group))
            elif whole.matches:
                click.echo(one_line(f"{given}: {summary(whole)}"))
        if self._as_json:
            return
        if len(groups) > 1:
            click.echo(f"In all: {intake.summary}")
        for hint in intake.hints:
            click.echo(hint)
        if self._dry_run:
            click.echo("Nothing was changed: this was a dry run.")
        elif waiting := len(self._store.log().waiting):
            from itbtui.rehab.words import count

            waits = count(waiting, "run waits for its pain", "runs wait for their pain")
            click.echo(f"{waits}: in the app, n asks for it, one after the other.")

    def _tell_refused(self, one: Taken) -> None:
        hint = "; give its day, such as --date 2026-03-01" if one.read.lacks_date else ""
        for line in one.refused:
            click.echo(one_line(f"{line}{hint}"), err=True)
        self.failed = self.failed or one.is_refused


def _as_json(given: str, group: list[Taken]) -> dict[str, Any]:
    from itbtui.data.exchange.taking import together

    whole = together(group, given)
    counted: dict[str, Any] = {said: whole.count(said) for said in ("new", "known", "merged")}
    refused = [line for one in group for line in one.refused]
    return {"file": given, **counted, "refused": refused, "left_out": dict(whole.others)}


def _tell_own(name: str, done: ImportResult, has_settings: bool, verb: str) -> None:
    told = f"{done.added} {verb}added, {done.changed} {verb}changed, {done.unchanged} known already."
    click.echo(one_line(f"{name}: {told}"))
    if has_settings and not done.settings_taken and done.added + done.changed:
        click.echo("The log had entries: it keeps its own settings.")
