"""What is asked in lines once an exercise session is over: how the knee was, and whether to take what got easy on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from itbtui.cli.lines import Lines
from itbtui.cli.shell import print_lines
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.sessions import offers_if_calm
from itbtui.measures import ReadError, read_whole
from itbtui.rehab.exercises.answers import Asked, answered
from itbtui.rehab.log.checks import PAIN, Check
from itbtui.rehab.log.entries import Progression, Session
from itbtui.wording.card import as_lines
from itbtui.wording.entries import label_of
from itbtui.wording.session_lines import OFFER_KEYS, ask_knee, ask_where, say_offer

CHANGES: dict[str, Literal["harder", "same"]] = {"y": "harder", "n": "same"}


def ask(logbook: Logbook, lines: Lines, session: Session) -> None:
    """Asks, and says what the session means. What nobody answers stays unknown. May raise GoneError."""
    asked = Asked.of(session.exercises)
    lines.typed.forget()
    pain = _pain(lines, asked) if asked.is_open else None
    where = _where(logbook, lines, asked.others) if pain else ()
    rows = answered(session.exercises, pain if where or not pain else None, where, {})
    answers = list(_offers(logbook, lines, session)) if pain == 0 else []
    changed = replace(session, exercises=rows)
    label = label_of(session, logbook.manner, logbook.today, is_new=False)
    logbook.save(changed, *answers, label=label, seen={session.id: session})
    logbook.keep_checkpoint()
    print_lines(as_lines(logbook.card([changed, *answers])))


def number_of(lines: Lines, typed: str, example: str, check: Check) -> int | None:
    """A number that was typed, or None where that is none, which is said."""
    try:
        number = read_whole(typed)
    except ReadError:
        lines.say(f"A number is wanted, such as {example}.")
        return None
    if problem := check(number):
        lines.say(f"{problem}.")
        return None
    return number


def _pain(lines: Lines, asked: Asked) -> int | None:
    while answer := lines.ask(ask_knee(asked)):
        pain = number_of(lines, answer, "0 or 3", PAIN)
        if pain is not None:
            return pain
    return None


def _where(logbook: Logbook, lines: Lines, others: Sequence[str]) -> tuple[str, ...]:
    """Nothing where nobody answers."""
    if len(others) == 1:
        return tuple(others)
    names = logbook.exercise_names
    while (answer := lines.ask(ask_where([names[name] for name in others]))) is not None:
        chosen = [int(word) for word in re.findall(r"\d{1,3}", answer)]
        if chosen and all(1 <= number <= len(others) for number in chosen):
            return tuple(others[number - 1] for number in chosen)
    return ()


def _offers(logbook: Logbook, lines: Lines, session: Session) -> Iterator[Progression]:
    for offer in offers_if_calm(logbook, session):
        while answer := lines.ask(f"{say_offer(offer, logbook.protocol.progress)} {OFFER_KEYS}"):
            if change := CHANGES.get(answer[0].lower()):
                yield Progression(date=session.date, exercise=offer.exercise.id, change=change)
                break
