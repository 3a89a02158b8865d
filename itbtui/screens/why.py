"""All reasons: the findings behind the plan, each with its rule, its numbers, and the rule's source."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from itbtui.keys.actions import bindings
from itbtui.measures import capital
from itbtui.widgets.card_row import finding_row
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.wording.findings import because
from itbtui.wording.plan import say_source


class WhyScreen(LogScreen[None]):
    """All findings in a list, with more of the one under the cursor."""

    ABOUT = (
        "All that the rules found, the oldest first, each with the entries and numbers that made it fire. The "
        "last ones shape the plan of today."
    )
    DEFAULT_CSS = """
    WhyScreen #found, WhyScreen #found:focus {
        height: 1fr; border: none; background: transparent; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis;
    }
    WhyScreen #about { height: auto; min-height: 4; padding: 0 2; border-top: solid $border-blurred; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("why")

    _columns = 0
    """For which the list was drawn."""

    @property
    def here(self) -> str:
        days = self.logbook.protocol.consequences.protect_window_days
        return f"What the rules found in {'this episode' if self.logbook.plan.episode else f'the last {days} days'}"

    def compose(self) -> ComposeResult:
        yield OptionList(*map(Option, self._rows()), id="found")
        yield Static(id="about")
        yield KeyBar()

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        if self.logbook.plan.findings:
            options.highlighted = len(self.logbook.plan.findings) - 1
        else:
            self.query_one("#about", Static).update("The rules have found nothing.")

    def _rows(self) -> Iterator[Content]:
        plan, say = self.logbook.plan, self.logbook.manner
        self._columns = columns = self.app.size.width
        return (finding_row(finding, say, plan.names, columns) for finding in plan.findings)

    def on_resize(self) -> None:
        if self._columns not in (0, self.app.size.width):
            for number, row in enumerate(self._rows()):
                self.query_one(OptionList).replace_option_prompt_at_index(number, row)

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        finding = self.logbook.plan.findings[event.option_index]
        rule = self.logbook.protocol.rules[finding.rule]
        self.query_one("#about", Static).update(
            Content.assemble(
                f"{capital(because(finding, self.logbook.manner, self.logbook.plan.names))}. {rule.about}\n",
                (
                    f"Rule: {finding.rule}, on {len(finding.entries)} of your entries. "
                    f"Source: {say_source(rule.source)}.",
                    "$foreground-muted",
                ),
            )
        )

    @on(OptionList.OptionSelected)
    def action_rule(self) -> None:
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None:
            self.desk.explain(self.logbook.plan.findings[chosen].rule)

    def action_move(self, way: str) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if way == "down" else options.action_cursor_up()
