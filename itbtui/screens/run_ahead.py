"""Before the day's run: its parts, or why there is none; and the run that was led before and is not logged yet."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from itbtui.data.exchange import ExchangeError
from itbtui.data.output import OutputError, write_out
from itbtui.keys.actions import bindings
from itbtui.logbook import paths
from itbtui.logbook.led_runs import LedRun, NoRunError, forget, run_to_lead, unlogged, watch_file
from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.workouts.workout import Part
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.wording.led_run import say_unlogged, say_ways_to_log, say_ways_to_run
from itbtui.wording.plan import WALK_HOME, needs
from itbtui.wording.workout import heading, outline, say_sum


class RunAheadScreen(LogScreen[None]):
    """Today's run before it is led."""

    ABOUT = (
        "The run that the plan has for today, in its parts: they are led one after the other, with a rhythm of the "
        "bell for each. Where there is none today it says why."
    )
    DEFAULT_CSS = """
    RunAheadScreen #page { padding: 1 2; }
    RunAheadScreen.-short #page { padding: 0 2; }
    RunAheadScreen #page > Static { max-width: 100; height: auto; margin-bottom: 1; }
    RunAheadScreen #what { text-style: bold; color: $primary; }
    RunAheadScreen #how { color: $foreground-muted; }
    """
    HERE = "Run"
    KEYS = ("proceed", "pop_screen", "forget", "write_file")
    BINDINGS: ClassVar[list[BindingType]] = bindings("ahead")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.unlogged: LedRun | None = None
        self.parts: tuple[Part, ...] = ()
        self.why: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="what", markup=False)
            yield Static(id="parts", markup=False)
            yield Static(id="how", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.log_changed()

    def log_changed(self) -> None:
        self.unlogged = unlogged(self.logbook)
        try:
            self.parts, self.why = run_to_lead(self.logbook), ()
        except NoRunError as error:
            self.parts, self.why = (), error.args
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "forget":
            return self.unlogged is not None
        if action in ("write_file", "app.warm_up"):
            return bool(self.parts) and self.unlogged is None
        return action != "proceed" or bool(self.parts or self.unlogged)

    # --- what is shown ----------------------------------------------------------------

    def _show(self) -> None:
        what, parts, how = self._told()
        for name, told in (("what", what), ("parts", parts), ("how", how)):
            self.query_one(f"#{name}", Static).update(Content(told))
        self.refresh_bindings()

    def _told(self) -> tuple[str, str, str]:
        """A heading, what there is to do, and what is to be known of it."""
        start = self.key("ahead.start")
        if left := self.unlogged:
            told = say_unlogged(left.day, left.began, left.done, left.hurt, self.logbook.manner)
            return told, say_ways_to_log(start, self.key("ahead.forget")), ""
        if not self.parts:
            first, *more = self.why
            wanted = [f"Needs: {need}." for need in needs(self.logbook.plan, self.logbook.manner)]
            return first, "\n".join([*more, *([] if self.logbook.plan.stage is Stage.LOCKED else wanted)]), ""
        ways = say_ways_to_run(start, self.key("led.hurts"), self.key("ahead.file"))
        return f"{heading(self.parts)}. {say_sum(self.parts)}.", "\n".join(outline(self.parts)), f"{WALK_HOME}\n{ways}"

    # --- keys -------------------------------------------------------------------------

    def action_proceed(self) -> None:
        self.dismiss()
        if self.unlogged:
            self.desk.log_led(self.unlogged)
        else:
            self.desk.lead(self.parts)

    def action_forget(self) -> None:
        forget(self.logbook)
        self.log_changed()

    def action_write_file(self) -> None:
        """Among the documents, one a day."""
        path = paths.workout(self.logbook.plan.on)
        try:
            write_out(path, watch_file(self.parts), self.logbook.store.path)
        except (ExchangeError, OutputError) as error:
            self.notify(harmless(f"{error}."), title="Not written", severity="error")
            return
        self.notify(harmless(f"{path}"), title="Written, for a watch")
