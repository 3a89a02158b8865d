"""The picture of the trend as text: what a person sees in a terminal without colours."""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pytest
from rich.text import Text
from story import HURT, LAST, winter

from itbtui.rehab.adherence import Adherence
from itbtui.rehab.compare import comparison
from itbtui.rehab.entries import CheckIn, Entry, Run, Settings
from itbtui.rehab.log import Log
from itbtui.rehab.protocol import protocol
from itbtui.rehab.replay import replay
from itbtui.rehab.standing import Standing
from itbtui.rehab.trend import RANGES, RangeName, Trend, Window
from itbtui.widgets.frame import pain_labels, row_of
from itbtui.widgets.picture import AT_FIRST, PANELS, Panel, View, compared, picture
from itbtui.widgets.plot import GUTTER, Palette

SIZES = {"60x20": (56, 12), "80x24": (76, 16), "160x50": (156, 31)}
"""What is left for the picture in a terminal of this size."""
ALL: frozenset[Panel] = frozenset(PANELS)
COLOURS = Palette(*((40 * number, 200 - 20 * number, 99) for number in range(9)))


def standing_of(entries: Iterable[Entry], on: dt.date = LAST) -> Standing:
    return replay(Log.of(entries), Settings(), on, protocol())


WINTER = standing_of(winter())
TREND = Trend.of(WINTER)


def day(back: int) -> dt.date:
    return LAST - dt.timedelta(days=back)


def drawn(trend: Trend, window: Window, view: View, *, weeks: bool = False) -> list[str]:
    done = Adherence(WINTER).weeks(window.first, window.last) if weeks else None
    return [line.plain.rstrip() for line in picture(trend, window, view, done)]


def of(*entries: Entry, name: RangeName = "2w", view: View = View(77, 16)) -> list[str]:  # noqa: B008
    trend = Trend.of(standing_of(entries))
    return drawn(trend, trend.window(name), view)


# --- pictures ----------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["2w", "6w", "1y"])
def test_pain_and_load(snapshot: Any, size: str, name: RangeName) -> None:
    assert "\n".join(drawn(TREND, TREND.window(name), View(*SIZES[size]))) == snapshot


@pytest.mark.parametrize("size", SIZES)
def test_all_panels(snapshot: Any, size: str) -> None:
    view = View(*SIZES[size], panels=ALL, cursor=HURT.toordinal())
    assert "\n".join(drawn(TREND, TREND.window("3m"), view, weeks=True)) == snapshot


@pytest.mark.parametrize("size", SIZES)
def test_two_episodes(snapshot: Any, size: str) -> None:
    found = comparison(TREND)
    assert found is not None
    lines = compared(TREND, found, View(*SIZES[size], cursor=40))
    assert "\n".join(line.plain.rstrip() for line in lines) == snapshot


@pytest.mark.parametrize("name", RANGES)
@pytest.mark.parametrize(("width", "height"), [(10, 1), (40, 8), (57, 11), (77, 16), (100, 20), (157, 31), (300, 80)])
def test_it_has_the_width_it_was_given_and_fills_no_more_height_than_it_needs(
    name: RangeName, width: int, height: int
) -> None:
    for panels in (AT_FIRST, ALL):
        lines = picture(TREND, TREND.window(name), View(width, height, panels, cursor=TREND.today))
        least = 11 if panels is AT_FIRST else 16
        assert max(line.cell_len for line in lines) <= max(width, GUTTER + 20)
        assert len(lines) <= max(height, least)


@pytest.mark.parametrize("size", SIZES)
def test_colours_change_no_mark(size: str) -> None:
    plain = View(*SIZES[size], panels=ALL)
    coloured = View(*SIZES[size], panels=ALL, palette=COLOURS)
    window = TREND.window("6w")
    assert drawn(TREND, window, plain) == drawn(TREND, window, coloured)
    spans = [span for line in picture(TREND, window, coloured) for span in line.spans]
    assert {str(span.style) for span in spans} >= {"#28b463", "#50a063"}


def test_drawing_twice_leaves_nothing_of_the_first() -> None:
    view = View(77, 16)
    first = drawn(TREND, TREND.window("1y"), view)
    drawn(TREND, TREND.window("2w"), View(157, 31, ALL))
    assert drawn(TREND, TREND.window("1y"), view) == first


# --- what it must not say ------------------------------------------------------------------


def rows(lines: list[str]) -> dict[str, str]:
    """The lines with a label, by it."""
    found = (re.match(r"\s*([\w.-]+)[┤│](.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def test_unknown_days_are_gaps() -> None:
    lines = of(*(CheckIn(date=day(back), morning=0, daily=0) for back in (*range(9), 11, 12, 13)))
    zero = rows(lines)["0"]
    assert "───" in zero
    # Seven days after the last known one nothing is known of the week either, before that its worst still is.
    assert "━" in zero
    lonely = of(*(CheckIn(date=day(back), morning=0, daily=0) for back in (0, 1, 2, 30, 31, 32)), name="6w")
    assert re.search(r"─ {20,}─", rows(lonely)["0"].replace("━", " "))


def test_no_line_through_two_points() -> None:
    lines = of(CheckIn(date=day(4), morning=4), CheckIn(date=day(3), morning=1))
    assert not set("".join(lines)) & set("╮╰╯╭")


def test_a_line_through_three() -> None:
    lines = of(*(CheckIn(date=day(back), morning=pain) for back, pain in ((4, 4), (3, 1), (2, 1))))
    assert {"╮", "╰"} <= set("".join(lines))


def test_pain_of_one_never_stands_at_zero() -> None:
    for height in range(2, 30):
        levels = [row_of(pain, height) for pain in range(11)]
        assert levels[0] == 0 and levels[-1] == height - 1
        assert levels == sorted(levels)
        assert levels[1] > 0


def test_rows_that_two_pains_share_say_so() -> None:
    assert [label for _, label in pain_labels(6)] == ["0", "1-2", "3-4", "5-6", "7-8", "9-10"]
    assert [label for _, label in pain_labels(11)] == ["0", "2", "4", "6", "8", "10"]
    assert [label for _, label in pain_labels(21)] == [str(pain) for pain in range(11)]


def test_the_worst_of_a_column_is_drawn() -> None:
    many = [CheckIn(date=day(back), morning=9 if back == 700 else 0) for back in range(2000)]
    marks = [line for line in of(*many, name="all", view=View(77, 20)) if "╭" in line or "╮" in line]
    assert len(marks) == 1


def test_verdicts_are_marked_on_their_days_with_the_worst_on_top() -> None:
    window, view = TREND.window("6w"), View(77, 16)
    course = next(line for line in drawn(TREND, window, view) if line.startswith("    └"))
    moderate = next(day for day, verdict in TREND.verdicts.items() if day in window and str(verdict) == "back-off")
    column = GUTTER + view.axis(window.first, window.days).column(moderate)
    assert [index for index, mark in enumerate(course) if mark in "BP!"] == [column]
    assert "│ladder─" in course


def test_a_flag_is_marked() -> None:
    lines = of(CheckIn(date=day(3), morning=0, flags=("locking",)))
    assert any("!" in line and "clinician" in line for line in lines[:1])
    assert any(line.startswith("    └") and "!" in line for line in lines)


def test_onsets_of_painful_runs_alone() -> None:
    view = View(77, 16, frozenset({"onset"}))
    hurt = Run(date=day(2), distance_km=6, minutes=36, pain=3, onset_min=18, worsened=False)
    lines = of(hurt, Run(date=day(5), distance_km=6, minutes=36, pain=0), view=view)
    assert "".join(lines[1:]).count("◈") == 1
    assert lines[0] == "Onset ◆ minute it began  ◇ km, up to 3.0  ◈ both"
    without = of(Run(date=day(5), distance_km=6, pain=0), view=view)
    assert without[0] == "Onset no run in these days says when pain began"
    by_km = of(Run(date=day(2), distance_km=6, pain=3, onset_km=2, worsened=False), view=view)
    assert "◇" in "".join(by_km[1:]) and rows(by_km).keys() == {"2.0", "km"}


def test_adherence_says_what_it_lacks() -> None:
    view = View(77, 16, frozenset({"adherence"}))
    window = TREND.window("2w")
    assert picture(TREND, window, view)[0].plain == "Done  counting …"
    assert picture(TREND, window, view, [])[0].plain == "Done  no exercise was due in these days"


def test_miles() -> None:
    run = Run(date=day(2), distance_km=16.1, pain=0)
    assert rows(of(run, view=View(77, 20, units="mi"))).keys() >= {"10", "mi"}


def test_many_lengths_of_the_log_draw_no_more_marks_than_columns() -> None:
    runs = [Run(date=day(back), distance_km=5, pain=back % 3) for back in range(3650)]
    for width in (57, 77, 157):
        lines = of(*runs, name="all", view=View(width, 16))
        assert all(sum(character in "●○" for character in line[GUTTER:]) <= width - GUTTER for line in lines)


# --- loading -----------------------------------------------------------------------------


def test_plotext_is_not_loaded_before_something_is_drawn() -> None:
    code = "import sys, itbtui.screens.trend, itbtui.widgets.trend_file; sys.exit('plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_lines_are_text() -> None:
    assert all(isinstance(line, Text) for line in picture(TREND, TREND.window("6w"), View(77, 16)))
