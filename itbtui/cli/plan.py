"""The plan for a day, and the findings behind it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itbtui.cli.shell import day_ahead, json_option, open_logbook, print_json, print_lines
from itbtui.measures import one_line

if TYPE_CHECKING:
    from itbtui.logbook.logbook import Logbook
    from itbtui.rehab.plan.plan import Plan


@click.command()
@click.option("--on", type=day_ahead, help="The day: sat or 12 apr is the coming one; today if not given.")
@json_option
@click.pass_obj
def plan(db: Path | None, /, on: dt.date | None, as_json: bool) -> None:
    """Say whether one may run on a day, how far, and what is due.

    \b
    Example: itbtui plan --on 2026-03-04 --json
    """
    from itbtui.wording.plan import plan_lines
    from itbtui.wording.plan_json import as_json as plan_as_json

    with open_logbook(db) as logbook:
        found, say = _plan(logbook, on), logbook.manner
        notice = [logbook.day_notice] if on is None and logbook.day_notice else []
    if as_json:
        print_json(plan_as_json(found, say))
    else:
        print_lines(map(one_line, [*notice, *plan_lines(found, logbook.today, say, found.names)]))


@click.command()
@click.option("--on", type=day_ahead, help="The day: sat or 12 apr is the coming one; today if not given.")
@json_option
@click.pass_obj
def why(db: Path | None, /, on: dt.date | None, as_json: bool) -> None:
    """List the findings behind a day's plan.

    The oldest first, each with its rule and numbers.

    \b
    Example: itbtui why --on 2026-03-04
    """
    from itbtui.wording.findings import because
    from itbtui.wording.plan import reasons_alone
    from itbtui.wording.plan_json import finding_as_json

    with open_logbook(db) as logbook:
        found, say = _plan(logbook, on), logbook.manner
    if as_json:
        print_json([finding_as_json(finding, found, say) for finding in found.findings])
    elif not found.findings:
        print_lines(map(one_line, reasons_alone(found, say)))
    days = say.near_days((finding.date for finding in found.findings), found.on)
    for day, finding in () if as_json else zip(days, found.findings, strict=True):
        told = because(finding, say, found.names)
        print_lines([one_line(f"{day}  {finding.verdict!s:<13}  {finding.rule:<15}  {told}")])


def _plan(logbook: Logbook, on: dt.date | None) -> Plan:
    from itbtui.rehab.plan.plan import plan_of

    return plan_of(logbook.standing_on(on)) if on else logbook.plan


COMMANDS = (plan, why)
