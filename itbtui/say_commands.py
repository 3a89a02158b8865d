"""What the main screens say, in plain lines: for screen readers, pipes and status bars."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itbtui.shell import RefusedError, day, json_option, open_store, print_json, settings_of, today

if TYPE_CHECKING:
    from itbtui.rehab.plan import Plan
    from itbtui.rehab.standing import Standing

LISTED = 10
"""So many runs are listed where nothing else is asked for."""


def read(db: Path | None, on: dt.date | None = None) -> tuple[Standing, str]:
    """Where the runner stands, and the units."""
    from itbtui.rehab.protocol import protocol
    from itbtui.rehab.replay import replay

    with open_store(db) as store:
        log, settings = store.log(), settings_of(store)
    return replay(log, settings, on or today(), protocol()), settings.units


def _read_plan(db: Path | None) -> tuple[Standing, Plan, str]:
    from itbtui.rehab.plan import plan_of

    standing, units = read(db)
    return standing, plan_of(standing), units


@click.command("today")
@json_option
@click.pass_obj
def say_today(db: Path | None, /, as_json: bool) -> None:
    """Say what the screen Today says, in plain lines.

    \b
    Example: itbtui today
    """
    from itbtui import paths, settings
    from itbtui.rehab import plain

    told = _read_plan(db)
    pauses = settings.read(paths.settings())[0].pauses
    if as_json:
        print_json(plain.today_json(*told, pauses))
    else:
        click.echo("\n".join(plain.today_lines(*told, pauses)))


@click.command()
@json_option
@click.pass_obj
def week(db: Path | None, /, as_json: bool) -> None:
    """Say the last seven days, a line each.

    \b
    Example: itbtui week
    """
    from itbtui.rehab import plain
    from itbtui.rehab.glance import days

    standing, plan, units = _read_plan(db)
    shown = days(standing, plan, 7)
    if as_json:
        print_json([plain.day_json(one) for one in shown])
    else:
        click.echo("\n".join(plain.day_line(one, units) for one in shown))


@click.command()
@click.option("--last", type=click.IntRange(min=1), help=f"So many of them; {LISTED} if no days are given either.")
@click.option("--from", "first", type=day, help="Those of this day and later.")
@click.option("--to", "last_day", type=day, help="Those of this day and earlier.")
@json_option
@click.pass_obj
def runs(db: Path | None, /, last: int | None, first: dt.date | None, last_day: dt.date | None, as_json: bool) -> None:
    """List runs, the newest first, each with its verdict.

    \b
    Example: itbtui runs --last 5
    Example: itbtui runs --from 2026-02-01 --to 2026-02-28
    """
    from itbtui.rehab import plain
    from itbtui.rehab.glance import findings_by_entry, run_glance
    from itbtui.rehab.words import count

    if first and last_day and last_day < first:
        raise RefusedError(f"--to: {last_day} lies before --from, {first}")
    standing, units = read(db)
    within = (dt.date.min if first is None else first), (dt.date.max if last_day is None else last_day)
    fitting = [run for run in reversed(standing.log.runs) if within[0] <= run.date <= within[1]]
    most = last or (None if first or last_day else LISTED)
    findings = findings_by_entry(standing)
    shown = [run_glance(standing, run, findings) for run in fitting[:most]]
    if as_json:
        print_json([plain.run_json(one) for one in shown])
        return
    for one in shown:
        click.echo(plain.run_line(one, units))
    if not standing.log.runs:
        click.echo("No run is logged yet.")
    elif not shown:
        click.echo("No run is logged in these days.")
    elif last is None and len(shown) < len(fitting):
        more = count(len(fitting) - len(shown), "earlier run")
        click.echo(f"There are {more}: --last {len(fitting)} lists all.", err=True)


@click.command()
@json_option
@click.pass_obj
def status(db: Path | None, /, as_json: bool) -> None:
    """Say the day in one short line, for a status bar.

    \b
    Example: set -g status-right '#(itbtui status)'
    """
    from itbtui.data.standings import standing_for_plan
    from itbtui.rehab.plain import status_json
    from itbtui.rehab.plan import plan_of

    with open_store(db) as store:
        standing = standing_for_plan(store, settings_of(store), today())
    said = status_json(standing, plan_of(standing), standing.settings.units)
    if as_json:
        print_json(said)
    else:
        click.echo(said["text"])


COMMANDS = (say_today, week, runs, status)
