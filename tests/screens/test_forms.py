"""What holds in each form: one line after the other, and Enter saves on the last, where the footer says so."""

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from itbtui.app.app import ItbApp
from itbtui.data import backups
from itbtui.data.store import Store
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import CheckIn, Episode, Run, WaitingRun
from itbtui.rehab.stages.state import Stage
from itbtui.screens.card import VerdictScreen
from itbtui.screens.run_form import RunForm
from itbtui.screens.today import TodayScreen
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.form import Form
from itbtui.widgets.keybar import KeyBar
from tests.support.screens import MakeApp, field, press, runs, shown_lines, text_of

MARCH_2 = dt.date(2026, 3, 2)
SORE = Episode(began=dt.date(2026, 2, 1), side="right")
CLEAN_RUN = "r 5 . 2 enter enter 0 enter"
PAINFUL_RUN = "r 5 . 2 enter enter 4 enter 9 enter n enter n enter"


async def test_the_keys_of_a_run_are_the_same_in_each_stage(make_app: MakeApp) -> None:
    assert (len(CLEAN_RUN.split()), len(PAINFUL_RUN.split())) == (8, 14)
    app = make_app(CheckIn(date=MARCH_2, morning=0))
    async with app.run_test(size=(80, 24)) as pilot:
        for stage in (Stage.FREE, Stage.REBUILD):
            assert app.logbook.plan.stage is stage
            await press(pilot, CLEAN_RUN)
            assert isinstance(app.screen, VerdictScreen)
            (run,) = runs(app)
            assert (run.distance_km, run.pain, run.date, run.time) == (5.2, 0, MARCH_2, dt.time(8))
            await press(pilot, f"u {PAINFUL_RUN}")
            assert isinstance(app.screen, VerdictScreen)
            (run,) = runs(app)
            assert (run.distance_km, run.pain, run.onset_min, run.worsened) == (5.2, 4, 9, False)
            assert (run.limped, run.stopped, run.swelling) == (False, False, "none")
            await press(pilot, "u")
            assert isinstance(app.screen, TodayScreen)
            app.logbook.store.save(SORE, label="episode")
            app.look_for_change()
            await pilot.pause()


def said_of_enter(app: ItbApp) -> str:
    return next(shown.label for shown in app.screen.query_one(KeyBar).shown if shown.key == "enter")


async def walk_to_the_save(app: ItbApp, pilot: Pilot[None]) -> list[str]:
    """The lines that Enter went to, as long as the footer says that it goes on; each is the one below the last."""
    assert isinstance(app.screen, Form)
    form = app.screen
    went: list[str] = []
    while said_of_enter(app) == "Next":
        assert form.focused
        below = form.lines()[form.lines().index(form.focused) + 1]
        await press(pilot, "enter")
        assert app.screen is form and form.focused is below
        went.append(str(below.id))
    assert said_of_enter(app) == "Save"
    await press(pilot, "enter")
    assert app.screen is not form
    return went


async def test_enter_saves_exactly_where_the_footer_says_so(make_app: MakeApp) -> None:
    app = make_app(SORE, CheckIn(date=MARCH_2, morning=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 5 enter enter 3")
        assert await walk_to_the_save(app, pilot) == ["onset", "worsened", "signs"]
        await press(pilot, "enter r 6 enter enter 0 down s")
        more = ["pain_relief", "terrain", "surface", "camber", "effort", "rpe", "cadence_spm", "shoe"]
        assert await walk_to_the_save(app, pilot) == [*more, "pain_elsewhere", "notes"]
        await press(pilot, "enter t 3 0")
        assert await walk_to_the_save(app, pilot) == ["pain"]
        await press(pilot, "enter b")
        assert await walk_to_the_save(app, pilot) == ["side", "baseline_km", "weaker_side", "ended"]
        await press(pilot, "enter v d r")
        assert await walk_to_the_save(app, pilot) == ["running"]
        await press(pilot, "enter l")
        app.screen.query_one("#done", CheckList).mark({"clamshell"})
        assert await walk_to_the_save(app, pilot) == ["pain"]


async def test_a_line_says_what_it_takes_and_what_is_wrong_while_one_types(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        form = app.screen
        assert isinstance(form, RunForm)
        assert "km, 0.1 to 200" in text_of(app)
        # To look at the others is no answer.
        await press(pilot, "ctrl+t down home up down")
        assert not form.query(".wrong")
        form.focus_first()
        # Left empty it is asked for at once.
        await press(pilot, "enter")
        assert form.field("distance_km").has_class("wrong") and "this is needed" in text_of(app)
        await press(pilot, "5")
        assert "this is needed" not in text_of(app)
        await press(pilot, "enter 0")
        assert "0 is not between 1 and 2880" in text_of(app)
        await press(pilot, "backspace 3 1")
        assert "is not between" not in text_of(app)
        # The day stands large where it is another, and with it goes the time of day that was taken to be now.
        await press(pilot, "up up up y e s t e r d a y")
        assert form.has_class("other-day") and "Sun 1 Mar 2026 · yesterday" in text_of(app)
        assert form.field("time").raw == ""
        assert "Mon 2 Mar" not in str(form.query_one("#day").render())
        assert "Sun 1 Mar, or" in text_of(app)
        form.field("date").raw = "-400"
        await pilot.pause()
        assert "Sun 26 Jan 2025, or" in text_of(app)
        form.field("date").raw = "sun"
        await press(pilot, "ctrl+s")
        assert form.field("pain").has_focus_within and form.field("pain").has_class("wrong")
        await press(pilot, "0")
        assert not form.query(".wrong")
        await press(pilot, "ctrl+s")
        assert [(run.date.day, run.minutes) for run in runs(app)] == [(1, 31)]


@pytest.mark.parametrize(
    ("keys", "wrong", "below"),
    [
        ("r", "distance_km", "minutes"),
        ("t", "minutes", "pain"),
        ("b", "began", "side"),
        ("6 o plus", "date", "distance_km"),
        ("6 plus 5 enter", "km", "first_used"),
        ("W enter right right enter", "began", "daily"),
    ],
)
async def test_enter_stays_with_what_is_wrong_and_says_it_until_it_is_mended_or_left(
    make_app: MakeApp, keys: str, wrong: str, below: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        line = field(app, wrong)
        assert line.has_focus_within
        await press(pilot, "x enter")
        assert line.has_class("wrong") and "↑ x is not" in text_of(app)
        await press(pilot, "y enter")
        assert line.has_focus_within and "↑ xy is not" in text_of(app)
        for leave in ("down", "tab"):
            await press(pilot, leave)
            assert field(app, below).has_focus_within and "↑ xy is not" in text_of(app)
            line.editor.focus()
        await press(pilot, "end backspace backspace enter")
        assert line.raw == "" and "↑ xy" not in text_of(app)


async def test_what_was_typed_for_a_day_stays_of_that_day_and_afresh_forgets_it(
    make_app: MakeApp, on: Callable[[str], None]
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 7 up up y e s t e r d a y escape")
        on("2026-03-03T08:00")
        await press(pilot, "r")
        form = app.screen
        assert isinstance(form, RunForm) and form.message_line.said
        assert form.day == dt.date(2026, 3, 1) and "2 days ago" in text_of(app)
        assert form.message_line.said.text.startswith("What you had typed is here again, and is of Sun 1 Mar. ^r")
        assert field(app, "distance_km").raw == "7"
        await press(pilot, "ctrl+r")
        assert form.day == dt.date(2026, 3, 3)
        assert field(app, "distance_km").raw == "" and app.logbook.drafts.forms == []
        await press(pilot, "5 enter enter 0 enter")
        assert [(run.distance_km, run.pain) for run in runs(app)] == [(5, 0)]


async def test_signs_are_one_line_and_what_was_logged_of_them_stays(make_app: MakeApp) -> None:
    app = make_app(WaitingRun(date=MARCH_2, distance_km=5, minutes=30))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n 4")
        await press(pilot, "1 . 2 k m enter y enter l s m ctrl+s")
        (run,) = runs(app)
        assert (run.onset_min, run.onset_km, run.worsened) == (None, 1.2, True)
        assert (run.limped, run.stopped, run.swelling) == (True, False, "marked")
        await press(pilot, "escape 2 enter")
        assert field(app, "signs").raw == ["limp", "marked swelling"]
        await press(pilot, "6 ctrl+s")
        (changed,) = runs(app)
        assert (changed.distance_km, changed.limped, changed.swelling, changed.onset_km) == (6, True, "marked", 1.2)


async def test_wide_terminals_have_the_plan_and_the_last_runs_beside(make_app: MakeApp) -> None:
    app = make_app(*(Run(date=dt.date(2026, 2, day), distance_km=day, pain=0) for day in (8, 11, 14, 17)))
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "r")
        told = str(app.screen.query_one("#beside").render())
        assert [line.split() for line in told.splitlines()[-4:]] == [
            ["Last", "runs"],
            *(["Tue", "17", "Feb", "17", "km", "pain", "0"], ["Sat", "14", "Feb", "14", "km", "pain", "0"]),
            ["Wed", "11", "Feb", "11", "km", "pain", "0"],
        ]
        assert app.screen.query_one("#beside").region.x > app.screen.query_one("#form").region.right - 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not app.screen.query_one("#beside").display


async def test_the_arrows_go_from_line_to_line_where_there_is_more_than_fits(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(50, 14)) as pilot:
        await press(pilot, "r 5 enter enter 4")
        went = []
        for _ in range(5):
            await press(pilot, "down")
            went.append(app.focused and app.focused.id)
        assert went == ["onset", "worsened", "signs", "settle_h", "side"]
        assert app.screen.query_one(f"#{went[-1]}").region.bottom < 14


async def test_what_is_folded_away_is_there_once_it_is_asked_for_or_answered(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "r 5 enter enter 0")
        form = app.screen
        assert isinstance(form, Form)
        assert form.is_folded
        assert not form.query("#terrain")
        await press(pilot, "ctrl+t")
        assert not form.is_folded
        assert form.focused is form.field("side").editor
        await press(pilot, "r ctrl+s escape 2 enter")
        changed = app.screen
        assert isinstance(changed, Form)
        assert not changed.is_folded
        assert changed.field("side").raw == "right"
        assert changed.field("terrain").editor in changed.lines()


async def test_what_is_typed_and_said_beside_it_has_the_room_it_needs(make_app: MakeApp) -> None:
    app = make_app(SORE, CheckIn(date=MARCH_2, morning=0))
    async with app.run_test(size=(70, 24)) as pilot:

        def lines() -> list[str]:
            return [line.strip() for line in shown_lines(app).splitlines()]

        def place(text: str) -> int:
            return next(number for number, line in enumerate(lines()) if text in line)

        await press(pilot, "r")
        minutes = place("Minutes")
        await press(pilot, "5 x")
        assert place("or 3mi") == place("5x is not") + 1 and place("Minutes") == minutes + 1
        await press(pilot, "backspace")
        assert place("Minutes") == minutes
        await press(pilot, "enter enter 4 ctrl+t")
        app.screen.set_focus(field(app, "notes").editor)
        await press(pilot, f"{'a b ' * 40}e n d")
        assert any(line.endswith("abend") for line in lines())
        await press(pilot, "ctrl+s")
        wide = place("Next") - place("Why")
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert place("Next") - place("Why") != wide
        assert all(len(line) <= 50 for line in lines())


async def test_a_time_is_told_as_it_was_read(make_app: MakeApp) -> None:
    app = make_app(SORE)
    async with app.run_test() as pilot:
        await press(pilot, "r 5 enter")
        for keys, told in (("4 5", "45 min"), ("1 : 0 2", "1 min 2 s"), ("1 h 5 m", "1 h 5 min"), ("2 h", "2 h")):
            await press(pilot, f"ctrl+u {keys}")
            (line,) = (line for line in shown_lines(app).splitlines() if "Minutes" in line)
            assert line.rstrip().endswith(f"  {told}")


async def test_the_days_copy_is_made_once_a_form_is_open(make_app: MakeApp) -> None:
    path = make_app(SORE).logbook.store.path
    app = ItbApp(Logbook(Store.open(path, now=lambda: dt.datetime(2026, 3, 3, 8))))
    async with app.run_test() as pilot:
        await press(pilot, "t")
        (copy,) = backups.all_of(path)
        await press(pilot, "3 0 enter 0 enter")
        assert isinstance(app.screen, VerdictScreen)
        assert backups.all_of(path) == [copy]
