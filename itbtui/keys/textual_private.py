"""What is private of Textual and used all the same: here and nowhere else, each with what breaks without it.

It lies in the lowest room that knows Textual. ``tests/screens/test_textual_private.py`` holds each; a new version of
Textual is tried against it first.
"""

import asyncio
import signal
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from textual import constants, events
from textual._styles_cache import StylesCache
from textual._widget_navigation import Direction
from textual._xterm_parser import XTermParser
from textual.app import App, ScreenStackError
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.keys import _character_to_key
from textual.message import Message
from textual.widget import MountError
from textual.widgets import OptionList
from textual.worker import WorkerFailed

from itbtui.keys import typed

if TYPE_CHECKING:
    AppPart = App[None]
else:
    # Textual goes through all there is of an app for each class of one, at each start.
    AppPart = object
"""A part of the app that does one thing; the parts and Textual's ``App`` make ``ItbApp``."""

__all__ = [
    "AppPart",
    "Burst",
    "QuietEnd",
    "forget_closed_widgets",
    "forgive_lists",
    "key_name",
    "own_bindings",
    "read_input_apart",
    "repaint_lists",
    "stop_reading",
    "write_to_terminal",
]


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


def repaint_lists(app: App[Any]) -> None:
    """Draws all lists that are open anew. Without it they keep what they drew, in the colours of another theme."""
    for screen in app.screen_stack:
        for options in screen.query(OptionList):
            options._clear_caches()


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Sends what is not drawn, as Textual's own bell does; nothing where there is no terminal.

    Without it the title of the window could not say what to do in a session.
    """
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(sequence)


def stop_reading(app: App[Any]) -> None:
    """Ends what reads the terminal, and what would begin it anew.

    Without it a program whose window is closed as it ends may stay for ever: it is told to go on then, and Textual
    takes that for a return from the background.
    """
    signal.signal(signal.SIGCONT, signal.SIG_DFL)
    if app._driver is not None:
        app._driver.disable_input()


def forget_closed_widgets() -> None:
    """Lets go of what closed screens have drawn.

    Without it up to a thousand closed widgets stay in memory with all their lines, 100 MB of them: Textual keeps two
    colours a widget, and with them the widget's drawing.
    """
    StylesCache.get_inner_outer.cache_clear()


class Burst(events.Paste, bubble=True):
    """Words that came in one piece, to be pasted. The keys behind them belong to it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.was_taken = False
        """Whether a field has taken it."""


class ApartParser(XTermParser):
    """Reads Esc and a key in one packet as these two, and words in one piece as pasted.

    Without it Esc with a digit would be another character, Esc with Enter the Enter alone, and text that is pasted into
    a terminal that does not mark it would press the keys of all its letters.
    """

    TOGETHER_S: ClassVar[float] = 0.05
    """What comes so soon after a burst belongs to it: a terminal hands a long one over in pieces."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._in_paste = False
        self._escape = False
        self._since = 0.0
        self._burst: Burst | None = None

    def feed(self, data: str) -> Iterable[Message]:
        if not data:
            yield from super().feed(data)
            return
        burst = self._burst if monotonic() - self._since < self.TOGETHER_S else None
        data, self._escape = (typed.ESC if self._escape else "") + data, False
        if data.endswith(typed.ESC) and not self._in_paste:
            # It is the key, unless more comes soon.
            data, self._escape = data[:-1], True
        for part in typed.parts(data, self._in_paste):
            match part:
                case typed.Escape():
                    yield events.Key("escape", typed.ESC)
                case typed.Words(text):
                    burst = Burst(text)
                    yield burst
                case typed.Raw(text):
                    for event in super().feed(text):
                        if burst is not None and isinstance(event, events.Key):
                            behind[event] = burst
                        yield event
        self._in_paste = typed.ends_in_paste(data, self._in_paste)
        self._burst = burst
        self._since = monotonic()

    def tick(self) -> Iterable[Message]:
        if self._escape and monotonic() - self._since > constants.ESCAPE_DELAY:
            self._escape = False
            yield events.Key("escape", typed.ESC)
        yield from super().tick()


behind: "WeakKeyDictionary[events.Key, Burst]" = WeakKeyDictionary()
"""The burst that a key came behind, in one piece with it."""


def read_input_apart() -> None:
    """Has Textual read what terminals send by ``ApartParser``, where it reads it from a terminal."""
    with suppress(ImportError):
        from textual.drivers import linux_driver

        linux_driver.XTermParser = ApartParser  # type: ignore[attr-defined]


@cache
def forgive_lists() -> None:
    """A click on a line of a list that is gone by the time it arrives chooses nothing; a key for a page does nothing
    where a list has no room, and so no lines.

    Without it a click on what the palette had found just before would end the app, and so would a page in a terminal
    that has just become large enough: Textual looks the line up.
    """
    choose, page = OptionList._on_click, OptionList._move_page

    async def on_click(options: OptionList, event: events.Click) -> None:
        line = event.style.meta.get("option")
        if line is None or line < options.option_count:
            await choose(options, event)

    def move_page(options: OptionList, direction: Direction) -> None:
        if (options.highlighted or 0) in options._index_to_line:
            page(options, direction)

    OptionList._on_click = on_click  # type: ignore[assignment, method-assign]
    OptionList._move_page = move_page  # type: ignore[assignment, method-assign]


def _looked_in_closed(error: NoMatches) -> bool:
    """Whether something was looked for in what is being cleared away."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    node = traceback and traceback.tb_frame.f_locals.get("base_node")
    return isinstance(node, DOMNode) and (node._closing or node._closed or node._pruning)


class QuietEnd(AppPart):
    """An app that ends at an error and says nothing of it, so that whoever runs it can.

    Without it Textual would show the variables of each frame on the terminal, and so entries of the log.
    """

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app, if one did."""
        return self._exception

    def fail(self, error: Exception) -> None:
        """Ends the app with an error and the return code 1. The first one counts.

        While it ends anyway, what it no longer finds of its screens is none: they are being cleared away. Nor is what
        is no longer found of a screen that was closed: a beat, a search or a click was still under way to it.
        """
        if self._exit and isinstance(error, (NoMatches, NoScreen, MountError, ScreenStackError)):
            return
        if isinstance(error, NoMatches) and _looked_in_closed(error):
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        # What a worker failed by says more than that it did.
        told = error.error if isinstance(error, WorkerFailed) else error
        self.fail(told if isinstance(told, Exception) else error)

    def fail_in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The same for what fails in a callback of the loop, where nobody waits for it."""
        if isinstance(error := context.get("exception"), Exception):
            self.fail(error)
