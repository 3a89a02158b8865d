"""The first start: four pages that can be skipped, answered in part, gone back in, and opened again."""

import datetime as dt
from pathlib import Path

import pytest
from textual.command import CommandList

from itbtui.rehab.log.entries import CheckIn, Episode
from itbtui.rehab.protocol.figures import Tolerance
from itbtui.rehab.stages.state import Stage
from itbtui.screens.today import TodayScreen
from itbtui.screens.welcome import WelcomeScreen
from tests.support.screens import MakeApp, field, press, text_of


async def test_all_answers_lead_to_today(make_app: MakeApp) -> None:
    app = make_app(first_start=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "no medical device and no diagnosis" in " ".join(text_of(app).split())
        await press(pilot, "enter r enter - 1 4 enter 2 enter")
        await press(pilot, "enter 3 0 enter l enter")
        await press(pilot, "s t r enter")
        assert isinstance(app.screen, TodayScreen)
        (episode,) = app.logbook.log.episodes
        assert (episode.began, episode.side) == (dt.date(2026, 2, 16), "right")
        assert (episode.baseline_km, episode.weaker_side) == (30, "left")
        (check_in,) = app.logbook.log.check_ins
        assert (check_in.morning, check_in.daily) == (None, 2)
        assert app.logbook.settings.tolerance is Tolerance.STRICT
        assert app.logbook.plan.stage is Stage.REBUILD
        assert "week 3" in text_of(app)
        await press(pilot, "u y")
        assert len(app.logbook.log) == 0
        assert app.logbook.store.settings().tolerance is Tolerance.STANDARD


async def test_what_was_chosen_twice_in_the_palette_is_done_once(make_app: MakeApp) -> None:
    app = make_app(first_start=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        # Its list is laid out in whatever room there is.
        for columns in (6, 5, 4, 80):
            await pilot.resize_terminal(columns, 24)
            await pilot.pause()
        await pilot.press("escape", "ctrl+p")
        await pilot.pause()
        await pilot.press("down")
        app.screen.query_one(CommandList).styles.height = 0
        await pilot.pause()
        await pilot.press("pagedown", "pageup", "escape")
        skip = next(found for found in app.commands_on(app.screen) if found.title == "Skip all")
        proceed = next(found for found in app.commands_on(app.screen) if found.title == "Next")
        for command in (skip, skip, proceed):
            app.call_later(command.run)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert app.failure is None


async def test_it_can_be_skipped_and_opened_again_and_without_an_injury_one_goes_straight_in(
    make_app: MakeApp,
) -> None:
    app = make_app(first_start=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter escape")
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "W")
        assert isinstance(app.screen, WelcomeScreen)
        await press(pilot, "enter n enter")
        assert isinstance(app.screen, TodayScreen)
        assert len(app.logbook.log) == 0
        assert "Nothing is logged yet" in text_of(app)


@pytest.mark.parametrize("onward", ["enter", "ctrl+s"])
async def test_a_day_without_the_knee_is_not_left_out_without_a_word(make_app: MakeApp, onward: str) -> None:
    app = make_app(first_start=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, f"enter tab - 2 1 enter {onward}")
        assert isinstance(app.screen, WelcomeScreen)
        assert "which one is needed with a day" in text_of(app)
        assert app.screen.focused is app.screen.field("side").editor
        await press(pilot, "right ctrl+s")
        (episode,) = app.logbook.log.episodes
        assert (app.logbook.today - episode.began).days == 21


async def test_opened_again_it_changes_the_episode_that_there_is(make_app: MakeApp) -> None:
    began = dt.date(2026, 1, 10)
    known = CheckIn(date=dt.date(2026, 3, 2), morning=0)
    app = make_app(Episode(id="mine", began=began, side="left", baseline_km=20, weaker_side="left"), known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen), "who comes again is not asked"
        await press(pilot, "W enter r enter enter 1 enter enter enter enter enter")
        assert isinstance(app.screen, TodayScreen)
        (episode,) = app.logbook.log.episodes
        assert (episode.id, episode.began, episode.side, episode.baseline_km) == ("mine", began, "right", 20)
        (check_in,) = app.logbook.log.check_ins
        assert (check_in.morning, check_in.daily) == (0, 1)


async def test_a_day_that_is_put_right_begins_no_second_episode(make_app: MakeApp) -> None:
    app = make_app(Episode(id="mine", began=dt.date(2026, 1, 10), side="left", baseline_km=20))
    async with app.run_test(size=(80, 24)) as pilot:
        for back in ("14", "30"):
            await press(pilot, "W enter tab ctrl+u -")
            await press(pilot, f"{' '.join(back)} ctrl+s")
            (episode,) = app.logbook.log.episodes
            assert (episode.id, episode.baseline_km) == ("mine", 20)
            assert (app.logbook.today - episode.began).days == int(back)
            await press(pilot, "escape")


@pytest.mark.parametrize("keys", ["W enter enter", "b"])
async def test_a_pain_that_began_tomorrow_is_refused_and_one_in_the_log_may_stay(make_app: MakeApp, keys: str) -> None:
    app = make_app(Episode(id="mine", began=dt.date(2026, 3, 3), side="left"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, f"{keys} enter")
        assert not field(app, "began").has_focus_within
        field(app, "side").raw = "right"
        await press(pilot, "ctrl+s escape")
        assert [(one.id, one.began.day, one.side) for one in app.logbook.log.episodes] == [("mine", 3, "right")]
        await press(pilot, keys)
        field(app, "began").raw = "+1 "
        await press(pilot, "ctrl+s")
        assert "2026-03-03 is in the future; the day it happened" in " ".join(text_of(app).split())


async def test_what_cannot_be_read_is_said_on_its_page(make_app: MakeApp) -> None:
    app = make_app(first_start=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter enter")
        assert "no injury is an answer" in text_of(app)
        await press(pilot, "b enter x enter enter")
        assert "x is not a date" in text_of(app)
        await press(pilot, "backspace enter enter")
        assert "What was usual" in text_of(app)
        await press(pilot, "enter 9 9 9 enter enter")
        assert "is not between 0 and 500" in text_of(app)
        await press(pilot, "pageup")
        assert "Which knee" in text_of(app)
        assert len(app.logbook.log) == 0


async def test_the_unit_follows_the_answer(make_app: MakeApp) -> None:
    app = make_app(first_start=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter l enter enter enter m enter 1 0 enter enter enter")
        (episode,) = app.logbook.log.episodes
        assert episode.baseline_km == 16.093
        assert app.logbook.settings.units == "mi"
        assert Path(app.logbook.store.path).exists()
