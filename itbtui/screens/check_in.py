"""The check-in: this morning, what is open of yesterday, and behind one key more the signs for a clinician."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless
from itbtui.rehab.log.choices import SWELLINGS, TREATMENTS
from itbtui.rehab.log.entries import CheckIn, Entry
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.choice_row import PAIN, YES_NO, Strip, named
from itbtui.widgets.fields import ChoiceField, Field, TypedField, read_text
from itbtui.widgets.form import Form
from itbtui.wording.entries import describe
from itbtui.wording.plan import FLAGS

TEN_WAITS_S = 0.8


class CheckInForm(Form):
    """One day's check-in; with what is still open of the day before, where it is of today."""

    ABOUT = (
        "How the knee was on getting up, and in daily life. One digit an answer. The morning after a run belongs "
        "to the run."
    )
    DEFAULT_CSS = """
    CheckInForm .legend { color: $foreground-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("check-in")

    def __init__(self, logbook: Logbook, day: date | None = None) -> None:
        super().__init__(logbook)
        self.day = day or self.logbook.today
        self.DRAFT = f"check-in {self.day}"
        self.TITLE_TEXT = f"Check-in · {self.logbook.manner.day(self.day)}"

    @property
    def before(self) -> date:
        return self.day - timedelta(days=1)

    def fields(self) -> ComposeResult:
        log = self.logbook.log
        known, yesterday = log.check_in_on(self.day), log.check_in_on(self.before)
        if asked := self._about_a_run():
            yield Static(asked, classes="question", markup=False)
        yield ChoiceField("morning", "On getting up", PAIN, known.morning if known else None)
        if self.day == self.logbook.today and (yesterday is None or yesterday.daily is None):
            yield ChoiceField("before", f"Daily life, {self.logbook.manner.day(self.before)}", PAIN)
        yield ChoiceField(
            "daily", f"Daily life, {self.logbook.manner.day(self.day)}", PAIN, known.daily if known else None
        )
        yield Static("0 none to 10 worst imaginable; the worst of the day, stairs included", classes="legend")
        more = "swelling, signs for a clinician, treatment, note"
        yield Static(f"▸ {self.key('check-in.more')}  {more}", id="fold", markup=False)
        with Vertical(id="more", classes="group"):
            yield ChoiceField("swelling", "Swelling", named(SWELLINGS), known.swelling if known else None)
            behind = known.swelling_behind if known else None
            yield ChoiceField("swelling_behind", "  behind the knee?", YES_NO, behind)
            yield ChoiceField("tightness", "Tightness", PAIN, known.tightness if known else None)
            yield Static("Signs that a clinician should look first (space marks)", classes="hint")
            flags = known.flags if known else ()
            yield CheckList(
                [(flag, FLAGS.get(flag, flag)) for flag in self.logbook.protocol.flags.known], flags, name="flags"
            )
            yield Static("Treatment", classes="hint")
            treated = known.treatments if known else ()
            yield CheckList([(treatment, treatment) for treatment in TREATMENTS], treated, name="treatments")
            yield TypedField("notes", "Note", read_text, shown=harmless(known.notes or "") if known else "", long=True)

    def _about_a_run(self) -> str | None:
        runs = [run for run in self.logbook.log.runs if run.date == self.before]
        if not runs:
            return None
        return f"How is the knee after the {describe(runs[-1], self.logbook.manner)}?"

    def prepare(self) -> None:
        for strip in self.query("#morning, #before").results(Strip):
            strip.answered = self._answered
        more = self.query_one("#more")
        known = self.logbook.log.check_in_on(self.day)
        has_more = known is not None and bool(known.swelling or known.flags or known.treatments or known.notes)
        more.set_class(not has_more, "hidden")
        self.query_one("#fold").set_class(has_more, "hidden")

    def _answered(self, strip: Strip) -> None:
        """One key an answer: the next question comes by itself. A 1 waits whether it becomes 10; a 10 is to be seen."""
        if strip.value == 1:
            self.set_timer(TEN_WAITS_S, lambda: self._go_on(strip, 1))
        elif strip.value != 10:
            self._go_on(strip, strip.value)

    def _go_on(self, strip: Strip, value: int) -> None:
        for key in ("before", "daily") if strip.id == "morning" else ("daily",):
            if self.query(f"#field-{key}") and strip.value == value and self.focused is strip:
                self.set_focus(self.field(key).editor)
                return

    def next_question(self) -> Field | None:
        """From an answered question to an open one below it; Enter on an open question saves."""
        walk = [field for key in ("morning", "before", "daily") for field in self.query(f"#field-{key}").results(Field)]
        for field, following in pairwise(walk):
            if field.has_focus_within and field.raw is not None and following.raw is None:
                return following
        return None

    def action_more(self) -> None:
        more = self.query_one("#more")
        more.toggle_class("hidden")
        self.query_one("#fold").set_class(not more.has_class("hidden"), "hidden")
        if not more.has_class("hidden"):
            self.set_focus(self.field("swelling").editor)

    def action_yesterday(self) -> None:
        self.dismiss([])
        self.desk.open("check-in", self.before)

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        before = values.pop("before", None)
        for key, known in (("flags", self.logbook.protocol.flags.known), ("treatments", TREATMENTS)):
            marked = self.query_one(f"#{key}", CheckList).marked
            values[key] = tuple(name for name in known if name in marked)
        if any(value is not None and value != () for value in values.values()):
            yield self._filled(self.day, values)
        if before is not None:
            yield self._filled(self.before, {"daily": before})

    def _filled(self, day: date, values: dict[str, Any]) -> CheckIn:
        return replace(self.logbook.log.check_in_on(day) or CheckIn(date=day), **values)
