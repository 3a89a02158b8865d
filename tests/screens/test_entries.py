"""Everything logged: look, change, delete, take back."""

import datetime as dt

from itbtui.rehab.log.entries import CheckIn, Clearance, CrossTraining, Episode, Run, Session
from itbtui.screens.entries import EntriesScreen
from itbtui.screens.today import TodayScreen
from tests.support.screens import MakeApp, press, rows_of, text_of

MARCH_1 = dt.date(2026, 3, 1)


async def test_every_kind_is_there_and_can_be_deleted(make_app: MakeApp) -> None:
    app = make_app(
        Run(date=MARCH_1, distance_km=5, pain=0),
        CheckIn(date=MARCH_1, morning=0, flags=("locking",)),
        CrossTraining(date=MARCH_1, kind="swim", minutes=40),
        Session(date=MARCH_1, notes="[/]"),
        Clearance(date=MARCH_1, by="the physiotherapist"),
        Episode(began=MARCH_1, side="left"),
    )
    before = app.logbook.store.log()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4")
        assert isinstance(app.screen, EntriesScreen)
        details = " / ".join(row[2] for row in rows_of(app))
        for text in ("5 km · pain 0", "locking", "swim, 40 min · pain open", "[/]", "physiotherapist", "left knee"):
            assert text in details
        await press(pilot, "d y d y d y d y d y d y")
        assert not len(app.logbook.store.log())
        assert "Nothing is logged yet" in text_of(app)
        await press(pilot, "u u u u u u")
        assert app.logbook.store.log() == before


async def test_two_runs_of_one_day_stand_in_one_order_here_and_among_the_runs(make_app: MakeApp) -> None:
    early, late = dt.time(7), dt.time(18)
    app = make_app(
        *(
            Run(id=id_, date=MARCH_1, time=time, distance_km=km, pain=0)
            for id_, time, km in (("b", early, 5), ("a", late, 6))
        ),
        *(Run(id=id_, date=MARCH_1, distance_km=km, pain=0) for id_, km in (("c", 7), ("d", 8))),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        assert [row[1] for row in rows_of(app)] == ["6.0", "5.0", "8.0", "7.0"]
        await press(pilot, "4")
        assert [row[2].split()[0] for row in rows_of(app)] == ["6", "5", "8", "7"]


async def test_the_filter_looks_at_all_of_it_and_what_it_found_can_be_changed(make_app: MakeApp) -> None:
    app = make_app(
        Run(date=MARCH_1, distance_km=5, pain=0, notes="by the lake"),
        CheckIn(date=MARCH_1, morning=2),
        CrossTraining(date=dt.date(2025, 12, 31), kind="swim", minutes=40, pain=0),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4 slash l a k e")
        assert [row[1] for row in rows_of(app)] == ["run"]
        await press(pilot, "escape slash s w i m enter")
        assert [row[1] for row in rows_of(app)] == ["training"]
        await press(pilot, "escape slash d e c space 2 0 2 5")
        assert [row[1] for row in rows_of(app)] == ["training"]
        # It can be changed.
        await press(pilot, "enter enter enter 1 ctrl+s")
        (swim,) = app.logbook.store.log().cross_training
        assert (swim.minutes, swim.pain, swim.date) == (40, 1, dt.date(2025, 12, 31))
        await press(pilot, "enter escape")
        assert len(rows_of(app)) == 3
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)
