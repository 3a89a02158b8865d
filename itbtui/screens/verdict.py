"""The verdict card: what to do now, when to run next, why, and what has to happen to go on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import ModalScreen
from textual.widgets import Static

from itbtui.commands import HELP, bindings
from itbtui.rehab.entries import CheckIn, CrossTraining, Entry, Run, Session
from itbtui.rehab.protocol import Verdict
from itbtui.rehab.telling import Card, card
from itbtui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from itbtui.app import ItbApp

STYLES = {
    Verdict.CONTINUE: "$text-success",
    Verdict.HOLD: "$text-warning",
    Verdict.BACK_OFF: "$text-warning",
    Verdict.PROTECT: "$text-error",
    Verdict.SEE_CLINICIAN: "$text-error",
}


class VerdictScreen(ModalScreen[str]):
    """Ends with ``done``, ``undo`` or ``edit``."""

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
    VerdictScreen #card.back-off, VerdictScreen #card.hold { border: round $warning; }
    VerdictScreen #card.protect, VerdictScreen #card.see-clinician { border: heavy $error; }
    VerdictScreen #card.continue { border: round $success; }
    VerdictScreen #headline { text-style: bold; margin-bottom: 1; }
    VerdictScreen .row { layout: horizontal; height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("card"), HELP]

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.logged = entries
        self.rule: str | None = None
        """The rule that counts, once the card is drawn."""

    @property
    def itb(self) -> "ItbApp":
        return cast("ItbApp", self.app)

    def compose(self) -> ComposeResult:
        found: Card = card(self.itb.plan, self.logged, self.itb.units)
        self.rule = found.rule
        with VerticalScroll(id="card", classes=str(found.verdict)):
            title = [(found.headline, f"bold {STYLES[found.verdict]}")]
            if found.rule:
                title.append((f"   {found.rule}", "$foreground-muted"))
            yield Static(Content.assemble(*title), id="headline")
            for label, text in (
                ("Logged", "\n".join(found.logged)),
                ("Now", found.now),
                ("Next", found.next),
                ("Why", "\n".join(found.why)),
                ("To go on", "\n".join(found.to_go_on)),
                ("Exercises", found.ahead),
            ):
                if text:
                    yield CardRow(label, text)
        yield KeyBar()

    def on_screen_resume(self, event: ScreenResume) -> None:
        # Styled as it was filled; what else is above it may change the look of all.
        event.refresh_styles = self.stack_updates > 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "end" and parameters == ("edit",):
            return isinstance(self.logged[0], Run | CheckIn | CrossTraining | Session)
        return action != "rule" or self.rule is not None

    def action_end(self, how: str) -> None:
        self.dismiss(how)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#card").scroll_relative(y=lines, animate=False)

    def action_rule(self) -> None:
        if self.rule:
            self.itb.explain(self.rule)


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
        self.text = text
        for part in self.query(".text"):
            part.update(Content(text))  # type: ignore[attr-defined]
