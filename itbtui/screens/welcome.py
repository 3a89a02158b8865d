"""The first start: which knee, since when, what was usual, and how careful to be. Four short pages, each skippable."""

import dataclasses
from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from itbtui.keys.actions import HELP, bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import read_distance
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.choices import SIDES
from itbtui.rehab.log.entries import CheckIn, Entry, Episode, Settings
from itbtui.rehab.protocol.figures import Tolerance
from itbtui.widgets.card_row import CardRow
from itbtui.widgets.choice_row import PAIN, Choice, Strip, named
from itbtui.widgets.fields import ChoiceField, Field, TypedField
from itbtui.widgets.form import Form
from itbtui.wording.forms import NEXT, SAVE, say_tolerances

NONE = "none"
HELLO = (
    "After a run you log distance and pain, and itbtui says what that means: whether and how far you may run "
    "next, which "
    "rule said so, and with which of your numbers. It leads through the exercises, and shows whether it is "
    "getting better.",
    "It is a log with rules of thumb that you can read. It is no medical device and no diagnosis; where a sign "
    "does not belong to this injury, it says that a clinician should look first.",
    "Everything stays in one file on this machine.",
    "Three short pages follow. Enter goes on, Esc skips them all; nothing here is final.",
)


class WelcomeScreen(Form):
    """Ends with an episode and how the knee is, or with nothing where there is no injury."""

    ABOUT = "The first questions. What you leave open stays unknown, and each answer can be changed later."
    DEFAULT_CSS = """
    WelcomeScreen .page { height: auto; }
    WelcomeScreen .page > Static { height: auto; margin-bottom: 1; }
    WelcomeScreen Field { margin-bottom: 1; }
    WelcomeScreen.-short Field { margin-bottom: 0; }
    WelcomeScreen .page > .legend { padding-left: 0; }
    WelcomeScreen.-short CardRow { margin-bottom: 0; }
    WelcomeScreen #field-tolerance { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("welcome"), HELP]
    FRAMED = False
    PAGES = 4
    DRAFT = "welcome"

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.page = 0

    def fields(self) -> ComposeResult:
        settings, known = self.logbook.settings, self.logbook.open_episode
        usual = self.logbook.manner.far(known.baseline_km * 1000) if known and known.baseline_km is not None else ""
        with Vertical(id="page-0", classes="page"):
            for text in HELLO:
                yield Static(text)
        with Vertical(id="page-1", classes="page"):
            yield Static("Does the outside of a knee hurt when you run, or did it lately?", classes="question")
            yield ChoiceField("side", "Which knee", [*named(SIDES), Choice(NONE, "no injury")], known and known.side)
            yield self.day_field("began", "Since about", str(known.began) if known else "", or_tomorrow=False)
            yield ChoiceField("daily", "Today, at its worst", PAIN)
            yield Static("0 none to 10 worst imaginable; stairs and daily life, not only running", classes="legend")
        with Vertical(id="page-2", classes="page"):
            yield Static("What was usual before it hurt?", classes="question")
            yield ChoiceField("units", "Distances in", named(("km", "mi")), settings.units)
            yield TypedField("baseline", "A usual week", self._distance, shown=usual, unit=settings.units)
            yield Static("While the knee is sore, half of it is the most that is said to be fine.", classes="legend")
            yield ChoiceField("weaker_side", "Weaker side", named(SIDES[:2]), known and known.weaker_side)
            yield Static("It goes first in single-leg exercises. Left open, neither does.", classes="legend")
        with Vertical(id="page-3", classes="page"):
            yield Static("How careful should the rules be?", classes="question")
            for tolerance, meaning in say_tolerances(self.logbook.protocol):
                yield CardRow(str(tolerance), meaning, room=11, style="bold")
            yield ChoiceField(
                "tolerance", "Tolerance", named([str(known) for known in reversed(Tolerance)]), str(settings.tolerance)
            )

    def prepare(self) -> None:
        self._turn_to(0)

    def focus_first(self) -> None:
        pass

    def _turn_to(self, page: int) -> None:
        self.page = page
        for number in range(self.PAGES):
            self.query_one(f"#page-{number}").set_class(number != page, "hidden")
        head = "Welcome to itbtui" if page == 0 else "Welcome"
        self.query_one("#title", Static).update(f"{head} · {page + 1} of {self.PAGES}")
        self._refuse(None)
        fields = self._fields_of(page)
        self.set_focus(fields[0].editor if fields else None)

    def _go_to(self, line: Widget) -> None:
        page = next(number for number in range(self.PAGES) if self.query_one(f"#page-{number}") in line.ancestors)
        if page != self.page:
            self._turn_to(page)
        super()._go_to(line)

    def _fields_of(self, page: int) -> list[Field]:
        return list(self.query_one(f"#page-{page}").query(Field))

    @on(Strip.Changed, "#units")
    def _say_units(self, event: Strip.Changed) -> None:
        self.query_one("#field-baseline .unit", Static).update(str(event.strip.value or "km"))

    def _distance(self, text: str) -> float:
        """In the units that were chosen above it."""
        span = self.logbook.protocol.limits.baseline_km
        return read_distance(text, self.field("units").raw or self.logbook.settings.units, span.low, span.high)

    # --- keys ---------------------------------------------------------------------------

    @property
    def _has_no_injury(self) -> bool:
        """That is all there is to ask, then."""
        return self.page == 1 and self.focused is self.field("side").editor and self.field("side").raw == NONE

    def label_of(self, action: str) -> str | None:
        if action.removeprefix("screen.") != "proceed":
            return None
        is_last = self.page + 1 == self.PAGES and self._below() is None
        return SAVE if is_last or self._has_no_injury else NEXT

    def action_proceed(self) -> None:
        """To the next line of the page, then to the next page, at last to Today."""
        below = self._below()
        if self.page == 1 and self.focused is self.field("side").editor and self.field("side").is_empty:
            self.field("side").say("← → choose; no injury is an answer, too")
        elif self._has_no_injury:
            self.action_save()
        elif self._is_to_stay():
            return
        elif below:
            self._go_to(below)
        elif self._is_right(self.page):
            if self.page + 1 < self.PAGES:
                self._turn_to(self.page + 1)
            else:
                self.action_save()

    def action_before(self) -> None:
        if self.page:
            self._turn_to(self.page - 1)

    def action_skip(self) -> None:
        self.action_leave()

    def _is_right(self, page: int) -> bool:
        """Whether what was typed on a page can be read; what cannot is said beside it."""
        values = self._read()
        if values is None:
            return False
        try:
            list(self.entries(values))
        except EntryError as error:
            self._say({"baseline_km": "baseline", "began": "began"}.get(error.field, error.field), error.problem)
            return False
        return True

    # --- what it comes to ---------------------------------------------------------------

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        today = self.logbook.today
        if values["side"] == NONE:
            return
        if values["side"] is None and values["began"]:
            raise EntryError("side", "which one is needed with a day; no injury is an answer, too")
        if values["side"]:
            known = self.logbook.open_episode
            given = {name: values[name] for name in ("side", "weaker_side")}
            given |= {"baseline_km": values["baseline"], "began": values["began"] or today}
            yield dataclasses.replace(known, **given) if known else Episode(**given)
        if values["daily"] is not None:
            checked = self.logbook.log.check_in_on(today) or CheckIn(date=today)
            yield dataclasses.replace(checked, daily=values["daily"])

    def settings(self, values: dict[str, Any]) -> Settings | None:
        known = self.logbook.kept_settings
        tolerance = Tolerance(values["tolerance"] or known.tolerance)
        changed = dataclasses.replace(known, units=values["units"] or known.units, tolerance=tolerance)
        return None if changed == known else changed
