"""The first lines of every screen: the tabs of the main screens, or where one is; the knee and the day on the right."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual import events
from textual.content import Content
from textual.widgets import Static

from itbtui.keys.actions import BY_ID
from itbtui.wording.entries import say_knee
from itbtui.wording.plan import STAGES

if TYPE_CHECKING:
    from itbtui.widgets.log_screen import LogScreen

TABS = {
    "today": "Today",
    "runs": "Runs",
    "trend": "Trend",
    "log": "Log",
    "settings": "Settings",
    "gear": "Shoes",
}
"""What each tab is called, by the action that leads there."""
NAME = "itbtui"
RULE, HERE = "─", "━"
AIR = 2
NAMED = 110
"""Columns from which the program's name stands before the tabs: what is on the right does not make them jump."""
Places = dict[str, range]
"""The columns of each tab, by its action."""


class Frame(Static, can_focus=False):
    """A line, and below it a rule, which is heavy below the tab that is open.

    On a screen over another it says where that is; in low terminals it has no rule there.
    """

    DEFAULT_CSS = """
    Frame {
        dock: top; height: 2; width: 100%; padding: 0 2; background: $background; color: $foreground;
        text-wrap: nowrap;
    }
    """

    def __init__(self, screen: "LogScreen[Any]") -> None:
        super().__init__(classes="" if screen.TAB else "-over")
        self.of = screen
        self._places: Places = {}

    def render(self) -> Content:
        width = self.content_size.width
        line, self._places = self._line(width)
        here = self._places.get(self.of.TAB or "", range(0))
        rule = Content.assemble(
            (RULE * here.start, "$border-blurred"),
            (HERE * len(here), "$primary"),
            (RULE * (width - here.stop), "$border-blurred"),
        )
        return Content("\n").join([line, rule])

    async def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        for action, columns in self._places.items():
            if place and place.y == 0 and place.x in columns:
                await self.app.run_action(BY_ID[action].action)

    def _line(self, width: int) -> tuple[Content, Places]:
        """The line with as much as there is room for."""
        for lefts in self._left(width):
            for right in self._right():
                for left, places in lefts:
                    space = width - left.cell_length - right.cell_length
                    if space >= AIR:
                        return Content.assemble(left, " " * space, right), places
        return left, places

    def _left(self, width: int) -> Iterator[list[tuple[Content, Places]]]:
        """What may stand on the left, the best first: on a screen over another with the program's name, and without."""
        name = Content.assemble((NAME, "bold $primary"), " " * AIR)
        if self.of.TAB is None:
            way = self._way()
            yield [(name + way, {}), (way, {})]
            yield [(way.truncate(width, ellipsis=True), {})]
        else:
            for is_short in (False, True):
                yield [self._tabs(is_short, name if width >= NAMED else Content(""))]

    def _tabs(self, is_short: bool, line: Content) -> tuple[Content, Places]:
        """The tabs behind what stands before them; where there is little room only the open one has its name."""
        places: Places = {}
        for action, name in TABS.items():
            is_here = action == self.of.TAB
            key = self.of.key(action)
            label = f" {name}" if is_here or not is_short else ""
            tab = Content.assemble((key, "bold $accent"), (label, "bold $primary" if is_here else ""))
            places[action] = range(line.cell_length, line.cell_length + tab.cell_length)
            line = Content.assemble(line, tab, " " * AIR)
        return line.rstrip(), places

    def _way(self) -> Content:
        """From the main screen below to this one: "2 Runs › Change a run"."""
        told = []
        for screen in self.of.way:
            if screen.TAB:
                key, name = screen.key(screen.TAB), TABS[screen.TAB]
                told.append(Content.assemble((key, "$accent"), (f" {name}", "$foreground-muted")))
            elif screen.here:
                style = "bold $primary" if screen is self.of else "$foreground-muted"
                told.append(Content.styled(screen.here, style))
        return Content.styled(" › ", "$foreground-muted").join(told)

    def _right(self) -> Iterator[Content]:
        """The knee and the day, ever less of it; the day alone until the plan is known."""
        book = self.of.logbook
        if not book.stands_soon():
            yield Content(book.manner.day(book.today))
            return
        plan = book.plan
        day = book.manner.day(plan.on)
        week = [f"week {plan.episode.week}"] if plan.episode else []
        side = [say_knee(plan.episode.side)] if plan.episode and plan.episode.side else []
        stage = STAGES[plan.stage]
        for parts in ([*side, *week, stage], [*week, stage], week, [stage]):
            if parts:
                yield Content.assemble((f"{' · '.join(parts)}   ", "$foreground-muted"), day)
        yield Content(day)
