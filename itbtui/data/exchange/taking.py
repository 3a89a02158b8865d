"""Taking in what watches and sites give: files are read one by one, told against the log, and saved in one action."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, NoDateError
from itbtui.data.exchange.files import Member, members
from itbtui.data.exchange.matching import Match, Matcher
from itbtui.data.exchange.recognising import HEAD, Kind, activities, kind_of
from itbtui.rehab.words import say_list


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as it was read: its activities, or in ``problem`` why there are none; ``own`` is itbtui's JSON.

    ``given`` is what was named: the file itself, or the folder or zip that it is in.
    """

    name: str
    given: str
    kind: Kind | None = None
    activities: tuple[Activity, ...] = ()
    problem: str = ""
    own: bytes = b""
    lacks_date: bool = False


@dataclass
class Taken:
    """What became of one file."""

    read: FileRead
    matches: list[Match] = field(default_factory=list)

    def count(self, said: str) -> int:
        return sum(match.said == said for match in self.matches)

    @property
    def others(self) -> Counter[str]:
        """What is no run, by its name."""
        return Counter(match.activity.sport.name for match in self.matches if match.said == "other")

    @property
    def refused(self) -> list[str]:
        """Each activity that was refused, and why; or the whole file."""
        name = self.read.name
        if self.read.problem:
            return [f"{name}: {self.read.problem}"]
        return [f"{name}: {told(m.activity)}: {m.problem}" for m in self.matches if m.said == "refused"]

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file could be taken."""
        return bool(self.read.problem) or (bool(self.matches) and self.count("refused") == len(self.matches))


def together(taken: Iterable[Taken], given: str) -> Taken:
    """What became of all the files of a folder or a zip, or of all there were."""
    return Taken(FileRead(given, given), [match for one in taken for match in one.matches])


def read_all(paths: list[Path], units: str, date: dt.date | None = None) -> Iterator[tuple[int, int, FileRead]]:
    """Reads file after file: the number of each, how many there are of what was found so far, and what it held.

    ``units`` is what distances without a unit are read as, ``date`` the day of what has none of its own.
    """
    with ExitStack() as stack:
        found: list[tuple[str, Member | str]] = []
        for path in paths:
            try:
                found += [(str(path), member) for member in members(path, stack)]
            except (ExchangeError, OSError) as error:
                found.append((str(path), _sentence(error)))
        for number, (given, one) in enumerate(found, 1):
            read = FileRead(given, given, problem=one) if isinstance(one, str) else _read(one, given, units, date)
            yield number, len(found), read


def _read(member: Member, given: str, units: str, date: dt.date | None) -> FileRead:
    try:
        data = member.data()
        kind = kind_of(data[:HEAD])
        if kind == "own":
            return FileRead(member.name, given, kind, own=data)
        if kind in ("gzip", "zip"):
            raise ExchangeError("is packed twice; unpack it first")
        found = tuple(activity.on(date) for activity in activities(kind, data, units))
        if any(activity.sport.is_run and activity.day is None for activity in found):
            raise NoDateError("says no date")
        return FileRead(member.name, given, kind, found)
    except (ExchangeError, OSError) as error:
        return FileRead(member.name, given, problem=_sentence(error), lacks_date=isinstance(error, NoDateError))


def take(matcher: Matcher, read: FileRead) -> Taken:
    """What becomes of a file that was read."""
    return Taken(read, matcher.take(read.activities))


def summary(taken: Taken) -> str:
    """What became of it, in numbers and on one line."""
    said = f"{taken.count('new')} new, {taken.count('known')} known, {taken.count('merged')} merged"
    if refused := taken.count("refused"):
        said += f", {refused} refused"
    if others := taken.others:
        said += f"; left out: {say_list(f'{number} {name}' for name, number in others.most_common())}"
    return f"{said}."


def _sentence(error: ExchangeError | OSError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def told(activity: Activity) -> str:
    """An activity in a few words."""
    when = f"{activity.start:%Y-%m-%d %H:%M}" if activity.start else str(activity.day)
    return f"{activity.sport.name} of {when}"
