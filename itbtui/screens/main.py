"""What the main screens share: the header line, the keys, and drawing anew when the plan changes."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets import Static

from itbtui.commands import MAIN, bindings
from itbtui.rehab.plan import Plan
from itbtui.rehab.telling import STAGES
from itbtui.rehab.words import say_day

if TYPE_CHECKING:
    from itbtui.app import ItbApp


class MainScreen(Screen[None]):
    """A screen that shows the plan. Subclasses draw in ``show``.

    It is made once and kept. While another screen covers it nothing is drawn: that waits until it is seen again.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(MAIN)

    KEYS: ClassVar[tuple[str, ...]] = (
        "log_run",
        "check_in",
        "session",
        "go('trend')",
        "help",
        "go('runs')",
        "why",
        "quit",
    )

    @property
    def itb(self) -> "ItbApp":
        return cast("ItbApp", self.app)

    def __init__(self) -> None:
        super().__init__()
        self._is_behind = False

    def on_mount(self) -> None:
        self.itb.plan_changed.subscribe(self, lambda _: self._renew())
        self.app.theme_changed_signal.subscribe(self, lambda _: self._renew())
        self.show(self.itb.plan)

    def _renew(self) -> None:
        """Draws what has changed, or notes that something has."""
        self._is_behind = not self.is_current
        if self.is_current:
            self.show(self.itb.plan)

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
        right = say_day(self.plan.on)
        for name in ("itbtui demo", "itbtui") if getattr(self.app, "demo", False) else ("itbtui",):
            left = Content.assemble((name, "bold $primary"), rest)
            space = self.size.width - left.cell_length - len(right)
            if space > 0:
                return left + Content(" " * space + right)
        return left
