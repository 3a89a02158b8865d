"""What the main screens share: the keys, and drawing anew when the plan changes."""

from typing import ClassVar

from textual.binding import BindingType
from textual.events import ScreenResume
from textual.geometry import Size

from itbtui.keys.actions import MAIN, bindings
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.stages.state import Stage
from itbtui.widgets.frame import Frame
from itbtui.widgets.log_screen import LogScreen

LEAST = Size(50, 14)
"""Columns and lines from which on each screen can be read and used."""
NORMAL = 76
"""Columns from which there is room for all that is usual."""
WIDE = 120
"""Columns from which there is room for more beside each other."""
TALL = 36
"""Lines from which there is room for more below each other."""


class MainScreen(LogScreen[None]):
    """A screen that shows the plan. Subclasses draw in ``show``.

    It is made once and kept. While another screen covers it nothing is drawn: that waits until it is seen again.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(MAIN)

    KEYS: ClassVar[tuple[str, ...]] = (
        "open('run')",
        "open('check-in')",
        "open('session')",
        "open('why')",
        "open('walk')",
    )

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._is_behind = False

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._renew())
        if self.logbook.stands_soon():
            self.show(self.logbook.plan)
        else:
            # All of the log takes a while: the frame is painted first.
            self.call_after_refresh(self._renew)

    def log_changed(self) -> None:
        # A card may come over it, which is painted first.
        self.call_after_refresh(self._renew)

    def _renew(self) -> None:
        """Draws what has changed, or notes that something has."""
        self._is_behind = not self.is_current
        self.refresh_bindings()
        if self.is_current:
            self.query_one(Frame).refresh()
            self.show(self.logbook.plan)

    def on_screen_resume(self, event: ScreenResume) -> None:
        # Textual would style it anew each time, which takes longer than to paint it.
        event.refresh_styles = self._is_behind
        if self._is_behind:
            self._renew()

    @property
    def urgent(self) -> tuple[str, ...]:
        """What the footer names first just now: what ends a lock."""
        return ("open('clearance')",) if self.logbook.plan.stage is Stage.LOCKED else ()

    def to_copy(self) -> str | None:
        """The row that is chosen, or today in plain lines."""
        # Neither is needed before something is copied.
        from itbtui.widgets.table import ListTable
        from itbtui.wording.lines import today_lines

        for table in sorted(self.query(ListTable), key=lambda table: not table.has_focus):
            if table.chosen is None:
                return None
            return "  ".join(cell.plain.strip() for cell in table.cells(table.chosen) if cell.plain.strip())
        book = self.logbook
        return "\n".join(today_lines(book.standing, self.logbook.plan, book.manner, book.pauses))

    def show(self, plan: Plan) -> None:
        """Draws what follows from the plan. Called once the screen is seen, and after each change of the log."""
        raise NotImplementedError
