"""Signs for the ear: the terminal's bell in a rhythm of its own for each."""

from textual.message_pump import MessagePump

from itbtui.rehab.exercises.player import Sign
from itbtui.wording.session import RHYTHMS


def ring(pump: MessagePump, sign: Sign) -> None:
    """Rings from timers of ``pump``, a screen or the app, so that what is still to ring ends with it."""
    for wait in RHYTHMS[sign]:
        if wait:
            pump.set_timer(wait, pump.app.bell)
        else:
            pump.app.bell()
