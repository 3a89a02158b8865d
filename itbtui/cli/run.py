"""The day's run, led in lines, then logged."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from itbtui.cli.shell import RefusedError, open_logbook
from itbtui.cli.workout import parts_of, step_option


@click.command()
@click.option("--plain", is_flag=True, help="Only whole lines, for a screen reader.")
@step_option
@click.pass_obj
def run(db: Path | None, /, plain: bool, step: int | None) -> None:
    """Lead through today's run in lines, a line a part, then log it.

    Enter goes on to the next part, w waits, p says that it hurts (p 3: how much), q ends the run. At the end distance
    and pain are asked. What was run is kept until it is logged.

    \b
    Example: itbtui run
    Example: itbtui run --plain --step 1
    """
    from itbtui.cli.led_run import Leader, LeftError, log, log_left
    from itbtui.cli.lines import GoneError, Lines
    from itbtui.logbook.led_runs import is_led_elsewhere, unlogged
    from itbtui.wording.led_run import KEPT, LED_ELSEWHERE, NO_RUN_TODAY, NOTHING_RUN

    with open_logbook(db) as logbook:
        if is_led_elsewhere(logbook):
            raise RefusedError(LED_ELSEWHERE)
        lines = Lines(plain=plain, sound=logbook.preferences.sound)
        try:
            if log_left(logbook, lines):
                return
            led = Leader(logbook, parts_of(logbook, step), lines).lead()
            if led.is_run:
                log(logbook, lines, led)
            else:
                lines.say(NO_RUN_TODAY if led.hurt else NOTHING_RUN)
        except (KeyboardInterrupt, LeftError, GoneError):
            with suppress(GoneError):
                lines.say()
            raise RefusedError(KEPT if unlogged(logbook) else NOTHING_RUN) from None


COMMANDS = (run,)
