"""Weeks of pain in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.charts.spark import spark

pains = st.lists(st.none() | st.integers(0, 10), max_size=90)


@pytest.mark.parametrize(
    ("values", "width", "seen", "in_ascii"),
    [
        ([0] * 12, 6, "⣀⣀⣀⣀⣀⣀", "______"),
        ([0, 0, 2, 2, 4, 4, 6, 6, 0, 0, 0, 0], 6, "⣀⠤⠒⠉⣆⣀", "_-=*__"),
        ([0, 0, None, None, None, None, 1, 1], 4, "⣀  ⠤", "_  -"),
        ([6], 3, "⠉⠉⠉", "***"),
        ([0] * 40 + [6] + [0] * 43, 21, "⣀" * 10 + "⢷" + "⣀" * 10, "_" * 10 + "*" + "_" * 10),
        ([], 4, "    ", "    "),
        ([None] * 42, 4, "    ", "    "),
    ],
)
def test_what_it_looks_like(values: list[int | None], width: int, seen: str, in_ascii: str) -> None:
    assert spark(values, width, 6) == seen
    assert spark(values, width, 6, ascii=True) == in_ascii


@given(pains, st.integers(1, 100))
def test_it_is_as_wide_as_asked_and_its_highest_dot_is_the_worst(values: list[int | None], width: int) -> None:
    line = spark(values, width, 10)
    assert len(line) == width
    known = [value for value in values if value is not None]
    assert (line.strip() == "") == (not known)
    highest = [any(ord(cell) & bits for cell in line if cell != " ") for bits in (0x09, 0x12, 0x24, 0xC0)]
    if known:
        worst = max(known)
        expected = 3 if worst == 0 else 3 - max(1, min(3, round(worst * 3 / 10)))
        assert highest.index(True) == expected


@given(pains, st.integers(1, 60))
def test_ascii_says_no_more_than_is_known(values: list[int | None], width: int) -> None:
    line = spark(values, width, 10, ascii=True)
    assert len(line) == width and line.isascii()
    known = [value for value in values if value is not None]
    assert ("*" in line) == any(value >= 9 for value in known)
    assert (line.strip() == "") == (not known)
