"""Characters for a terminal that shows ASCII alone: marks that differ stay different, and each is as wide as before."""

from rich.cells import cell_len
from rich.text import Text

from itbtui.charts.dots import BRAILLE, signs

_MARKS = {
    "✓": "x",
    "○": "o",
    "●": "*",
    "◆": "*",
    "◇": "o",
    "·": ".",
    "▸": ">",
    "›": ">",
    "×": "x",
    "─": "-",
    "━": "=",
    "╸": "=",
    "╌": "=",
    "┈": ".",
    "┊": ":",
    "│": "|",
    "┃": "|",
    "┤": "|",
    "└": "|",
    "–": "-",
    "…": ".",
    "’": "'",
    "▰": "#",
    "▱": "-",
    "⏎": "<",
    "←": "<",
    "→": ">",
    "↑": "^",
    "↓": "v",
    "▁": "_",
    # Quarters and eighths of a cell, as plotext and the captions draw lines and bars with them.
    **dict.fromkeys("▀▄▌▐█▖▗▘▙▚▛▜▝▞▟▇▂▃▅▆▊▎▔", "#"),
    **dict.fromkeys("╭╮╰╯┌┐┘┏┓┗┛├┬┴┼╺", "+"),
}
_UNKNOWN = "?"


class _StandIns(dict[int, str]):
    """Made as they are asked for: dots as the sign that looks most like them, and "?" for what nothing stands for."""

    def __missing__(self, code: int) -> str:
        if code < 0x80:
            made = chr(code)
        elif code in range(BRAILLE, BRAILLE + len(signs())):
            made = signs()[code - BRAILLE]
        else:
            made = _UNKNOWN * cell_len(chr(code))
        self[code] = made
        return made


STAND_INS = _StandIns({ord(mark): stand_in for mark, stand_in in _MARKS.items()})
"""For ``str.translate``."""


def stand_ins(line: Text) -> Text:
    """The same line, as long and in the same colours, with a stand-in for each mark that ASCII has not."""
    made = line.copy()
    made.plain = line.plain.translate(STAND_INS)
    return made
