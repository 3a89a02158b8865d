"""The app: which screens, which keys, which theme. It holds the store, and the plan that follows from it."""

import asyncio
import gc
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.signal import Signal

from itbtui import clock, paths, settings
from itbtui.actions import Actions
from itbtui.clock import ExerciseClock
from itbtui.commands import BY_ID
from itbtui.data.standings import mark, standing_lately
from itbtui.data.store import Store, StoreError, nothing_collected
from itbtui.keymap import read_keymap
from itbtui.rehab.entries import Episode, Settings
from itbtui.rehab.gear import races_ahead
from itbtui.rehab.log import Log
from itbtui.rehab.plan import Plan, plan_of
from itbtui.rehab.protocol import protocol
from itbtui.rehab.replay import replay
from itbtui.rehab.sessions import unfinished
from itbtui.rehab.standing import Standing
from itbtui.rehab.words import speak
from itbtui.screens.today import WIDE, TodayScreen
from itbtui.themes import DARK, LIGHT
from itbtui.widgets.too_small import TooSmall

S = TypeVar("S", bound=Screen[Any])

if TYPE_CHECKING:
    from itbtui.demo_store import Demo
    from itbtui.rehab.forecast import Reach


class ItbApp(Actions):
    """Runs on one store. Screens subscribe to ``plan_changed`` and draw what ``logbook`` and ``plan`` say."""

    TITLE = "itbtui"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False),
        BY_ID["help"].binding,
        BY_ID["palette"].binding,
    ]

    def __init__(self, store: Store, *, first_start: bool = False, demo: "Demo | None" = None) -> None:
        """``first_start``: the runner has not been here before, and is asked a few questions.

        ``demo`` is where a made-up log lies, where the store is one.
        """
        super().__init__()
        self.store = store
        self.first_start = first_start
        self._demo = demo
        self.settings_file = demo.settings if demo else paths.settings()
        self.drafts: dict[str, dict[str, Any]] = {}
        """What was typed into forms that were left, by form."""
        self.plan_changed: Signal[Plan] = Signal(self, "plan changed")
        self.reaches: dict[int, Reach] | None = None
        """When the rules would allow the distances of the races ahead, by metres, once it is worked out."""
        self.looked_ahead: Signal[Plan] = Signal(self, "looked ahead")
        self.exercise_clock = ExerciseClock()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._wrong_settings = self.take_preferences()
        self._begin()

    @property
    def demo(self) -> bool:
        """Whether all that is shown is made up."""
        return self._demo is not None

    @property
    def units(self) -> str:
        return self.settings.units

    @property
    def open_episode(self) -> Episode | None:
        """The episode entry that the plan stands on, where one was logged."""
        now = self.plan.episode
        return next((episode for episode in self.logbook.episodes if now and episode.began == now.began), None)

    def take_preferences(self) -> list[str]:
        """Reads the settings file and does as it says. Returns a sentence for each thing that is wrong in it."""
        self.preferences, problems = settings.read(self.settings_file)
        self.keymap, clashes = read_keymap(self.preferences.keys)
        self.set_keymap(self.keymap)
        speak(self.preferences.manner)
        if self.preferences.theme in self.available_themes:
            self.theme = self.preferences.theme
        else:
            known = ", ".join(sorted(self.available_themes))
            problems.append(f"theme is {self.preferences.theme!r}, where one of {known} is needed.")
            self.theme = DARK.name
        return problems + clashes

    def _begin(self) -> None:
        """Takes the plan up from the bookmark, where there is one: all of a long log is read once the plan is seen."""
        self._mark = self.store.change_mark()
        self.settings: Settings = self.preferences.over(self.store.settings())
        self._logbook: Log | None = None
        lately = standing_lately(self.store, self.settings, clock.today())
        if lately is None:
            self._read()
        else:
            self.standing: Standing = lately
            self.plan: Plan = plan_of(lately)

    @property
    def logbook(self) -> Log:
        """Everything that was logged."""
        if self._logbook is None:
            self._read()
        assert self._logbook is not None
        return self._logbook

    def _read(self, before: Standing | None = None) -> None:
        with nothing_collected():
            self._mark = self.store.change_mark()
            self._logbook = self.store.log()
            self.settings = self.preferences.over(self.store.settings())
            self.standing = replay(self._logbook, self.settings, clock.today(), protocol(), before)
            self.plan = plan_of(self.standing)

    def _read_rest(self) -> None:
        """What the start left out, where it left something out."""
        if self._logbook is None:
            self._read()
            self.plan_changed.publish(self.plan)

    def _begun(self) -> None:
        """The plan is seen: reads the rest, and leaves a bookmark for the next start."""
        self._read_rest()
        mark(self.store, self.standing)
        if not self.is_headless:
            # None of it is garbage, and to look for some in a long log takes longer than to log a run. Without a
            # terminal there may be other apps in this process, which would never be cleared away.
            gc.freeze()

    def push_screen(self, screen: Any, *arguments: Any, **named: Any) -> Any:
        """Every screen but Today may ask for all of the log, and most others than the main ones write in it."""
        self._read_rest()
        new = self._fitted(screen) if isinstance(screen, Screen) else screen
        pushed = super().push_screen(new, *arguments, **named)
        if screen not in self.SCREENS:
            self.call_after_refresh(self.run_worker, Store.get_ready, thread=True, group="get ready", exclusive=True)
        return pushed

    def refresh_plan(self) -> None:
        """Reads what changed in the log and tells the screens."""
        self._read(None if self._logbook is None else self.standing)
        if self.store.copy_problem:
            self.notify(f"{self.store.copy_problem}.", title="No copy today", severity="warning", markup=False)
            self.store.copy_problem = None
        self.reaches = None
        self.plan_changed.publish(self.plan)
        self.look_ahead()

    def look_ahead(self) -> None:
        """Works out when the races ahead are within reach, beside everything else, for the plan as it is now."""
        distances = {race.metres for race in races_ahead(self.logbook, self.plan.on)}
        if not distances:
            return
        from itbtui.rehab.race_words import WITHOUT_A_DAY

        if self.plan.stage not in WITHOUT_A_DAY:
            self.run_worker(self._look_ahead(distances), group="look ahead", exclusive=True)

    async def _look_ahead(self, distances: set[int]) -> None:
        from itbtui.rehab.forecast import forecast

        self.reaches = await asyncio.to_thread(forecast, self.logbook, self.settings, self.plan.on, distances)
        self.looked_ahead.publish(self.plan)

    def get_default_screen(self) -> TodayScreen:
        return self._fitted(TodayScreen())

    def _fitted(self, screen: S) -> S:
        """A new screen with the classes of the terminal's size: once it is filled they would style all of it anew."""
        for length, points in (
            (self.size.width, self.HORIZONTAL_BREAKPOINTS),
            (self.size.height, self.VERTICAL_BREAKPOINTS),
        ):
            screen.update_classes({[name for least, name in points if length >= least][-1]: True}, update=False)
        return screen

    def on_mount(self) -> None:
        self.call_after_refresh(self._begun)
        self.call_after_refresh(self.look_ahead)
        if self.preferences.first_screen != "today":
            self.action_go(self.preferences.first_screen)
        self.screen_change_signal.subscribe(self, lambda _: self.call_later(self._cover))
        self._had_terminal = has_terminal()
        self.set_interval(2, self.look_for_change)
        self._end_cleanly()
        if self._wrong_settings:
            told = "\n".join(self._wrong_settings)
            self.notify(told, title="Settings", severity="warning", timeout=12, markup=False)
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        if self.demo:
            self.notify("All of this is made up, and nothing of it is kept.", title="Demo", timeout=6)
        if self.first_start:
            self.action_welcome()
        else:
            self.call_after_refresh(self._offer_to_go_on)

    def on_resize(self) -> None:
        self.call_later(self._cover)

    def _cover(self) -> None:
        """Says that the terminal is too small, over whatever stands there, until it is large enough again."""
        for screen in self.screen_stack:
            covers = screen.query(TooSmall)
            if not TooSmall.is_needed(self.size):
                covers.remove()
            elif screen is self.screen and not covers:
                screen.mount(TooSmall())

    def _offer_to_go_on(self) -> None:
        """A session of today that was broken off is taken up again, unless the runner has other plans."""
        if unfinished(self.logbook, self.plan.on):
            from itbtui.screens.session import SessionScreen

            self.push_screen(SessionScreen())

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app, if one did."""
        return self._exception

    def _handle_exception(self, error: Exception) -> None:
        """Ends the app. Textual would show the variables of each frame, and so entries: ``run`` has it told instead."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _failed_in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(error := context.get("exception"), Exception):
            self._handle_exception(error)

    def _end_cleanly(self) -> None:
        """A shutdown ends the program as q does, a closed terminal at once, where the system has these signals."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._failed_in_loop)
        for name, end in (("SIGTERM", self.exit), ("SIGHUP", self._hang_up)):
            with suppress(NotImplementedError, RuntimeError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), end)

    def _hang_up(self) -> None:
        """There is no terminal left to restore, and waiting for it would never end."""
        self.store.close()
        if self._demo:
            self._demo.clear()
        os._exit(0)

    def look_for_change(self) -> None:
        """Another terminal may have written, a day may have ended, this terminal may have been closed."""
        if self._had_terminal and not has_terminal():
            self._hang_up()
        if any(getattr(screen, "KEEPS_PLAN", False) for screen in self.screen_stack):
            return
        try:
            if self.store.change_mark() != self._mark or self.plan.on != clock.today():
                self.refresh_plan()
        except StoreError as error:
            self.notify(f"{error}.", title="The log cannot be read", severity="error")

    # --- preferences --------------------------------------------------------------

    def action_toggle_sound(self) -> None:
        """On or off, here and for next time."""
        sound = not self.preferences.sound
        self.clear_notifications()
        self.notify("The bell is on." if sound else "The bell is off; each sign is still to be seen.", title="Sound")
        self.prefer(sound=sound)

    def _keep_theme(self, name: str) -> None:
        if name != self.preferences.theme:
            self.prefer(theme=name)

    def prefer(self, **changed: Any) -> None:
        """Keeps changed preferences in the settings file; where that fails, until the program is left."""
        self.preferences = self.preferences._replace(**changed)
        speak(self.preferences.manner)
        self._write(changed)

    def prefer_for_rules(self, key: str, value: Any) -> None:
        """Changes a setting of the rules where the settings file names it."""
        self._write({key: value})
        self.preferences, _ = settings.read(self.settings_file)
        self.refresh_plan()

    def _write(self, changed: dict[str, Any]) -> None:
        try:
            for key, value in changed.items():
                settings.write(self.settings_file, key, value)
        except settings.SettingsError as error:
            told = f"{error}. Until you quit it stays as it is now."
            self.notify(told, title="Not kept", severity="warning", markup=False)


def has_terminal() -> bool:
    """Whether a terminal can be asked something. One that was closed cannot, and not all that close it say so."""
    try:
        os.tcgetpgrp(0)
    except (OSError, AttributeError):
        return False
    return True


def run(store: Store, *, first_start: bool = False, demo: "Demo | None" = None) -> None:
    """Opens the app and returns when the user leaves it. Raises StoreError, or CrashError for what nobody foresaw."""
    app = ItbApp(store, first_start=first_start, demo=demo)
    app.run()
    if isinstance(app.failure, StoreError):
        raise app.failure
    if app.failure is not None:
        from itbtui.crash import CrashError

        raise CrashError from app.failure
