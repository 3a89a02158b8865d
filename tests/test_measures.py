"""What is said of quantities, what is read of what was typed, and that both are the same."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.measures import (
    Manner,
    ReadError,
    Units,
    harmless,
    one_line,
    read_coming_day,
    read_day,
    read_distance,
    read_minutes,
    read_number,
    read_past_day,
    read_time,
    read_whole,
    say_clock,
)

KM, MILES = Manner("km"), Manner("mi")
TODAY = dt.date(2026, 3, 4)
HUNDREDTHS = st.integers(1, 20_000).map(lambda n: n / 100)


@pytest.mark.parametrize(
    ("metres", "in_km", "in_miles", "at_most_km", "at_most_miles"),
    [
        (5200, "5.2 km", "3.23 mi", "5.2 km", "3.2 mi"),
        (5000, "5 km", "3.11 mi", "5 km", "3.1 mi"),
        (5996, "6 km", "3.73 mi", "5.9 km", "3.7 mi"),
        (1609, "1.61 km", "1 mi", "1.6 km", "0.9 mi"),
        (8047, "8.05 km", "5 mi", "8 km", "5 mi"),
        (0, "0 km", "0 mi", "0 km", "0 mi"),
    ],
)
def test_distances_are_said_as_logged_and_bounds_rounded_down(
    metres: int, in_km: str, in_miles: str, at_most_km: str, at_most_miles: str
) -> None:
    assert (KM.distance(metres), MILES.distance(metres)) == (in_km, in_miles)
    assert (KM.limit(metres), MILES.limit(metres)) == (at_most_km, at_most_miles)


@given(st.integers(0, 200_000), st.sampled_from([KM, MILES]))
def test_a_bound_never_grows_and_is_no_more_than_a_tenth_below(metres: int, say: Manner) -> None:
    said = float(say.limit(metres).removesuffix(f" {say.units}")) * say.unit_m
    assert metres - say.unit_m / 10 - 0.001 < said <= metres + 0.001


@given(HUNDREDTHS, st.sampled_from([KM, MILES]), st.sampled_from(["", " ", "unit", " unit"]))
def test_a_distance_is_said_as_it_was_typed(typed: float, say: Manner, ending: str) -> None:
    text = f"{typed:g}{ending.replace('unit', say.units)}"
    kept = read_distance(text, say.units)
    assert say.distance(round(kept * 1000)) == f"{typed:g} {say.units}"
    assert read_distance(say.distance(round(kept * 1000)), "mi" if say.units == "km" else "km") == kept


@given(st.integers(0, 24 * 3600 - 1))
def test_a_duration_is_read_as_it_is_said(seconds: int) -> None:
    assert abs(read_minutes(say_clock(seconds)) * 60 - seconds) <= 0.3


def test_a_pace_is_that_of_the_unit() -> None:
    assert (KM.pace(30, 5000), MILES.pace(30, 5000)) == ("6:00", "9:39")
    assert KM.pace(59.999, 10_000) == "5:59"


@pytest.mark.parametrize(
    ("dates", "day", "full_date", "short"),
    [
        ("day-month", "Wed 4 Mar", "4 Mar 2026", "4 Mar"),
        ("month-day", "Wed Mar 4", "Mar 4 2026", "Mar 4"),
        ("iso", "Wed 2026-03-04", "2026-03-04", "03-04"),
    ],
)
def test_days_are_said_as_dates_and_as_ordinals(dates: str, day: str, full_date: str, short: str) -> None:
    say = Manner(dates=dates)
    for given_as in (TODAY, TODAY.toordinal()):
        assert (say.day(given_as), say.full_date(given_as), say.short(given_as)) == (day, full_date, short)
    assert say.full_day(TODAY) == f"Wed {full_date}"
    assert say.date(dt.date.max.toordinal() + 400) == say.date(dt.date.max)


@pytest.mark.parametrize(
    ("text", "units", "km"),
    [
        *(("5.2", "km", 5.2), ("5,2", "km", 5.2), (".5", "km", 0.5), ("5.", "km", 5), ("3.11", "mi", 5.005)),
        *(("5km", "mi", 5), ("5 KM", "mi", 5), ("5 mi", "km", 8.047), ("1 mile", "km", 1.609), ("10k", "mi", 10)),
        *(("26.2 miles", "km", 42.165), (" 5 ", "km", 5)),
    ],
)
def test_a_distance_is_read(text: str, units: Units, km: float) -> None:
    assert read_distance(text, units) == km


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("31", 31), ("31.5", 31.5), ("31,5", 31.5), ("31:30", 31.5), ("1:02:30", 62.5), ("0:45", 0.75)),
        *(("1h 5m", 65), ("1h5", 65), ("2h", 120), ("45 min", 45), ("45m30s", 45.5), ("90:00", 90)),
    ],
)
def test_a_duration_is_read(text: str, minutes: float) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("2026-03-01", "2026-03-01"), ("today", "2026-03-04"), ("Yesterday", "2026-03-03"), ("-2", "2026-03-02")),
        *(("3 weeks ago", "2026-02-11"), ("1 day ago", "2026-03-03"), ("10 days ago", "2026-02-22")),
        *(("+30", "2026-04-03"), ("tomorrow", "2026-03-05"), (" 2024-02-29 ", "2024-02-29")),
        # It is a Wednesday.
        *(("wednesday", "2026-03-04"), ("Thu", "2026-02-26"), ("tues", "2026-03-03"), ("monday", "2026-03-02")),
        *(("4 mar", "2026-03-04"), ("mar 5", "2026-03-05"), ("6 March", "2025-03-06"), ("12feb", "2026-02-12")),
        *(("sept 30", "2025-09-30"), ("29 feb", "2024-02-29")),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert read_day(text, TODAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("wed", "2026-03-04"),
        ("tue", "2026-03-10"),
        ("4 mar", "2026-03-04"),
        ("3 mar", "2027-03-03"),
        ("yesterday", "2026-03-03"),
    ],
)
def test_a_day_to_come_is_read(text: str, day: str) -> None:
    assert read_day(text, TODAY, ahead=True) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(("text", "time"), [("07:30", "07:30"), ("7:30", "07:30"), ("7.05", "07:05"), ("19", "19:00")])
def test_a_time_is_read(text: str, time: str) -> None:
    assert read_time(text) == dt.time.fromisoformat(time)


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (lambda text: read_distance(text, "km"), "five", "five is not a distance, such as 5.2, 5km or 3mi"),
        (lambda text: read_distance(text, "km"), "5 m", "5 m is not a distance"),
        (lambda text: read_distance(text, "km"), "nan", "nan is not a distance"),
        (lambda text: read_distance(text, "km"), "km", "km is not a distance"),
        (lambda text: read_distance(text, "km", 0.1, 200), "500", "500 is not between 0.1 and 200 km"),
        (lambda text: read_distance(text, "mi", 0.1, 200), "140", "140 is not between 0.06 and 124.2 mi"),
        (read_number, "1e3", "1e3 is not a number, such as 5.2"),
        (read_number, "1_000", "1_000 is not a number"),
        (read_whole, "3.5", "3.5 is not a whole number, such as 4"),
        (read_minutes, "1:60", "1:60 is not a duration, such as 31, 31:30, 1:02:30 or 1h 5m"),
        (read_minutes, "1:75:00", "1:75:00 is not a duration"),
        (read_minutes, "", " is not a duration"),
        (
            lambda text: read_past_day(text, TODAY),
            "3/4",
            "3/4 is not a date, such as 2026-03-04, 4 mar, yesterday or -2",
        ),
        (lambda text: read_past_day(text, TODAY), "+9", "2026-03-13 is in the future; the day it happened is wanted"),
        (lambda text: read_past_day(text, TODAY, or_tomorrow=False), "+1", "2026-03-05 is in the future; the day"),
        (lambda text: read_coming_day(text, TODAY, "x"), "yesterday", "2026-03-03 has passed; a day from today on"),
        (lambda text: read_day(text, TODAY, example="x"), "-9999999", "-9999999 is not a date, such as x"),
        *((lambda text: read_day(text, TODAY), text, text) for text in ("mo", "12 fe", "31 feb", "0 mar", "12 mon")),
        (read_time, "24:00", "24:00 is not a time, such as 07:30"),
        (read_time, "noon", "noon is not a time"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_be_right(
    read: Callable[[str], Any], text: str, says: str
) -> None:
    with pytest.raises(ReadError) as refused:
        read(text)
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("می\u200cخواهم 👩\u200d🔬", "می\u200cخواهم 👩\u200d🔬"),
        ("東京\u3000駅 10\u00a0km", "東京\u3000駅 10\u00a0km"),
        ("a\x1b[2Jb\u202ec\x07\r", "a�[2Jb�c��"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_was_typed_is_shown_without_what_moves_a_terminal(text: str, shown: str) -> None:
    assert harmless(text) == shown
    assert one_line(text) == shown.replace("\n", " ")
