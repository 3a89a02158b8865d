"""Signs for the ear: the terminal's bell in a rhythm of its own for each."""

from collections.abc import Sequence

from textual.message_pump import MessagePump

from itbtui.rehab.exercises.player import Sign

RHYTHMS: dict[Sign, Sequence[float]] = {
    Sign.COUNT: (0,),
    Sign.HALFWAY: (0, 0.5),
    Sign.READY: (0, 0.3),
    Sign.WORK: (0, 0.15),
    Sign.CHANGE: (0, 0.15, 0.3),
    Sign.REST: (0, 0.4, 0.8),
    Sign.END: (0, 0.15, 0.3, 0.6, 0.75, 0.9),
}
"""When the bell rings after a sign, in seconds."""


def ring(pump: MessagePump, sign: Sign) -> None:
    """Rings from timers of ``pump``, a screen or the app, so that what is still to ring ends with it."""
    for wait in RHYTHMS[sign]:
        if wait:
            pump.set_timer(wait, pump.app.bell)
        else:
            pump.app.bell()
