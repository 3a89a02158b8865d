"""What all forms do: keep what was typed, say what is wrong beside its field, save once all is right."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from itbtui.data.store import StoreError
from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import ReadError, read_past_day
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import Entry, Settings
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.fields import Field, TypedField
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.wording.entries import describe


class Form(LogScreen[list[Entry]]):
    """A screen of fields that makes entries. Ends with the entries saved, or with an empty list."""

    DEFAULT_CSS = """
    Form { align: center top; }
    Form #form { width: 100%; max-width: 90; padding: 1 2; }
    Form #title { width: 100%; max-width: 90; height: 1; margin: 0 2; text-style: bold; color: $primary; }
    Form .hint { color: $foreground-muted; margin-top: 1; }
    Form #field-pain, Form #field-morning { margin-top: 1; }
    Form .group { height: auto; margin-bottom: 1; }
    Form .hidden { display: none; }
    Form #problem { display: none; height: auto; margin: 0 2; color: $text-error; width: 100%; max-width: 90; }
    Form.refused #problem { display: block; }
    Form.-short #title { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("form")
    TITLE_TEXT = ""
    DRAFT: str | None = None
    """Under which name what was typed is kept when the form is left; none where the form changes an old entry."""
    REQUIRED: ClassVar[tuple[str, ...]] = ()

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._saved = False

    def compose(self) -> ComposeResult:
        yield Static(Content(self.TITLE_TEXT), id="title")
        yield Static("", id="problem", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            yield from self.fields()
        yield KeyBar()

    @property
    def here(self) -> str:
        return self.TITLE_TEXT

    def fields(self) -> ComposeResult:
        raise NotImplementedError

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        """What the answers come to. Raises EntryError."""
        raise NotImplementedError

    def settings(self, values: dict[str, Any]) -> Settings | None:
        """Settings of the log that the answers change, where they change some."""
        return None

    def instead_of(self) -> Iterable[Entry]:
        """Entries of another kind whose place is taken."""
        return ()

    def on_screen_resume(self, event: ScreenResume) -> None:
        # All of a new form is styled as it is filled; to style it once more takes as long as to draw it.
        event.refresh_styles = self.stack_updates > 0

    def on_mount(self) -> None:
        draft = self.logbook.drafts.get(self.DRAFT, {}) if self.DRAFT else {}
        for field in self.query(Field):
            if field.key in draft:
                field.raw = draft[field.key]
        if draft:
            self.notify("What you had typed is here again.", title="Kept")
        self.prepare()
        self.focus_first()

    def prepare(self) -> None:
        """What a form does once its fields hold their values."""

    def focus_first(self) -> None:
        first = self.query(Field).first()
        self.set_focus(first.editor)

    def day_field(self, key: str = "date", label: str = "Day", shown: str | None = None) -> Field:
        """A question for a day, today if not ``shown`` otherwise."""
        return day_field(self.logbook.today, key, label, shown)

    def field(self, key: str) -> Field:
        return self.query_one(f"#field-{key}", Field)

    def action_proceed(self) -> None:
        """Goes to a question that must be answered, or saves."""
        if following := self.next_question() or self._next_required():
            self._show(following)
        else:
            self.action_save()

    def _next_required(self) -> Field | None:
        fields = (self.field(key) for key in self.REQUIRED)
        return next((field for field in fields if field.raw in (None, "") and not field.has_focus_within), None)

    def next_question(self) -> Field | None:
        """Where Enter goes instead of saving, if there is something left that is worth asking."""
        return None

    def action_save(self) -> None:
        # A second Enter may still be on its way when the first has saved.
        values = None if self._saved else self._read()
        if values is None:
            return
        try:
            entries = list(self.entries(values))
            settings = self.settings(values)
        except EntryError as error:
            self._say(error.field, error.problem)
            return
        try:
            if entries or settings:
                label = self._label(entries)
                self.logbook.save(*entries, settings=settings, instead_of=self.instead_of(), label=label)
        except StoreError as error:
            self._refuse(f"Not saved: {error}. What you typed is still here; Enter tries again.")
            return
        if self.DRAFT:
            self.logbook.drafts.pop(self.DRAFT, None)
        self._saved = True
        self.dismiss(entries)

    def _label(self, entries: list[Entry]) -> str:
        """What the action is called when it is undone."""
        if not entries:
            return "change of the settings"
        entry = entries[0]
        is_new = all(known.id != entry.id for known in self.logbook.log.entries())
        said = describe(entry, self.logbook.manner)
        return said if is_new else f"change of the {said}"

    def _read(self) -> dict[str, Any] | None:
        """The answers by field, or nothing where one cannot be read, which is said beside it."""
        self._refuse(None)
        values: dict[str, Any] = {}
        wrong: list[Field] = []
        for field in self.query(Field):
            try:
                values[field.key] = field.value
                field.say(None)
            except ReadError as error:
                field.say(str(error))
                wrong.append(field)
            if field.key in self.REQUIRED and values.get(field.key, "") is None:
                field.say("this is needed")
                wrong.append(field)
        if wrong:
            self._show(wrong[0])
            return None
        return values

    def _say(self, key: str, problem: str) -> None:
        for field in self.query(Field):
            if field.key == key:
                field.say(problem)
                self._show(field)
                return
        for marks in self.query(CheckList):
            if marks.id == key:
                self._refuse(f"{problem[0].upper()}{problem[1:]}.")
                self.set_focus(marks)
                return
        self._refuse(f"{key}: {problem}")

    def _show(self, field: Field) -> None:
        self.set_focus(field.editor)
        field.scroll_visible()

    def _refuse(self, problem: str | None) -> None:
        self.set_class(problem is not None, "refused")
        self.query_one("#problem", Static).update(Content(problem or ""))

    def action_leave(self) -> None:
        if self.DRAFT:
            typed = {field.key: field.raw for field in self.query(Field) if self._was_changed(field)}
            if typed:
                self.logbook.drafts[self.DRAFT] = typed
            else:
                self.logbook.drafts.pop(self.DRAFT, None)
        self.dismiss([])

    def _was_changed(self, field: Field) -> bool:
        return field.raw not in (None, "", field.initial)


def day_field(today: dt.date, key: str = "date", label: str = "Day", shown: str | None = None) -> Field:
    """A question for a day up to ``today``, which stands there if not ``shown`` otherwise."""
    return TypedField(
        key,
        label,
        lambda text: read_past_day(text, today),
        shown=str(today) if shown is None else shown,
        unit="or yesterday, -2",
    )
