"""Keys: each action has one definition, no two of them get in each other's way, and the runner may choose others."""

import ast
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from textual.dom import DOMNode

import itbtui
from itbtui.keys.actions import ACTIONS, BY_ID, GROUPS
from itbtui.keys.keymap import NAMED, NOT_ALONE, read_keymap, say_key, work_together

LAYERED = {
    ("today", "runs.back"),
    ("today", "log.back"),
    ("today", "trend.back"),
    ("form.back", "end.later"),
    ("form.back", "welcome.skip"),
    ("form.next", "welcome.next"),
    *(
        (enter, "line.next")
        for enter in ("form.next", "ask.note", "metronome.start", "settings.next", "welcome.next", "import.look")
    ),
    *((enter, "marks.next") for enter in ("form.next", "start.start")),
}
"""What stands in front on a screen may have the key of what lies behind it, and do nearly the same."""


def test_every_action_can_be_named_once() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert {action.group for action in ACTIONS} == GROUPS.keys()


def test_no_two_actions_of_a_screen_share_a_key() -> None:
    shared = {
        (a.id, b.id)
        for a, b in combinations(ACTIONS, 2)
        if work_together(a, b) and set(a.keys.split(",")) & set(b.keys.split(","))
    }
    assert shared == LAYERED, shared ^ LAYERED


def test_every_action_has_a_key_that_reaches_every_terminal() -> None:
    for action in ACTIONS:
        reachable = [key for key in action.keys.split(",") if key not in NOT_ALONE and not key[1:].isdigit()]
        assert reachable or action.id == "form.save", action.id
        assert all(key.split("+")[-1] in NAMED or len(key) == 1 for key in action.keys.split(",")), action.id


def test_bindings_are_made_from_the_table_only() -> None:
    """Save the one that is no action of the program's, but of the terminal."""
    package = Path(itbtui.__file__).parent
    made = [
        f"{path.stem}:{ast.unparse(node.args[0])}"
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Binding" and node.args
    ]
    assert sorted(made) == ["actions:self.keys", "app:'ctrl+z'"]


def test_every_action_is_bound_by_a_screen_or_a_part_of_one() -> None:
    import itbtui.app.app

    for path in (Path(itbtui.__file__).parent / "screens").glob("*.py"):
        __import__(f"itbtui.screens.{path.stem}")

    def below(kind: type[Any]) -> set[type[Any]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    bound = {
        binding.id
        for kind in below(DOMNode)
        if kind.__module__.startswith("itbtui")
        for binding in kind.__dict__.get("BINDINGS", ())
        if not isinstance(binding, tuple)
    }
    assert BY_ID.keys() - bound == set()


@pytest.mark.parametrize(
    ("given", "keymap", "said"),
    [
        ({"log-run": "z"}, {"log-run": "z"}, None),
        ({"log-run": "z R"}, {"log-run": "z,R"}, None),
        ({"log-run": ["z", "?"], "help": "f2"}, {"log-run": "z,question_mark", "help": "f2"}, None),
        ({"runs": {"filter": "f"}}, {"runs.filter": "f"}, None),
        ({"log-run": "ctrl+s"}, {}, "log-run: ctrl+s alone does not reach the program"),
        ({"log-run": "ctrl+s z"}, {"log-run": "ctrl+s,z"}, None),
        ({"lock-run": "n"}, {}, "'lock-run' is no action"),
        ({"log-run": "banana"}, {}, "'banana' is no key"),
        ({"log-run": 3}, {}, "a key is wanted"),
        ({"log-run": ""}, {}, "a key is wanted"),
        ({"log-run": "c"}, {}, "c is the key of check-in already, so log-run keeps r"),
        ({"log-run": "c", "check-in": "r"}, {"log-run": "c", "check-in": "r"}, None),
        ({"log-run": "x"}, {}, "x is the key of runs.hurt already"),
        ({"player.skip": "r"}, {"player.skip": "r"}, None),
        ({"choice.clear": "enter"}, {}, "⏎ is the key of form.next already"),
    ],
)
def test_other_keys(given: dict[str, Any], keymap: dict[str, str], said: str | None) -> None:
    found, problems = read_keymap(given)
    assert found == keymap
    assert len(problems) == (said is not None)
    if said:
        assert said in problems[0]


@pytest.mark.parametrize(
    ("key", "said"),
    [("question_mark", "?"), ("left", "←"), ("ctrl+p", "^p"), ("shift+up", "shift+↑"), ("R", "R"), ("comma", ",")],
)
def test_keys_are_written_for_people(key: str, said: str) -> None:
    assert say_key(key) == said
