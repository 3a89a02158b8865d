"""All runs, the newest first, week by week, with what each meant."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless
from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.entries import Run
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.rules.finding import Finding
from itbtui.rehab.trend.week import begins
from itbtui.widgets.card_row import VERDICT_STYLES
from itbtui.widgets.list_screen import ListScreen
from itbtui.widgets.main_screen import NORMAL
from itbtui.wording.glance import findings_by_entry, run_glance, say_run, say_week

COLUMNS = {"day": 10, "km": 5, "min": 4, "pace": 5, "pain": 4, "onset": 6, "next": 4, "verdict": 13}
NARROW = ("pace", "onset")
"""What is left out first."""
MORE = {"terrain": 8, "shoe": 16, "note": 30}
"""What is added where there is room for it."""
AROUND = 2
WIDEST = 100


class RunsScreen(ListScreen[Run]):
    """All runs week by week, with what was found under the cursor."""

    TAB = "runs"
    ABOUT = (
        "Every run, the newest first, week by week with its sum: the pain in it, the minute it began, the next "
        "morning, and the worst that a rule said. Below the run under the cursor stands what was found, the morning "
        "after, and what it did to the plan."
    )
    HINT = "filter: a date, a note, a shoe, a rule …"
    KEYS = ("edit", "delete", "filter", "hurt", "open('run')", "undo")
    NARROWS = ("filter", "hurt")
    BINDINGS: ClassVar[list[BindingType]] = bindings("runs")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.only_hurt = False
        self.verdicts: Mapping[str, list[Finding]] = {}

    def show(self, plan: Plan) -> None:
        self.verdicts = findings_by_entry(self.logbook.standing)
        super().show(plan)

    # --- the list -----------------------------------------------------------------------------

    def all(self) -> Sequence[Run]:
        return self.logbook.log.runs[::-1]

    def columns(self, width: int) -> dict[str, int]:
        known = {name: wide for name, wide in COLUMNS.items() if width >= NORMAL or name not in NARROW}
        for name, wide in MORE.items():
            if sum(known.values()) + AROUND * (len(known) + 2) + wide <= width:
                known[name] = wide
        if "note" in known:
            known["note"] += width - sum(known.values()) - AROUND * (len(known) + 1)
        units = self.logbook.settings.units
        return {units if name == "km" else name: wide for name, wide in known.items()}

    def group(self, item: Run) -> int:
        return begins(item.date.toordinal(), self.logbook.manner.first_weekday)

    def above(self, items: Sequence[Run]) -> Content:
        on, first, runs = self.logbook.plan.on.toordinal(), self.group(items[0]), self.logbook.log.runs
        before, until = (bisect_left(runs, day, key=lambda run: run.date.toordinal()) for day in (first, first + WEEK))
        return Content(say_week(first, items, until - before, on, self.logbook.manner))

    def row(self, item: Run) -> Sequence[Content]:
        say, glance = self.logbook.manner, run_glance(self.logbook.standing, item, self.verdicts)
        onset, morning, worst = glance.onset, glance.next_morning, glance.worst
        cells = {
            "day": Content(say.short_day(item.date)),
            say.units: Content(f"{item.metres / say.unit_m:5.1f}"),
            "min": Content("" if item.minutes is None else f"{item.minutes:4.0f}"),
            "pace": Content(glance.pace(say) or ""),
            "pain": Content.styled(f"{item.pain:>3}", "bold $text-error" if item.pain else ""),
            "onset": Content("" if onset is None else f"min {onset}"),
            "next": Content(f"{'?' if morning is None else morning:>3}"),
            "verdict": Content.styled(glance.verdict, VERDICT_STYLES[worst.verdict] if worst else ""),
            "terrain": Content(item.terrain or ""),
            "shoe": Content(harmless(item.shoe or "")),
            "note": Content(harmless(item.notes or "")),
        }
        return [cells[name] for name in self.headings]

    def below(self, item: Run, width: int) -> Sequence[Content]:
        glance = run_glance(self.logbook.standing, item, self.verdicts)
        lines = say_run(self.logbook.standing, glance, self.logbook.manner)
        if item.notes:
            lines += harmless(item.notes).split("\n")
        return [Content(part) for line in lines for part in wrap(line, min(width, WIDEST))]

    def words(self, item: Run) -> Sequence[str | None]:
        days = (str(item.date), self.logbook.manner.full_day(item.date))
        rules = (finding.rule for finding in self.verdicts.get(item.id, ()))
        return (*days, item.notes, item.shoe, item.terrain, item.surface, item.effort, *rules)

    def is_wanted(self, item: Run) -> bool:
        return not self.only_hurt or bool(item.pain or self._worst(item))

    def _worst(self, run: Run) -> Finding | None:
        """The worst finding on a run that says something against it."""
        known = [f for f in self.verdicts.get(run.id, ()) if f.rule != "morning-unknown"]
        return max(known, key=lambda finding: finding.verdict, default=None)

    def empty(self) -> str:
        logs, back = self.key("log-run"), self.key("runs.back")
        return f"No run fits. {back} shows all again." if self.all() else f"No run is logged yet. {logs} logs one."

    # --- only those that hurt -----------------------------------------------------------------

    def action_hurt(self) -> None:
        self.only_hurt = not self.only_hurt
        self.fill()
        self.notify("Only runs that hurt." if self.only_hurt else "All runs.", title="Filter")

    @property
    def is_filtered(self) -> bool:
        return super().is_filtered or self.only_hurt

    def show_all(self) -> None:
        self.only_hurt = False
        super().show_all()
