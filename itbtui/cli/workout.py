"""The day's run in its parts: for the watch, for a training calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from itbtui.cli.shell import RefusedError, hand_out, json_option, open_logbook, print_json

if TYPE_CHECKING:
    from itbtui.logbook.logbook import Logbook
    from itbtui.rehab.workouts.workout import Part

step_option = click.option("--step", type=int, help="A step of the ladder, instead of today's run.")


@click.command()
@step_option
@click.option(
    "-o", "output", type=click.Path(readable=False, path_type=Path), help="The file to write; - for standard output."
)
@click.option("--format", "kind", type=click.Choice(("fit", "text")), help="fit for a watch, text for a calendar.")
@json_option
@click.pass_obj
def workout(db: Path | None, /, step: int | None, output: Path | None, kind: str | None, as_json: bool) -> None:
    """Give today's run as a workout, for the watch or a training calendar.

    Without -o it is printed as text; a FIT file needs the extra: pip install 'itbtui[watch]'.

    \b
    Example: itbtui workout -o run.fit
    Example: itbtui workout --step 0 --format text
    """
    if kind == "fit" and output is None:
        raise RefusedError("-o: a FIT file needs a name, such as -o run.fit")
    with open_logbook(db) as logbook:
        parts = parts_of(logbook, step)
        kind = kind or ("fit" if output and output.suffix.lower() == ".fit" else "text")
        if as_json:
            print_json([{"part": str(part.kind), "seconds": part.seconds} for part in parts])
            return
        from itbtui.logbook.led_runs import watch_file
        from itbtui.wording.workout import calendar_text

        content = watch_file(parts) if kind == "fit" else calendar_text(parts)
        hand_out(db, output or Path("-"), content)


def parts_of(logbook: Logbook, step: int | None) -> tuple[Part, ...]:
    """The parts of today's run or of a step; refuses where there is none."""
    from itbtui.logbook.led_runs import NoRunError, todays_run

    try:
        return todays_run(logbook, step)
    except NoRunError as error:
        told = f"{error} --step N takes a step of the ladder." if step is None else f"--{error}"
        raise RefusedError(told) from error


COMMANDS = (workout,)
