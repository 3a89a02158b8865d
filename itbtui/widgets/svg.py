"""Lines of text as an SVG picture, with the same in words for those who do not see it."""

import io
from collections.abc import Sequence
from html import escape

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

PAPER = TerminalTheme((255, 255, 255), (32, 40, 43), [(0, 0, 0)] * 8)
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" \
aria-labelledby="title words">
<title id="title">TITLE</title>
<desc id="words">WORDS</desc>
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px; \
line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>{lines}</defs>
<rect width="100%" height="100%" fill="#ffffff"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def as_svg(title: str, lines: Sequence[Text], told: Sequence[str], width: int) -> str:
    """The lines on white paper, the words below them and once more as the description. It asks for no other file."""
    console = Console(
        width=width, file=io.StringIO(), record=True, force_terminal=True, color_system="truecolor", no_color=False
    )
    for line in (Text(title, "bold"), Text(), *lines, Text(), *map(Text, told)):
        console.print(line, soft_wrap=False, highlight=False)
    head = FORMAT.replace("TITLE", _literal(title)).replace("WORDS", _literal("\n".join(told)))
    return console.export_svg(title=title, theme=PAPER, code_format=head, unique_id="trend")


def _literal(text: str) -> str:
    """As text of the picture's file, with nothing in it that the template would fill in."""
    return escape(text).replace("{", "{{").replace("}", "}}")
