"""One key after the other: each meets the screen that the one before has led to, however fast they come.

Textual hands a key to the screen of that moment, and does what it is bound to some messages later: of keys that come in
one burst the second would still go to the first screen, or to one that is closed before it was ever open.
"""

import asyncio
from collections import deque
from typing import Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.errors import NoWidget
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input as TextField

from itbtui.keys.textual_private import AppPart, Burst, behind

LONGEST_S = 3.0
"""The next key waits no longer than this: what the last one was to do may have been closed with its field."""
_POLL_S = 0.005
_LOST_AFTER_S = 0.1

Input = events.InputEvent | events.Paste


class Done(Message):
    """Sent behind a key, the same way up through the screen: when it arrives, all that the key does was done."""

    def __init__(self, screen: Screen[object]) -> None:
        super().__init__()
        self.screen = screen


class KeyOrder(AppPart):
    """An app that takes keys, clicks and pastes one by one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: deque[Input] = deque()
        self._under_way: Done | None = None

    async def on_event(self, event: events.Event) -> None:
        """Holds back what comes while another key is under way."""
        if not isinstance(event, Input) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)
        elif self._under_way is not None:
            self._held.append(event)
        else:
            await self._take(event)

    def takes(self, event: Input) -> bool:
        """Whether it is taken at all, as things are now."""
        return True

    def says_pasted(self) -> None:
        """Called when words came in one piece where there is no field for them."""

    def _is_taken(self, event: Input) -> bool:
        """What was pasted without a field to take it presses no keys, those behind it neither; a click on what is gone
        and still painted hits nothing."""
        if isinstance(event, events.MouseEvent) and not self._is_on_something(event):
            return False
        if isinstance(event, Burst):
            event.was_taken = isinstance(self.focused, TextField)
            if not event.was_taken:
                self.says_pasted()
            return event.was_taken and self.takes(event)
        burst = behind.get(event) if isinstance(event, events.Key) else None
        return (burst is None or burst.was_taken) and self.takes(event)

    def _is_on_something(self, event: events.MouseEvent) -> bool:
        try:
            widget, _ = self.screen.get_widget_at(event.x, event.y)
        except NoWidget:
            # The screen may do something with it all the same.
            return True
        return widget.is_attached

    async def _take(self, event: Input) -> None:
        while not self._is_taken(event):
            if not self._held:
                return
            event = self._held.popleft()
        target, screen = self.focused or self.screen, self.screen
        await super().on_event(events.Paste(event.text) if isinstance(event, Burst) else event)
        if screen is self.screen and target.is_attached:
            self._send(Done(screen), target)
        else:
            self._send(Done(screen), self.screen)

    def _send(self, done: Done, target: Widget) -> None:
        self._under_way = done
        target.post_message(done)
        loop = asyncio.get_running_loop()
        self._see_to(done, target, loop.time() + LONGEST_S)

    def _see_to(self, done: Done, target: Widget, end: float) -> None:
        """What was sent to a field is lost where the field goes meanwhile."""
        if done is not self._under_way:
            return
        loop = asyncio.get_running_loop()
        if loop.time() > end or not target.is_attached:
            self.post_message(done)
        else:
            loop.call_later(_LOST_AFTER_S, self._see_to, done, target, end)

    def pop_screen(self) -> AwaitComplete:
        """What is under way in a screen that closes goes on in the one below."""
        closed = self.screen
        result = super().pop_screen()
        self._go_on_from(closed)
        return result

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """What is under way in a screen that closes goes on in the one that takes its place."""
        closed = self.screen
        result = super().switch_screen(screen)
        self._go_on_from(closed)
        return result

    def _go_on_from(self, closed: Screen[Any]) -> None:
        if self._under_way is not None and self._under_way.screen is closed:
            self._send(Done(closed), self.screen)

    async def on_done(self, done: Done) -> None:
        """The next one, once the screen on top is open."""
        done.stop()
        if done is not self._under_way:
            return
        screen = self.screen
        if screen is not done.screen:
            await self._opened(screen)
            # It may have to find out which of its fields has the focus, and what opens may open another.
            self._send(Done(screen), screen)
            return
        self._under_way = None
        if self._held:
            await self._take(self._held.popleft())

    async def _opened(self, screen: Screen[object]) -> None:
        end = asyncio.get_running_loop().time() + LONGEST_S
        while not screen.is_mounted and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(_POLL_S)
