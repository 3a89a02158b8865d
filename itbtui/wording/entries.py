"""An entry in a few words, as labels, lists and messages name it."""

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


def label_of(entry: Entry, say: Manner, *, is_new: bool) -> str:
    """What an action is called when it is taken back: an entry that came, or one that became another."""
    said = describe(entry, say)
    return said if is_new else f"change of the {said}"


def describe(entry: Entry, say: Manner) -> str:
    """An entry in a few words, as labels and messages name it."""
    match entry:
        case Run() | WaitingRun():
            return f"run of {say.day(entry.date)}, {say.distance(entry.metres)}"
        case CheckIn():
            return f"check-in of {say.day(entry.date)}"
        case Session():
            return f"session of {say.day(entry.date)}"
        case CrossTraining():
            return f"{entry.kind} of {say.day(entry.date)}, {say_number(entry.minutes)} min"
        case Progression():
            return f"new level of an exercise on {say.day(entry.date)}"
        case Clearance():
            return f"clearance of {say.day(entry.date)}"
        case Episode():
            return f"episode from {say.day(entry.began)}"
        case Race():
            return f"race of {say.day(entry.date)}"
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
