"""A screen that lies over the one it came from."""

from textual.screen import ModalScreen

from itbtui.widgets.log_screen import LogScreen, Result


class LogModal(LogScreen[Result], ModalScreen[Result]):
    """A screen that is handed the logbook, and through which the one below can be seen."""
