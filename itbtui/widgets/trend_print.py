"""The trend on standard output: the picture and the words, for terminals, pipes and screen readers."""

import os

from rich.console import Console
from rich.text import Text

from itbtui.rehab.summary import summary
from itbtui.rehab.trend import Trend, Window
from itbtui.rehab.trend_words import say_window, words
from itbtui.widgets.picture import View, picture
from itbtui.widgets.plot import PLAIN, Palette

WIDEST = 120
HEIGHT = 20
ANSI = Palette(muted=8, run=1, morning=6, daily=4, worst=8, bar=4, done=2, caution=3)
"""The terminal's own colours: nobody knows here what its background is."""


def print_trend(trend: Trend, window: Window, units: str, *, plain: bool) -> None:
    """The picture, then the words. ``plain`` has the words first and no colours, nor has a pipe or ``NO_COLOR``."""
    console = Console(highlight=False, markup=False, emoji=False)
    is_coloured = console.is_terminal and not plain and not os.environ.get("NO_COLOR")
    width = min(console.width, WIDEST) if console.is_terminal else 80
    view = View(width, HEIGHT, units=units, palette=ANSI if is_coloured else PLAIN)
    told = [Text(line) for line in words(trend, summary(trend, window), units)]
    if trend.numbers:
        drawn, said = picture(trend, window, view), [Text(f"{say_window(window)}:"), *told]
        told = [*said, Text(), *drawn] if plain else [*drawn, Text(), *said]
    for line in told:
        line.rstrip()
        if is_coloured:
            console.print(line, no_wrap=True, crop=False)
        else:
            print(line.plain)
