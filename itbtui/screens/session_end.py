"""The end of an exercise session: how the knee was in it, and what got easy. Also changes a session of long ago."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from itbtui.keys.actions import bindings
from itbtui.logbook.chosen_session import forget
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.sessions import offers_if_calm
from itbtui.measures import harmless
from itbtui.rehab.exercises.answers import Asked, answered
from itbtui.rehab.exercises.player import NOT_TODAY
from itbtui.rehab.exercises.progressions import Offer
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import SKIPPED_FOR_PAIN, Entry, ExerciseDone, Progression, Session
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.choice_row import PAIN, Choice
from itbtui.widgets.fields import ChoiceField, TypedField, read_text
from itbtui.widgets.form import Form
from itbtui.wording.session_lines import say_offer
from itbtui.wording.session_rows import EXAMPLE, TypedRow, read_row, say_load, say_row, tell_row

ANSWERS = [Choice("harder", "yes, next time"), Choice("same", "not yet")]


class SessionEnd(Form):
    """Asks once for all that nothing was said about, and again for each exercise that hurt.

    With ``changes`` sides, sets, loads and the day can be put right, too; ``hint`` is something to know about them.
    """

    ABOUT = "How the knee was in the exercises. Left open it stays unknown, and the day is not a pain-free one."
    DEFAULT_CSS = """
    SessionEnd #done { margin-bottom: 1; height: auto; }
    SessionEnd Field .label { width: 27; }
    SessionEnd.-narrow Field .label { width: 18; }
    SessionEnd #offers .question { margin: 1 0 0 0; }
    SessionEnd #changes { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("end")

    def __init__(self, logbook: Logbook, session: Session, hint: str = "", changes: bool = False) -> None:
        super().__init__(logbook)
        self.session = session
        self._in_log = next((one for one in logbook.log.sessions if one.id == session.id), None)
        self.hint = hint
        self.changes = changes
        self.is_old = True
        self.DRAFT = f"session-end {session.id}"
        day = self.logbook.manner.day(session.date)
        self.TITLE_TEXT = f"The session of {day}" if changes else f"The knee in the exercises of {day}"
        self.offered: list[Offer] = []
        self.asked = Asked.of(session.exercises)

    def fields(self) -> ComposeResult:
        names = self.logbook.exercise_names
        if self.changes:
            with Vertical(id="changes", classes="group"):
                for number, row in enumerate(self.session.exercises):
                    yield _row_field(number, row, names[row.exercise])
                yield Static(f"Side, sets, load: {EXAMPLE} or red band.", classes="legend")
                yield self.day_field(shown=str(self.session.date))
        else:
            yield Static("\n".join(self._summary(names)), id="done", markup=False)
        if self.hint:
            yield Static(self.hint, classes="hint", markup=False)
        for number, (name, pain) in enumerate(self.asked.hurt.items()):
            yield ChoiceField(f"hurt-{number}", f"Pain: {names[name]}", PAIN, pain)
        if self.asked.anything:
            known = None if self.asked.is_open else 0
            yield ChoiceField("pain", "Worst pain in all else" if self.asked.hurt else "Worst knee pain", PAIN, known)
            yield Static("0 none to 10 worst. Left open it stays unknown.", classes="legend")
        with Vertical(id="which", classes="group hidden"):
            yield Static("In which exercise did the knee hurt? Space marks.", classes="hint")
            yield CheckList([(name, names[name]) for name in self.asked.others], (), name="where")
        with Vertical(id="offers", classes="group hidden"):
            self.offered = offers_if_calm(self.logbook, self.session)
            for number, offer in enumerate(self.offered):
                yield Static(say_offer(offer, self.logbook.protocol.progress), classes="question", markup=False)
                yield ChoiceField(f"offer-{number}", "Take it?", ANSWERS)
        notes = TypedField("notes", "Note", read_text, shown=harmless(self.session.notes or ""), long=True)
        if self.asked.anything:
            yield from self.fold("note", notes)
        else:
            yield notes

    def _summary(self, names: dict[str, str]) -> Iterable[str]:
        rows: dict[str, list[ExerciseDone]] = {}
        for row in self.session.exercises:
            rows.setdefault(row.exercise, []).append(row)
        for name, found in rows.items():
            yield f"{names[name]:<26} {'   '.join(map(_say_row, found))}"

    def unfold(self) -> None:
        pain = self.field("pain").raw if self.asked.anything else 0
        self.query_one("#which").set_class(not pain or len(self.asked.others) < 2, "hidden")
        self.query_one("#offers").set_class(pain != 0 or not self.offered, "hidden")

    def focus_first(self) -> None:
        # What was noted as pain is not the first thing that a stray digit meets.
        first = "row-0" if self.changes and self.session.exercises else "pain" if self.asked.anything else "notes"
        self.set_focus(self.field(first).editor)

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        marked = self.query_one("#where", CheckList).marked if values.get("pain") else set()
        if values.get("pain") and not marked:
            if len(self.asked.others) > 1:
                raise EntryError("where", "mark the exercise in which the knee hurt")
            marked = set(self.asked.others)
        said = {name: values[f"hurt-{number}"] for number, name in enumerate(self.asked.hurt)}
        corrected = {name: pain for name, pain in said.items() if pain != self.asked.hurt[name]}
        rows = answered(self._rows(values), values.get("pain"), marked, corrected)
        day = values.get("date") or self.session.date
        yield replace(self.session, date=day, exercises=rows, notes=values["notes"])
        if values.get("pain", 0) == 0:
            for number, offer in enumerate(self.offered):
                if answer := values[f"offer-{number}"]:
                    yield Progression(date=day, exercise=offer.exercise.id, change=answer)

    def seen(self) -> Mapping[str, Entry | None]:
        return {self.session.id: self._in_log}

    def action_save(self) -> None:
        super().action_save()
        if self._saved:
            forget(self.logbook, self.session.id)

    def _rows(self, values: dict[str, Any]) -> Iterable[ExerciseDone]:
        """The rows as they are now. Raises EntryError."""
        sides = set()
        for number, row in enumerate(self.session.exercises):
            typed: TypedRow | None = values.get(f"row-{number}")
            if self.changes and typed != TypedRow.of(row):
                row = _put_right(row, typed)
            if (row.exercise, row.side) in sides:
                raise EntryError(f"row-{number}", f"{row.side or 'no side'} stands twice for this exercise")
            sides.add((row.exercise, row.side))
            yield row


def _row_field(number: int, row: ExerciseDone, name: str) -> TypedField:
    return TypedField(
        f"row-{number}",
        name,
        read_row,
        shown=say_row(row),
        stands_for=TypedRow.of(row),
        unit=_why(row),
        tell=tell_row,
        long=True,
    )


def _put_right(row: ExerciseDone, typed: TypedRow | None) -> ExerciseDone:
    """The row with what was typed for it; a line that was emptied was not done."""
    if typed is None:
        return replace(row, sets=(), skipped=row.skipped or NOT_TODAY)
    done = replace(row, side=typed.side or row.side, sets=typed.sets)
    if say_load(typed.load) != say_load(TypedRow.of(row).load):
        done = replace(done, load=typed.load.kind, load_kg=typed.load.kg, band=typed.load.band)
    return replace(done, skipped=None if any(typed.sets) else row.skipped or NOT_TODAY)


def _why(row: ExerciseDone) -> str:
    """Why nothing of it was done, where nothing was."""
    if row.done:
        return ""
    return "stopped for pain" if row.skipped == SKIPPED_FOR_PAIN else f"skipped, {harmless(row.skipped or '')}"


def _say_row(row: ExerciseDone) -> str:
    side = f"{row.side} " if row.side in ("left", "right") else ""
    hurt = f", pain {row.pain}" if row.pain else ""
    if not row.done:
        return side + _why(row) + hurt
    sets = " ".join(str(amount) if amount else "–" for amount in row.sets)
    load = harmless(say_load(TypedRow.of(row).load))
    return f"{side}{sets}{f' ({load})' if load else ''}{hurt}"
