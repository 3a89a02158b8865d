"""Runs that wait for their pain, the ladder's and the newest first: a digit says it and goes to the next."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from itbtui.data.store import StoreError
from itbtui.keys.actions import bindings
from itbtui.logbook.led_runs import by_how_it_is_asked, step_of
from itbtui.logbook.logbook import Logbook
from itbtui.measures import count, harmless, one_line
from itbtui.rehab.log.entries import Entry, WaitingRun
from itbtui.rehab.plan.waiting import still_asked
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.questions import AskMany
from itbtui.wording.entries import describe
from itbtui.wording.led_run import say_step_of_day
from itbtui.wording.waiting import ask_of_many, say_many, say_old

TEN = "t"
"""The key for a pain that has no digit."""


class WaitingScreen(LogScreen[None]):
    """Asks for the pain of runs that came without it, one after the other."""

    ABOUT = (
        "What a watch or a site gave says nothing of the knee. Until you do, such a run is no painless one: no rule "
        "judges it, and its day is no pain-free day."
    )
    DEFAULT_CSS = """
    WaitingScreen { align: center top; }
    WaitingScreen Vertical { width: 100%; max-width: 90; height: auto; padding: 1 2; }
    WaitingScreen Static { height: auto; margin-bottom: 1; }
    """
    HERE = "Pain of imported runs"
    BINDINGS: ClassVar[list[BindingType]] = bindings("waiting")
    KEEPS_PLAN = True
    """The plan is made anew once, on leaving: there may be hundreds of answers."""

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._left: list[WaitingRun] = []
        self._still_asked: list[WaitingRun] = []
        self._answered: list[WaitingRun] = []

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="run")
            yield Static(
                "The worst pain on the outside of the knee in this run: 0 to 9, or t for 10.\nAbove 0, a few questions "
                f"follow. What you do not know any more {self.key('waiting.skip')} leaves open: that is not 0.",
                id="question",
            )
            yield Static(id="problem", markup=False)
        yield KeyBar()

    @property
    def shown(self) -> WaitingRun | None:
        """The run that is asked about; None once there is none left."""
        return self._left[-1] if self._left else None

    def on_mount(self) -> None:
        self._left = by_how_it_is_asked(self.logbook)
        self._still_asked = still_asked(self.logbook.log, self.logbook.plan)
        self._show()

    def _show(self) -> None:
        """The next run that waits, or the end of it."""
        if self.shown is None:
            self.action_leave()
        else:
            self.query_one("#run", Static).update(self._told(self.shown))

    def _told(self, run: WaitingRun) -> Content:
        say = self.logbook.manner
        parts = [say.distance(run.metres)]
        parts += [f"{run.minutes:.0f} min"] if run.minutes is not None else []
        parts += [part for part in (run.surface, run.shoe) if part]
        when = say.full_day(run.date) + (f", {run.time:%H:%M}" if run.time else "")
        told = Content.assemble((when, "bold"), ("   " + one_line(" · ".join(parts)), ""))
        if step := step_of(self.logbook, run):
            told += Content.styled(f"\n{say_step_of_day(step)}", "$primary")
        if run.notes:
            told += Content(f"\n{harmless(run.notes.splitlines()[0])}")
        for logged in self.logbook.log.days[run.date.toordinal()].runs:
            told += Content.styled(
                f"\nThat day has another already: {describe(logged, say, run.date)}", "$text-warning"
            )
        told += Content.styled(f"\n{count(len(self._left), 'run waits', 'runs wait')}", "$foreground-muted")
        if run not in self._still_asked:
            told += Content(f"\n{say_old(len(self._earlier), self.key('waiting.earlier'))}")
        return told

    def on_key(self, event: events.Key) -> None:
        if event.character is not None and (event.character in "123456789" or event.character == TEN):
            event.stop()
            self.action_say(10 if event.character == TEN else int(event.character))

    def action_say(self, pain: int) -> None:
        run = self.shown
        if run is None:
            return
        if pain:
            self.desk.open("run", run, pain, then=self._was_asked)
            return
        try:
            answered = run.with_pain(0)
            label = f"pain of the {describe(answered, self.logbook.manner, self.logbook.today)}"
            self.logbook.note(answered, instead_of=[run], label=label)
        except StoreError as error:
            self._refuse(f"Not saved: {error}. The key tries again.")
            return
        self._was_asked([answered])

    def _was_asked(self, entries: list[Entry] | None) -> None:
        self._refuse("")
        if entries:
            self._answered.append(self._left.pop())
        self._show()

    def action_skip(self) -> None:
        if self._left:
            self._left.pop()
            self._show()

    def action_earlier(self) -> None:
        """One answer for the run that is shown and all before it."""
        if self.shown is not None:
            self.app.push_screen(AskMany(ask_of_many(self._earlier, self.logbook.manner)), self._answer_for_all)

    @property
    def _earlier(self) -> list[WaitingRun]:
        """The run that is shown and those before it, in the order of their days."""
        last = self.shown.date if self.shown else None
        return sorted((run for run in self._left if last and run.date <= last), key=lambda run: run.date)

    def _answer_for_all(self, answer: str | None) -> None:
        if answer is None:
            return
        many = self._earlier
        if answer == "none":
            label = f"no pain in {say_many(many, self.logbook.manner)}"
            try:
                self.logbook.save(*(run.with_pain(0) for run in many), instead_of=many, label=label)
            except StoreError as error:
                self._refuse(f"Not saved: {error}. {self.key('waiting.earlier')} tries again.")
                return
            self._answered += many
        self._left = [run for run in self._left if run not in many]
        self._show()

    def action_take_back(self) -> None:
        """The last answer, as long as there is one of this visit."""
        if not self._answered:
            self._refuse("Nothing was said yet that could be taken back.")
            return
        try:
            self.logbook.undo()
        except StoreError as error:
            self._refuse(f"Not undone: {error}.")
            return
        self._left.append(self._answered.pop())
        self._refuse("Taken back.")
        self._show()

    def _refuse(self, problem: str) -> None:
        self.query_one("#problem", Static).update(Content(problem))

    def action_leave(self) -> None:
        self.dismiss()
        if self._answered:
            self.logbook.refresh()
            self.notify(f"{count(len(self._answered), 'run')} answered. The plan has them now.", title="Pain")
