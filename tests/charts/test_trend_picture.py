"""The picture of the trend as text: what a person sees in a terminal without colours."""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pytest
from rich.text import Text

from itbtui.charts.episodes import compared
from itbtui.charts.palette import Palette
from itbtui.charts.picture import AT_FIRST, PANELS, Panel, View, picture
from itbtui.charts.plot import GUTTER
from itbtui.charts.stand_ins import stand_ins
from itbtui.measures import Manner
from itbtui.rehab.log.entries import CheckIn, Entry, Run, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.trend.adherence import Adherence
from itbtui.rehab.trend.comparison import comparison
from itbtui.rehab.trend.trend import RANGES, RangeName, Trend, Window
from itbtui.wording.trend import SHORT_STAGES
from tests.support.story import HURT, LAST, winter

SIZES = {"60x20": (56, 12), "80x24": (76, 16), "120x36": (116, 23), "160x50": (156, 31), "200x60": (196, 41)}
"""What is left for the picture in a terminal of this size."""
ALL: frozenset[Panel] = frozenset(PANELS)
COLOURS = Palette(*((20 * number, 200 - 20 * number, 99) for number in range(10)))
KM = Manner()


def standing_of(entries: Iterable[Entry], on: dt.date = LAST) -> Standing:
    return replay(Log.of(entries), Settings(), on, shipped())


WINTER = standing_of(winter())
TREND = Trend.of(WINTER)


def day(back: int) -> dt.date:
    return LAST - dt.timedelta(days=back)


def drawn(trend: Trend, window: Window, view: View, *, weeks: bool = False) -> list[str]:
    done = Adherence(WINTER).weeks(window.first, window.last) if weeks else None
    return [line.plain.rstrip() for line in picture(trend, window, view, done)]


def of(*entries: Entry, name: RangeName = "2w", view: View = View(77, 16, KM)) -> list[str]:  # noqa: B008
    trend = Trend.of(standing_of(entries))
    return drawn(trend, trend.window(name), view)


# --- pictures ----------------------------------------------------------------------------


PICTURES: list[tuple[str, RangeName]] = [
    *(("60x20", "2w"), ("60x20", "6w"), ("80x24", "6w"), ("80x24", "1y"), ("120x36", "6w"), ("200x60", "3m"))
]


@pytest.mark.parametrize(("size", "name"), PICTURES)
def test_pain_and_load(snapshot: Any, size: str, name: RangeName) -> None:
    assert "\n".join(drawn(TREND, TREND.window(name), View(*SIZES[size], KM))) == snapshot


@pytest.mark.parametrize("size", ["80x24", "160x50"])
def test_all_panels(snapshot: Any, size: str) -> None:
    view = View(*SIZES[size], KM, panels=ALL, cursor=HURT.toordinal())
    assert "\n".join(drawn(TREND, TREND.window("3m"), view, weeks=True)) == snapshot


@pytest.mark.parametrize("size", ["60x20", "120x36"])
def test_two_episodes(snapshot: Any, size: str) -> None:
    found = comparison(TREND)
    assert found is not None
    lines = compared(TREND, found, View(*SIZES[size], KM, cursor=40))
    assert "\n".join(line.plain.rstrip() for line in lines) == snapshot


@pytest.mark.parametrize("name", RANGES)
@pytest.mark.parametrize(("width", "height"), [(10, 1), (40, 8), (57, 11), (77, 16), (100, 20), (157, 31), (300, 80)])
def test_it_has_the_width_it_was_given_and_fills_no_more_height_than_it_needs(
    name: RangeName, width: int, height: int
) -> None:
    for panels in (AT_FIRST, ALL):
        lines = picture(TREND, TREND.window(name), View(width, height, KM, panels, cursor=TREND.today))
        least = 12 if panels is AT_FIRST else 17
        assert max(line.cell_len for line in lines) <= max(width, GUTTER + 20)
        assert len(lines) <= max(height, least)


@pytest.mark.parametrize("size", SIZES)
def test_colours_change_no_mark(size: str) -> None:
    plain = View(*SIZES[size], KM, panels=ALL)
    coloured = View(*SIZES[size], KM, panels=ALL, palette=COLOURS)
    window = TREND.window("6w")
    assert drawn(TREND, window, plain) == drawn(TREND, window, coloured)
    spans = [span for line in picture(TREND, window, coloured) for span in line.spans]
    assert {str(span.style) for span in spans} >= {"#14b463", "#3c8c63"}


def test_drawing_twice_leaves_nothing_of_the_first() -> None:
    view = View(77, 16, KM)
    first = drawn(TREND, TREND.window("1y"), view)
    drawn(TREND, TREND.window("2w"), View(157, 31, KM, ALL))
    assert drawn(TREND, TREND.window("1y"), view) == first


# --- what it must not say ------------------------------------------------------------------


def rows(lines: list[str]) -> dict[str, str]:
    """The lines with a label, by it."""
    found = (re.match(r"\s*([\w.-]+)[┤│](.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def test_unknown_days_are_gaps() -> None:
    lines = of(*(CheckIn(date=day(back), morning=0, daily=0) for back in (0, 1, 2, 30, 31, 32)), name="6w")
    zero = rows(lines)["0"]
    # Until six days after the last known one the worst of seven days is known, then nothing is.
    known = [back for back in range(42) if back <= 2 or 24 <= back <= 32]
    axis = View(77, 16, KM).axis(LAST.toordinal() - 41, 42)
    marked = {back for back in range(42) if zero.ljust(72)[axis.column(LAST.toordinal() - back)] != " "}
    # A line ends at the edge of its day, which may lie within a column.
    assert {*known} <= marked <= {beside for back in known for beside in (back - 1, back, back + 1)}


def test_no_mark_stands_between_two_levels_of_a_quiet_line() -> None:
    lines = of(CheckIn(date=day(4), morning=4), CheckIn(date=day(3), daily=1, morning=None))
    quiet = [label for label, row in rows(lines).items() if set("─╌") & set(row)]
    assert quiet in ([], ["0"])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("highest", [0, 3, 6, 7, 10])
def test_a_pain_stands_in_its_own_row_and_column(size: str, highest: int) -> None:
    pains = [pain for pain in range(highest + 1) for _ in (0, 1)][-14:]
    runs = [Run(date=day(back), distance_km=5, pain=pain, worsened=False) for back, pain in enumerate(pains)]
    view = View(*SIZES[size], KM)
    lines = of(*runs, view=view)[1:]
    axis = view.axis(LAST.toordinal() - 13, 14)
    found: dict[int, int] = {}
    for back, pain in enumerate(pains):
        column = GUTTER + axis.column(LAST.toordinal() - back)
        marked = [y for y, line in enumerate(lines) if line[column : column + 1] in ("●", "○")]
        assert len(marked) == 1 and found.setdefault(pain, marked[0]) == marked[0]
    heights = [found[pain] for pain in sorted(found, reverse=True)]
    assert heights == sorted(heights)
    assert size == "60x20" or len({*heights}) == len(heights)
    assert [label for label, row in rows(lines).items() if "○" in row] == (["0"] if 0 in pains else [])


def test_the_scale_reaches_to_6_and_as_far_as_the_pain_with_lines_at_3_and_6() -> None:
    for pain, labels in ((0, {"0", "3", "6"}), (5, {"0", "3", "6"}), (8, {"0", "3", "6", "8"})):
        lines = of(CheckIn(date=day(3), morning=pain))
        found = {match[1] for line in lines[1:] if (match := re.match(r" *(\d+)┤", line))}
        assert found == labels
        assert all("┈" * 20 in line for line in lines if re.match(r" +[36]┤", line))


def test_the_worst_of_a_column_is_drawn() -> None:
    many = [CheckIn(date=day(back), morning=9 if back == 700 else 0) for back in range(2000)]
    lines = of(*many, name="all", view=View(77, 20, KM))
    assert any(set("▄▖▗▟▙") & set(line[GUTTER:]) for line in lines if re.match(" +9┤", line))


def test_verdicts_are_marked_on_their_days_with_the_worst_on_top() -> None:
    window, view = TREND.window("6w"), View(77, 16, KM)
    course = next(line for line in drawn(TREND, window, view) if line.startswith("    └"))
    moderate = next(day for day, verdict in TREND.verdicts.items() if day in window and str(verdict) == "back-off")
    column = GUTTER + view.axis(window.first, window.days).column(moderate)
    assert [index for index, mark in enumerate(course) if mark in "BP!"] == [column]
    assert "│ladder─" in course


@pytest.mark.parametrize("width", range(30, 200, 7))
def test_the_words_of_stages_are_whole_or_not_there(width: int) -> None:
    for name in RANGES:
        lines = drawn(TREND, TREND.window(name), View(width, 16, KM))
        course = next(line for line in lines if line.startswith("    └"))
        assert set(re.findall(r"[a-z]+", course)) <= set(" ".join(SHORT_STAGES.values()).split())


def test_a_flag_is_marked() -> None:
    lines = of(CheckIn(date=day(3), morning=0, flags=("locking",)))
    assert any("!" in line and "clinician" in line for line in lines[:1])
    assert any(line.startswith("    └") and "!" in line for line in lines)


def test_onsets_of_painful_runs_alone() -> None:
    view = View(77, 16, KM, frozenset({"onset"}))
    hurt = Run(date=day(2), distance_km=6, minutes=36, pain=3, onset_min=18, worsened=False)
    lines = of(hurt, Run(date=day(5), distance_km=6, minutes=36, pain=0), view=view)
    assert "".join(lines[1:]).count("◆") == 1
    assert lines[0] == "Onset ◆ minute it began"
    without = of(Run(date=day(5), distance_km=6, pain=0), view=view)
    assert without[0] == "Onset no run in these days says when pain began"
    by_km = of(Run(date=day(2), distance_km=6, pain=3, onset_km=2, worsened=False), view=view)
    assert "◇" in "".join(by_km[1:]) and by_km[0] == "Onset ◇ km, up to 2.0"


def test_adherence_says_what_it_lacks() -> None:
    view = View(77, 16, KM, frozenset({"adherence"}))
    window = TREND.window("2w")
    assert picture(TREND, window, view)[0].plain == "Done  counting …"
    assert picture(TREND, window, view, [])[0].plain == "Done  no exercise was due in these days"


def test_miles() -> None:
    run = Run(date=day(2), distance_km=16.1, pain=0)
    assert rows(of(run, view=View(77, 20, Manner("mi")))).keys() >= {"10", "mi"}


def test_many_lengths_of_the_log_draw_no_more_marks_than_columns() -> None:
    runs = [Run(date=day(back), distance_km=5, pain=back % 3) for back in range(3650)]
    for width in (57, 77, 157):
        lines = of(*runs, name="all", view=View(width, 16, KM))
        assert all(sum(character in "●○" for character in line[GUTTER:]) <= width - GUTTER for line in lines)


def test_ascii_alone_keeps_marks_apart_and_in_place() -> None:
    view = View(77, 24, KM, ALL, cursor=TREND.today - 3)
    lines = picture(TREND, TREND.window("6w"), view, Adherence(WINTER).weeks(TREND.today - 41, TREND.today))
    plain = [stand_ins(line) for line in lines]
    assert "".join(line.plain for line in plain).isascii()
    assert [line.cell_len for line in plain] == [line.cell_len for line in lines]
    assert plain[0].plain.startswith("Pain  *o run  ## worst of 7 days  - morning  = daily")


# --- loading -----------------------------------------------------------------------------


def test_plotext_is_not_loaded_before_something_is_drawn() -> None:
    code = "import sys, itbtui.screens.trend, itbtui.charts.trend_file; sys.exit('plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_lines_are_text() -> None:
    assert all(isinstance(line, Text) for line in picture(TREND, TREND.window("6w"), View(77, 16, KM)))
