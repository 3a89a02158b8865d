"""A real terminal: the program in a pseudo-terminal, its screen as a person sees it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "space": " ",
    "ctrl+s": "\x13",
}

NOT_PASSED_ON = ("ITBTUI", "NO_COLOR", "COLUMNS", "LINES")


class Terminal:
    """``itbtui`` on a file of its own, at a moment that is said. Waiting is for a text to stand on the screen."""

    def __init__(
        self,
        db: Path,
        now: str,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        more: dict[str, str] | None = None,
        program: tuple[str, ...] = (sys.executable, "-m", "itbtui"),
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.at_once = 65536
        """How many bytes are taken at a time."""
        self.raw = b""
        """All that the program has written."""
        self._stream = pyte.ByteStream(self.screen)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(NOT_PASSED_ON)}
        environment |= {"ITBTUI_DB": str(db), "ITBTUI_NOW": now, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment |= {"XDG_CONFIG_HOME": str(db.parent / "config"), "XDG_STATE_HOME": str(db.parent / "state")}
        environment |= more or {}
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=environment,
            dimensions=(lines, columns),
            timeout=20,
        )

    @property
    def text(self) -> str:
        # The second cell of a wide character is empty: what stands in the cells is the text.
        cells, columns = self.screen.buffer, range(self.screen.columns)
        return "\n".join("".join([cells[y][x].data for x in columns]).rstrip() for y in range(self.screen.lines))

    @property
    def pid(self) -> int:
        assert self._child.pid is not None
        return self._child.pid

    @property
    def is_alive(self) -> bool:
        return bool(self._child.isalive())

    def press(self, *keys: str) -> None:
        for key in keys:
            self._child.send(KEYS.get(key, key))

    def wait_until_written(self, sequence: str, within: float = 20) -> None:
        """Until the program has written that to the terminal, whatever it shows of it."""
        end = time.monotonic() + within
        while sequence.encode() not in self.raw:
            assert time.monotonic() < end and self._read(), f"{sequence!r} was not written"

    def take(self, within: float = 0.5) -> None:
        """Takes what the program has written meanwhile, or writes next."""
        self._read(within)

    def settle(self) -> None:
        """Until the program writes nothing more."""
        before = -1
        while before != len(self.raw):
            before = len(self.raw)
            self._read()

    def wait_until(self, holds: Callable[[], bool], within: float = 20) -> None:
        end = time.monotonic() + within
        while not holds():
            assert time.monotonic() < end, f"it did not come to that:\n{self.text}"
            self._read()

    def wait_for(self, *texts: str, within: float = 20) -> str:
        """The screen, once all the texts stand on it."""
        end = time.monotonic() + within
        shown = self.text
        while not all(text in shown for text in texts):
            if time.monotonic() > end or not self._read():
                raise AssertionError(f"{texts} did not come up:\n{shown}")
            shown = self.text
        return shown

    def skip_welcome(self) -> None:
        """What a first start asks is not what most tests are about."""
        self.wait_for("Welcome")
        self.press("esc")
        self.wait_for("Nothing is logged yet")

    def follow(self, label: str) -> None:
        """Presses the key that the footer names for something, as one does who knows no key."""
        found = re.search(rf"(\S+) {re.escape(label)}", self.wait_for(label).splitlines()[-1])
        assert found, f"no key is named for {label!r}:\n{self.text}"
        self.press({"⏎": "enter"}.get(found[1], found[1]))

    def wait_for_end(self, within: float = 60) -> int | None:
        """The exit status, once the program has ended."""
        end = time.monotonic() + within
        while self._read():
            assert time.monotonic() < end, f"it did not end:\n{self.text}"
        self._child.close()
        return self._child.exitstatus

    def resize(self, columns: int, lines: int) -> None:
        self.screen.resize(lines, columns)
        self._child.setwinsize(lines, columns)

    def signal(self, number: int) -> None:
        self._child.kill(number)

    def kill(self) -> None:
        self._child.close(force=True)

    def _read(self, within: float = 0.5) -> bool:
        try:
            written = self._child.read_nonblocking(self.at_once, timeout=within)
            self.raw += written
            self._stream.feed(written)
        except pexpect.TIMEOUT:
            return self._child.isalive()
        except pexpect.EOF:
            return False
        return True


class Tmux:
    """A shell in tmux, with the program started in it."""

    def __init__(self, db: Path, now: str) -> None:
        self._socket = str(db.with_name("tmux"))
        more = {"ITBTUI_DB": str(db), "ITBTUI_NOW": now, "XDG_CONFIG_HOME": str(db.parent), "PS1": "ready> "}
        given = [f"{key}={value}" for key, value in more.items()]
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "env", *given, "bash", "--norc", "-i"
        )
        self.wait_for("ready>")
        self.press(f"{sys.executable} -m itbtui", "Enter")

    def _tmux(self, *words: str) -> str:
        return subprocess.run(["tmux", "-S", self._socket, *words], capture_output=True, text=True, check=True).stdout

    @property
    def copied(self) -> str:
        return self._tmux("show-buffer")

    def press(self, *keys: str) -> None:
        for key in keys:
            self._tmux("send-keys", key)

    def wait_for(self, *texts: str, within: float = 20) -> str:
        """The pane, once all the texts stand on it."""
        end = time.monotonic() + within
        while not all(text in (shown := self._tmux("capture-pane", "-p")) for text in texts):
            assert time.monotonic() < end, f"{texts} did not come up:\n{shown}"
        return shown

    def kill(self) -> None:
        self._tmux("kill-server")
