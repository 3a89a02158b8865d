"""What plotext has not: the strip of stages and verdicts, strips of marks, and the captions above the panels."""

from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text

from itbtui.charts.axis import Axis
from itbtui.charts.palette import Palette
from itbtui.charts.plot import GUTTER, POINTER
from itbtui.rehab.trend.trend import Trend, Window
from itbtui.wording.trend import SHORT_STAGES, VERDICT_MARKS

Mark = tuple[str, str, str]
"""A character, what it means, and the role that colours it."""


def strip(label: str, edge: str, width: int, cells: Mapping[int, tuple[str, str]], palette: Palette) -> Text:
    """One line of marks by their columns, each with the role that colours it; verdicts are bold."""
    line = Text(f"{label:>{GUTTER - 1}}{edge}", palette.style("muted"))
    for column in range(width):
        mark, role = cells.get(column, (" ", "text"))
        line.append(mark, palette.style(role, bold=mark in VERDICT_MARKS.values()))
    return line


def caption(title: str, marks: Sequence[Mark], width: int, palette: Palette) -> Text:
    """A panel's name, and what its marks mean; what does not fit is left out whole."""
    room = width - 1
    said = [f"{mark} {meaning}".strip() for mark, meaning, _ in marks]
    air = "  " if sum(map(len, said)) + 2 * len(said) <= room else " "
    line = Text().append(f"{title:<{GUTTER + 1}}", palette.style("text", bold=True))
    for (mark, _, role), text in zip(marks, said, strict=True):
        room -= len(text) + len(air)
        if room < -len(air):
            break
        line.append(text[: len(mark)], palette.style(role, bold=True))
        line.append(text[len(mark) :] + air, palette.style("muted"))
    line.rstrip()
    return line


def course(
    axis: Axis, trend: Trend, window: Window, palette: Palette, *, label: str = "", pointed: int | None = None
) -> Text:
    """The stages side by side, each named where its whole word stands clear, and the verdicts on their days."""
    marks = _verdicts(axis, trend, window)
    cells: dict[int, tuple[str, str]] = {}
    for first, last, stage in trend.stages(window):
        start, end = axis.start(first), axis.start(last + 1)
        cells |= dict.fromkeys(range(start, end), ("─", "muted"))
        cells[min(start, axis.width - 1)] = ("│", "muted")
        place = _free(SHORT_STAGES[stage], start + 1, end, marks)
        if place is not None:
            cells |= {place + n: (letter, "text") for n, letter in enumerate(SHORT_STAGES[stage])}
    if pointed is not None and cells.get(axis.column(pointed), ("─", ""))[0] == "─":
        cells[axis.column(pointed)] = (POINTER, "muted")
    cells |= {column: (mark, role_of(mark)) for column, mark in marks.items()}
    return strip(label, "└", axis.width, cells, palette)


def given(trend: Trend, window: Window) -> list[Mark]:
    """The verdicts of these days, for a caption."""
    found = {verdict for day, verdict in trend.verdicts.items() if day in window}
    return [(m, str(v).removeprefix("see-"), role_of(m)) for v, m in VERDICT_MARKS.items() if v in found]


def role_of(mark: str) -> str:
    """The role that colours a verdict's mark."""
    return "caution" if mark == "B" else "run"


def _verdicts(axis: Axis, trend: Trend, window: Window) -> dict[int, str]:
    """The worst verdict of each column."""
    marks: dict[int, str] = {}
    order = "".join(VERDICT_MARKS.values())
    for day, verdict in trend.verdicts.items():
        if day in window and verdict in VERDICT_MARKS:
            column = axis.column(day)
            marks[column] = max(marks.get(column, order[0]), VERDICT_MARKS[verdict], key=order.index)
    return marks


def _free(name: str, first: int, end: int, marks: Iterable[int]) -> int | None:
    """The first column from which a name stands clear of the marks."""
    taken = {column for mark in marks for column in (mark - 1, mark, mark + 1)}
    places = (column for column in range(first, end - len(name) + 1))
    return next((place for place in places if not taken.intersection(range(place, place + len(name)))), None)
