"""The runner's own keys, from the settings file, and how keys are written for people."""

from collections.abc import Iterable, Mapping
from typing import Any

from textual.keys import Keys, format_key

from itbtui.keys.actions import ACTIONS, BY_ID, TOGETHER, Action
from itbtui.keys.textual_private import key_name
from itbtui.rehab.log.checks import shown

NAMED = {key.value for key in Keys} | {key_name(chr(code)) for code in range(32, 127)}
MODIFIERS = ("ctrl", "alt", "shift", "super")
NOT_ALONE = frozenset({"ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h", "ctrl+s", "ctrl+o", "ctrl+b", "ctrl+a"})
"""What terminals, multiplexers and shells take for themselves or send for something else."""


DEEPEST = 2
"""No name of an action has more points."""


def read_keymap(given: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Other keys for actions, as Textual's keymap, and a sentence for each that cannot be.

    ``given`` has the ids of actions, each with a key, several with blanks between, or a list of keys.
    """
    keymap: dict[str, str] = {}
    problems: list[str] = []
    for name, raw in _flat(given):
        if name not in BY_ID:
            problems.append(f"keys: {shown(repr(name))} is no action; itbtui keys lists them.")
        elif isinstance(keys := _keys(raw), str):
            problems.append(f"keys.{name}: {keys}")
        else:
            keymap[name] = ",".join(keys)
    for name, problem in list(_clashes(keymap)):
        keymap.pop(name, None)
        problems.append(problem)
    return keymap, problems


def _flat(given: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    """TOML reads runs.filter as a table in a table."""
    for key, value in given.items():
        if isinstance(value, Mapping) and prefix.count(".") < DEEPEST:
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _keys(raw: Any) -> list[str] | str:
    """Textual's names of the keys, or what is wrong."""
    written = raw.split() if isinstance(raw, str) else raw
    if not isinstance(written, list) or not written or not all(isinstance(key, str) for key in written):
        return 'a key is wanted, such as "x", "ctrl+x" or "f2 x".'
    keys = []
    for key in written:
        *modifiers, name = key.split("+") if len(key) > 1 else [key]
        is_letter = len(name) == 1 and name.isprintable() and not name.isspace()
        name = key_name(name) if is_letter else name
        if not (is_letter or name in NAMED) or not all(modifier in MODIFIERS for modifier in modifiers):
            return f"{shown(repr(key))} is no key; such as x, X, ctrl+x, f2, left, space, question_mark."
        keys.append("+".join((*modifiers, name)))
    if all(key in NOT_ALONE or key.startswith("alt+") for key in keys):
        return f"{' or '.join(keys)} alone does not reach the program in every terminal; give another key beside."
    return keys


def _clashes(keymap: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Actions that got a key which another one has where both work."""
    for name, keys in keymap.items():
        mine = BY_ID[name]
        for other in ACTIONS:
            theirs = keymap.get(other.id, other.keys)
            shared = set(keys.split(",")) & set(theirs.split(","))
            if other is mine or not shared or not work_together(mine, other):
                continue
            # A pair that shares a key by default means to: the one in front comes first.
            if shared <= set(mine.keys.split(",")) & set(other.keys.split(",")):
                continue
            key = say_key(min(shared))
            yield name, f"keys.{name}: {key} is the key of {other.id} already, so {name} keeps {say_keys(mine.keys)}."
            break


def work_together(a: Action, b: Action) -> bool:
    """Whether both may be wanted on one screen."""
    groups = {a.group, b.group}
    return len(groups) == 1 or any(front in groups and bool(groups & set(behind)) for front, behind in TOGETHER.items())


def say_key(key: str) -> str:
    """One key as people write it: ?, ←, ^p, shift+↑."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    said = format_key(name)
    if "ctrl" in modifiers:
        modifiers.remove("ctrl")
        said = f"^{said}"
    return "+".join((*modifiers, said))


def say_keys(keys: str) -> str:
    """ "r", "⏎ or e": what may be pressed."""
    return " or ".join(say_key(key) for key in keys.split(","))
