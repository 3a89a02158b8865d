"""The ice timer and the metronome, by a clock that the test holds; and the large digits."""

import datetime as dt
from pathlib import Path

import pytest

from itbtui.app.app import ItbApp
from itbtui.rehab.log.cadence import own_cadence
from itbtui.rehab.log.entries import Run
from itbtui.screens.ice import IceScreen
from itbtui.screens.led_run import LedRunScreen
from itbtui.screens.metronome import MetronomeScreen
from itbtui.widgets.big_digits import BigDigits, drawn
from tests.support.led import before
from tests.support.screens import HeldClock, MakeApp, press, text_of

MARCH_1 = dt.date(2026, 3, 1)


def digits(app: ItbApp) -> str:
    return app.screen.query_one(BigDigits).value


async def test_ice_for_a_quarter_of_an_hour_or_other_minutes(make_app: MakeApp) -> None:
    app = make_app()
    clock = HeldClock()
    app.logbook.exercise_clock = clock
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i")
        screen = app.screen
        assert isinstance(screen, IceScreen)
        assert digits(app) == "15:00"
        assert "A cloth between ice and skin" in text_of(app)
        await press(pilot, "space")
        clock.shows += 65
        screen.look()
        assert digits(app) == "13:55"
        await press(pilot, "space")
        clock.shows += 500
        screen.look()
        assert digits(app) == "13:55"
        await press(pilot, "right space")
        clock.shows += 14 * 60 + 54
        screen.look()
        assert digits(app) == "0:01"
        clock.shows += 1
        screen.look()
        assert "Done. Ice off." in text_of(app)
        # Ice that was over while the machine slept says since when.
        await press(pilot, "escape i space")
        clock.shows += 27 * 60
        assert isinstance(app.screen, IceScreen)
        app.screen.look()
        assert "Done 12 min ago. Ice off." in text_of(app)
        await press(pilot, "space")
        assert digits(app) == "15:00"
        # It stays within the protocol's minutes.
        for key, minutes in (("right", "20:00"), ("left", "10:00")):
            await press(pilot, " ".join([key] * 12))
            assert digits(app) == minutes


def run(number: int, cadence: int | None) -> Run:
    return Run(date=MARCH_1 - dt.timedelta(days=number), distance_km=5, pain=0, cadence_spm=cadence)


async def test_the_metronome_starts_from_ones_own_cadence(make_app: MakeApp) -> None:
    app = make_app(run(1, 160), run(2, 168), run(3, None), run(4, 170))
    async with app.run_test(size=(80, 24)) as pilot:
        assert own_cadence(app.logbook.log) == 168
        await press(pilot, "m")
        assert isinstance(app.screen, MetronomeScreen)
        assert digits(app) == "176"
        await press(pilot, "right")
        assert digits(app) == "181"
        await press(pilot, "right")
        assert digits(app) == "185"
        await press(pilot, "left left left")
        assert digits(app) == "168"


async def test_without_a_cadence_one_is_asked_for(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m enter")
        assert "steps a minute are needed" in text_of(app)
        await press(pilot, "1 0 0 0 enter")
        assert "1000 is not between 60 and 300" in text_of(app)
        await press(pilot, "backspace enter")
        assert digits(app) == "105"
        assert "Enter starts" not in text_of(app)


@pytest.mark.parametrize("keys", ["m", "g enter"])
async def test_a_beat_that_sounds_while_the_screen_is_cleared_away_draws_nothing(make_app: MakeApp, keys: str) -> None:
    app = make_app(*before(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        screen = app.screen
        assert isinstance(screen, MetronomeScreen | LedRunScreen)
        await screen.remove_children()
        screen.beat.start(180)
        screen.beat._draw(0)
        screen.beat.stop()
        await pilot.pause()
    assert app.failure is None


async def test_beats_stay_in_their_places_and_missed_ones_are_left_out(make_app: MakeApp) -> None:
    app = make_app(run(1, 120))
    clock = HeldClock()
    clock.rate = 1e-6
    app.logbook.exercise_clock = clock
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m left enter")
        screen = app.screen
        assert isinstance(screen, MetronomeScreen)
        first = clock.shows
        for late in (0.5, 1.2, 60.1):
            clock.shows = first + late
            screen.beat.beat()
            assert screen.beat.next_beat == pytest.approx(first + (int(late / 0.5) + 1) * 0.5)
        await press(pilot, "enter")
        assert screen.beat.next_beat is None


@pytest.mark.parametrize("rows", [5, 7, 9, 11, 13, 15, 17])
def test_large_digits_are_all_different_and_of_one_size(rows: int) -> None:
    shapes = [tuple(drawn(digit, rows)) for digit in "0123456789"]
    assert len(set(shapes)) == 10
    assert {(len(shape), len(line)) for shape in shapes for line in shape} == {(rows, rows)}


def test_eight_has_every_stroke() -> None:
    assert drawn("8", 5) == ["█████", "██ ██", "█████", "██ ██", "█████"]


def test_a_colon_stands_between() -> None:
    assert drawn("1:", 5) == ["   ██    ", "   ██  ██", "   ██    ", "   ██  ██", "   ██    "]


async def test_a_page_for_the_physiotherapist_goes_to_the_documents(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "P")
        assert "Nothing is logged yet" in notified(app)
        app.logbook.store.save(run(1, None), label="a run")
        app.logbook.refresh()
        await press(pilot, "P")
        assert "itbtui-report-2026-03-02.html" in notified(app)
    assert "no diagnosis" in (tmp_path / "itbtui-report-2026-03-02.html").read_text("utf-8")


def notified(app: ItbApp) -> str:
    return " ".join(f"{said.title} {said.text}" for said in app.messages)
