"""What plotext draws of values on an axis: marks in their rows and columns, gaps where nothing is known."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.charts.axis import Axis
from itbtui.charts.palette import PLAIN
from itbtui.charts.plot import GUTTER, Scale, plot
from itbtui.charts.series import Series, bars, dashes, points, steps

FIRST = 739_600
PAIN = Scale(6, [(0, "0"), (6, "6")])
ROWS = 7

widths = st.integers(20, 200)
days = st.lists(st.none() | st.integers(0, 6), min_size=1, max_size=120)


def drawn(axis: Axis, *series: Series, scale: Scale = PAIN, rows: int = ROWS) -> list[str]:
    """The rows without the gutter, the lowest first."""
    return [line.plain[GUTTER:] for line in plot(axis, scale, rows, series, PLAIN)][::-1]


def placed(axis: Axis, values: list[int | None]) -> list[int | None]:
    """One value for each place: the worst."""
    return [
        max((value for day in place if (value := values[day - FIRST]) is not None), default=None)
        for place in axis.places
    ]


@given(days, widths)
def test_a_point_stands_in_the_row_of_its_value_and_the_column_of_its_day(values: list[int | None], width: int) -> None:
    axis = Axis(FIRST, len(values), width)
    known = placed(axis, values)
    lines = drawn(axis, points(axis, known, "run", "●"))
    marks = {(column, row) for row, line in enumerate(lines) for column in range(width) if line[column] == "●"}
    assert marks == {
        (axis.column(place[len(place) // 2]), value)
        for place, value in zip(axis.places, known, strict=True)
        if value is not None
    }


@given(days, widths)
def test_a_quiet_line_covers_the_columns_of_its_days_and_no_other(values: list[int | None], width: int) -> None:
    axis = Axis(FIRST, len(values), width)
    known = placed(axis, values)
    lines = drawn(axis, dashes(axis, known, "daily", "╌"))
    for column in range(width):
        place = next(n for n, days in enumerate(axis.places) if axis.days_at(column)[0] in days)
        rows = [row for row, line in enumerate(lines) if line[column] != " "]
        assert rows == ([] if known[place] is None else [known[place]])


@given(days, widths)
def test_the_bold_line_keeps_to_its_levels_and_stays_broken(values: list[int | None], width: int) -> None:
    axis = Axis(FIRST, len(values), width)
    known = placed(axis, values)
    lines = drawn(axis, steps(axis, known, "worst"))
    for number, (place, value) in enumerate(zip(axis.places, known, strict=True)):
        column = axis.column(place[len(place) // 2])
        around = known[max(0, number - 1) : number + 2]
        if value is not None:
            assert lines[value][column] != " "
        elif set(around) == {None}:
            assert all(line[column] == " " for line in lines)


@given(st.lists(st.tuples(st.floats(-9, 60), st.floats(0.1, 7), st.floats(0, 42)), max_size=30), st.integers(1, 8))
def test_bars_stand_on_the_ground_and_nothing_is_drawn_outside(
    given_bars: list[tuple[float, float, float]], rows: int
) -> None:
    axis = Axis(FIRST, 42, 72)
    made = bars([(FIRST + x, FIRST + x + width, height) for x, width, height in given_bars], "bar")
    lines = drawn(axis, made, scale=Scale(42, [(0, "km")], is_area=True), rows=rows)
    assert [len(line) for line in lines] == [axis.width] * rows
    for lower, higher in pairwise(lines):
        assert all(below != " " for below, above in zip(lower, higher, strict=True) if above != " ")


@pytest.mark.parametrize("height", [0.01, 10])
def test_a_bar_above_nothing_is_always_seen(height: float) -> None:
    axis = Axis(FIRST, 42, 72)
    (line,) = drawn(axis, bars([(FIRST, FIRST + 1, height)], "bar"), scale=Scale(10, [(0, "km")], is_area=True), rows=1)
    assert line.strip()
    assert not drawn(axis, bars([(FIRST, FIRST + 1, 0)], "bar"), scale=Scale(1, [(0, "km")]), rows=1)[0].strip()
