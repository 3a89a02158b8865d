"""Lines of text as an SVG picture, with the same in words for those who do not see it."""

import io
import re
from collections.abc import Iterator, Sequence
from html import escape

from rich.console import Console
from rich.style import Style
from rich.text import Text

SIZE, ADVANCE, LEADING, MARGIN = 14, 8.4, 16.3, 20
"""Pixels: the letters, the way from one to the next, from one line to the next, and the edge."""
INK = "#20282b"


def as_svg(title: str, lines: Sequence[Text], told: Sequence[str]) -> str:
    """The lines on white, with a title and a description. It asks for no other file, and for no font of its own."""
    rows = [Text(title, Style(bold=True)), Text(), *lines]
    width = round(max(row.cell_len for row in rows) * ADVANCE + 2 * MARGIN)
    height = round(len(rows) * LEADING + 2 * MARGIN)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'role="img" aria-labelledby="title words">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="words">{escape(" ".join(told))}</desc>',
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{SIZE}">',
            *(part for number, row in enumerate(rows) for part in _row(row, MARGIN + (number + 1) * LEADING)),
            "</g>",
            "</svg>",
            "",
        ]
    )


def _row(row: Text, y: float) -> Iterator[str]:
    """Every stretch without a blank at its own place: viewers do not agree on how wide a blank is."""
    column = 0
    for segment in Console(file=io.StringIO(), color_system="truecolor", width=1000).render(row):
        for found in re.finditer(r"\S+", segment.text):
            x, length = MARGIN + (column + found.start()) * ADVANCE, len(found[0]) * ADVANCE
            yield (
                f'<text x="{x:.1f}" y="{y:.1f}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"'
                f"{_looks(segment.style)}>{escape(found[0])}</text>"
            )
        column += segment.cell_length


def _looks(style: Style | None) -> str:
    colour = style.color.get_truecolor().hex if style and style.color else INK
    return f' fill="{colour}"' + (' font-weight="bold"' if style and style.bold else "")
