"""The palette: every action of the screen and of the main screens, and the pages of the help, found by typing."""

from collections.abc import Callable
from typing import Any, NamedTuple

from textual import events, on
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.fuzzy import Matcher
from textual.widgets import Input

EXACT, BEGINS, WORD, WITHIN, LIKE = 1.0, 0.9, 0.8, 0.7, 0.6
"""How good a find is: the name or id itself, its beginning, a word's beginning in it, a part of it, letters of it."""


class Command(NamedTuple):
    """One thing to be done; ``names`` are its name and its id, ``about`` says what it does."""

    names: tuple[str, ...]
    title: str
    about: str
    run: Callable[[], Any]
    comes_last: bool = False
    """A page of the help or a theme, which come after the actions and are not listed before something is typed."""

    @property
    def said(self) -> str:
        """The line of the list: the title, and what it is for where that is said."""
        return f"{self.title}: {self.about}" if self.about else self.title

    def score(self, query: str) -> float:
        """From 0, which is no find, to 1."""
        query = " ".join(query.lower().split())
        found = max(_score(query, name.lower()) for name in self.names)
        found = found or max(WORD * _score(query, self.about.lower()), 0)
        found = found or (LIKE * min(Matcher(query).match(self.title), 1) if query else 0)
        return found * (0.9 if self.comes_last else 1)


def _score(query: str, name: str) -> float:
    if query == name:
        return EXACT
    if name.startswith(query):
        return BEGINS
    if any(part.startswith(query) for part in name.replace(".", " ").replace("-", " ").split()):
        return WORD
    return WITHIN if query in name else 0


class Palette(CommandPalette):
    """Enter does what fits best to what stands there, also before the list shows it."""

    @on(Input.Submitted)
    def _do_the_best(self, event: Input.Submitted) -> None:
        if not self.is_current:
            # A second Enter, behind the one that has chosen.
            event.prevent_default()
            return
        went_on = self.query_one(CommandList).highlighted
        commands: list[Command] = self.app.commands_on(self.app.screen_stack[-2])  # type: ignore[attr-defined]
        best = max(commands, key=lambda command: command.score(event.value))
        if went_on or not event.value.strip() or not best.score(event.value):
            return
        event.stop()
        event.prevent_default()
        self.dismiss()
        self.app.call_later(best.run)

    def on_click(self, event: events.Click) -> None:
        """One beside it that arrives when it has closed closes nothing more."""
        if not self.is_current:
            event.prevent_default()


class Commands(Provider):
    """What the app offers, for Textual's palette."""

    async def discover(self) -> Hits:
        for command in self._commands():
            if not command.comes_last:
                yield DiscoveryHit(command.said, command.run, help=" · ".join(command.names[1:]))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._commands():
            if (score := command.score(query)) > 0:
                said = matcher.highlight(command.said)
                yield Hit(score, said, command.run, text=command.said, help=" · ".join(command.names[1:]))

    def _commands(self) -> list[Command]:
        found: list[Command] = self.app.commands_on(self.screen)  # type: ignore[attr-defined]
        return found
