"""Everything that was logged, the newest first: to look at, change or delete."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
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
from itbtui.rehab.plan.plan import Plan
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.main_screen import MainScreen
from itbtui.widgets.table import ListTable

COLUMNS = {"Date": 15, "what": 10, "details": 100}
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


class EntriesScreen(MainScreen):
    TAB = "log"
    ABOUT = (
        "Everything that was logged, the newest first. What is changed or deleted here changes the plan at once, "
        "as if it had been logged so."
    )
    DEFAULT_CSS = """
    EntriesScreen #none { padding: 1 2; display: none; }
    EntriesScreen.none #none { display: block; }
    EntriesScreen.none ListTable { display: none; }
    """
    AUTO_FOCUS = "ListTable"
    KEYS = ("edit", "delete", "undo")
    BINDINGS: ClassVar[list[BindingType]] = bindings("log")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.table = ListTable(self._row)

    def compose(self) -> ComposeResult:
        yield self.table
        none = f"Nothing is logged yet. {self.key('log-run')} logs a run, {self.key('check-in')} a check-in."
        yield Static(none, id="none", markup=False)
        yield KeyBar()

    def show(self, plan: Plan) -> None:
        entries = [entry for entry in self.logbook.log.entries() if isinstance(entry, Dated | Episode)]
        shown = sorted((e for e in entries if type(e) in KINDS), key=lambda entry: entry.date, reverse=True)
        is_at_newest = self.table.cursor_row == 0
        self.table.fill(COLUMNS, shown)
        if is_at_newest:
            self.table.cursor_row = 0
        self.set_class(not shown, "none")
        if self.focused is None:
            self.table.focus()

    def _row(self, entry: Dated | Episode) -> list[Content]:
        cells = (self.logbook.manner.full_day(entry.date), KINDS[type(entry)], self._details(entry))
        return [Content(cell) for cell in cells]

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
                pains = [item.pain for item in entry.exercises if item.pain]
                parts = [
                    count(len({item.exercise for item in entry.exercises}), "exercise"),
                    f"pain {max(pains)}" if pains else "no pain noted",
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

    @on(ListTable.Selected)
    def action_edit(self) -> None:
        entry = self.table.chosen
        if entry and not self.desk.edit(entry):
            changeable = say_list(["runs", "check-ins", "training", "exercises"])
            self.notify(
                f"Only {changeable} can be changed here; {self.key('log.delete')} deletes.", title="Not changed"
            )

    def action_delete(self) -> None:
        if entry := self.table.chosen:
            self.desk.delete(entry)


def _or_open(pain: int | None) -> str:
    return "open" if pain is None else str(pain)
