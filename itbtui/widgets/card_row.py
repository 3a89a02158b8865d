"""How a verdict is coloured, and a label with what it says beside it."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from itbtui.measures import Manner
from itbtui.rehab.plan.plan import Plan
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


def finding_rows(findings: Sequence[Finding], plan: Plan, say: Manner, columns: int) -> Iterator[Content]:
    """Findings of a plan, each on one line, its rule where there is room."""
    days = say.near_days((finding.date for finding in findings), plan.on)
    for day, finding in zip(days, findings, strict=True):
        yield Content.assemble(
            f"{day} ",
            (f"{finding.verdict!s:<14}", VERDICT_STYLES[finding.verdict]),
            (f"{finding.rule:<16}" if columns >= RULES_FROM else "", "$foreground-muted"),
            because(finding, say, plan.names),
        )


class CardRow(Widget):
    """A label and what it says, wrapped beside it. One widget: a card has many rows, and each widget takes its time."""

    DEFAULT_CSS = """
    CardRow { width: 1fr; height: auto; margin-bottom: 1; }
    """

    def __init__(
        self,
        label: str,
        text: str,
        *,
        room: int = 10,
        style: str = "$foreground-muted",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """The label has so much ``room``, in columns, and this ``style``."""
        super().__init__(id=id)
        self.label = label
        self.text = text
        self._room = room
        self._style = style

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._wrapped(width))

    def render(self) -> Content:
        label = Content.styled(f"{self.label:<{self._room}}", self._style)
        first, *more = self._wrapped(self.content_size.width)
        return Content("\n").join([label + first, *(Content(" " * self._room) + line for line in more)])

    def _wrapped(self, width: int) -> list[Content]:
        return Content(self.text).wrap(max(1, width - self._room))
