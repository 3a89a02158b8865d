"""The verdict card: what to do now, when to run next, why, and what has to happen to go on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key, ScreenResume
from textual.widgets import Static

from itbtui.data.errors import StoreError
from itbtui.keys.actions import HELP, bindings
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Run, Session
from itbtui.rehab.stages.state import Stage
from itbtui.widgets.card_row import VERDICT_STYLES, CardRow
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_modal import LogModal
from itbtui.wording.card import Card, as_lines
from itbtui.wording.entries import label_of

SEEN_S = 0.4
"""So long it is there before Enter closes it: what was pressed sooner was meant for the form."""


class VerdictScreen(LogModal[None]):
    """Stands in the place of the form, and leads back to what was logged."""

    ABOUT = (
        "What the entry means: what to do now, when the next run may be, which rule said so, and what has to "
        "happen to go on."
    )
    DEFAULT_CSS = """
    VerdictScreen { align: center middle; }
    VerdictScreen #card {
        width: 84; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; background: $surface;
        border: round $border-blurred; margin-bottom: 1;
    }
    VerdictScreen.-short #card { padding: 0 2; margin-bottom: 0; }
    VerdictScreen #card.back-off, VerdictScreen #card.hold { border: round $warning; }
    VerdictScreen #card.protect, VerdictScreen #card.see-clinician { border: heavy $error; }
    VerdictScreen #card.continue { border: round $success; }
    VerdictScreen #headline { text-style: bold; margin-bottom: 1; }
    """
    HERE = "What it means"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("card"), HELP]

    def __init__(self, logbook: Logbook, entries: Sequence[Entry]) -> None:
        super().__init__(logbook)
        self.logged = entries
        self._noted = logbook.store.noted
        """What undo takes back, where anything was changed."""
        self._seen_at = inf
        self.began: dt.date | None = None
        """The day on which the episode may have begun, once the card is drawn."""
        self.rule: str | None = None
        """The rule that counts, once the card is drawn."""

    def compose(self) -> ComposeResult:
        found: Card = self.logbook.card(self.logged, self._key)
        self.rule, self.began = found.rule, found.began
        with VerticalScroll(id="card", classes=str(found.verdict)):
            yield Static(Content.styled(found.headline, f"bold {VERDICT_STYLES[found.verdict]}"), id="headline")
            for label, text in (
                ("Logged" if self._noted is not None else "Unchanged", "\n".join(found.logged)),
                ("Now", found.now),
                ("Next", found.next),
                ("Why", "\n".join(found.why)),
                ("Changes", "\n".join(found.changes)),
                ("To go on", "\n".join(found.to_go_on)),
                ("Exercises", found.ahead),
            ):
                if text:
                    yield CardRow(label, text)
            if found.began is not None:
                yield CardRow("Began", f"Did it begin with this run? {self._key('began')} says so.")
        yield KeyBar()

    def _key(self, action: str) -> str:
        return self.key(f"card.{action}")

    def on_screen_resume(self, event: ScreenResume) -> None:
        # Styled as it was filled; what else is above it may change the look of all.
        event.refresh_styles = self.stack_updates > 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "edit":
            return isinstance(self.logged[0], Run | CheckIn | CrossTraining | Session)
        if action == "began":
            return self.began is not None
        if action == "undo":
            return self._noted is not None
        if action == "lead" and parameters == ("clearance",):
            return self.logbook.plan.stage is Stage.LOCKED
        return action != "rule" or self.rule is not None

    def on_mount(self) -> None:
        self.call_after_refresh(self._is_seen)
        self.looked_ahead()

    def _is_seen(self) -> None:
        self._seen_at = self.logbook.exercise_clock.now()

    def on_key(self, event: Key) -> None:
        if event.key == "enter" and self.logbook.exercise_clock.now() - self._seen_at < SEEN_S:
            event.stop()

    def looked_ahead(self) -> None:
        """What it does to a race is known a moment later."""
        if not self.query("#race") and (moves := self.logbook.race_moves):
            self.query_one("#card").mount(CardRow("Race", "\n".join(moves), id="race"))

    def to_copy(self) -> str:
        return "\n".join(as_lines(self.logbook.card(self.logged, self._key)))

    def action_began(self) -> None:
        """Lets the episode begin on the day of the run."""
        episode = self.logbook.open_episode
        if self.began is None or episode is None:
            return
        moved = replace(episode, began=self.began)
        try:
            self.logbook.save(moved, label=label_of(moved, self.logbook.manner, self.logbook.today, is_new=False))
        except StoreError as error:
            self.notify(f"{error}.", title="Not saved", severity="error", markup=False)
            return
        self._noted = self.logbook.store.noted
        self.refresh(recompose=True)

    def action_lead(self, name: str) -> None:
        """Closes the card, and opens what it names."""
        self.dismiss()
        self.desk.call_later(self.desk.open, name)

    def action_undo(self) -> None:
        self.dismiss()
        self.desk.call_later(self.desk.undo, self._noted)

    def action_edit(self) -> None:
        self.dismiss()
        self.desk.call_later(self.desk.edit, self.logged[0])

    def action_scroll(self, lines: int) -> None:
        self.query_one("#card").scroll_relative(y=lines, animate=False)

    def action_rule(self) -> None:
        if self.rule:
            self.desk.explain(self.rule)
