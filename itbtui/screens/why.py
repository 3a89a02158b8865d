"""All reasons: the findings behind the plan, each with its rule, its numbers, and the rule's source."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from itbtui.commands import bindings
from itbtui.rehab.protocol import protocol
from itbtui.rehab.telling import say_source
from itbtui.rehab.words import say_day
from itbtui.screens.verdict import STYLES
from itbtui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from itbtui.app import ItbApp


class WhyScreen(Screen[None]):
    ABOUT = (
        "All that the rules found, the oldest first, each with the entries and numbers that made it fire. The "
        "last ones shape the plan of today."
    )
    DEFAULT_CSS = """
    WhyScreen #title { height: 2; padding: 0 2; text-style: bold; color: $primary; }
    WhyScreen #found, WhyScreen #found:focus {
        height: 1fr; border: none; background: transparent; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    WhyScreen #about { height: auto; min-height: 4; padding: 0 2; border-top: solid $border-blurred; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("why")

    @property
    def itb(self) -> "ItbApp":
        return cast("ItbApp", self.app)

    def compose(self) -> ComposeResult:
        plan = self.itb.plan
        since = "this episode" if plan.episode else "the last 28 days"
        yield Static(Content(f"What the rules found in {since}"), id="title")
        yield OptionList(
            *(
                Option(
                    Content.assemble(
                        f"{say_day(finding.date):<11}",
                        (f"{finding.verdict!s:<14}", STYLES[finding.verdict]),
                        (f"{finding.rule:<16}", "$foreground-muted"),
                        finding.because,
                    )
                )
                for finding in plan.findings
            ),
            id="found",
        )
        yield Static(id="about")
        yield KeyBar()

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        if self.itb.plan.findings:
            options.highlighted = len(self.itb.plan.findings) - 1
        else:
            self.query_one("#about", Static).update("No rule has fired.")

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        finding = self.itb.plan.findings[event.option_index]
        rule = protocol().rules[finding.rule]
        self.query_one("#about", Static).update(
            Content.assemble(
                f"{finding.because[0].upper()}{finding.because[1:]}. {rule.about}\n",
                (
                    f"It rests on {len(finding.entries)} of your entries. Source: {say_source(rule.source)}.",
                    "$foreground-muted",
                ),
            )
        )

    @on(OptionList.OptionSelected)
    def action_rule(self) -> None:
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None:
            self.itb.explain(self.itb.plan.findings[chosen].rule)

    def action_move(self, way: str) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if way == "down" else options.action_cursor_up()
