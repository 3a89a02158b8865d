"""What is private of Textual does what it is used for: without each of these the program would show or tell less."""

import asyncio
import gc
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.css.query import NoMatches
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList

from itbtui.keys.keymap import read_keymap
from itbtui.keys.textual_private import QuietEnd, key_name, own_bindings
from itbtui.screens.today import TodayScreen
from itbtui.widgets.keybar import KeyBar
from tests.support.screens import MakeApp
from tests.support.terminal import Terminal

TITLED = """
from textual.app import App
from itbtui.widgets.title import set_title

class Titled(App):
    def on_mount(self):
        set_title(self, "two\\x07 m away")

Titled().run()
"""


def test_a_key_may_be_given_as_it_stands_on_the_keyboard() -> None:
    assert [key_name(character) for character in ("?", "x", "+")] == ["question_mark", "x", "plus"]
    assert read_keymap({"why": "%"})[0] == {"why": "percent_sign"}


async def test_the_key_bar_says_what_the_screen_does_with_a_key(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.press("m")
        await pilot.pause()
        (own,) = own_bindings(app.screen, "enter")
        assert app.screen.focused is not None
        assert own.description == "Start, stop" != app.screen.active_bindings["enter"].binding.description
        assert "Start, stop" in [shown.label for shown in app.screen.query_one(KeyBar).shown]


def test_the_window_has_a_title(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "log.db", "2026-03-02T08:00", program=(sys.executable, "-c", TITLED))
    terminal.wait_until_written("\x1b]2;two m away\x1b\\")
    terminal.kill()


class Failing(QuietEnd, App[None]):
    def compose(self) -> ComposeResult:
        known = "Mabuse"
        yield Widget(id=known * (1 // 0))


def test_an_app_that_fails_says_nothing_of_what_it_knew(capsys: pytest.CaptureFixture[str]) -> None:
    app = Failing()
    app.run(headless=True)
    assert isinstance(app.failure, ZeroDivisionError)
    assert app.return_code == 1
    assert capsys.readouterr() == ("", "")


async def test_what_a_worker_fails_by_is_what_the_app_failed_by(make_app: MakeApp) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    app = make_app()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            app.run_worker(fail())
            await pilot.pause()
    assert isinstance(app.failure, ZeroDivisionError)


@pytest.mark.parametrize("is_closed", [True, False])
async def test_what_is_no_longer_found_of_a_closed_screen_is_no_failure(make_app: MakeApp, is_closed: bool) -> None:
    app = make_app()
    with pytest.raises(NoMatches) if not is_closed else nullcontext():
        async with app.run_test() as pilot:
            await pilot.press("m")
            await pilot.pause()
            screen = app.screen
            if is_closed:
                await pilot.press("escape")
                await pilot.pause()
            asyncio.get_running_loop().call_soon(screen.query_one, "#nothing")
            await pilot.pause()
    assert (app.failure is None) == is_closed


async def test_a_click_on_a_line_that_is_gone_chooses_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        options = app.screen.query_one(OptionList)
        for line in (1, options.option_count):
            style = Style(meta={"option": line})
            options.post_message(events.Click(options, 0, 0, 0, 0, 1, False, False, False, style=style))
            await pilot.pause()
        assert options.highlighted == 1
    assert app.failure is None


async def test_a_page_of_a_list_without_room_does_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        options = app.screen.query_one(OptionList)
        options.highlighted = 1
        options.styles.height = 0
        await pilot.pause()
        await pilot.press("pageup", "pagedown")
        assert options.highlighted == 1
        options.styles.height = 5
        await pilot.pause()
        await pilot.press("pagedown")
        assert options.highlighted > 1
    assert app.failure is None


async def test_what_still_wants_to_be_drawn_while_the_app_ends_is_no_failure(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        today = app.screen
        assert isinstance(today, TodayScreen)
        await today.remove_children()
        app.exit()
        today.call_next(today.looked_ahead)
        await pilot.pause()
    assert app.failure is None


async def test_closed_screens_are_let_go_of(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause()
        gc.collect()
        before = sum(type(held) is Strip for held in gc.get_objects())
        for _ in range(3):
            await pilot.press("question_mark")
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
        gc.collect()
        lines = sum(type(held) is Strip for held in gc.get_objects())
    assert lines - before < 1_000, "one page of help has more"
