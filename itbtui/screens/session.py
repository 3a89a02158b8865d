"""Before the exercise session: what to do today, how long it takes, or going on where it was broken off."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.sessions import (
    Start,
    ended_now,
    fitted,
    offered,
    rest_of,
    say_what_for,
    start_of,
)
from itbtui.measures import count, harmless, say_list, say_minutes
from itbtui.rehab.exercises.fitting import Fitted
from itbtui.rehab.exercises.routine import Item, total
from itbtui.rehab.log.entries import Session
from itbtui.rehab.protocol.figures import Kind
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.main_screen import NORMAL
from itbtui.widgets.questions import AskMinutes
from itbtui.wording.plan import KIND_NAMES
from itbtui.wording.session import say_dose, say_fit, say_length, say_set


class SessionScreen(LogScreen[None]):
    """What to do, before a session begins or goes on."""

    ABOUT = "What to do in this session, and how long it takes. What is due is marked."
    DEFAULT_CSS = """
    SessionScreen #about { height: auto; margin: 1 2; }
    SessionScreen.-narrow #about { margin: 0 2; }
    SessionScreen #chosen, SessionScreen #chosen:focus {
        height: 1fr; margin: 0 2; text-wrap: nowrap; text-overflow: ellipsis;
    }
    SessionScreen.-tall #chosen { height: auto; max-height: 70%; margin: 0 2 1 2; }
    SessionScreen #minutes { height: 1; margin: 0 2; }
    SessionScreen #sum { height: auto; max-height: 4; text-style: bold; margin: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("start")

    HERE = "The exercise session"
    KEYS = ("proceed", "pop_screen", "finish", "select")

    def __init__(self, logbook: Logbook, minutes: int | None = None) -> None:
        """``minutes`` are how many there are; without them the session takes what it takes."""
        super().__init__(logbook)
        self.minutes = minutes
        self._columns = 0
        """For which the list was drawn."""
        self.offered: Sequence[Item] = ()
        self._fits: Fitted | None = None
        """What is marked, as it fits into the time."""
        self.broken_off: Session | None = None
        self.start: Start | None = None

    def compose(self) -> ComposeResult:
        self._look()
        yield Static(self._about(), id="about", markup=False)
        if not self.start:
            yield CheckList(self._choices().items(), self._due(), headings=self._headings(), name="chosen")
            yield Static("", id="minutes", markup=False)
        yield Static("", id="sum", markup=False)
        yield KeyBar()

    def on_resize(self) -> None:
        if self._columns not in (0, self.app.size.width):
            self._sum()

    def _look(self) -> None:
        self.offered = offered(self.logbook)
        self.broken_off = self.logbook.broken_off
        self.start = rest_of(self.logbook, self.broken_off) if self.broken_off else None

    def on_mount(self) -> None:
        self._ready()

    def log_changed(self) -> None:
        self.refresh(recompose=True)

    async def recompose(self) -> None:
        await super().recompose()
        self._ready()

    def _ready(self) -> None:
        if not self.start:
            chosen = self.query_one(CheckList)
            chosen.focus()
            first = next((item.id for item in self.offered if item.id in chosen.marked), self.offered[0].id)
            chosen.highlighted = chosen.get_option_index(first)
        self._sum()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "finish":
            return self.start is not None
        if action == "kind":
            return self.start is None and any(item.kind == parameters[0] for item in self.offered)
        if action in ("shift", "minutes"):
            return self.start is None
        return action != "proceed" or self.start is not None or bool(self._fits and self._fits.items)

    # --- what is shown ----------------------------------------------------------------

    def _about(self) -> str:
        if self.start and self.broken_off:
            done = sum(len([amount for amount in row.sets if amount]) for row in self.broken_off.exercises)
            exercised = len({row.exercise for row in self.broken_off.exercises if row.done})
            day = self.broken_off.date
            when = "today" if day == self.logbook.today else self.logbook.manner.day(day)
            return (
                f"Broken off {when}: {count(done, 'set')} of {count(exercised, 'exercise')} done.\n\n"
                f"Enter goes on: {say_set(self.start.steps[0])}.\n{self.key('start.finish')} finishes it as it is."
            )
        if self.logbook.standing.resting:
            names = self.logbook.exercise_names
            resting = say_list(names[name] for name in self.logbook.standing.resting)
            return f"Resting after knee pain, until the pain-free days are there: {resting}."
        if not self._due():
            return "Nothing is due today. Space marks what you would like to do all the same."
        hurts = self.key("player.hurts")
        return f"What is due today is marked; space changes that. Knee pain on the way: {hurts}."

    def _due(self) -> list[str]:
        return self.logbook.still_due

    def _choices(self, found: Fitted | None = None) -> dict[str, str]:
        """Each exercise with its dose: as it is fitted, where it is."""
        fits = {item.id: item for item in found.items} if found else {}
        out = {item.id for item in found.left_out} if found else set()
        self._columns = self.app.size.width
        is_wide = self._columns >= NORMAL
        return {
            item.id: f"{harmless(item.name):<25} "
            f"{'no time' if item.id in out else say_dose(fits.get(item.id, item)):<16} {item.how if is_wide else ''}"
            for item in self.offered
        }

    def _headings(self) -> dict[str, str]:
        """Above the first exercise of each kind."""
        first: dict[Kind, str] = {}
        for item in self.offered:
            first.setdefault(item.kind, item.id)
        return {name: KIND_NAMES[kind] for kind, name in first.items()}

    def _chosen(self) -> list[Item]:
        marked = self.query_one(CheckList).marked
        return [item for item in self.offered if item.id in marked]

    @on(OptionList.OptionSelected)
    def _sum(self) -> None:
        if self.start:
            self.query_one("#sum", Static).update(f"{say_minutes(total(self.start.steps))} left")
            return
        self._fits = found = fitted(self.logbook, self._chosen(), self.minutes)
        self.refresh_bindings()
        self.query_one(CheckList).relabel(self._choices(found))
        self.query_one("#minutes", Static).update(self._lengths())
        self.query_one("#sum", Static).update(Content(self._told(found)))

    def _told(self, found: Fitted) -> str:
        if found.items:
            what_for = say_what_for(self.logbook, found.items)
            return "\n".join(filter(None, (say_length(found.items, self.logbook.pauses), what_for, say_fit(found))))
        if found.left_out:
            return f"Nothing of it fits into {self.minutes} min."
        return "Nothing is marked. Space marks an exercise."

    def _lengths(self) -> Content:
        """The lengths to choose from, the chosen one in brackets; one that was typed stands among them."""
        parts = [
            Content.styled(f"[{label}]", "bold") if minutes == self.minutes else Content(f" {label} ")
            for minutes, label in ((m, "all" if m is None else f"{m} min") for m in self._steps())
        ]
        keys = " ".join(map(self.key, ("start.shorter", "start.longer", "start.minutes")))
        return Content(" ").join([Content("Time "), *parts, Content.styled(f" {keys}", "$foreground-muted")])

    def _steps(self) -> list[int | None]:
        known = set(self.logbook.protocol.fitting.choices)
        return [*sorted(known | ({self.minutes} if self.minutes else set())), None]

    # --- keys -------------------------------------------------------------------------

    def action_proceed(self) -> None:
        start = self.start or (start_of(self.logbook, self._fits.items) if self._fits else None)
        if start is None or not start.steps:
            return
        self.dismiss()
        self.desk.play(start)

    def action_kind(self, kind: str) -> None:
        """All exercises of a kind, or none of them."""
        names = {item.id for item in self.offered if item.kind == kind}
        chosen = self.query_one(CheckList)
        chosen.mark(chosen.marked - names if names <= chosen.marked else chosen.marked | names)
        self._sum()

    def action_shift(self, by: int) -> None:
        """To the next shorter or longer session."""
        lengths = self._steps()
        self.minutes = lengths[max(0, min(lengths.index(self.minutes) + by, len(lengths) - 1))]
        self._sum()

    async def action_minutes(self) -> None:
        def then(minutes: int | None) -> None:
            self.minutes = minutes or self.minutes
            self._sum()

        await self.app.push_screen(AskMinutes(self.logbook.protocol.fitting.minutes), then)

    def action_finish(self) -> None:
        if self.broken_off:
            self.dismiss()
            self.desk.open("session-end", ended_now(self.broken_off))

    def action_by_hand(self) -> None:
        self.dismiss()
        self.desk.call_later(self.desk.open, "exercises")
