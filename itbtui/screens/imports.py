"""Import: which file, then what would come of it, then Enter takes it in."""

import datetime as dt
import shlex
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.intake import FileRead, read_all
from itbtui.data.exchange.kinds import LIST
from itbtui.data.exchange.lists.activities import Answers, ColumnsError
from itbtui.data.store import StoreError
from itbtui.keys.actions import bindings
from itbtui.logbook import paths
from itbtui.logbook.import_answers import recall, remember
from itbtui.logbook.imports import Choice, Intake, Row
from itbtui.logbook.led_runs import ladder_waits
from itbtui.measures import ReadError, count, harmless, one_line
from itbtui.widgets.choice_row import YES_NO
from itbtui.widgets.fields import ChoiceField, Field, TypedField, read_text
from itbtui.widgets.form import day_field
from itbtui.widgets.import_columns import ColumnsForm
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.table import ListTable

COLUMNS = {"": 8, "Date": 15, "at": 5, "km": 6, "min": 5, "what": 18, "details": 100}
ORDER = ("asked", "refused", "merged", "new", "known", "dropped", "other")
"""What is worth looking at first. What is no run stands last, and can be made one."""
SAID = {"dropped": "left out", "other": "no run"}

_SAID_TIMES = 200
"""How far the reading is, is said so often: to say it takes longer than to read a small file."""


class Preview(ListTable[Row]):
    """The activities that were read, with what would become of each."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("preview")


class ImportScreen(LogScreen[None]):
    """Asks for a path, reads it in the background, and saves what it previews on Enter."""

    ABOUT = (
        "You name a file, a folder or a zip, and see what would come of it: new runs, those that are known already, "
        "those whose missing figures are filled in, and what is refused and why. What may be no run is asked about: "
        "r says that it is one, x leaves a row out. Nothing that you logged is overwritten, and nothing is saved "
        "before you say so."
    )
    DEFAULT_CSS = """
    ImportScreen { align: center top; }
    ImportScreen #ask { width: 100%; max-width: 110; height: auto; padding: 1 2; }
    ImportScreen .hint { color: $foreground-muted; margin-top: 1; height: auto; }
    ImportScreen #said { width: 100%; height: auto; max-height: 10; padding: 0 2; }
    ImportScreen Preview { display: none; margin: 1 0; }
    ImportScreen #about { display: none; width: 100%; height: 3; padding: 0 2; color: $foreground-muted; }
    ImportScreen.preview Preview, ImportScreen.preview #about { display: block; }
    ImportScreen.preview #ask, ImportScreen.reading #ask, ImportScreen.columns #ask { display: none; }
    """
    HERE = "Import runs from a watch or a site"
    BINDINGS: ClassVar[list[BindingType]] = bindings("import")
    KEEPS_PLAN = True
    """What is shown was told against the log as it was."""

    intake: Intake | None = None
    _answers = Answers()

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield TypedField("path", "File or folder", read_text, long=True)
            yield day_field(self.logbook.today, self.logbook.manner, label="Day, if missing", shown="")
            yield ChoiceField("others", "Walks, rides too?", YES_NO, False)
            yield Static(
                "FIT, GPX and TCX files, also packed; the exports of Strava, Garmin, Runkeeper, Apple Health and "
                "others; any list as CSV; itbtui's own JSON. Drop a file on the terminal, or paste its path. You see "
                "what would come of it before anything is saved. Pain is in few files: Today asks for it afterwards.",
                classes="hint",
            )
        yield Static(id="said", markup=False)
        yield Preview(self._row)
        yield Static(id="about", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._ask()

    def _ask(self) -> None:
        self.intake = None
        self.remove_class("preview", "reading", "columns")
        self.set_focus(self._field("path").editor)

    def _field(self, key: str) -> Field:
        return self.query_one(f"#field-{key}", Field)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(harmless(text)))

    # --- asking -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take_in":
            return self.intake is not None and self.intake.brings_anything
        if action == "other_unit":
            return any(one.kind == LIST for one in self.intake.read) if self.intake else False
        return True

    def action_proceed(self) -> None:
        """Reads what is named, or reads it again with the columns that were said."""
        if self.has_class("reading") or self.intake is not None:
            return
        if self.has_class("columns"):
            columns = self.query_one(ColumnsForm).columns
            self._read_again(self._answers._replace(columns=columns))
        elif values := self._values():
            before = recall(paths.import_answers())
            units = self.logbook.settings.units
            self._answers = Answers(units=units, kinds=before.kinds, by_header=before.columns)
            self._paths, self._date, self._others = paths_of(values["path"]), values["date"], values["others"]
            self._start()

    def _read_again(self, answers: Answers) -> None:
        self._answers = answers
        self.intake = None
        self._start()

    def _start(self) -> None:
        self.remove_class("preview", "columns")
        self.query(ColumnsForm).remove()
        self.add_class("reading")
        self._say("Looking what is there.")
        self._read(self._paths, self._answers, self._date, self._others)

    def _values(self) -> dict[str, Any] | None:
        values: dict[str, Any] = {}
        for field in self.query("#ask Field").results(Field):
            try:
                values[field.key] = field.value
                field.say(None)
            except ReadError as error:
                field.say(str(error))
                self.set_focus(field.editor)
                return None
        if not values["path"]:
            self._field("path").say("this is needed")
            return None
        return values

    # --- reading ----------------------------------------------------------------------------------

    @work(thread=True, exclusive=True)
    def _read(self, named: list[Path], answers: Answers, date: dt.date | None, others: bool) -> None:
        worker, read = get_current_worker(), []
        stopped = ""
        for number, of, one in read_all(named, answers, date):
            read.append(one)
            if number % max(of // _SAID_TIMES, 1) == 0:
                self.app.call_from_thread(
                    self._say, f"{number} of {count(of, 'file')} read. {self.key('import.back')} stops."
                )
            if worker.is_cancelled:
                stopped = f"Stopped after {number} of {count(of, 'file')}. " if number < of else ""
                break
        if self.is_attached:
            self.app.call_from_thread(self._was_read, read, others, stopped)

    def _was_read(
        self, read: list[FileRead], others: bool, stopped: str, choices: Mapping[int, Choice] | None = None
    ) -> None:
        self.remove_class("reading")
        if asked := next((one.columns for one in read if one.columns), None):
            self._ask_columns(asked)
            return
        units = self._answers.list_units or self._answers.units
        try:
            intake = Intake(self.logbook.store, read, self.logbook.today, units, others=others, choices=choices)
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
        self._fill(list(intake.rows))
        nothing = [] if intake.brings_anything else ["There is nothing new in it."]
        self._say("\n".join([*_with_hint(intake), f"{stopped}{intake.summary}", *intake.hints, *nothing]))
        self.set_focus(self.query_one(Preview))
        self.refresh_bindings()

    def _ask_columns(self, asked: ColumnsError) -> None:
        """Asks which column is which. What was said before and was wrong is said again."""
        self.add_class("columns")
        said = str(asked)
        self._say(f"{said[:1].upper()}{said[1:]}. Name each column, or its number.")
        self.mount(ColumnsForm(asked), before="#said")

    def _fill(self, rows: list[Row]) -> None:
        chosen = row.number if (row := self.query_one(Preview).chosen) else 0
        rows.sort(key=_newest_first, reverse=True)
        rows.sort(key=lambda row: ORDER.index(row.match.said))
        columns = {self.logbook.settings.units if name == "km" else name: width for name, width in COLUMNS.items()}
        table = self.query_one(Preview)
        table.fill(columns, rows)
        table.cursor_row = next((at for at, row in enumerate(rows) if row.number == chosen), 0)
        self.on_list_table_highlighted()

    def _row(self, row: Row) -> list[Content]:
        match, manner = row.match, self.logbook.manner
        activity, day = match.activity, match.activity.day
        cells = [
            SAID.get(match.said, match.said),
            manner.full_day(day) if day else "",
            f"{activity.start:%H:%M}" if activity.start else "",
            manner.far(activity.metres) if activity.metres else "",
            f"{activity.minutes:.0f}" if activity.minutes else "",
            activity.sport.name or "not said",
            self._details(row),
        ]
        return [Content(one_line(cell)) for cell in cells]

    def _details(self, row: Row) -> str:
        """The pain that a list says; what is asked or wrong, what was mended, or else what was noted."""
        activity = row.match.activity
        pain = "" if activity.pain is None else f"pain {activity.pain}"
        return "; ".join(filter(None, [pain, row.match.problem or "; ".join(activity.remarks) or activity.notes]))

    def on_list_table_highlighted(self) -> None:
        """Says the details of the row with the cursor whole, and what one can do about a question."""
        if not (row := self.query_one(Preview).chosen):
            return
        said = self._details(row)
        if row.match.said == "asked":
            said += f" {self.key('preview.run')}: a run; {self.key('preview.drop')}: left out"
            is_unit = row.match.activity.question and row.match.activity.question.about == "units"
            said += f"; {self.key('preview.units')}: the other unit." if is_unit else "."
        self.query_one("#about", Static).update(Content(harmless(said[:1].upper() + said[1:])))

    # --- what rows are ------------------------------------------------------------------------------

    def action_as_run(self) -> None:
        """Says that the row is a run, with all rows that leave the same question open; or takes that back."""
        if (row := self.query_one(Preview).chosen) and self.intake:
            self._choose(self.intake.alike(row), "run", row.number)

    def action_drop(self) -> None:
        """Leaves the row out, or takes it in again."""
        if row := self.query_one(Preview).chosen:
            self._choose([row.number], "drop", row.number)

    def _choose(self, numbers: list[int], choice: Choice, number: int) -> None:
        intake = self.intake
        if intake is None:
            return
        choices = dict(intake.choices)
        if choices.get(number) == choice:
            del choices[number]
        else:
            choices.update(dict.fromkeys(numbers, choice))
        self._was_read(intake.read, intake.others, "", choices)

    def action_other_unit(self) -> None:
        """Reads the list again, its distances in the other unit."""
        units = self._answers.list_units or self._answers.units
        self._read_again(self._answers._replace(list_units="km" if units == "mi" else "mi"))

    def _remember(self, intake: Intake) -> None:
        """What was said of words and columns, for the next time."""
        columns = {one.header: self._answers.columns for one in intake.read if one.header and self._answers.columns}
        remember(paths.import_answers(), intake.words_said, columns)

    # --- taking in ------------------------------------------------------------------------------------

    def action_take_in(self) -> None:
        intake = self.intake
        if intake is None or not intake.brings_anything:
            return
        try:
            if not intake.is_current:
                said = "The log has changed meanwhile: look again. "
                self._was_read(intake.read, intake.others, said, intake.choices)
                return
            intake.take_in()
            self._remember(intake)
        except (StoreError, ExchangeError) as error:
            self._say(f"Not saved: {error}. Enter tries again.")
            return
        self.dismiss()
        self.logbook.refresh()
        waiting = len(self.logbook.log.waiting)
        asks = f" {count(waiting, 'run waits', 'runs wait')} for the pain: {self.key('pain')} asks." if waiting else ""
        self.notify(f"{intake.summary}{asks} {self.key('undo')} takes it back.", title="Imported", markup=False)
        if ladder_waits(self.logbook):
            # The plan waits for it.
            self.desk.call_later(self.desk.open, "pain")

    def action_leave(self) -> None:
        if self.has_class("reading"):
            self.workers.cancel_node(self)
        elif self.intake is not None:
            self._say("")
            self._ask()
        elif self.has_class("columns"):
            self.query(ColumnsForm).remove()
            self._say("")
            self._ask()
        else:
            self.dismiss()


def _newest_first(row: Row) -> tuple[dt.date, dt.time]:
    start, day = row.match.activity.start, row.match.activity.day
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
    with suppress(OSError, ValueError, RuntimeError):
        plain = Path(text.strip()).expanduser()
        if plain.exists():
            return [plain]
    try:
        words = shlex.split(text)
    except ValueError:
        words = [text.strip()]
    return [_path(word) for word in words]


def _path(word: str) -> Path:
    """A path, or what an address of a file names; what is neither is a path that is not there."""
    with suppress(ValueError, RuntimeError):
        return Path(unquote(urlsplit(word).path) if word.startswith("file://") else word).expanduser()
    return Path(word)
