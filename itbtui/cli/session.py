"""The exercise session in lines, one a step, and exercises that were done elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itbtui.cli import complete
from itbtui.cli.entries import again_option, refuse_again, save
from itbtui.cli.mistakes import what_else
from itbtui.cli.shell import (
    EntryCommand,
    RefusedError,
    day,
    json_option,
    open_logbook,
    refuse_future,
    whole,
)
from itbtui.measures import one_line, say_list

if TYPE_CHECKING:
    from itbtui.cli.lines import Lines
    from itbtui.logbook.logbook import Logbook
    from itbtui.logbook.sessions import Start

KINDS = ("rolling", "strength", "stretch")


@click.command(cls=EntryCommand)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete.exercises_done)
@click.option("--minutes", type=whole, help="How many minutes there are; the session is made to fit.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="What is due of these, else all of them; repeatable.",
)
@click.option("--plain", is_flag=True, help="Only whole lines, for a screen reader.")
@click.option("--done", is_flag=True, help="Log exercises done elsewhere: those named, or else all that is due.")
@click.option("--pain", type=whole, help="With --done: the worst lateral knee pain in them, 0-10.")
@click.option("--date", type=day, help="With --done: the day; today if not given.")
@again_option
@json_option
@click.pass_obj
def session(
    db: Path | None,
    /,
    names: tuple[str, ...],
    minutes: int | None,
    kinds: tuple[str, ...],
    plain: bool,
    done: bool,
    pain: int | None,
    date: dt.date | None,
    again: bool,
    as_json: bool,
) -> None:
    """Lead through the exercises that are due, one line a step, or log with --done what was done elsewhere.

    Enter or the clock goes on, p 3 says that the knee hurts, q leaves and keeps what was done.

    \b
    Example: itbtui session --minutes 20
    Example: itbtui session --plain --kind stretch
    Example: itbtui session --done clamshell pigeon --pain 0
    """
    only_done = {"NAME": names, "--pain": pain is not None, "--date": date, "--again": again, "--json": as_json}
    only_led = {"--minutes": minutes is not None, "--plain": plain}
    for option, given in (only_led if done else only_done).items():
        if given:
            raise click.UsageError(f"{option}: goes {'without' if done else 'with'} --done.")
    with open_logbook(db) as logbook:
        if done:
            _log_done(logbook, names, kinds, pain, date, again=again, as_json=as_json)
        else:
            _lead(logbook, minutes, kinds, plain=plain)


# --- done elsewhere -------------------------------------------------------------------------


def _log_done(
    logbook: Logbook,
    names: Sequence[str],
    kinds: Sequence[str],
    pain: int | None,
    date: dt.date | None,
    *,
    again: bool,
    as_json: bool,
) -> None:
    """Each with its full dose of that day."""
    from itbtui.logbook.sessions import due_on, full_session

    on = date or logbook.today
    refuse_future(on)
    due = due_on(logbook, on)
    chosen = _named(logbook, names) if names else [item.id for item in due if not kinds or item.kind in kinds]
    if not chosen:
        raise RefusedError("Nothing is due that day; name the exercises that were done")
    if pain and not names:
        raise RefusedError("--pain: name the exercises in which the knee hurt, and log the others for themselves")
    entry = full_session(logbook, chosen, on, pain)
    refuse_again(logbook, entry, again)
    save(logbook, entry, as_json)


def _named(logbook: Logbook, names: Sequence[str]) -> list[str]:
    """The exercises that are meant, by their ids or by what they are called."""
    known = logbook.exercise_names
    by_name = {name.casefold(): id_ for id_, name in known.items()} | {id_.casefold(): id_ for id_ in known}
    found = []
    for name in names:
        wanted = name.strip().casefold()
        id_ = by_name.get(wanted) or by_name.get(wanted.replace(" ", "-"))
        if id_ is None:
            all_of_them = f"--done --kind {wanted} takes all of them"
            others = all_of_them if wanted in KINDS else what_else(name, list(known))
            raise RefusedError(f"NAME: {one_line(name)!r} is no exercise; {others}")
        found.append(id_)
    return found


# --- led ------------------------------------------------------------------------------------


def _lead(logbook: Logbook, minutes: int | None, kinds: Sequence[str], *, plain: bool) -> None:
    from itbtui.cli.led_session import Led
    from itbtui.cli.lines import GoneError, Lines
    from itbtui.cli.session_end import ask
    from itbtui.data.store import ChangedError
    from itbtui.logbook.sessions import rest_of
    from itbtui.wording.session_lines import CHANGED_ELSEWHERE, GONE_ON_WITH, LINE_KEYS, NOTHING_DONE, say_left

    # At the start is the time to say that it cannot tell the time.
    _ = logbook.exercise_clock
    lines = Lines(plain=plain, sound=logbook.preferences.sound)
    led: Led | None = None
    try:
        before = logbook.broken_off
        start = rest_of(logbook, before) if before else None
        if start:
            told = [GONE_ON_WITH]
        elif _answers_left(logbook, lines) and not logbook.still_due and not kinds:
            return
        else:
            start, told = _new(logbook, minutes, kinds)
        led = Led(logbook, start, lines)
        lines.say(LINE_KEYS, *told)
        if not led.follow():
            lines.say(say_left(led.keeper.session))
        elif led.keeper.session.exercises:
            ask(logbook, lines, led.keeper.session)
        else:
            lines.say(NOTHING_DONE)
    except KeyboardInterrupt:
        with suppress(GoneError):
            lines.say(*([say_left(led.keeper.session)] if led else []))
    except ChangedError as error:
        raise RefusedError(CHANGED_ELSEWHERE) from error
    except GoneError:
        # Each set that was done is in the log.
        return


def _answers_left(logbook: Logbook, lines: Lines) -> bool:
    """Asks someone at a terminal about the session of today of which nobody has said how the knee was."""
    from itbtui.cli.session_end import ask
    from itbtui.rehab.log.sessions import open_session
    from itbtui.wording.session_lines import NOT_ANSWERED

    left = open_session(logbook.standing.log)
    if left is None or left.date != logbook.today or not lines.typed.is_terminal:
        return False
    lines.say(NOT_ANSWERED)
    ask(logbook, lines, left)
    return True


def _new(logbook: Logbook, minutes: int | None, kinds: Sequence[str]) -> tuple[Start, list[str]]:
    """What is due, fitted into the minutes, and what is said of it."""
    from itbtui.logbook.sessions import chosen_of, fitted, say_what_for, start_of
    from itbtui.wording.session import say_fit, say_length

    span = logbook.protocol.fitting.minutes
    if minutes is not None and minutes not in span:
        raise RefusedError(f"--minutes: {minutes} is not between {span}")
    chosen = chosen_of(logbook, kinds)
    if not chosen:
        raise RefusedError(f"Nothing is due today; --kind {say_list(KINDS, 'or')} does some all the same")
    found = fitted(logbook, chosen, minutes)
    if not found.items:
        raise RefusedError(f"--minutes: nothing of it fits into {minutes} min")
    from itbtui.measures import capital

    what_for = capital(say_what_for(logbook, found.items))
    told = [f"{say_length(found.items, logbook.pauses)}.", f"{what_for}." if what_for else "", say_fit(found)]
    return start_of(logbook, found.items), told


COMMANDS = (session,)
