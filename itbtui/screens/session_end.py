"""The end of an exercise session: how the knee was in it, and what got easy. Also changes a session of long ago."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from itbtui.rehab.checks import EntryError
from itbtui.rehab.entries import SKIPPED_FOR_PAIN, Entry, ExerciseDone, Progression, Session
from itbtui.rehab.gates import exercise_names
from itbtui.rehab.progress import Offer, offers
from itbtui.rehab.protocol import protocol
from itbtui.rehab.rules import worst_by_exercise
from itbtui.rehab.words import harmless, say_day
from itbtui.screens.form import Form
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.fields import ChoiceField, Field, TypedField, read_text
from itbtui.widgets.strip import PAIN, Choice, Strip

ANSWERS = [Choice("harder", "yes, next time"), Choice("same", "not yet")]


class SessionEnd(Form):
    """Asks once for all exercises that nothing was said about, and for each that hurt."""

    DEFAULT_CSS = """
    SessionEnd #done { margin-bottom: 1; height: auto; }
    SessionEnd Field .label { width: 27; }
    SessionEnd .legend { padding-left: 28; }
    SessionEnd #offers .question { margin: 1 0 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Later: what was done is kept")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.TITLE_TEXT = f"How was the knee in the exercises of {say_day(session.date)}?"
        worst = worst_by_exercise(session.exercises)
        self.offered: list[Offer] = []
        self.hurt = {name: pain for name, pain in worst.items() if pain}
        self.others = [name for name in worst if name not in self.hurt and self._was_done(name)]
        """Done, and without a knee pain so far."""
        self.known = None if any(worst[name] is None for name in self.others) else 0

    def _was_done(self, name: str) -> bool:
        return any(row.done for row in self.session.exercises if row.exercise == name)

    def fields(self) -> ComposeResult:
        names = exercise_names(self.itb.logbook, protocol())
        yield Static("\n".join(self._summary(names)), id="done", markup=False)
        for number, (name, pain) in enumerate(self.hurt.items()):
            yield ChoiceField(f"hurt-{number}", names[name], PAIN, pain)
        if self.others:
            label = "Pain in the others" if self.hurt else "Worst knee pain"
            yield ChoiceField("pain", label, PAIN, self.known)
            yield Static("0 none to 10 worst. Left open it is unknown, which opens no gate.", classes="legend")
        with Vertical(id="which", classes="group hidden"):
            yield Static("In which exercise did the knee hurt? Space marks.", classes="hint")
            choices = [(name, names[name]) for name in self.others]
            yield CheckList(choices, (), name="hurt")
        with Vertical(id="offers", classes="group hidden"):
            self.offered = self._offers()
            for number, offer in enumerate(self.offered):
                yield Static(
                    f"{offer.exercise.name}: the top of the range twice, without pain. Go on with {offer.words}?",
                    classes="question",
                    markup=False,
                )
                yield ChoiceField(f"offer-{number}", "", ANSWERS)
        notes = harmless(self.session.notes or "")
        yield TypedField("notes", "Note", read_text, shown=notes, long=True)

    def _summary(self, names: dict[str, str]) -> Iterable[str]:
        rows: dict[str, list[ExerciseDone]] = {}
        for row in self.session.exercises:
            rows.setdefault(row.exercise, []).append(row)
        for name, found in rows.items():
            yield f"{names[name]:<26} {'   '.join(map(_say_row, found))}"

    def _offers(self) -> list[Offer]:
        """What would be offered if nothing had hurt."""
        log = self.itb.logbook
        if any(session.date > self.session.date for session in log.sessions):
            return []
        calm = replace(self.session, exercises=tuple(self._with_pain({"pain": 0}, set())))
        others = [session for session in log.sessions if session.id != calm.id]
        easy = offers(replace(log, sessions=(*others, calm)), self.itb.settings, protocol())
        done = {row.exercise for row in calm.exercises if row.done}
        return [offer for offer in easy if offer.exercise.id in done]

    def prepare(self) -> None:
        self._unfold()

    @on(Strip.Changed, "#pain")
    def _unfold(self) -> None:
        pain = self.field("pain").raw if self.others else 0
        self.query_one("#which").set_class(not pain, "hidden")
        self.query_one("#offers").set_class(pain != 0 or not self.query("#offers ChoiceField"), "hidden")

    def focus_first(self) -> None:
        fields = list(self.query(Field))
        first = next((field for field in fields if field.key == "pain"), fields[0])
        self.set_focus(first.editor)

    def next_question(self) -> Field | None:
        """From the pain to what it opens: an offer that is not answered."""
        self._unfold()
        if self.query_one("#offers").has_class("hidden"):
            return None
        offered = list(self.query("#offers ChoiceField").results(Field))
        here = next((n for n, field in enumerate(offered) if field.has_focus_within), -1)
        return next((field for field in offered[here + 1 :] if field.raw is None), None)

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        marked = self.query_one("#hurt", CheckList).marked if values.get("pain") else set()
        if values.get("pain") and not marked:
            if len(self.others) > 1:
                raise EntryError("pain", "mark the exercise in which the knee hurt")
            marked = set(self.others)
        rows = tuple(self._with_pain(values, marked))
        yield replace(self.session, exercises=rows, notes=values["notes"])
        if values.get("pain", 0) == 0:
            for number, offer in enumerate(self.offered):
                if answer := values[f"offer-{number}"]:
                    yield Progression(date=self.session.date, exercise=offer.exercise.id, change=answer)

    def _with_pain(self, values: dict[str, Any], marked: set[str]) -> Iterable[ExerciseDone]:
        """The rows with what was answered; a row that was only skipped says nothing of the knee."""
        for row in self.session.exercises:
            if row.exercise in self.hurt:
                key = f"hurt-{list(self.hurt).index(row.exercise)}"
                yield replace(row, pain=values.get(key, row.pain)) if row.pain else row
            elif not row.done:
                yield row
            else:
                pain = values.get("pain")
                yield replace(row, pain=pain if row.exercise in marked or not pain else 0)


def _say_row(row: ExerciseDone) -> str:
    side = f"{row.side} " if row.side in ("left", "right") else ""
    if not row.done:
        why = "stopped for pain" if row.skipped == SKIPPED_FOR_PAIN else f"skipped, {harmless(row.skipped or '')}"
        return side + why + (f" {row.pain}" if row.pain else "")
    sets = " ".join(str(amount) if amount else "–" for amount in row.sets)
    load = row.band or (f"{row.load_kg:g} kg" if row.load_kg else "")
    hurt = f", pain {row.pain}" if row.pain else ""
    return f"{side}{sets}{f' ({harmless(load)})' if load else ''}{hurt}"
