"""What tests of screens do and look at: keys, a clock that the test holds, what stands there."""

from collections.abc import Callable
from typing import Any, cast

from textual.pilot import Pilot

from itbtui.app.app import ItbApp
from itbtui.logbook.clock import ExerciseClock
from itbtui.rehab.log.entries import Run, Session
from itbtui.screens.imports import ImportScreen
from itbtui.screens.player import PlayerScreen
from itbtui.widgets.card_row import CardRow
from itbtui.widgets.fields import Field
from itbtui.widgets.led_screen import LedScreen
from itbtui.widgets.lined import Lined
from itbtui.widgets.table import ListTable

MakeApp = Callable[..., ItbApp]
"""Opens the app on a log that holds some entries already."""


async def press(pilot: Pilot[Any], keys: str) -> None:
    """Presses keys that are separated by spaces, and waits for what they do."""
    await pilot.press(*keys.split())
    await pilot.pause()


def text_of(app: ItbApp) -> str:
    """Everything that stands in the plain widgets of the screen on top."""
    plain = app.screen.query("Static, CardRow")
    return "\n".join(w.text if isinstance(w, CardRow) else str(w.render()) for w in plain)


def shown_lines(app: ItbApp) -> str:
    """What the terminal shows, line by line."""
    return "\n".join("".join(segment.text for segment in line) for line in app.screen._compositor.render_strips())


def rows_of(app: ItbApp, which: str = "ListTable") -> list[list[str]]:
    """What the rows of a table hold, those below the window, too."""
    table = app.screen.query_one(which, ListTable)
    return [[str(cell).strip() for cell in table.cells(item)] for item in table.items]


def field(app: ItbApp, key: str) -> Field:
    """A question of the form on top."""
    assert isinstance(app.screen, Lined)
    return app.screen.field(key)


def runs(app: ItbApp) -> tuple[Run, ...]:
    """The runs that are kept."""
    return app.logbook.store.log().runs


async def look_at(pilot: Pilot[Any], path: str, day: str = "") -> None:
    """Types the path of what is to be imported, and waits for what was read."""
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    screen._field("path").raw = path
    screen._field("date").raw = day
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


class HeldClock(ExerciseClock):
    """Shows what the test says."""

    rate = 1.0

    def __init__(self) -> None:
        self.shows = 1000.0

    def now(self) -> float:
        return self.shows

    def even_asleep(self) -> float:
        return self.shows


class Runner:
    """Someone who follows a session or a run: time passes when the test says so."""

    def __init__(self, app: ItbApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.clock = app, pilot, HeldClock()
        app.logbook.exercise_clock = self.clock

    async def press(self, keys: str) -> None:
        await press(self.pilot, keys)

    async def wait(self, seconds: float) -> None:
        """Lets time pass, and looks at the end of it, whatever lies over it: late looks shift nothing."""
        self.clock.shows += seconds
        for screen in self.app.screen_stack:
            if isinstance(screen, LedScreen):
                screen.look()
        await self.pilot.pause()

    @property
    def player(self) -> PlayerScreen:
        return cast("PlayerScreen", self.app.screen)

    @property
    def text(self) -> str:
        return text_of(self.app)

    def sessions(self) -> tuple[Session, ...]:
        return self.app.logbook.store.log().sessions

    def rows(self) -> dict[tuple[str, str | None], tuple[int, ...]]:
        """The sets of each exercise and side in the last session."""
        return {(row.exercise, row.side): row.sets for row in self.sessions()[-1].exercises}
