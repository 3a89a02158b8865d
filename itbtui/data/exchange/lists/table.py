"""A table as text: where its header is, which sign parts its cells, which encoding it is in."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.lists.columns import recognised

MOST_ROWS = 20_000
_MOST_CELLS = 700_000
_LONGEST_ROW = 200_000
"""Signs; what exports write into one row is a hundredth of it."""
MOST_BYTES = 8_000_000
"""A list of 7,000 activities with 90 columns is half as long."""
_SEPARATORS = ",;\t|"
_START = 2000
_LINE_END = re.compile("\r\n?|\n")
_MOST_SHOWN, _LONGEST_SHOWN = 100, 60
"""Cells of a row and signs of a cell, where rows are shown."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HEAD_LINES = 30
"""The header stands among the first lines, below a title at most."""
_HEAD_CHARS, _CHARS_OF_ENCODING = 30_000, 10_000
_MOST_CELLS_OF_HEAD, _MOST_OF_ENCODING = 500, 100
"""So many cells are looked at for a header, which has about 90, and so many of them in each encoding."""
_LEAST_OF_HEADER = 3
"""So many figures are named by no line of a list but a header."""
_ENCODINGS = ("cp1252", "cp1250", "cp1251", "shift_jis", "gb18030", "euc_kr", "cp1253", "cp1254")
"""What spreadsheets write where it is no Unicode; the one in which most columns are known is taken."""


@dataclass(frozen=True)
class Table:
    """``header`` is empty where no line is known to be one; ``rows`` are the lines below it, with their numbers."""

    header: tuple[str, ...]
    rows: Sequence[tuple[int, list[str]]]

    @property
    def sample(self) -> list[list[str]]:
        """Three rows, to be shown, as far as anybody reads them."""
        return [[cell[:_LONGEST_SHOWN] for cell in cells[:_MOST_SHOWN]] for _, cells in self.rows[:3]]


def is_wide(data: bytes) -> bool:
    """Whether two bytes are a sign of it, as its beginning tells."""
    start = data[:_START]
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or max(_zeros(start)) > len(start) // 4


def _zeros(data: bytes) -> tuple[int, int]:
    return data[::2].count(0), data[1::2].count(0)


def text_of(data: bytes) -> str:
    """The text of a list; one that a spreadsheet has saved anew may be in another encoding. Without control signs."""
    return _CONTROLS.sub("", _decoded(data))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if is_wide(data):
        first, second = _zeros(data[:_START])
        return data.decode("utf-16-le" if second > first else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # the head of a file ends within a character
            return data[: error.start].decode("utf-8-sig")
    heads = {name: data[:_CHARS_OF_ENCODING].decode(name, errors="replace") for name in _ENCODINGS}
    best = max(_ENCODINGS, key=lambda name: _header(heads[name], _MOST_OF_ENCODING)[2])
    return data.decode(best, errors="replace")


def header_of(text: str) -> tuple[str, ...]:
    """The header, where one is known among the first lines."""
    head = text[:_HEAD_CHARS]
    place, separator = _header_place(head)
    return tuple(_lines(head, separator)[place][1]) if place >= 0 else ()


def columns_in(text: str) -> int:
    """How many columns the first lines have, whichever sign parts them."""
    separator = _likely(text[:_HEAD_CHARS])
    lines = _lines(text[:_HEAD_CHARS], separator)
    return max((len(cells) for _, cells in lines), default=0)


def read_table(text: str) -> Table:
    """The whole table; of several, one below the other, the first.

    Raises ExchangeError for one that cannot be read as CSV, or is longer than any list."""
    place, separator = _header_place(text[:_HEAD_CHARS])
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    number = 0
    rows: list[tuple[int, list[str]]] = []
    header: tuple[str, ...] = ()
    try:
        for cells in reader:
            lines.begin_row()
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) > place >= 0 and cells == rows[place][1]:
                continue
            if place < len(rows) <= place + _HEAD_LINES and place >= 0 and _is_header(cells):
                break  # another table stands below, such as the points of the one activity in the first
            if len(rows) > MOST_ROWS:
                raise ExchangeError(f"the list has more than {MOST_ROWS} lines; part it by years")
            number += len(cells)
            if number > _MOST_CELLS:
                raise ExchangeError(f"the list has more than {_MOST_CELLS} cells; part it by years")
            rows.append((reader.line_num, cells))
    except csv.Error as error:
        raise ExchangeError(f"line {reader.line_num} cannot be read as CSV: {error}") from error
    if place >= 0:
        header, rows = tuple(rows[place][1]), rows[place + 1 :]
    return Table(header, rows)


class _Lines:
    """The lines of a text. Raises ExchangeError within a row that goes on without end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = self._length = 0

    def begin_row(self) -> None:
        self._length = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        # As a file of its own the text would be in memory twice, with four bytes a sign.
        found = _LINE_END.search(self._text, self._place, self._place + _LONGEST_ROW)
        line = self._text[self._place : found.end() if found else self._place + _LONGEST_ROW]
        if not line:
            raise StopIteration
        self._place += len(line)
        self._length += len(line)
        if self._length >= _LONGEST_ROW:
            raise ExchangeError("a row of the list is longer than any that an export writes")
        return line


def _is_header(cells: Sequence[str]) -> bool:
    return not any(map(str.isdigit, "".join(cells))) and recognised(cells) >= _LEAST_OF_HEADER


def _header_place(head: str) -> tuple[int, str]:
    """Which of the first lines is the header, -1 where none is, and the separator.

    A line is one that names columns as they are known, or else says no number where the next lines do.
    """
    place, separator, _ = _header(head)
    if place >= 0:
        return place, separator
    separator = _likely(head)
    lines = [cells for _, cells in _lines(head, separator)[:3]]
    counts = [sum(any(sign.isdigit() for sign in cell) for cell in cells) for cells in lines]
    return (0 if len(counts) > 1 and not counts[0] and all(counts[1:]) and len(lines[0]) > 1 else -1), separator


def _header(head: str, most: int = _MOST_CELLS_OF_HEAD) -> tuple[int, str, int]:
    """Which of the first lines that are not empty is the header, the separator, and how many columns are known.

    No more than ``most`` cells are looked at: thousands of files may stand in one zip.
    """
    best = (-1, ",", 0)
    for separator in _SEPARATORS:
        left = most
        for place, (_, cells) in enumerate(_lines(head, separator)):
            if (known := recognised(cells[:left])) > best[2]:
                best = (place, separator, known)
            left = max(left - len(cells), 0)
    return best if best[2] > 1 else (-1, best[1], best[2])


def _likely(head: str) -> str:
    """The separator by which the first lines have most cells."""
    return max(_SEPARATORS, key=lambda sign: (_steady(head, sign), sign == ","))


def _steady(head: str, separator: str) -> int:
    """The cells of a line, where all lines have as many."""
    lengths = {len(cells) for _, cells in _lines(head, separator)[:5]}
    return lengths.pop() if len(lengths) == 1 else 0


def _lines(head: str, separator: str) -> list[tuple[int, list[str]]]:
    reader = _reader(head, separator, strict=False)
    try:
        there = ((reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells))
        return list(islice(there, _HEAD_LINES))
    except csv.Error:
        return []


def _reader(text: str, separator: str, *, strict: bool = True) -> "csv._reader":  # type: ignore[name-defined]
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict, skipinitialspace=True)
