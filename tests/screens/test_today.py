"""Today answers: may I run, why, what is due."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from itbtui.data.store import Store
from itbtui.rehab.log.entries import CheckIn, Clearance, CrossTraining, Episode, Race, Run
from itbtui.rehab.stages.state import Stage
from itbtui.screens.check_in import CheckInForm
from itbtui.screens.help import HelpScreen
from itbtui.screens.today import ladder_line
from itbtui.screens.why import WhyScreen
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.keybar import KeyBar
from tests.support.build import ask, ladder
from tests.support.march import SORE_RUN, in_rehab
from tests.support.screens import MakeApp, field, press, shown_lines, text_of

MARCH_1, MARCH_2 = dt.date(2026, 3, 1), dt.date(2026, 3, 2)


async def test_an_empty_log_says_what_to_do_first(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = text_of(app)
        assert "Nothing is logged yet" in text
        assert "no medical device" in text


async def test_the_gates_are_a_picture(make_app: MakeApp, on: Callable[[str], None]) -> None:
    on("2026-03-12T08:00")
    app = make_app(
        Episode(began=MARCH_1, side="right"),
        CrossTraining(date=dt.date(2026, 3, 10), kind="walk", minutes=40, pain=0),
        *(CheckIn(date=dt.date(2026, 3, number), morning=0, daily=0) for number in range(8, 12)),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.logbook.plan.stage is Stage.REBUILD
        text = text_of(app)
        assert "▰▰▰▰▱ 4 of 5" in text
        assert "✓ minutes walked at pain 0" in text
        assert "▰▰▰▰▰▰ 30 of 30" in text


async def test_the_reasons_are_those_of_today_where_the_rules_found_nothing(make_app: MakeApp) -> None:
    app = make_app(Episode(began=MARCH_1, side="right"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        assert isinstance(app.screen, WhyScreen)
        assert "An episode began on Sun 1 Mar" in text_of(app) and "found" not in shown_lines(app)
        assert "The rule" not in [shown.label for shown in app.screen.query_one(KeyBar).shown]
        await press(pilot, "enter")
        assert "not possible" in shown_lines(app)


async def test_the_reasons_follow_a_log_that_changes_elsewhere(make_app: MakeApp) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        assert "Pain of 3 to 5" in text_of(app)
        app.logbook.store.remove(SORE_RUN, label="deletion")
        app.look_for_change()
        await press(pilot, "enter k")
        assert isinstance(app.screen, WhyScreen) and "The rules have found nothing." in text_of(app)


async def test_after_a_back_off(make_app: MakeApp, tmp_path: Path, on: Callable[[str], None]) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = text_of(app)
        assert "NO RUN TODAY" in text
        assert "Wed 4 Mar at the earliest" in text
        assert "moderate" in text
        assert "one pain-free day" in text
        # Enter opens what is due.
        assert isinstance(app.focused, OptionList)
        await press(pilot, "enter")
        assert isinstance(app.screen, CheckInForm)
        # Reasons, and help.
        await press(pilot, "escape w")
        assert isinstance(app.screen, WhyScreen)
        assert "Pain of 3 to 5" in text_of(app)
        await press(pilot, "escape question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert "how far, and which rule says" in " ".join(text_of(app).split())
        # Page keys reach what is below the list.
        await press(pilot, "escape")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        page = app.screen.query_one("#page")
        assert isinstance(app.focused, OptionList)
        await press(pilot, "pagedown")
        assert page.scroll_y > 0
        await press(pilot, "pageup pageup")
        assert page.scroll_y == 0
        # A day that ends brings the next plan.
        for moment, today in (("2026-03-03T00:01", MARCH_2), ("2026-03-03T03:00", dt.date(2026, 3, 3))):
            on(moment)
            app.look_for_change()
            await pilot.pause()
            assert app.logbook.plan.on == today
        # What another terminal logs is seen.
        with Store.open(tmp_path / "log.db") as other:
            other.save(CheckIn(date=dt.date(2026, 3, 3), morning=7), label="check-in")
        app.look_for_change()
        await pilot.pause()
        assert app.logbook.plan.stage is Stage.PROTECT
        assert "very-painful-day" in text_of(app)


async def test_other_entries_have_keys(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "t 3 5 enter enter")
        (walk,) = app.logbook.store.log().cross_training
        assert (walk.kind, walk.minutes, walk.pain) == ("walk", 35, None)
        await press(pilot, "enter b")
        field(app, "side").raw = "right"
        await press(pilot, "ctrl+s")
        assert app.logbook.plan.stage is Stage.PROTECT
        await press(pilot, "enter v")
        field(app, "by").raw = "dr"
        await press(pilot, "ctrl+s")
        (clearance,) = app.logbook.store.log().clearances
        assert isinstance(clearance, Clearance)
        await press(pilot, "enter l")
        app.screen.query_one("#done", CheckList).marked = set()
        await press(pilot, "ctrl+s")
        assert "No exercise is marked" in text_of(app)
        app.screen.query_one("#done", CheckList).marked = {"clamshell"}
        field(app, "pain").raw = 0
        await press(pilot, "ctrl+s")
        (session,) = app.logbook.store.log().sessions
        assert [(item.exercise, item.sets, item.pain) for item in session.exercises] == [("clamshell", (15, 15, 15), 0)]


async def test_all_of_it_is_seen_at_once_where_much_is_missing(make_app: MakeApp) -> None:
    began = Episode(began=dt.date(2026, 2, 20), side="right")
    gaps = [CheckIn(date=dt.date(2026, 2, 27), morning=0), CheckIn(date=MARCH_1, morning=0, daily=0)]
    race = Race(date=dt.date(2026, 4, 26), distance_km=10, name="Ten by the river")
    app = make_app(began, *gaps, race)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = text_of(app)
        assert "NO RUN TODAY" in text
        assert "daily life on Fri 27 Feb" in text
        assert "Ten by the river" in text
        assert app.screen.query_one("#page").max_scroll_y == 0


@pytest.mark.parametrize(
    ("room", "line"),
    [
        (55, "10r/w─10─15─20─▐20+▌─25─30─35 min 0 of 2 clean runs"),
        (75, "10 run/walk─10─15─20─▐20 pick-ups▌─25─30─35 min   0 of 2 clean runs"),
        (100, "10 run/walk ─ 10 ─ 15 ─ 20 ─ ▐20 pick-ups▌ ─ 25 ─ 30 ─ 35 min   0 of 2 clean runs"),
    ],
)
def test_the_ladder_is_one_line(room: int, line: str) -> None:
    told = ladder_line(ask(0, ladder(4)), room)
    assert told is not None and told.plain == line and len(line) <= room


async def test_what_is_wrong_with_the_clock_is_said(make_app: MakeApp) -> None:
    app = make_app(SORE_RUN, Run(date=dt.date(2026, 3, 9), distance_km=6, pain=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "the clock says Mon 2 Mar 2026" in text_of(app)


async def test_wide_terminals_have_a_trend_and_two_weeks(make_app: MakeApp) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert "worst of 7 days" in text_of(app)
        assert text_of(app).count("Tu") == 2
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        assert text_of(app).count("Tu") == 1
        assert not app.screen.query_one("#trend").display


async def test_the_first_day_of_a_week_tells_of_the_last_one(make_app: MakeApp, on: Callable[[str], None]) -> None:
    app = make_app(SORE_RUN, Run(date=dt.date(2026, 2, 13), distance_km=5, pain=0))
    async with app.run_test(size=(80, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        review = app.screen.query_one("#review", Static)
        title, runs, *_ = str(review.render()).splitlines()
        assert (title, runs) == ("Last week, 23 Feb – 1 Mar, beside 16 Feb – 22 Feb", "1 run, 8 km; before: no run.")
        on("2026-03-03T08:00")
        app.look_for_change()
        await pilot.pause()
        assert not review.display


async def test_an_emptied_log_leaves_nothing_of_the_last_week(make_app: MakeApp) -> None:
    app = make_app(SORE_RUN, Run(date=dt.date(2026, 2, 13), distance_km=5, pain=0))
    async with app.run_test(size=(80, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Last week" in text_of(app)
        await press(pilot, "u y")
        assert "Nothing is logged yet" in text_of(app)
        assert "Last week" not in shown_lines(app) and "Pain-free" not in shown_lines(app)


async def test_it_opens_at_the_answer(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#page").scroll_offset.y == 0
