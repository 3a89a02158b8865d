"""The runner's own routine: what to leave out, the order, doses and levels, and exercises of one's own."""

from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from itbtui.data.store import StoreError
from itbtui.keys.actions import BY_ID, bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless
from itbtui.rehab.exercises.progressions import level
from itbtui.rehab.exercises.routine import dose_of, item_of
from itbtui.rehab.log.entries import Dose, Entry, OwnExercise, Progression
from itbtui.rehab.log.sessions import exercises
from itbtui.rehab.protocol.figures import ORDER, Exercise
from itbtui.widgets.figure import Figure, Shown
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.main_screen import NORMAL
from itbtui.widgets.questions import AskSure
from itbtui.wording.keys import ask_to_delete
from itbtui.wording.plan import KIND_NAMES
from itbtui.wording.session import say_dose

LABEL = "change of the routine"
SECONDS_STEP = 5


class RoutineList(OptionList):
    """A list would scroll with these keys."""

    BINDINGS: ClassVar[list[BindingType]] = [BY_ID["routine.more"].binding, BY_ID["routine.less"].binding]


class RoutineScreen(LogScreen[None]):
    """Each change is kept at once; those of one visit are one action to undo."""

    ABOUT = (
        "Your own routine: what to leave out, in which order, how much, at which level, and exercises of your "
        "own. Each change counts at once."
    )
    DEFAULT_CSS = """
    RoutineScreen #list, RoutineScreen #list:focus {
        height: 1fr; border: none; background: transparent; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis;
    }
    RoutineScreen Figure { display: none; width: 34; height: 10; margin: 1 2; }
    RoutineScreen.-wide Figure { display: block; }
    RoutineScreen #about { height: 6; padding: 0 2; border-top: solid $border-blurred; }
    RoutineScreen.-narrow #about { height: 5; }
    """
    HERE = "Your own routine"
    KEYS = (
        "include",
        "leave",
        "screen.dose(1)",
        "sets(1)",
        "edit",
        "delete",
        "level(1)",
        "shift(-1)",
        "add",
        "undo",
        "reset",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("routine")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._goes_on = False
        self._wanted: str | None = None
        """The exercise to stand on when the list is drawn next."""
        self._columns = 0
        """For which it was drawn."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield RoutineList(id="list")
            yield Figure(lambda: 0.0, still=True)
        yield Static(id="about")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.show()

    def log_changed(self) -> None:
        self.show()

    def on_resize(self) -> None:
        if self._columns not in (0, self.app.size.width):
            self.show()

    # --- what is shown ------------------------------------------------------------------

    def show(self) -> None:
        """Lists all exercises by kind; the cursor stays on the one it was on."""
        options = self.query_one(OptionList)
        wanted = self._wanted or (self.chosen.id if self.chosen else None)
        self._wanted, self._columns = None, self.app.size.width
        self.known: list[Exercise | OwnExercise] = []
        rows: list[Option] = []
        for kind in ORDER:
            rows.append(Option(Content.styled(KIND_NAMES[kind], "bold $primary"), disabled=True))
            for exercise in exercises(self.logbook.log, self.logbook.protocol, kind, self.logbook.settings.order):
                self.known.append(exercise)
                rows.append(Option(self._row(exercise), exercise.id))
        options.clear_options()
        options.add_options(rows)
        ids = [exercise.id for exercise in self.known]
        options.highlighted = options.get_option_index(wanted if wanted in ids else ids[0])
        self._tell()

    def _row(self, exercise: Exercise | OwnExercise) -> Content:
        item = item_of(self.logbook.standing, exercise)
        is_out = exercise.id in self.logbook.settings.left_out
        rests = "  rests after knee pain" if exercise.id in self.logbook.standing.resting else ""
        how = item.how if self.app.size.width >= NORMAL else ""
        text = f"{harmless(item.name):<26} {say_dose(item):<18} {how}{rests}"
        return Content.assemble(f"[{' ' if is_out else 'x'}] ", (text, "$foreground-muted" if is_out else ""))

    @property
    def chosen(self) -> Exercise | OwnExercise | None:
        """The exercise under the cursor."""
        option = self.query_one(OptionList).highlighted_option
        return next((e for e in getattr(self, "known", []) if option and e.id == option.id), None)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        if (exercise := self.chosen) is None:
            return
        self.query_one(Figure).show(Shown(exercise.id, "right"), going=False)
        lines = list(_about(exercise))
        if isinstance(exercise, Exercise):
            unit = "reps" if exercise.reps else "s"
            low, high = int(exercise.bounds.low), int(exercise.bounds.high)
            by_itself = "follows what you did last time" if exercise.reps else "the low end"
            dose = self._dose(exercise)
            how = "set by you; backspace lets it go by itself" if dose else by_itself
            sets = self.logbook.protocol.limits.sets
            lines.insert(0, f"Dose {low} to {high} {unit}, {sets.low:g} to {sets.high:g} sets: {how}.")
        self.query_one("#about", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        exercise = self.chosen if self.is_mounted else None
        if action in ("edit", "delete"):
            return isinstance(exercise, OwnExercise)
        if action in ("dose", "free", "sets"):
            return isinstance(exercise, Exercise)
        if action == "level":
            return isinstance(exercise, Exercise) and bool(exercise.levels)
        return True

    # --- changes ------------------------------------------------------------------------

    def _settle(self, **changes: Any) -> None:
        """Keeps changed settings."""
        settings = replace(self.logbook.kept_settings, **changes)
        if self._try(lambda: self.logbook.save(settings=settings, label=LABEL, going_on=self._goes_on)):
            self._goes_on = True

    def _try(self, change: Any) -> bool:
        try:
            change()
        except StoreError as error:
            self.notify(f"{error}.", title="Not changed", severity="error", markup=False)
            return False
        return True

    @on(OptionList.OptionSelected)
    def action_include(self) -> None:
        if exercise := self.chosen:
            out = self.logbook.settings.left_out
            is_out = exercise.id in out
            self._settle(left_out=tuple(o for o in out if o != exercise.id) if is_out else (*out, exercise.id))

    def action_dose(self, way: int) -> None:
        exercise = self.chosen
        if not isinstance(exercise, Exercise):
            return
        now = item_of(self.logbook.standing, exercise).amount
        wanted = now + way * (1 if exercise.reps else SECONDS_STEP)
        amount = int(max(exercise.bounds.low, min(wanted, exercise.bounds.high)))
        if amount != now:
            known = self._dose(exercise)
            self._set_dose(exercise, Dose(exercise.id, amount, known.sets if known else None))

    def action_sets(self, sets: int) -> None:
        if isinstance(exercise := self.chosen, Exercise):
            known = self._dose(exercise)
            self._set_dose(exercise, Dose(exercise.id, known.amount if known else None, sets))

    def _dose(self, exercise: Exercise) -> Dose | None:
        return dose_of(self.logbook.settings, exercise.id)

    def action_free(self) -> None:
        if isinstance(exercise := self.chosen, Exercise):
            self._set_dose(exercise, None)

    def _set_dose(self, exercise: Exercise, dose: Dose | None) -> None:
        others = tuple(other for other in self.logbook.settings.doses if other.exercise != exercise.id)
        self._settle(doses=(*others, dose) if dose else others)

    def action_shift(self, way: int) -> None:
        """Before or behind the neighbour of the same kind."""
        exercise = self.chosen
        if exercise is None:
            return
        order = [other.id for other in self.known]
        place = order.index(exercise.id)
        other = place + way
        if 0 <= other < len(order) and self.known[other].kind == exercise.kind:
            order[place], order[other] = order[other], order[place]
            self._settle(order=tuple(order))

    def action_level(self, way: int) -> None:
        exercise = self.chosen
        if not isinstance(exercise, Exercise) or not 0 <= level(self.logbook.log, exercise) + way < len(
            exercise.levels
        ):
            return
        answer = Progression(date=self.logbook.today, exercise=exercise.id, change="harder" if way > 0 else "easier")
        self._try(lambda: self.logbook.save(answer, label=f"level of {exercise.name.lower()}"))
        self._goes_on = False

    def action_add(self) -> None:
        self.desk.open("own-exercise", then=self._was_saved)

    def action_edit(self) -> None:
        if isinstance(exercise := self.chosen, OwnExercise):
            self.desk.open("own-exercise", exercise, then=self._was_saved)

    def _was_saved(self, entries: list[Entry] | None) -> None:
        if entries:
            self._goes_on = False
            self._wanted = entries[0].id
            self.show()

    def action_delete(self) -> None:
        exercise = self.chosen
        if not isinstance(exercise, OwnExercise):
            return
        if any(row.exercise == exercise.id for session in self.logbook.log.sessions for row in session.exercises):
            self.notify("It stands in sessions, so it stays; space leaves it out.", title="Not deleted")
            return
        question = ask_to_delete(f"exercise {harmless(exercise.name)}")
        self.app.push_screen(AskSure(question), lambda sure: self._delete(exercise) if sure else None)

    def _delete(self, exercise: OwnExercise) -> None:
        settings = replace(
            self.logbook.kept_settings,
            left_out=tuple(name for name in self.logbook.settings.left_out if name != exercise.id),
            order=tuple(name for name in self.logbook.settings.order if name != exercise.id),
        )
        if self._try(
            lambda: self.logbook.delete(exercise, settings=settings, label="deletion of an exercise of your own")
        ):
            self._goes_on = False
            self.notify(
                f"{harmless(exercise.name)}. {self.key('routine.undo')} takes it back.",
                title="Deleted",
                markup=False,
            )

    def action_reset(self) -> None:
        """The protocol's routine again; exercises of one's own stay, left out."""
        own = tuple(exercise.id for exercise in self.logbook.log.exercises)
        self._goes_on = False
        self._settle(left_out=own, order=(), doses=())
        undo = self.key("routine.undo")
        self.notify(f"As the protocol has it; your own exercises are left out. {undo} takes it back.", title="Reset")

    async def action_undo(self) -> None:
        self._goes_on = False
        await self.run_action("app.undo")

    def action_leave(self) -> None:
        self.dismiss()

    def action_cursor(self, way: str) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if way == "down" else options.action_cursor_up()


def _about(exercise: Exercise | OwnExercise) -> list[str]:
    if isinstance(exercise, OwnExercise):
        return [harmless(exercise.cue or "An exercise of your own.")]
    levels = f" Levels: {' › '.join(exercise.levels)}." if exercise.levels else ""
    return [f"For: {exercise.target}.{levels}", " ".join(exercise.cues)]
