"""An exercise of the runner's own."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless, read_whole
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.checks import tempo as check_tempo
from itbtui.rehab.log.choices import SIDES as SIDE_NAMES
from itbtui.rehab.log.entries import Entry, OwnExercise
from itbtui.rehab.protocol.figures import ORDER
from itbtui.widgets.choice_row import Choice, named
from itbtui.widgets.fields import ChoiceField, TypedField, read_text
from itbtui.widgets.form import Form

COUNTED = [Choice("reps", "repetitions"), Choice("seconds", "seconds")]
SIDES = [Choice("each", "one after the other"), Choice("together", "both at once")]


class OwnExerciseForm(Form):
    """An exercise that the protocol does not have, new or changed."""

    ABOUT = "An exercise of your own, to be led through with the others."
    REQUIRED = ("name", "amount")

    def __init__(self, logbook: Logbook, known: OwnExercise | None = None) -> None:
        super().__init__(logbook)
        self.known = self.edited = known
        self.TITLE_TEXT = "Change an exercise of your own" if known else "An exercise of your own"
        self.is_old = known is not None
        self.DRAFT = f"own-exercise {known.id}" if known else "own-exercise"

    def fields(self) -> ComposeResult:
        known = self.known
        amount = (known.reps or known.seconds) if known else None
        yield TypedField("name", "Name", read_text, shown=harmless(known.name) if known else "", long=True)
        yield ChoiceField("kind", "Kind", named(ORDER), known.kind if known else "strength")
        yield ChoiceField("counted", "Counted in", COUNTED, "seconds" if known and known.seconds else "reps")
        yield TypedField("amount", "In a set", read_whole, shown=str(amount) if amount else "")
        yield TypedField("sets", "Sets", read_whole, shown=str(known.sets or 1) if known else "", unit="1 if left open")
        tempo = known.tempo or "" if known else ""
        parts = self.logbook.protocol.progress.own_tempo
        usual = "-".join(str(seconds) for _, seconds in parts)
        label = f"Seconds {'-'.join(part for part, _ in parts)}"
        unit = f"{usual} if left open"
        yield TypedField("tempo", label, read_text, shown=tempo, unit=unit, check=check_tempo)
        yield ChoiceField("sides", "Legs", SIDES, known.sides if known else "each")
        yield ChoiceField("first", "Begins with", named(SIDE_NAMES[:2]), known.first if known else None)
        yield TypedField("cue", "What matters", read_text, shown=harmless(known.cue or "") if known else "", long=True)
        yield Static("A strength exercise of your own belongs to a complete strength session.", classes="hint")

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        others = {known.name for known in self.logbook.log.exercises if known != self.known}
        if values["name"] in others | {exercise.name for exercise in self.logbook.protocol.exercises}:
            raise EntryError("name", "there is an exercise of that name already")
        amount, counted = values.pop("amount"), values.pop("counted") or "reps"
        if not amount:
            raise EntryError("amount", "a set has at least one")
        given = {**values, "reps": None, "seconds": None, counted: amount}
        try:
            yield replace(self.known, **given) if self.known else OwnExercise(**given)
        except EntryError as error:
            raise EntryError("amount" if error.field == counted else error.field, error.problem) from error
