"""A runner on the ladder, with a run due on Sunday, 1 March 2026."""

from pathlib import Path

from itbtui.data.store import Store
from itbtui.rehab.log.entries import Entry, Run
from tests.support.build import START, entries_of, ladder, ladder_0
from tests.support.empty import empty_log

NOW = "2026-03-01T08:00"


def before(step: int = 1) -> list[Entry]:
    """What was logged up to that morning."""
    return [
        entry for entry in entries_of(*(ladder(step) if step else ladder_0())) if getattr(entry, "date", START) <= START
    ]


def on_the_ladder(path: Path, step: int = 1) -> Path:
    """The log of that morning, in a file."""
    with Store.open(empty_log(path)) as store:
        store.save(*before(step), label="what was there before")
    return path


def runs_of_today(path: Path) -> list[Run]:
    with Store.open(path) as store:
        return [run for run in store.log().runs if run.date == START]
