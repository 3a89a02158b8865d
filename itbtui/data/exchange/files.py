"""The files behind what is named: one, those of a folder, those in a zip. Read one at a time, and never without end."""

import gzip
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from itbtui.data.exchange import ExchangeError, strava
from itbtui.data.exchange.recognising import GZIP, HEAD, Kind, kind_of, text_of

MOST_BYTES = 50_000_000
"""Larger files are refused, packed or unpacked: a recording of a whole day takes about a tenth of it."""
_MOST_MEMBERS = 100_000
_MOST_UNPACKED = 20_000_000_000
_BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, NotImplementedError, RuntimeError)
"""What the standard library raises for what is packed and damaged, or packed in a way it does not know."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file to be read. ``open`` may raise OSError, and ExchangeError for one that cannot be unpacked."""

    name: str
    open: Callable[[], IO[bytes]]
    in_export: str = ""
    """What Strava's list would call it: its folder and its name."""

    def head(self) -> bytes:
        """As much of its beginning as tells its kind, unpacked."""
        return self._read(HEAD, whole=False)

    def data(self) -> bytes:
        """All of it, unpacked. Raises ExchangeError for one that is too large or damaged, and OSError."""
        return self._read(MOST_BYTES, whole=True)

    def _read(self, most: int, *, whole: bool) -> bytes:
        try:
            with ExitStack() as opened:
                file = opened.enter_context(self.open())
                start = file.read(2)
                if start == GZIP:
                    file.seek(0)
                    file, start = cast(IO[bytes], opened.enter_context(gzip.GzipFile(fileobj=file))), b""
                data = start + file.read(most + 1 - len(start))
        except _BROKEN as error:
            raise ExchangeError(f"is packed, and damaged ({error})") from error
        if whole and len(data) > most:
            raise ExchangeError(f"is larger than {most // 1_000_000} MB, which no log and no recording is")
        return data


def members(path: Path, stack: ExitStack) -> list[Member]:
    """What is to be read of a path; what ``stack`` holds open is read from. Raises OSError and ExchangeError.

    Of Strava's export that is its list, which tells of all the recordings in it.
    """
    if path.is_dir():
        return _chosen(_in_folder(path))
    if not stat.S_ISREG(path.stat().st_mode):
        # A pipe can be read but once.
        with path.open("rb") as pipe:
            data = pipe.read(MOST_BYTES + 1)
        member = Member(str(path), lambda: BytesIO(data))
    else:
        member = Member(str(path), lambda: path.open("rb"))
    if kind_of(member.head()) != "zip":
        return [member]
    return _chosen(_in_zip(stack.enter_context(member.open()), stack, str(path)))


def _in_folder(path: Path) -> Iterator[Member]:
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            file = Path(folder) / name
            if file.is_file() and not file.is_symlink():
                yield Member(str(file), lambda file=file: file.open("rb"), "/".join(file.parts[-2:]))  # type: ignore[misc]


def _in_zip(file: IO[bytes], stack: ExitStack, name: str) -> Iterator[Member]:
    """Nothing is written anywhere, so the names in it, whatever they say, are names only."""
    try:
        packed = stack.enter_context(zipfile.ZipFile(file))
    except _BROKEN as error:
        raise ExchangeError(f"is no sound zip file ({error})") from error
    inside = [info for info in packed.infolist() if not info.is_dir()]
    if len(inside) > _MOST_MEMBERS or sum(info.file_size for info in inside) > _MOST_UNPACKED:
        raise ExchangeError("unpacks to more than any export holds")
    for info in inside:
        in_export = "/".join(info.filename.split("/")[-2:])
        yield Member(f"{name}: {info.filename}", lambda info=info: packed.open(info), in_export)  # type: ignore[misc]


def _chosen(found: Iterator[Member]) -> list[Member]:
    """The recordings and lists, without the recordings that Strava's list tells of already.

    A file that cannot be opened is kept, to be named when it is read.
    """
    chosen: list[Member] = []
    told: set[str] = set()
    for member in found:
        try:
            kind = kind_of(member.head())
            if kind == "Strava's list":
                told |= strava.files(text_of(member.data()))
            if kind in _RECORDINGS:
                chosen.append(member)
        except (OSError, ExchangeError):
            chosen.append(member)
    if not chosen:
        raise ExchangeError("holds no recording, and no list of activities")
    return [member for member in chosen if member.in_export not in told]


_RECORDINGS: tuple[Kind, ...] = ("FIT", "GPX", "TCX", "Strava's list", "Garmin's list")
