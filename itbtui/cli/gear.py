"""Shoes and races as plain lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from itbtui.cli.shell import json_option, open_logbook, print_json

if TYPE_CHECKING:
    from itbtui.measures import Manner
    from itbtui.rehab.log.entries import Race
    from itbtui.rehab.log.gear import Pair
    from itbtui.rehab.plan.forecast import Reach
    from itbtui.rehab.protocol.figures import Protocol


@click.command()
@json_option
@click.pass_obj
def shoes(db: Path | None, /, as_json: bool) -> None:
    """List the shoes with how far they have run, the pair worn last first, retired ones last.

    \b
    Example: itbtui shoes
    """
    from itbtui.rehab.log.gear import pairs

    with open_logbook(db) as logbook:
        found, say, p = pairs(logbook.log), logbook.manner, logbook.protocol
    if as_json:
        print_json([_pair_as_json(pair, p) for pair in found])
        return
    if not found:
        click.echo("No shoes yet: the app adds a pair, and a run may name one.")
    for pair in found:
        click.echo(_pair_line(pair, say, p))


@click.command()
@json_option
@click.pass_obj
def races(db: Path | None, /, as_json: bool) -> None:
    """List the races, and from when on the rules allow each distance, if every day stays free of pain.

    \b
    Example: itbtui races --json
    """
    from itbtui.rehab.log.gear import races_ahead, races_in_order
    from itbtui.wording.races import race_lines

    with open_logbook(db) as logbook:
        log, plan, say = logbook.log, logbook.plan, logbook.manner
        found, ahead = races_in_order(log, plan.on), races_ahead(log, plan.on)
        reaches = logbook.forecast({race.metres for race in ahead})
    if as_json:
        print_json(
            [_race_as_json(race, plan.on, reaches.get(race.metres) if race in ahead else None) for race in found]
        )
        return
    if not found:
        click.echo("No races yet: the app adds one.")
    for race in found:
        first, *more = race_lines(race, plan, reaches, say)
        click.echo("\n".join([first, *(f"  {line}" for line in more)]))


def _pair_line(pair: Pair, say: Manner, p: Protocol) -> str:
    from itbtui.measures import count, harmless

    parts = [f"{harmless(pair.name)}: {say.distance(pair.metres)}", count(pair.runs, "run")]
    if pair.last_run:
        parts.append(f"worn last on {say.full_day(pair.last_run)}")
    if pair.is_retired:
        parts.append("retired")
    if pair.is_worn(p.notes):
        parts.append(f"past {say.limit(p.notes.shoe_km * 1000)}")
    return ", ".join(parts)


def _pair_as_json(pair: Pair, p: Protocol) -> dict[str, Any]:
    first = pair.shoe.first_used if pair.shoe else None
    return {
        "id": pair.shoe.id if pair.shoe else None,
        "name": pair.name,
        "km": pair.metres / 1000,
        "km_before": (pair.shoe.km or 0) if pair.shoe else 0,
        "runs": pair.runs,
        "first_used": _iso(first),
        "worn_last": _iso(pair.last_run),
        "retired": pair.is_retired,
        "worn": pair.is_worn(p.notes),
    }


def _race_as_json(race: Race, today: dt.date, reach: Reach | None) -> dict[str, Any]:
    """``earliest`` is null for a past race, one more than a year ahead, and what stays out of reach.

    From then on ``unbounded`` says that no rule bounds a run: no episode is open any more.
    """
    return {
        "id": race.id,
        "date": race.date.isoformat(),
        "distance_km": race.distance_km,
        "name": race.name,
        "days": (race.date - today).days,
        "earliest": _iso(reach.on if reach else None),
        "unbounded": reach.is_free if reach else None,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


COMMANDS = (shoes, races)
