"""Log a run, or change one: distance, minutes and pain, a few questions when it hurt, the rest folded away."""

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from itbtui.logbook import clock
from itbtui.logbook.led_runs import LedRun, led_of, recorded_of
from itbtui.logbook.logbook import Logbook
from itbtui.measures import (
    ReadError,
    harmless,
    read_distance,
    read_minutes,
    read_number,
    read_time,
    read_whole,
    say_number,
)
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.choices import EFFORTS, SIDES, SURFACES, TERRAINS
from itbtui.rehab.log.entries import Entry, Run, WaitingRun
from itbtui.rehab.log.gear import shoes_in_use
from itbtui.rehab.protocol.reader import Span
from itbtui.widgets.choice_row import PAIN, YES_NO, named
from itbtui.widgets.fields import ChoiceField, Field, TypedField, distance_field, minutes_field, read_text, say_span
from itbtui.widgets.form import Form
from itbtui.widgets.mark_row import MarkField, MarkRow
from itbtui.wording.entries import describe
from itbtui.wording.forms import say_beside_a_run, say_pain_scale
from itbtui.wording.led_run import say_how_it_was

LIMP, CUT_SHORT, SWOLLEN, SWOLLEN_MUCH = "limp", "cut short", "swelling", "marked swelling"
SIGNS = (LIMP, CUT_SHORT, SWOLLEN, SWOLLEN_MUCH)
IN_SIGNS = ("limped", "stopped", "swelling")
WHEN_IT_HURT = ("onset_min", "onset_km", "worsened", *IN_SIGNS, "settle_h")

Onset = tuple[float | None, float | None]
"""The minute and the kilometre at which pain began."""


class RunForm(Form):
    """A new run, one that was led, an old one to change, or one that waits for its pain, which may have been said."""

    ABOUT = (
        "Distance and the worst pain on the outside of the knee are needed. Above pain 0 a few questions follow, "
        "because the rules read them; each can be left open, and is then unknown."
    )
    TITLE_TEXT = "Log a run"
    REQUIRED = ("distance_km", "pain")
    FIRST = "distance_km"

    def __init__(self, logbook: Logbook, run: Run | WaitingRun | LedRun | None = None, pain: int | None = None) -> None:
        super().__init__(logbook)
        self.led = run if isinstance(run, LedRun) else led_of(logbook, run) if isinstance(run, WaitingRun) else None
        self.run_ = recorded_of(logbook, run) if isinstance(run, LedRun) else run
        self.waiting = self.run_ if isinstance(self.run_, WaitingRun) else None
        self.is_old = isinstance(run, Run)
        self.edited = run if isinstance(run, Run) else None
        self.pain = run.pain if isinstance(run, Run | LedRun) else pain
        self.DRAFT = f"run {self.led.began}" if self.led else f"run {self.run_.id}" if self.run_ else "run"
        if self.waiting:
            self.TITLE_TEXT = (
                f"The {describe(self.waiting, self.logbook.manner, self.logbook.today)}: how was the knee?"
            )
            self.FIRST = "onset" if pain else "pain"
        elif self.led:
            self.TITLE_TEXT = say_how_it_was(hurt=self.led.hurt)
        elif run:
            self.TITLE_TEXT = "Change a run"

    def fields(self) -> ComposeResult:
        now = clock.now()
        run, say, limits = self.run_, self.logbook.manner, self.logbook.protocol.limits
        yield self.day_field(shown=str(self._known("date") or self.logbook.today))
        time = self._known("time") or (None if run else now)
        yield TypedField("time", "Began at", read_time, shown=f"{time:%H:%M}" if time else "")
        yield distance_field("distance_km", "Distance", self._known("distance_km"), say, limits.distance_km)
        yield minutes_field(self._known("minutes"), Run.CHECKS["minutes"], limits.minutes, "31:30")
        yield ChoiceField("pain", "Worst pain, outer knee", PAIN, self.pain)
        yield Static(say_pain_scale(self.logbook.protocol), classes="legend")
        with Vertical(id="hurt", classes="group hidden"):
            yield Static("The rules read these answers; what you leave open is unknown.", classes="hint")
            yield self._onset_field()
            yield ChoiceField("worsened", "Grew as you ran?", YES_NO, self._known("worsened"))
            yield MarkField(
                "signs", "Anything else?", MarkRow(SIGNS, (SWOLLEN, SWOLLEN_MUCH), name="signs"), self._known_signs()
            )
            yield self._number("settle_h", "Settled after", read_number, limits.settle_h, "h, until it was as before")
        shoes = [harmless(name) for name in shoes_in_use(self.logbook.log)]
        hours = self.logbook.protocol.thresholds.pain_relief_hours
        taken = f" ({shoes[0]})" if shoes and not run else ""
        yield from self.fold(
            f"which knee, pain relief, terrain, surface, effort, cadence, shoe{taken}, note",
            ChoiceField("side", "Which knee", named(SIDES), self._known("side")),
            ChoiceField("pain_relief", f"Pain relief, {hours} h before", YES_NO, self._known("pain_relief")),
            ChoiceField("terrain", "Terrain", named(TERRAINS), self._known("terrain")),
            ChoiceField("surface", "Surface", named(SURFACES), self._known("surface")),
            ChoiceField("camber", "Sloped road side?", YES_NO, self._known("camber")),
            ChoiceField("effort", "Effort", named(EFFORTS), self._known("effort")),
            self._number("rpe", "Effort felt", read_whole, limits.rpe, ""),
            self._number("cadence_spm", "Cadence", read_whole, limits.cadence_spm, "steps/min"),
            self._shoe_field(shoes),
            self._text("pain_elsewhere", "Pain elsewhere"),
            self._text("notes", "Note"),
        )

    def beside(self) -> str:
        return "" if self.is_old else say_beside_a_run(self.logbook.plan, self.logbook.log.runs, self.logbook.manner)

    def _known(self, key: str) -> Any:
        """Of a run that was led and recorded, what the one says or else the other."""
        told = self.led.known.get(key) if self.led else None
        return getattr(self.run_, key, None) if told is None else told

    def _number(self, key: str, label: str, read: Callable[[str], float], span: Span, unit: str) -> Field:
        value = self._known(key)
        shown = "" if value is None else say_number(value)
        check = Run.CHECKS[key]
        return TypedField(key, label, read, shown=shown, unit=unit, stands_for=value, check=check, span=say_span(span))

    def _text(self, key: str, label: str) -> Field:
        return TypedField(
            key, label, read_text, shown=harmless(self._known(key) or ""), long=True, check=Run.CHECKS[key]
        )

    def _shoe_field(self, known: list[str]) -> Field:
        """A new run is taken to be in the shoes worn last. Those in use are offered; any other name will do as well."""
        shown = harmless(self._known("shoe") or "") if self.run_ else next(iter(known), "")
        return TypedField(
            "shoe", "Shoe", self._shoe, shown=shown, unit="→ completes" if known else "", long=True, known=known
        )

    def _shoe(self, text: str) -> str:
        """The name as it is spelt already, where it is known."""
        spelt = {harmless(name).casefold(): name for name in shoes_in_use(self.logbook.log)}
        return spelt.get(text.casefold(), text)

    # --- when it hurt -------------------------------------------------------------------

    def _onset_field(self) -> Field:
        say = self.logbook.manner
        minutes, km = self._known("onset_min"), self._known("onset_km")
        said = [say_number(minutes)] if minutes is not None else []
        said += [say.distance(km * 1000)] if km is not None else []
        known = (minutes, km) if said else None
        unit = f"min, or 1.2 {say.units}"
        return TypedField("onset", "Began after", self._read_onset, shown=", ".join(said), unit=unit, stands_for=known)

    def _read_onset(self, text: str) -> Onset:
        """Minutes, a distance with its unit, or both with a comma and a blank between."""
        minutes: float | None = None
        km: float | None = None
        limits = self.logbook.protocol.limits
        for part in text.split(", "):
            if part.strip().lower().endswith(("km", "mi", "k")):
                km = read_distance(part, self.logbook.manner.units, limits.onset_km.low, limits.onset_km.high)
            else:
                minutes = read_minutes(part)
                if problem := Run.CHECKS["onset_min"](minutes):
                    raise ReadError(problem)
        return minutes, km

    def _known_signs(self) -> Iterable[str] | None:
        """What is known of limp, cut short and swelling; nothing where none of it was answered."""
        if all(self._known(key) is None for key in IN_SIGNS):
            return None
        swelling = {"mild": SWOLLEN, "marked": SWOLLEN_MUCH}.get(str(self._known("swelling")))
        found = [(LIMP, self._known("limped")), (CUT_SHORT, self._known("stopped")), (swelling, swelling)]
        return [sign for sign, is_there in found if sign and is_there]

    def _signs(self, marked: frozenset[str] | None) -> dict[str, Any]:
        """What the marks say of limp, cut short and swelling; as it was logged where nobody has changed them."""
        if not self.field("signs").was_changed:
            return {key: self._known(key) for key in IN_SIGNS}
        if marked is None:
            return dict.fromkeys(IN_SIGNS)
        swelling = "marked" if SWOLLEN_MUCH in marked else "mild" if SWOLLEN in marked else "none"
        return {"limped": LIMP in marked, "stopped": CUT_SHORT in marked, "swelling": swelling}

    @property
    def _is_about_pain(self) -> bool:
        """A painless run may still have taken long to settle or left a swelling: what an old one knows is shown."""
        return bool(self.field("pain").raw) or any(self._known(key) for key in WHEN_IT_HURT)

    def unfold(self) -> None:
        self.query_one("#hurt").set_class(not self._is_about_pain, "hidden")
        # On the day itself nobody knows yet how long the knee takes.
        is_today = self.day == self.logbook.today and not self.is_old
        self.field("settle_h").set_class(is_today and self.is_folded, "hidden")
        self._fit_time()

    def _fit_time(self) -> None:
        """The present time of day is no guess at that of another day's run."""
        time = self.field("time")
        if self.run_ or self.led or self.day is None:
            return
        if self.day != self.logbook.today and time.raw == time.initial:
            time.raw = ""

    # --- what it comes to ---------------------------------------------------------------

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        onset_min, onset_km = values.pop("onset") or (None, None)
        values |= {"onset_min": onset_min, "onset_km": onset_km, **self._signs(values.pop("signs"))}
        if not self._is_about_pain:
            # What was answered while the pain stood above 0 is no answer to a run without any.
            values |= dict.fromkeys(WHEN_IT_HURT)
        elif not values["pain"]:
            values |= dict.fromkeys(("onset_min", "onset_km", "worsened"))
        values["date"] = values["date"] or self.logbook.today
        try:
            if self.waiting:
                yield dataclasses.replace(self.waiting.with_pain(values["pain"]), **values)
            else:
                yield dataclasses.replace(self.run_, **values) if self.run_ else Run(**values)
        except EntryError as error:
            field = "onset" if error.field in ("onset_min", "onset_km") else error.field
            raise EntryError(field, error.problem) from None

    def instead_of(self) -> Iterable[Entry]:
        return [self.waiting] if self.waiting else []

    def _label(self, entries: list[Entry]) -> str:
        if not self.waiting:
            return super()._label(entries)
        return f"pain of the {describe(entries[0], self.logbook.manner, self.logbook.today)}"
