"""What the app says in the line above the footer, one thing after the other."""

from typing import Any

from textual import events
from textual.message import Message
from textual.timer import Timer

from itbtui.widgets.log_screen import LogApp, LogScreen
from itbtui.widgets.message_line import Said, Severity

SEEN_S = 6.0
"""So long something stays that is only to be known."""


class Speaking(LogApp):
    """An app whose messages stand in a line. A failure stays until a key is pressed, and what follows waits for that.

    What is only to be known goes by itself, when something else is said, or with the screen on which it was read.
    """

    class Say(Message):
        """Something is to be said, from whatever thread."""

        def __init__(self, said: Said) -> None:
            super().__init__()
            self.said = said

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.messages: list[Said] = []
        """What is said now, and after it what waits."""
        self._said_at = 0.0
        self._was_read = False
        """Whether a key was pressed since it was said."""
        self._gone: Timer | None = None

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Says something; text is shown as it is, whatever ``markup`` says."""
        self.post_message(self.Say(Said(message, title, severity)))

    def clear_notifications(self) -> None:
        """Also what would stay."""
        self.messages.clear()
        self._show()

    def take_back(self, text: str) -> None:
        """What does not hold any more is said no more."""
        left = [said for said in self.messages if said.text != text]
        if left != self.messages:
            self.messages = left
            self._show()

    def clear_passing(self) -> None:
        """What is only to be known has been there long enough."""
        if self.messages and not self.messages[0].stays:
            self.messages.pop(0)
            self._show()

    def on_speaking_say(self, event: Say) -> None:
        event.stop()
        self.messages = [said for said in self.messages if said.stays] + [event.said]
        self._show()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._seen(event.time)
        elif isinstance(event, events.MouseDown):
            self._was_read = event.time > self._said_at
        await super().on_event(event)

    def _seen(self, pressed_at: float) -> None:
        """A key that was pressed before a failure was there has not seen it."""
        if pressed_at <= self._said_at:
            return
        if self.messages and self.messages[0].stays:
            self.messages.pop(0)
            self._show()
        else:
            self._was_read = True

    def tell_the_next_screen(self) -> None:
        """What was read on the screen before does not follow to the next."""
        if self._was_read:
            self.clear_passing()
        self.show_message()

    def show_message(self) -> None:
        """In the screen on top, and in no other."""
        for screen in self.screen_stack:
            if isinstance(screen, LogScreen):
                screen.message_line.say(self.messages[0] if self.messages and screen is self.screen else None)

    def _show(self) -> None:
        if self._gone is not None:
            self._gone.stop()
        self._gone = None
        if self.messages:
            self._said_at, self._was_read = events.Key("", None).time, False
            if not self.messages[0].stays:
                self._gone = self.set_timer(SEEN_S, self.clear_passing)
        self.show_message()
