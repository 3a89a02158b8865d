"""The trend as a file to send: the drawing on white, and what it shows in words."""

from textwrap import wrap

from itbtui.charts import svg
from itbtui.charts.colours import LIGHT, style
from itbtui.charts.drawing import LEGEND, WIDTH, drawing
from itbtui.measures import Manner
from itbtui.rehab.trend.summary import summary
from itbtui.rehab.trend.trend import Trend, Window
from itbtui.wording.trend import say_window, words

MARGIN, LEADING = 20, 17
"""Pixels around everything, and from one line to the next."""
LETTERS, SMALL_LETTERS = 105, 140
"""So many fit into a line of what is told, and of the legend."""
STYLE = """
text { font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
.paper { fill: $paper; }
.title { fill: $ink; font-size: 16px; font-weight: 700; }
.told { fill: $ink; font-size: 13px; }
"""


def trend_svg(trend: Trend, window: Window, say: Manner) -> str:
    """Pain, onset and load of these days, and the words below them."""
    made, told = drawing(trend, window, say), words(trend, summary(trend, window), say)
    title = f"Knee pain, {say_window(window, say)}"
    y: float = MARGIN + made.height + 2 * LEADING
    below = []
    for kind, letters, sentences in (("label", SMALL_LETTERS, [LEGEND]), ("told", LETTERS, told)):
        for sentence in sentences:
            for line in wrap(sentence, letters):
                y += LEADING
                below.append(svg.text(MARGIN, y, line, kind))
        y += LEADING / 2
    size = WIDTH + 2 * MARGIN, round(y + MARGIN)
    parts = [
        svg.rectangle(0, 0, *size, "paper"),
        svg.text(MARGIN, MARGIN + 10, title, "title"),
        f'<g transform="translate({MARGIN} {MARGIN + 2 * LEADING - 6})">',
        *made.parts,
        "</g>",
        *below,
    ]
    return svg.whole(size, title, told, parts, style=style(LIGHT, STYLE))
