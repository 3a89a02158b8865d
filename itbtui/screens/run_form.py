"""Log a run, or change one: distance and pain first, more when it hurt, the rest folded away."""

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from itbtui.keys.actions import bindings
from itbtui.logbook import clock
from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless, read_minutes, read_number, read_time, read_whole, say_number
from itbtui.rehab.log.choices import EFFORTS, SIDES, SURFACES, SWELLINGS, TERRAINS
from itbtui.rehab.log.entries import Entry, Run, WaitingRun
from itbtui.rehab.log.gear import shoes_in_use
from itbtui.widgets.choice_row import PAIN, YES_NO, Strip, named
from itbtui.widgets.fields import ChoiceField, Field, TypedField, distance_field, read_text
from itbtui.widgets.form import Form
from itbtui.wording.entries import describe

WHEN_IT_HURT = ("onset_min", "onset_km", "worsened", "limped", "stopped", "settle_h", "swelling", "side")


class RunForm(Form):
    """A new run, an old one to change, or one that waits for its pain, of which that may have been said already."""

    ABOUT = (
        "Distance and the worst pain on the outside of the knee are needed. Above pain 0 a few questions follow, "
        "because the rules read them; each can be left open, and is then unknown."
    )
    TITLE_TEXT = "Log a run"
    REQUIRED = ("distance_km", "pain")
    BINDINGS: ClassVar[list[BindingType]] = bindings("run")

    def __init__(self, logbook: Logbook, run: Run | WaitingRun | None = None, pain: int | None = None) -> None:
        super().__init__(logbook)
        self.run_ = run
        self.waiting = run if isinstance(run, WaitingRun) else None
        self.pain = run.pain if isinstance(run, Run) else pain
        self.asked = False
        """Whether the questions about a run that hurt have been put."""
        self.DRAFT = None if run else "run"
        if self.waiting:
            self.TITLE_TEXT = f"The {describe(self.waiting, self.logbook.manner)}: how was the knee?"
        elif run:
            self.TITLE_TEXT = "Change a run"

    def fields(self) -> ComposeResult:
        now = clock.now()
        run, say, limits = self.run_, self.logbook.manner, self.logbook.protocol.limits
        date = run.date if run else now.date()
        time = f"{run.time:%H:%M}" if run and run.time else "" if run else f"{now:%H:%M}"
        yield distance_field("distance_km", "Distance", self._known("distance_km"), say, limits.distance_km)
        yield self._number("minutes", "Time on the run", read_minutes, "min")
        yield ChoiceField("pain", "Worst pain, outer knee", PAIN, self.pain)
        yield Static("0 none   1-2 trace   3-5 moderate   6-10 severe", classes="legend")
        with Vertical(id="hurt", classes="group hidden"):
            yield Static(
                "The rules read these answers. Enter goes on; each can be left open; "
                f"{self.key('form.save')} saves now.",
                classes="hint",
            )
            yield self._number("onset_min", "Began in minute", read_minutes, "min")
            yield distance_field("onset_km", "  or after", self._known("onset_km"), say, limits.onset_km)
            yield ChoiceField("worsened", "Grew as you ran?", YES_NO, self._known("worsened"))
            yield ChoiceField("limped", "A limp?", YES_NO, self._known("limped"))
            yield ChoiceField("stopped", "Cut short for it?", YES_NO, self._known("stopped"))
            yield ChoiceField("side", "Which knee?", named(SIDES), self._known("side"))
            yield self._number("settle_h", "As before after", read_number, "h")
            yield ChoiceField("swelling", "Swelling?", named(SWELLINGS), self._known("swelling"))
        yield self.day_field(shown=str(date))
        yield TypedField("time", "Began at", read_time, shown=time)
        shoes = [harmless(name) for name in shoes_in_use(self.logbook.log)]
        taken = f" ({shoes[0]})" if shoes and not run else ""
        more = f"more: pain relief, terrain, surface, effort, cadence, shoe{taken}, note"
        yield Static(f"▸ {self.key('run.more')}  {more}", id="fold", markup=False)
        with Vertical(id="more", classes="group hidden"):
            yield ChoiceField("pain_relief", "Pain relief, 8 h before", YES_NO, self._known("pain_relief"))
            yield ChoiceField("terrain", "Terrain", named(TERRAINS), self._known("terrain"))
            yield ChoiceField("surface", "Surface", named(SURFACES), self._known("surface"))
            yield ChoiceField("camber", "Sloped road side?", YES_NO, self._known("camber"))
            yield ChoiceField("effort", "Effort", named(EFFORTS), self._known("effort"))
            yield TypedField("rpe", "Effort felt, 1-10", read_whole, shown=self._shown("rpe"))
            yield TypedField("cadence_spm", "Cadence", read_whole, shown=self._shown("cadence_spm"), unit="steps/min")
            yield self._shoe_field(shoes)
            yield TypedField(
                "pain_elsewhere", "Pain elsewhere", read_text, shown=self._shown("pain_elsewhere"), long=True
            )
            yield TypedField("notes", "Note", read_text, shown=self._shown("notes"), long=True)

    def _known(self, key: str) -> Any:
        return getattr(self.run_, key, None)

    def _shown(self, key: str) -> str:
        value = self._known(key)
        return "" if value is None else harmless(str(value))

    def _number(self, key: str, label: str, read: Callable[[str], float], unit: str) -> Field:
        value = self._known(key)
        return TypedField(
            key, label, read, shown="" if value is None else say_number(value), unit=unit, stands_for=value
        )

    def _shoe_field(self, known: list[str]) -> Field:
        """A new run is taken to be in the shoes worn last. Those in use are offered; any other name will do as well."""
        shown = self._shown("shoe") if self.run_ else next(iter(known), "")
        return TypedField(
            "shoe", "Shoe", self._shoe, shown=shown, unit="→ completes" if known else "", long=True, known=known
        )

    def _shoe(self, text: str) -> str:
        """The name as it is spelt already, where it is known."""
        spelt = {harmless(name).casefold(): name for name in shoes_in_use(self.logbook.log)}
        return spelt.get(text.casefold(), text)

    def prepare(self) -> None:
        shows_more = self._knows_more() and not self.waiting
        self.query_one("#more").set_class(not shows_more, "hidden")
        self.query_one("#fold").set_class(shows_more, "hidden")
        self._unfold()

    def focus_first(self) -> None:
        if self.waiting:
            self.asked = bool(self.pain)
            self.set_focus(self.field("onset_min" if self.pain else "pain").editor)
        else:
            super().focus_first()

    def _knows_more(self) -> bool:
        fields = self.query_one("#more").query(Field)
        return any(self._was_changed(field) or (self.run_ and field.raw not in (None, "")) for field in fields)

    @on(Strip.Changed, "#pain")
    def _unfold(self) -> None:
        hurts = bool(self.field("pain").raw) or self._hurt_otherwise()
        self.query_one("#hurt").set_class(not hurts, "hidden")

    def _hurt_otherwise(self) -> bool:
        """A painless run may still have taken long to settle or left a swelling: what an old one knows is shown."""
        return self.run_ is not None and any(self._known(key) for key in WHEN_IT_HURT)

    def next_question(self) -> Field | None:
        """On the ladder a run counts by its minutes. After one that hurt, Enter walks through what the rules read."""
        if self.run_ and not self.waiting:
            return None
        if self.field("distance_km").has_focus_within and self.logbook.plan.ladder and not self.field("minutes").raw:
            return self.field("minutes")
        if not self.field("pain").raw:
            return None
        self._unfold()
        if not self.asked and not self.field("distance_km").has_focus_within:
            self.asked = True
            return self.field("onset_min")
        walk = ["pain", *(field.key for field in self.query_one("#hurt").query(Field))]
        here = next((n for n, key in enumerate(walk) if self.field(key).has_focus_within), None)
        return self.field(walk[here + 1]) if here is not None and here + 1 < len(walk) else None

    def action_more(self) -> None:
        more = self.query_one("#more")
        more.toggle_class("hidden")
        self.query_one("#fold").set_class(not more.has_class("hidden"), "hidden")
        if not more.has_class("hidden"):
            self.set_focus(self.field("pain_relief").editor)

    @on(events.Click, "#fold")
    def _clicked_fold(self) -> None:
        self.action_more()

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        if not values["pain"]:
            # What was answered while the pain stood above 0 is no answer to a run without any.
            values |= dict.fromkeys(("onset_min", "onset_km", "worsened"))
        if values["date"] is None:
            values["date"] = self.logbook.today
        if self.waiting:
            yield dataclasses.replace(self.waiting.with_pain(values["pain"]), **values)
        else:
            yield dataclasses.replace(self.run_, **values) if self.run_ else Run(**values)

    def instead_of(self) -> Iterable[Entry]:
        return [self.waiting] if self.waiting else []

    def _label(self, entries: list[Entry]) -> str:
        return f"pain of the {describe(entries[0], self.logbook.manner)}" if self.waiting else super()._label(entries)
