"""Presses keys and the mouse at random, and changes the size of the terminal: none of it may end the program by itself.

``python -m benchmarks.monkey --seconds 600 --seed 7``. In turns the made-up year and an empty log, each in a terminal
of its own, that is 1×1 to 200×60 cells large. Ends with status 1, and with what was pressed last, at the first end that
is none of q's, ^q's or ^c's, and where the program no longer answers.
"""

import argparse
import fcntl
import os
import pty
import random
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

LETTERS = "abcdefghijklmnoprstuvwxyzACDEGHLMNPRSTVXZ0123456789?/.,:;-+=!#$%&()[]{}<>|~'\"\\ "
NAMED = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "up": "\x1b[A", "down": "\x1b[B",
    "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "page up": "\x1b[5~",
    "page down": "\x1b[6~", "delete": "\x1b[3~", "backspace": "\x7f", "f1": "\x1bOP", "f5": "\x1b[15~",
    "ctrl+up": "\x1b[1;5A", "shift+down": "\x1b[1;2B", "focus": "\x1b[I", "blur": "\x1b[O", "nul": "\0",
    "half a sign": "\x1b[", "paste": "\x1b[200~5.2\r\r0\x1b[31m\x1b[201~", "é": "é", "中": "中", "🦵": "🦵",
}  # fmt: skip
CONTROLS = "abdefgklnoprstuwxy"
"""Of ^a to ^z what neither ends nor stops a program."""
ENDS = {"q": "q", "ctrl+q": "\x11", "ctrl+c": "\x03"}
BURSTS = (
    "?q?\x1b\x1b",
    "\x10?\x1b\x1b",
    "r5.2\r\r0\r",
    "\x10\x10\x1b\x1b?",
    "?1?2?3",
    "sq\x1bq",
    "\x10quit\x1b",
    "3?3?",
)
MOST_EVENTS = 400
"""So many in one run of the program."""
ANSWERS_WITHIN_S = 30.0
QUIET_S = 0.02


class Program:
    """``itbtui`` in a terminal of its own."""

    def __init__(self, folder: Path, demo: bool) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("ITBTUI")}
        environment |= {"ITBTUI_NOW": "2026-03-02T08:00", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment |= {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "STATE")}
        environment |= {"HOME": str(folder), "ITBTUI_RATE": "60", "PYTHONFAULTHANDLER": "1"}
        words = [sys.executable, "-m", "itbtui", *(["--demo"] if demo else ["--db", str(folder / "log.db")])]
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execve(words[0], words, environment)
        self.status: int | None = None
        self.last = b""
        self.resize(80, 24)

    def resize(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def send(self, text: str) -> None:
        data = text.encode()
        while data and not self.ended():
            self.read(0)
            if select.select([], [self.terminal], [], 1)[1]:
                try:
                    data = data[os.write(self.terminal, data) :]
                except OSError:
                    self.read(1)
                    return

    def read(self, within: float) -> bool:
        """Takes what was written, if anything was."""
        if not select.select([self.terminal], [], [], within)[0]:
            return False
        try:
            written = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.last = (self.last + written)[-9000:]
        return bool(written)

    def ended(self) -> bool:
        if self.status is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def answers(self) -> bool:
        """Whether it still paints. A size that is taken back before the program has looked is none that it paints."""
        end, painted = time.monotonic() + ANSWERS_WITHIN_S, 0
        while painted < 3 and time.monotonic() < end:
            self.resize(90 + painted % 2, 24)
            painted += self.read(1)
            while self.read(QUIET_S):
                if self.ended():
                    return True
            self.resize(100, 24)
            painted += self.read(1)
        return painted >= 3 or self.ended()

    def was_held(self) -> bool:
        """Whether only ^S held it, pressed as the terminal was given back: it holds any program, and ^Q lets go."""
        if not termios.tcgetattr(self.terminal)[3] & termios.ECHO:
            return False
        end = time.monotonic() + ANSWERS_WITHIN_S
        self.send(ENDS["ctrl+q"])
        while not self.ended() and time.monotonic() < end:
            self.read(0.5)
        return self.ended()

    def abort(self) -> None:
        """Has it say where it is."""
        os.kill(self.process, signal.SIGABRT)
        while self.read(1):
            pass

    def kill(self) -> None:
        if not self.ended():
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.terminal)


def event(chance: random.Random, program: Program) -> tuple[str, str | None]:
    """What happens next, and what it sends."""
    kind = chance.random()
    if kind < 0.45:
        key = chance.choice(LETTERS)
        return key, key
    if kind < 0.70:
        name = chance.choice([*NAMED])
        return name, NAMED[name]
    if kind < 0.75:
        key = chance.choice(CONTROLS)
        return f"ctrl+{key}", chr(ord(key) - ord("a") + 1)
    if kind < 0.80:
        burst = chance.choice(BURSTS)
        return repr(burst), burst
    if kind < 0.94:
        button, x, y = chance.choice((0, 0, 0, 2, 32, 35, 64, 65)), chance.randint(1, 200), chance.randint(1, 60)
        if button >= 32:
            return f"mouse {button} {x} {y}", f"\x1b[<{button};{x};{y}M"
        return f"click {button} {x} {y}", f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m"
    if kind < 0.985:
        columns, lines = chance.choice(
            ((80, 24), (1, 1), (60, 20), (200, 60), (chance.randint(1, 200), chance.randint(1, 60)))
        )
        program.resize(columns, lines)
        return f"{columns}×{lines}", None
    name = chance.choice([*ENDS])
    return name, ENDS[name]


def run(chance: random.Random, demo: bool) -> tuple[int, str]:
    """One run of the program. Returns how much happened, and what was wrong."""
    folder = Path(tempfile.mkdtemp(prefix="itbtui-monkey-"))
    program = Program(folder, demo)
    happened: list[str] = []
    try:
        while not program.read(0.5) and not program.ended():
            pass
        for _ in range(MOST_EVENTS):
            # Some at once, some after a pause, as people and pastes do.
            said, sent = event(chance, program)
            happened.append(said)
            if sent:
                program.send(sent)
            if chance.random() < 0.7:
                while program.read(QUIET_S * chance.random()):
                    pass
            if program.ended():
                break
        wrong = ""
        if not program.ended() and not program.answers() and not program.was_held():
            wrong = "no longer answers"
            program.abort()
        elif program.ended() and program.status not in (0, 130, -signal.SIGINT):
            wrong = f"ended with status {program.status}"
        if wrong:
            wrong += f" after {happened[-25:]}\n{program.last.decode(errors='replace')!r}"
            wrong += "".join(file.read_text() for file in folder.rglob("crash-*.txt"))
        return len(happened), wrong
    finally:
        program.kill()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=int(time.time()))
    given = options.parse_args()
    end, runs, events = time.monotonic() + given.seconds, 0, 0
    while time.monotonic() < end:
        seed = given.seed + runs
        happened, wrong = run(random.Random(seed), demo=bool(runs % 2))
        runs, events = runs + 1, events + happened
        if wrong:
            raise SystemExit(f"seed {seed}, {'made-up year' if runs % 2 == 0 else 'empty log'}: {wrong}")
    print(f"{events} keys, clicks and sizes in {runs} runs: nothing ended it. First seed {given.seed}.")


if __name__ == "__main__":
    main()
