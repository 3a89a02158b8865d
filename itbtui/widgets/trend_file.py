"""The trend as a file to send: the picture on white, and what it shows in words."""

from textwrap import wrap

from rich.text import Text

from itbtui.rehab.summary import summary
from itbtui.rehab.trend import Trend, Window
from itbtui.rehab.trend_words import say_window, words
from itbtui.themes import LIGHT
from itbtui.widgets.colours import palette_of
from itbtui.widgets.picture import View, picture
from itbtui.widgets.svg import as_svg

WIDTH, HEIGHT = 100, 30


def trend_svg(trend: Trend, window: Window, units: str) -> str:
    """Pain, load and onset of these days, and the words below them."""
    palette = palette_of(LIGHT.to_color_system().generate())
    view = View(WIDTH, HEIGHT, frozenset({"pain", "load", "onset"}), units=units, palette=palette)
    told = words(trend, summary(trend, window), units)
    below = [Text(line) for sentence in told for line in wrap(sentence, WIDTH)]
    return as_svg(f"Knee pain, {say_window(window)}", [*picture(trend, window, view), Text(), *below], told)
