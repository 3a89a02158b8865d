"""What the main screens share: the header line, the keys, and drawing anew when the plan changes."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from itbtui.keys.actions import MAIN, bindings
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.plan.plan import Plan
from itbtui.widgets.log_screen import LogScreen
from itbtui.wording.plan import STAGES

WIDE = 120
"""Columns from which there is room for more beside each other."""


class MainScreen(LogScreen[None]):
    """A screen that shows the plan. Subclasses draw in ``show``.

    It is made once and kept. While another screen covers it nothing is drawn: that waits until it is seen again.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(MAIN)

    KEYS: ClassVar[tuple[str, ...]] = (
        "open('run')",
        "open('check-in')",
        "open('session')",
        "go('trend')",
        "help",
        "go('runs')",
        "open('why')",
        "quit",
    )

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._is_behind = False

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._renew())
        self.show(self.logbook.plan)

    def log_changed(self) -> None:
        self._renew()

    def _renew(self) -> None:
        """Draws what has changed, or notes that something has."""
        self._is_behind = not self.is_current
        if self.is_current:
            self.show(self.logbook.plan)

    def on_screen_resume(self, event: ScreenResume) -> None:
        # Textual would style it anew each time, which takes longer than to paint it.
        event.refresh_styles = self._is_behind
        if self._is_behind:
            self._renew()

    def show(self, plan: Plan) -> None:
        raise NotImplementedError


class PlanHeader(Static):
    """The name, the knee, the week, the stage; the day on the right."""

    DEFAULT_CSS = """
    PlanHeader {
        dock: top; height: 2; width: 100%; padding: 0 2; background: $background;
        border-bottom: solid $border-blurred; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def show(self, plan: Plan) -> None:
        self.plan = plan
        self.refresh()

    plan: Plan | None = None

    def render(self) -> Content:
        if self.plan is None:
            return Content("")
        parts = []
        if episode := self.plan.episode:
            if episode.side:
                parts.append("both knees" if episode.side == "both" else f"{episode.side} knee")
            parts.append(f"week {episode.week}")
        parts.append(STAGES[self.plan.stage])
        rest = f" · {' · '.join(parts)}"
        screen = self.screen
        assert isinstance(screen, MainScreen)
        right = screen.logbook.manner.day(self.plan.on)
        for name in ("itbtui demo", "itbtui") if screen.desk.demo else ("itbtui",):
            left = Content.assemble((name, "bold $primary"), rest)
            space = self.size.width - left.cell_length - len(right)
            if space > 0:
                return left + Content(" " * space + right)
        return left
