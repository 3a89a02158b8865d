"""A coverage-guided search for a JSON file that the import meets with anything but one plain sentence.

atheris is no dependency of the program; into an environment of its own it comes with

    python3 -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install atheris
    /tmp/fuzz/bin/python -m benchmarks.fuzz_import -max_total_time=600

What libFuzzer knows can be asked of it behind the name. It ends at the first finding, which it leaves in a file
``crash-…``; without one its last line says how many files were tried in how many seconds.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["itbtui"]):
    from itbtui.data.exchange.own import ExchangeError, dump, load
    from itbtui.rehab.protocol.figures import shipped

LONGEST_SENTENCE = 250
DATE = {"date": "2026-03-01"}
SEED: dict[str, Any] = {
    "format": "itbtui",
    "version": 1,
    "settings": {"tolerance": "strict", "units": "mi", "left_out": ["pigeon"], "order": ["clamshell", "curl"]},
    "episodes": [{"began": "2026-01-10", "side": "right", "ended": "2026-02-01", "baseline_km": 30}],
    "runs": [{**DATE, "time": "07:30", "distance_km": 3.2, "minutes": 20, "pain": 4, "onset_min": 9, "notes": "[/]"}],
    "check_ins": [{**DATE, "morning": 0, "daily": 1, "flags": ["tingling"], "treatments": ["ice"]}],
    "sessions": [
        {**DATE, "started": "18:05", "exercises": [{"exercise": "curl", "side": "left", "sets": [15, 12], "pain": 0}]}
    ],
    "cross_training": [{**DATE, "kind": "walk", "minutes": 35}],
    "clearances": [{**DATE, "by": "Dr. Ant"}],
    "shoes": [{"name": "blue", "first_used": "2026-03-01", "km": 120.5, "retired": False}],
    "races": [{**DATE, "distance_km": 21.1}],
    "exercises": [{"id": "curl", "name": "Curl", "kind": "strength", "reps": 5, "sides": "each"}],
    "progressions": [{**DATE, "exercise": "clamshell", "change": "harder"}],
}
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 11, 1.5, 10**19, float("nan"), float("inf"), "", "\ud800", "\x1b[2J", "x" * 10_001,
    "2024-02-29", "2026-02-29", "9999-12-31", "0001-01-01", "24:00", "2026-03-29T02:30", [], {}, [[]], {"id": None},
)  # fmt: skip


def one_file(data: bytes) -> None:
    """A file is taken, and then it comes back the same; or it is refused in one line that a terminal can show."""
    try:
        bundle = load(data)
    except ExchangeError as refused:
        assert str(refused).isprintable() and len(str(refused)) < LONGEST_SENTENCE, str(refused)
        return
    text = dump(bundle.log, bundle.settings)
    again = load(text)
    assert (again.log, again.settings) == (bundle.log, bundle.settings)
    assert dump(again.log, again.settings) == text


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Bytes changed blindly, or a file that is still JSON with something else in one place of it."""
    chance = random.Random(seed)
    whole = _read(data) if chance.random() < 0.7 else None
    places = list(_places(whole))
    if not places:
        blind: bytes = atheris.Mutate(data, most)
        return blind
    holder, key = chance.choice(places)
    other = chance.choice(places)
    holder[key] = chance.choice((chance.choice(ODD), _copy(other[0][other[1]])))
    if isinstance(holder, list) and chance.random() < 0.3:
        holder.append(_copy(holder[key]))
    return json.dumps(whole).encode()[:most]


def _read(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _places(value: Any, deep: int = 0) -> Iterator[tuple[Any, Any]]:
    """Where something can be put in the place of something else."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys if deep < 20 else ():
        yield value, key
        yield from _places(value[key], deep + 1)


def main() -> None:
    shipped()
    with tempfile.TemporaryDirectory() as folder:
        for name, seed in (("full", SEED), ("bare", {"format": "itbtui", "version": 1})):
            Path(folder, name).write_text(json.dumps(seed), "utf-8")
        limits = ["-max_len=50000", "-timeout=5", "-rss_limit_mb=1024", "-verbosity=0", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[1:], folder], one_file, custom_mutator=mutated)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
