"""What the runner has said once of files that come in: which column is which, and what words for kinds mean.

Kept beside the settings, for every log that is opened here. A file of it that cannot be read is none.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from itbtui.data.exchange.lists.columns import MAPPED
from itbtui.data.exchange.sports import KINDS, plain
from itbtui.data.private import make_folder, read_kept, write_private


@dataclass(frozen=True)
class Remembered:
    """``kinds`` by their words in plain form; ``columns`` of a list by its header."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def recall(path: Path) -> Remembered:
    """What was said before."""
    raw = read_kept(path)
    kinds = {word: kind for word, kind in _texts(raw.get("kinds")).items() if kind in KINDS}
    lists = raw.get("columns")
    columns = {
        header: {key: name for key, name in _texts(said).items() if key in MAPPED or key == "dates"}
        for header, said in (lists.items() if isinstance(lists, dict) else ())
    }
    return Remembered(kinds, columns)


def remember(path: Path, kinds: Mapping[str, str], columns: Mapping[str, Mapping[str, str]]) -> None:
    """Keeps what was said now with what was said before. That it cannot be kept is no fault of the import."""
    before = recall(path)
    kinds = {**before.kinds, **{plain(word): kind for word, kind in kinds.items() if plain(word)}}
    columns = {**before.columns, **{header: dict(said) for header, said in columns.items() if header}}
    if Remembered(kinds, columns) == before:
        return
    with suppress(OSError, ValueError):
        make_folder(path.parent)
        write_private(path, json.dumps({"kinds": kinds, "columns": columns}, ensure_ascii=False, indent=1) + "\n")


def _texts(raw: Any) -> dict[str, str]:
    return {key: value for key, value in raw.items() if isinstance(value, str)} if isinstance(raw, dict) else {}
