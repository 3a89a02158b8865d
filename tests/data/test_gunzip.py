"""What was packed with gzip comes out as it was, in however many parts and with whatever padding it was packed."""

import gzip
import random
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.gunzip import gunzipped

LONG = b"much the same " * 20_000
HEAD = b"\x1f\x8b\x08"
NOTHING = 8_000_000


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


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(b"short") + b"\0" * NOTHING,
        gzip.compress(b"short") + b"\0" * NOTHING + gzip.compress(b"short"),
        HEAD + b"\x08" + b"\0" * 6 + b"a" * NOTHING,
        HEAD + b"\0" * 7 + b"\0\0\0\xff\xff" * (NOTHING // 5),
    ],
    ids=["at the end", "between parts", "a name", "empty blocks"],
)
def test_what_holds_nothing_is_not_read_on_and_on(packed: bytes) -> None:
    with gunzipped(BytesIO(packed)) as file, pytest.raises(ExchangeError, match="is padded with more than"):
        file.read()


def test_what_packing_cannot_make_smaller_is_no_padding() -> None:
    noise = random.Random(1).randbytes(NOTHING)
    with gunzipped(BytesIO(gzip.compress(noise, 1))) as file:
        assert file.read() == noise
