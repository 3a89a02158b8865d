"""What all commands share: one plain line where something is refused, the log they work on, JSON for scripts."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from itbtui.data.store import Store
    from itbtui.rehab.entries import Settings

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")


class RefusedError(click.ClickException):
    """Ends a command with one plain line on standard error and status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(one_line(self.format_message()), err=True)


def one_line(text: object) -> str:
    """What may hold a file's name, as a line that makes no terminal do anything."""
    return "".join(c if c.isprintable() else "?" for c in str(text))


def today() -> dt.date:
    from itbtui import clock

    return clock.today()


def day(value: str) -> dt.date:
    """A date such as 2026-03-01, or ``today`` or ``yesterday``."""
    if value in ("today", "yesterday"):
        return today() - dt.timedelta(days=value == "yesterday")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date such as 2026-03-01, today or yesterday.") from None


def refuse_future(day: dt.date) -> None:
    if (day - today()).days > 1:
        raise RefusedError(f"date: {day} is in the future; give the day it happened")


def database_of(db: Path | None) -> Path:
    from itbtui import paths

    return db or paths.database()


def open_store(db: Path | None, wait_s: float = 5.0) -> Store:
    from itbtui import clock
    from itbtui.data.store import Store

    clock.now()
    return Store.open(database_of(db), now=clock.now, wait_s=wait_s)


def settings_of(store: Store) -> Settings:
    """What counts for the rules, and from now on dates as the settings file wants them. Says what is wrong in it."""
    from itbtui import paths, settings
    from itbtui.rehab.words import speak

    preferences, problems = settings.read(paths.settings())
    for problem in problems:
        click.echo(one_line(problem), err=True)
    speak(preferences.manner)
    return preferences.over(store.settings())


def print_json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=sys.stdout.encoding.lower() != "utf-8", indent=2))
