"""What is asked and said of imported runs that wait for their pain."""

from collections.abc import Sequence

from itbtui.measures import Manner, count
from itbtui.rehab.log.entries import WaitingRun


def say_many(runs: Sequence[WaitingRun], say: Manner) -> str:
    """ "3 runs, Sun 3 May 2020 to Sat 17 Jan 2026"; the runs in the order of their days."""
    first, last = runs[0].date, runs[-1].date
    days = say.full_day(first) if first == last else f"{say.full_day(first)} to {say.full_day(last)}"
    return f"{count(len(runs), 'run')}, {days}"


def ask_of_many(runs: Sequence[WaitingRun], say: Manner) -> str:
    """One question for all runs that wait."""
    return (
        f"{say_many(runs, say)}: was the outside of the knee free of pain in all of them?\n\n"
        "0  no pain in any\n"
        "l  leave them unknown: they are asked about here no more, and count neither as painless nor as painful"
    )


def say_old(many: int, key: str) -> str:
    """Of runs that no rule reads any more."""
    return f"From here back no rule reads the pain any more. {key} answers for all {many} at once."
