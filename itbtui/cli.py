"""The commands: a thin face over the same store and the same rules as the screens.

What a command needs is imported when it runs, so that ``--version`` and ``--help`` stay quick.
"""

from __future__ import annotations

import datetime as dt
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from itbtui import (
    __version__,
    db_commands,
    gear_commands,
    import_command,
    keys_command,
    merge_command,
    out_commands,
    say_commands,
)
from itbtui.rehab.choices import EFFORTS, KINDS, SIDES, SURFACES, SWELLINGS, TERRAINS, TREATMENTS
from itbtui.shell import (
    RefusedError,
    database_of,
    day,
    json_option,
    open_store,
    print_json,
    refuse_future,
    settings_of,
    today,
)

if TYPE_CHECKING:
    from itbtui.data.store import Store
    from itbtui.rehab.entries import Entry
    from itbtui.rehab.plan import Plan
    from itbtui.rehab.standing import Standing
    from itbtui.rehab.trend import RangeName


APP_WAITS_S = 2.0
"""How long the app waits for another program that writes: nothing is drawn meanwhile."""


def clock_time(value: str) -> dt.time:
    try:
        return dt.time.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time such as 07:30.") from None


def number(value: str) -> float:
    """A number, with a point or a comma."""
    try:
        return float(value.replace(",", "."))
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a number.") from None


def flag(value: str) -> str:
    from itbtui.rehab.protocol import protocol

    known = protocol().flags.known
    if value not in known:
        raise click.BadParameter(f"{value!r} is not one of {', '.join(known)}.")
    return value


class CrashedError(RefusedError):
    """Ends the program after an error that nobody foresaw."""

    exit_code = 70  # what sysexits.h calls an internal software error


class Group(click.Group):
    """Says what this program's own errors say, in one line and with status 1; others leave a report and status 70."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Shows what the terminal's encoding does not have as a question mark."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # Whoever reads the output has seen enough; click ends quietly.
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.strerror:
                place = f"{error.filename}: " if error.filename else ""
                raise RefusedError(f"{place}{error.strerror}") from error
            if isinstance(error, _plain_errors()):
                raise RefusedError(str(error)) from error
            raise CrashedError(_report(error, ctx)) from error


def _report(error: Exception, ctx: click.Context) -> str:
    from itbtui import crash

    return crash.say(error, f"command {ctx.invoked_subcommand}" if ctx.invoked_subcommand else "the app")


def _plain_errors() -> tuple[type[Exception], ...]:
    """The errors whose message is one sentence for the user."""
    from itbtui.clock import ClockError
    from itbtui.data.exchange import ExchangeError
    from itbtui.data.store import StoreError
    from itbtui.rehab.checks import EntryError

    return ClockError, ExchangeError, StoreError, EntryError


@click.group(cls=Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", type=click.Path(path_type=Path), envvar="ITBTUI_DB", help="The file with the log.")
@click.option("--demo", is_flag=True, help="On a made-up year in a temporary file; nothing of it is kept.")
@click.version_option(__version__, prog_name="itbtui")
@click.pass_context
def main(ctx: click.Context, db: Path | None, demo: bool) -> None:
    """A training log for runners with iliotibial band syndrome: log a run and know what it means.

    Without a command it opens the app. It is a log with rules of thumb, no medical device and no diagnosis.

    \b
    Example: itbtui log 5.2 --pain 0 --minutes 31
    """
    if demo:
        _run_demo(ctx)
        return
    ctx.obj = db
    if ctx.invoked_subcommand is None:
        _run_app(db)


def _run_demo(ctx: click.Context) -> None:
    """Opens the app on a made-up log, or gives that to the command; ``ITBTUI_DB`` is passed over."""
    if ctx.get_parameter_source("db") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--demo shows a made-up log and --db a file of yours: give one of them.")
    if ctx.invoked_subcommand == db_commands.db.name:
        raise RefusedError("--demo: the made-up log is in no file that stays; itbtui db is about your own")
    from itbtui.demo_store import made_up_year

    demo = ctx.with_resource(made_up_year())
    ctx.obj = demo.database
    if ctx.invoked_subcommand is None:
        from itbtui.app import run

        with open_store(ctx.obj, APP_WAITS_S) as store:
            run(store, demo=demo)
    else:
        click.echo("Demo: a made-up runner's log; nothing is kept.", err=True)


def _run_app(db: Path | None) -> None:
    from itbtui.app import run
    from itbtui.data.trouble import DamagedError

    first_start = not database_of(db).exists()
    try:
        with open_store(db, APP_WAITS_S) as store:
            run(store, first_start=first_start)
    except DamagedError as error:
        db_commands.offer_a_copy(database_of(db), error)
        with open_store(db, APP_WAITS_S) as store:
            run(store)


def _plan(store: Store, on: dt.date | None = None) -> tuple[Standing, Plan]:
    from itbtui.data.standings import standing_for_plan
    from itbtui.rehab.plan import plan_of

    standing = standing_for_plan(store, settings_of(store), on or today())
    return standing, plan_of(standing)


def _print_meaning(store: Store, entry: Entry, as_json: bool) -> None:
    from itbtui.data.standings import mark
    from itbtui.rehab import telling
    from itbtui.rehab.plan import as_json as plan_as_json
    from itbtui.rehab.plan import finding_as_json

    standing, plan = _plan(store)
    mark(store, standing)
    if as_json:
        mine = [finding_as_json(finding) for finding in plan.findings if entry.id in finding.entries]
        print_json({"id": entry.id, "findings": mine, "plan": plan_as_json(plan)})
        return
    for line in telling.as_lines(telling.card(plan, [entry], standing.settings.units)):
        click.echo(line)


def _save(store: Store, entry: Entry) -> None:
    from itbtui.rehab.telling import describe

    store.save(entry, label=describe(entry))


date_option = click.option("--date", type=day, help="The day; today if not given.")


@main.command()
@click.argument("km", type=number)
@click.option("--pain", type=int, required=True, help="The worst lateral knee pain during the run, 0-10.")
@click.option("--minutes", type=number, help="How long it took.")
@date_option
@click.option("--time", type=clock_time, help="When it began, such as 07:30.")
@click.option("--side", type=click.Choice(SIDES), help="Which knee.")
@click.option("--onset-min", type=number, help="The minute in which the pain began.")
@click.option("--onset-km", type=number, help="The kilometre in which the pain began.")
@click.option("--worsened/--not-worsened", default=None, help="Whether the pain grew as the run went on.")
@click.option("--limped", is_flag=True, default=None, help="There was a limp.")
@click.option("--stopped", is_flag=True, default=None, help="Cut short or walked because of the knee.")
@click.option("--settle-h", type=number, help="Hours from the end of the run until the knee was as before.")
@click.option("--swelling", type=click.Choice(SWELLINGS), help="Swelling after it.")
@click.option("--pain-relief", is_flag=True, default=None, help="Any pain relief in the 8 h before.")
@click.option("--terrain", type=click.Choice(TERRAINS))
@click.option("--surface", type=click.Choice(SURFACES))
@click.option("--effort", type=click.Choice(EFFORTS))
@click.option("--cadence", "cadence_spm", type=int, help="Steps a minute.")
@click.option("--shoe", help="The shoe's name.")
@click.option("--note", "notes", help="Anything worth keeping.")
@json_option
@click.pass_obj
def log(db: Path | None, /, km: float, date: dt.date | None, as_json: bool, **fields: Any) -> None:
    """Log a run of KM kilometres and say what it means.

    \b
    Example: itbtui log 5.2 --pain 4 --minutes 31 --onset-min 18 --not-worsened
    """
    from itbtui.rehab.entries import Run

    run = Run(date=date or today(), distance_km=km, **fields)
    refuse_future(run.date)
    with open_store(db) as store:
        _save(store, run)
        _print_meaning(store, run, as_json)


@main.command("check-in")
@click.option("--morning", type=int, help="Knee pain on getting up, 0-10.")
@click.option("--daily", type=int, help="The worst of the day in daily life, stairs included, 0-10.")
@click.option("--swelling", type=click.Choice(SWELLINGS))
@click.option("--swelling-behind", is_flag=True, default=None, help="Swelling behind the knee.")
@click.option("--flag", "flags", multiple=True, type=flag, help="A sign such as locking or tingling; repeatable.")
@click.option("--treatment", "treatments", multiple=True, type=click.Choice(TREATMENTS), help="Repeatable.")
@click.option("--tightness", type=int, help="0-10, kept apart from pain; no rule reads it.")
@date_option
@click.option("--note", "notes", help="Anything worth keeping.")
@json_option
@click.pass_obj
def check_in(db: Path | None, /, date: dt.date | None, as_json: bool, **fields: Any) -> None:
    """Log or complete a check-in and say what it means.

    What was logged before stays, unless it is given anew.

    \b
    Example: itbtui check-in --morning 0
    Example: itbtui check-in --daily 1 --date yesterday
    """
    from itbtui.rehab.entries import CheckIn
    from itbtui.rehab.entries import completed as complete

    given = {key: value for key, value in fields.items() if value is not None and value != ()}
    if not given:
        raise click.UsageError("Nothing to log: give --morning, --daily or another of the options.")
    on = date or today()
    refuse_future(on)
    with open_store(db) as store:
        entry = complete(store.log().check_in_on(on) or CheckIn(date=on), **given)
        _save(store, entry)
        _print_meaning(store, entry, as_json)


@main.command()
@click.argument("minutes", metavar="MIN", type=number)
@click.option("--kind", type=click.Choice(KINDS), default="walk", show_default=True)
@click.option("--pain", type=int, help="The worst lateral knee pain during it, 0-10.")
@date_option
@click.option("--note", "notes", help="Anything worth keeping.")
@json_option
@click.pass_obj
def walk(db: Path | None, /, minutes: float, kind: str, date: dt.date | None, as_json: bool, **fields: Any) -> None:
    """Log a walk of MIN minutes, or other training.

    \b
    Example: itbtui walk 35 --pain 0
    """
    from itbtui.rehab.entries import CrossTraining

    entry = CrossTraining(date=date or today(), kind=kind, minutes=minutes, **fields)
    refuse_future(entry.date)
    with open_store(db) as store:
        _save(store, entry)
        _print_meaning(store, entry, as_json)


@main.command()
@click.option("--on", type=day, help="The day; today if not given.")
@json_option
@click.pass_obj
def plan(db: Path | None, /, on: dt.date | None, as_json: bool) -> None:
    """Say whether one may run on a day, how far, and what is due.

    \b
    Example: itbtui plan --on 2026-03-04 --json
    """
    from itbtui.rehab import plan as plans
    from itbtui.rehab.gates import exercise_names
    from itbtui.rehab.protocol import protocol
    from itbtui.rehab.telling import plan_lines

    with open_store(db) as store:
        standing, found = _plan(store, on)
    if as_json:
        print_json(plans.as_json(found))
    else:
        names = exercise_names(standing.log, protocol())
        click.echo("\n".join(plan_lines(found, standing.settings.units, names)))


@main.command()
@click.option("--on", type=day, help="The day; today if not given.")
@json_option
@click.pass_obj
def why(db: Path | None, /, on: dt.date | None, as_json: bool) -> None:
    """List the findings behind a day's plan.

    The oldest first, each with its rule and numbers.

    \b
    Example: itbtui why --on 2026-03-04
    """
    from itbtui.rehab.plan import finding_as_json
    from itbtui.rehab.words import say_day

    with open_store(db) as store:
        findings = _plan(store, on)[1].findings
    if as_json:
        print_json([finding_as_json(finding) for finding in findings])
    elif not findings:
        click.echo("No rule has fired.")
    for finding in () if as_json else findings:
        click.echo(f"{say_day(finding.date):<10}  {finding.verdict!s:<13}  {finding.rule:<15}  {finding.because}")


@main.command()
@click.option(
    "--range", "name", type=click.Choice(("2w", "6w", "3m", "1y", "all", "episode")), default="6w", show_default=True
)
@click.option("--plain", is_flag=True, help="The words first, and no colours.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Save the picture as an SVG file instead.")
@json_option
@click.pass_obj
def trend(db: Path | None, /, name: RangeName, plain: bool, output: Path | None, as_json: bool) -> None:
    """Show whether it is getting better.

    A picture of the days, and what it shows in words.

    \b
    Example: itbtui trend --range 3m
    Example: itbtui trend --range episode -o for-the-physio.svg
    """
    from itbtui.rehab.protocol import protocol
    from itbtui.rehab.replay import replay
    from itbtui.rehab.trend import Trend

    with open_store(db) as store:
        settings = settings_of(store)
        standing, units = replay(store.log(), settings, today(), protocol()), settings.units
    found = Trend.of(standing)
    if name == "episode" and not found.episodes:
        raise RefusedError("range: there is no episode in the log; give 2w, 6w, 3m, 1y or all")
    if output and not found.numbers:
        raise RefusedError("Nothing is logged yet, so there is no picture.")
    window = found.window(name)
    if as_json:
        from itbtui.rehab.adherence import Adherence
        from itbtui.rehab.summary import as_json as summary_as_json
        from itbtui.rehab.summary import summary

        weeks = Adherence(standing).weeks(window.first, window.last)
        print_json(summary_as_json(found, summary(found, window), weeks))
    elif output:
        from itbtui.data.private import write_private
        from itbtui.widgets.trend_file import trend_svg

        write_private(output, trend_svg(found, window, units))
        click.echo(f"Written: {output}", err=True)
    else:
        from itbtui.widgets.trend_print import print_trend

        print_trend(found, window, units, plain=plain)


main.add_command(db_commands.db)
main.add_command(import_command.import_)
main.add_command(keys_command.keys)
for command in (*say_commands.COMMANDS, *out_commands.COMMANDS, *gear_commands.COMMANDS, merge_command.merge):
    main.add_command(command)
