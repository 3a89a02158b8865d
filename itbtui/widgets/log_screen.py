"""What every screen has: the logbook, and what it may ask of the app. It draws nothing."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.screen import Screen
from textual.widget import AwaitMount, Widget

from itbtui.keys.textual_private import AppPart
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import Entry
from itbtui.widgets.frame import Frame
from itbtui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from itbtui.logbook.led_runs import LedRun
    from itbtui.logbook.sessions import Start
    from itbtui.rehab.workouts.workout import Part

Result = TypeVar("Result")
Then = Callable[[Any], None]


class LogApp(AppPart):
    """What screens may ask of the app, so that none has to know another."""

    logbook: Logbook
    demo: bool
    """Whether all that is shown is made up."""

    @abstractmethod
    def key(self, action: str) -> str:
        """The key of an action, by its id, as the runner has it, written for people."""

    @abstractmethod
    def keys_of(self, action: str) -> list[str]:
        """The keys of an action as the runner has them, as Textual names them."""

    @abstractmethod
    def open(self, name: str, *about: Any, then: Then | None = None) -> AwaitMount:
        """Opens a screen by its name; ``about`` is what it is told besides the logbook.

        ``then`` is called with what the screen ends with. Without it, a form's entries are told on a card.
        """

    @abstractmethod
    def tell(self, entries: list[Entry]) -> None:
        """Puts the card of what was just saved in the place of the screen on top: what lies below need not be drawn
        in between."""

    @abstractmethod
    def edit(self, entry: Entry) -> bool:
        """Opens the form of an entry; false where there is none for its kind."""

    @abstractmethod
    def undo(self, only: int | None = None) -> None:
        """Takes back the last action, and says so."""

    @abstractmethod
    def delete(self, entry: Entry) -> None:
        """Deletes an entry, and says how that is undone."""

    @abstractmethod
    def explain(self, page: str) -> None:
        """Opens a page of the help: a rule, an exercise, a word."""

    @abstractmethod
    def play(self, start: Start) -> None:
        """Leads through exercises, and asks afterwards how the knee was."""

    @abstractmethod
    def lead(self, parts: tuple[Part, ...]) -> None:
        """Leads through a run, and asks afterwards what is not known of it."""

    @abstractmethod
    def log_led(self, run: LedRun) -> None:
        """Asks what is not known of a run that was led."""


class LogScreen(Screen[Result]):
    """A screen that is handed the logbook, and told when that has changed. It has a frame, and a line for messages."""

    DEFAULT_CSS = """
    LogScreen { layers: default message; }
    """
    TAB: ClassVar[str | None] = None
    """Which tab of the frame it is, for a main screen."""
    HERE: ClassVar[str] = ""
    FRAMED: ClassVar[bool] = True
    KEYS: ClassVar[tuple[str, ...]] = ()
    """Its most important actions, in order: the footer names them first."""
    KEEPS_PLAN: ClassVar[bool] = False
    """Whether the log is not read again while it is open, whoever changed it."""

    def __init__(self, logbook: Logbook) -> None:
        super().__init__()
        self.logbook = logbook
        self.is_told = False
        """Whether the entries with which it ends are told on a card."""
        self.message_line = MessageLine()

    @property
    def here(self) -> str:
        """What the frame calls it, where it lies over a main screen."""
        return self.HERE

    @property
    def way(self) -> list[LogScreen[Any]]:
        """The screens from the main one below to this one."""
        way: list[LogScreen[Any]] = []
        for screen in self.app.screen_stack:
            if isinstance(screen, LogScreen):
                way = [screen] if screen.TAB else [*way, screen]
            if screen is self:
                break
        return way

    async def mount_composed_widgets(self, widgets: list[Widget]) -> None:
        """What every screen has comes with what is its own. Textual's rack of messages stays empty, and is left out."""
        frame = [Frame(self)] if self.FRAMED else []
        own = [widget for widget in widgets if widget.id != "textual-toastrack"]
        await super().mount_composed_widgets([*frame, *own, self.message_line])

    @property
    def desk(self) -> LogApp:
        """The app, for what only it can do."""
        app = self.app
        assert isinstance(app, LogApp)
        return app

    def key(self, action: str) -> str:
        """The key of an action, by its id, as the runner has it, written for people."""
        return self.desk.key(action)

    def on_mount(self) -> None:
        self.logbook.changed.subscribe(self._changed)
        self.logbook.looked_ahead.subscribe(self._looked_ahead)

    def on_unmount(self) -> None:
        self.logbook.changed.unsubscribe(self._changed)
        self.logbook.looked_ahead.unsubscribe(self._looked_ahead)

    def _changed(self) -> None:
        self.call_next(self.log_changed)

    def _looked_ahead(self) -> None:
        self.call_next(self.looked_ahead)

    def to_copy(self) -> str | None:
        """What the screen is about, as plain lines, where there is something to be copied."""
        return None

    def why_not(self, action: str) -> str | None:
        """Why an action is not possible just now, where more is to be said than that."""
        return None

    def is_looked_away_from(self) -> None:
        """Something is to be read over it, for as long as the runner likes."""

    def log_changed(self) -> None:
        """Log, settings or day are others than they were."""

    def looked_ahead(self) -> None:
        """It is known when the races ahead are within reach."""
