"""The date axis: where the days stand, and what is written below them."""

import datetime as dt

import pytest

from itbtui.widgets.axis import Axis, dates, days_of_episode

MONDAY = dt.date(2026, 3, 2).toordinal()


def written(axis: Axis) -> str:
    row = [" "] * axis.width
    for start, text in axis.labels(dates):
        row[start : start + len(text)] = text
    return "".join(row).rstrip()


SIZES = [(1, 1), (1, 70), (14, 52), (14, 72), (42, 52), (91, 72), (364, 52), (364, 72), (3650, 72), (60_000, 152)]


@pytest.mark.parametrize(("days", "width"), SIZES)
def test_every_day_and_every_column_has_its_place(days: int, width: int) -> None:
    axis = Axis(MONDAY - days + 1, days, width)
    slots = axis.slots
    assert len(slots) == min(days, width)
    assert [day for slot in slots for day in slot.days] == [*range(axis.first, axis.first + days)]
    assert [column for slot in slots for column in range(slot.first, slot.end)] == [*range(width)]
    for slot in slots[:: max(1, len(slots) // 20)]:
        assert all(axis.column(day) == slot.middle for day in (slot.first_day, slot.end_day - 1))
        assert all(axis.days_at(column) == slot.days for column in (slot.first, slot.end - 1))


def test_columns_outside_belong_to_the_ends() -> None:
    axis = Axis(MONDAY - 13, 14, 70)
    assert axis.days_at(-3) == axis.days_at(0)
    assert axis.days_at(200) == axis.days_at(69)


LABELS = [
    # days, columns, what is written
    (14, 42, "Tu We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo"),
    (42, 72, "      26 Jan      2 Feb       9 Feb      16 Feb      23 Feb      2 Mar"),
    (91, 52, "8 Dec  22 Dec  5 Jan  19 Jan  2 Feb  16 Feb  2 Mar"),
    (364, 72, "   Apr   May   Jun   Jul   Aug   Sep   Oct   Nov   Dec  2026   Feb   Mar"),
    (3650, 72, "   2017   2018   2019    2020   2021   2022   2023   2024   2025   2026"),
]


@pytest.mark.parametrize(("days", "width", "expected"), LABELS)
def test_labels(days: int, width: int, expected: str) -> None:
    assert written(Axis(MONDAY - days + 1, days, width)).split() == expected.split()


@pytest.mark.parametrize(
    "days", [1, 2, 13, 14, 21, 22, 42, 60, 91, 120, 200, 201, 364, 400, 900, 3650, 40_000, 700_000]
)
def test_labels_never_touch_and_never_leave_the_axis(days: int) -> None:
    for width in (20, 52, 72, 152, 300):
        for ways in (dates, days_of_episode):
            end = -1
            for start, text in Axis(MONDAY - days + 1, days, width).labels(ways):
                assert start > end
                end = start + len(text)
            assert end <= width


def test_a_label_stands_at_its_day() -> None:
    axis = Axis(MONDAY - 41, 42, 84)
    for start, text in axis.labels(dates)[:-1]:
        day = dt.datetime.strptime(f"{text} 2026", "%d %b %Y").date().toordinal()
        assert start <= axis.column(day) < start + len(text)


def test_days_of_an_episode() -> None:
    assert [text for _, text in Axis(1, 75, 72).labels(days_of_episode)] == [
        *("day 1", "day 15", "day 29", "day 43", "day 57", "day 71")
    ]


def test_the_first_days_of_the_calendar() -> None:
    assert Axis(1, 400, 72).labels(dates)
