"""The main screens are made once: what they keep, and what reaches them while another screen covers them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from itbtui.app.app import ItbApp
from itbtui.rehab.log.entries import Episode, Run
from itbtui.rehab.plan.plan import Plan
from itbtui.screens.card import VerdictScreen
from itbtui.screens.runs import RunsScreen
from itbtui.screens.today import TodoList
from itbtui.screens.trend import TrendScreen
from itbtui.widgets.main_screen import MainScreen
from itbtui.widgets.table import ListTable
from tests.support.screens import MakeApp, press, rows_of, shown_lines, text_of
from tests.support.story import winter

MARCH_1 = dt.date(2026, 3, 1)
KEYS = ["2", "3", "4", "6"]


def runs(many: int = 12) -> list[Run]:
    return [Run(date=MARCH_1 - dt.timedelta(days=2 * back), distance_km=5 + back, pain=0) for back in range(many)]


def table_of(app: ItbApp) -> ListTable[Run]:
    return app.screen.query_one(ListTable)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the screens that were drawn, as they are."""
    drawn: list[str] = []
    for kind in (RunsScreen, TrendScreen):
        show = kind.show

        def noted(self: MainScreen, plan: Plan, show: Callable[[Any, Plan], None] = show) -> None:
            drawn.append(type(self).__name__)
            show(self, plan)

        monkeypatch.setattr(kind, "show", noted)
    return drawn


async def test_nothing_is_drawn_on_a_screen_that_is_covered(make_app: MakeApp, shown: list[str]) -> None:
    app = make_app(*runs())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2 3 1")
        assert shown == ["RunsScreen", "TrendScreen"]
        await press(pilot, "r 9 enter enter 0 enter")
        await press(pilot, "enter")
        await press(pilot, "u")
        assert shown == ["RunsScreen", "TrendScreen"]
        await press(pilot, "2")
        await press(pilot, "1 2")
        assert shown == ["RunsScreen", "TrendScreen", "RunsScreen"]


async def test_the_card_takes_the_place_of_the_form_and_what_is_below_is_drawn_by_the_time_it_closes(
    make_app: MakeApp,
) -> None:
    app = make_app(*runs())
    async with app.run_test(size=(80, 24)) as pilot:
        resumed: list[str] = []
        app.screen_change_signal.subscribe(app, lambda screen: resumed.append(type(screen).__name__))
        await press(pilot, "r 9 enter enter 0 enter")
        assert resumed == ["RunForm", "VerdictScreen"]
        today, card = app.screen_stack
        assert isinstance(card, VerdictScreen)
        assert any("9 km" in str(row.prompt) for row in today.query_one(TodoList).options)
        await press(pilot, "e")
        assert resumed[2:] == ["TodayScreen", "RunForm"] and "Change a run" in text_of(app)


async def test_each_is_made_once_and_what_was_logged_meanwhile_is_there(make_app: MakeApp) -> None:
    app = make_app(*runs())
    async with app.run_test(size=(80, 24)) as pilot:
        made = {}
        for key in KEYS:
            await press(pilot, key)
            made[key] = app.screen
        assert len(set(made.values())) == len(KEYS)
        for key in KEYS:
            await press(pilot, f"1 {key} {key}")
            assert app.screen is made[key], key
            assert len(app.screen_stack) == 2
        # The trend keeps its days.
        await press(pilot, "3 minus comma comma 1 3")
        assert isinstance(app.screen, TrendScreen)
        assert (app.screen.window.name, app.screen.window.last - (app.screen.cursor or 0)) == ("3m", 1)
        # A cursor on the newest stays on the newest.
        await press(pilot, "1 r 9 enter enter 0 ctrl+s")
        await press(pilot, "enter")
        for key, row in (("2", ["Mon 2 Mar", "9.0"]), ("4", ["Mon 2 Mar", "run", "9 km · pain 0"])):
            await press(pilot, key)
            assert rows_of(app)[0][: len(row)] == row
            chosen = table_of(app).chosen
            assert chosen is not None
            assert chosen.distance_km == 9, key


async def test_a_list_that_was_empty_takes_the_keys(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        assert "No run is logged yet. r logs one" in " ".join(text_of(app).split())
        await press(pilot, "1 r 5 enter enter 0 ctrl+s")
        await press(pilot, "enter 2")
        assert app.focused is table_of(app)
        await press(pilot, "d y")
        await press(pilot, "u")
        assert app.focused is table_of(app)


async def test_the_cursor_stays_on_its_run_and_a_screen_below_a_card_is_drawn_at_once(make_app: MakeApp) -> None:
    app = make_app(*runs())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2 down down down 3 2")
        assert table_of(app).cursor_row == 3
        chosen = table_of(app).chosen
        await press(pilot, "r 9 enter enter 0 ctrl+s")
        # The card leaves it visible.
        assert isinstance(below := app.screen_stack[-2], RunsScreen)
        assert below.table.items[0].distance_km == 9
        await press(pilot, "enter")
        assert table_of(app).cursor_row == 4
        assert table_of(app).chosen == chosen


async def test_a_filter_stays_over_a_form_and_goes_with_the_screen(make_app: MakeApp) -> None:
    app = make_app(*runs(3), Run(date=dt.date(2026, 3, 2), distance_km=4, pain=2, notes="by the lake"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2 slash l a k e enter e escape")
        assert len(rows_of(app)) == 1
        await press(pilot, "3 2")
        assert len(rows_of(app)) == 4
        assert not app.screen.has_class("filtered")
        assert app.focused is table_of(app)
        await press(pilot, "x")
        assert len(rows_of(app)) == 1
        await press(pilot, "1 2")
        assert len(rows_of(app)) == 4


async def test_units_reach_each_screen(make_app: MakeApp) -> None:
    app = make_app(*runs())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2 4 6 3 1 5 right escape")
        assert app.logbook.settings.units == "mi"
        for key in ("2", "6"):
            await press(pilot, key)
            assert "mi" in app.screen.query_one(ListTable).render_line(0).text.split()
        await press(pilot, "2")
        assert rows_of(app)[0][1] == "3.1"
        await press(pilot, "4")
        assert rows_of(app)[0][2].startswith("3.11 mi")
        await press(pilot, "3")
        assert "mi" in text_of(app).split()


async def drawn(pilot: Pilot[None]) -> str:
    """What the terminal shows, with its colours."""
    await pilot.pause()
    svg = pilot.app.export_screenshot()
    return svg[svg.index("<g class") :].replace(svg.split("terminal-")[1].split("-")[0], "")


async def test_theme_and_size_reach_each_screen(make_app: MakeApp) -> None:
    """A screen that was hidden meanwhile looks as one that is made only then."""
    light, small, large = "itbtui-light", (80, 24), (130, 40)

    async def looks(pilot: Pilot[None]) -> dict[str, str]:
        seen = {}
        for key in KEYS:
            await press(pilot, key)
            seen[key] = await drawn(pilot)
        return seen

    app = make_app(*winter())
    async with app.run_test(size=small) as pilot:
        await press(pilot, " ".join([*KEYS, "1"]))
        app.theme = light
        opened_before = {small: await looks(pilot)}
        await press(pilot, "1")
        await pilot.resize_terminal(*large)
        opened_before[large] = await looks(pilot)
    for size, before in opened_before.items():
        app = make_app(*winter())
        async with app.run_test(size=size) as pilot:
            app.theme = light
            afresh = await looks(pilot)
        for key in KEYS:
            assert before[key] == afresh[key], (size, key)


async def test_what_the_terminal_shows_is_what_changed(make_app: MakeApp) -> None:
    """Asked of the terminal's lines: a list, the frame, a line of choices are drawn anew while they are open."""
    (run,) = runs(1)
    app = make_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        assert "5.0" in shown_lines(app) and "week 1" not in shown_lines(app)
        began = Episode(began=MARCH_1, side="right")
        app.logbook.save(replace(run, distance_km=7.3), began, label="it began, and was longer")
        await pilot.pause()
        assert "7.3" in shown_lines(app) and "week 1" in shown_lines(app)
        await press(pilot, "5")
        assert "nord" not in shown_lines(app)
        app.theme = "nord"
        await pilot.pause()
        assert "nord" in shown_lines(app)
