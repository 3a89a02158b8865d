"""What was packed with gzip, unpacked as it is read. Python's reader goes byte by byte through names and padding."""

import zlib
from io import BufferedReader, RawIOBase
from typing import IO, Any

from itbtui.data.exchange import ExchangeError

_WITH_HEAD = 31
"""Says to zlib that the head and the checksum of gzip stand around what is packed."""
_PIECE = 65_536
_MOST_AT_ONCE = 1_000_000
_MOST_PARTS = 10_000
"""Programs that pack in blocks make some hundred of the largest file that is read."""
_MOST_PADDING = 5_000_000
"""More than tapes and packing itself add: so much longer packed than unpacked is only what was made to be long."""


def gunzipped(file: IO[bytes]) -> IO[bytes]:
    """A file as it was before it was packed. To read it raises EOFError where it is cut off, zlib.error where it is
    damaged, and ExchangeError where it is of too many parts or padded too far."""
    return BufferedReader(_Gunzipped(file), _PIECE)


class _Gunzipped(RawIOBase):
    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._part = zlib.decompressobj(_WITH_HEAD)
        self._parts = 1
        self._padding = 0
        """Bytes that were read, without as many as came out of them: padding, names and blocks of nothing."""
        self._left = b""
        """Read, and not unpacked yet."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._some(min(len(buffer), _MOST_AT_ONCE))
        buffer[: len(data)] = data
        return len(data)

    def _some(self, most: int) -> bytes:
        """Some bytes; none at the end."""
        while packed := self._left or self._read_piece():
            if self._part.eof:
                # Behind what was packed may stand padding, and more that was packed.
                packed = packed.lstrip(b"\0")
                if not packed:
                    self._left = b""
                    continue
                self._begin_part()
            data = self._part.decompress(packed, most)
            self._left = self._part.unused_data if self._part.eof else self._part.unconsumed_tail
            if data:
                self._padding -= len(data)
                return data
        if not self._part.eof:
            raise EOFError("it is cut off")
        return b""

    def _read_piece(self) -> bytes:
        piece = self._file.read(_PIECE)
        self._padding += len(piece)
        if self._padding > _MOST_PADDING:
            raise ExchangeError(f"is padded with more than {_MOST_PADDING // 1_000_000} MB, which no recording is")
        return piece

    def _begin_part(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise ExchangeError(f"is packed in more than {_MOST_PARTS} parts, which no recording is")
        self._part = zlib.decompressobj(_WITH_HEAD)
