"""What kind of file something is, by what stands in it."""

import re
from collections.abc import Callable
from typing import Literal

from itbtui.data.exchange import ExchangeError, fit, garmin, gpx, strava, table, tcx
from itbtui.data.exchange.activity import Activity

Kind = Literal["own", "gzip", "zip", "FIT", "GPX", "TCX", "Strava's list", "Garmin's list", "another list"]

GZIP = b"\x1f\x8b"
HEAD = 65_536
"""So many bytes are enough to tell."""
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_LISTS = {"Strava": (strava.NAMES, strava.REQUIRED), "Garmin Connect": (garmin.NAMES, garmin.REQUIRED)}
_LEAST_COLUMNS = 4


def kind_of(head: bytes) -> Kind | None:
    """The kind of a file that begins so; None for what is none of those that can be taken in."""
    if head.startswith(GZIP):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head[8:12] == fit.MAGIC:
        return "FIT"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"{", b"[")):
        return "own"
    if text.startswith(b"<"):
        found = _ELEMENT.search(_COMMENT.sub(b"", text))
        roots: dict[bytes, Kind] = {gpx.ROOT.encode(): "GPX", tcx.ROOT.encode(): "TCX"}
        return roots.get(found[1]) if found else None
    return _kind_of_list(head)


def _kind_of_list(head: bytes) -> Kind | None:
    if b"\0" in head:
        return None
    header = table.header_of(text_of(head))
    if table.holds(header, strava.NAMES, strava.REQUIRED):
        return "Strava's list"
    if table.holds(header, garmin.NAMES, garmin.REQUIRED):
        return "Garmin's list"
    return "another list" if len(header) >= _LEAST_COLUMNS else None


def activities(kind: Kind | None, data: bytes, units: str) -> list[Activity]:
    """What a file of that kind holds; ``units`` is what distances without a unit are read as. Raises ExchangeError."""
    readers: dict[Kind, Callable[[], list[Activity]]] = {
        "FIT": lambda: fit.read(data),
        "GPX": lambda: gpx.read(data),
        "TCX": lambda: tcx.read(data),
        "Strava's list": lambda: list(strava.read(text_of(data))),
        "Garmin's list": lambda: list(garmin.read(text_of(data), units)),
    }
    if kind in readers:
        return readers[kind]()
    if kind == "another list":
        raise ExchangeError(table.missing(_LISTS))
    raise ExchangeError(
        "is none of what can be taken in: itbtui's JSON, GPX, TCX, FIT, Strava's export, Garmin Connect's list"
    )


def text_of(data: bytes) -> str:
    """The text of a list; one that a spreadsheet has saved anew may be in the Windows encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # the head of a file ends within a character
            return data[: error.start].decode("utf-8-sig")
        return data.decode("cp1252", errors="replace")
