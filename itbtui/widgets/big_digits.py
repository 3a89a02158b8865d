"""Digits as large as there is room for, to be read from two metres."""

from rich.align import Align
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.renderables.digits import Digits as DigitsRenderable
from textual.widgets import Digits

SEGMENTS = {
    "0": "tlrLRb",
    "1": "rR",
    "2": "trmLb",
    "3": "trmRb",
    "4": "lrmR",
    "5": "tlmRb",
    "6": "tlmLRb",
    "7": "trR",
    "8": "tlrmLRb",
    "9": "tlrmRb",
}
"""Which strokes a digit has: top, middle, bottom, and left and right above (small) and below the middle."""
SMALLEST = 5
"""Rows below which Textual's own digits are drawn."""


class BigDigits(Digits):
    """Shows digits and colons over ``rows`` rows, in the middle; with fewer than five they are Textual's own.

    It is as wide as there is room for, so that nothing is laid out anew when the digits change.
    """

    DEFAULT_CSS = """
    BigDigits { content-align: center top; }
    """

    rows: reactive[int] = reactive(0, layout=True)

    def __init__(self, value: str = "", *, rows: int = 0) -> None:
        super().__init__(value)
        self.set_reactive(BigDigits.rows, rows)

    def update(self, value: str) -> None:
        self._value = value
        self.refresh()

    def render(self) -> RenderResult:
        if self.rows < SMALLEST:
            return Align.center(DigitsRenderable(self.value, self.rich_style))
        return Content("\n".join(drawn(self.value, self.rows)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return super().get_content_height(container, viewport, width) if self.rows < SMALLEST else self.rows


def drawn(text: str, rows: int) -> list[str]:
    """The lines of digits and colons that are ``rows`` high, an odd number; what is neither is left out."""
    glyphs = [_colon(rows) if sign == ":" else _digit(sign, rows) for sign in text if sign in SEGMENTS or sign == ":"]
    return [(" " * _stroke(rows)).join(parts) for parts in zip(*glyphs, strict=True)] or [""] * rows


def _stroke(rows: int) -> int:
    """How many columns a stroke is wide; a cell is about twice as high as it is wide."""
    return 2 * max(1, rows // 6)


def _digit(sign: str, rows: int) -> list[str]:
    strokes, thick = SEGMENTS[sign], max(1, rows // 6)
    wide, middle = rows, (rows - thick) // 2
    across = {row for row in range(thick) if "t" in strokes}
    across |= {middle + row for row in range(thick) if "m" in strokes}
    across |= {rows - 1 - row for row in range(thick) if "b" in strokes}
    lines = []
    for row in range(rows):
        left, right = ("l", "r") if row < middle + thick // 2 + thick % 2 else ("L", "R")
        edge = _stroke(rows)
        inner = ("█" if row in across else " ") * (wide - 2 * edge)
        is_across = row in across
        sides = [("█" if name in strokes or is_across else " ") * edge for name in (left, right)]
        lines.append(sides[0] + inner + sides[1])
    return lines


def _colon(rows: int) -> list[str]:
    dots = {rows // 3, rows - 1 - rows // 3}
    return [("█" if row in dots else " ") * _stroke(rows) for row in range(rows)]
