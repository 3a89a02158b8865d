"""An entry in a few words, as labels, lists and messages name it."""

import datetime as dt

from itbtui.measures import Manner, capital, count, harmless, say_number
from itbtui.rehab.log.entries import (
    CheckIn,
    Clearance,
    CrossTraining,
    Entry,
    Episode,
    Progression,
    Race,
    Run,
    Session,
    Shoe,
    WaitingRun,
)


def label_of(entry: Entry, say: Manner, on: dt.date, *, is_new: bool) -> str:
    """What an action of the day ``on`` is called when it is taken back: an entry that came, or one that became
    another."""
    said = describe(entry, say, on)
    return said if is_new else f"change of the {said}"


def describe(entry: Entry, say: Manner, on: dt.date) -> str:
    """An entry in a few words, as messages name it; with the year where it is another than that of ``on``."""

    def day(its: dt.date) -> str:
        return say.near_day(its, on)

    match entry:
        case Run() | WaitingRun():
            return f"run of {day(entry.date)}, {say.distance(entry.metres)}"
        case CheckIn():
            return f"check-in of {day(entry.date)}"
        case Session():
            return f"session of {day(entry.date)}"
        case CrossTraining():
            return f"{entry.kind} of {day(entry.date)}, {say_number(entry.minutes)} min"
        case Progression():
            return f"new level of an exercise on {day(entry.date)}"
        case Clearance():
            return f"clearance of {day(entry.date)}"
        case Episode():
            return f"episode from {day(entry.began)}"
        case Race():
            return f"race of {day(entry.date)}"
        case Shoe():
            return f"shoe {harmless(entry.name)}"
        case _:
            return "exercise of your own"


def say_knee(side: str) -> str:
    """ "right knee", "both knees"."""
    return "both knees" if side == "both" else f"{side} knee"


def say_session(session: Session) -> str:
    """ "9 exercises, no knee pain."."""
    done = {item.exercise for item in session.exercises if item.done}
    pains = [item.pain for item in session.exercises if item.pain is not None]
    told = [count(len(done), "exercise") if done else "nothing was done"]
    if any(pains):
        told.append(f"knee pain up to {max(pains)}")
    elif pains:
        told.append("no knee pain")
    return f"{capital(', '.join(told))}."
