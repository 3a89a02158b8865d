"""Everything that was logged, the newest first: to look at, change or delete."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from itbtui.keys.actions import bindings
from itbtui.measures import count, harmless, say_list
from itbtui.rehab.log.entries import (
    CheckIn,
    Clearance,
    CrossTraining,
    Dated,
    Entry,
    Episode,
    Progression,
    Run,
    Session,
    WaitingRun,
)
from itbtui.rehab.log.log import LISTS
from itbtui.widgets.list_screen import ListScreen

COLUMNS = {"day": 10, "what": 10}
AROUND = 10
"""What is beside the details of an entry: edges, and what parts columns."""
Shown = Dated | Episode
KINDS: dict[type[Entry], str] = {
    Run: "run",
    CheckIn: "check-in",
    CrossTraining: "training",
    Session: "exercises",
    Clearance: "clearance",
    Episode: "episode",
    Progression: "level",
    WaitingRun: "run",
}


CHANGED = {"harder": "a level up", "same": "left as it is", "easier": "a level down"}


class EntriesScreen(ListScreen[Shown]):
    """The log as a list of all entries, the newest first."""

    TAB = "log"
    ABOUT = (
        "Everything that was logged, the newest first. What is changed or deleted here changes the plan at once, "
        "as if it had been logged so."
    )
    HINT = "filter: a date, a kind, a word …"
    KEYS = ("edit", "delete", "filter", "undo")
    BINDINGS: ClassVar[list[BindingType]] = bindings("log")

    def all(self) -> Sequence[Shown]:
        """Those of one day kind by kind, of each kind the newest first, as the runs stand in their own list."""
        entries = [entry for entry in self.logbook.log.entries() if isinstance(entry, Shown) and type(entry) in KINDS]
        places = {kind: -place for place, kind in enumerate(LISTS)}
        return sorted(entries, key=lambda entry: (entry.date, places[type(entry)]))[::-1]

    def columns(self, width: int) -> dict[str, int]:
        return {**COLUMNS, "details": max(AROUND, width - sum(COLUMNS.values()) - AROUND)}

    def group(self, item: Shown) -> tuple[int, int]:
        return item.date.year, item.date.month

    def above(self, items: Sequence[Shown]) -> Content:
        return Content(f"{self.logbook.manner.month(items[0].date)} {items[0].date.year}")

    def row(self, item: Shown) -> Sequence[Content]:
        cells = (self.logbook.manner.short_day(item.date), KINDS[type(item)], self._details(item))
        return [Content(cell) for cell in cells]

    def words(self, item: Shown) -> Sequence[str | None]:
        say = self.logbook.manner
        return (str(item.date), say.full_day(item.date), KINDS[type(item)], self._details(item))

    def empty(self) -> str:
        if self.all():
            return f"Nothing fits. {self.key('log.back')} shows all again."
        return f"Nothing is logged yet. {self.key('log-run')} logs a run, {self.key('check-in')} a check-in."

    def _details(self, entry: Entry) -> str:
        match entry:
            case Run():
                parts = [self.logbook.manner.distance(entry.metres), f"pain {entry.pain}"]
            case WaitingRun():
                parts = [self.logbook.manner.distance(entry.metres), "pain not said yet"]
            case CheckIn():
                parts = [f"morning {_or_open(entry.morning)}", f"daily life {_or_open(entry.daily)}"]
                parts += [f"swelling {entry.swelling}"] if entry.swelling else []
                parts += [flag.replace("-", " ") for flag in entry.flags]
            case CrossTraining():
                parts = [f"{entry.kind}, {entry.minutes:g} min", f"pain {_or_open(entry.pain)}"]
            case Session():
                pains = [item.pain for item in entry.exercises if item.pain is not None]
                parts = [
                    count(len({item.exercise for item in entry.exercises}), "exercise"),
                    f"pain {_or_open(max(pains, default=None))}",
                ]
            case Clearance():
                parts = [entry.by] if entry.by else []
            case Progression():
                name = self.logbook.exercise_names[entry.exercise]
                parts = [f"{name}: {CHANGED[entry.change]}"]
            case Episode():
                parts = [f"{entry.side} knee"] + (
                    [f"ended {self.logbook.manner.day(entry.ended)}"] if entry.ended else []
                )
            case _:
                parts = []
        notes = getattr(entry, "notes", None)
        return harmless(" · ".join([*parts, *([notes.split("\n")[0]] if notes else [])]))

    def edit(self, item: Shown) -> None:
        if not self.desk.edit(item):
            changeable = say_list(["runs", "check-ins", "training", "exercises"])
            self.notify(
                f"Only {changeable} can be changed here; {self.key('log.delete')} deletes.", title="Not changed"
            )


def _or_open(pain: int | None) -> str:
    return "open" if pain is None else str(pain)
