"""Logging by command: a run, a check-in, other training, a clearance, an episode; each says what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from itbtui.cli import complete
from itbtui.cli.shell import (
    EntryCommand,
    RefusedError,
    clock_time,
    day,
    distance,
    json_option,
    km,
    minutes,
    number,
    open_logbook,
    print_json,
    print_lines,
    refuse_future,
    today,
    whole,
)
from itbtui.measures import ReadError, one_line, read_distance
from itbtui.rehab.log.choices import EFFORTS, KINDS, SIDES, SURFACES, SWELLINGS, TERRAINS, TREATMENTS

if TYPE_CHECKING:
    from itbtui.logbook.logbook import Logbook
    from itbtui.rehab.log.entries import Entry

date_option = click.option("--date", type=day, help="The day, such as yesterday, mon or 1 mar; today if not given.")
again_option = click.option("--again", is_flag=True, help="It is another one, though the same was logged just now.")


@click.command(cls=EntryCommand)
@click.argument("far", metavar="DISTANCE", type=distance)
@click.option("--pain", type=whole, required=True, help="The worst lateral knee pain during the run, 0-10.")
@click.option("--minutes", type=minutes, help="How long it took: 31, 31:30 or 1:02:30.")
@date_option
@click.option("--time", type=clock_time, help="When it began, such as 07:30.")
@click.option("--side", type=click.Choice(SIDES), help="Which knee.")
@click.option("--onset-min", type=minutes, help="The minute in which the pain began.")
@click.option("--onset-km", type=km, help="After how far the pain began: 3 or 3km, 2mi.")
@click.option("--worsened/--not-worsened", default=None, help="Whether the pain grew as the run went on.")
@click.option("--limped", is_flag=True, default=None, help="There was a limp.")
@click.option("--stopped", is_flag=True, default=None, help="Cut short or walked because of the knee.")
@click.option("--settle-h", type=number, help="Hours from the end of the run until the knee was as before.")
@click.option("--swelling", type=click.Choice(SWELLINGS), help="Swelling after it.")
@click.option("--pain-relief", is_flag=True, default=None, help="Any pain relief in the hours before.")
@click.option("--terrain", type=click.Choice(TERRAINS))
@click.option("--surface", type=click.Choice(SURFACES))
@click.option("--effort", type=click.Choice(EFFORTS))
@click.option("--cadence", "cadence_spm", type=whole, help="Steps a minute.")
@click.option("--shoe", shell_complete=complete.shoes, help="The shoe's name.")
@click.option("--note", "notes", help="Anything worth keeping.")
@again_option
@json_option
@click.pass_obj
def log(db: Path | None, /, far: str, date: dt.date | None, again: bool, as_json: bool, **fields: Any) -> None:
    """Log a run and say what it means.

    A bare DISTANCE is in your units; 5km and 3mi are what they say.

    \b
    Example: itbtui log 5.2 --pain 4 --minutes 31 --onset-min 18 --not-worsened
    """
    from itbtui.rehab.log.entries import Run

    on = date or today()
    refuse_future(on)
    with open_logbook(db) as logbook:
        span = logbook.protocol.limits.distance_km
        try:
            distance_km = read_distance(far, logbook.manner.units, span.low, span.high)
        except ReadError as error:
            raise RefusedError(f"DISTANCE: {error}") from error
        run = Run(date=on, distance_km=distance_km, **fields)
        refuse_again(logbook, run, again)
        save(logbook, run, as_json)


@click.command("check-in", cls=EntryCommand)
@click.option("--morning", type=whole, help="Knee pain on getting up, 0-10.")
@click.option("--daily", type=whole, help="The worst of the day in daily life, stairs included, 0-10.")
@click.option("--swelling", type=click.Choice(SWELLINGS))
@click.option("--swelling-behind", is_flag=True, default=None, help="Swelling behind the knee.")
@click.option(
    "--flag",
    "flags",
    multiple=True,
    shell_complete=complete.flags,
    help="A sign such as locking or tingling; repeatable.",
)
@click.option("--treatment", "treatments", multiple=True, type=click.Choice(TREATMENTS), help="Repeatable.")
@click.option("--tightness", type=whole, help="0-10, kept apart from pain; no rule reads it.")
@date_option
@click.option("--note", "notes", help="Anything worth keeping.")
@json_option
@click.pass_obj
def check_in(db: Path | None, /, date: dt.date | None, as_json: bool, **fields: Any) -> None:
    """Log or complete a check-in and say what it means.

    What was logged before stays, unless it is given anew.

    \b
    Example: itbtui check-in --morning 0
    Example: itbtui check-in --daily 1 --date yesterday
    """
    from itbtui.rehab.log.entries import CheckIn
    from itbtui.rehab.log.entries import completed as complete

    given = {key: value for key, value in fields.items() if value is not None and value != ()}
    if not given:
        raise click.UsageError("Nothing to log: give --morning, --daily or another of the options.")
    on = date or today()
    refuse_future(on)
    with open_logbook(db) as logbook:
        entry = complete(logbook.log.check_in_on(on) or CheckIn(date=on), **given)
        save(logbook, entry, as_json)


@click.command(cls=EntryCommand)
@click.argument("minutes", metavar="MIN", type=minutes)
@click.option("--kind", type=click.Choice(KINDS), default="walk", show_default=True)
@click.option("--pain", type=whole, help="The worst lateral knee pain during it, 0-10.")
@date_option
@click.option("--note", "notes", help="Anything worth keeping.")
@again_option
@json_option
@click.pass_obj
def walk(
    db: Path | None, /, minutes: float, kind: str, date: dt.date | None, again: bool, as_json: bool, **fields: Any
) -> None:
    """Log a walk of MIN minutes, or other training.

    \b
    Example: itbtui walk 35 --pain 0
    """
    from itbtui.rehab.log.entries import CrossTraining

    entry = CrossTraining(date=date or today(), kind=kind, minutes=minutes, **fields)
    refuse_future(entry.date)
    with open_logbook(db) as logbook:
        refuse_again(logbook, entry, again)
        save(logbook, entry, as_json)


@click.command(cls=EntryCommand)
@click.option("--running", is_flag=True, default=None, help="It was said that running may start.")
@click.option("--by", help="Who has looked at the knee.")
@date_option
@click.option("--note", "notes", help="Anything worth keeping.")
@json_option
@click.pass_obj
def clearance(db: Path | None, /, date: dt.date | None, as_json: bool, **fields: Any) -> None:
    """Log that someone has looked at the knee. It ends a lock; with --running one may start to run again.

    \b
    Example: itbtui clearance --running --by physio
    """
    from itbtui.rehab.log.entries import Clearance

    entry = Clearance(date=date or today(), **fields)
    refuse_future(entry.date)
    with open_logbook(db) as logbook:
        save(logbook, entry, as_json)


@click.command(cls=EntryCommand)
@click.option("--began", type=day, required=True, help="The first day of it.")
@click.option("--side", type=click.Choice(SIDES), help="Which knee.")
@click.option("--baseline-km", type=km, help="The usual week before it: a bare distance is in kilometres.")
@click.option("--weaker-side", type=click.Choice(SIDES), help="The weaker hip.")
@click.option("--ended", type=day, help="Its last day, where it is over.")
@json_option
@click.pass_obj
def episode(db: Path | None, /, began: dt.date, as_json: bool, **fields: Any) -> None:
    """Log that an episode began, or say more of one that began on that day. It ends the one before.

    \b
    Example: itbtui episode --began 2026-02-27 --side right --baseline-km 30
    """
    from dataclasses import replace

    from itbtui.rehab.log.entries import Episode

    given = {key: value for key, value in fields.items() if value is not None}
    if "ended" in given:
        refuse_future(given["ended"], "--ended", or_tomorrow=False)
    with open_logbook(db) as logbook:
        known = next((one for one in logbook.log.episodes if one.began == began), None)
        if known is None:
            refuse_future(began, "--began", or_tomorrow=False)
        if known is None and "side" not in given:
            raise RefusedError("--side is missing: which knee it is, left, right or both")
        entry = replace(known, **given) if known else Episode(began=began, **given)
        save(logbook, entry, as_json)


@click.command()
@json_option
@click.pass_obj
def undo(db: Path | None, /, as_json: bool) -> None:
    """Take back the last entry, change or deletion, and say which. Again it takes back the one before.

    \b
    Example: itbtui undo
    """
    from itbtui.wording.plan import answer
    from itbtui.wording.plan_json import as_json as plan_as_json

    with open_logbook(db) as logbook:
        label = logbook.undo()
        if label is None:
            raise RefusedError("There is nothing left to take back.")
        plan, say = logbook.plan, logbook.manner
        if as_json:
            print_json({"undone": label, "plan": plan_as_json(plan, say)})
        else:
            print_lines([one_line(f"Taken back: {label}."), f"Now: {answer(plan, say)}"])


def refuse_again(logbook: Logbook, entry: Entry, again: bool) -> None:
    """What was typed a second time by mistake is not logged twice."""
    if not again and logbook.was_just_logged(entry):
        from itbtui.wording.entries import describe

        told = describe(entry, logbook.manner, logbook.today)
        told += "," if "," in told else ""
        raise RefusedError(f"The {told} was logged just now; --again logs another that is the same.")


def save(logbook: Logbook, entry: Entry, as_json: bool, instead_of: Iterable[Entry] = ()) -> None:
    """Saves it, and prints what it means. ``instead_of`` are entries whose place is taken."""
    from itbtui.wording.card import as_lines
    from itbtui.wording.entries import label_of
    from itbtui.wording.plan_json import as_json as plan_as_json
    from itbtui.wording.plan_json import finding_as_json

    label = label_of(entry, logbook.manner, logbook.today, is_new=not logbook.knows(entry))
    logbook.save(entry, label=label, instead_of=instead_of)
    plan, say = logbook.plan, logbook.manner
    logbook.keep_checkpoint()
    if as_json:
        mine = [finding_as_json(finding, plan, say) for finding in plan.findings if entry.id in finding.entries]
        print_json({"id": entry.id, "findings": mine, "plan": plan_as_json(plan, say)})
        return
    print_lines(as_lines(logbook.card([entry])))


COMMANDS = (log, check_in, walk, clearance, episode, undo)
