"""Import: which file, then what would come of it, then Enter takes it in."""

import datetime as dt
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import unquote, urlsplit

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from itbtui import clock
from itbtui.commands import bindings
from itbtui.data.exchange.matching import Match
from itbtui.data.exchange.taking import FileRead, read_all
from itbtui.data.intake import Intake
from itbtui.data.store import StoreError
from itbtui.rehab.words import MILE_KM, count, harmless, say_day, say_number
from itbtui.screens.entry_forms import day_field
from itbtui.widgets.fields import ChoiceField, Field, FieldError, TypedField, read_text
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.strip import YES_NO
from itbtui.widgets.table import ListTable

if TYPE_CHECKING:
    from itbtui.app import ItbApp

COLUMNS = {"": 8, "Date": 15, "km": 6, "min": 5, "what": 20, "details": 100}
ORDER = ("refused", "merged", "new", "known")
"""What is worth looking at first. What is no run is counted and named instead."""


class Preview(ListTable[Match]):
    BINDINGS: ClassVar[list[BindingType]] = bindings("preview")


class ImportScreen(Screen[None]):
    ABOUT = (
        "You name a file, a folder or a zip, and see what would come of it: new runs, those that are known already, "
        "those whose missing figures are filled in, and what is refused and why. Nothing that you logged is "
        "overwritten, and nothing is saved before you say so."
    )
    DEFAULT_CSS = """
    ImportScreen { align: center top; }
    ImportScreen #ask { width: 100%; max-width: 110; height: auto; padding: 1 2; }
    ImportScreen #title { color: $primary; text-style: bold; margin-bottom: 1; }
    ImportScreen .hint { color: $foreground-muted; margin-top: 1; height: auto; }
    ImportScreen #said { width: 100%; height: auto; max-height: 10; padding: 0 2; }
    ImportScreen Preview { display: none; margin: 1 0; }
    ImportScreen.preview Preview { display: block; }
    ImportScreen.preview #ask, ImportScreen.reading #ask { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("import")
    KEEPS_PLAN = True
    """What is shown was told against the log as it was."""

    intake: Intake | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield Static("Import runs from a watch or a site", id="title")
            yield TypedField("path", "File or folder", read_text, long=True)
            yield day_field(label="Day, if missing", shown="")
            yield ChoiceField("others", "Walks, rides too?", YES_NO, False)
            yield Static(
                "FIT, GPX and TCX files, also packed; Strava's export as it comes; Garmin Connect's Activities.csv; "
                "itbtui's own JSON. Drop a file on the terminal, or paste its path. You see what would come of it "
                "before anything is saved. Pain is in no file: Today asks for it afterwards.",
                classes="hint",
            )
        yield Static(id="said", markup=False)
        yield Preview(self._row)
        yield KeyBar()

    @property
    def itb(self) -> "ItbApp":
        return cast("ItbApp", self.app)

    def on_mount(self) -> None:
        self._ask()

    def _ask(self) -> None:
        self.intake = None
        self.remove_class("preview", "reading")
        self.set_focus(self._field("path").editor)

    def _field(self, key: str) -> Field:
        return self.query_one(f"#field-{key}", Field)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(harmless(text)))

    # --- asking -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take_in":
            return self.intake is not None and self.intake.brings_anything
        return True

    def action_proceed(self) -> None:
        """Reads what is named."""
        if self.has_class("reading") or self.intake is not None:
            return
        if values := self._values():
            self.add_class("reading")
            self._say("Looking what is there.")
            self._read(paths_of(values["path"]), self.itb.units, values["date"], values["others"])

    def _values(self) -> dict[str, Any] | None:
        values: dict[str, Any] = {}
        for field in self.query(Field):
            try:
                values[field.key] = field.value
                field.say(None)
            except FieldError as error:
                field.say(str(error))
                self.set_focus(field.editor)
                return None
        if not values["path"]:
            self._field("path").say("this is needed")
            return None
        return values

    # --- reading ----------------------------------------------------------------------------------

    @work(thread=True, exclusive=True)
    def _read(self, paths: list[Path], units: str, date: dt.date | None, others: bool) -> None:
        worker, read = get_current_worker(), []
        stopped = ""
        for number, of, one in read_all(paths, units, date):
            read.append(one)
            self.app.call_from_thread(
                self._say, f"{number} of {count(of, 'file')} read. {self.itb.key('import.back')} stops."
            )
            if worker.is_cancelled:
                stopped = f"Stopped after {number} of {count(of, 'file')}. " if number < of else ""
                break
        if self.is_attached:
            self.app.call_from_thread(self._was_read, read, others, stopped)

    def _was_read(self, read: list[FileRead], others: bool, stopped: str) -> None:
        self.remove_class("reading")
        try:
            intake = Intake(self.itb.store, read, clock.today(), self.itb.units, others=others)
        except StoreError as error:
            self._ask()
            self._say(f"The log cannot be read: {error}.")
            return
        if not intake.brings_anything and not intake.matches:
            self._ask()
            self._say("\n".join(_with_hint(intake)) or "Nothing was found there.")
            return
        self.intake = intake
        self.add_class("preview")
        self._fill(intake.matches)
        nothing = [] if intake.brings_anything else ["There is nothing new in it."]
        self._say("\n".join([*_with_hint(intake), f"{stopped}{intake.summary}", *intake.hints, *nothing]))
        self.set_focus(self.query_one(Preview))

    def _fill(self, matches: list[Match]) -> None:
        shown = sorted((match for match in matches if match.said != "other"), key=_newest_first, reverse=True)
        shown.sort(key=lambda match: ORDER.index(match.said))
        columns = {self.itb.units if name == "km" else name: width for name, width in COLUMNS.items()}
        self.query_one(Preview).fill(columns, shown)

    def _row(self, match: Match) -> list[Content]:
        activity = match.activity
        unit = MILE_KM if self.itb.units == "mi" else 1
        day = activity.day
        cells = [
            match.said,
            f"{say_day(day):<10} {day.year}" if day else "",
            say_number(activity.km / unit) if activity.km else "",
            f"{activity.minutes:.0f}" if activity.minutes else "",
            activity.sport.name,
            match.problem or activity.notes or "",
        ]
        return [Content(harmless(cell).replace("\n", " ")) for cell in cells]

    # --- taking in ------------------------------------------------------------------------------------

    def action_take_in(self) -> None:
        intake = self.intake
        if intake is None or not intake.brings_anything:
            return
        try:
            if not intake.is_current:
                self._was_read(intake.read, intake.others, "The log has changed meanwhile: look again. ")
                return
            intake.take_in()
        except StoreError as error:
            self._say(f"Not saved: {error}. Enter tries again.")
            return
        self.dismiss()
        self.itb.refresh_plan()
        waiting = len(self.itb.logbook.waiting)
        asks = (
            f" {count(waiting, 'run waits', 'runs wait')} for the pain: {self.itb.key('pain')} asks." if waiting else ""
        )
        self.notify(f"{intake.summary}{asks} {self.itb.key('undo')} takes it back.", title="Imported", markup=False)

    def action_leave(self) -> None:
        if self.has_class("reading"):
            self.workers.cancel_node(self)
        elif self.intake is not None:
            self._say("")
            self._ask()
        else:
            self.dismiss()


def _newest_first(match: Match) -> tuple[dt.date, dt.time]:
    start, day = match.activity.start, match.activity.day
    return day or dt.date.min, start.time() if start else dt.time.min


def _with_hint(intake: Intake) -> list[str]:
    """What was refused, and what helps."""
    lines = intake.refused[:4]
    if more := len(intake.refused) - len(lines):
        lines.append(f"and {more} more were refused")
    if any(one.lacks_date for one in intake.read):
        lines.append("Where the file is named its day can be given, too.")
    return lines


def paths_of(text: str) -> list[Path]:
    """The files that a pasted or dropped text names: as it stands, or quoted, escaped or as addresses of files."""
    plain = Path(text.strip()).expanduser()
    if plain.exists():
        return [plain]
    try:
        words = shlex.split(text)
    except ValueError:
        words = [text.strip()]
    return [Path(unquote(urlsplit(word).path) if word.startswith("file://") else word).expanduser() for word in words]
