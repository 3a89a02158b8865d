"""Shoes and races: added, changed, retired, deleted, taken back; what a new run takes from them, and Today says."""

import datetime as dt
import gc

import pytest
from textual.pilot import Pilot

from itbtui.app.app import ItbApp
from itbtui.rehab.log.entries import CheckIn, Episode, Race, Run, Shoe
from itbtui.screens.gear import GearScreen
from itbtui.screens.run_form import RunForm
from tests.support.screens import MakeApp, press, rows_of, text_of

MARCH_1 = dt.date(2026, 3, 1)


def ran(back: int, shoe: str) -> Run:
    return Run(date=MARCH_1 - dt.timedelta(days=back), distance_km=8, pain=0, shoe=shoe)


def rows(app: ItbApp, which: str) -> list[list[str]]:
    return rows_of(app, f"#{which}")


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if c == " " else "full_stop" if c == "." else c for c in text))


async def test_a_pair_and_a_race_are_added_and_what_is_wrong_is_said_beside_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6 plus")
        await typed(pilot, "blue")
        await press(pilot, "enter 1 2 0 enter enter")
        (shoe,) = app.logbook.store.log().shoes
        assert (shoe.name, shoe.km, shoe.first_used, shoe.retired) == ("blue", 120, None, None)
        assert rows(app, "shoes") == [["blue", "120", "", "–"]]
        # What is wrong is said beside it.
        await press(pilot, "plus")
        await typed(pilot, "Blue")
        await press(pilot, "ctrl+s")
        assert "there is a pair of that name" in text_of(app)
        await press(pilot, "escape o plus")
        await typed(pilot, "may")
        await press(pilot, "ctrl+s")
        assert "may is not a date, such as 2026-05-25 or +30" in text_of(app)
        assert len(app.logbook.store.log()) == 1
        # A race lies ahead.
        await press(pilot, "backspace backspace backspace minus 1 ctrl+s")
        assert "2026-03-01 has passed; a day from today on is wanted" in text_of(app)
        await press(pilot, "backspace backspace plus 3 0 enter 1 0 enter enter")
        (race,) = app.logbook.store.log().races
        assert (race.date, race.distance_km, race.name) == (MARCH_1 + dt.timedelta(days=31), 10, None)
        assert "Wed 1 Apr, in 30 days: 10 km\nAs you like" in text_of(app)
        await press(pilot, "u u y")
        assert len(app.logbook.store.log()) == 0


async def test_a_pair_that_stands_in_runs_is_retired_not_deleted(make_app: MakeApp) -> None:
    app = make_app(Shoe(name="Road"), Shoe(name="Unused", first_used=MARCH_1), ran(3, "Road"), ran(5, "[/]"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6")
        assert [row[0] for row in rows(app, "shoes")] == ["Unused", "Road", "[/]"]
        await press(pilot, "d n d y")
        assert [shoe.name for shoe in app.logbook.store.log().shoes] == ["Road"]
        await press(pilot, "d")
        assert app.logbook.store.log().shoes[0].retired
        assert "It stands in 1 run, so it is retired, not deleted" in [said.text for said in app.messages][-1]
        assert [row[0] for row in rows(app, "shoes")] == ["[/]", "Road"]
        await press(pilot, "d")
        assert "stands only in runs" in [said.text for said in app.messages][-1]
        await press(pilot, "x")
        assert {shoe.name for shoe in app.logbook.store.log().shoes if shoe.retired} == {"[/]", "Road"}
        await press(pilot, "u u u")
        assert {shoe.name for shoe in app.logbook.store.log().shoes if not shoe.retired} == {"Road", "Unused"}


async def test_another_name_goes_along_into_the_runs(make_app: MakeApp) -> None:
    app = make_app(Shoe(name="Road"), ran(3, "Road"), ran(5, "Trail"))
    before = app.logbook.store.log()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6 enter")
        await typed(pilot, "Grey")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, GearScreen)
        assert [run.shoe for run in app.logbook.store.log().runs] == ["Trail", "Grey"]
        await press(pilot, "u")
        assert app.logbook.store.log() == before


async def test_a_new_run_is_in_the_pair_worn_last_and_may_name_any(make_app: MakeApp) -> None:
    app = make_app(Shoe(name="Road pair"), Shoe(name="Old", retired=True), ran(3, "Road pair"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 5 enter enter 0 enter enter")
        await press(pilot, "r 6 enter enter 0 ctrl+t")
        assert isinstance(app.screen, RunForm)
        app.screen.set_focus(app.screen.field("shoe").editor)
        await typed(pilot, "ro")
        await app.workers.wait_for_complete()
        await press(pilot, "right ctrl+s enter")
        await press(pilot, "r 7 enter enter 0 ctrl+t")
        app.screen.set_focus(app.screen.field("shoe").editor)
        await typed(pilot, "Borrowed")
        await press(pilot, "ctrl+s")
        assert {run.distance_km: run.shoe for run in app.logbook.store.log().runs} == {
            8: "Road pair",
            5: "Road pair",
            6: "Road pair",
            7: "Borrowed",
        }


async def test_a_race_that_has_passed_can_be_read_changed_and_deleted(make_app: MakeApp) -> None:
    app = make_app(Race(date=MARCH_1, distance_km=10))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6 o enter enter 1 1 enter")
        await typed(pilot, "Spring")
        await press(pilot, "enter")
        (race,) = app.logbook.store.log().races
        assert (race.date, race.distance_km, race.name) == (MARCH_1, 11, "Spring")
        assert rows(app, "races") == [["Spring", "11", "1 day ago", "Sun 1 Mar"]]
        await press(pilot, "d y")
        assert not app.logbook.store.log().races


async def test_today_names_the_next_race_and_the_earliest_day(make_app: MakeApp) -> None:
    began = MARCH_1 - dt.timedelta(days=10)
    good = [CheckIn(date=began + dt.timedelta(days=number), morning=0, daily=0) for number in range(1, 11)]
    races = [Race(date=dt.date(2026, 9, 6), distance_km=10, name="[red]Ten"), Race(date=MARCH_1, distance_km=5)]
    app = make_app(Episode(began=began, side="left"), *good, *races)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "10 km, [red]Ten, on Sun 6 Sep; from" in text_of(app)
        assert "at the earliest, if every day goes" in " ".join(text_of(app).split())
        before = app.logbook.reaches
        await press(pilot, "c 3 enter enter")
        await app.workers.wait_for_complete()
        assert app.logbook.reaches is not None
        assert app.logbook.reaches != before


async def test_races_looked_at_twice_at_once_leave_no_warning_behind(
    make_app: MakeApp, recwarn: pytest.WarningsRecorder
) -> None:
    app = make_app(Episode(began=dt.date(2026, 2, 20), side="right"), Race(date=dt.date(2026, 4, 26), distance_km=10))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.look_ahead()
        app.look_ahead()
        await pilot.pause()
    gc.collect()
    assert not [str(warned.message) for warned in recwarn if "never awaited" in str(warned.message)]
