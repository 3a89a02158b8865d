"""The app: which screens, which keys, which theme. It holds the store, and the plan that follows from it."""

import asyncio
import dataclasses
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.signal import Signal

from itbtui import clock, paths, settings
from itbtui.clock import ExerciseClock
from itbtui.commands import COMMANDS
from itbtui.crash import CrashError
from itbtui.data.store import Store, StoreError
from itbtui.rehab.entries import CheckIn, CrossTraining, Entry, Run, Session, Settings
from itbtui.rehab.log import Log
from itbtui.rehab.plan import Plan, plan_of
from itbtui.rehab.playing import unfinished
from itbtui.rehab.protocol import protocol
from itbtui.rehab.replay import replay
from itbtui.rehab.standing import Standing
from itbtui.rehab.words import harmless
from itbtui.screens.today import WIDE, TodayScreen
from itbtui.themes import DARK, LIGHT
from itbtui.widgets.too_small import TooSmall


class ItbApp(App[None]):
    """Runs on one store. Screens subscribe to ``plan_changed`` and draw what ``logbook`` and ``plan`` say."""

    TITLE = "itbtui"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "suspend_process", "Suspend", show=False)]

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.drafts: dict[str, dict[str, Any]] = {}
        """What was typed into forms that were left, by form."""
        self.plan_changed: Signal[Plan] = Signal(self, "plan changed")
        self.exercise_clock = ExerciseClock()
        self.preferences, self._wrong_settings = settings.read(paths.settings())
        self._read()

    @property
    def units(self) -> str:
        return self.settings.units

    def _read(self) -> None:
        self._mark = self.store.change_mark()
        self.logbook: Log = self.store.log()
        self.settings: Settings = self.store.settings()
        self.standing: Standing = replay(self.logbook, self.settings, clock.today(), protocol())
        self.plan: Plan = plan_of(self.standing)

    def refresh_plan(self) -> None:
        """Reads the log again and tells the screens."""
        self._read()
        if self.store.copy_problem:
            self.notify(f"{self.store.copy_problem}.", title="No copy today", severity="warning", markup=False)
            self.store.copy_problem = None
        self.plan_changed.publish(self.plan)

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.push_screen(TodayScreen())
        self.screen_change_signal.subscribe(self, lambda _: self.call_later(self._cover))
        self._had_terminal = has_terminal()
        self.set_interval(2, self.look_for_change)
        self._end_cleanly()
        for problem in self._wrong_settings:
            self.notify(problem, title="Settings", severity="warning", markup=False)
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

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        for command in COMMANDS:
            yield SystemCommand(command.title, command.about, self._caller(command.action))
        for system in super().get_system_commands(screen):
            if system.title not in ("Quit", "Maximize", "Minimize"):
                yield system

    def _caller(self, action: str) -> Callable[[], Any]:
        return lambda: self.run_action(action)

    # --- actions --------------------------------------------------------------------

    async def action_log_run(self) -> None:
        from itbtui.screens.run_form import RunForm

        await self.push_screen(RunForm(), self.was_saved)

    def edit(self, entry: Entry) -> bool:
        """Opens the form of an entry; false where there is none for its kind."""
        from itbtui.screens.check_in import CheckInForm
        from itbtui.screens.entry_forms import CrossTrainingForm
        from itbtui.screens.run_form import RunForm
        from itbtui.screens.session_end import SessionEnd

        match entry:
            case Run():
                self.push_screen(RunForm(entry), self.was_saved)
            case CheckIn():
                self.push_screen(CheckInForm(entry.date), self.was_saved)
            case CrossTraining():
                self.push_screen(CrossTrainingForm(entry), self.was_saved)
            case Session():
                self.push_screen(SessionEnd(entry, changes=True), self.was_saved)
            case _:
                return False
        return True

    async def action_check_in(self) -> None:
        from itbtui.screens.check_in import CheckInForm

        await self.push_screen(CheckInForm(), self.was_saved)

    async def action_log_walk(self) -> None:
        from itbtui.screens.entry_forms import CrossTrainingForm

        await self.push_screen(CrossTrainingForm(), self.was_saved)

    async def action_session(self) -> None:
        from itbtui.screens.session import SessionScreen

        await self.push_screen(SessionScreen())

    def action_warm_up(self) -> None:
        from itbtui.screens.session import play, warm_up_start

        play(self, warm_up_start(self))

    async def action_routine(self) -> None:
        from itbtui.screens.routine import RoutineScreen

        await self.push_screen(RoutineScreen())

    async def action_ice(self) -> None:
        from itbtui.screens.ice import IceScreen

        await self.push_screen(IceScreen())

    async def action_metronome(self) -> None:
        from itbtui.screens.metronome import MetronomeScreen

        await self.push_screen(MetronomeScreen())

    def action_toggle_sound(self) -> None:
        """On or off, here and for next time."""
        sound = not self.preferences.sound
        self.preferences = dataclasses.replace(self.preferences, sound=sound)
        self.clear_notifications()
        self.notify("The bell is on." if sound else "The bell is off; each sign is still to be seen.", title="Sound")
        try:
            settings.write(paths.settings(), "sound", sound)
        except settings.SettingsError as error:
            self.notify(f"{error}. Until you quit it stays as it is now.", title="Not kept", severity="warning")

    async def action_log_session(self) -> None:
        from itbtui.screens.entry_forms import SessionForm

        await self.push_screen(SessionForm(), self.was_saved)

    async def action_log_episode(self) -> None:
        from itbtui.screens.entry_forms import EpisodeForm

        await self.push_screen(EpisodeForm(), self.was_saved)

    async def action_log_clearance(self) -> None:
        from itbtui.screens.entry_forms import ClearanceForm

        await self.push_screen(ClearanceForm(), self.was_saved)

    def action_go(self, where: str) -> None:
        """To one of the main screens; Today is always below the others."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if where == "runs":
            from itbtui.screens.runs import RunsScreen

            self.push_screen(RunsScreen())
        elif where == "trend":
            from itbtui.screens.trend import TrendScreen

            self.push_screen(TrendScreen())
        elif where == "entries":
            from itbtui.screens.entries import EntriesScreen

            self.push_screen(EntriesScreen())

    async def action_why(self) -> None:
        from itbtui.screens.why import WhyScreen

        await self.push_screen(WhyScreen())

    async def action_help(self) -> None:
        from itbtui.screens.help import HelpScreen

        await self.push_screen(HelpScreen())

    def action_undo(self) -> None:
        try:
            label = self.store.undo()
        except StoreError as error:
            self.notify(f"{error}.", title="Not undone", severity="error")
            return
        self.refresh_plan()
        if label is None:
            self.notify("Nothing is left to undo.", title="Undo")
        else:
            told = harmless(f"{label[0].upper()}{label[1:]}: taken back.")
            self.notify(told, title="Undone", markup=False)

    def delete(self, entry: Entry, label: str) -> None:
        try:
            self.store.remove(entry, label=f"deletion of the {label}")
        except StoreError as error:
            self.notify(f"{error}.", title="Not deleted", severity="error")
            return
        self.refresh_plan()
        self.notify(harmless(f"{label[0].upper()}{label[1:]}. u takes it back."), title="Deleted", markup=False)

    # --- after a form -----------------------------------------------------------------

    def was_saved(self, entries: list[Entry] | None) -> None:
        """Shows what the entries mean; with none the form was left."""
        if not entries:
            return
        self.refresh_plan()
        from itbtui.screens.verdict import VerdictScreen

        def then(how: str | None) -> None:
            if how == "undo":
                self.action_undo()
            elif how == "edit":
                self.edit(entries[0])

        self.push_screen(VerdictScreen(entries), then)


def has_terminal() -> bool:
    """Whether a terminal can be asked something. One that was closed cannot, and not all that close it say so."""
    try:
        os.tcgetpgrp(0)
    except (OSError, AttributeError):
        return False
    return True


def run(store: Store) -> None:
    """Opens the app and returns when the user leaves it. Raises StoreError, or CrashError for what nobody foresaw."""
    app = ItbApp(store)
    app.run()
    if isinstance(app.failure, StoreError):
        raise app.failure
    if app.failure is not None:
        raise CrashError from app.failure
