"""What was typed into forms and not saved yet: kept in a private file beside the log, until it is saved."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from itbtui.data.companions import DRAFTS, companion
from itbtui.data.private import read_kept, write_private

Typed = dict[str, Any]
"""What stands in the fields of a form, by their keys."""


class Drafts:
    """The drafts of one log by the names of their forms. Where they cannot be kept they last as long as the program."""

    def __init__(self, log: Path) -> None:
        self.path = companion(log, DRAFTS)
        self._changed: dict[str, Typed] = {}
        """What was typed here since the file was written; empty where a draft is done with."""
        self._kept = _read(self.path)

    def get(self, form: str) -> Typed:
        """What was typed into a form, or nothing."""
        return self._all().get(form, {})

    @property
    def forms(self) -> list[str]:
        """The forms in which something is waiting, the one that was begun first first."""
        return list(self._all())

    def put(self, form: str, typed: Typed) -> None:
        """Takes over what stands in a form; nothing typed ends its draft."""
        if typed != self.get(form):
            self._changed[form] = typed

    def drop(self, form: str) -> None:
        """The form was saved, or is begun afresh."""
        self.put(form, {})
        self.keep()

    def keep(self) -> None:
        """Writes what has changed, beside what other programs have written meanwhile."""
        if not self._changed:
            return
        self._kept = _read(self.path)
        self._kept, self._changed = self._all(), {}
        with suppress(OSError):
            if self._kept:
                write_private(self.path, json.dumps(self._kept, ensure_ascii=False))
            else:
                self.path.unlink(missing_ok=True)

    def _all(self) -> dict[str, Typed]:
        return {form: typed for form, typed in (self._kept | self._changed).items() if typed}


def _read(path: Path) -> dict[str, Typed]:
    """What is kept in the file; nothing where it is not there, or no file of drafts."""
    return {name: typed for name, typed in read_kept(path).items() if isinstance(typed, dict)}
