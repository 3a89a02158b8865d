"""The commands: a thin face over the same store and the same rules as the screens.

What a command needs is imported when it runs, so that ``--version`` and ``--help`` stay quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from itbtui import __version__
from itbtui.cli import (
    days,
    entries,
    exercise,
    exports,
    gear,
    imports,
    merge,
    plan,
    run,
    session,
    streams,
    trend,
    workout,
)
from itbtui.cli import db as db_module
from itbtui.cli import keys as key_commands
from itbtui.cli.alone import WAITS_S, check_terminal, open_app
from itbtui.cli.mistakes import MistypedError
from itbtui.cli.shell import MOST_COLUMNS, RefusedError, database_of, forget_the_last_command, saved, say_notices


class CrashedError(RefusedError):
    """Ends the program after an error that nobody foresaw."""

    exit_code = 70  # what sysexits.h calls an internal software error


class Group(click.Group):
    """Says what this program's own errors say, in one line and with status 1; others leave a report and status 70."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Where output is lost, the status says whether anything was saved, and else that nothing was done."""
        streams.guard()
        forget_the_last_command()
        try:
            return super().main(*args, **kwargs)
        except SystemExit as ended:
            problem = streams.unwritten()
            if problem is None or ended.code or saved():
                raise
            if problem:
                click.echo(f"Not all of the output could be written: {problem}", err=True)
            raise SystemExit(1) from None

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise MistypedError.of(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise MistypedError.of(error) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.strerror:
                place = f"{error.filename}: " if error.filename else ""
                raise RefusedError(f"{place}{error.strerror}") from error
            if isinstance(error, _plain_errors()):
                raise RefusedError(str(error) + db_module.way_out(ctx.obj, error)) from error
            raise CrashedError(_report(error, ctx)) from error
        finally:
            say_notices()


def _report(error: Exception, ctx: click.Context) -> str:
    from itbtui.logbook import crash

    return crash.say(error, f"command {ctx.invoked_subcommand}" if ctx.invoked_subcommand else "the app")


def _plain_errors() -> tuple[type[Exception], ...]:
    """The errors whose message is one sentence for the user."""
    from itbtui.data.exchange import ExchangeError
    from itbtui.data.store import StoreError
    from itbtui.logbook.clock import ClockError
    from itbtui.rehab.log.checks import EntryError

    return ClockError, ExchangeError, StoreError, EntryError


@click.group(
    cls=Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": MOST_COLUMNS},
)
@click.option(
    "--db", type=click.Path(readable=False, path_type=Path), envvar="ITBTUI_DB", help="The file with the log."
)
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
    # What the app failed by that was opened without this.
    failure, ctx.obj = ctx.obj, db
    if ctx.invoked_subcommand is None:
        _run_app(db, failure)


def _run_demo(ctx: click.Context) -> None:
    """Opens the app on a made-up log, or gives that to the command; ``ITBTUI_DB`` is passed over."""
    if ctx.get_parameter_source("db") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--demo shows a made-up log and --db a file of yours: give one of them.")
    if ctx.invoked_subcommand == db_module.db.name:
        raise RefusedError("--demo: the made-up log is in no file that stays; itbtui db is about your own")
    from itbtui.logbook.demo_store import made_up_year

    demo = ctx.with_resource(made_up_year())
    ctx.obj = demo.database
    if ctx.invoked_subcommand is None:
        from itbtui.app.app import run
        from itbtui.logbook.logbook import Logbook

        check_terminal()
        with Logbook.open(ctx.obj, demo.settings, wait_s=WAITS_S) as logbook:
            run(logbook, demo=demo)
    else:
        click.echo("Demo: a made-up runner's log; nothing is kept.", err=True)


def _run_app(db: Path | None, failure: BaseException | None) -> None:
    from itbtui.data.errors import DamagedError, MissingError

    database = database_of(db)
    try:
        if failure is not None:
            raise failure
        open_app(database)
    except (DamagedError, MissingError) as error:
        db_module.offer_a_copy(database, error)
        open_app(database)


for command in (
    *(*entries.COMMANDS, *plan.COMMANDS, *days.COMMANDS, trend.trend, exercise.exercise, *gear.COMMANDS),
    *(*run.COMMANDS, *workout.COMMANDS, *session.COMMANDS),
    *(imports.import_, merge.merge, *exports.COMMANDS, db_module.db, key_commands.keys),
):
    main.add_command(command)
