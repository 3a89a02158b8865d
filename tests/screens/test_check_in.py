"""The check-in: two keys for a good morning."""

import datetime as dt
from dataclasses import replace

from itbtui.data.store import Store
from itbtui.rehab.log.entries import CheckIn, Run
from itbtui.rehab.stages.state import Stage
from itbtui.screens.card import VerdictScreen
from itbtui.screens.check_in import CheckInForm
from itbtui.screens.entry_forms import ClearanceForm
from itbtui.widgets.keybar import KeyBar
from tests.support.screens import MakeApp, press, text_of

MARCH_1, MARCH_2 = dt.date(2026, 3, 1), dt.date(2026, 3, 2)


async def test_it_asks_about_yesterdays_run_and_fills_yesterday_in(make_app: MakeApp) -> None:
    yesterday = CheckIn(date=MARCH_1, morning=0, notes="as ever")
    app = make_app(Run(date=MARCH_1, distance_km=5, pain=0), yesterday)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        assert "after the run of Sun 1 Mar, 5 km" in text_of(app)
        await press(pilot, "0 2 enter")
        # 2 of yesterday's daily life; the cursor is on today's, which stays open
        before, today = app.logbook.store.log().check_ins
        assert (before.id, before.morning, before.daily, before.notes) == (yesterday.id, 0, 2, "as ever")
        assert (today.date, today.morning, today.daily) == (MARCH_2, 0, None)


async def test_a_good_morning_is_two_keys_and_yesterdays_can_be_opened(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await press(pilot, "c")
        await press(pilot, "0 enter")
        (check_in,) = app.logbook.store.log().check_ins
        assert (check_in.date, check_in.morning, check_in.daily) == (MARCH_2, 0, None)
        await press(pilot, "u y c y")
        assert isinstance(app.screen, CheckInForm)
        await press(pilot, "3 enter")
        (check_in,) = app.logbook.store.log().check_ins
        assert (check_in.date, check_in.morning) == (MARCH_1, 3)


async def test_a_check_in_without_an_answer_is_not_saved_and_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c ctrl+s")
        assert isinstance(app.screen, CheckInForm)
        assert "nothing is answered yet" in text_of(app)
        await press(pilot, "0 ctrl+s")
        assert len(app.logbook.store.log().check_ins) == 1


async def test_a_flag_is_one_key_away_and_locks(make_app: MakeApp) -> None:
    app = make_app(Run(date=MARCH_1, distance_km=5, pain=4, worsened=False))
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "c 0 f")
        app.screen.query_one("#flags").focus()
        await press(pilot, "down space ctrl+s")
        assert app.logbook.store.log().check_ins[0].flags == ("weakness",)
        assert app.logbook.plan.stage is Stage.LOCKED
        assert isinstance(app.screen, VerdictScreen)
        assert "See a clinician first" in text_of(app)
        # The card names the key that logs the clearance, and has it.
        assert ("v", "Clearance") in [(shown.written, shown.label) for shown in app.screen.query_one(KeyBar).shown]
        await press(pilot, "v")
        assert isinstance(app.screen, ClearanceForm)


async def test_completing_a_check_in_keeps_what_was_there(make_app: MakeApp) -> None:
    app = make_app(CheckIn(date=MARCH_2, morning=1, treatments=("ice",)))
    async with app.run_test() as pilot:
        await press(pilot, "c")
        form = app.screen
        assert isinstance(form, CheckInForm)
        assert form.field("morning").raw == 1
        # yesterday's stays open
        await press(pilot, "enter 0 enter")
        (check_in,) = app.logbook.store.log().check_ins
        assert (check_in.morning, check_in.daily, check_in.treatments) == (1, 0, ("ice",))


async def test_what_was_answered_elsewhere_meanwhile_stays(make_app: MakeApp) -> None:
    known = CheckIn(id="c", date=MARCH_2, morning=0)
    app = make_app(known)
    async with app.run_test() as pilot:
        await press(pilot, "c")
        with Store.open(app.logbook.store.path) as elsewhere:
            elsewhere.save(replace(known, daily=4), label="theirs")
        app.look_for_change()
        await press(pilot, "ctrl+s")
        assert app.logbook.log.check_ins == (replace(known, daily=4),)
