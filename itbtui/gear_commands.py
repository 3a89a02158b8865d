"""Shoes and races as plain lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from itbtui.say_commands import read
from itbtui.shell import json_option, open_store, print_json, settings_of

if TYPE_CHECKING:
    from itbtui.rehab.entries import Race
    from itbtui.rehab.forecast import Reach
    from itbtui.rehab.gear import Pair


@click.command()
@json_option
@click.pass_obj
def shoes(db: Path | None, /, as_json: bool) -> None:
    """List the shoes with their kilometres, the pair worn last first, retired ones last.

    \b
    Example: itbtui shoes
    """
    from itbtui.rehab.gear import pairs

    with open_store(db) as store:
        found, units = pairs(store.log()), settings_of(store).units
    if as_json:
        print_json([_pair_as_json(pair) for pair in found])
        return
    if not found:
        click.echo("No shoes yet: 6 in the app adds a pair, and a run may name one.")
    for pair in found:
        click.echo(_pair_line(pair, units))


@click.command()
@json_option
@click.pass_obj
def races(db: Path | None, /, as_json: bool) -> None:
    """List the races, and from when on the rules allow each distance, if every day stays free of pain.

    \b
    Example: itbtui races --json
    """
    from itbtui.rehab.forecast import forecast
    from itbtui.rehab.gear import races_ahead, races_in_order
    from itbtui.rehab.plan import plan_of
    from itbtui.rehab.race_words import race_lines

    standing, units = read(db)
    log, plan = standing.log, plan_of(standing)
    found, ahead = races_in_order(log, plan.on), races_ahead(log, plan.on)
    reaches = forecast(log, standing.settings, plan.on, {race.metres for race in ahead})
    if as_json:
        print_json(
            [_race_as_json(race, plan.on, reaches.get(race.metres) if race in ahead else None) for race in found]
        )
        return
    if not found:
        click.echo("No races yet: 6 in the app adds one.")
    for race in found:
        first, *more = race_lines(race, plan, reaches, units)
        click.echo("\n".join([first, *(f"  {line}" for line in more)]))


def _pair_line(pair: Pair, units: str) -> str:
    from itbtui.rehab.protocol import protocol
    from itbtui.rehab.words import count, harmless, say_distance, say_full_day

    parts = [f"{harmless(pair.name)}: {say_distance(pair.metres, units)}", count(pair.runs, "run")]
    if pair.last_run:
        parts.append(f"worn last on {say_full_day(pair.last_run)}")
    if pair.is_retired:
        parts.append("retired")
    if pair.is_worn(protocol()):
        parts.append(f"past {say_distance(protocol().notes.shoe_km * 1000, units)}")
    return ", ".join(parts)


def _pair_as_json(pair: Pair) -> dict[str, Any]:
    from itbtui.rehab.protocol import protocol

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
        "worn": pair.is_worn(protocol()),
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
