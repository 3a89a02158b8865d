"""Logging a run, as a tired runner does it."""

import datetime as dt
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.rehab.log.entries import CheckIn, Episode, Race, Run
from itbtui.screens import card
from itbtui.screens.card import VerdictScreen
from itbtui.screens.run_form import RunForm
from itbtui.screens.today import TodayScreen
from itbtui.widgets.card_row import CardRow
from tests.support.screens import HeldClock, MakeApp, field, press, runs, text_of

MARCH_2 = dt.date(2026, 3, 2)
RUN = Run(date=dt.date(2026, 3, 1), distance_km=5, pain=0)


async def test_pain_opens_the_questions_that_rules_read(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 8 enter enter 0")
        assert app.screen.query_one("#hurt").has_class("hidden")
        await press(pilot, "4")
        assert not app.screen.query_one("#hurt").has_class("hidden")
        # onset minute, did it grow: no, then as it is
        await press(pilot, "enter 9 enter n ctrl+s")
        (run,) = runs(app)
        assert (run.pain, run.onset_min, run.onset_km, run.worsened, run.limped) == (4, 9, None, False, None)
        assert "moderate" in text_of(app)
        # Answers that were given while it hurt do not stay with a painless run.
        await press(pilot, "u r 8 enter enter 4 enter 9 up 0 enter")
        (run,) = runs(app)
        assert (run.pain, run.onset_min) == (0, None)
        # Ten is typed as one and nought.
        await press(pilot, "u r 8 enter enter 1 0 ctrl+s")
        assert [run.pain for run in runs(app)] == [10]


async def test_what_cannot_be_is_said_beside_its_field_and_stays(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await press(pilot, "r 5 x down down 0 enter")
        assert isinstance(app.screen, RunForm)
        distance = app.screen.field("distance_km")
        assert distance.has_class("wrong")
        assert "5x is not a distance, such as 5.2, 5km or 3mi" in text_of(app)
        assert distance.raw == "5x"
        assert distance.has_focus_within
        await press(pilot, "end backspace 0 0 ctrl+s")
        assert distance.has_class("wrong")
        assert "500 is not between 0.1 and 200 km" in text_of(app)
        await press(pilot, "end backspace backspace")
        field(app, "date").raw = "2026-03-09"
        await press(pilot, "ctrl+s")
        assert "is in the future" in text_of(app)
        assert runs(app) == ()
        field(app, "date").raw = "yesterday"
        await press(pilot, "ctrl+s")
        assert [(run.distance_km, run.date) for run in runs(app)] == [(5, dt.date(2026, 3, 1))]


async def test_markup_in_a_note_is_only_text(make_app: MakeApp) -> None:
    note = "[/] [red]hot[/red] [bold \x1b[31m \u202e 🦵"
    app = make_app(Run(date=MARCH_2, distance_km=5, pain=0, notes=note, shoe="[/b]"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        svg = app.export_screenshot()
        assert "[red]hot[/red]" in svg
        assert "\x1b" not in svg
        await press(pilot, "d y")
        assert app.logbook.store.log().runs == ()


async def test_leaving_a_locked_file_undo_and_edit_from_the_card(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    other = sqlite3.connect(tmp_path / "log.db", isolation_level=None)
    async with app.run_test() as pilot:
        # Leaving keeps what was typed.
        await press(pilot, "r 7 . 5 enter enter 3 escape")
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "r")
        form = app.screen
        assert isinstance(form, RunForm)
        assert (form.field("distance_km").raw, form.field("pain").raw) == ("7.5", 3)
        # A locked file is said, and saving again works.
        other.execute("BEGIN IMMEDIATE")
        await press(pilot, "ctrl+s")
        assert app.screen is form
        assert "in use by another program" in text_of(app)
        assert form.field("distance_km").raw == "7.5"
        other.execute("ROLLBACK")
        await press(pilot, "ctrl+s")
        assert len(runs(app)) == 1
        assert isinstance(app.screen, VerdictScreen)
        await press(pilot, "u")
        assert runs(app) == ()
        # What was saved is not in the next form.
        await press(pilot, "r")
        assert field(app, "distance_km").raw == ""
        await press(pilot, "6 enter enter 0 enter e")
        assert isinstance(app.screen, RunForm)
        await press(pilot, "7 ctrl+s")
        assert [run.distance_km for run in runs(app)] == [7]
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert app.logbook.plan.findings == ()
        # What was logged first goes only where the runner says so.
        await press(pilot, "u u")
        assert "The log is empty then." in text_of(app)
        await press(pilot, "n")
        assert [run.distance_km for run in runs(app)] == [6]
        await press(pilot, "u y")
        assert runs(app) == ()
    other.close()


async def test_the_card_says_what_a_run_does_to_a_race(make_app: MakeApp) -> None:
    began = MARCH_2 - dt.timedelta(days=30)
    good = [CheckIn(date=began + dt.timedelta(days=number), morning=0, daily=0) for number in range(1, 30)]
    race = Race(date=dt.date(2026, 8, 2), distance_km=10)
    app = make_app(Episode(began=began, side="left"), *good, race)
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await press(pilot, "r 5 enter enter 4 enter enter y enter enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        moved = app.screen.query_one("#race", CardRow).text
        assert re.fullmatch(r"10 km: from \w+ \d+ \w+ at the earliest; it was \w+ \d+ \w+\.", moved)


@pytest.mark.parametrize("form", ["r 5 enter enter 0 enter", "c 0 enter 0 enter", "t 4 5 enter 0 enter"])
async def test_an_enter_too_many_in_the_form_does_not_close_the_card(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    app = make_app()
    monkeypatch.setattr(card, "SEEN_S", 1)
    clock = app.logbook.exercise_clock = HeldClock()
    async with app.run_test() as pilot:
        await press(pilot, f"{form} enter enter")
        assert isinstance(app.screen, VerdictScreen)
        clock.shows += 0.9
        await press(pilot, "enter")
        assert isinstance(app.screen, VerdictScreen)
        clock.shows += 0.2
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        # Esc was not meant for the form.
        await press(pilot, "r 7 enter enter 0 enter enter escape")
        assert isinstance(app.screen, TodayScreen)
        assert 7 in [run.distance_km for run in runs(app)]


@pytest.mark.parametrize("what", ["changed", "deleted"])
async def test_what_another_terminal_did_to_the_run_is_not_written_over_unasked(make_app: MakeApp, what: str) -> None:
    app = make_app(RUN)
    async with app.run_test() as pilot:
        await press(pilot, "2 enter")
        assert isinstance(app.screen, RunForm)
        app.screen.field("minutes").raw = "41"
        with Store.open(app.logbook.store.path) as elsewhere:
            if what == "changed":
                elsewhere.save(replace(RUN, distance_km=4.4), label="theirs")
            else:
                elsewhere.remove(RUN, label="theirs")
        await press(pilot, "ctrl+s")
        assert "changed elsewhere meanwhile" in text_of(app)
        assert "saves it all the same" in text_of(app)
        assert [run.distance_km for run in app.logbook.store.log().runs] == ([4.4] if what == "changed" else [])
        await press(pilot, "ctrl+s")
        assert [run.minutes for run in app.logbook.store.log().runs] == [41]


async def test_undo_on_the_card_takes_back_what_it_names_and_nothing_else(make_app: MakeApp) -> None:
    app = make_app(RUN)
    async with app.run_test() as pilot:
        await press(pilot, "r 7 enter enter 0 enter")
        with Store.open(app.logbook.store.path) as elsewhere:
            elsewhere.save(replace(RUN, id="theirs"), label="theirs")
        await press(pilot, "u")
        assert "something else was logged after it" in text_of(app)
        assert len(runs(app)) == 3
        # Where nothing was changed there is nothing to take back.
        await press(pilot, "2 e ctrl+s")
        assert isinstance(app.screen, VerdictScreen)
        assert app.screen.query(CardRow).first().label == "Unchanged"
        await press(pilot, "u")
        assert len(runs(app)) == 3
