"""What was packed with gzip comes out as it was, in however many parts and with whatever padding it was packed."""

import gzip
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.data.exchange.gunzip import gunzipped

LONG = b"much the same " * 20_000


@given(
    st.lists(st.binary(max_size=200) | st.just(LONG), min_size=1, max_size=5),
    st.sampled_from([0, 1, 70_000]),
    st.sampled_from([-1, 7_000, 65_537]),
)
def test_parts_and_padding(parts: list[bytes], padding: int, at_once: int) -> None:
    packed = b"".join(gzip.compress(part) + b"\0" * padding for part in parts)
    with gunzipped(BytesIO(packed)) as file:
        assert b"".join(iter(lambda: file.read(at_once), b"")) == b"".join(parts)


@pytest.mark.parametrize("short", [1, 4, 9, 100])
def test_what_is_cut_off_is_not_taken_for_the_end(short: int) -> None:
    with gunzipped(BytesIO(gzip.compress(LONG)[:-short])) as file, pytest.raises(EOFError):
        file.read()
