"""The app: which screens, which keys, which theme. It holds the store, and the plan that follows from it."""

import asyncio
import dataclasses
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.signal import Signal

from itbtui import clock, paths, settings
from itbtui.clock import ExerciseClock
from itbtui.commands import BY_ID, MAIN, WIDGETS, of
from itbtui.crash import CrashError
from itbtui.data.store import Store, StoreError
from itbtui.keymap import read_keymap, say_key
from itbtui.rehab.entries import CheckIn, CrossTraining, Entry, Episode, Run, Session, Settings, WaitingRun
from itbtui.rehab.forecast import Reach
from itbtui.rehab.gear import races_ahead
from itbtui.rehab.log import Log
from itbtui.rehab.pages import pages
from itbtui.rehab.plan import Plan, plan_of
from itbtui.rehab.playing import unfinished
from itbtui.rehab.protocol import protocol
from itbtui.rehab.race_words import WITHOUT_A_DAY
from itbtui.rehab.replay import replay
from itbtui.rehab.standing import Standing
from itbtui.rehab.words import harmless, speak
from itbtui.screens.today import WIDE, TodayScreen
from itbtui.themes import DARK, LIGHT
from itbtui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from itbtui.demo_store import Demo


class ItbApp(App[None]):
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
        self._read()

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

    def key(self, command: str) -> str:
        """The key of a command as the runner has it, written for people."""
        keys = self.keymap.get(command, BY_ID[command].keys)
        return say_key(keys.split(",")[0])

    def _read(self) -> None:
        self._mark = self.store.change_mark()
        self.logbook: Log = self.store.log()
        self.settings: Settings = self.preferences.over(self.store.settings())
        self.standing: Standing = replay(self.logbook, self.settings, clock.today(), protocol())
        self.plan: Plan = plan_of(self.standing)

    def refresh_plan(self) -> None:
        """Reads the log again and tells the screens."""
        self._read()
        if self.store.copy_problem:
            self.notify(f"{self.store.copy_problem}.", title="No copy today", severity="warning", markup=False)
            self.store.copy_problem = None
        self.reaches = None
        self.plan_changed.publish(self.plan)
        self.look_ahead()

    def look_ahead(self) -> None:
        """Works out when the races ahead are within reach, beside everything else, for the plan as it is now."""
        distances = {race.metres for race in races_ahead(self.logbook, self.plan.on)}
        if distances and self.plan.stage not in WITHOUT_A_DAY:
            self.run_worker(self._look_ahead(distances), group="look ahead", exclusive=True)

    async def _look_ahead(self, distances: set[int]) -> None:
        from itbtui.rehab.forecast import forecast

        self.reaches = await asyncio.to_thread(forecast, self.logbook, self.settings, self.plan.on, distances)
        self.looked_ahead.publish(self.plan)

    def on_mount(self) -> None:
        self.push_screen(TodayScreen())
        self.call_after_refresh(self.look_ahead)
        if self.preferences.first_screen != "today":
            self.action_go(self.preferences.first_screen)
        self.screen_change_signal.subscribe(self, lambda _: self.call_later(self._cover))
        self._had_terminal = has_terminal()
        self.set_interval(2, self.look_for_change)
        self._end_cleanly()
        for problem in self._wrong_settings:
            self.notify(problem, title="Settings", severity="warning", markup=False)
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

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What can be done on this screen first, then what can be done anywhere, then the pages of the help."""
        here = [BY_ID[active.binding.id] for active in screen.active_bindings.values() if active.binding.id in BY_ID]
        main = [command for command in of(MAIN) if command.id != "palette"]
        for command in dict.fromkeys([command for command in here if command.group not in (MAIN, *WIDGETS)] + main):
            about = f"{command.label}, key {self.key(command.id)}"
            yield SystemCommand(command.about.rstrip("."), about, self._caller(command.action, screen))
        yield SystemCommand("All looks, with a preview", "Theme", self.action_change_theme)
        for page in pages():
            yield SystemCommand(f"{page.kind}: {page.title}", page.says, self._opener(page.id), discover=False)

    def _caller(self, action: str, screen: Screen[Any]) -> Callable[[], Any]:
        return lambda: self.run_action(action, screen)

    def _opener(self, page: str) -> Callable[[], Any]:
        return lambda: self.explain(page)

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
            case Run() | WaitingRun():
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
        self.clear_notifications()
        self.notify("The bell is on." if sound else "The bell is off; each sign is still to be seen.", title="Sound")
        self.prefer(sound=sound)

    def _keep_theme(self, name: str) -> None:
        if name != self.preferences.theme:
            self.prefer(theme=name)

    def prefer(self, **changed: Any) -> None:
        """Keeps changed preferences in the settings file; where that fails, until the program is left."""
        self.preferences = dataclasses.replace(self.preferences, **changed)
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

    async def action_log_session(self) -> None:
        from itbtui.screens.entry_forms import SessionForm

        await self.push_screen(SessionForm(), self.was_saved)

    async def action_log_episode(self) -> None:
        from itbtui.screens.entry_forms import EpisodeForm

        await self.push_screen(EpisodeForm(), self.was_saved)

    async def action_log_clearance(self) -> None:
        from itbtui.screens.entry_forms import ClearanceForm

        await self.push_screen(ClearanceForm(), self.was_saved)

    async def action_import_files(self) -> None:
        from itbtui.screens.importing import ImportScreen

        await self.push_screen(ImportScreen())

    async def action_answer_waiting(self) -> None:
        from itbtui.screens.waiting import WaitingScreen

        if self.logbook.waiting:
            await self.push_screen(WaitingScreen())
        else:
            self.notify(f"No run waits for its pain. {self.key('import')} takes in what a watch gives.", title="Pain")

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
        elif where == "log":
            from itbtui.screens.entries import EntriesScreen

            self.push_screen(EntriesScreen())
        elif where == "gear":
            from itbtui.screens.gear import GearScreen

            self.push_screen(GearScreen())

    async def action_why(self) -> None:
        from itbtui.screens.why import WhyScreen

        await self.push_screen(WhyScreen())

    async def action_settings(self) -> None:
        from itbtui.screens.settings import SettingsScreen

        await self.push_screen(SettingsScreen())

    def action_welcome(self) -> None:
        from itbtui.screens.welcome import WelcomeScreen

        def then(entries: list[Entry] | None) -> None:
            self.refresh_plan()
            if entries:
                self.notify(f"{self.key('undo')} takes it back.", title="Noted")

        self.push_screen(WelcomeScreen(), then)

    def action_report(self) -> None:
        """Writes the page of the episode among the documents, and says where it is."""
        from itbtui.data.private import write_private
        from itbtui.report_file import ReportError, page, place

        path = place(self.plan.on, "html")
        try:
            write_private(path, page(self.logbook, self.settings, self.plan.on, "html"))
        except (ReportError, OSError) as error:
            problem = f"{path}: {error.strerror}" if isinstance(error, OSError) else f"{error}"
            self.notify(harmless(f"{problem}."), title="Not written", severity="error", markup=False)
            return
        self.notify(harmless(f"{path}"), title="Written, for any browser", markup=False)

    def action_help(self) -> None:
        from itbtui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def explain(self, page: str) -> None:
        """Opens a page of the help: a rule, an exercise, a word."""
        from itbtui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen, page))

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
        self.notify(
            harmless(f"{label[0].upper()}{label[1:]}. {self.key('undo')} takes it back."), title="Deleted", markup=False
        )

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


def run(store: Store, *, first_start: bool = False, demo: "Demo | None" = None) -> None:
    """Opens the app and returns when the user leaves it. Raises StoreError, or CrashError for what nobody foresaw."""
    app = ItbApp(store, first_start=first_start, demo=demo)
    app.run()
    if isinstance(app.failure, StoreError):
        raise app.failure
    if app.failure is not None:
        raise CrashError from app.failure
