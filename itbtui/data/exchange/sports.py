"""What an activity was: by the word that a file has for it, by the words of its name, or by who recorded it."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

KINDS = ("run", "walk", "bike", "swim", "row", "elliptical", "none")
"""What a word may be said to mean; ``none`` is of no use to the log."""
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""Japanese, Chinese and Thai write words without spaces between them."""
_LONGEST_TITLE = 60
"""Longer texts speak of this and that."""
_MOST_WORDS = 4
"""A name of a kind has at most, as names of activities use them."""
_LONGEST_NAME, _LONGEST_TEXT = 200, 300
"""Signs that are looked at. To compose accents takes the square of how many there are."""


@dataclass(frozen=True, slots=True)
class Sport:
    """``kind`` is one of KINDS, or None where that is not known; ``name`` is the word as it stood, or nothing.

    ``is_guess`` says that the kind is not the file's own word for it.
    """

    name: str
    kind: str | None
    surface: str | None = None
    is_guess: bool = False

    @property
    def is_run(self) -> bool:
        """Whether it is a run."""
        return self.kind == "run"

    @property
    def is_unnamed(self) -> bool:
        """Whether the file has no word for it, or one that may mean anything."""
        return self.kind is None and (key_of(self.name) in _table().unnamed or self.is_other)

    @property
    def is_other(self) -> bool:
        """Whether the file says that it was none of the usual kinds."""
        return self.kind is None and key_of(self.name) in _table().other


class _Table(NamedTuple):
    kinds: Mapping[str, str]
    surfaces: Mapping[str, str]
    unnamed: frozenset[str]
    other: frozenset[str]
    creators: Mapping[str, str]
    not_in_titles: frozenset[str]
    endings: Mapping[str, str]
    no_kind: frozenset[str]
    not_on_foot: tuple[str, ...]
    no_spaces: tuple[str, ...]
    """Of the kinds those that are looked for within words."""


def plain(name: str) -> str:
    """A name as names are compared: small letters, one kind of apostrophe and of space, composed accents."""
    text = unicodedata.normalize("NFC", name[:_LONGEST_NAME]).casefold().replace("_", " ").replace("’", "'")
    return " ".join(text.split())


def key_of(name: str) -> str:
    """A name as it is looked up: plain, and a hyphen is a space."""
    return " ".join(plain(name).replace("-", " ").split())


@cache
def _table() -> _Table:
    raw = tomllib.loads(resources.files(__package__).joinpath("sports.toml").read_text("utf-8"))
    surfaces = {key_of(name): surface for surface, names in raw["surfaces"].items() for name in names}
    kinds = {key_of(name): kind for kind in reversed(KINDS) for name in raw[kind] if kind in raw}
    creators = {key_of(name): kind for kind, names in raw["creators"].items() for name in names}
    sets = (frozenset(map(key_of, raw[key])) for key in ("unnamed", "other", "not_in_titles", "no_kind"))
    unnamed, other, not_in_titles, no_kind = sets
    endings = {end: kind for kind, ends in raw["endings"].items() for end in ends}
    kinds |= dict.fromkeys(surfaces, "run")
    not_on_foot = tuple(raw["not_on_foot"])
    no_spaces = tuple(name for name in kinds if _NO_SPACES.search(name) and len(name) > 1)
    return _Table(kinds, surfaces, unnamed, other, creators, not_in_titles, endings, no_kind, not_on_foot, no_spaces)


def sport_of(name: str, detail: str = "", said: Mapping[str, str] | None = None) -> Sport:
    """The sport of that name; ``detail`` is what a FIT file adds, such as ``treadmill``.

    ``said`` is what the runner has answered for words, by their plain form.
    """
    table, key = _table(), key_of(name)
    kind = (said or {}).get(plain(name)) or table.kinds.get(key)
    surface = None
    if kind == "run":
        surface = table.surfaces.get(key_of(detail)) or table.surfaces.get(key)
    return Sport(name[:_LONGEST_NAME].replace("_", " ").strip(), kind, surface)


def sport_in(text: str) -> Sport | None:
    """The kind that a title names, such as "Morning Run" or "Walking 6/6/26": None where it names none.

    One that names several, such as "Lauf mit dem Rad", is a word that is not known: it is asked about.
    """
    table, text = _table(), text[:_LONGEST_TEXT]
    words = [key_of(word) for word in _WORDS.findall(text)]
    found: dict[str, str] = {}
    place = 0
    while place < len(words):
        for length in range(_MOST_WORDS, 0, -1):
            part = " ".join(words[place : place + length])
            if part in table.kinds and part not in table.not_in_titles:
                found.setdefault(table.kinds[part], part)
                place += length - 1
                break
        else:
            if ending := _ending(words[place]):
                found.setdefault(*ending)
        place += 1
    if not found and _NO_SPACES.search(text):
        said = plain(text)
        inside = [name for name in table.no_spaces if name in said]
        longest = max(inside, key=len, default="")
        found = {table.kinds[longest]: longest} if longest else {}
    if len(found) > 1 and len(text) <= _LONGEST_TITLE:
        return Sport(text.strip(), None)
    if len(found) != 1:
        return None
    ((kind, name),) = found.items()
    return Sport(name, kind, table.surfaces.get(name) if kind == "run" else None, is_guess=True)


def _ending(word: str) -> tuple[str, str] | None:
    """Kind and ending of words that others are put before: Morgenlauf, kveldsløp; Skilauf is none."""
    table = _table()
    if word in table.no_kind:
        return None
    for end, kind in table.endings.items():
        if word.endswith(end):
            return ("none", word) if any(part in word for part in table.not_on_foot) else (kind, end)
    return None


def sport_by(creator: str) -> Sport | None:
    """The kind, where whoever wrote the file records one kind only."""
    said = f" {key_of(creator)} "
    kinds = {kind for name, kind in _table().creators.items() if f" {name} " in said}
    return Sport(creator, kinds.pop(), is_guess=True) if len(kinds) == 1 else None
