"""SVG, the one place that writes it: marks that name a class each, and a picture that says in words what it shows.

No script, no font and no other file is asked for. Numbers are pixels from the upper left corner.
"""

from collections.abc import Iterable
from html import escape


def text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    """Words on a base line; ``anchor`` says what stands at ``x``: start, middle or end."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def polyline(points: Iterable[tuple[float, float]], kind: str) -> str:
    """A line through all points."""
    return f'<polyline class="{kind}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def rectangle(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A filled rectangle from its upper left corner."""
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def circle(x: float, y: float, radius: float, kind: str) -> str:
    """A circle about its middle."""
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def triangle(x: float, y: float, kind: str) -> str:
    """A small one, point up."""
    return f'<path class="{kind}" d="M{x:.1f} {y - 4:.1f}l4 7h-8z"/>'


def whole(size: tuple[int, int], title: str, told: Iterable[str], parts: Iterable[str], *, style: str = "") -> str:
    """The picture with its title and the same in words, for those who do not see it.

    With a ``style`` it is a file of its own, of that size; without, it takes the style and the width of its page.
    """
    width, height = size
    fixed = f' width="{width}" height="{height}"' if style else ""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"{fixed} role="img" '
            'aria-labelledby="chart-title chart-words">',
            f'<title id="chart-title">{escape(title)}</title>',
            f'<desc id="chart-words">{escape(" ".join(told))}</desc>',
            *([f"<style>{style}</style>"] if style else []),
            *parts,
            "</svg>",
        ]
    )
