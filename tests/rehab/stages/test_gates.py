"""The strength gate asks for as many sessions as the protocol says."""

from dataclasses import replace

import pytest

from itbtui.rehab.log.entries import Session, Settings
from itbtui.rehab.protocol.figures import Protocol, shipped
from itbtui.rehab.stages.gates import gates
from itbtui.rehab.stages.reading import Reading
from tests.support.build import day, log_of, session

ROUTINE = {exercise.id: exercise.sides == "each" for exercise in shipped().exercises if exercise.kind == "strength"}
TODAY = 20

COUNTED = [
    # sessions asked for, days with a whole session, and how many of them count on day 20
    ("one of one", 1, [20], 1),
    ("one, too old to be the last", 1, [13], 0),
    ("one, just young enough", 1, [14], 1),
    ("two", 2, [10, 15], 2),
    ("two, the last too old", 2, [10, 13], 1),
    ("two of three", 3, [10, 15], 2),
    ("three", 3, [8, 10, 15], 3),
    ("three, the first too old", 3, [6, 10, 15], 2),
    ("three, the last too old", 3, [8, 10, 13], 2),
    ("more than asked for", 2, [8, 10, 15], 2),
]


def strength_gate(p: Protocol, sessions: list[Session]) -> tuple[int, int, bool]:
    reading = Reading(log_of(*sessions), Settings(), p)
    found = {gate.id: gate for gate in gates(reading, ROUTINE, day(TODAY).toordinal(), 0, 5)}
    return found["strength"][1:]


@pytest.mark.parametrize("asked, days, counted", [pytest.param(*row, id=name) for name, *row in COUNTED])
def test_so_many_sessions_are_asked_for(asked: int, days: list[int], counted: int) -> None:
    p = replace(shipped(), gates=replace(shipped().gates, sessions=asked))
    assert strength_gate(p, [session(day) for day in days]) == (counted, asked, counted == asked)


def test_the_last_ones_must_all_be_without_pain() -> None:
    p = replace(shipped(), gates=replace(shipped().gates, sessions=3))
    assert strength_gate(p, [session(8), session(10, 2), session(15)])[0] == 1
