"""Whatever is typed into a field is read, or refused in a phrase beside it; an entry takes it, or says why not."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from itbtui.measures import ReadError, read_distance, read_minutes, read_past_day, read_time, read_whole
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import Run
from itbtui.screens.run_form import RunForm
from itbtui.widgets.fields import Line, read_text
from tests.support.screens import MakeApp, shown_lines

TODAY = dt.date(2026, 3, 2)
READERS = {
    "distance_km": lambda text: read_distance(text, "mi"),
    "minutes": read_minutes,
    "rpe": read_whole,
    "time": read_time,
    "date": lambda text: read_past_day(text, TODAY),
    "notes": read_text,
}
TYPED = st.one_of(
    st.text(),
    st.from_regex(r"[-+]?[0-9_,.:eE]{1,12}", fullmatch=True),
    st.integers(0, 400).map("9".__mul__),
    st.sampled_from(
        ["nan", "-inf", "1e999", "9" * 400 + ":00", "1:" + "9" * 400, "-0", "２:０", "2024-02-29", "\x1b[2J"]
    ),
)
REFUSED = [("distance_km", "-5"), ("distance_km", "nan"), ("minutes", "9" * 400 + ":00"), ("notes", "x" * 10_001)]


@pytest.mark.parametrize(("key", "read"), READERS.items(), ids=READERS)
@given(text=TYPED)
def test_any_text_is_read_or_refused_in_a_phrase(key: str, read: Callable[[str], Any], text: str) -> None:
    try:
        Run(**{"date": TODAY, "distance_km": 5, "pain": 1, key: read(text)})
    except (ReadError, EntryError) as refused:
        assert str(refused).isprintable() and len(str(refused)) < 150


@pytest.mark.parametrize("today", [dt.date(1970, 1, 3), dt.date.max, dt.date(2024, 2, 28)])
@pytest.mark.parametrize("text", ["today", "yesterday", "-2", "2024-02-29", "2024-03-01", "9999-12-31", "0001-01-01"])
def test_a_day_is_never_beyond_tomorrow(today: dt.date, text: str) -> None:
    try:
        day = read_past_day(text, today)
    except ReadError as refused:
        assert text in str(refused)
    else:
        assert (day - today).days <= 1


async def test_what_is_refused_stays_in_the_form(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "5", "enter", "1", "ctrl+t")
        form = app.screen
        assert isinstance(form, RunForm)
        for key, typed in REFUSED:
            stood = form.field(key).raw
            form.query_one(f"#{key}", Line).value = typed
            await pilot.press("ctrl+s")
            assert isinstance(app.screen, RunForm) and app.screen is form
            assert form.field(key).has_class("wrong")
            assert form.field(key).raw == typed
            assert not app.logbook.log.runs
            form.field(key).raw = stood


async def test_what_joins_letters_can_be_typed_and_is_shown(make_app: MakeApp) -> None:
    """Persian and Hindi need them inside words, and emoji are made with them."""
    note = "می\u200cخواهم क्\u200dष"
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "3", "5", "ctrl+t")
        for character in note.replace(" ", ""):
            app.post_message(Key(f"of {ord(character)}", character))
        await pilot.pause()
        await pilot.press("ctrl+s", "enter", "4")
        await pilot.pause()
        (walk,) = app.logbook.log.cross_training
        assert walk.notes == note.replace(" ", "")
        assert walk.notes in shown_lines(app)
