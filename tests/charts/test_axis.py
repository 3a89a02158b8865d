"""The date axis: where the days stand, and what is written below them."""

import datetime as dt

import pytest

from itbtui.charts.axis import Axis, dates, days_of_episode
from itbtui.charts.palette import PLAIN
from itbtui.charts.plot import GUTTER, ruler
from itbtui.measures import Manner

MONDAY = dt.date(2026, 3, 2).toordinal()


def written(axis: Axis) -> str:
    return ruler(axis, axis.labels(dates(axis.days, Manner())), PLAIN).plain[GUTTER:].rstrip()


SIZES = [(1, 1), (1, 70), (14, 52), (14, 72), (42, 52), (91, 72), (364, 52), (364, 72), (3650, 72), (60_000, 152)]


@pytest.mark.parametrize(("days", "width"), SIZES)
def test_every_day_and_every_column_has_its_place(days: int, width: int) -> None:
    axis = Axis(MONDAY - days + 1, days, width)
    places = axis.places
    assert len(places) == min(days, width)
    assert [day for place in places for day in place] == [*range(axis.first, axis.first + days)]
    assert axis.start(axis.first) == 0 and axis.start(axis.first + days) == width
    for place in places[:: max(1, len(places) // 20)]:
        for day in (place[0], place[-1]):
            column = axis.column(day)
            assert axis.days_at(column) == place
            assert len(place) > 1 or axis.start(day) <= column < axis.start(day + 1)
            assert axis.x(column) == pytest.approx(axis.left + (column + 0.5) * days / width)


def test_columns_outside_belong_to_the_ends() -> None:
    axis = Axis(MONDAY - 13, 14, 70)
    assert axis.days_at(-3) == axis.days_at(0)
    assert axis.days_at(200) == axis.days_at(69)


LABELS = [
    # days, columns, what is written
    (14, 42, "Tu We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo"),
    (42, 72, "      26 Jan      2 Feb       9 Feb      16 Feb      23 Feb      2 Mar"),
    (91, 52, "8 Dec  5 Jan  2 Feb  2 Mar"),
    (364, 72, "   Apr   May   Jun   Jul   Aug   Sep   Oct   Nov   Dec  2026   Feb   Mar"),
    (3650, 72, "   2017   2018   2019    2020   2021   2022   2023   2024   2025   2026"),
]


@pytest.mark.parametrize(("days", "width", "expected"), LABELS)
def test_labels(days: int, width: int, expected: str) -> None:
    assert written(Axis(MONDAY - days + 1, days, width)).split() == expected.split()


@pytest.mark.parametrize(
    "days", [1, 2, 13, 14, 21, 22, 42, 60, 91, 120, 200, 201, 364, 400, 900, 3650, 40_000, 700_000]
)
def test_all_labels_are_written_whole_and_apart(days: int) -> None:
    for width in (20, 52, 72, 152, 300):
        for ways in (dates(days, Manner()), days_of_episode()):
            axis = Axis(MONDAY - days + 1, days, width)
            labels = axis.labels(ways)
            line = ruler(axis, labels, PLAIN).plain
            assert len(line) == GUTTER + width
            assert " ".join(line.split()) == " ".join(text for _, text in labels)


def test_a_label_stands_at_its_day() -> None:
    axis = Axis(MONDAY - 41, 42, 84)
    labels = axis.labels(dates(42, Manner()))
    line = ruler(axis, labels, PLAIN).plain[GUTTER:]
    for day, text in labels[:-1]:
        assert line.index(text) <= axis.column(day) < line.index(text) + len(text)


def test_days_of_an_episode() -> None:
    assert [text for _, text in Axis(1, 75, 72).labels(days_of_episode())] == [
        *("day 1", "day 15", "day 29", "day 43", "day 57", "day 71")
    ]


def test_the_first_days_of_the_calendar() -> None:
    assert Axis(1, 400, 72).labels(dates(400, Manner()))
