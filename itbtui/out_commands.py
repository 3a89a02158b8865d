"""What goes out: the log as files, a page for the physiotherapist, completions for a shell, and where things lie."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itbtui.shell import (
    RefusedError,
    database_of,
    day,
    json_option,
    one_line,
    open_store,
    print_json,
    settings_of,
    today,
)

if TYPE_CHECKING:
    from itbtui.report_file import Form

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
    from itbtui import paths
    from itbtui.data import backups

    database = database_of(db).absolute()
    folders = {
        "data": database.parent,
        "config": paths.settings().parent,
        "log": paths.reports(),
        "backups": backups.folder_of(database),
    }
    if as_json:
        print_json({name: str(folder) for name, folder in folders.items()})
    else:
        for name, folder in folders.items():
            click.echo(one_line(f"{name:<8} {folder}"))


@click.command()
@click.option("--format", "kind", type=click.Choice(("json", "csv")), default="json", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file, or the folder for CSV. If not given: standard output, or itbtui-csv-DATE in this folder.",
)
@click.pass_obj
def export(db: Path | None, /, kind: str, output: Path | None) -> None:
    """Write everything that was logged.

    As JSON, which `itbtui import` reads back, or as a folder of CSV files.

    \b
    Example: itbtui export -o log.json
    Example: itbtui export --format csv -o for-a-spreadsheet
    """
    with open_store(db) as store:
        log, settings = store.log(), store.settings()
    if kind == "csv":
        from itbtui.data.csv_folder import write_folder
        from itbtui.data.exchange.csv_tables import as_files

        output = output or Path(f"itbtui-csv-{today()}")
        write_folder(output, as_files(log, settings))
    else:
        from itbtui.data.exchange import own
        from itbtui.data.private import write_private

        text = own.dump(log, settings)
        if output is None:
            click.echo(text.encode(), nl=False)
            return
        write_private(output, text)
    click.echo(one_line(f"Written: {output}"), err=True)


@click.command()
@click.option("--from", "first", type=day, help="The first day; if not given, the day the episode began.")
@click.option("--to", "last", type=day, help="The last day, as of which the page is written; today if not given.")
@click.option("--format", "form", type=click.Choice(("html", "md")), help="By the file's ending if not given, or html.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or - for standard output.")
@click.pass_obj
def report(
    db: Path | None, /, first: dt.date | None, last: dt.date | None, form: Form | None, output: Path | None
) -> None:
    """Write one page for the physiotherapist.

    Course, chart, runs with pain, exercises, verdicts, open questions.

    Without -o it goes to your documents. Any browser opens it; printed it is one sheet of A4.

    \b
    Example: itbtui report -o for-the-physio.html
    Example: itbtui report --from 2026-01-01 --format md -o -
    """
    from itbtui.data.private import write_private
    from itbtui.report_file import ReportError, page, place

    form = form or ("md" if output and output.suffix.lower() == ".md" else "html")
    with open_store(db) as store:
        log, settings = store.log(), settings_of(store)
    try:
        text = page(log, settings, today(), form, first, last)
    except ReportError as error:
        raise RefusedError(str(error)) from error
    if output == Path("-"):
        click.echo(text.encode(), nl=False)
        return
    output = output or place(today(), form)
    write_private(output, text)
    click.echo(one_line(f"Written: {output}"), err=True)


COMMANDS = (export, report, completion, locate)
