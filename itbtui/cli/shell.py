"""What all commands share: one plain line where something is refused, the log they work on, JSON for scripts."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from itbtui import measures
from itbtui.cli.mistakes import option_name
from itbtui.measures import ReadError, one_line

if TYPE_CHECKING:
    from itbtui.logbook.logbook import Logbook
    from itbtui.measures import Manner

T = TypeVar("T")

MOST_COLUMNS = 100
"""A line of words is no longer, however wide the terminal is."""
_LABEL = re.compile(r" *(?:\S+(?: \S+)*  +)?")

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")


class RefusedError(click.ClickException):
    """Ends a command with one plain line on standard error and status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(one_line(self.format_message()), err=True)


class EntryCommand(click.Command):
    """A command whose options are an entry's fields: what is no legal entry is refused with the option's name."""

    def invoke(self, ctx: click.Context) -> Any:
        from itbtui.rehab.log.checks import EntryError

        try:
            return super().invoke(ctx)
        except EntryError as error:
            raise RefusedError(f"{option_name(self, error.field)}: {error.problem}") from error


def print_lines(lines: Iterable[str]) -> None:
    """Lines as wide as the terminal, the next ones of each below its text; where a program reads, each is one line."""
    columns = min(shutil.get_terminal_size().columns, MOST_COLUMNS)
    for line in lines:
        if not sys.stdout.isatty() or len(line) <= columns:
            click.echo(line)
            continue
        label = _LABEL.match(line)
        indent = " " * (label.end() if label and label.end() < columns // 2 else 2)
        click.echo(textwrap.fill(line, columns, subsequent_indent=indent, break_on_hyphens=False))


def today() -> dt.date:
    """The day it is, and before the hour at which the runner's days begin the one before."""
    from itbtui.logbook import clock, paths, settings

    return clock.today(settings.read(paths.settings())[0].day_begins)


def typed(name: str, read: Callable[[str], T]) -> Callable[[str], T]:
    """A type of an option or argument: what is typed, read as in the forms. ``name`` is what the help calls it."""

    def convert(text: str) -> T:
        try:
            return read(text)
        except ReadError as error:
            raise click.BadParameter(f"{error}.") from None

    convert.__name__ = name
    return convert


def read_day(text: str) -> dt.date:
    """A day, as told from today."""
    return measures.read_day(text, today())


def read_day_ahead(text: str) -> dt.date:
    """A day, of whose name the coming one is meant, today with it."""
    return measures.read_day(text, today(), ahead=True)


def read_someones_distance(text: str) -> str:
    """A distance, refused at once where it cannot be read; in which units a bare one is, only the logbook can tell."""
    measures.read_distance(text, "km")
    return text


def read_km(text: str) -> float:
    """A distance of which the option's name says that a bare one is in kilometres."""
    return measures.read_distance(text, "km")


day = typed("day", read_day)
day_ahead = typed("day", read_day_ahead)
clock_time = typed("time", measures.read_time)
minutes = typed("minutes", measures.read_minutes)
number = typed("number", measures.read_number)
whole = typed("integer", measures.read_whole)
distance = typed("distance", read_someones_distance)
km = typed("distance", read_km)


def refuse_future(day: dt.date, option: str = "--date", *, or_tomorrow: bool = True) -> None:
    """Refuses days on which nothing can have happened that is logged now. ``option`` is where the day was typed.

    Tomorrow it may be elsewhere; without ``or_tomorrow`` that is refused as well.
    """
    if (day - today()).days > or_tomorrow:
        raise RefusedError(f"{option}: {day} is in the future; give the day it happened")
    if day < measures.EARLIEST:
        raise RefusedError(f"{option}: {day} lies before {measures.EARLIEST.year}; give the day it happened")


def database_of(db: Path | None) -> Path:
    """The log that ``--db`` names, or else the one of ``ITBTUI_DB`` or of this system."""
    from itbtui.logbook import paths

    return db or paths.database()


_opened: list[Logbook] = []
"""What commands of this process have worked on."""


_copied: list[Path] = []


def forget_the_last_command() -> None:
    """Where one process runs several commands, each says only what it saved itself."""
    _opened.clear()
    _copied.clear()


def keep_in_mind(copy: Path) -> None:
    """A copy was made, or put back: that is what the command was for."""
    _copied.append(copy)


def saved() -> bool:
    """Whether anything was saved."""
    return bool(_copied) or any(logbook.store.writes for logbook in _opened)


def say_notices() -> None:
    """What is to be known of the file and its copies where something was saved in it."""
    for logbook in _opened:
        if logbook.store.writes:
            for notice in logbook.store.take_notices():
                click.echo(one_line(f"{notice}."), err=True)


def manner() -> Manner:
    """How days are said where no log can be asked in which units distances are."""
    from itbtui.logbook import paths, settings

    return settings.read(paths.settings())[0].manner("km")


def open_logbook(db: Path | None) -> Logbook:
    """The logbook that a command works on. Says what is wrong in the settings file."""
    from itbtui.logbook.logbook import Logbook

    logbook = Logbook.open(database_of(db))
    _opened[:] = [logbook]
    for problem in logbook.problems:
        click.echo(one_line(problem), err=True)
    return logbook


def hand_out(db: Path | None, output: Path, content: str | bytes) -> None:
    """Writes what a command makes to a file, or with ``-`` to standard output."""
    if output == Path("-"):
        click.echo(content.encode() if isinstance(content, str) else content, nl=False)
        return
    from itbtui.data.output import write_out

    write_out(output, content, database_of(db))
    click.echo(one_line(f"Written: {output}"), err=True)


def print_json(value: Any) -> None:
    """JSON for scripts, in which no sign stands as itself that a terminal would act on."""
    import json

    text = json.dumps(value, ensure_ascii=sys.stdout.encoding.lower() != "utf-8", indent=2)
    click.echo("".join(c if c == "\n" or c.isprintable() else _escaped(c) for c in text))


def _escaped(sign: str) -> str:
    """As JSON writes it, in two halves where it is beyond the first 65,536."""
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
