"""A list of activities as CSV: its columns are found by their names, wherever they stand."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.numbers import read_number, read_seconds
from itbtui.data.exchange.sports import plain
from itbtui.rehab.checks import shown
from itbtui.rehab.words import say_list

Names = Mapping[str, tuple[str, ...]]
"""What is looked for, each with the names its column may have."""

_MOST_ROWS = 200_000
_MOST_HEADER = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line, by what its cells are; a name that stands more than once has more than one."""

    number: int
    cells: Mapping[str, list[str]]

    def last(self, key: str) -> str:
        """The last of the columns called so that says something."""
        return next((cell for cell in reversed(self.cells.get(key, ())) if cell.strip()), "")

    def number_of(self, key: str) -> float | None:
        return self._read(key, read_number, "a number")

    def seconds_of(self, key: str) -> float | None:
        return self._read(key, read_seconds, "a duration such as 00:17:01")

    def refuse(self, key: str, problem: str) -> ExchangeError:
        return ExchangeError(f"line {self.number}, {key}: {problem}")

    def _read(self, key: str, read: object, wanted: str) -> float | None:
        assert callable(read)
        try:
            found: float | None = read(self.last(key))
        except ValueError:
            raise self.refuse(key, f"{shown(self.last(key))} is not {wanted}") from None
        return found


def header_of(text: str) -> list[str]:
    """The names in the first line, as they are compared."""
    try:
        first: list[str] = next(_reader(text[:_MOST_HEADER]), [])
    except csv.Error:
        return []
    return [plain(name) for name in first]


def holds(header: Iterable[str], names: Names, required: Iterable[str]) -> bool:
    """Whether each of the required columns is there under one of its names."""
    there = set(header)
    return all(there.intersection(names[key]) for key in required)


def rows(text: str, names: Names) -> Iterator[Row]:
    """The lines below the header. Raises ExchangeError for a list that is cut off or too long."""
    header = header_of(text)
    places = {key: [place for place, name in enumerate(header) if name in found] for key, found in names.items()}
    reader = _reader(text)
    try:
        next(reader, None)
        for count, cells in enumerate(reader):
            if count >= _MOST_ROWS:
                raise ExchangeError(f"the list has more than {_MOST_ROWS} lines")
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) < len(header):
                raise ExchangeError(f"line {reader.line_num} ends too early: {len(cells)} of {len(header)} columns")
            yield Row(reader.line_num, {key: [cells[place] for place in where] for key, where in places.items()})
    except csv.Error as error:
        raise ExchangeError(f"line {reader.line_num} cannot be read as CSV: {error}") from error


def missing(kinds: Mapping[str, tuple[Names, Iterable[str]]]) -> str:
    """Which columns were looked for, by kind of list."""
    told = [f"{say_list(names[key][0] for key in required)} ({kind})" for kind, (names, required) in kinds.items()]
    return f"the list lacks columns that are needed; looked for were {say_list(told, 'or')}, also in other languages"


def _reader(text: str) -> "csv._reader":  # type: ignore[name-defined]
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
