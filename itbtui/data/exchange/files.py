"""The files behind what is named: one, those of a folder, those in a zip. Read one at a time, and never without end."""

import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import IO, cast

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity
from itbtui.data.exchange.gunzip import gunzipped
from itbtui.data.exchange.kinds import APPLE, FIT, GZIP, HEAD, JSON, LIST, LISTS, RECORDINGS, STRAVA, ZIP, kind_of
from itbtui.data.exchange.lists.columns import guess
from itbtui.data.exchange.lists.table import MOST_BYTES as MOST_OF_LIST
from itbtui.data.exchange.lists.table import header_of, read_table, text_of
from itbtui.data.exchange.services import apple

MOST_BYTES = 50_000_000
"""Larger files are refused, packed or unpacked: a recording of a whole day takes about half of it."""
_MOST_MEMBERS, _MOST_ZIPS = 50_000, 100
"""Files of a folder or a zip, with those of the zips in it. The account of a watch of ten years has about 20,000."""
_MOST_READ, _MOST_LISTS = 20_000, 1000
"""Of these so many that can be taken in, and lists."""
_MOST_OF_NAMES = 5_000_000
"""Bytes: the list of what is in a zip is read at once."""
_LONGEST_NAME = 200
_MOST_UNPACKED = 20_000_000_000
_MOST_TIMES, _MOST_TIMES_READ, _MOST_TIMES_ZIPPED = 200, 40, 5
"""What an export holds is packed into a tenth; so much smaller is only what was made to be large. Of the second as
much may be read but for one that is read as a stream; what is a zip itself is hardly packed."""
_LEAST_READ = 60_000_000
_MOST_OF_ZIP = 2_000_000_000
"""A zip within a zip is unpacked, for as long as it is read, into a file without a name."""
_DEEPEST = 3
_NO_EXPORT = {
    "xl/workbook.xml": "is a spreadsheet; save it as CSV first",
    "content.xml": "is a spreadsheet or a text; save it as CSV first",
    "Index/Document.iwa": "is a spreadsheet; save it as CSV first",
    "doc.kml": "is KMZ, which says no times; give the GPX or FIT file",
}
"""What is packed as a zip and is something else, by a name in it."""
_ORDINARY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENDINGS = (".fit", ".gpx", ".tcx", ".csv", ".tsv", ".txt", ".json", ".xml", ".gz", ".zip")
"""What may be worth reading; only what cannot be looked into is judged by them."""
_BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError)
"""What the standard library raises for what is packed and damaged, or packed in a way it does not know."""


class _Bounded(RawIOBase):
    """An unpacked file that raises ExchangeError where it is longer than ``most`` bytes, or damaged."""

    def __init__(self, file: IO[bytes], most: int, closes: ExitStack, bounds: "_Bounds") -> None:
        super().__init__()
        self._file, self._left, self._most, self._closes = file, most, most, closes
        self._bounds = bounds if most <= MOST_BYTES else None

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all of them where no size is given."""
        try:
            data = self._file.read(self._left + 1 if size < 0 else min(size, self._left + 1))
        except _BROKEN as error:
            raise ExchangeError(f"is packed, and damaged ({error})") from error
        self._left -= len(data)
        if self._bounds:
            self._bounds.read(len(data))
        if self._left < 0:
            raise ExchangeError(f"is larger than {self._most // 1_000_000} MB, which no log and no recording is")
        return data

    def close(self) -> None:
        self._closes.close()
        super().close()


class _Bounds:
    """What may be gone through of one thing that is named. Its methods raise ExchangeError for more."""

    def __init__(self, size: int = 0) -> None:
        self._left = _LEAST_READ
        self._members = self._zips = 0
        self.holds(size)

    def holds(self, size: int) -> None:
        """It holds so many bytes more, packed or not."""
        self._left += _MOST_TIMES_READ * size

    def read(self, size: int) -> None:
        """So many bytes were read, unpacked."""
        self._left -= size
        if self._left < 0:
            raise ExchangeError("is left out: with it more is unpacked than any export holds")

    def has(self, members: int = 1) -> None:
        """It has so many files more."""
        self._members += members
        if self._members > _MOST_MEMBERS:
            raise ExchangeError(f"holds more than {_MOST_MEMBERS} files; give those with recordings, or in parts")

    def has_zip(self) -> None:
        """It has a zip more, which is kept open."""
        self._zips += 1
        if self._zips > _MOST_ZIPS:
            raise ExchangeError(f"more than {_MOST_ZIPS} zips lie in one folder or zip; unpack them first")


@dataclass(frozen=True, slots=True)
class Member:
    """A file to be read. ``open`` may raise OSError, and ExchangeError for one that cannot be unpacked."""

    name: str
    open: Callable[[], IO[bytes]]
    bounds: _Bounds
    in_export: str = ""
    """What a list beside it would call it: its folder and its name."""
    workouts: tuple[Activity, ...] = ()
    """What was read of it already, where that takes long."""

    def head(self) -> bytes:
        """As much of its beginning as tells its kind, unpacked."""
        with self.unpacked(HEAD + 1) as file:
            return file.read(HEAD)

    def data(self) -> bytes:
        """All of it, unpacked. Raises ExchangeError for one that is too large or damaged, and OSError."""
        with self.unpacked() as file:
            return file.read()

    def unpacked(self, most: int = MOST_BYTES) -> IO[bytes]:
        """It as a file, unpacked, of so many bytes at most."""
        closes = ExitStack()
        try:
            file = closes.enter_context(self.open())
            start = file.read(2)
            if start == GZIP:
                file.seek(0)
                file = closes.enter_context(gunzipped(file))
            elif file.seekable():
                file.seek(0)
            else:
                file = closes.enter_context(BytesIO(start + file.read(most)))
        except _BROKEN as error:
            closes.close()
            raise ExchangeError(f"is packed, and damaged ({error})") from error
        except OSError:
            closes.close()
            raise
        return cast(IO[bytes], _Bounded(file, most, closes, self.bounds))


def members(path: Path, stack: ExitStack) -> list[Member]:
    """What is to be read of a path; what ``stack`` holds open is read from. Raises OSError and ExchangeError.

    Of an export that is its list, which tells of all the recordings in it.
    """
    if path.is_dir():
        return _chosen(_in_folder(path, stack))
    bounds = _Bounds(path.stat().st_size)
    if not stat.S_ISREG(path.stat().st_mode):
        # A pipe can be read but once.
        with path.open("rb") as pipe:
            data = pipe.read(MOST_BYTES + 1)
        bounds.holds(len(data))
        member = Member(str(path), lambda: BytesIO(data), bounds)
    else:
        member = Member(str(path), lambda: path.open("rb"), bounds)
    if kind_of(member.head()) != ZIP:
        return [member]
    return _chosen(_in_zip(stack.enter_context(member.open()), stack, str(path), 1, bounds))


def _in_folder(path: Path, stack: ExitStack) -> Iterator[Member]:
    folders = [str(path)]
    bounds = _Bounds()
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found = []
                for entry in entries:
                    bounds.has()
                    found.append(entry)
            found.sort(key=lambda entry: entry.name)
            # Some file systems have to be asked what each is, and may fail.
            folders += [entry.path for entry in reversed(found) if entry.is_dir(follow_symlinks=False)]
            files = [entry for entry in found if entry.is_file(follow_symlinks=False)]
            bounds.holds(sum(entry.stat(follow_symlinks=False).st_size for entry in files))
        except OSError as error:
            yield Member(folder, _refusing(error.strerror or str(error)), bounds)
            continue
        for entry in files:
            file = Path(entry.path)
            member = Member(str(file), lambda file=file: file.open("rb"), bounds, "/".join(file.parts[-2:]))  # type: ignore[misc]
            if _is_zip(entry.name):
                yield from _unpacked(member, stack, 1)
            else:
                yield member


class _Zip:
    """A zip file of which little is read at once: its list of names is, however long it is."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Raises ExchangeError for a list that is longer than that of any export."""
        if size > _MOST_OF_NAMES:
            raise ExchangeError(f"holds more than {_MOST_MEMBERS} files, or names without end; give it in parts")
        return self._file.read(size)


def _in_zip(file: IO[bytes], stack: ExitStack, name: str, depth: int, bounds: _Bounds) -> Iterator[Member]:
    """The names in it, whatever they say, are names only: nothing is written where they point."""
    try:
        size = file.seek(0, os.SEEK_END)
        packed = stack.enter_context(zipfile.ZipFile(cast(IO[bytes], _Zip(file))))
    except _BROKEN as error:
        raise ExchangeError(f"is no sound zip file ({error})") from error
    bounds.has(len(packed.infolist()))
    inside = [info for info in packed.infolist() if not info.is_dir()]
    if other := next((_NO_EXPORT[info.filename] for info in inside if info.filename in _NO_EXPORT), None):
        raise ExchangeError(other)
    unpacked = sum(info.file_size for info in inside)
    zips = sum(info.file_size for info in inside if _is_zip(info.filename))
    if unpacked > min(_MOST_UNPACKED, MOST_BYTES + _MOST_TIMES * size) or zips > MOST_BYTES + _MOST_TIMES_ZIPPED * size:
        raise ExchangeError("unpacks to more than any export holds")
    for info in inside:
        if info.compress_type not in _ORDINARY and not _may_be_read(info.filename):
            continue
        said = info.filename if len(info.filename) <= _LONGEST_NAME else f"…{info.filename[-_LONGEST_NAME:]}"
        in_export = "/".join(said.split("/")[-2:])
        member = Member(f"{name}: {said}", lambda info=info: _opened(packed, info), bounds, in_export)  # type: ignore[misc]
        if _is_zip(info.filename):
            yield from _unpacked(member, stack, depth + 1)
        else:
            yield member


def _is_zip(name: str) -> bool:
    return name.casefold().endswith(".zip")


def _may_be_read(name: str) -> bool:
    own = name.rpartition("/")[2]
    return "." not in own or own.casefold().endswith(_ENDINGS)


def _opened(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    if info.compress_type not in _ORDINARY:
        # Of what is packed otherwise Python unpacks much at once, however little is asked for.
        raise ExchangeError("is packed in an uncommon way; pack it as an ordinary zip")
    return packed.open(info)


def _unpacked(member: Member, stack: ExitStack, depth: int) -> Iterator[Member]:
    """What is in a zip within a folder or a zip; the zip itself, to be named, where it cannot be opened."""
    if depth > _DEEPEST:
        yield Member(member.name, _refusing("zips lie within zips within zips; unpack them first"), member.bounds)
        return
    try:
        member.bounds.has_zip()
        kept = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- the stack closes it
        with member.unpacked(_MOST_OF_ZIP) as file:
            shutil.copyfileobj(file, kept)
        yield from list(_in_zip(cast(IO[bytes], kept), stack, member.name, depth, member.bounds))
    except (ExchangeError, OSError) as error:
        yield Member(member.name, _refusing(str(error)), member.bounds)


def _refusing(problem: str) -> Callable[[], IO[bytes]]:
    def refuse() -> IO[bytes]:
        raise ExchangeError(problem)

    return refuse


def _chosen(found: Iterator[Member]) -> list[Member]:
    """The lists and recordings, without the recordings that a list tells of already; lists and watches first.

    A file that cannot be opened is kept, to be named when it is read.
    """
    chosen: list[tuple[int, Member]] = []
    told: set[str] = set()
    lists = 0
    for member in found:
        if len(chosen) >= _MOST_READ:
            raise ExchangeError(f"holds more than {_MOST_READ} recordings; give them in parts, such as by years")
        if lists > _MOST_LISTS:
            raise ExchangeError(f"holds more than {_MOST_LISTS} lists; give those of activities alone")
        try:
            kind = kind_of(head := member.head())
            if kind == APPLE:
                export = apple.read(lambda member=member: member.unpacked(apple.MOST_BYTES))  # type: ignore[misc]
                member = replace(member, workouts=tuple(export.workouts))
                told |= export.routes
            told |= _told(kind, head, member)
            lists += kind in LISTS
            if kind is not None and (rank := _rank(kind)) is not None:
                chosen.append((rank, member))
        except (OSError, ExchangeError):
            chosen.append((len(RECORDINGS) + 1, member))
    if not chosen:
        raise ExchangeError("holds no recording, and no list of activities")
    left = [
        (rank, member) for rank, member in chosen if not {member.in_export, member.in_export.rpartition("/")[2]} & told
    ]
    return [member for _, member in sorted(left, key=lambda one: one[0])]


def _rank(kind: str) -> int | None:
    """In which order a kind is read; None for what no export of activities is looked at for."""
    if kind in (STRAVA, LIST, APPLE):
        return 0
    if kind in RECORDINGS:
        return 1 + RECORDINGS.index(kind)
    # The recordings themselves know more than the JSON of the service, such as the zone of their clock.
    return 1 + RECORDINGS.index(FIT) if kind.endswith(JSON) and kind != JSON else None


def _told(kind: str | None, head: bytes, member: Member) -> set[str]:
    """The recordings that a list names, such as ``activities/12.fit.gz``; nothing where it names none."""
    if kind not in (STRAVA, LIST) or not guess(header_of(text_of(head))).has("file"):
        return set()
    try:
        with member.unpacked(MOST_OF_LIST) as file:
            table = read_table(text_of(file.read()))
    except ExchangeError:
        return set()
    places = guess(table.header).places.get("file", ())
    return {
        name for _, cells in table.rows for place in places if place < len(cells) and (name := cells[place].strip())
    }
