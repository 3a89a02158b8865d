"""The frame: tabs, where one is, the footer, and messages in a line."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from itbtui.app.app import ItbApp
from itbtui.rehab.log.entries import Entry, Race, Run
from itbtui.screens.help import HelpScreen
from itbtui.widgets.frame import HERE, Frame
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.too_small import TooSmall
from tests.support.screens import MakeApp, press

RUN = Run(date=dt.date(2026, 3, 1), distance_km=5, pain=4)


def frame(app: ItbApp) -> list[str]:
    return str(app.screen.query_one(Frame).render()).splitlines()


def footer(app: ItbApp) -> str:
    return " ".join(f"{shown.written} {shown.label}" for shown in app.screen.query_one(KeyBar).shown)


def said(app: ItbApp) -> str:
    screen = app.screen
    assert isinstance(screen, LogScreen)
    line = screen.message_line
    return str(line.render()) if line.display else ""


def marked(app: ItbApp) -> str:
    """What stands above the heavy part of the rule."""
    line, rule = frame(app)
    return line[rule.index(HERE) : rule.rindex(HERE) + 1]


async def test_the_open_tab_is_marked_and_the_help_is_named(make_app: MakeApp) -> None:
    app = make_app(RUN)
    wide, narrow = ("1 Today", "2 Runs", "3 Trend", "4 Log", "6 Shoes"), ("1 Today", "2 Runs", "4 Log")
    async with app.run_test(size=(120, 36)) as pilot:
        for size, tabs in (((120, 36), wide), ((60, 20), narrow)):
            await pilot.resize_terminal(*size)
            for tab in tabs:
                await press(pilot, tab[0])
                assert marked(app) == tab
                assert "? Help" in footer(app)
                assert "Mon 2 Mar" in frame(app)[0]


@pytest.mark.parametrize(
    ("entries", "keys", "idle", "says"),
    [
        ((), "2", "enter d slash x", "Only hurt: not possible here"),
        ((), "4", "enter d slash", "Filter: not possible here"),
        ((RUN,), "2 slash z z enter", "enter d", "Delete: not possible here"),
        ((), "6", "enter d x", "Retire: not possible here"),
        ((), "6 o", "d x enter", "Change: not possible here"),
        ((Race(date=RUN.date, distance_km=5),), "6 o", "x", "Retire: not possible here"),
        ((RUN,), "3", "f", "Two episodes are needed"),
        ((), "w", "r enter", "The rule: not possible here"),
        ((), "s", "enter", "Start: not possible here"),
    ],
)
async def test_the_footer_names_what_can_be_done_and_what_cannot_is_answered(
    make_app: MakeApp, entries: tuple[Entry, ...], keys: str, idle: str, says: str
) -> None:
    app = make_app(*entries)
    async with app.run_test(size=(160, 50)) as pilot:
        await press(pilot, keys)
        screen = app.screen
        named = {shown.key for shown in screen.query_one(KeyBar).shown}
        assert named and named.isdisjoint(idle.split())
        await press(pilot, idle)
        assert app.screen is screen and said(app).strip().startswith(says)


async def test_the_trend_names_what_a_day_or_an_episode_is_needed_for_once_there_is_one(make_app: MakeApp) -> None:
    app = make_app(RUN)
    async with app.run_test(size=(160, 50)) as pilot:
        await press(pilot, "3 enter")
        assert said(app).strip().startswith("Point at a day first") and "Open" not in footer(app)
        await press(pilot, "comma")
        assert "Open" in footer(app) and "Episode" in footer(app) and "Compare" not in footer(app)


async def test_the_key_bar_leaves_out_whole_keys_and_one_can_be_clicked(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        bar = app.screen.query_one(KeyBar)
        assert 3 < len(bar.shown) < len([key for key in app.screen.active_bindings.values() if key.binding.show])
        line = str(bar.render())
        assert len(line) == bar.content_size.width
        assert all(f" {shown.written} {shown.label} " in line for shown in bar.shown)
        await pilot.resize_terminal(80, 24)
        # One can be clicked, and says more under the mouse.
        await pilot.pause()
        for label, rest in (("Log run", "distance"), ("Help", "keys")):
            place = (1 + str(bar.render()).index(label), 0)
            await pilot.hover(KeyBar, offset=place)
            assert rest in str(bar.tooltip)
            await pilot.hover(Frame)
            assert bar.under_mouse is None
        await pilot.click(KeyBar, offset=place)
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def click_on(pilot: Pilot[None], text: str) -> None:
    line = str(pilot.app.screen.query_one(Frame).render()).splitlines()[0]
    await pilot.click(Frame, offset=(2 + line.index(text), 0))
    await pilot.pause()


async def test_tabs_can_be_clicked_and_a_form_says_where_one_is(make_app: MakeApp) -> None:
    app = make_app(RUN)
    async with app.run_test(size=(100, 30)) as pilot:
        await click_on(pilot, "Runs")
        assert marked(app) == "2 Runs"
        await press(pilot, "e")
        assert "2 Runs › Change a run" in frame(app)[0]
        await press(pilot, "f1")
        assert "2 Runs › Change a run › Help" in frame(app)[0]
        await press(pilot, "escape escape")
        await click_on(pilot, "Settings")
        assert "2 Runs › Settings" in frame(app)[0]


async def test_a_click_on_what_is_gone_and_still_painted_hits_nothing(make_app: MakeApp) -> None:
    app = make_app(RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        cover = TooSmall()
        await app.screen.mount(cover)
        await pilot.pause()
        await cover.remove()
        assert app.screen.get_widget_at(40, 12)[0] is cover
        for kind in (events.MouseDown, events.MouseMove, events.MouseUp):
            await app.on_event(kind(None, 40, 12, 0, 0, 1, False, False, False))
        assert app.failure is None


async def test_a_click_beside_a_palette_that_has_closed_closes_nothing_more(make_app: MakeApp) -> None:
    app = make_app(RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p")
        palette = app.screen
        for _ in range(2):
            palette.post_message(events.Click(palette, 0, 0, 0, 0, 1, False, False, False))
        await pilot.pause()
        assert app.failure is None and len(app.screen_stack) == 1


async def test_a_key_that_does_nothing_here_says_so(make_app: MakeApp) -> None:
    app = make_app(RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash")
        assert said(app) == "/ does nothing here; on Runs and Log it is Filter. ? lists the keys."
        await press(pilot, "3 f")
        assert "Two episodes" in said(app)
        await press(pilot, "f")
        assert "Two episodes" in said(app)
        await press(pilot, "1")
        assert said(app) == "", "what was read on one screen does not follow to the next"
        await press(pilot, "r 5 slash")
        assert said(app) == ""


async def test_a_failure_stays_until_a_key_is_pressed_and_what_follows_waits(make_app: MakeApp) -> None:
    app = make_app(RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        typed_before = events.Key("z", "z")
        await asyncio.sleep(0)
        app.notify("the disk is full.", title="Not saved", severity="error")
        app.notify("an [red] shoe", title="Noted")
        await pilot.pause()
        assert said(app) == "Not saved  the disk is full."
        app._seen(typed_before.time)
        app.clear_passing()
        assert said(app) == "Not saved  the disk is full."
        await press(pilot, "2")
        assert said(app) == "Noted  an [red] shoe"
        app.clear_passing()
        assert said(app) == ""


async def test_a_log_that_is_there_again_is_not_said_to_be_gone(make_app: MakeApp, tmp_path: Path) -> None:
    app, log, elsewhere = make_app(RUN), tmp_path / "log.db", tmp_path / "elsewhere.db"
    async with app.run_test(size=(80, 24)) as pilot:
        for here, there, told in ((log, elsewhere, "The log cannot be read"), (elsewhere, log, "")):
            here.rename(there)
            app.look_for_change()
            await pilot.pause()
            assert said(app)[:22] == told
