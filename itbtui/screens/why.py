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
from itbtui.logbook.logbook import Logbook
from itbtui.measures import capital
from itbtui.rehab.rules.finding import Finding
from itbtui.widgets.card_row import finding_rows
from itbtui.widgets.frame import Frame
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.wording.findings import because
from itbtui.wording.plan import reasons_alone, say_source


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
    WhyScreen.none #found { display: none; }
    WhyScreen.none #about { max-width: 100; padding: 1 2; border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("why")
    # A list with nothing in it takes no keys.
    AUTO_FOCUS = ""

    _columns = 0
    """For which the list was drawn."""

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._plan = logbook.plan
        """Of which the list is: that of the logbook may be another a moment before the screen is told."""

    @property
    def here(self) -> str:
        if not self._plan.findings:
            return "All reasons"
        days = self.logbook.protocol.consequences.protect_window_days
        return f"What the rules found in {'this episode' if self._plan.episode else f'the last {days} days'}"

    def compose(self) -> ComposeResult:
        yield OptionList(id="found")
        yield Static(id="about")
        yield KeyBar()

    def on_mount(self) -> None:
        self._list()

    def log_changed(self) -> None:
        self._plan = self.logbook.plan
        self._list()
        self.query_one(Frame).refresh()
        self.refresh_bindings()

    def _list(self) -> None:
        """Lists all findings; where there is none, what the plan itself says stands in their place."""
        findings, options = self._plan.findings, self.query_one(OptionList)
        self.set_class(not findings, "none")
        options.set_options(map(Option, self._rows()))
        if findings:
            options.focus()
            options.highlighted = len(findings) - 1
        else:
            alone = reasons_alone(self._plan, self.logbook.manner)
            self.query_one("#about", Static).update(Content("\n".join(alone)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("rule", "move") or bool(self._plan.findings)

    def _rows(self) -> Iterator[Content]:
        plan, say = self._plan, self.logbook.manner
        self._columns = columns = self.app.size.width
        return finding_rows(plan.findings, plan, say, columns)

    def on_resize(self) -> None:
        if self._columns not in (0, self.app.size.width):
            for number, row in enumerate(self._rows()):
                self.query_one(OptionList).replace_option_prompt_at_index(number, row)

    @property
    def _chosen(self) -> Finding | None:
        chosen = self.query_one(OptionList).highlighted
        return None if chosen is None else self._plan.findings[chosen]

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        if (finding := self._chosen) is None:
            return
        rule = self.logbook.protocol.rules[finding.rule]
        self.query_one("#about", Static).update(
            Content.assemble(
                f"{capital(because(finding, self.logbook.manner, self._plan.names))}. {rule.about}\n",
                (
                    f"Rule: {finding.rule}, on {len(finding.entries)} of your entries. "
                    f"Source: {say_source(rule.source)}.",
                    "$foreground-muted",
                ),
            )
        )

    @on(OptionList.OptionSelected)
    def action_rule(self) -> None:
        if finding := self._chosen:
            self.desk.explain(finding.rule)

    def action_move(self, way: str) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if way == "down" else options.action_cursor_up()
