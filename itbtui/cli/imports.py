"""Taking in files: what the program itself has exported, and what watches and sites give."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from itbtui.cli.import_options import check_rows, read_columns, read_kinds, read_rows
from itbtui.cli.shell import day, json_option, open_logbook, print_json, refuse_future, today
from itbtui.measures import one_line

if TYPE_CHECKING:
    from itbtui.data.exchange.activity import Activity
    from itbtui.data.exchange.intake import FileRead, Taken
    from itbtui.data.exchange.questions import Question
    from itbtui.logbook.imports import Choice, Intake, OwnRead, Row
    from itbtui.logbook.logbook import Logbook
    from itbtui.measures import Manner, Units


T = TypeVar("T")
_MAP_HELP = "Which column of a list is which: date=Datum,km=Strecke. A column is named, or numbered from 1."
_KIND_HELP = "What a word for a kind means: WORD=run, or walk, bike, none. Without WORD=: what names no kind."


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(readable=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, row by row, and do nothing.")
@click.option("--date", type=day, help="The day of a recording that says none.")
@click.option("--others", is_flag=True, help="Take walks and rides, too, as training of unknown pain.")
@click.option("--map", "columns", metavar="KEY=COLUMN,…", help=_MAP_HELP)
@click.option("--kind", "kinds", multiple=True, metavar="WORD=KIND", help=_KIND_HELP)
@click.option("--units", type=click.Choice(["km", "mi"]), help="What the distances of a list are, where it says none.")
@click.option("--as-run", metavar="ROWS", help="Rows of the dry run that are runs, whatever speaks against it: 2,5-7.")
@click.option("--drop", metavar="ROWS", help="Rows of the dry run that are left out.")
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    dry_run: bool,
    date: dt.date | None,
    others: bool,
    columns: str | None,
    kinds: tuple[str, ...],
    units: Units | None,
    as_run: str | None,
    drop: str | None,
    as_json: bool,
) -> None:
    """Take in runs from FIT, GPX and TCX files, from the exports of Strava, Garmin, Runkeeper, Apple Health and others
    (a folder, a zip or their list), from any list by --map; or what `itbtui export` wrote. The kind is told from what
    is in the file.

    Each file is taken whole or not at all; a refused one is named. What is known already is not logged again, and
    nothing that you logged is overwritten. What may be no run is asked about and left out until you say so. Pain is in
    few files: runs without it wait, and the app asks. What --map and --kind say is remembered.

    \b
    Example: itbtui import --dry-run export_12345.zip
    Example: itbtui import run.fit --date yesterday
    Example: itbtui import my-runs.csv --map date=Datum,km=Strecke,pain=Knie
    Example: itbtui import track.gpx --kind run
    """
    if date:
        refuse_future(date)
    runs, dropped = read_rows("--as-run", as_run), read_rows("--drop", drop)
    choices: dict[int, Choice] = {**dict.fromkeys(runs, "run"), **dict.fromkeys(dropped, "drop")}
    said_columns, said_kinds = read_columns(columns), read_kinds(kinds)
    with open_logbook(ctx.find_root().obj) as logbook:
        taking = _Taking(logbook, dry_run, as_json)
        taking.answer(said_columns, said_kinds, units)
        taking.read(list(files), date)
        check_rows("--as-run", runs, taking.rows)
        check_rows("--drop", dropped, taking.rows)
        taking.take(others=others, choices=choices)
        logbook.leave_checkpoint()
    if as_json:
        print_json(taking.told)
    if taking.failed:
        raise click.exceptions.Exit(1)


class _Taking:
    """One call of the command: what was read, and what is told of it."""

    def __init__(self, logbook: Logbook, dry_run: bool, as_json: bool) -> None:
        self._store = logbook.store
        self._settings, self._manner = logbook.settings, logbook.manner
        self._dry_run = dry_run
        self._as_json = as_json
        self._recordings: list[FileRead] = []
        self._own: list[OwnRead] = []
        self.told: list[dict[str, Any]] = []
        self.failed = False

    def answer(self, columns: dict[str, str], kinds: dict[str, str], units: Units | None) -> None:
        """Takes what is said now together with what was said before."""
        from itbtui.data.exchange.lists.activities import Answers
        from itbtui.logbook import paths
        from itbtui.logbook.import_answers import recall

        before = recall(paths.import_answers())
        self._said = kinds
        self._answers = Answers(
            units=self._manner.units,
            list_units=units,
            columns=columns,
            kinds={**before.kinds, **kinds},
            by_header=before.columns,
        )

    def read(self, files: list[Path], date: dt.date | None) -> None:
        """Reads all files. Ctrl+C ends that between two of them."""
        from itbtui.data.exchange.intake import read_all

        shows = sys.stderr.isatty()
        try:
            for number, of, read in read_all(files, self._answers, date):
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

    def take(self, *, others: bool, choices: dict[int, Choice]) -> None:
        """Matches what was read with the log, saves what is new in one action, and tells it."""
        from itbtui.data.exchange.kinds import LISTS
        from itbtui.logbook import paths
        from itbtui.logbook.import_answers import remember
        from itbtui.logbook.imports import Intake

        if self._answers.columns and all(one.kind and one.kind not in LISTS for one in self._recordings):
            click.echo("--map: none of the files is a list, so it was passed over.", err=True)
        if not self._recordings:
            return
        units = self._answers.list_units or self._manner.units
        intake = Intake(self._store, self._recordings, today(), units, others=others, choices=choices, own=self._own)
        if not self._dry_run:
            intake.take_in()
            columns = {one.header: self._answers.columns for one in self._recordings if self._answers.columns}
            remember(paths.import_answers(), self._said, columns)
        self._tell(intake)

    @property
    def rows(self) -> int:
        """How many rows a dry run numbers."""
        return sum(len(one.activities) for one in self._recordings)

    def _take_own(self, read: FileRead) -> None:
        from itbtui.data.exchange import ExchangeError
        from itbtui.logbook.imports import read_own

        try:
            own = read_own(self._store, read, self._own, dry_run=self._dry_run)
        except ExchangeError as error:
            self._fail(f"{read.name}: {error}")
            return
        self._own.append(own)
        self.told.append({"file": own.name, **asdict(own.done)})
        if not self._as_json:
            _tell_own(own, "would be " if self._dry_run else "")

    def _fail(self, line: str) -> None:
        click.echo(one_line(line), err=True)
        self.failed = True

    # --- in words -----------------------------------------------------------------------------

    def _tell(self, intake: Intake) -> None:
        from itbtui.data.exchange.intake import together
        from itbtui.logbook.imports import summary

        groups = [(given, list(group)) for given, group in groupby(intake.taken, attrgetter("read.given"))]
        all_rows = list(intake.rows)
        rows = {id(row.match): row.number for row in all_rows}
        rows_of = {given: list(of) for given, of in groupby(all_rows, attrgetter("file.given"))}
        for given, group in groups:
            self._tell_refused(given, group)
            whole = together(group, given)
            if self._as_json:
                self.told.append(_as_json(given, group))
            elif whole.matches:
                click.echo(one_line(f"{given}: {summary(whole)}"))
            for one in group:
                self._tell_questions(one, rows)
            if self._dry_run and not self._as_json:
                for row in rows_of.get(given, ()):
                    if row.match.said != "other":
                        click.echo(one_line(_line(row, self._manner)))
        if self._as_json:
            return
        if len(groups) > 1:
            click.echo(f"In all: {intake.summary}")
        for hint in intake.hints:
            click.echo(hint)
        if self._dry_run:
            click.echo("Nothing was changed: this was a dry run.")
        elif waiting := len(self._store.log().waiting):
            from itbtui.measures import count

            waits = count(waiting, "run waits for its pain", "runs wait for their pain")
            click.echo(f"{waits}: in the app, n asks for it, one after the other.")

    def _tell_questions(self, one: Taken, rows: dict[int, int]) -> None:
        """Each question once, with how to answer it; then what was mended."""
        from itbtui.measures import count

        asked: dict[Question, list[int]] = {}
        for match in one.matches:
            if match.said == "asked" and match.activity.question:
                asked.setdefault(match.activity.question, []).append(rows[id(match)])
        for question, numbers in self._some(list(asked.items()), one.read.name):
            many = f"{count(len(numbers), 'row')}, " if len(numbers) > 1 else ""
            answer = _ANSWERS[question.about].format(rows=_said_rows(numbers), word=question.word)
            click.echo(one_line(f"{one.read.name}: {many}{question.text} {answer}"), err=True)
        if not self._as_json:
            self._tell_mended(one)

    def _tell_mended(self, one: Taken) -> None:
        """What was mended of each row, or of many in the same words at once."""
        from itbtui.data.exchange.intake import told
        from itbtui.measures import count

        mended: dict[str, list[Activity]] = {}
        for match in one.matches:
            if match.activity.remarks and match.said in ("new", "merged", "asked"):
                mended.setdefault("; ".join(match.activity.remarks), []).append(match.activity)
        for said, activities in self._some(list(mended.items()), one.read.name, err=False):
            if len(activities) > _FEW_ALIKE:
                click.echo(one_line(f"{one.read.name}: {count(len(activities), 'row')}: {said}."))
            else:
                for activity in activities:
                    click.echo(one_line(f"{one.read.name}: {told(activity)}{said}."))

    def _some(self, lines: list[T], name: str, *, err: bool = True) -> Iterator[T]:
        """The first of them, and how many more there are."""
        yield from lines[:_MOST_LINES]
        if (left := len(lines) - _MOST_LINES) > 0:
            click.echo(one_line(f"{name}: and {left} more like these."), err=err)

    def _tell_refused(self, given: str, group: list[Taken]) -> None:
        """What was refused of a file, or of the files of a folder or a zip, with what helps."""
        self.failed = self.failed or any(one.is_refused for one in group)
        refused = [(one.read, line) for one in group for line in one.refused]
        for read, line in self._some(refused, given):
            click.echo(one_line(f"{line}{_hint(read)}"), err=True)
            for cells in read.columns.table.sample if read.columns else ():
                click.echo(one_line(f"  {' | '.join(cells)}"), err=True)


_MOST_LINES = 20
"""So many lines of one kind are said of a file."""
_FEW_ALIKE = 3
_ANSWERS = {
    "kind": "If so: --kind run; if not: --kind walk or --drop {rows}.",
    "word": "Say so: --kind '{word}=run' or '{word}=none'.",
    "speed": "Left out; if it was a run: --as-run {rows}.",
    "units": "Say it: --units mi or --units km.",
    "part": "Left out; if so: --as-run {rows}.",
    "overlap": "Left out; if so: --as-run {rows}.",
}
"""How a question is answered by command."""


def _hint(read: FileRead) -> str:
    """What helps with a file that was refused."""
    if read.columns is None:
        return "; give its day, such as --date 2026-03-01" if read.lacks_date else ""
    if read.columns.lacks_order:
        return "; say which, by --map dates=day or dates=month"
    return "; say which is which, such as --map date=1,km=2"


def _said_rows(numbers: list[int]) -> str:
    """``2,5-7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ",".join("-".join(map(str, part)) for part in parts)


def _line(row: Row, manner: Manner) -> str:
    """A row of the dry run: its number, what becomes of it, day and time, how far and long, its kind, and its pain."""
    activity = row.match.activity
    day = f"{manner.day(activity.day)} {activity.day.year}" if activity.day else "no day"
    clock = f"{activity.start:%H:%M}" if activity.start else "     "
    far = manner.distance(activity.metres) if activity.metres else "-"
    long = f"{activity.minutes:.0f} min" if activity.minutes else "-"
    kind = activity.sport.name or "?"
    kind += "" if activity.pain is None else f", pain {activity.pain}"
    return f"{row.number:>4}  {row.match.said:<8} {day:<15} {clock}  {far:>9}  {long:>7}  {kind}"


def _as_json(given: str, group: list[Taken]) -> dict[str, Any]:
    from itbtui.data.exchange.intake import together

    whole = together(group, given)
    counted: dict[str, Any] = {said: whole.counted[said] for said in ("new", "known", "merged", "asked")}
    refused = [line for one in group for line in one.refused]
    asked = dict.fromkeys(match.problem for match in whole.matches if match.said == "asked")
    return {"file": given, **counted, "questions": [*asked], "refused": refused, "left_out": dict(whole.others)}


def _tell_own(own: OwnRead, verb: str) -> None:
    done = own.done
    told = f"{done.added} {verb}added, {done.changed} {verb}changed, {done.unchanged} known already."
    click.echo(one_line(f"{own.name}: {told}"))
    if own.bundle.has_settings and not done.settings_taken and done.added + done.changed:
        click.echo("The log had entries: it keeps its own settings.")
