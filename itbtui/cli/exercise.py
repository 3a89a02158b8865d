"""The exercises of the protocol, in words and picture."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from itbtui.cli import complete
from itbtui.cli.mistakes import what_else
from itbtui.cli.shell import RefusedError, json_option, print_json
from itbtui.measures import one_line
from itbtui.rehab.log.choices import SIDES

if TYPE_CHECKING:
    from itbtui.rehab.log.entries import Side
    from itbtui.rehab.protocol.figures import Exercise

WIDEST = 90
"""Columns that a line of words may take."""


@click.command()
@click.argument("name", required=False, shell_complete=complete.exercises)
@click.option(
    "--side", type=click.Choice([side for side in SIDES if side != "both"]), default="right", show_default=True
)
@click.option("--plain", is_flag=True, help="Only the words, for a screen reader.")
@json_option
def exercise(name: str | None, side: Side, plain: bool, as_json: bool) -> None:
    """Show how an exercise is done, in words and picture, or list them all.

    \b
    Example: itbtui exercise
    Example: itbtui exercise clamshell --side left
    """
    from itbtui.rehab.protocol.figures import shipped

    known = {exercise.id: exercise for exercise in shipped().exercises}
    if name is None:
        if as_json:
            print_json([_as_json(each) for each in known.values()])
        else:
            _list(known)
        return
    found = known.get(name.strip().lower().replace(" ", "-"))
    if found is None:
        raise RefusedError(f"NAME: {one_line(name)!r} is no exercise; {what_else(name, list(known))}")
    if as_json:
        print_json(_as_json(found))
    else:
        _show(found, side, plain=plain)


def _list(known: dict[str, Exercise]) -> None:
    from itbtui.wording.help import exercise_page
    from itbtui.wording.plan import KIND_NAMES

    kind = None
    for id_, exercise in known.items():
        if exercise.kind != kind:
            click.echo(f"{chr(10) if kind else ''}{KIND_NAMES[exercise.kind]}")
            kind = exercise.kind
        click.echo(f"  {id_:<26} {exercise_page(exercise).says}")


def _show(exercise: Exercise, side: Side, *, plain: bool) -> None:
    from textwrap import fill

    from itbtui.wording.help import exercise_page

    columns = shutil.get_terminal_size().columns
    page = exercise_page(exercise)
    click.echo(page.title)
    if not plain:
        _draw(exercise.id, side, columns)
    for label, text in page.parts:
        click.echo(fill(text, min(columns, WIDEST), initial_indent=f"{label:<8}", subsequent_indent=" " * 8))


def _draw(name: str, side: Side, columns: int) -> None:
    from itbtui.charts.stills import stills
    from itbtui.rehab.exercises.poses import MOVEMENTS
    from itbtui.wording.exercises import caption

    movement = MOVEMENTS[name]
    has_braille = sys.stdout.encoding.lower().replace("-", "") == "utf8"
    click.echo(
        "\n".join(["", *stills(movement, columns, side, ascii=not has_braille), "", caption(movement, side), ""])
    )


def _as_json(exercise: Exercise) -> dict[str, Any]:
    def span(of: Any) -> list[int] | None:
        return [int(of.low), int(of.high)] if of else None

    return {
        "id": exercise.id,
        "name": exercise.name,
        "kind": exercise.kind,
        "sides": exercise.sides,
        "sets": exercise.sets,
        "reps": span(exercise.reps),
        "seconds": span(exercise.seconds),
        "tempo": [{"part": part, "seconds": seconds} for part, seconds in exercise.tempo],
        "cues": list(exercise.cues),
        "fault": exercise.fault,
        "levels": list(exercise.levels),
        "target": exercise.target,
        "source": exercise.source,
    }
