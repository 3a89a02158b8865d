"""A command that leads in lines: what is typed is read beside the clock, and signs are for the ear."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Sequence
from queue import Empty, Queue
from threading import Thread

import click

from itbtui.cli import streams
from itbtui.cli.shell import print_lines

CLEAR = "\r\x1b[K"
"""Takes away the line that counts."""
MOST_BYTES = 4096


class GoneError(Exception):
    """Nobody reads any more what is said."""


class Typed:
    """The lines of standard input, as they come. It is read past Python's own buffer, whose lock would outlive us."""

    def __init__(self) -> None:
        self.is_closed = False
        """Whether nothing more will come."""
        self.is_terminal = sys.stdin.isatty()
        self._lines: Queue[str | None] = Queue()
        Thread(target=self._read, daemon=True).start()

    def get(self, wait_s: float | None) -> str | None:
        """The next line, or None where none comes within so many seconds; None waits for one as long as it takes."""
        if self.is_closed:
            time.sleep(wait_s or 0)
            return None
        try:
            line = self._lines.get(timeout=wait_s)
        except Empty:
            return None
        self.is_closed = line is None
        return line

    def forget(self) -> None:
        """What was typed before something is asked is no answer to it. A script says all beforehand."""
        while self.is_terminal and not self._lines.empty():
            self.get(0)

    def _read(self) -> None:
        rest = b""
        while data := self._more():
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                self._put(line)
        if rest:
            self._put(rest)
        self._lines.put(None)

    def _more(self) -> bytes:
        try:
            return os.read(sys.stdin.fileno(), MOST_BYTES)
        except io.UnsupportedOperation:
            return sys.stdin.readline().encode()
        except (OSError, ValueError):
            return b""

    def _put(self, line: bytes) -> None:
        self._lines.put(line.decode(errors="replace").strip())


class Lines:
    """What is said, line by line. With ``counts`` the last line is written anew as the seconds pass."""

    def __init__(self, *, plain: bool, sound: bool) -> None:
        is_terminal = sys.stdout.isatty()
        self.counts = is_terminal and not plain
        self._sound = sound and is_terminal
        self._plain = plain
        self.typed = Typed()
        self._rings: list[float] = []
        """When the bell is to ring, in seconds of the system's clock."""
        self._counted = ""

    def say(self, *lines: str) -> None:
        """Whole lines; a screen reader is given each in one. Raises GoneError."""
        self._clear()
        for line in filter(None, lines):
            if self._plain:
                click.echo(line)
            else:
                print_lines([line])
        if streams.unwritten() is not None:
            raise GoneError

    def count(self, text: str) -> None:
        """The line that counts, where there is one."""
        if self.counts and text != self._counted:
            click.echo(f"{CLEAR}  {text}", nl=False)
            self._counted = text

    def ring(self, rhythm: Sequence[float]) -> None:
        """Rings after so many seconds each, in the place of what was still to ring."""
        if self._sound:
            now = time.monotonic()
            self._rings = [now + wait for wait in rhythm]
            self._ring()

    def hear(self, wait_s: float | None) -> str | None:
        """The next line that is typed, or None where none comes within so many seconds; the bell goes on meanwhile."""
        end = None if wait_s is None else time.monotonic() + wait_s
        while True:
            self._ring()
            until = min([*self._rings, *([] if end is None else [end])], default=None)
            line = self.typed.get(None if until is None else max(0.0, until - time.monotonic()))
            if line is not None or self.typed.is_closed or (end is not None and time.monotonic() >= end):
                return line

    @property
    def is_left(self) -> bool:
        """Whether whoever sits at the terminal has said that nothing more will come."""
        return self.typed.is_closed and self.typed.is_terminal

    def ask(self, question: str) -> str | None:
        """What is answered, or None where nobody can any more."""
        self.say(question)
        return None if self.typed.is_closed else self.hear(None)

    def _ring(self) -> None:
        now = time.monotonic()
        due = [at for at in self._rings if at <= now]
        if due:
            self._rings = self._rings[len(due) :]
            click.echo("\a", nl=False)

    def _clear(self) -> None:
        if self._counted:
            click.echo(CLEAR, nl=False)
            self._counted = ""
