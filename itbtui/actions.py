"""What the app does when a key or the palette asks for it: opens a screen, undoes, deletes, writes the page.

Screens are imported when they are first opened.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from textual.app import App, SystemCommand
from textual.screen import Screen

from itbtui.commands import BY_ID, MAIN, WIDGETS, of
from itbtui.data.store import Store, StoreError
from itbtui.keymap import say_key
from itbtui.rehab.entries import CheckIn, CrossTraining, Entry, Run, Session, Settings, WaitingRun
from itbtui.rehab.log import Log
from itbtui.rehab.plan import Plan
from itbtui.rehab.words import harmless

if TYPE_CHECKING:
    from itbtui.app import ItbApp


def _runs() -> Screen[None]:
    from itbtui.screens.runs import RunsScreen

    return RunsScreen()


def _trend() -> Screen[None]:
    from itbtui.screens.trend import TrendScreen

    return TrendScreen()


def _log() -> Screen[None]:
    from itbtui.screens.entries import EntriesScreen

    return EntriesScreen()


def _gear() -> Screen[None]:
    from itbtui.screens.gear import GearScreen

    return GearScreen()


class Actions(App[None]):
    """An app with these actions. What it acts on is the app's own."""

    SCREENS = {"runs": _runs, "trend": _trend, "log": _log, "gear": _gear}
    """The main screens beside Today, each made when it is first opened, and kept."""

    store: Store
    settings: Settings
    plan: Plan
    keymap: Mapping[str, str]

    @property
    def logbook(self) -> Log:
        """Everything that was logged."""
        raise NotImplementedError

    def refresh_plan(self) -> None:
        """Reads the log again and tells the screens."""
        raise NotImplementedError

    def key(self, command: str) -> str:
        """The key of a command as the runner has it, written for people."""
        keys = self.keymap.get(command, BY_ID[command].keys)
        return say_key(keys.split(",")[0])

    # --- what is logged ---------------------------------------------------------------

    async def action_log_run(self) -> None:
        from itbtui.screens.run_form import RunForm

        await self.push_screen(RunForm(), self.was_saved)

    async def action_check_in(self) -> None:
        from itbtui.screens.check_in import CheckInForm

        await self.push_screen(CheckInForm(), self.was_saved)

    async def action_log_walk(self) -> None:
        from itbtui.screens.entry_forms import CrossTrainingForm

        await self.push_screen(CrossTrainingForm(), self.was_saved)

    async def action_log_session(self) -> None:
        from itbtui.screens.entry_forms import SessionForm

        await self.push_screen(SessionForm(), self.was_saved)

    async def action_log_episode(self) -> None:
        from itbtui.screens.entry_forms import EpisodeForm

        await self.push_screen(EpisodeForm(), self.was_saved)

    async def action_log_clearance(self) -> None:
        from itbtui.screens.entry_forms import ClearanceForm

        await self.push_screen(ClearanceForm(), self.was_saved)

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

    # --- screens ------------------------------------------------------------------------

    async def action_session(self) -> None:
        from itbtui.screens.session import SessionScreen

        await self.push_screen(SessionScreen())

    def action_warm_up(self) -> None:
        from itbtui.screens.session import play, warm_up_start

        itb = cast("ItbApp", self)
        play(itb, warm_up_start(itb))

    async def action_routine(self) -> None:
        from itbtui.screens.routine import RoutineScreen

        await self.push_screen(RoutineScreen())

    async def action_ice(self) -> None:
        from itbtui.screens.ice import IceScreen

        await self.push_screen(IceScreen())

    async def action_metronome(self) -> None:
        from itbtui.screens.metronome import MetronomeScreen

        await self.push_screen(MetronomeScreen())

    async def action_import_files(self) -> None:
        from itbtui.screens.importing import ImportScreen

        await self.push_screen(ImportScreen())

    async def action_answer_waiting(self) -> None:
        from itbtui.screens.waiting import WaitingScreen

        if self.logbook.waiting:
            await self.push_screen(WaitingScreen())
        else:
            self.notify(f"No run waits for its pain. {self.key('import')} takes in what a watch gives.", title="Pain")

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

    def action_go(self, where: str) -> None:
        """To one of the main screens; Today is always below the others."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if where != "today":
            self.push_screen(where)

    # --- the palette --------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What can be done on this screen first, then what can be done anywhere, then the pages of the help."""
        here = [BY_ID[active.binding.id] for active in screen.active_bindings.values() if active.binding.id in BY_ID]
        main = [command for command in of(MAIN) if command.id != "palette"]
        for command in dict.fromkeys([command for command in here if command.group not in (MAIN, *WIDGETS)] + main):
            about = f"{command.label}, key {self.key(command.id)}"
            yield SystemCommand(command.about.rstrip("."), about, self._caller(command.action, screen))
        yield SystemCommand("All looks, with a preview", "Theme", self.action_change_theme)
        from itbtui.rehab.pages import pages

        for page in pages():
            yield SystemCommand(f"{page.kind}: {page.title}", page.says, self._opener(page.id), discover=False)

    def _caller(self, action: str, screen: Screen[Any]) -> Callable[[], Any]:
        return lambda: self.run_action(action, screen)

    def _opener(self, page: str) -> Callable[[], Any]:
        return lambda: self.explain(page)
