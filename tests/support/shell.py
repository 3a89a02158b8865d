"""The commands, run as a person or a script runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from itbtui.cli.main import main

Done = subprocess.CompletedProcess[str]


class Shell:
    """Runs ``itbtui`` on a file of its own on a day that is said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "log.db"
        self.now = "2026-03-02T08:00"

    def __call__(self, *words: str, db: Path | None = None, stdin: str = "") -> Done:
        """In this process, as ``main`` is called by the program itself: starting one takes longer than what it does."""
        if not words:
            # Where nothing stands in its way that is the app, which ends when somebody presses q.
            return self.program()
        environment = {"ITBTUI_DB": str(db or self.db), "ITBTUI_NOW": self.now, "XDG_CONFIG_HOME": str(self.folder)}
        done = CliRunner().invoke(main, list(words), env=environment, input=stdin, prog_name="itbtui")
        return Done(words, done.exit_code, done.stdout, done.stderr)

    def program(self, *words: str) -> Done:
        """In a process of its own."""
        environment = {**os.environ, "ITBTUI_DB": str(self.db), "ITBTUI_NOW": self.now}
        environment["XDG_CONFIG_HOME"] = str(self.folder)
        command = [sys.executable, "-m", "itbtui", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)

    def json(self, *words: str) -> Any:
        done = self(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def interrupted_at(module: str) -> str:
    """The program as Python code, with a Ctrl+C in the middle of being loaded: when that module is looked for."""
    return f"""
import os, signal, sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupted())
from itbtui.__main__ import main
main()
"""
