"""What was read and is to be taken in: told against the log first, then saved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from itbtui.data.exchange import Bundle, ExchangeError, own
from itbtui.data.exchange.matching import Match, Matcher
from itbtui.data.exchange.taking import FileRead, summary, take, together
from itbtui.data.store import ImportResult, Store


@dataclass(frozen=True, slots=True)
class OwnRead:
    """A file of the program's own, and what taking it in does."""

    name: str
    bundle: Bundle
    done: ImportResult


class Intake:
    """Files against the log as it is. ``units`` is what they were read with.

    Raises StoreError where the log cannot be read.
    """

    def __init__(
        self, store: Store, read: Sequence[FileRead], today: dt.date, units: str, *, others: bool = False
    ) -> None:
        self._store = store
        self.read = list(read)
        self.others = others
        self._units = units
        self._mark = store.change_mark()
        self.own: list[OwnRead] = []
        self._own_refused: list[str] = []
        for one in self.read:
            if one.own:
                self._read_own(one)
        self._matcher = Matcher(store.log(), today, others=others)
        self.taken = [take(self._matcher, one) for one in self.read if not one.own]

    def _read_own(self, read: FileRead) -> None:
        try:
            bundle = own.load(read.own, [exercise.id for exercise in self._store.log().exercises])
            self.own.append(OwnRead(read.name, bundle, self._store.import_(bundle, dry_run=True)))
        except ExchangeError as error:
            self._own_refused.append(f"{read.name}: {error}")

    @property
    def is_current(self) -> bool:
        """Whether nobody has written since."""
        return self._store.change_mark() == self._mark

    @property
    def matches(self) -> list[Match]:
        return together(self.taken, "").matches

    @property
    def brings_anything(self) -> bool:
        return bool(self._matcher.changed) or any(one.done.added + one.done.changed for one in self.own)

    @property
    def refused(self) -> list[str]:
        """What was refused and why, one a line."""
        return self._own_refused + [line for one in self.taken for line in one.refused]

    @property
    def summary(self) -> str:
        """What would come of it, or has come of it."""
        told = [
            f"{Path(one.name).name}: {one.done.added} added, {one.done.changed} changed, {one.done.unchanged} known."
            for one in self.own
        ]
        whole = together(self.taken, "")
        return " ".join([*told, summary(whole)] if whole.matches else told)

    @property
    def hints(self) -> list[str]:
        """What is worth knowing of how it was read."""
        if any(one.kind == "Garmin's list" for one in self.read):
            return [f"Garmin's list says no unit: its distances were read as {self._units}, as the settings have it."]
        return []

    def take_in(self) -> None:
        """Saves it: each file of the program's own as one action, all the recordings together as one."""
        for one in self.own:
            self._store.import_(one.bundle, label=f"import of {Path(one.name).name}")
        if self._matcher.changed:
            self._store.save(*self._matcher.changed.values(), label=self._label())

    def _label(self) -> str:
        given = list(dict.fromkeys(one.given for one in self.read if not one.own))
        return f"import of {Path(given[0]).name if len(given) == 1 else f'{len(given)} files'}"
