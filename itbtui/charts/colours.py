"""The colours of drawings on paper and on a page, and what is drawn in which."""

from collections.abc import Mapping
from string import Template

LIGHT = {
    "paper": "#fff",
    "ink": "#1c2326",
    "soft": "#5a666b",
    "rule": "#ccd3d6",
    "band": "#e6ecee",
    "other": "#f3f6f7",
    "run": "#b3261e",
    "morning": "#1f5fa8",
    "daily": "#7a5a00",
    "bar": "#7fa3b8",
    "mark": "#8a1c16",
}
DARK = {
    "paper": "#14191b",
    "ink": "#e6eaec",
    "soft": "#a3afb4",
    "rule": "#3a4549",
    "band": "#2a3438",
    "other": "#1d2528",
    "run": "#ff8a80",
    "morning": "#82b6f5",
    "daily": "#e0bf62",
    "bar": "#4f7488",
    "mark": "#ffa59d",
}

_STYLE = """
text.label { fill: $soft; font-size: 10px; }
text.name { font-weight: 600; }
text.mark { fill: $mark; font-size: 10px; font-weight: 700; }
.grid { stroke: $rule; stroke-width: .7; }
.band { fill: $band; }
.other { fill: $other; }
.worst { fill: none; stroke: $ink; stroke-width: 2.4; }
.morning, .daily { fill: none; stroke: $morning; stroke-width: 1.2; }
.daily { stroke: $daily; stroke-dasharray: 3 2.5; }
.run { fill: $paper; stroke: $run; stroke-width: 1.3; }
.hurt { fill: $run; }
.onset { fill: $run; }
.bar { fill: $bar; }
line.mark { stroke: $mark; stroke-width: 1.5; }
.usual { stroke: $ink; stroke-width: 1.2; stroke-dasharray: 1 3; }
"""


def style(colours: Mapping[str, str], more: str = "") -> str:
    """How each class of a drawing looks, with these colours: values, or the variables of a page. ``more`` is added."""
    return Template(_STYLE + more).substitute(colours)
