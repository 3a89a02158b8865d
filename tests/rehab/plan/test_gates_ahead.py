"""The first day on which the gates could be met: a bound that a course of good days reaches."""

import pytest

from tests.support.build import Part, ask, blank, check, exercise, number_of, rebuild, run, session, walk

EARLIEST = [
    # the log, and the first day on which the gates could be met, asked on day 0
    ("nothing of strength yet", [rebuild()], 2),
    ("a session today", [rebuild(), session(0)], 2),
    ("one today, one before", [rebuild(), session(-3), session(0)], 0),
    ("one the day before", [rebuild(), session(-1)], 1),
    ("one two days before", [rebuild(), session(-2)], 0),
    ("one exercise the day before", [rebuild(), exercise(-1, 0)], 3),
    ("one that hurt today", [rebuild(), session(0, 1)], 5),
    ("the walk may be today", [rebuild(), session(-4), session(-2)], 0),
    ("all of them", [rebuild(), session(-4), session(-2), walk(-1)], 0),
    ("a painful day today", [rebuild(), check(0, 0, 1)], 5),
    ("a painful day yesterday", [rebuild(), check(-1, 0, 1)], 4),
    ("the same, today still open", [rebuild(), check(-1, 0, 1), blank(0)], 4),
    ("settling first", [run(0, km=8, pain=5, worsened=True)], 8),
]


@pytest.mark.parametrize("log, first", [pytest.param(*row, id=name) for name, *row in EARLIEST])
def test_the_gates_could_be_met_from(log: list[Part], first: int) -> None:
    assert number_of(ask(0, *log).gates_from) == first
