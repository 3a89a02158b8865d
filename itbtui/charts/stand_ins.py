"""Characters for a terminal that shows ASCII alone: marks that differ stay different."""

from rich.text import Text

_MARKS = {
    "✓": "x",
    "○": "o",
    "●": "*",
    "◆": "*",
    "◇": "o",
    "─": "-",
    "╌": "=",
    "┈": ".",
    "┊": ":",
    "│": "|",
    "┤": "|",
    "└": "|",
    "–": "-",
    "…": ".",
    # Quarters and eighths of a cell, as plotext and the captions draw lines and bars with them.
    **dict.fromkeys("▀▄▌▐█▖▗▘▙▚▛▜▝▞▟▇", "#"),
}
STAND_INS = str.maketrans(_MARKS)


def stand_ins(line: Text) -> Text:
    """The same line, as long and in the same colours, with a stand-in for each mark that ASCII has not."""
    made = line.copy()
    made.plain = line.plain.translate(STAND_INS)
    return made
