"""What is private of Textual and used all the same: here and nowhere else, each with what breaks without it.

It lies in the lowest room that knows Textual. ``tests/test_textual_private.py`` holds each; a new version of Textual
is tried against it first.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from textual._styles_cache import StylesCache
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.widgets._footer import FooterKey

__all__ = ["KeyLabel", "QuietEnd", "forget_closed_widgets", "key_name", "own_bindings", "write_to_terminal"]

KeyLabel = FooterKey
"""One key of a footer. Without it the key bar could not leave out keys that do not fit, and keep the others whole."""


def key_name(character: str) -> str:
    """Textual's name of the key that types a character: "question_mark" for "?".

    Without it the settings file would have to give each key by a name that stands on no keyboard.
    """
    return _character_to_key(character)


def own_bindings(node: DOMNode, key: str) -> Sequence[Binding]:
    """The bindings of a screen itself for a key, whatever has the focus, with the runner's own keys.

    Without it the key bar could say only what a widget makes of Enter, and not what the screen does with it.
    """
    return node._bindings.key_to_bindings.get(key, ())


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Sends what is not drawn, as Textual's own bell does; nothing where there is no terminal.

    Without it the title of the window could not say what to do in a session.
    """
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(sequence)


def forget_closed_widgets() -> None:
    """Lets go of what closed screens have drawn.

    Without it up to a thousand closed widgets stay in memory with all their lines, 100 MB of them: Textual keeps two
    colours a widget, and with them the widget's drawing.
    """
    StylesCache.get_inner_outer.cache_clear()


class QuietEnd(App[None]):
    """An app that ends at an error and says nothing of it, so that whoever runs it can.

    Without it Textual would show the variables of each frame on the terminal, and so entries of the log.
    """

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app, if one did."""
        return self._exception

    def fail(self, error: Exception) -> None:
        """Ends the app with an error and the return code 1. The first one counts."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        self.fail(error)

    def fail_in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The same for what fails in a callback of the loop, where nobody waits for it."""
        if isinstance(error := context.get("exception"), Exception):
            self.fail(error)
