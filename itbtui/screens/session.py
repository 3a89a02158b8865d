"""Before the exercise session: what to do today, how long it takes, or going on where it was broken off."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from itbtui import clock
from itbtui.commands import bindings
from itbtui.rehab.coaching import say_dose, say_set
from itbtui.rehab.entries import Session
from itbtui.rehab.gates import exercise_names
from itbtui.rehab.log import NOTHING
from itbtui.rehab.plan import plan_of
from itbtui.rehab.playing import Tally, go_on_from
from itbtui.rehab.protocol import Kind, protocol
from itbtui.rehab.replay import replay
from itbtui.rehab.routine import Item, items, steps, total, warm_up
from itbtui.rehab.sessions import still_due, unfinished
from itbtui.rehab.telling import KIND_NAMES
from itbtui.rehab.words import count, harmless, say_list, say_minutes
from itbtui.screens.keeping import Start
from itbtui.screens.player import PlayerScreen
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from itbtui.app import ItbApp


def new_session() -> Session:
    now = clock.now().replace(microsecond=0)
    return Session(date=now.date(), started=now)


def start_of(itb: "ItbApp", chosen: Iterable[Item]) -> Start:
    chosen = tuple(chosen)
    return Start(new_session(), chosen, steps(chosen, itb.preferences.pauses), Tally())


def warm_up_start(itb: "ItbApp") -> Start:
    """One set of an exercise before a run is not noted: it would count as a day of hip strength, which it is not.

    It is short, so it is not gone on with: what was done of it counts as it stands.
    """
    chosen = tuple(warm_up(itb.standing))
    session = replace(new_session(), ended=clock.now().replace(microsecond=0))
    short = frozenset(protocol().warm_up.one_set)
    return Start(session, chosen, steps(chosen, itb.preferences.pauses), Tally(), unlogged=short, title="Warm-up")


def go_on_start(itb: "ItbApp", session: Session) -> Start:
    """Where a session was broken off: what was due before it, less what was done of it."""
    log = itb.logbook
    before = replace(log, sessions=tuple(other for other in log.sessions if other.id != session.id))
    standing = replay(before, itb.settings, itb.plan.on, protocol())
    begun = {row.exercise for row in session.exercises}
    chosen = tuple(items(standing, {*plan_of(standing).due, *begun}))
    tally = Tally()
    kept = tally.take_back_in(session.exercises, chosen)
    over = {row.exercise for row in kept}
    left = tuple(item for item in chosen if item.id not in over)
    todo = go_on_from(steps(left, itb.preferences.pauses), tally.sets, itb.preferences.pauses)
    return Start(session, left, tuple(todo), tally, kept)


def play(itb: "ItbApp", start: Start) -> None:
    """The player, and after it the question how the knee was, and what it all means."""

    def then(session: Session | None) -> None:
        itb.refresh_plan()
        if session is not None:
            names = exercise_names(itb.logbook, protocol())
            left_away = say_list(names[item.id].lower() for item in start.items if item.id in start.unlogged)
            end(
                itb,
                session,
                f"One set before a run is no strength session: {left_away} are not noted." if left_away else "",
            )

    itb.push_screen(PlayerScreen(start, itb.store), then)


def end(itb: "ItbApp", session: Session, hint: str = "") -> None:
    from itbtui.screens.session_end import SessionEnd

    itb.push_screen(SessionEnd(session, hint), itb.was_saved)


class SessionScreen(Screen[None]):
    ABOUT = "What to do in this session, and how long it takes. What is due is marked."
    DEFAULT_CSS = """
    SessionScreen #title { height: 1; margin: 0 2; text-style: bold; color: $primary; }
    SessionScreen #about { height: auto; margin: 1 2; }
    SessionScreen.-narrow #about { margin: 0 2; }
    SessionScreen #chosen, SessionScreen #chosen:focus {
        height: 1fr; margin: 0 2; text-wrap: nowrap; text-overflow: ellipsis;
    }
    SessionScreen #sum { height: 1; text-style: bold; margin: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("start")

    KEYS = ("proceed", "pop_screen", "finish", "select")

    def __init__(self) -> None:
        super().__init__()
        self.broken_off: Session | None = None
        self.start: Start | None = None

    @property
    def itb(self) -> "ItbApp":
        return cast("ItbApp", self.app)

    def compose(self) -> ComposeResult:
        self._look()
        yield Static("The exercise session", id="title")
        yield Static(self._about(), id="about", markup=False)
        if not self.start:
            yield CheckList(self._choices(), self._due(), headings=self._headings(), name="chosen")
        yield Static("", id="sum", markup=False)
        yield KeyBar()

    def _look(self) -> None:
        itb = self.itb
        resting = {*itb.settings.left_out, *itb.standing.resting}
        self.offered = items(itb.standing, exercise_names(itb.logbook, protocol()).keys() - resting)
        self.broken_off = unfinished(itb.logbook, itb.plan.on)
        start = go_on_start(itb, self.broken_off) if self.broken_off else None
        self.start = start if start and len(start.steps) > 1 else None

    def on_mount(self) -> None:
        self.itb.plan_changed.subscribe(self, lambda _: self.refresh(recompose=True))
        self._ready()

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
            return self.start is None
        return True

    # --- what is shown ----------------------------------------------------------------

    def _about(self) -> str:
        if self.start and self.broken_off:
            done = sum(len([amount for amount in row.sets if amount]) for row in self.broken_off.exercises)
            exercised = len({row.exercise for row in self.broken_off.exercises if row.done})
            return (
                f"Broken off today: {count(done, 'set')} of {count(exercised, 'exercise')} done.\n\n"
                f"Enter goes on: {say_set(self.start.steps[0])}.\n{self.itb.key('start.finish')} finishes it as it is."
            )
        if self.itb.standing.resting:
            names = exercise_names(self.itb.logbook, protocol())
            resting = say_list(names[name] for name in self.itb.standing.resting)
            return f"Resting after knee pain, until the pain-free days are there: {resting}."
        if not self._due():
            return "Nothing is due today. Space marks what you would like to do all the same."
        hurts = self.itb.key("player.hurts")
        return f"What is due today is marked; space changes that. Any knee pain: {hurts}, while it runs."

    def _due(self) -> list[str]:
        return still_due(self.itb.plan.due, self.itb.logbook.days.get(self.itb.plan.on.toordinal(), NOTHING))

    def _choices(self) -> list[tuple[str, str]]:
        return [(item.id, f"{harmless(item.name):<25} {say_dose(item):<16} {item.how}") for item in self.offered]

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
            told = f"{say_minutes(total(self.start.steps))} left"
        else:
            chosen = self._chosen()
            kinds = Counter(KIND_NAMES[item.kind].lower() for item in chosen)
            parts = [f"{kind} {number}" for kind, number in kinds.items()]
            seconds = total(steps(chosen, self.itb.preferences.pauses))
            told = f"{count(len(chosen), 'exercise')} ({', '.join(parts)}), {say_minutes(seconds)}" if chosen else ""
        self.query_one("#sum", Static).update(Content(told or "Nothing is marked. Space marks an exercise."))

    # --- keys -------------------------------------------------------------------------

    def action_proceed(self) -> None:
        start = self.start or start_of(self.itb, self._chosen())
        if not start.steps:
            return
        self.dismiss()
        play(self.itb, start)

    def action_kind(self, kind: str) -> None:
        """All exercises of a kind, or none of them."""
        names = {item.id for item in self.offered if item.kind == kind}
        chosen = self.query_one(CheckList)
        chosen.mark(chosen.marked - names if names <= chosen.marked else chosen.marked | names)
        self._sum()

    def action_finish(self) -> None:
        if self.broken_off:
            self.dismiss()
            ended = replace(self.broken_off, ended=clock.now().replace(microsecond=0))
            end(self.itb, ended)

    def action_by_hand(self) -> None:
        self.dismiss()
        self.itb.call_later(self.itb.action_log_session)
