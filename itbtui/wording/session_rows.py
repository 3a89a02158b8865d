"""A row of a session in one line, as it is typed to put it right: "right 15 15 12, 2 kg", "left 12, red band"."""

import re
from typing import NamedTuple, cast

from itbtui.measures import ReadError, count, harmless, read_number, read_whole, say_number
from itbtui.rehab.exercises.player import Load
from itbtui.rehab.log.checks import number, whole
from itbtui.rehab.log.choices import SIDES
from itbtui.rehab.log.entries import ExerciseDone, Side

EXAMPLE = "right 15 15 12, 2 kg"
_SIDE = re.compile(rf"({'|'.join(SIDES)})\b(.*)", re.IGNORECASE)
_BAND = re.compile(r"(?:^|[\s,])(?:([^\W\d][^,]*?)\s+)?band$", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|[\s,])(\d+(?:[.,]\d+)?)\s*kg$", re.IGNORECASE)


class TypedRow(NamedTuple):
    """What was done of an exercise on one side, or on both; the side is None where none was said."""

    side: Side | None
    sets: tuple[int, ...]
    load: Load

    @classmethod
    def of(cls, row: ExerciseDone) -> "TypedRow":
        """The part of a logged row that can be typed."""
        return cls(row.side, row.sets, Load(row.load, row.load_kg, row.band))


def say_row(row: ExerciseDone) -> str:
    """As it can be typed again."""
    sets = " ".join([*([row.side] if row.side else []), *map(str, row.sets)])
    return harmless(", ".join(filter(None, (sets, say_load(TypedRow.of(row).load)))))


def say_load(load: Load) -> str:
    """ "2 kg", "red band", or both; nothing for none."""
    weight = f"{say_number(load.kg)} kg" if load.kg else ""
    band = f"{load.band or ''} band".strip() if load.band or load.kind == "band" else ""
    return ", ".join(filter(None, (weight, band)))


def read_row(text: str) -> TypedRow:
    """A row as it is typed: side, sets, load; the side and the load may be left out. Raises ReadError."""
    found = _SIDE.match(text.strip())
    rest, band = _cut(_BAND, (found[2] if found else text).strip())
    rest, weight = _cut(_WEIGHT, rest)
    kg = read_number(weight[1]) if weight else None
    if problem := None if kg is None else number("load_kg")(kg):
        raise ReadError(problem)
    load = Load("band" if band else "weight" if weight else None, kg, band[1] if band else None)
    side = cast("Side", found[1].lower()) if found else None
    return TypedRow(side, tuple(map(_amount, rest.replace(",", " ").split())), load)


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """What stands before the load, and the load."""
    found = pattern.search(text)
    return (text[: found.start()].rstrip(" ,"), found) if found else (text, None)


def _amount(word: str) -> int:
    try:
        amount = read_whole(word)
    except ReadError:
        raise ReadError(f"side, sets and load are wanted, such as {EXAMPLE}") from None
    if problem := whole("amount")(amount):
        raise ReadError(problem)
    return amount


def tell_row(row: TypedRow) -> str:
    """What was read: "3 sets, with 2 kg"."""
    load = say_load(row.load)
    return ", ".join(
        filter(None, (count(len(row.sets), "set") if any(row.sets) else "not done", load and f"with {load}"))
    )
