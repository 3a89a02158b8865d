"""What a terminal sends, parted where it would be misread: an Esc before another key, and words that nobody typed.

Keys that come in one piece cannot be told from the keys of a person by anything but what they are.
"""

import re
from collections.abc import Iterator

from itbtui.values import Value

ESC = "\x1b"
PASTE, PASTE_END = "\x1b[200~", "\x1b[201~"

_BEGINS_A_SEQUENCE = r"[\[OP\]\\_^XN\x1b]"
_ALONE = rf"{ESC}(?!{_BEGINS_A_SEQUENCE}|$)"
"""An Esc and another key in one packet. Terminals send Alt with a key as the same; no action needs Alt."""
_SEQUENCE = rf"({ESC}(?:\[[0-?]*[ -/]*[@-~]|O[ -~]))"
_NUMBER = r"(?<![\d.,:/-])\d[\d.,:/-]*\b "
_WORDS = rf"(?:{_NUMBER})?[^\W\d_](?: ?[^\W\d_]){{2,}}[^\x00-\x1f\x7f]*"
"""From three letters on, a blank between them or not, to the end of the line; a number and a blank before them, such as
in "45 min", is of the same text."""
_LEAST_LETTERS = 3
"""Fewer different ones may be a key that is held down, or two commands."""


class Escape(Value):
    """The key Esc, by itself."""


class Words(Value):
    """Text in one piece, such as a paste in a terminal that does not mark it."""

    text: str


class Raw(Value):
    """Keys, sequences and marked pastes, as they came."""

    text: str


Part = Escape | Words | Raw


def parts(data: str, in_paste: bool = False) -> Iterator[Part]:
    """The parts of what came in one piece. ``in_paste``: it begins within a marked paste."""
    while data:
        if in_paste:
            end = data.find(PASTE_END)
            cut = len(data) if end < 0 else end + len(PASTE_END)
            yield Raw(data[:cut])
        else:
            start = data.find(PASTE)
            cut = len(data) if start < 0 else start
            yield from _keys(data[:cut])
        data, in_paste = data[cut:], not in_paste


def ends_in_paste(data: str, in_paste: bool) -> bool:
    """Whether a marked paste goes on after this."""
    start, end = data.rfind(PASTE), data.rfind(PASTE_END)
    return in_paste if start == end else start > end


def _keys(data: str) -> Iterator[Part]:
    for number, piece in enumerate(re.split(_ALONE, data, flags=re.DOTALL)):
        if number:
            yield Escape()
        # Sequences stand at the odd places.
        for place, text in enumerate(re.split(_SEQUENCE, piece)):
            yield from _raw(text) if place % 2 or ESC in text else _typed(text)


def _typed(text: str) -> Iterator[Part]:
    place = 0
    for found in re.finditer(_WORDS, text):
        if len({character.lower() for character in found[0] if character.isalpha()}) >= _LEAST_LETTERS:
            yield from _raw(text[place : found.start()])
            yield Words(found[0])
            place = found.end()
    yield from _raw(text[place:])


def _raw(text: str) -> Iterator[Part]:
    """Enter that was pressed before the program took over the terminal has become the end of a line."""
    if text:
        yield Raw(text.replace("\n", "\r"))
