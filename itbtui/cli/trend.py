"""Is it getting better: the trend as picture, words and numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from itbtui.cli.shell import RefusedError, hand_out, json_option, open_logbook, print_json

if TYPE_CHECKING:
    from itbtui.rehab.trend.trend import RangeName


@click.command()
@click.option(
    "--range", "name", type=click.Choice(("2w", "6w", "3m", "1y", "all", "episode")), default="6w", show_default=True
)
@click.option("--plain", is_flag=True, help="The words first, and no colours.")
@click.option(
    "-o",
    "--output",
    type=click.Path(readable=False, path_type=Path),
    help="The picture as SVG: a file, or - for standard output.",
)
@json_option
@click.pass_obj
def trend(db: Path | None, /, name: RangeName, plain: bool, output: Path | None, as_json: bool) -> None:
    """Show whether it is getting better.

    A picture of the days, and what it shows in words.

    \b
    Example: itbtui trend --range 3m
    Example: itbtui trend --range episode -o for-the-physio.svg
    """
    from itbtui.rehab.trend.trend import Trend

    with open_logbook(db) as logbook:
        logbook.read_rest()
        standing, say = logbook.standing, logbook.manner
    found = Trend.of(standing)
    if name == "episode" and not found.episodes:
        raise RefusedError("--range: there is no episode in the log; give 2w, 6w, 3m, 1y or all")
    if output and not found.numbers:
        raise RefusedError("Nothing is logged yet, so there is no picture.")
    window = found.window(name)
    if as_json:
        from itbtui.rehab.trend.adherence import Adherence
        from itbtui.rehab.trend.summary import as_json as summary_as_json
        from itbtui.rehab.trend.summary import summary

        weeks = Adherence(standing).weeks(window.first, window.last)
        print_json(summary_as_json(found, summary(found, window), weeks))
    elif output:
        from itbtui.charts.trend_file import trend_svg

        hand_out(db, output, trend_svg(found, window, say))
    else:
        from itbtui.charts.trend_print import print_trend

        print_trend(found, window, say, plain=plain)
