"""What in a log is legal and cannot have been so: days of another century, sessions that ended before they started."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from itbtui.measures import EARLIEST, Manner, count
from itbtui.rehab.log.entries import Dated, Entry, Episode, Race, Session
from itbtui.rehab.log.sessions import ends_before_it_started


def oddities(entries: Iterable[Entry], today: dt.date, say: Manner) -> Iterator[str]:
    """A sentence for each kind, without a full stop: an earlier version, or another program, may have written them."""
    happened = [entry for entry in entries if isinstance(entry, Dated | Episode) and not isinstance(entry, Race)]
    early = sorted(entry.date for entry in happened if entry.date < EARLIEST)
    late = sorted((entry.date for entry in happened if (entry.date - today).days > 1), reverse=True)
    turned = sorted(entry.date for entry in happened if isinstance(entry, Session) and ends_before_it_started(entry))
    if early:
        yield _say(early, f"dated before {EARLIEST.year}, the first", say)
    if late:
        yield _say(late, "dated after tomorrow, the last", say)
    if turned:
        yield f"{count(len(turned), 'session')} ended before it started, the first on {say.full_day(turned[0])}"


def _say(days: Sequence[dt.date], how: str, say: Manner) -> str:
    verb = "is" if len(days) == 1 else "are"
    return f"{count(len(days), 'entry', 'entries')} {verb} {how} on {say.full_day(days[0])}; is the year right?"
