"""All runs: find one, change it, delete it, take it back."""

import datetime as dt

from itbtui.app.app import ItbApp
from itbtui.rehab.log.entries import CheckIn, Run
from itbtui.screens.run_form import RunForm
from itbtui.screens.runs import RunsScreen
from itbtui.screens.today import TodayScreen
from itbtui.widgets.table import ListTable
from tests.support.screens import MakeApp, press, rows_of

MARCH_1 = dt.date(2026, 3, 1)


def day(back: int) -> dt.date:
    return MARCH_1 - dt.timedelta(days=back)


def shown(app: ItbApp) -> list[str]:
    return [day for day, *_ in rows_of(app)]


def opened(app: ItbApp) -> list[str]:
    """What stands below the row with the cursor."""
    return [str(line) for line in app.screen.query_one(ListTable)._open]


def groups(app: ItbApp) -> list[str]:
    table = app.screen.query_one(ListTable)
    return [str(table._group(first)) for first in table._firsts]


def some() -> list[Run | CheckIn]:
    return [
        Run(date=day(0), distance_km=5, minutes=30, pain=4, worsened=False, onset_min=12),
        Run(date=day(2), distance_km=6, minutes=36, pain=0, notes="by the lake"),
        Run(date=day(9), distance_km=7, pain=0),
        CheckIn(date=day(-1), morning=1),
    ]


async def test_newest_first_found_deleted_taken_back_and_changed(make_app: MakeApp) -> None:
    app = make_app(*some())
    before = app.logbook.store.log()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        assert shown(app) == ["Sun 1 Mar", "Fri 27 Feb", "Fri 20 Feb"]
        assert rows_of(app)[0][1:] == ["5.0", "30", "6:00", "4", "min 12", "1", "back-off", ""]
        assert opened(app) == [
            "Pain 4 in the run, and it did not grow (moderate).",
            "Next morning 1. Back off one step. Stage: running less; it was free to run.",
        ]
        await press(pilot, "j")
        assert opened(app) == ["Clean. The next morning is not logged.", "by the lake"]
        assert groups(app) == [
            "23 Feb – 1 Mar   11 km in 2 runs, worst pain 4",
            "16 Feb – 22 Feb   7 km in 1 run, worst pain 0",
        ]
        # Filtered by text, and by hurt.
        await press(pilot, "slash l a k e")
        assert shown(app) == ["Fri 27 Feb"]
        await press(pilot, "escape x")
        assert shown(app) == ["Sun 1 Mar"]
        assert groups(app) == ["23 Feb – 1 Mar   5 km in 1 of 2 runs, worst pain 4"]
        await press(pilot, "escape")
        assert len(shown(app)) == 3
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)
        # Deleted, and taken back.
        await press(pilot, "2 home d n")
        assert app.logbook.store.log() == before
        await press(pilot, "d y")
        assert [run.date for run in app.logbook.store.log().runs] == [day(9), day(2)]
        assert len(shown(app)) == 2
        await press(pilot, "u")
        assert app.logbook.store.log() == before
        # Changed.
        await press(pilot, "home j enter")
        assert isinstance(app.screen, RunForm)
        await press(pilot, "8 ctrl+s enter")
        assert isinstance(app.screen, RunsScreen)
        assert [run.distance_km for run in app.logbook.store.log().runs] == [7, 8, 5]


async def test_the_verdict_is_there_in_every_width(make_app: MakeApp) -> None:
    app = make_app(Run(date=day(0), distance_km=5, pain=4, worsened=False, shoe="Road", notes="long " * 40))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        for width in (50, 60, 80, 120, 160, 200):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            table = app.screen.query_one(ListTable)
            lines = [table.render_line(y).text for y in range(table.size.height)]
            assert "back-off" in lines[2]
            assert ("Road" in lines[2]) == (width >= 120)
            assert ("long" in lines[2]) == (width >= 160)
            assert table.max_scroll_x == 0


async def test_two_thousand_runs_scroll(make_app: MakeApp) -> None:
    app = make_app(*(Run(date=day(back), distance_km=5, pain=0) for back in range(2000)))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2 end")
        table = app.screen.query_one(ListTable)
        assert len(table.items) == 2000
        assert table.cursor_row == 1999
