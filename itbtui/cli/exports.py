"""What goes out: the log as files, a page for the physiotherapist, completions for a shell, and where things lie."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itbtui.cli.shell import (
    RefusedError,
    database_of,
    day,
    hand_out,
    json_option,
    open_logbook,
    print_json,
    today,
)
from itbtui.measures import one_line

if TYPE_CHECKING:
    from itbtui.reports.file import Form

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, /, shell: str) -> None:
    """Print a script that completes commands in a shell.

    The shell's start-up file is the place for it.

    \b
    Example: eval "$(itbtui completion bash)"
    Example: itbtui completion fish > ~/.config/fish/completions/itbtui.fish
    """
    from click.shell_completion import ShellComplete, get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    # Of the shell's own class only the template: bash would be asked for its version, here and by each new shell.
    click.echo(ShellComplete.source(kind(ctx.find_root().command, {}, "itbtui", "_ITBTUI_COMPLETE")))


@click.command()
@json_option
@click.pass_obj
def locate(db: Path | None, /, as_json: bool) -> None:
    """Print where data, settings, reports and copies lie. None of it is made.

    \b
    Example: ls "$(itbtui locate --json | jq -r .backups)"
    """
    from itbtui.data import backups
    from itbtui.data.conflicts import conflict_copies
    from itbtui.logbook import paths

    database = database_of(db).absolute()
    folders = {
        "data": database.parent,
        "config": paths.settings().parent,
        "log": paths.reports(),
        "backups": backups.folder_of(database),
    }
    if as_json:
        found = {name: str(folder) for name, folder in folders.items()}
        others = [str(other) for other in conflict_copies(database)]
        print_json({**found, **({"conflicts": others} if others else {})})
    else:
        for name, folder in folders.items():
            click.echo(one_line(f"{name:<8} {folder}"))
        for other in conflict_copies(database):
            click.echo(one_line(f"{'also':<8} {other}: another version of this log; itbtui merge takes it in"))


@click.command()
@click.option("--format", "kind", type=click.Choice(("json", "csv")), default="json", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(readable=False, path_type=Path),
    help="The file, or - for standard output; for CSV the folder, itbtui-csv-DATE in this one if not given.",
)
@click.pass_obj
def export(db: Path | None, /, kind: str, output: Path | None) -> None:
    """Write everything that was logged.

    As JSON, which `itbtui import` reads back, or as a folder of CSV files.

    \b
    Example: itbtui export -o log.json
    Example: itbtui export --format csv -o for-a-spreadsheet
    """
    with open_logbook(db) as logbook:
        log, settings = logbook.log, logbook.kept_settings
    if kind == "csv":
        from itbtui.data.exchange.csv_folder import write_folder
        from itbtui.data.exchange.csv_tables import as_files
        from itbtui.data.output import followed

        output = output or Path(f"itbtui-csv-{today()}")
        if output == Path("-"):
            raise RefusedError("--output: CSV is a folder of files; name one, or give --format json")
        write_folder(followed(output, database_of(db)), as_files(log, settings))
        click.echo(one_line(f"Written: {output}"), err=True)
    else:
        from itbtui.data.exchange import own

        hand_out(db, output or Path("-"), own.dump(log, settings))


@click.command()
@click.option("--from", "first", type=day, help="The first day; if not given, the day the episode began.")
@click.option("--to", "last", type=day, help="The last day, as of which the page is written; today if not given.")
@click.option("--format", "form", type=click.Choice(("html", "md")), help="By the file's ending if not given, or html.")
@click.option(
    "-o", "--output", type=click.Path(readable=False, path_type=Path), help="The file, or - for standard output."
)
@click.option("--yes", is_flag=True, help="Also into a folder that others may write to, without being asked.")
@click.pass_obj
def report(
    db: Path | None,
    /,
    first: dt.date | None,
    last: dt.date | None,
    form: Form | None,
    output: Path | None,
    yes: bool,
) -> None:
    """Write one page for the physiotherapist.

    Course, chart, runs with pain, exercises, verdicts, open questions.

    Without -o it goes to your documents. Any browser opens it; printed it is one sheet of A4. Before it is written into
    a folder that is not yours alone, you are asked.

    \b
    Example: itbtui report -o for-the-physio.html
    Example: itbtui report --from 2026-01-01 --format md -o -
    """
    from itbtui.logbook import paths
    from itbtui.reports.file import ReportError, page

    form = form or ("md" if output and output.suffix.lower() == ".md" else "html")
    with open_logbook(db) as logbook:
        log, settings, say, figures = logbook.log, logbook.settings, logbook.manner, logbook.protocol
    try:
        text = page(log, settings, today(), form, say, figures, first, last)
    except ReportError as error:
        raise RefusedError(str(error)) from error
    output = output or paths.report(today(), form)
    if output != Path("-") and not yes:
        _ask_where_others_write(output)
    hand_out(db, output, text)


def _ask_where_others_write(output: Path) -> None:
    """Asks before health data goes to a folder that is not the runner's own; refuses where nobody can answer."""
    from itbtui.data.private import is_own

    folder = output.absolute().parent
    if (output.exists() and not output.is_file()) or not folder.is_dir() or is_own(folder):
        return
    told = one_line(f"{folder} is not yours alone")
    if not sys.stdin.isatty():
        raise RefusedError(f"{told}; --yes writes there all the same, -o names another file")
    click.confirm(one_line(f"{told}. Write {output.name} there?"), abort=True, err=True)


COMMANDS = (export, report, completion, locate)
