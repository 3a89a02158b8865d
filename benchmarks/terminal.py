"""The program in a pseudo-terminal, with what it writes stamped as it arrives."""

import os
import pty
import select
import sys
import time
from pathlib import Path

REST = 0.01
"""Seconds of a core in one of the clock that a program at rest uses at most."""
RESTS_WITHIN_S = 5.0


class Watched:
    """``itbtui`` on a file of its own. ``written`` holds pieces of its output with the second at which each came."""

    def __init__(
        self,
        db: Path,
        now: str,
        columns: int = 80,
        lines: int = 24,
        program: tuple[str, ...] = ("-m", "itbtui"),
        **more: str,
    ) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("ITBTUI", "NO_COLOR"))}
        environment |= {"ITBTUI_DB": str(db), "ITBTUI_NOW": now, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment |= {"XDG_CONFIG_HOME": str(db.parent), "COLUMNS": str(columns), "LINES": str(lines), **more}
        self.written: list[tuple[float, bytes]] = []
        self.began = time.monotonic()
        self.pid, self._master = pty.fork()
        if not self.pid:
            os.execve(sys.executable, [sys.executable, *program], environment)

    def press(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def read(self, seconds: float) -> bytes:
        """What comes within ``seconds`` at the most; nothing if nothing does."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        piece = os.read(self._master, 65536)
        self.written.append((time.monotonic(), piece))
        return piece

    def wait_for(self, text: bytes, within: float) -> float:
        """The moment at which ``text`` came. Raises TimeoutError."""
        end, seen = time.monotonic() + within, b""
        while time.monotonic() < end:
            seen += self.read(0.5)
            if text in seen:
                return self.written[-1][0]
            seen = seen[-1000:]
        raise TimeoutError(f"{text!r} did not come within {within:.0f} s")

    def settle(self, quiet: float = 0.3) -> float:
        """Reads until nothing came for ``quiet`` seconds, and says when the last came. A bell alone paints nothing."""
        while self.read(quiet):
            pass
        return next(moment for moment, piece in reversed(self.written) if piece.strip(b"\a"))

    def go_on(self, seconds: float) -> None:
        """Reads for so long what comes, whatever that is."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def rest(self) -> None:
        """Until it neither writes nor works: what it does beside is done, too, or some seconds are over."""
        before, end = -1.0, time.monotonic() + RESTS_WITHIN_S
        while (self.read(0) or self.cpu() - before > REST) and time.monotonic() < end:
            before = self.cpu()
            self.go_on(1)

    def painted(self, keys: bytes, quiet: float = 0.1) -> float:
        """Seconds from a key press until the last of what it painted has come. Raises TimeoutError."""
        pressed = time.monotonic()
        self.press(keys)
        if not self.read(5):
            raise TimeoutError(f"{keys!r} painted nothing")
        return self.settle(quiet) - pressed

    def cpu(self) -> float:
        """Seconds of a core that the threads of the program have used so far, as the scheduler of Linux counts them.

        ``stat`` would give whoever runs at a tick of the system's clock all of it, and a program that wakes by that
        clock up to thirty times what it used.
        """
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def memory(self) -> tuple[float, float]:
        """RSS and PSS in MB."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        kb = {words[0]: int(words[1]) for line in lines[1:] if (words := line.split())}
        return kb["Rss:"] / 1024, kb["Pss:"] / 1024

    def kill(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self._master)
