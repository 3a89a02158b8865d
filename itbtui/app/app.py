"""The app: how it begins, goes on and ends, and what it does without being asked."""

import asyncio
import gc
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import work
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.filter import LineFilter
from textual.screen import Screen

from itbtui.app.handlers import Handlers
from itbtui.app.key_order import Input, KeyOrder
from itbtui.app.screens import load_usual, make
from itbtui.data.store import Store, StoreError
from itbtui.keys.actions import BY_ID
from itbtui.keys.textual_private import (
    QuietEnd,
    forget_closed_widgets,
    forgive_lists,
    read_input_apart,
    repaint_lists,
    stop_reading,
)
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.settings import SettingsError, get_ready_to_write
from itbtui.measures import one_line
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.main_screen import LEAST, NORMAL, TALL, WIDE
from itbtui.widgets.themes import DARK, OWN, OWN_THEMES
from itbtui.wording.keys import PASTED

S = TypeVar("S", bound=Screen[Any] | str)

if TYPE_CHECKING:
    from textual.command import Provider

    from itbtui.logbook.demo_store import Demo


PLAIN_KEYS = {"⏎": "enter", "←": "left", "→": "right", "↑": "up", "↓": "down"}

ENDING = ("ctrl+q", "ctrl+c", "q")
"""Keys that are taken whatever the size of the terminal."""


PIECE_S = 0.005
"""So long the log is read, and so long the loop is left to others, until all of it is read."""
LEAVES_WITHIN_S = 2.0
"""A terminal that does not take what puts it right is given up then."""


def commands() -> "type[Provider]":
    """What the palette offers, once it is opened."""
    from itbtui.app.palette import Commands

    return Commands


class ItbApp(KeyOrder, Handlers, QuietEnd, App[None]):
    """Runs on one logbook."""

    TITLE = "itbtui"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[Any]] = {commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
        BY_ID["help"].binding,
        BY_ID["palette"].binding,
    ]

    def __init__(self, logbook: Logbook, *, first_start: bool = False, demo: "Demo | None" = None) -> None:
        """``first_start``: the runner has not been here before, and is asked a few questions.

        ``demo`` is where a made-up log lies, where the logbook is one.
        """
        super().__init__(logbook)
        forgive_lists()
        self.first_start = first_start
        self._demo = demo
        self.demo = demo is not None
        for theme in OWN:
            self.register_theme(theme)
        self.plain: list[LineFilter] = []
        """What makes ASCII of all that is drawn, where the terminal has no more."""
        self._trouble = ""
        """Why the log could not be read when it was looked at last."""
        self._wrong_settings = self._take_preferences()
        # At the start is the time to say that it cannot tell the time.
        _ = logbook.exercise_clock
        logbook.changed.subscribe(self._log_changed)

    def _take_preferences(self) -> list[str]:
        """Does as the settings file says. Returns a sentence for each thing that is wrong in it."""
        preferences = self.logbook.preferences
        self.set_keymap(self.own_keys)
        problems = [*self.logbook.problems]
        if preferences.theme in self.available_themes:
            self.theme = preferences.theme
        else:
            others = f"or another that {self.key('settings.theme')} in the settings lists"
            own = ", ".join(OWN_THEMES)
            problems.append(f"theme is {preferences.theme!r}, where {own} {others}, is needed.")
            self.theme = DARK.name
        return problems + self.key_problems

    def _begun(self) -> None:
        """The plan is seen: the rest is read while the runner looks at it."""
        self._tell_notices()
        self._tell_conflicts()
        self._read_rest()

    @work(group="read rest")
    async def _read_rest(self) -> None:
        """In pieces so short that no key waits for it; leaves a checkpoint, and loads what the next keys ask for."""
        began = time.monotonic()
        try:
            for _ in self.logbook.reading_rest():
                if time.monotonic() - began > PIECE_S:
                    await asyncio.sleep(PIECE_S)
                    began = time.monotonic()
            self.logbook.keep_checkpoint()
        except StoreError as error:
            self.fail(error)
        if not self.is_headless:
            await asyncio.to_thread(get_ready)
            # None of it is garbage, and to look for some in a long log takes longer than to log a run. Without a
            # terminal there may be other apps in this process, which would never be cleared away.
            gc.freeze()
        gc.enable()

    def push_screen(self, screen: Any, *arguments: Any, **named: Any) -> Any:
        """Every screen but Today may ask for all of the log."""
        self.logbook.read_rest()
        return super().push_screen(self._fitted(screen), *arguments, **named)

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        return super().switch_screen(self._fitted(screen))

    def _log_changed(self) -> None:
        self._tell_notices()
        self.look_ahead()

    def _tell_notices(self) -> None:
        """What became of the file and its copies."""
        for notice in self.logbook.store.take_notices():
            self.notify(f"{notice}.", title="The log", severity="warning", timeout=12, markup=False)

    def _tell_conflicts(self) -> None:
        """What a tool that keeps folders alike has left beside the log, said once each."""
        import shlex

        from itbtui.logbook.told import untold_conflicts

        for other in untold_conflicts(self.logbook.store.path):
            way = f"itbtui merge {shlex.quote(str(other))}"
            told = one_line(f"Beside it lies another version of it. {way} takes in what it has.")
            self.notify(told, title="The log", severity="warning", timeout=12, markup=False)

    def look_ahead(self) -> None:
        """Works out when the races ahead are within reach, beside everything else, for the plan as it is now."""
        if distances := self.logbook.distances_ahead:
            self._look_ahead(distances)

    @work(group="look ahead", exclusive=True)
    async def _look_ahead(self, distances: set[int]) -> None:
        self.logbook.take_forecast(await asyncio.to_thread(self.logbook.forecast, distances))

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self.plain]

    def get_key_display(self, binding: Binding) -> str:
        """Keys without a letter have names where their signs are not shown."""
        said = super().get_key_display(binding)
        return " ".join(PLAIN_KEYS.get(sign, sign) for sign in said) if self.plain and not said.isascii() else said

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """For themes that are not the program's own: the colour of the one thing that only a clinician ends."""
        return {"clinician": "#b48ad0" if self.current_theme.dark else "#7b3fa0"}

    def refresh_css(self, animate: bool = True) -> None:
        """While there is no screen nothing is styled, and the rules need not be read twice for a theme."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        return self._fitted(make("today", self.logbook))

    def _fitted(self, screen: S) -> S:
        """A new screen with the classes of the terminal's size: once it is filled they would style all of it anew."""
        if isinstance(screen, str):
            return screen
        for length, points in (
            (self.size.width, self.HORIZONTAL_BREAKPOINTS),
            (self.size.height, self.VERTICAL_BREAKPOINTS),
        ):
            screen.update_classes({[name for least, name in points if length >= least][-1]: True}, update=False)
        return screen

    def on_load(self) -> None:
        stream = sys.__stderr__
        if not self.is_headless and stream is not None and not shows_utf8(os.environ, stream.encoding):
            from itbtui.app.plain_terminal import AsciiOnly

            self.plain.append(AsciiOnly())

    def on_mount(self) -> None:
        self.call_after_refresh(self._begun)
        self.call_after_refresh(self.look_ahead)
        if self.logbook.preferences.first_screen != "today":
            self.action_go(self.logbook.preferences.first_screen)
        self.screen_change_signal.subscribe(self, lambda _: self.call_later(self._screen_changed))
        # Not every terminal has kept what was there before the program was stopped.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self._had_terminal = has_terminal()
        self.set_interval(2, self.look_for_change)
        self._end_cleanly()
        if self._wrong_settings:
            told = "\n".join(self._wrong_settings)
            self.notify(told, title="Settings", severity="warning", timeout=12, markup=False)
        self.theme_changed_signal.subscribe(self, lambda theme: self._took_theme(theme.name))
        if self.demo:
            self.notify("All of this is made up, and nothing of it is kept.", title="Demo", timeout=6)
        if drafts := self.logbook.unsaved:
            from itbtui.wording.forms import say_drafts_at_the_start

            self.notify(say_drafts_at_the_start(drafts, self.logbook.manner), title="Kept", markup=False)
        if self.first_start:
            self.action_welcome()
        else:
            self.call_after_refresh(self._offer_to_go_on)

    def takes(self, event: Input) -> bool:
        """Nobody presses what cannot be seen; a terminal that is too small takes but the keys that quit."""
        return not self._is_too_small or (isinstance(event, Key) and event.key in ENDING)

    def says_pasted(self) -> None:
        self.notify(PASTED, title="Pasted")

    def on_resize(self) -> None:
        self.call_later(self._cover)

    def _screen_changed(self) -> None:
        forget_closed_widgets()
        self.tell_the_next_screen()
        self._cover()

    @property
    def _is_too_small(self) -> bool:
        return self.size.width < LEAST.width or self.size.height < LEAST.height

    def _cover(self) -> None:
        """Says that the terminal is too small, over whatever stands there, until it is large enough again."""
        for screen in self.screen_stack:
            covers = screen.query("TooSmall")
            if not self._is_too_small:
                covers.remove()
            elif screen is self.screen and not screen.is_attached:
                # It is only being opened.
                self.set_timer(0.1, self._cover)
            elif screen is self.screen and not covers:
                from itbtui.widgets.too_small import TooSmall

                screen.mount(TooSmall())

    def _offer_to_go_on(self) -> None:
        """A run that was led is logged, a session of today that was broken off is taken up again, unless the runner has
        other plans, or another terminal is in it."""
        from itbtui.logbook.chosen_session import is_followed_elsewhere
        from itbtui.logbook.led_runs import forget, unlogged

        if unlogged(self.logbook):
            self.open("run-ahead")
            return
        forget(self.logbook)
        if self.logbook.broken_off and not is_followed_elsewhere(self.logbook):
            self.open("session")

    def _end_cleanly(self) -> None:
        """A shutdown ends the program as q does, a closed terminal at once, where the system has these signals."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self.fail_in_loop)
        for name, end in (("SIGTERM", self.exit), ("SIGHUP", self._told_to_hang_up)):
            with suppress(NotImplementedError, RuntimeError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), end)

    def _told_to_hang_up(self) -> None:
        """Where the terminal is still there it is put right first."""
        if not has_terminal():
            self._hang_up()
        asyncio.get_running_loop().call_later(LEAVES_WITHIN_S, self._hang_up)
        self.exit()

    def _hang_up(self) -> None:
        """There is no terminal left to restore, and waiting for it would never end."""
        self.logbook.close()
        if self._demo:
            self._demo.clear()
        os._exit(0)

    def look_for_change(self) -> None:
        """Another terminal may have written, a day may have ended, this terminal may have been closed."""
        if self._had_terminal and not has_terminal():
            self._hang_up()
        keeps_plan = any(isinstance(screen, LogScreen) and screen.KEEPS_PLAN for screen in self.screen_stack)
        try:
            has_changed = self.logbook.has_changed
            self._tell_notices()
            if has_changed:
                self._tell_conflicts()
            if has_changed and not keeps_plan:
                self.logbook.refresh()
        except StoreError as error:
            # Once, however long it lasts.
            if f"{error}." != self._trouble:
                self._trouble = f"{error}."
                self.notify(self._trouble, title="The log cannot be read", severity="error", timeout=30, markup=False)
        else:
            self.take_back(self._trouble)
            self._trouble = ""

    # --- preferences --------------------------------------------------------------

    def action_toggle_sound(self) -> None:
        """On or off, here and for next time."""
        sound = not self.logbook.preferences.sound
        self.clear_notifications()
        self.notify("The bell is on." if sound else "The bell is off; each signal is still shown.", title="Sound")
        self.prefer(sound=sound)

    def _took_theme(self, name: str) -> None:
        repaint_lists(self)
        if name != self.logbook.preferences.theme:
            self.prefer(theme=name)

    def prefer(self, **changed: Any) -> None:
        """Changes preferences, and says where they cannot be kept."""
        try:
            self.logbook.prefer(**changed)
        except SettingsError as error:
            told = f"{error}. Until you quit it stays as it is now."
            self.notify(told, title="Not kept", severity="warning", markup=False)


def get_ready() -> None:
    """Loads what a first key, a first save and a first picture would wait for. In any thread."""
    from itbtui.charts import plotext_private

    Store.get_ready()
    get_ready_to_write()
    load_usual()
    commands()
    plotext_private.load()


def shows_utf8(environment: Mapping[str, str], encoding: str) -> bool:
    """Whether a terminal does, by what its locale says and how what is written is encoded; without a locale it does."""
    said = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next(filter(None, said), "utf-8")
    return "utf" in locale.lower() and "utf" in encoding.lower()


def has_terminal() -> bool:
    """Whether a terminal can be asked something. One that was closed cannot, and not all that close it say so."""
    try:
        os.tcgetpgrp(0)
    except (OSError, AttributeError):
        return False
    return True


def run(logbook: Logbook, *, first_start: bool = False, demo: "Demo | None" = None) -> None:
    """Opens the app and returns when the user leaves it. Raises StoreError, or CrashError for what nobody foresaw."""
    read_input_apart()
    app = ItbApp(logbook, first_start=first_start, demo=demo)
    # ^C is a key. One that comes once the terminal is given back has nothing left to break off; commands that are
    # started in between do not inherit a function.
    signal.signal(signal.SIGINT, lambda *_: None)
    app.run(mouse=logbook.preferences.mouse)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stop_reading(app)
    if app.failure is None and not demo and (drafts := logbook.drafts.forms):
        from itbtui.wording.forms import say_drafts_at_the_end

        print(say_drafts_at_the_end(drafts, logbook.manner))
    if isinstance(app.failure, StoreError):
        raise app.failure
    if app.failure is not None:
        from itbtui.logbook.crash import CrashError

        raise CrashError from app.failure
