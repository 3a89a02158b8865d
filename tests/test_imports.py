"""What is loaded when, and what imports alone do not tell. Which room may import which is held by import-linter."""

import ast
import os
import re
import subprocess
import sys
from functools import cache
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


@cache
def nodes(name: str) -> list[ast.AST]:
    """What a module is made of."""
    return list(ast.walk(ast.parse(MODULES[name].read_text("utf-8"))))


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


def test_nothing_is_loaded_that_only_some_systems_have() -> None:
    """What differs from system to system is asked for by name where it is used, with something else at hand."""
    of_unix = {"fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "curses", "readline", "winreg", "msvcrt"}
    for name in MODULES:
        for node in nodes(name):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not of_unix & set(names), name


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_neither_app_nor_database(option: str) -> None:
    names = loaded("-m", "itbtui", option)
    assert "itbtui.cli.main" in names
    assert reached(names, "textual", "sqlite3", "sqlite_utils", "itbtui.data", "itbtui.screens") == []
    assert reached(names, "itbtui.rehab.log.entries", "itbtui.rehab.protocol.figures", "tomllib") == []


def test_the_app_is_opened_without_commands_and_without_what_only_writing_or_drawing_needs() -> None:
    names = loaded("-c", "import itbtui.__main__, itbtui.cli.alone, itbtui.app.app, itbtui.screens.today")
    assert "itbtui.screens.today" in names
    assert reached(names, "click", "itbtui.cli.main", "itbtui.cli.shell") == []
    assert reached(names, "sqlite_utils", "tomlkit", "plotext", "itbtui.data.journal", "itbtui.data.migrations") == []


def test_the_app_loads_nothing_that_encrypts(tmp_path: Path) -> None:
    """asyncio would load it for a network, and nothing goes to one."""
    log = tmp_path / "log.db"
    Store.open(log).close()
    ask = f"""
import sys
from pathlib import Path
from itbtui.cli.alone import open_app
try:
    open_app(Path({str(log)!r}))
except Exception as error:
    print(type(error).__name__)
print(*(name for name, module in sys.modules.items() if module))
"""
    path = os.pathsep.join([str(ROOT.parent), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    ended, names = done.stdout.splitlines()
    assert ended == "RefusedError", done.stderr
    assert {"textual.app", "asyncio.sslproto", "itbtui.data.store"} <= set(names.split())
    assert reached(names.split(), "ssl", "_ssl", "hashlib", "_hashlib") == []


def test_what_a_first_key_a_first_save_and_a_first_picture_need_is_loaded_beside_and_no_more() -> None:
    ask = "import sys; from itbtui.app.app import get_ready; get_ready(); print(*sys.modules)"
    path = os.pathsep.join([str(ROOT.parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, timeout=60
    )
    names = done.stdout.split()
    needed = {"itbtui.screens.run_form", "itbtui.screens.card", "itbtui.data.journal"}
    needed |= {"itbtui.screens.trend", "plotext"}
    assert needed <= set(names), done.stderr
    # plotext puts its documentation together whenever all of it is loaded, which takes longer than to draw.
    assert reached(names, "plotext._doc", "plotext.prettydoc", "unittest", "PIL") == []
    # What writes is one connection; sqlite-utils brings migrations, and with them a command line and its plugins.
    assert reached(names, "sqlite_utils", "click") == []


def test_a_plan_is_read_without_what_only_writing_or_drawing_needs(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    Store.open(path).close()
    names = loaded("-m", "itbtui", "--db", str(path), "plan")
    assert "itbtui.rehab.stages.replay" in names
    assert reached(names, "textual", "rich", "plotext", "sqlite_utils", "itbtui.data.migrations") == []


def test_the_rules_ask_nobody_for_the_time() -> None:
    """They are pure: no clock, no chance, no files but the protocol."""
    for name in within("itbtui.rehab"):
        calls = {ast.unparse(node.func) for node in nodes(name) if isinstance(node, ast.Call)}
        assert not {call for call in calls if re.search(r"(\bdate\.today|\.now|time\.\w+|random|^open)$", call)}, name


def test_what_is_private_of_textual_stands_in_one_file() -> None:
    for name in MODULES:
        for node in nodes(name):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
                assert name == "itbtui.keys.textual_private" or not any(part.startswith("_") for part in names), name


def test_plotext_is_loaded_in_one_place_which_leaves_out_most_of_it() -> None:
    for name in MODULES:
        for node in nodes(name):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert reached(names, "plotext") == [], name
