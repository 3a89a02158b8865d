"""The check-in: this morning, what is open of yesterday, and behind one key more the signs for a clinician."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from itbtui.keys.actions import bindings
from itbtui.logbook import clock
from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.choices import SWELLINGS, TREATMENTS
from itbtui.rehab.log.entries import CheckIn, Entry
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.choice_row import PAIN, YES_NO, Strip, named
from itbtui.widgets.fields import ChoiceField, TypedField, read_text
from itbtui.widgets.form import Form
from itbtui.wording.entries import describe
from itbtui.wording.findings import say_sign_to_mark
from itbtui.wording.forms import NOTHING_ANSWERED

TEN_WAITS_S = 0.8
"""So long a 1 may still become 10."""
AFTERNOON = dt.time(12)
"""From then on there is something to say of the day so far."""


class CheckInForm(Form):
    """One day's check-in: the morning, and what else is known by now and still open.

    One digit answers, and the next line comes by itself. In the morning that is yesterday's daily life, later today's.
    """

    ABOUT = (
        "How the knee was on getting up, and in daily life. One digit an answer, and the next line comes by itself. "
        "The morning after a run belongs to the run."
    )
    DEFAULT_CSS = """
    CheckInForm .legend { color: $foreground-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("check-in")

    def __init__(self, logbook: Logbook, day: dt.date | None = None) -> None:
        super().__init__(logbook)
        self._day = day or self.logbook.today
        self.known = logbook.log.check_in_on(self._day)
        self._filled_with = self.known or CheckIn(date=self._day)
        self.DRAFT = f"check-in {self._day}"
        self.TITLE_TEXT = f"Check-in · {self.logbook.manner.day(self._day)}"
        self._may_be_ten: Strip | None = None
        """The line above that was answered with 1 just now."""

    @property
    def day(self) -> dt.date:
        return self._day

    @property
    def before(self) -> dt.date:
        """The day before, whose daily life may still be open."""
        return self._day - dt.timedelta(days=1)

    def fields(self) -> ComposeResult:
        known, say, signs = self.known, self.logbook.manner, self.logbook.protocol.flags
        if asked := self._about_a_run():
            yield Static(asked, classes="question", markup=False)
        yield ChoiceField("morning", "On getting up", PAIN, known.morning if known else None)
        if self._asks_before():
            yield ChoiceField("before", f"Daily life, {say.short_day(self.before)}", PAIN)
        daily = ChoiceField("daily", f"Daily life, {say.short_day(self._day)}", PAIN, known.daily if known else None)
        asks_daily = self._asks_daily()
        if asks_daily:
            yield daily
        yield Static("0 none to 10 worst imaginable; the worst of the day, stairs included", classes="legend")
        swelling = ChoiceField("swelling", "Swelling", named(SWELLINGS), known.swelling if known else None)
        behind = known.swelling_behind if known else None
        notes = harmless(known.notes or "") if known else ""
        flags, treated = (known.flags, known.treatments) if known else ((), ())
        has_more = known and (known.swelling or flags or treated or notes or known.tightness is not None)
        yield from self.fold(
            f"{'' if asks_daily else 'daily life so far, '}swelling, signs for a clinician, treatment, note"
            f"{'; some of it answered' if has_more else ''}",
            *([] if asks_daily else [daily]),
            swelling,
            ChoiceField("swelling_behind", "  behind the knee?", YES_NO, behind),
            ChoiceField("tightness", "Tightness", PAIN, known.tightness if known else None),
            Static("Signs that a clinician should look first (space marks)", classes="hint"),
            CheckList([(flag, say_sign_to_mark(flag, signs)) for flag in signs.known], flags, name="flags"),
            Static("Treatment", classes="hint"),
            CheckList([(treatment, treatment) for treatment in TREATMENTS], treated, name="treatments"),
            TypedField("notes", "Note", read_text, shown=notes, long=True),
        )

    def _asks_before(self) -> bool:
        """In the morning, where yesterday's daily life is open."""
        yesterday = self.logbook.log.check_in_on(self.before)
        is_open = yesterday is None or yesterday.daily is None
        return self._day == self.logbook.today and is_open and not self._is_afternoon

    def _asks_daily(self) -> bool:
        """Once there is something to say of it: later in the day, or when the rest was said before."""
        is_past = self._day < self.logbook.today
        return is_past or self._is_afternoon or (self.known is not None and self.known.morning is not None)

    @property
    def _is_afternoon(self) -> bool:
        return clock.now().time() >= AFTERNOON

    def _about_a_run(self) -> str | None:
        runs = [run for run in self.logbook.log.runs if run.date == self.before]
        if not runs:
            return None
        return f"How is the knee after the {describe(runs[-1], self.logbook.manner, self.before)}?"

    def prepare(self) -> None:
        for field in self._pains():
            field.strip.answered = self._answered

    def focus_first(self) -> None:
        """On the first line that is open."""
        lines = self.lines()
        shown = [field for field in self._pains() if field.editor in lines]
        self.set_focus(next((field for field in shown if field.is_empty), shown[0]).editor)

    def _pains(self) -> list[ChoiceField]:
        """What is answered with one digit."""
        found = [self._fields.get(key) for key in ("morning", "before", "daily")]
        return [field for field in found if isinstance(field, ChoiceField)]

    def _answered(self, strip: Strip) -> None:
        """The next line comes by itself; a 0 on it right after a 1 makes that a 10."""
        one, self._may_be_ten = self._may_be_ten, None
        if one is not None and strip.value == 0:
            one.value, strip.value = 10, self.field(str(strip.id)).initial
            return
        pains = [field.editor for field in self._pains()]
        lines = [line for line in self.lines() if line in pains]
        following = lines[lines.index(strip) + 1 :] if strip in lines else []
        if not following:
            return
        self._go_to(following[0])
        if strip.value == 1:
            self._may_be_ten = strip
            self.set_timer(TEN_WAITS_S, self._stays_one)

    def _stays_one(self) -> None:
        self._may_be_ten = None

    def action_yesterday(self) -> None:
        self.action_leave()
        self.desk.open("check-in", self.before)

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        before = values.pop("before", None)
        for key, known in (("flags", self.logbook.protocol.flags.known), ("treatments", TREATMENTS)):
            marked = self._marks[key].marked
            values[key] = tuple(name for name in known if name in marked)
        # What was answered elsewhere meanwhile stays, where nothing was answered here.
        changed = {key: value for key, value in values.items() if value != getattr(self._filled_with, key)}
        if changed or self.known:
            yield self._filled(self._day, changed)
        if before is not None:
            yield self._filled(self.before, {"daily": before})
        elif not changed and not self.known:
            raise EntryError("morning", NOTHING_ANSWERED)

    def _filled(self, day: dt.date, values: dict[str, Any]) -> CheckIn:
        return replace(self.logbook.log.check_in_on(day) or CheckIn(date=day), **values)
