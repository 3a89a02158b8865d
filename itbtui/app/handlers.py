"""What the app does when a key, a screen or the palette asks for it: opens, undoes, deletes, copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.events import Key
from textual.screen import Screen
from textual.widget import AwaitMount

from itbtui.app.messages import Speaking
from itbtui.app.screens import TOLD, make
from itbtui.data.store import StoreError
from itbtui.keys.actions import BY_ID, MAIN, TOGETHER, WIDGETS, of
from itbtui.keys.keymap import read_keymap, say_key
from itbtui.keys.textual_private import own_bindings
from itbtui.logbook import paths
from itbtui.logbook.logbook import Logbook
from itbtui.measures import capital, harmless
from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Run, Session, WaitingRun
from itbtui.widgets.frame import TABS
from itbtui.widgets.log_screen import LogScreen, Then
from itbtui.widgets.themes import short_name
from itbtui.wording.entries import describe
from itbtui.wording.keys import (
    ASK_TO_UNDO_ALL,
    NOTHING_TO_COPY,
    ask_to_delete,
    say_copied,
    say_idle_key,
    say_other_letters,
    say_refused_key,
    say_what_quits,
)

if TYPE_CHECKING:
    from itbtui.app.palette import Command
    from itbtui.logbook.led_runs import LedRun
    from itbtui.logbook.sessions import Start
    from itbtui.rehab.workouts.workout import Part


class Handlers(Speaking):
    """An app that does what keys and screens ask for."""

    def __init__(self, logbook: Logbook) -> None:
        super().__init__()
        self.logbook = logbook
        self.own_keys, self.key_problems = read_keymap(logbook.preferences.keys)
        self.written: str | None = None
        """Where a page was written last."""
        self._told_letters = False
        """Whether it was said how letters of another alphabet get to be keys."""

    def keys_of(self, action: str) -> list[str]:
        return self.own_keys.get(action, BY_ID[action].keys).split(",")

    def key(self, action: str) -> str:
        return say_key(self.keys_of(action)[0])

    def on_key(self, event: Key) -> None:
        """A key that came up to here: where no binding waits for it, it does nothing, and that is said."""
        screen = self.screen
        if not isinstance(screen, LogScreen) or event.key in screen.active_bindings:
            return
        if own := own_bindings(screen, event.key):
            self.notify(screen.why_not(own[0].action) or say_refused_key(own[0].description))
            return
        if event.character and event.character.isalpha() and not event.character.isascii() and not self._told_letters:
            self._told_letters = True
            self.notify(say_other_letters(event.character), markup=False)
            return
        others = [tab for tab in TABS if tab in TOGETHER[MAIN] and tab != screen.TAB]
        elsewhere = [
            (TABS[tab], action.label) for tab in others for action in of(tab) if event.key in self.keys_of(action.id)
        ]
        self.notify(say_idle_key(say_key(event.key), elsewhere, self.key("help")))

    # --- opening ------------------------------------------------------------------------

    def open(self, name: str, *about: Any, then: Then | None = None) -> AwaitMount:
        screen = make(name, self.logbook, *about)
        screen.is_told = then is None and name in TOLD
        return self.push_screen(screen, then)

    async def action_open(self, name: str) -> None:
        await self.open(name)

    def edit(self, entry: Entry) -> bool:
        match entry:
            case Run() | WaitingRun():
                self.open("run", entry)
            case CheckIn():
                self.open("check-in", entry.date)
            case CrossTraining():
                self.open("walk", entry)
            case Session():
                self.open("session-end", entry, "", True)
            case _:
                return False
        return True

    def play(self, start: Start) -> None:
        from itbtui.wording.session import say_not_noted

        def then(session: Session | None) -> None:
            self.logbook.refresh()
            if session is not None:
                self.open("session-end", session, say_not_noted(start.not_noted))

        self.open("player", start, then=then)

    def lead(self, parts: tuple[Part, ...]) -> None:
        from itbtui.wording.led_run import NO_RUN_TODAY

        def then(run: LedRun | None) -> None:
            if run is not None and run.is_run:
                self.log_led(run)
            elif run is not None and run.hurt:
                self.open("walk")
                self.notify(NO_RUN_TODAY)

        self.open("led-run", parts, then=then)

    def log_led(self, run: LedRun) -> None:
        from itbtui.logbook.led_runs import was_logged
        from itbtui.wording.led_run import say_still_unlogged

        def then(entries: list[Entry] | None) -> None:
            if entries:
                was_logged(self.logbook)
                self.open("card", entries)
            else:
                self.notify(say_still_unlogged(self.key("today.lead")))

        self.open("run", run, then=then)

    def tell(self, entries: list[Entry]) -> None:
        self.switch_screen(make("card", self.logbook, entries))

    def explain(self, page: str) -> None:
        self.open("help", self.screen, page)

    def action_help(self) -> None:
        self.open("help", self.screen)

    def action_go(self, where: str) -> None:
        """To one of the main screens; Today is always below the others."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if where == "today":
            return
        if not self.is_screen_installed(where):
            self.install_screen(make(where, self.logbook), where)
        self.push_screen(where)

    def action_warm_up(self) -> None:
        from itbtui.logbook.sessions import warm_up_start
        from itbtui.widgets.questions import AskSure
        from itbtui.wording.session_lines import say_warm_up

        def then(sure: bool | None) -> None:
            if sure:
                self.play(warm_up_start(self.logbook))

        if self.logbook.plan.running.allowed:
            then(True)
        else:
            self.push_screen(AskSure(say_warm_up(self.logbook.plan, self.logbook.manner)), then)

    async def action_answer_waiting(self) -> None:
        if self.logbook.log.waiting:
            await self.open("pain")
        else:
            self.notify(f"No run waits for its pain. {self.key('import')} takes in what a watch gives.", title="Pain")

    def action_welcome(self) -> None:
        def then(entries: list[Entry] | None) -> None:
            if entries:
                self.notify(f"{self.key('undo')} takes it back.", title="Noted")

        self.open("welcome", then=then)

    # --- changing -----------------------------------------------------------------------

    def delete(self, entry: Entry) -> None:
        from itbtui.widgets.questions import AskSure

        label = describe(entry, self.logbook.manner, self.logbook.today)
        self.push_screen(
            AskSure(harmless(ask_to_delete(label))), lambda sure: self._delete(entry, label) if sure else None
        )

    def _delete(self, entry: Entry, label: str) -> None:
        try:
            self.logbook.delete(entry, label=f"deletion of the {label}")
        except StoreError as error:
            self.notify(f"{error}.", title="Not deleted", severity="error")
            return
        self.notify(harmless(f"{capital(label)}. {self.key('undo')} takes it back."), title="Deleted", markup=False)

    def action_undo(self) -> None:
        from itbtui.widgets.questions import AskSure

        try:
            is_all = self.logbook.undo_empties
        except StoreError as error:
            self.notify(f"{error}.", title="Not undone", severity="error")
            return
        if is_all:
            self.push_screen(AskSure(ASK_TO_UNDO_ALL), lambda sure: self.undo() if sure else None)
        else:
            self.undo()

    def undo(self, only: int | None = None) -> None:
        try:
            label = self.logbook.undo(only)
        except StoreError as error:
            self.notify(f"{error}.", title="Not undone", severity="error")
            return
        if label is None:
            self.notify("Nothing is left to undo.", title="Undo")
        else:
            told = harmless(f"{capital(label)}: taken back.")
            self.notify(told, title="Undone", markup=False)

    def action_help_quit(self) -> None:
        """Ctrl+C, which quits in other programs, says what quits in this one."""
        self.notify(say_what_quits(self.key("quit")), title="Quit?", markup=False)

    def action_report(self) -> None:
        """Writes the page of the episode among the documents, and says where it is."""
        from itbtui.data.output import OutputError, write_out
        from itbtui.reports.file import ReportError, page

        logbook = self.logbook
        path = paths.report(logbook.plan.on, "html")
        try:
            text = page(logbook.log, logbook.settings, logbook.plan.on, "html", logbook.manner, logbook.protocol)
            write_out(path, text, logbook.store.path)
        except (ReportError, OutputError) as error:
            self.notify(harmless(f"{error}."), title="Not written", severity="error", markup=False)
            return
        self.written = harmless(f"{path}")
        self.notify(self.written, title="Written, for any browser", markup=False)

    def action_copy(self) -> None:
        """Copies the path that was just said, or what the screen is about."""
        from itbtui.widgets.clipboard import copy

        if not (text := self._to_copy()):
            self.notify(NOTHING_TO_COPY)
        elif problem := copy(self, text):
            self.notify(problem, title="Not copied", severity="warning")
        else:
            self.notify(say_copied(text), title="Copied")

    def _to_copy(self) -> str | None:
        if self.written and any(self.written in said.text for said in self.messages[:1]):
            return self.written
        return self.screen.to_copy() if isinstance(self.screen, LogScreen) else None

    # --- the palette --------------------------------------------------------------------

    def action_command_palette(self) -> None:
        from itbtui.app.palette import Palette

        if not isinstance(self.screen, Palette):
            if isinstance(self.screen, LogScreen):
                self.screen.is_looked_away_from()
            self.push_screen(Palette(id="--command-palette"))

    def commands_on(self, screen: Screen[Any]) -> list[Command]:
        """What this screen is for, what can be done anywhere, the rest of this screen, then the pages of the help."""
        from itbtui.app.palette import Command
        from itbtui.wording.help import pages

        here = [BY_ID[active.binding.id] for active in screen.active_bindings.values() if active.binding.id in BY_ID]
        own = [action for action in here if action.group not in (MAIN, *WIDGETS)]
        main = [action for action in of(MAIN) if action.id != "palette"]
        first = [action for action in own if action.in_footer]
        found = [
            Command(
                (action.label, action.id, f"key {self.key(action.id)}"),
                action.label,
                action.about,
                self._caller(action.action, screen),
            )
            for action in dict.fromkeys(first + main + own)
        ]
        found.append(Command(("Theme", "theme"), "Theme", BY_ID["settings.theme"].about, self.action_change_theme))
        found += [
            Command((short_name(name), name), f"Theme: {name}", "", self._taker(name), comes_last=True)
            for name in sorted(self.available_themes)
        ]
        for page in pages(self.logbook.protocol, self.logbook.manner).values():
            title = f"{page.kind}: {page.title}"
            found.append(Command((page.title, page.id), title, page.says, self._opener(page.id), comes_last=True))
        return found

    def _caller(self, action: str, screen: Screen[Any]) -> Callable[[], Any]:
        async def run() -> None:
            # A second Enter or a click on the palette may have been under way while the first has closed the screen.
            if screen in self.screen_stack:
                await self.run_action(action, screen)

        return run

    def _taker(self, theme: str) -> Callable[[], Any]:
        return lambda: setattr(self, "theme", theme)

    def _opener(self, page: str) -> Callable[[], Any]:
        return lambda: self.explain(page)
