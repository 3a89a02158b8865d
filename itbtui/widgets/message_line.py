"""What the program says beside what it shows: a line above the footer."""

from typing import Literal

from textual.content import Content
from textual.widgets import Static

from itbtui.values import Value

Severity = Literal["information", "warning", "error"]
STYLES: dict[Severity, str] = {
    "information": "bold $text-primary",
    "warning": "bold $text-warning",
    "error": "bold $text-error",
}


class Said(Value):
    """A message, its title, and how much it matters."""

    text: str
    title: str = ""
    severity: Severity = "information"

    @property
    def stays(self) -> bool:
        """Whether it is there until a key is pressed."""
        return self.severity != "information"


class MessageLine(Static, can_focus=False):
    """Lies over the last line of the page, so that nothing moves when it comes; what is long takes a line more."""

    DEFAULT_CSS = """
    MessageLine {
        dock: bottom; layer: message; width: 100%; height: auto; max-height: 4; margin-bottom: 1; padding: 0 2;
        background: $panel; color: $foreground; display: none;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.said: Said | None = None

    def say(self, said: Said | None) -> None:
        """Shows a message in the place of the last one; None clears the line."""
        if said is self.said:
            return
        self.said = said
        self.display = said is not None
        if said is not None:
            title = (f"{said.title}  ", STYLES[said.severity]) if said.title else ""
            self.update(Content.assemble(title, said.text))
