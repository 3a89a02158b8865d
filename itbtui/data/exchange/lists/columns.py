"""Which column of a list holds what: by their names in many languages, or as the runner says."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.sports import key_of, plain
from itbtui.measures import MILE_KM, say_list
from itbtui.rehab.log.checks import shown

DISTANCE_UNITS = {"km": 1000.0, "mi": 1000 * MILE_KM, "m": 1.0, "cm": 0.01}
SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "ms": 0.001}
FIGURES = (
    "date", "clock", "distance", "duration", "elapsed", "moving", "pace", "cadence", "stride", "kind", "title", "notes",
    "pain", "id", "file", "shoe", "rpe", "offset",
)  # fmt: skip
MAPPED = {
    "date": ("date", ""),
    "time": ("clock", ""),
    "distance": ("distance", ""),
    "km": ("distance", "km"),
    "mi": ("distance", "mi"),
    "m": ("distance", "m"),
    "duration": ("duration", ""),
    "min": ("duration", "min"),
    "kind": ("kind", ""),
    "pain": ("pain", ""),
    "notes": ("notes", ""),
    "title": ("title", ""),
}
"""What the runner may name a column for: the figure, and the unit it then has."""
_MOST_NAMED = 100
_UNIT_BEHIND = re.compile(r"^(.*?)[\s_,]*(?:[(\[{/]\s*([^()\[\]{}]*?)\s*[)\]}]?|\bin\s+(\S+)|[\s_](\S+))$")


class Name(NamedTuple):
    """A column's name as it is compared, and the unit that it gives."""

    base: str
    unit: str = ""


@dataclass(frozen=True)
class Columns:
    """Where each figure stands, and in which unit its name says it is."""

    places: Mapping[str, list[int]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def has(self, *figures: str) -> bool:
        """Whether the list has all of these columns."""
        return all(self.places.get(figure) for figure in figures)

    @property
    def is_enough(self) -> bool:
        """Whether a run can be made of it."""
        return self.has("date", "distance")


class _Words(NamedTuple):
    figures: Mapping[str, str]
    units: Mapping[str, str]


@cache
def _words() -> _Words:
    raw = tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text("utf-8"))
    figures: dict[str, str] = {}
    for figure in FIGURES:
        for word in raw[figure]:
            figures.setdefault(key_of(word), figure)
    units = {plain(word): unit for unit, words in raw["units"].items() for word in words}
    return _Words(figures, units)


@lru_cache(1000)
def split(name: str) -> Name:
    """A column's name and unit: "Distanz (km)" is distanz and km. What stands before it with dots is not looked at."""
    text = plain(name.lstrip("\ufeff"))
    if re.fullmatch(r"[\w ]+(\.[\w ]+){2,}", text):
        text = text.rpartition(".")[2]
    words = _words()
    if key_of(text) in words.figures:
        return Name(key_of(text))
    if text in words.units:
        return Name("", words.units[text])
    if found := _UNIT_BEHIND.match(text):
        unit = words.units.get((found[2] or found[3] or found[4] or "").strip())
        if unit:
            return Name(key_of(found[1]), unit)
        if found[2] is not None and key_of(found[1]) in words.figures:
            return Name(key_of(found[1]))
    return Name(key_of(text))


def figure_of(name: str) -> str | None:
    """What a column of that name holds."""
    base, unit = split(name)
    if found := _words().figures.get(base):
        return found
    if not base and unit:
        return "distance" if unit in DISTANCE_UNITS else "duration"
    return None


def recognised(cells: Sequence[str]) -> int:
    """How many different figures a line names, as a header does."""
    return len({figure for cell in cells if len(cell) < 60 and (figure := figure_of(cell))})


def some_of(header: Sequence[str]) -> str:
    """The first names of a header, and how many more there are."""
    names = [shown(name) for name in header[:_MOST_NAMED]]
    more = len(header) - len(names)
    return say_list([*names, f"{more} more"] if more else names)


def guess(header: Sequence[str]) -> Columns:
    """Where what stands, by the names."""
    places: dict[str, list[int]] = {}
    units: dict[str, str] = {}
    for place, name in enumerate(header):
        if figure := figure_of(name):
            places.setdefault(figure, []).append(place)
            if unit := split(name).unit:
                units.setdefault(figure, unit)
    _by_unit(header, places, units)
    return Columns(places, units)


def _by_unit(header: Sequence[str], places: dict[str, list[int]], units: dict[str, str]) -> None:
    """Adds the one column that has the unit of a figure that no name is known for: "Lauf (km)"."""
    for figure, fitting in (("distance", ("km", "mi")), ("duration", ("min", "h"))):
        if not places.keys() & {figure, *(("moving", "elapsed") if figure == "duration" else ())}:
            there = [place for place, name in enumerate(header) if split(name).unit in fitting and not figure_of(name)]
            if len(there) == 1:
                places[figure], units[figure] = there, split(header[there[0]]).unit


def mapped(mapping: Mapping[str, str], header: Sequence[str], width: int, known: Columns) -> Columns:
    """Where what stands, as the runner says; the rest as it is known. A column is named, or numbered from 1.

    Raises ExchangeError, naming what is there, for a column that is not.
    """
    names = {plain(name): place for place, name in reversed(list(enumerate(header)))}
    places = {figure: list(where) for figure, where in known.places.items()}
    units = dict(known.units)
    for key, name in mapping.items():
        figure, unit = MAPPED[key]
        place = names.get(plain(name))
        if place is None and name.strip().isdecimal() and 1 <= int(name) <= width:
            place = int(name) - 1
        if place is None:
            there = f"its columns are {some_of(header)}" if header else f"its columns have numbers from 1 to {width}"
            raise ExchangeError(f"{key}={name}: there is no such column; {there}")
        for where in places.values():
            if place in where:
                where.remove(place)
        places[figure] = [place]
        units[figure] = unit or (split(header[place]).unit if header else "")
    return Columns({figure: where for figure, where in places.items() if where}, units)
