"""The terminal's bell, in the rhythm of a sign."""

from textual.message_pump import MessagePump

from itbtui.wording.bells import RHYTHMS, Heard


def ring(pump: MessagePump, sign: Heard) -> None:
    """Rings from timers of ``pump``, a screen or the app, so that what is still to ring ends with it."""
    for wait in RHYTHMS[sign]:
        if wait:
            pump.set_timer(wait, pump.app.bell)
        else:
            pump.app.bell()
