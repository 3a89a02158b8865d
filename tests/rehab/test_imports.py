"""What may import what: the rules stand alone, the store knows no screens, and nothing runs in circles."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import itbtui
from itbtui.data.store import Store

ROOT = Path(itbtui.__file__).parent
MODULES = {
    ".".join((path.parent if path.name == "__init__.py" else path).relative_to(ROOT.parent).with_suffix("").parts): path
    for path in sorted(ROOT.rglob("*.py"))
}
"""Every module of the program by its name."""


COMMANDS = (
    "itbtui.cli",
    "itbtui.db_commands",
    "itbtui.gear_commands",
    "itbtui.import_command",
    "itbtui.keys_command",
    "itbtui.merge_command",
    "itbtui.out_commands",
    "itbtui.say_commands",
    "itbtui.shell",
)


def loaded(*arguments: str) -> list[str]:
    """The modules that a fresh interpreter loads for a command, as it says itself."""
    path = os.pathsep.join([str(ROOT.parent), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "ITBTUI_DB": os.devnull}
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=60, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]


def within(package: str) -> list[str]:
    return [name for name in MODULES if name == package or name.startswith(f"{package}.")]


def reached(names: list[str], *packages: str) -> list[str]:
    return [name for name in names if any(name == package or name.startswith(f"{package}.") for package in packages)]


@pytest.mark.parametrize("room", ["rehab", "demo", "reports"])
def test_the_rules_and_what_is_made_of_them_reach_neither_screens_nor_store(room: str) -> None:
    names = loaded("-c", f"import {', '.join(within(f'itbtui.{room}'))}")
    assert set(within(f"itbtui.{room}")) <= set(names)
    assert reached(names, "textual", "rich", "plotext", "sqlite3", "sqlite_utils", "click") == []
    assert reached(names, "itbtui.data", "itbtui.screens") == []


def test_the_store_reaches_no_screens() -> None:
    names = loaded("-c", f"import {', '.join(within('itbtui.data'))}")
    assert set(within("itbtui.data")) <= set(names)
    assert reached(names, "textual", "itbtui.screens", "itbtui.widgets", "itbtui.app") == []


def test_nothing_is_loaded_that_only_some_systems_have() -> None:
    """What differs from system to system is asked for by name where it is used, with something else at hand."""
    of_unix = {"fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "curses", "readline", "winreg", "msvcrt"}
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not of_unix & set(names), name


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_neither_app_nor_database(option: str) -> None:
    names = loaded("-m", "itbtui", option)
    assert "itbtui.cli" in names
    assert reached(names, "textual", "sqlite3", "sqlite_utils", "itbtui.data", "itbtui.screens") == []
    assert reached(names, "itbtui.rehab.entries", "itbtui.rehab.protocol", "tomllib") == []


def test_a_plan_is_read_without_what_only_writing_or_drawing_needs(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    Store.open(path).close()
    names = loaded("-m", "itbtui", "--db", str(path), "plan")
    assert "itbtui.rehab.replay" in names
    assert reached(names, "textual", "rich", "plotext", "sqlite_utils", "itbtui.data.migrations") == []


# --- by reading the files -------------------------------------------------------------------------


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def at_import(tree: ast.Module) -> list[ast.stmt]:
    """The statements that run when a module is imported: not those in functions, nor those for type checkers alone."""
    found: list[ast.stmt] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.append(node)
        if is_type_checking(node):
            assert isinstance(node, ast.If)
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return found


def imported(name: str, *, everywhere: bool = False) -> set[str]:
    """The program's own modules that one of them imports."""
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    statements = [*ast.walk(tree)] if everywhere else at_import(tree)
    found: set[str] = set()
    for node in statements:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are absolute"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {module for module in found if module in MODULES}


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {name: imported(name) - {name} for name in MODULES}
    done: set[str] = set()

    def visit(name: str, way: list[str]) -> None:
        assert name not in way, " > ".join([*way, name])
        if name not in done:
            for other in graph[name]:
                visit(other, [*way, name])
            done.add(name)

    for name in graph:
        visit(name, [])
    assert done == set(MODULES)


def test_imports_go_down_only() -> None:
    """screens > widgets > rehab, and screens > data > rehab; the rules import nothing of the rest."""
    above = {
        "itbtui.rehab": ("itbtui.data", "itbtui.demo", "itbtui.widgets", "itbtui.screens", "itbtui.app", *COMMANDS),
        "itbtui.demo": ("itbtui.data", "itbtui.widgets", "itbtui.screens", "itbtui.app", *COMMANDS),
        "itbtui.data": ("itbtui.widgets", "itbtui.screens", "itbtui.app", *COMMANDS),
        "itbtui.widgets": ("itbtui.data", "itbtui.screens", "itbtui.app", *COMMANDS),
        "itbtui.screens": COMMANDS,
        "itbtui.reports": ("itbtui.data", "itbtui.widgets", "itbtui.screens", "itbtui.app", *COMMANDS),
    }
    for package, others in above.items():
        for name in within(package):
            assert reached(sorted(imported(name)), *others) == [], name


def test_the_rules_ask_nobody_for_the_time() -> None:
    """They are pure: no clock, no chance, no files but the protocol."""
    for name in within("itbtui.rehab"):
        text = MODULES[name].read_text("utf-8")
        calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}
        assert not {call for call in calls if re.search(r"(\bdate\.today|\.now|time\.\w+|random|^open)$", call)}, name
