"""The trend on standard output: the picture and the words, for terminals, pipes and screen readers."""

import os

from rich.console import Console
from rich.text import Text

from itbtui.charts.palette import ANSI, PLAIN
from itbtui.charts.picture import View, picture
from itbtui.charts.stand_ins import stand_ins
from itbtui.measures import Manner
from itbtui.rehab.trend.summary import summary
from itbtui.rehab.trend.trend import Trend, Window
from itbtui.wording.trend import say_window, words

WIDEST = 120
HEIGHT = 20


def print_trend(trend: Trend, window: Window, say: Manner, *, plain: bool) -> None:
    """The picture, then the words. ``plain`` has the words first and no colours, nor has a pipe or ``NO_COLOR``."""
    console = Console(highlight=False, markup=False, emoji=False)
    is_coloured = console.is_terminal and not plain and not os.environ.get("NO_COLOR")
    width = min(console.width, WIDEST) if console.is_terminal else 80
    view = View(width, HEIGHT, say, palette=ANSI if is_coloured else PLAIN)
    told = [Text(line) for line in words(trend, summary(trend, window), say)]
    if trend.numbers:
        drawn, said = picture(trend, window, view), [Text(f"{say_window(window, say)}:"), *told]
        told = [*said, Text(), *drawn] if plain else [*drawn, Text(), *said]
    for line in told:
        line.rstrip()
        if not console.encoding.startswith("utf"):
            line = stand_ins(line)
        if is_coloured:
            console.print(line, no_wrap=True, crop=False)
        else:
            print(line.plain)
