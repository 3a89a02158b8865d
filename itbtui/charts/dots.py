"""Shapes of dots, and dots as text: two by four of them in a cell of braille, or coarsely in ASCII.

Rows of dots are whole numbers, so that a row is painted, cut and grown at a stroke.
"""

import math
from collections.abc import Iterator
from functools import cache
from itertools import combinations

ACROSS, DOWN = 2, 4
"""Dots in a cell."""
BRAILLE = 0x2800
BITS = (0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)
"""What each dot of a cell adds to the sign of braille, row by row."""
LEAST = 0.7
"""The smallest radius of a disc, so that thin things stay whole."""

Dots = list[int]
"""Rows from the top; the lowest bit of each is its leftmost dot."""
Disc = tuple[float, float, float]
"""Column and row of its middle, and its radius, in dots."""

ASCII = (
    ("'", ".#", ".#", "..", ".."),
    ("'", "#.", "#.", "..", ".."),
    ('"', "##", "##", "..", ".."),
    ("-", "..", "##", "..", ".."),
    ("-", "..", "..", "##", ".."),
    (".", "..", "..", "#.", "#."),
    (".", "..", "..", ".#", ".#"),
    ("_", "..", "..", "..", "##"),
    ("=", "..", "##", "##", "##"),
    ("|", "#.", "#.", "#.", "#."),
    ("|", ".#", ".#", ".#", ".#"),
    ("/", ".#", ".#", "#.", "#."),
    ("\\", "#.", "#.", ".#", ".#"),
    ("#", "##", "##", "##", "##"),
)
"""Signs, and how they look in a cell's dots; one may look more than one way."""


def shape(hulls: list[list[Disc]], high: int) -> tuple[int, Dots]:
    """All that lies in the discs of each hull and between them: the first row of ``high``, and the rows from there.

    Above and below it there is a free row, where there is room.
    """
    discs = [disc for each in hulls for disc in each]
    top = max(0, math.floor(min(y - r for _, y, r in discs) - LEAST) - 1)
    bottom = min(high, math.ceil(max(y + r for _, y, r in discs) + LEAST) + 1)
    rows = [0] * max(0, bottom - top)
    for each in hulls:
        lows, highs = _hull([(x, y - top, max(r, LEAST)) for x, y, r in each], len(rows))
        for row, (low, most) in enumerate(zip(lows, highs, strict=True)):
            if low <= most:
                rows[row] |= _run(low, most)
    return top, rows


def _hull(discs: list[Disc], high: int) -> tuple[list[float], list[float]]:
    """From where to where each row goes; nowhere where the first lies beyond the second."""
    lows, highs = [math.inf] * high, [-math.inf] * high
    for x, y, r in discs:
        for row in _rows(y - r, y + r, high):
            half = math.sqrt(max(0.0, r * r - (row + 0.5 - y) ** 2))
            lows[row], highs[row] = min(lows[row], x - half), max(highs[row], x + half)
    for (ax, ay, ar), (bx, by, br) in combinations(discs, 2):
        far = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = (ay - by) / far, (bx - ax) / far
        for way in (1, -1):
            # Along each side of two discs runs a straight line from one to the other.
            begin, end = (ax + way * nx * ar, ay + way * ny * ar), (bx + way * nx * br, by + way * ny * br)
            (ux, uy), (vx, vy) = (begin, end) if begin[1] <= end[1] else (end, begin)
            slope = (vx - ux) / ((vy - uy) or 1.0)
            x = ux + (0.5 - uy) * slope
            for row in _rows(uy, vy, high):
                at = x + row * slope
                if at < lows[row]:
                    lows[row] = at
                if at > highs[row]:
                    highs[row] = at
    return lows, highs


def _rows(top: float, bottom: float, high: int) -> range:
    """The rows whose middle lies between."""
    return range(max(0, math.ceil(top - 0.5)), min(high - 1, math.floor(bottom - 0.5)) + 1)


def _run(low: float, high: float) -> int:
    """The dots of a row whose middle lies between."""
    first, last = max(0, math.ceil(low - 0.5)), math.floor(high - 0.5)
    return ((1 << (last - first + 1)) - 1) << first if last >= first else 0


def grown(dots: Dots) -> Dots:
    """With each dot its four neighbours."""
    return [
        row | row << 1 | row >> 1 | above | below
        for row, above, below in zip(dots, [0, *dots[:-1]], [*dots[1:], 0], strict=True)
    ]


def outline(dots: Dots) -> Dots:
    """The dots that have no dot on one of their four sides."""
    return [
        row & ~(row << 1 & row >> 1 & above & below)
        for row, above, below in zip(dots, [0, *dots[:-1]], [*dots[1:], 0], strict=True)
    ]


def mirrored(dots: Dots, wide: int) -> Dots:
    """The same, seen from the other side."""
    return [int(f"{row:0{wide}b}"[::-1], 2) for row in dots]


def braille(dots: Dots, width: int) -> list[str]:
    """Lines of ``width`` cells; the empty one is a blank, for which every font has nothing to show."""
    return ["".join(chr(BRAILLE + cell) if cell else " " for cell in cells) for cells in _cells(dots, width)]


def plain(dots: Dots, width: int) -> list[str]:
    """Lines of ``width`` signs of ASCII, each the one that looks most like its cell."""
    return ["".join(signs()[cell] for cell in cells) for cells in _cells(dots, width)]


def _cells(dots: Dots, width: int) -> list[list[int]]:
    lines = []
    for top in range(0, len(dots), DOWN):
        cells = [0] * width
        for bits, row in zip(BITS, dots[top : top + DOWN], strict=True):
            values = (0, bits[0], bits[1], bits[0] | bits[1])
            for column in range(width):
                cells[column] |= values[row & 3]
                row >>= ACROSS
        lines.append(cells)
    return lines


@cache
def signs() -> list[str]:
    """For each sign of braille the sign of ASCII that differs in the fewest dots; none but the empty one is blank."""
    looks = [(sign, sum(_bits(rows))) for sign, *rows in ASCII]
    nearest = [min(looks, key=lambda look: (look[1] ^ cell).bit_count())[0] for cell in range(256)]
    return [" ", *nearest[1:]]


def _bits(rows: list[str]) -> Iterator[int]:
    for bits, row in zip(BITS, rows, strict=True):
        yield from (bit for bit, dot in zip(bits, row, strict=True) if dot == "#")
