"""The demo: marked on every screen, and nothing of it reaches the user's own files."""

import datetime as dt
import importlib
import inspect
import pkgutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.pilot import Pilot
from textual.screen import Screen

from itbtui import screens, widgets
from itbtui.app.app import ItbApp
from itbtui.data.store import Store
from itbtui.logbook.demo_store import Demo, made_up_year
from itbtui.logbook.logbook import Logbook
from itbtui.widgets.form import Form
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.led_screen import LedScreen
from itbtui.widgets.lined import Lined
from itbtui.widgets.log_modal import LogModal
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.main_screen import MainScreen
from itbtui.widgets.questions import AskPain
from tests.support.empty import empty_log
from tests.support.march import in_rehab
from tests.support.screens import press

TINY = (20, 5)
"""Too small for a whole bar."""
SIZES = [(160, 50), (80, 24), (60, 20), TINY]
WAYS = ("", "2", "3", "s enter p", "m", "w", "question_mark", "c", "r", "r 5 enter enter 0 enter")
"""Keys from Today to screens of each kind: main ones, a question over the player, a timer, pages, forms, a card."""


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Demo]:
    """A demo's folder, with a short log, on a system where the user has set nothing."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("ITBTUI_NOW", "2026-03-02T08:00")
    with tempfile.TemporaryDirectory(dir=tmp_path) as name:
        folder = tempfile.TemporaryDirectory(dir=name)
        yield Demo(folder)


def opened(demo: Demo) -> ItbApp:
    store = Store.open(empty_log(demo.database), now=lambda: dt.datetime(2026, 3, 2, 8))
    store.save(*in_rehab(), label="what was there before")
    return ItbApp(Logbook(store, demo.settings), demo=demo)


def last_segment(pilot: Pilot[None]) -> Segment:
    """What stands at the end of the last line."""
    bar = pilot.app.screen.query_one(KeyBar)
    assert bar.region.bottom_right == pilot.app.screen.region.bottom_right
    return list(bar.render_line(0))[-1]


async def test_each_screen_is_drawn_in_every_size_the_mark_at_the_end_of_its_last_line(demo: Demo) -> None:
    app, sizes = opened(demo), SIZES
    async with app.run_test(size=sizes[0]) as pilot:
        for keys in WAYS:
            await press(pilot, keys)
            for size in sizes:
                if size != app.screen.size:
                    await pilot.resize_terminal(*size)
                    await pilot.pause()
                assert app.screen.size == size
                if size == TINY:
                    continue
                text, style, _ = last_segment(pilot)
                assert text.strip() == "demo", keys
                assert style is not None
                assert style.reverse
            sizes = sizes[::-1]
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await pilot.pause()


def test_each_screen_has_the_bar_on_which_the_mark_stands() -> None:
    modules = [
        importlib.import_module(f"{room.__name__}.{module.name}")
        for room in (screens, widgets)
        for module in pkgutil.iter_modules(room.__path__)
    ]
    found = {c for module in modules for c in vars(module).values() if inspect.isclass(c) and issubclass(c, Screen)}
    ours = {c for c in found if c.__module__.startswith("itbtui.")} - {
        MainScreen,
        LogScreen,
        LogModal,
        LedScreen,
        Lined,
    }
    assert {Form, AskPain} <= ours
    for screen in ours:
        assert "yield KeyBar()" in inspect.getsource(screen.compose), screen


async def test_it_says_once_that_all_is_made_up(demo: Demo) -> None:
    app = opened(demo)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [(told.title, "nothing of it is kept" in told.text) for told in app.messages] == [("Demo", True)]


async def test_what_is_set_in_it_is_gone_with_it(demo: Demo, tmp_path: Path) -> None:
    app = opened(demo)
    async with app.run_test() as pilot:
        app.prefer(sound=False)
        app.theme = "itbtui-light"
        await pilot.pause()
        assert "sound = false" in demo.settings.read_text()
        assert "itbtui-light" in demo.settings.read_text()
    assert not (tmp_path / "config").exists()


async def test_the_year_is_there_and_no_undo_takes_it_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("ITBTUI_NOW", "2026-03-02T08:00")
    with made_up_year() as demo, Store.open(demo.database) as store:
        assert demo.database.stat().st_mode & 0o777 == 0o600
        assert demo.database.parent.stat().st_mode & 0o777 == 0o700
        app = ItbApp(Logbook(store, demo.settings), demo=demo)
        async with app.run_test() as pilot:
            await press(pilot, "u")
            assert len(app.logbook.log) > 300
            assert app.logbook.plan.running.allowed
    assert list(tmp_path.iterdir()) == []


async def test_without_a_demo_nothing_says_so(demo: Demo) -> None:
    store = opened(demo).logbook.store
    async with ItbApp(Logbook(store)).run_test() as pilot:
        await pilot.pause()
        assert not pilot.app.screen.query("#demo")
