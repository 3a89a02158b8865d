"""How a verdict is coloured, and a label with what it says beside it."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from itbtui.measures import Manner
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.rules.finding import Finding
from itbtui.wording.findings import because

VERDICT_STYLES = {
    Verdict.CONTINUE: "$text-success",
    Verdict.HOLD: "$text-warning",
    Verdict.BACK_OFF: "$text-warning",
    Verdict.PROTECT: "$text-error",
    Verdict.SEE_CLINICIAN: "$text-error",
}

RULES_FROM = 100
"""Columns from which a finding's rule stands beside it."""


def finding_row(finding: Finding, say: Manner, names: Mapping[str, str], columns: int) -> Content:
    """A finding on one line, its rule where there is room; ``names`` are those of the exercises."""
    return Content.assemble(
        f"{say.day(finding.date):<11}",
        (f"{finding.verdict!s:<14}", VERDICT_STYLES[finding.verdict]),
        (f"{finding.rule:<16}" if columns >= RULES_FROM else "", "$foreground-muted"),
        because(finding, say, names),
    )


class CardRow(Static):
    """A label and what it says, wrapped beside it."""

    DEFAULT_CSS = """
    CardRow { layout: horizontal; height: auto; margin-bottom: 1; }
    CardRow .name { width: 10; color: $foreground-muted; }
    CardRow .text { width: 1fr; height: auto; }
    """

    def __init__(self, label: str, text: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.label = label
        self.text = text

    def compose(self) -> ComposeResult:
        yield Static(self.label, classes="name", markup=False)
        yield Static(self.text, classes="text", markup=False)

    def say(self, text: str) -> None:
        """Puts another text in its place, also before it is shown."""
        self.text = text
        for part in self.query(".text"):
            part.update(Content(text))  # type: ignore[attr-defined]
