"""Standard streams that are closed, full or gone: what a command does is done all the same, and told by its status"""

import errno
import io
import os
import re
import sys
from typing import Any, TextIO


class _Output(io.FileIO):
    """A stream that remembers that what it was given could not be written, instead of ending the command."""

    problem: str | None = None
    is_closed = False

    def write(self, data: Any) -> int:
        if self.is_closed and data:
            # Where nothing is written to it nothing is lost.
            self.problem = "it is closed"
        if self.problem is None:
            try:
                return super().write(data) or 0
            except BrokenPipeError:
                # Whoever reads has seen enough.
                self.problem = ""
            except OSError as error:
                self.problem = error.strerror or "it cannot be written"
        return len(data)


_SIGNS = re.compile(
    "(\x1b\\[[0-9;]*m|\r\x1b\\[K|\a)|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""Signs that a terminal acts on; colours, a line that is written anew and the bell are the program's own."""


class _Text(io.TextIOWrapper):
    """Text for a terminal, behind everything that has already made it harmless."""

    def write(self, text: str) -> int:
        super().write(_SIGNS.sub(lambda found: found[1] or "?", text))
        return len(text)


def guard() -> None:
    """Makes streams that are closed go nowhere, and the others forgiving.

    A closed one would give its number to the next file that is opened: what is written by mistake must not go there.
    """
    for number, name in ((0, "stdin"), (1, "stdout"), (2, "stderr")):
        closed = not _is_open(number)
        if closed:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
        stream = getattr(sys, name)
        if number and (stream is None or stream is getattr(sys, f"__{name}__")):
            setattr(sys, name, _forgiving(number, stream, is_closed=closed))
        elif stream is None:
            sys.stdin = os.fdopen(0, closefd=False)


def unwritten() -> str | None:
    """Why not all of the output was written; nothing to say where its reader left early, and None where it was."""
    sys.stdout.flush()
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw.problem if isinstance(raw, _Output) else None


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError as error:
        return error.errno != errno.EBADF
    return True


def _forgiving(number: int, before: TextIO | None, *, is_closed: bool) -> TextIO:
    raw = _Output(number, "w", closefd=False)
    raw.is_closed = is_closed
    # What the terminal's encoding does not have is shown as a question mark.
    encoding = before.encoding if before else "utf-8"
    return _Text(io.BufferedWriter(raw), encoding, errors="replace", line_buffering=number == 2 or raw.isatty())
