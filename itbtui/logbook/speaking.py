"""A command of the runner's own that speaks what is to be done, such as ``spd-say`` or ``say``."""

import shlex
import subprocess
from contextlib import suppress


class Speaker:
    """Starts the command for each cue, which is its last argument: without a shell, and without waiting for it."""

    def __init__(self, command: str) -> None:
        self._words: list[str] = []
        with suppress(ValueError):
            self._words = shlex.split(command)
        self._speaking: list[subprocess.Popen[bytes]] = []

    def say(self, cue: str) -> str | None:
        """What is wrong where the command cannot be started; it is not tried again then."""
        # Those that are done are let go of.
        self._speaking = [one for one in self._speaking if one.poll() is None]
        if not self._words or not cue:
            return None
        # What begins with a dash would be an option.
        command = [*self._words, f" {cue}" if cue.startswith("-") else cue]
        nowhere = subprocess.DEVNULL
        try:
            started = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
        except (OSError, ValueError) as error:
            name, self._words = self._words[0], []
            return f"speak: {name} cannot be started: {getattr(error, 'strerror', None) or 'it is no command'}"
        self._speaking.append(started)
        return None
