"""The trend on a screen: its keys, its mouse, its sizes."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from itbtui.app.app import ItbApp
from itbtui.rehab.log.entries import CheckIn, Episode, Run
from itbtui.screens.check_in import CheckInForm
from itbtui.screens.run_form import RunForm
from itbtui.screens.today import TodayScreen
from itbtui.screens.trend import TrendScreen
from itbtui.widgets.trend_picture import TrendPicture
from tests.support.screens import MakeApp, press
from tests.support.story import winter

MARCH_2 = dt.date(2026, 3, 2)


def screen(app: ItbApp) -> TrendScreen:
    assert isinstance(app.screen, TrendScreen)
    return app.screen


def part(app: ItbApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}", Static).render())


def picture(app: ItbApp) -> list[str]:
    return str(app.screen.query_one(TrendPicture).query_one(Static).render()).split("\n")


async def counted(app: ItbApp, pilot: Pilot[None]) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_its_ranges_its_days_and_the_ways_through_time(make_app: MakeApp, on: Callable[[str], None]) -> None:
    app = make_app(*winter())
    async with app.run_test(size=(80, 24)) as pilot:
        # It opens on six weeks with pain, load and words.
        await press(pilot, "3")
        assert "[6w]" in part(app, "ranges")
        assert part(app, "window") == "20 Jan – 2 Mar 2026"
        assert picture(app)[0].startswith("Pain  ●○ run")
        assert any(line.startswith("  km") for line in picture(app))
        assert "About the same as 6 weeks ago: worst 0 this week, 0 then, 4 last week." in part(app, "words")
        # Through time and back.
        await press(pilot, "left")
        assert part(app, "window") == "13 Jan – 23 Feb 2026"
        assert "the week before" in part(app, "words")
        await press(pilot, "right right")
        assert part(app, "window") == "20 Jan – 2 Mar 2026"
        await press(pilot, "home")
        assert part(app, "window").startswith("1 Sep")
        assert part(app, "day").startswith("Mon 1 Sep")
        await press(pilot, "end")
        assert part(app, "window") == "20 Jan – 2 Mar 2026"
        # Ranges by key and by mouse.
        await press(pilot, "minus")
        assert "[3m]" in part(app, "ranges")
        await press(pilot, "plus plus")
        assert "[2w]" in part(app, "ranges")
        await press(pilot, "e")
        assert "[episode]" in part(app, "ranges")
        assert part(app, "window").startswith("18 Dec 2025")
        # An episode stands alone: nothing beyond it is pointed at.
        await press(pilot, "home")
        assert part(app, "day").startswith("Thu 18 Dec")
        await press(pilot, "end")
        await pilot.click("#ranges", offset=(part(app, "ranges").index("1y"), 0))
        await pilot.pause()
        assert "[1y]" in part(app, "ranges")
        # Left and opened again it keeps its range; the day that ends meanwhile moves its window.
        await press(pilot, "plus plus escape")
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "3")
        assert "[6w]" in part(app, "ranges")
        on("2026-03-03T08:00")
        app.look_for_change()
        await pilot.pause()
        assert part(app, "window") == "21 Jan – 3 Mar 2026"


async def test_nothing_is_cut_in_any_size_or_theme(make_app: MakeApp) -> None:
    sizes = ((60, 20), (80, 24), (160, 50))
    app = make_app(*winter())
    async with app.run_test(size=sizes[0]) as pilot:
        await press(pilot, "3")
        small = picture(app)
        for keys in ("minus", "minus", "minus", "e", "f"):
            await press(pilot, keys)
            for size in sizes:
                if size != app.size:
                    await pilot.resize_terminal(*size)
                    await pilot.pause()
                shown = app.screen.query_one(TrendPicture)
                room = shown.scrollable_content_region
                assert shown.max_scroll_y == 0, (keys, size)
                assert max(map(len, picture(app))) <= room.width
                told = app.screen.query_one("#told")
                assert told.max_scroll_y == 0, (keys, size)
            sizes = sizes[::-1]
        await press(pilot, "escape plus")
        assert "[6w]" in part(app, "ranges")
        # A window that grew and shrinks, however far, and other themes.
        for size in ((30, 8), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert max(map(len, picture(app))) <= max(size[0], 25)
        assert picture(app) == small
        for theme in ("itbtui-light", "ansi-dark", "ansi-light", "nord"):
            app.theme = theme
            await pilot.pause()
            assert picture(app) == small


async def test_the_cursor_and_the_mouse_name_a_day_and_open_its_run(make_app: MakeApp) -> None:
    hurt = MARCH_2 - dt.timedelta(days=210)
    app = make_app(*winter(), CheckIn(date=hurt, daily=7))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3 comma")
        assert part(app, "day").startswith("Mon 2 Mar: morning 0, daily 0")
        await press(pilot, "less_than_sign")
        assert part(app, "day") == "Sat 28 Feb: 5.8 km, pain 0; morning 0, daily 0"
        assert any("┊" in line for line in picture(app))
        await press(pilot, "enter")
        assert isinstance(app.screen, RunForm)
        await press(pilot, "escape")
        assert isinstance(app.screen, TrendScreen)
        await press(pilot, "full_stop enter")
        assert isinstance(app.screen, CheckInForm)
        await press(pilot, "escape")
        # The mouse points at a day.
        for point, offset, day in (
            (pilot.hover, 2 + 75, "Mon 2 Mar"),
            (pilot.click, 2 + 5, "Tue 20 Jan"),
            (pilot.hover, 3, "Tue 20 Jan"),
        ):
            await point(TrendPicture, offset=(offset, 5))
            await pilot.pause()
            assert part(app, "day").startswith(day)
        # The cursor takes the window along.
        await press(pilot, "end plus " + " ".join(["comma"] * 14))
        assert part(app, "window") == "16 Feb – 1 Mar 2026"
        await press(pilot, "shift+right")
        assert part(app, "day").startswith("Tue 17 Feb")
        # Of days in one column the worst is named.
        await press(pilot, "end minus minus minus")
        assert screen(app).window.days == 364
        column = screen(app)._paint(76, 16)[1].column(hurt.toordinal())
        await pilot.hover(TrendPicture, offset=(2 + 5 + column, 5))
        await pilot.pause()
        assert "daily 7" in part(app, "day")


async def test_a_changed_run_changes_the_picture(make_app: MakeApp) -> None:
    app = make_app(Run(date=MARCH_2 - dt.timedelta(days=1), distance_km=5, minutes=30, pain=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3 less_than_sign")
        assert not any("●" in line for line in picture(app)[1:])
        await press(pilot, "enter down down 6 ctrl+s")
        await press(pilot, "enter")
        assert any("●" in line for line in picture(app)[1:])
        assert "Worst pain 6 this week" in part(app, "words")
        await press(pilot, "u")
        assert not any("●" in line for line in picture(app)[1:])


async def test_two_episodes_over_each_other(make_app: MakeApp) -> None:
    app = make_app(*winter())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3 comma f")
        assert "from 18 Dec 2025" in picture(app)[0]
        assert "The later one began on 18 Dec 2025" in " ".join(part(app, "words").split())
        await press(pilot, "comma comma")
        assert part(app, "day").startswith("Day 74: worst pain now 0")
        await press(pilot, "left minus enter x g")
        assert "from 18 Dec 2025" in picture(app)[0]
        await press(pilot, "escape")
        assert "[6w]" in part(app, "ranges")


async def test_an_empty_log_says_what_to_do(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "3")
        assert "Nothing is logged yet" in part(app, "words")
        assert not app.screen.query_one(TrendPicture).display
        await press(pilot, "left minus comma less_than_sign enter o x f g e home end")
        assert isinstance(app.screen, TrendScreen)


async def test_panels_are_switched_on_and_off_and_scrolled_to_without_room(make_app: MakeApp) -> None:
    app = make_app(*winter())
    async with app.run_test(size=(80, 24)) as pilot:
        # Left while it counts.
        await press(pilot, "3 minus minus minus")
        await pilot.press("x", "escape")
        await counted(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "3")
        assert "[all]" in part(app, "ranges")
        assert any(line.startswith("Done") for line in picture(app))
        await press(pilot, "x plus plus o")
        assert "[6w]" in part(app, "ranges")
        assert any(line.startswith("Onset") for line in picture(app))
        await press(pilot, "x")
        await counted(app, pilot)
        assert any(line.startswith("Done  ▇") for line in picture(app))
        assert any(set("▄█") & set(line) for line in picture(app) if "%┤" in line)
        await press(pilot, "k d o")
        assert [line.split()[0] for line in picture(app) if line[0].isalpha()] == ["Done"]
        await press(pilot, "x")
        assert [line.split()[0] for line in picture(app) if line[0].isalpha()] == ["Done"]
        await press(pilot, "k d o x")
        await pilot.resize_terminal(60, 20)
        await press(pilot, "x")
        await counted(app, pilot)
        shown = app.screen.query_one(TrendPicture)
        assert shown.scroll_offset.y == shown.max_scroll_y > 0
        await press(pilot, "pageup")
        assert shown.scroll_offset.y == 0


async def test_where_there_is_no_episode_or_one(make_app: MakeApp) -> None:
    """And what was typed is never markup."""
    app = make_app(Run(date=MARCH_2, distance_km=5, pain=0, notes="[/] [red", shoe="[bold]"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3 comma")
        assert part(app, "day") == "Mon 2 Mar: 5 km, pain 0"
        await press(pilot, "e")
        assert "[6w]" in part(app, "ranges")
        app.logbook.store.save(Episode(began=MARCH_2 - dt.timedelta(days=9), side="left"), label="episode")
        app.look_for_change()
        await press(pilot, "f")
        assert screen(app).comparison is None
        assert "Two episodes are needed" in str([said.text for said in app.messages])


async def test_the_picture_is_saved_with_its_words(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app(*winter())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3 g")
        (file,) = tmp_path.glob("*.svg")
        assert file.name == "itbtui-trend-6w-2026-03-02.svg"
        assert file.stat().st_mode & 0o777 == 0o600
        description = ElementTree.parse(file).getroot().find("{http://www.w3.org/2000/svg}desc")
        assert description is not None and "worst 0 this week" in (description.text or "")
        file.unlink()
        file.mkdir()
        await press(pilot, "g")
        assert app.messages[-1].title == "Not saved"
