"""What kind of file something is, by what stands in it, and what is read of it."""

import re
from collections.abc import Callable
from typing import IO

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity
from itbtui.data.exchange.lists.activities import Answers, read_list
from itbtui.data.exchange.lists.columns import guess
from itbtui.data.exchange.lists.table import MOST_BYTES as MOST_OF_LIST
from itbtui.data.exchange.lists.table import columns_in, header_of, is_wide, text_of
from itbtui.data.exchange.recordings import fit, gpx, tcx
from itbtui.data.exchange.services import apple
from itbtui.data.exchange.services.json_services import READ, read_json, service_of

GZIP = b"\x1f\x8b"
HEAD = 65_536
"""So many bytes are enough to tell."""
OWN, PACKED, ZIP = "own", "gzip", "zip"
FIT, GPX, TCX, APPLE = "FIT", "GPX", "TCX", "Apple Health"
STRAVA, LIST, UNNAMED_LIST = "Strava's list", "a list", "a list without names"
LISTS = (STRAVA, LIST, UNNAMED_LIST)
JSON = " JSON"
"""Stands behind the name of the service that wrote it."""
RECORDINGS = (FIT, TCX, GPX)
"""Of two of one run the first is taken: a watch counts better than a track does."""
_ROOTS = {gpx.ROOT: GPX, tcx.ROOT: TCX, apple.ROOT: APPLE}
_ELEMENT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,100}:)?([A-Za-z_][\w.-]{0,100})")
_MOST_OF_FIT = 20_000_000
_OWN_KEYS = (b'"format"', b'"settings"', b'"episodes"', b'"check_ins"', b'"cross_training"')
"""One of these stands early in a log of the program's own, in whichever order it was saved."""
_LEAST_COLUMNS = 3
_START = 2000
_FEW = 5
_NOT_READ = {
    "xls": "is a spreadsheet; save it as CSV first",
    "pdf": "is a PDF, which is not read; give the recording or a list as CSV",
    "kml": "KML says no times, so neither the day nor the duration; give the GPX or FIT file",
    "html": "this is a web page, not the file that it offers",
    "pwx": "PWX is not read; give the FIT or TCX file",
    "sml": "this is Suunto's own XML, which is not read; give the FIT or GPX file",
    "fitnessworkbook": "this is HRM or SportTracks' own XML, which is not read; give the FIT, TCX or GPX file",
    "polar-exercise-data": "this is Polar's own XML, which is not read; give the TCX or GPX file",
}
_MAGICS = {b"\xd0\xcf\x11\xe0": "xls", b"%PDF": "pdf"}
_EXPORTS = sorted({*READ, APPLE, "Runkeeper", "Samsung Health"}, key=str.casefold)
NOTHING = (
    "is none of what can be taken in: itbtui's JSON, FIT, TCX, GPX, a list of activities, or the export "
    f"of {', '.join(_EXPORTS[:-1])} or {_EXPORTS[-1]}"
)


def kind_of(head: bytes) -> str | None:
    """The kind of a file that begins so; None for what is none of those that can be taken in."""
    if head.startswith(GZIP):
        return PACKED
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if head[8:12] == fit.MAGIC:
        return FIT
    if found := next((name for magic, name in _MAGICS.items() if head.startswith(magic)), None):
        return found
    text = _narrow(head).lstrip()
    if text.startswith((b"{", b"[")):
        if service := service_of(text):
            return service + JSON
        return OWN if text.startswith(b"{") and any(key in text for key in _OWN_KEYS) else "JSON"
    if text.startswith(b"<"):
        root = _root(text)
        return _ROOTS.get(root) or (root.casefold() if root.casefold() in _NOT_READ else None)
    return _kind_of_list(head)


def _narrow(head: bytes) -> bytes:
    """Without a byte order mark, and one byte a sign where there are two."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    if head[:1] == b"\0" or head[1:2] == b"\0":
        return head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _root(text: bytes) -> str:
    """The outermost element, behind declarations and comments; looks at each sign once."""
    place = 0
    while (place := text.find(b"<", place)) >= 0:
        if text.startswith(b"<!--", place):
            end, place = b"-->", place + 4
        elif text.startswith(b"<?", place):
            end, place = b"?>", place + 2
        elif text.startswith(b"<!", place):
            end = b"]>" if b"[" in text[place : text.find(b">", place)] else b">"
        else:
            found = _ELEMENT.match(text, place)
            return found[1].decode("ascii") if found else ""
        if (place := text.find(end, place)) < 0:
            break
    return ""


def _kind_of_list(head: bytes) -> str | None:
    if not _is_text(head):
        return None
    text = text_of(head)
    header = header_of(text)
    known = guess(header)
    if known.has("id", "elapsed") and known.is_enough:
        return STRAVA
    if known.is_enough:
        return LIST
    return UNNAMED_LIST if columns_in(text) >= _LEAST_COLUMNS and any(sign.isdigit() for sign in text) else None


def _is_text(head: bytes) -> bool:
    """Whether it may be text: two bytes a sign, or one and hardly a control character."""
    start = head[:_START]
    return is_wide(start) or sum(byte < 32 and byte not in b"\t\n\r" for byte in start) <= _FEW


def activities(
    kind: str | None, head: bytes, opened: Callable[[], IO[bytes]], data: Callable[[], bytes], answers: Answers
) -> list[Activity]:
    """What a file of that kind holds. Raises ExchangeError, in one sentence, for what cannot be taken."""
    readers: dict[str, Callable[[], list[Activity]]] = {
        FIT: lambda: fit.read(_within(data(), _MOST_OF_FIT, "the file")),
        GPX: lambda: gpx.read(opened),
        TCX: lambda: tcx.read(opened),
        APPLE: lambda: apple.read(opened).workouts,
        **dict.fromkeys(LISTS, lambda: read_list(text_of(_within(data(), MOST_OF_LIST, "the list")), answers)),
    }
    if kind in readers:
        return readers[kind]()
    if kind and kind.endswith(JSON):
        return read_json(_narrow(head), data())
    raise ExchangeError(_NOT_READ.get(kind or "", NOTHING))


def _within(data: bytes, most: int, what: str) -> bytes:
    if len(data) > most:
        raise ExchangeError(f"{what} is larger than {most // 1_000_000} MB; give it in parts")
    return data
