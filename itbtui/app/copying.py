"""What ``y`` copies: the path that was just said, or what the screen is about."""

from itbtui.app.handlers import Handlers
from itbtui.app.messages import Speaking
from itbtui.widgets.log_screen import LogScreen
from itbtui.wording.keys import NOTHING_TO_COPY, say_copied


class Copying(Speaking, Handlers):
    """An app whose screens can be copied from."""

    def action_copy(self) -> None:
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
