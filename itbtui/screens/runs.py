"""All runs, the newest first, with what each meant."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless
from itbtui.rehab.log.entries import Run
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.rules.finding import Finding
from itbtui.widgets.card_row import VERDICT_STYLES
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.live_words import Detail
from itbtui.widgets.main_screen import MainScreen
from itbtui.widgets.table import ListTable
from itbtui.wording.glance import findings_by_entry, run_glance
from itbtui.wording.plan import say_finding

COLUMNS = {"Date": 15, "km": 5, "min": 4, "pace": 5, "pain": 4, "onset": 7, "next": 4, "verdict": 13}


class RunsScreen(MainScreen):
    TAB = "runs"
    ABOUT = (
        "Every run, the newest first: the pain in it, when it began, the next morning, and the worst that a rule "
        "said. Below the table stand the reasons for the run under the cursor."
    )
    DEFAULT_CSS = """
    RunsScreen #filter { height: 1; border: none; padding: 0 2; display: none; background: $surface; }
    RunsScreen.filtered #filter { display: block; }
    RunsScreen #detail { height: auto; min-height: 3; max-height: 6; padding: 0 2; border-top: solid $border-blurred; }
    RunsScreen #none { padding: 1 2; display: none; }
    RunsScreen.none #none { display: block; }
    RunsScreen.none ListTable, RunsScreen.none #detail { display: none; }
    """
    AUTO_FOCUS = "ListTable"
    KEYS = ("edit", "delete", "filter", "hurt", "open('run')", "undo")
    BINDINGS: ClassVar[list[BindingType]] = bindings("runs")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.only_hurt = False
        self.table = ListTable(self._row)

    def compose(self) -> ComposeResult:
        yield Input(placeholder="filter: a date, a note, a shoe, a rule …", id="filter", compact=True)
        yield self.table
        yield Static("", id="none", markup=False)
        yield Detail(id="detail")
        yield KeyBar()

    def show(self, plan: Plan) -> None:
        self.verdicts = findings_by_entry(self.logbook.standing)
        is_at_newest = self.table.cursor_row == 0
        self._fill()
        if is_at_newest:
            self.table.cursor_row = 0

    def _fill(self) -> None:
        text = self.query_one("#filter", Input).value.strip().lower()
        log, units = self.logbook.log, self.logbook.settings.units
        columns = {units if name == "km" else name: width for name, width in COLUMNS.items()}
        self.table.fill(columns, [run for run in reversed(log.runs) if self._matches(run, text)])
        self.set_class(not self.table.items, "none")
        if self.focused is None:
            self.table.focus()
        logs, back = self.key("log-run"), self.key("runs.back")
        empty = f"No run is logged yet. {logs} logs one." if not log.runs else f"No run fits. {back} shows all again."
        self.query_one("#none", Static).update(empty)
        self._detail()

    def _matches(self, run: Run, text: str) -> bool:
        if self.only_hurt and not (run.pain or self._worst(run)):
            return False
        if not text:
            return True
        words = [
            str(run.date),
            self.logbook.manner.day(run.date),
            run.notes,
            run.shoe,
            run.terrain,
            run.surface,
            run.effort,
        ]
        words += [finding.rule for finding in self.verdicts.get(run.id, ())]
        return any(text in word.lower() for word in words if word)

    def _worst(self, run: Run) -> Finding | None:
        """The worst finding on a run that says something against it."""
        known = [f for f in self.verdicts.get(run.id, ()) if f.rule != "morning-unknown"]
        return max(known, key=lambda finding: finding.verdict, default=None)

    def _row(self, run: Run) -> list[Content]:
        say, glance = self.logbook.manner, run_glance(self.logbook.standing, run, self.verdicts)
        onset, morning, worst = glance.onset, glance.next_morning, glance.worst
        return [
            Content(say.full_day(run.date)),
            Content(f"{run.metres / say.unit_m:5.1f}"),
            Content("" if run.minutes is None else f"{run.minutes:4.0f}"),
            Content(glance.pace(say) or ""),
            Content.styled(f"{run.pain:>3}", "bold $text-error" if run.pain else ""),
            Content("" if onset is None else f"{onset:>3} min"),
            Content("?" if morning is None else str(morning)),
            Content.styled(glance.verdict, VERDICT_STYLES[worst.verdict] if worst else ""),
        ]

    @on(ListTable.Highlighted)
    def _detail(self) -> None:
        run = self.table.chosen
        if run is None:
            return
        findings = self.verdicts.get(run.id, ())
        lines = [say_finding(finding, self.logbook.manner, self.logbook.plan.names) for finding in findings] or [
            "No rule fired on this run."
        ]
        if run.notes:
            lines.append(harmless(run.notes))
        self.query_one("#detail", Detail).say(Content("\n".join(lines)))

    @on(ListTable.Selected)
    def action_edit(self) -> None:
        if run := self.table.chosen:
            self.desk.edit(run)

    def action_delete(self) -> None:
        if run := self.table.chosen:
            self.desk.delete(run)

    def action_filter(self) -> None:
        self.add_class("filtered")
        self.query_one("#filter", Input).focus()

    def action_hurt(self) -> None:
        self.only_hurt = not self.only_hurt
        self._fill()
        self.notify("Only runs that hurt." if self.only_hurt else "All runs.", title="Filter")

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        self._fill()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        self.table.focus()

    async def action_back(self) -> None:
        if self._is_filtered:
            self._show_all()
        else:
            await self.app.run_action("go('today')")

    @property
    def _is_filtered(self) -> bool:
        return self.has_class("filtered") or self.only_hurt

    def _show_all(self) -> None:
        self.only_hurt = False
        self.remove_class("filtered")
        self.query_one("#filter", Input).value = ""
        self._fill()
        self.table.focus()

    def on_screen_suspend(self) -> None:
        """A form leaves the filter as it is; who comes back from another main screen looks for all runs."""
        if self._is_filtered and self not in self.app.screen_stack:
            self._show_all()
