"""A terminal without UTF-8: all that it is sent is ASCII."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from itbtui.charts.stand_ins import STAND_INS


class AsciiOnly(LineFilter):
    """Puts a stand-in for each character that such a terminal has not."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.text.isascii() else Segment(segment.text.translate(STAND_INS), segment.style)
            for segment in segments
        ]
