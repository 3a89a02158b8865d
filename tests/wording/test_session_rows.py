"""A row of a session as it is typed, and said so that it can be typed again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.measures import ReadError
from itbtui.rehab.exercises.player import Load
from itbtui.rehab.log.entries import ExerciseDone, Side
from itbtui.wording.session_rows import TypedRow, read_row, say_row


@pytest.mark.parametrize(
    ("text", "side", "sets", "load"),
    [
        ("15 15 12", None, (15, 15, 12), Load()),
        ("12, 8", None, (12, 8), Load()),
        ("right 15 15 12, 2 kg", "right", (15, 15, 12), Load("weight", 2)),
        ("Left 12,red band", "left", (12,), Load("band", None, "red")),
        ("both 60", "both", (60,), Load()),
        ("right 10, 2,5 kg", "right", (10,), Load("weight", 2.5)),
        ("10 10 2.5kg, green loop band", None, (10, 10), Load("band", 2.5, "green loop")),
        ("right band", "right", (), Load("band")),
        ("left", "left", (), Load()),
    ],
)
def test_it_is_read(text: str, side: Side | None, sets: tuple[int, ...], load: Load) -> None:
    assert read_row(text) == TypedRow(side, sets, load)


@pytest.mark.parametrize("text", ["12 x", "up 12", "12 9999", "-3", "12, 5000 kg", "12 kg band x"])
def test_it_is_refused(text: str) -> None:
    with pytest.raises(ReadError):
        read_row(text)


@given(
    st.sampled_from(["left", "right", "both", None]),
    st.lists(st.integers(0, 200), min_size=1, max_size=4).map(tuple),
    st.sampled_from([Load(), Load("weight", 2.5), Load("band", None, "red"), Load("band")]),
)
def test_what_is_said_is_read_again(side: Side | None, sets: tuple[int, ...], load: Load) -> None:
    row = ExerciseDone(exercise="clamshell", side=side, sets=sets, load=load.kind, load_kg=load.kg, band=load.band)
    assert read_row(say_row(row)) == TypedRow.of(row)
