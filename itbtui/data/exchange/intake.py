"""Taking in what watches and sites give: files are read one by one, told against the log, and saved in one action."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, NoActivityError, NoDateError
from itbtui.data.exchange.files import Member, members
from itbtui.data.exchange.json_text import MAX_BYTES, within
from itbtui.data.exchange.kinds import (
    APPLE,
    HEAD,
    JSON,
    LIST,
    LISTS,
    OWN,
    PACKED,
    UNNAMED_LIST,
    ZIP,
    activities,
    kind_of,
)
from itbtui.data.exchange.lists.activities import Answers, ColumnsError, header_key
from itbtui.data.exchange.lists.table import header_of, text_of
from itbtui.data.exchange.matches import Match, Matcher
from itbtui.data.exchange.plausible import looked_at
from itbtui.data.exchange.services import apple
from itbtui.measures import count


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as it was read: its activities, or in ``problem`` why there are none; ``own`` is itbtui's JSON.

    ``given`` is what was named: the file itself, or the folder or zip that it is in. ``columns`` is the list of which
    it is not known which column is which.
    """

    name: str
    given: str
    kind: str | None = None
    activities: tuple[Activity, ...] = ()
    problem: str = ""
    own: bytes = b""
    lacks_date: bool = False
    holds_none: bool = False
    """Whether it is of a known format, and holds something else; beside recordings that is no fault."""
    columns: ColumnsError | None = None
    header: str = ""
    """Of a list: by which what was said of its columns is remembered."""
    rows: int = 0
    """Activities that were in it, also where it is refused for what they say."""

    @property
    def is_list(self) -> bool:
        """Whether each of its activities is one by itself, as the rows of a list are."""
        return self.kind is not None and (self.kind in (*LISTS, APPLE) or self.kind.endswith(JSON))


_UNNAMED = "without a kind"
MOST_ACTIVITIES = 40_000
"""Of all files that are taken in at once."""
_MOST_OF_OWN = 2 * MAX_BYTES
LEFT = "is left for another import: one takes in {} at most"
"""Said of a file for which there is no more room."""


@dataclass
class Taken:
    """What became of one file."""

    read: FileRead
    matches: list[Match] = field(default_factory=list)

    @property
    def counted(self) -> Counter[str]:
        """How many of its activities became what."""
        return Counter(match.said for match in self.matches)

    @property
    def others(self) -> Counter[str]:
        """What is no run, by its name."""
        return Counter(match.activity.sport.name or _UNNAMED for match in self.matches if match.said == "other")

    @property
    def refused(self) -> list[str]:
        """Each activity that was refused, and why; or the whole file."""
        name = self.read.name
        if self.read.holds_none:
            return []
        if self.read.problem:
            return [f"{name}: {self.read.problem}"]
        return [f"{name}: {told(m.activity)}{m.problem}" for m in self.matches if m.said == "refused"]

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file could be taken."""
        if self.read.problem:
            return not self.read.holds_none
        return bool(self.matches) and self.counted["refused"] + self.counted["asked"] == len(self.matches)


def together(taken: Iterable[Taken], given: str) -> Taken:
    """What became of all the files of a folder or a zip, or of all there were."""
    return Taken(FileRead(given, given), [match for one in taken for match in one.matches])


def read_all(paths: list[Path], answers: Answers, date: dt.date | None = None) -> Iterator[tuple[int, int, FileRead]]:
    """Reads file after file: the number of each, how many there are of what was found so far, and what it held.

    ``answers`` is what the runner has said of lists and words, ``date`` the day of what has none of its own.
    """
    with ExitStack() as stack:
        found: list[tuple[str, Member | str]] = []
        for path in paths:
            try:
                found += [(str(path), member) for member in members(path, stack)]
            except (ExchangeError, OSError, ValueError) as error:
                found.append((str(path), _sentence(error)))
        rows = own = 0
        for number, (given, one) in enumerate(found, 1):
            if isinstance(one, str):
                read = FileRead(given, given, problem=one)
            elif rows >= MOST_ACTIVITIES:
                read = FileRead(one.name, given, problem=LEFT.format(f"{MOST_ACTIVITIES} activities"))
            else:
                read = _read(one, given, answers, date)
            rows, own = rows + read.rows, own + len(read.own)
            if read.own and own > _MOST_OF_OWN:
                read = replace(read, own=b"", problem=LEFT.format(f"{_MOST_OF_OWN // 1_000_000} MB of itbtui's JSON"))
            yield number, len(found), read


def _read(member: Member, given: str, answers: Answers, date: dt.date | None) -> FileRead:
    try:
        head = member.head()
        kind = kind_of(head)
        if kind == OWN:
            return FileRead(member.name, given, kind, own=within(member.data()))
        if kind in (PACKED, ZIP):
            raise ExchangeError("is packed twice; unpack it first")
        most = {"most": apple.MOST_BYTES} if kind == APPLE else {}
        found = member.workouts or activities(kind, head[:HEAD], lambda: member.unpacked(**most), member.data, answers)
        looked = tuple(looked_at(_said(one.on(date), answers), answers.units) for one in found)
        if problem := _problem(looked):
            return FileRead(member.name, given, kind, problem=problem, rows=len(looked))
        header = header_key(header_of(text_of(head))) if kind in (LIST, UNNAMED_LIST) else ""
        return FileRead(member.name, given, kind, looked, header=header, rows=len(looked))
    except ColumnsError as error:
        return FileRead(member.name, given, problem=_sentence(error), columns=error)
    except Exception as error:
        # The boundary of a file: whatever a crafted one brings about ends here, so that the others go on.
        holds_none = isinstance(error, NoActivityError) and member.name != given
        lacks_date = isinstance(error, NoDateError)
        return FileRead(member.name, given, problem=_sentence(error), lacks_date=lacks_date, holds_none=holds_none)


def _problem(found: tuple[Activity, ...]) -> str:
    """Why nothing of the file can be read, where no row can. Raises NoDateError where a run says no day."""
    problems = [one.problem for one in found if one.problem]
    if problems and len(problems) == len(found) and not any(one.sport.kind not in (None, "run") for one in found):
        return problems[0] if len(problems) == 1 else f"{problems[0]}, and {count(len(problems) - 1, 'line')} more"
    if any(one.sport.kind in (None, "run") and one.metres and one.day is None and not one.problem for one in found):
        raise NoDateError("says no date")
    return ""


def _said(activity: Activity, answers: Answers) -> Activity:
    """The same, its word for its kind read as the runner has said."""
    return activity.called(answers.kinds)


def take(matcher: Matcher, read: FileRead) -> Taken:
    """What becomes of a file that was read."""
    return Taken(read, matcher.take(read.activities, is_list=read.is_list))


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, ExchangeError):
        return str(error)
    return f"cannot be read: {str(error) or type(error).__name__}"


def told(activity: Activity) -> str:
    """An activity in a few words, with what stands behind them."""
    if activity.day is None:
        return ""
    when = f"{activity.start:%Y-%m-%d %H:%M}" if activity.start else str(activity.day)
    return f"{activity.sport.name or 'activity'} of {when}: "
