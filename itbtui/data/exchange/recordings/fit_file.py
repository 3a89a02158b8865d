"""FIT files as bytes: where they end, whether they are sound, and what can be read of those that are not."""

from collections.abc import Iterator
from typing import NamedTuple

from itbtui.data.exchange import ExchangeError

MAGIC = b".FIT"
"""Stands in every FIT file from the ninth byte on."""
_DEGREE = 16
_POLYNOMIAL = 0x18005
_REFLECTED = 0x14003
"""CRC-16 as the FIT protocol has it: x^16 + x^15 + x^2 + 1, and the same from its other end."""
_FEW_BITS = 256
_HEADERS = (12, 14)
_CRC_BYTES = 2
_MOST_FIELDS, _MOST_RECORDS = 2_000_000, 4_000_000
"""Fields to be decoded: those of a day, a point a second, with all that a watch says; messages to be passed over."""
_MOST_FILES = 1000
"""One behind another; a watch writes one."""
_DEFINITION_COSTS = 20
"""As many fields take the time of a definition."""


class Sound(NamedTuple):
    """What can be read; ``is_cut`` where the file ends before its end, ``is_damaged`` where its checksum is wrong."""

    data: bytes
    remarks: tuple[str, ...]
    is_cut: bool
    is_damaged: bool


def sound_part(data: bytes) -> Sound:
    """The files in the data, which may stand one behind another, without what stands behind them.

    Raises ExchangeError for what has no header of a FIT file.
    """
    place = 0
    remarks: list[str] = []
    is_cut = is_damaged = False
    files = 0
    while place < len(data):
        if data[place + 8 : place + 12] != MAGIC or data[place] not in _HEADERS:
            if not place:
                raise ExchangeError("the file is damaged or cut off")
            remarks.append("what stands behind its end was left out")
            break
        files += 1
        if files > _MOST_FILES:
            raise ExchangeError(f"more than {_MOST_FILES} files stand one behind another in it; give each by itself")
        header = data[place]
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + header + size + _CRC_BYTES
        if size == 0 or end > len(data):
            # A watch writes the size last: without it the rest of the file is what was recorded.
            remarks.append("the file is cut off")
            is_cut = True
            place = len(data)
            break
        stored = data[end - _CRC_BYTES : end]
        if stored == b"\0\0":
            remarks.append("the file has no checksum")
        elif not _is_sound(data[place:end]):
            remarks.append("the checksum is wrong")
            is_damaged = True
        place = end
    return Sound(_with_size(data[:place]), tuple(dict.fromkeys(remarks)), is_cut, is_damaged)


def _with_size(data: bytes) -> bytes:
    """The same, with its length in the header where that is 0."""
    size = len(data) - data[0] - _CRC_BYTES
    if data[4:8] != b"\0\0\0\0" or size <= 0:
        return data
    return data[:4] + size.to_bytes(4, "little") + data[8:]


def only(data: bytes, wanted: frozenset[int]) -> tuple[bytes, bool]:
    """The files with their definitions and the messages of the wanted numbers alone; whether they could be read whole.

    Most of a file are points, a second each. A library that decodes each takes ten times as long.
    """
    kept = bytearray()
    place, is_whole = 0, True
    while place < len(data) and is_whole:
        header, size = data[place], int.from_bytes(data[place + 4 : place + 8], "little")
        end = min(place + header + size, len(data))
        content, is_whole = _wanted(data, place + header, end, wanted)
        kept += data[place : place + 4] + len(content).to_bytes(4, "little") + data[place + 8 : place + header]
        kept += content + b"\0\0"
        place = end + _CRC_BYTES
    return bytes(kept), is_whole


def _wanted(data: bytes, place: int, end: int, wanted: frozenset[int]) -> tuple[bytes, bool]:
    """The records between two places, as far as they are whole."""
    kept: list[bytes] = []
    known: dict[int, tuple[int, int]] = {}
    """The fields to be decoded and the bytes of a message, by its local number."""
    fields = records = 0
    while place < end:
        head = data[place]
        is_definition = head & _DEFINITION and not head & _COMPRESSED
        if is_definition:
            local, is_wanted = head & 0x0F, True
            size, number = _definition(data, place, end)
            if not size:
                return b"".join(kept), False
            sizes = [data[at] for at in _sizes(data, place)]
            fields += _DEFINITION_COSTS + len(sizes)
            known[local] = len(sizes) + 1 if number in wanted else 0, sum(sizes)
        else:
            local = head >> 5 & 0x03 if head & _COMPRESSED else head & 0x0F
            if local not in known:
                return b"".join(kept), False
            decoded, size = known[local]
            is_wanted = decoded > 0
            fields += decoded
            size += 1
        if place + size > end:
            return b"".join(kept), False
        records += 1
        if fields > _MOST_FIELDS or records > _MOST_RECORDS:
            raise ExchangeError("the file holds more than any recording of a run does")
        if is_wanted:
            kept.append(data[place : place + size])
        place += size
    return b"".join(kept), True


_DEFINITION, _COMPRESSED, _DEVELOPER = 0x40, 0x80, 0x20
"""Bits of a record's first byte."""


def _definition(data: bytes, place: int, end: int) -> tuple[int, int]:
    """How many bytes a definition takes, 0 where it is cut off; the number of the messages that it defines."""
    if place + 6 > end:
        return 0, 0
    number = int.from_bytes(data[place + 3 : place + 5], "big" if data[place + 2] else "little")
    size = 6 + 3 * data[place + 5]
    if data[place] & _DEVELOPER:
        if place + size >= end:
            return 0, 0
        size += 1 + 3 * data[place + size]
    return (size if place + size <= end else 0), number


def _sizes(data: bytes, place: int) -> Iterator[int]:
    """Where a definition says the size of each field."""
    fields = data[place + 5]
    yield from range(place + 7, place + 7 + 3 * fields, 3)
    if data[place] & _DEVELOPER:
        first = place + 6 + 3 * fields
        yield from range(first + 2, first + 2 + 3 * data[first], 3)


def _is_sound(data: bytes) -> bool:
    """Whether a file fits the checksum at its end: its bits as a polynomial, the first bit the highest, leave nothing.

    The library's own check, byte by byte, would be most of the time for a year of files. Here the first half of the
    bits is folded onto the second, again and again, by what its power of x leaves.
    """
    value, bits = int.from_bytes(data, "little"), 8 * len(data)
    while bits > _FEW_BITS:
        half = (bits - _DEGREE) // 2
        first, value, bits = value & ((1 << half) - 1), value >> half, bits - half
        left = _power(half + _DEGREE)
        for place in range(_DEGREE):
            if left >> place & 1:
                value ^= first << (_DEGREE - place)
    for place in range(bits - _DEGREE):
        if value >> place & 1:
            value ^= _REFLECTED << place
    return not value


def _power(exponent: int) -> int:
    """What x to that power leaves, divided by the checksum's polynomial."""
    left = 1
    for bit in f"{exponent:b}":
        squared = sum(1 << 2 * place for place in range(_DEGREE) if left >> place & 1) << (bit == "1")
        for place in range(2 * _DEGREE, _DEGREE - 1, -1):
            if squared >> place & 1:
                squared ^= _POLYNOMIAL << (place - _DEGREE)
        left = squared
    return left
