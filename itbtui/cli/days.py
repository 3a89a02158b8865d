"""What the main screens say, in plain lines: for screen readers, pipes and status bars."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from itbtui.cli.shell import RefusedError, day, json_option, open_logbook, print_json, print_lines

LISTED = 10
"""So many runs are listed where nothing else is asked for."""


@click.command("today")
@json_option
@click.pass_obj
def say_today(db: Path | None, /, as_json: bool) -> None:
    """Say what the screen Today says, in plain lines.

    \b
    Example: itbtui today
    """
    from itbtui.wording import lines

    with open_logbook(db) as logbook:
        logbook.read_rest()
        told = logbook.standing, logbook.plan, logbook.manner, logbook.pauses
        notice = [logbook.day_notice] if logbook.day_notice else []
    if as_json:
        print_json(lines.today_json(*told))
    else:
        print_lines("\n".join([*notice, *lines.today_lines(*told)]).split("\n"))


@click.command()
@json_option
@click.pass_obj
def week(db: Path | None, /, as_json: bool) -> None:
    """Say what kind of week the last whole one was, then the last seven days, a line each.

    \b
    Example: itbtui week
    """
    from itbtui.rehab.trend.week import review
    from itbtui.wording import lines
    from itbtui.wording.glance import days
    from itbtui.wording.week import week_lines, week_title

    with open_logbook(db) as logbook:
        logbook.read_rest()
        shown, say = days(logbook.standing, logbook.plan, 7), logbook.manner
        if as_json:
            print_json([lines.day_json(one) for one in shown])
            return
        if found := review(logbook.standing, say.first_weekday):
            print_lines([f"Last week, {week_title(found, say)}:", *week_lines(found, logbook.plan, say), ""])
    print_lines([lines.day_line(one, say) for one in shown])


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
    from itbtui.measures import count
    from itbtui.wording import lines
    from itbtui.wording.glance import findings_by_entry, run_glance

    if first and last_day and last_day < first:
        raise RefusedError(f"--to: {last_day} lies before --from, {first}")
    with open_logbook(db) as logbook:
        logbook.read_rest()
        standing, say = logbook.standing, logbook.manner
    within = (dt.date.min if first is None else first), (dt.date.max if last_day is None else last_day)
    fitting = [run for run in reversed(standing.log.runs) if within[0] <= run.date <= within[1]]
    most = last or (None if first or last_day else LISTED)
    findings = findings_by_entry(standing)
    shown = [run_glance(standing, run, findings) for run in fitting[:most]]
    if as_json:
        print_json([lines.run_json(one, say) for one in shown])
        return
    for one in shown:
        click.echo(lines.run_line(one, say))
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
    from itbtui.wording.lines import status_json

    with open_logbook(db) as logbook:
        said = status_json(logbook.standing, logbook.plan, logbook.manner)
    if as_json:
        print_json(said)
    else:
        click.echo(said["text"])


COMMANDS = (say_today, week, runs, status)
