"""What all forms do: one line after the other, what is wrong beside its line, and nothing lost that was typed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from itbtui.data.store import ChangedError, StoreError
from itbtui.keys.actions import bindings
from itbtui.logbook.drafts import Typed
from itbtui.logbook.logbook import Logbook
from itbtui.measures import Manner, capital, read_past_day
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import Entry, Settings
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.choice_row import Strip
from itbtui.widgets.fields import Field, TypedField
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.lined import Lined, Page
from itbtui.widgets.mark_row import MarkRow
from itbtui.wording.entries import label_of
from itbtui.wording.forms import NEEDED, say_day_of_form, say_kept_again

KEPT_AFTER_S = 0.5
"""So long after a key, at the most, what was typed is written to the disk; a form that is left does it at once."""


class Form(Lined):
    """A screen of lines that make entries. Ends with the entries saved, or with an empty list.

    Enter goes to the next line that is shown, and saves on the last. What nobody needs is folded away below it.
    """

    DEFAULT_CSS = """
    Form #columns { height: 1fr; align: center top; }
    Form #page { width: 1fr; max-width: 90; }
    Form #form { padding: 1 2; }
    Form #beside { display: none; width: 36; height: auto; padding: 1 2; margin-top: 1; color: $foreground-muted; }
    Form.-wide #beside { display: block; }
    Form #title { height: 1; padding: 0 2; text-style: bold; color: $primary; }
    Form #day {
        display: none; height: 1; padding: 0 2; background: $warning-muted;
        color: $text-warning; text-style: bold;
    }
    Form.other-day #day { display: block; }
    Form.other-day.-tall #day { height: 3; padding: 1 2; }
    Form .hint { color: $foreground-muted; margin-top: 1; }
    Form #field-pain, Form #field-morning { margin-top: 1; }
    Form .group { height: auto; margin-bottom: 1; }
    Form #problem { display: none; height: auto; padding: 0 2; color: $text-error; }
    Form.refused #problem { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("form")
    # It finds its first line itself, and does not style the topmost as the one with the focus before.
    AUTO_FOCUS = ""
    TITLE_TEXT = ""
    DRAFT: str | None = None
    """Under which name what was typed is kept until it is saved."""
    REQUIRED: ClassVar[tuple[str, ...]] = ()
    FIRST: str | None = None
    """The key of the line that has the focus first, where it is not the first of all."""

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.is_old = False
        """Whether what stands in the lines at first is what was logged, and not what may be so."""
        self.edited: Entry | None = None
        """The entry that is changed, as it stood in the log when the form was filled."""
        self._saved = False
        self._to_keep: Timer | None = None
        """What writes the draft, where something was typed since it was written."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="page"):
                if not self.FRAMED:
                    yield Static(Content(self.TITLE_TEXT), id="title")
                yield Static("", id="day", markup=False)
                yield Static("", id="problem", markup=False)
                with Page(id="form"):
                    yield from self.fields()
            if beside := self.beside():
                yield Static(Content(beside), id="beside")
        yield KeyBar()

    @property
    def here(self) -> str:
        return self.TITLE_TEXT

    # --- what a form says of itself ---------------------------------------------------------

    def fields(self) -> ComposeResult:
        """The lines, from top to bottom."""
        raise NotImplementedError

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        """What the answers come to. Raises EntryError."""
        raise NotImplementedError

    def beside(self) -> str:
        """What is good to know while one answers, where there is room for it."""
        return ""

    def settings(self, values: dict[str, Any]) -> Settings | None:
        """Settings of the log that the answers change, where they change some."""
        return None

    def instead_of(self) -> Iterable[Entry]:
        """Entries of another kind whose place is taken."""
        return ()

    def seen(self) -> Mapping[str, Entry | None]:
        """What stood in the log by these ids when the form was filled: what is another by now is not written over."""
        return {self.edited.id: self.edited} if self.edited else {}

    def prepare(self) -> None:
        """What a form does once its lines hold their values."""

    @property
    def day(self) -> dt.date | None:
        """The day that is logged, where it can be read."""
        field = self._fields.get("date")
        return field.value if field and not field.problem else None

    def day_field(
        self, key: str = "date", label: str = "Day", shown: str | None = None, *, or_tomorrow: bool = True
    ) -> Field:
        """A question for a day up to today, which stands there if not ``shown`` otherwise."""
        return day_field(self.logbook.today, self.logbook.manner, key, label, shown, or_tomorrow=or_tomorrow)

    # --- beginning --------------------------------------------------------------------------

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        # All of a new form is styled as it is filled; to style it once more takes as long as to draw it.
        event.refresh_styles = self.stack_updates > 0

    def on_mount(self) -> None:
        self.find_lines()
        draft = self._draft
        self._take_up(draft)
        self.prepare()
        self.unfold()
        self._show_day()
        self.focus_first()
        # Most likely something is saved soon, and until then nobody waits.
        self.call_after_refresh(self.logbook.get_ready_to_save)
        if draft:
            day = self.logbook.manner.day(self.day) if self.day and self.has_class("other-day") else None
            self.notify(say_kept_again(self.key("form.afresh"), day), title="Kept", markup=False)

    def _take_up(self, draft: Typed) -> None:
        for field in self._fields.values():
            if field.key in draft:
                field.raw = draft[field.key]
        for key, marks in self._marks.items():
            if key in draft:
                marks.mark(marks.labels.keys() & set(draft[key]))

    @property
    def _draft(self) -> Typed:
        return self.logbook.drafts.get(self.DRAFT) if self.DRAFT else {}

    def is_answered(self, lines: Iterable[Widget]) -> bool:
        fields = [line for line in lines if isinstance(line, Field)]
        keys = {field.key for field in fields} | {str(line.id) for line in lines if isinstance(line, CheckList)}
        return not keys.isdisjoint(self._draft) or (self.is_old and not all(field.is_empty for field in fields))

    def focus_first(self) -> None:
        """To the line of ``FIRST``, or else the topmost."""
        lines = self.lines()
        self.set_focus(self.field(self.FIRST).editor if self.FIRST else lines[0] if lines else None)

    # --- from line to line ------------------------------------------------------------------

    def action_proceed(self) -> None:
        """To the next line, from the last it saves."""
        self.unfold()
        if self._is_to_stay():
            return
        if below := self._below():
            self._go_to(below)
        else:
            self.action_save()

    def _is_to_stay(self) -> bool:
        """Whether Enter stays on its line, as what stands there is wrong or still needed, which is said then."""
        field = self._field_of(self.focused)
        problem = self._problem_of(field) if field else None
        if field and problem:
            field.say(problem)
        return problem is not None

    def _problem_of(self, field: Field) -> str | None:
        return field.problem or (NEEDED if field.key in self.REQUIRED and field.is_empty else None)

    @on(events.DescendantBlur)
    def _left(self, event: events.DescendantBlur) -> None:
        """A line that was left says what is wrong with what was typed; one that was left with the whole window says
        nothing, nor does one that is still to be answered, until it was asked for."""
        field = self._field_of(event.widget)
        if field is not None and self.app.app_focus and self.is_current and not self._saved:
            field.say(self._problem_of(field) if field.has_class("wrong") else field.problem)

    # --- what was typed ---------------------------------------------------------------------

    @on(Input.Changed)
    @on(Strip.Changed)
    @on(MarkRow.Changed)
    @on(OptionList.OptionSelected)
    def _was_typed(self) -> None:
        """What was said to be wrong may be right now, other lines may be asked for, and the draft is another."""
        if self._saved:
            return
        self._refuse(None)
        for field in self._fields.values():
            if field.has_class("wrong"):
                field.say(None)
        self.unfold()
        self._show_day()
        self.refresh_bindings()
        if self.DRAFT:
            self.logbook.drafts.put(self.DRAFT, self._typed())
            if self._to_keep is None:
                self._to_keep = self.set_timer(KEPT_AFTER_S, self._keep)

    def _keep(self) -> None:
        self._to_keep = None
        self.logbook.drafts.keep()

    def _show_day(self) -> None:
        """The day stands large where it is not today."""
        day = self.day
        is_other = day is not None and day != self.logbook.today
        self.set_class(is_other, "other-day")
        if is_other and day:
            self.query_one("#day", Static).update(say_day_of_form(day, self.logbook.today, self.logbook.manner))

    def _typed(self) -> Typed:
        """What was changed, and with it the day that was meant, which tomorrow is not yesterday any more."""
        typed: Typed = {field.key: _lasting(field) for field in self._fields.values() if field.was_changed}
        typed |= {key: sorted(marks.marked) for key, marks in self._marks.items() if marks.was_changed}
        if typed:
            typed |= {key: _lasting(self._fields[key]) for key in ("date", "time") if key in self._fields}
        return typed

    def action_afresh(self) -> None:
        """All as it was when nothing had been typed."""
        for field in self._fields.values():
            field.raw = field.initial
        for marks in self._marks.values():
            marks.mark(marks.initial)
        if self.DRAFT:
            self.logbook.drafts.drop(self.DRAFT)
        self.unfold()
        self.focus_first()

    def action_leave(self) -> None:
        if self.DRAFT:
            self.logbook.drafts.put(self.DRAFT, self._typed())
            self.logbook.drafts.keep()
        self.dismiss([])

    # --- saving -----------------------------------------------------------------------------

    def action_save(self) -> None:
        # A second Enter may still be on its way when the first has saved.
        self.unfold()
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
                self.logbook.save(
                    *entries, settings=settings, instead_of=self.instead_of(), label=label, seen=self.seen()
                )
        except StoreError as error:
            again = "tries again"
            if isinstance(error, ChangedError) and self.edited:
                self.edited, again = None, "saves it all the same"
            self._refuse(f"Not saved: {error}. What you typed is still here; {self.key('form.save')} {again}.")
            return
        self._saved = True
        if self.DRAFT:
            self.logbook.drafts.drop(self.DRAFT)
        if entries and self.is_told:
            self.desk.tell(entries)
        else:
            self.dismiss(entries)

    def _label(self, entries: list[Entry]) -> str:
        """What the action is called when it is undone."""
        if not entries:
            return "change of the settings"
        entry = entries[0]
        return label_of(entry, self.logbook.manner, self.logbook.today, is_new=not self.logbook.knows(entry))

    def _read(self) -> dict[str, Any] | None:
        """The answers by field, or nothing where one cannot be read, which is said beside it."""
        self._refuse(None)
        values: dict[str, Any] = {}
        wrong: list[Field] = []
        for field in self._fields.values():
            problem = self._problem_of(field)
            field.say(problem)
            if problem:
                wrong.append(field)
            else:
                values[field.key] = field.value
        if wrong:
            self._go_to(wrong[0].editor)
            return None
        return values

    def _say(self, key: str, problem: str) -> None:
        if field := self._fields.get(key):
            self._go_to(field.editor)
            field.say(problem)
        elif marks := self._marks.get(key):
            self._refuse(f"{capital(problem)}.")
            self._go_to(marks)
        else:
            self._refuse(f"{key}: {problem}")

    def _refuse(self, problem: str | None) -> None:
        self.set_class(problem is not None, "refused")
        shown, said = self.query_one("#problem", Static), Content(problem or "")
        if shown.content != said:
            shown.update(said)


def _lasting(field: Field) -> Any:
    """What stands in a field, a day as its date."""
    is_day = not field.is_empty and not field.problem and isinstance(field.value, dt.date)
    return str(field.value) if is_day else field.raw


def day_field(
    today: dt.date,
    say: Manner,
    key: str = "date",
    label: str = "Day",
    shown: str | None = None,
    *,
    or_tomorrow: bool = True,
) -> TypedField:
    """A question for a day up to ``today``, which stands there if not ``shown`` otherwise.

    Where it may be tomorrow elsewhere, that is taken as well; where it may not, what the log holds already may stay.
    """
    return TypedField(
        key,
        label,
        lambda text: read_past_day(text, today, or_tomorrow=or_tomorrow),
        shown=str(today) if shown is None else shown,
        stands_for=dt.date.fromisoformat(shown) if shown and not or_tomorrow else None,
        unit="or yesterday, -2",
        tell=lambda day: say.near_day(day, today),
    )
