"""The day's run led in the app, by a clock that the test holds; and what is offered of one that was not logged."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from itbtui.app.palette import Palette
from itbtui.logbook import led_runs
from itbtui.logbook.led_runs import LedRun
from itbtui.rehab.exercises.player import Sign
from itbtui.rehab.log.entries import Run
from itbtui.rehab.workouts.workout import Kind, Part
from itbtui.screens.card import VerdictScreen
from itbtui.screens.entry_forms import CrossTrainingForm
from itbtui.screens.led_run import LedRunScreen
from itbtui.screens.run_ahead import RunAheadScreen
from itbtui.screens.run_form import RunForm
from itbtui.screens.today import TodayScreen
from itbtui.screens.waiting_runs import WaitingScreen
from itbtui.widgets.big_digits import BigDigits
from itbtui.wording.bells import RHYTHMS
from tests.support.build import START
from tests.support.led import NOW, before
from tests.support.screens import MakeApp, Runner, look_at, press, shown_lines


class Follower(Runner):
    """Someone who follows a run."""

    @property
    def digits(self) -> str:
        return self.app.screen.query_one(BigDigits).value

    @property
    def unlogged(self) -> LedRun | None:
        return led_runs.unlogged(self.app.logbook)

    def runs(self) -> list[Run]:
        return [run for run in self.app.logbook.store.log().runs if run.date == START]


@pytest.fixture(autouse=True)
def on_sunday(monkeypatch: pytest.MonkeyPatch, make_app: MakeApp) -> None:
    monkeypatch.setenv("ITBTUI_NOW", NOW)


async def test_to_its_end_and_into_the_log(make_app: MakeApp, rung: list[float]) -> None:
    app = make_app(*before(4))
    async with app.run_test(size=(80, 24)) as pilot:
        follower = Follower(app, pilot)
        await follower.press("g")
        assert isinstance(app.screen, RunAheadScreen)
        assert "20 min, 4 pick-ups. 11 parts, 30 min in all." in follower.text
        assert "3 times: pick-up 30 s, run 2 min 40 s" in follower.text
        await follower.press("enter")
        assert "W A L K" in follower.text
        await follower.wait(61)
        assert follower.digits == "3:59"
        await follower.press("space")
        await follower.wait(500)
        assert "P A U S E D" in follower.text
        assert follower.digits == "3:59"
        await follower.press("space")
        await follower.wait(239)
        assert "R U N" in follower.text
        assert "next   pick-up 30 s" in follower.text
        assert follower.unlogged is None
        await follower.wait(300)
        assert "F A S T E R" in follower.text
        assert follower.unlogged is not None
        begun = follower.clock.shows
        assert rung == [begun - 1100, begun - 300, begun], "the bell rings at each part"
        await follower.wait(900)
        assert "then it is done" in follower.text
        await follower.wait(300)
        assert isinstance(app.screen, RunForm)
        assert app.screen.field("minutes").raw == "20"
        await follower.press("3 . 2 enter enter 0 enter")
        assert isinstance(app.screen, VerdictScreen)
        (run,) = follower.runs()
        assert (run.minutes, run.distance_km, run.pain, run.time) == (20, 3.2, 0, dt.time(8))
        assert run.notes == "Walked 5 min before it and 5 min after it."
        assert follower.unlogged is None
        await follower.press("u g")
        assert "is not logged yet: 20 min." in follower.text
        await follower.press("enter 3 . 2 enter enter 0 enter enter g")
        assert "No second run today." in follower.text
        assert "Next: Tue 3 Mar at the earliest" in follower.text
        await follower.press("enter")
        assert isinstance(app.screen, RunAheadScreen)


async def test_the_clock_is_set_back_in_it(make_app: MakeApp, on: Callable[[str], None]) -> None:
    app = make_app(*before(4))
    on(NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        follower = Follower(app, pilot)
        await follower.press("g enter")
        await follower.wait(1000)
        on("2025-01-01T08:00")
        app.look_for_change()
        await follower.wait(1000)
        assert isinstance(app.screen, RunForm)
        # It is kept, and asked for a day that has been, until the clock is right.
        await follower.press("3 . 2 enter enter 0 enter")
        assert "2026-03-01 is in the future" in shown_lines(app)
        assert follower.unlogged is not None
        on("2026-02-28T23:00")
        await follower.press("escape g enter ctrl+s")
        (run,) = follower.runs()
        assert (run.date, run.time, run.minutes, run.pain) == (START, dt.time(8), 20, 0)
        assert follower.unlogged is None


async def test_it_hurts(make_app: MakeApp) -> None:
    app = make_app(*before(1))
    async with app.run_test(size=(80, 24)) as pilot:
        follower = Follower(app, pilot)
        await follower.press("g enter right")
        await follower.wait(250)
        await follower.press("p")
        assert "S T O P   ·   W A L K   H O M E" in follower.text
        assert "It began in minute 4." in follower.text
        await follower.press("u")
        assert "P A U S E D" in follower.text
        await follower.press("space")
        await follower.wait(120)
        await follower.press("p right space enter")
        form = app.screen
        assert isinstance(form, RunForm)
        assert "Stop, and walk home" in form.here
        assert [form.field(key).raw for key in ("minutes", "onset")] == ["6.2", "6"]
        await follower.press("escape")
        assert isinstance(app.screen, TodayScreen)
        assert follower.unlogged is not None
        assert follower.unlogged.hurt

        await follower.press("g")
        assert "The run of Sun 1 Mar, 08:00, is not logged yet: 6 min, and then it hurt." in follower.text
        await follower.press("enter 1 enter enter 3 ctrl+s")
        assert isinstance(app.screen, VerdictScreen)
        (run,) = follower.runs()
        assert (run.pain, run.onset_min, run.stopped, run.minutes) == (3, 6, True, 6.2)
        assert follower.unlogged is None


async def test_on_the_walk_to_warm_up_there_is_nothing_to_log_and_what_was_run_may_be_unwanted(
    make_app: MakeApp,
) -> None:
    app = make_app(*before(1))
    async with app.run_test(size=(60, 20)) as pilot:
        follower = Follower(app, pilot)
        await follower.press("g space")
        await follower.wait(20)
        await follower.press("p")
        assert "Pain on the walk: no run today." in follower.text
        # The walk counts: its form is next.
        await follower.press("enter")
        assert isinstance(app.screen, CrossTrainingForm)
        await follower.press("escape")
        assert isinstance(app.screen, TodayScreen)

        await follower.press("g space escape")
        assert "nothing is logged" in follower.text
        await follower.press("n")
        assert isinstance(app.screen, LedRunScreen)
        await follower.press("escape y")
        assert isinstance(app.screen, TodayScreen)
        assert follower.unlogged is None
        # Ended early, or not wanted.
        await follower.press("g enter right")
        await follower.wait(200)
        await follower.press("escape")
        assert "You ran 3 min, which is logged next." in follower.text
        await follower.press("y")
        form = app.screen
        assert isinstance(form, RunForm)
        assert form.field("minutes").raw == "3.3"
        await follower.press("escape g x")
        assert follower.unlogged is None
        assert "10 min. 3 parts, 20 min in all." in follower.text
        await follower.press("enter right right right")
        assert isinstance(app.screen, TodayScreen)


async def test_what_lies_over_it_as_it_ends_is_closed_first(make_app: MakeApp) -> None:
    app = make_app(*before(1))
    async with app.run_test(size=(80, 24)) as pilot:
        follower = Follower(app, pilot)
        await follower.press("g enter right")
        await follower.wait(300)
        led = app.screen
        assert isinstance(led, LedRunScreen)
        # It asks by itself a moment after the key that says it hurts.
        follower.clock.rate = 1000
        await follower.press("p ctrl+p")
        while not led.has_ended:
            await pilot.pause()
        assert isinstance(app.screen, Palette)
        await follower.press("escape 1 enter enter 3 ctrl+s")
        assert isinstance(app.screen, VerdictScreen)
        await follower.press("enter")
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize("over", ["question_mark", "ctrl+p", "ctrl+p t h e m e enter"])
async def test_the_clock_stands_still_while_something_is_read_over_it(make_app: MakeApp, over: str) -> None:
    app = make_app(*before(1))
    async with app.run_test(size=(80, 24)) as pilot:
        follower = Follower(app, pilot)
        await follower.press(f"g enter {over}")
        assert not isinstance(app.screen, LedRunScreen)
        await follower.wait(3000)
        await follower.press("escape")
        assert "P A U S E D" in follower.text
        assert follower.digits == "5:00"


async def test_left_by_a_crash_it_is_offered_at_the_start(make_app: MakeApp) -> None:
    app = make_app(*before(1))
    done = (Part(Kind.WARM_UP, 300, "warm-up"), Part(Kind.RUN, 444, "flat"))
    led_runs.keep(app.logbook, LedRun(START, dt.datetime(2026, 3, 1, 6, 45), done))
    async with app.run_test(size=(80, 24)) as pilot:
        follower = Follower(app, pilot)
        await pilot.pause()
        assert isinstance(app.screen, RunAheadScreen)
        assert "The run of Sun 1 Mar, 06:45, is not logged yet: 7 min." in follower.text
        await follower.press("enter")
        assert isinstance(app.screen, RunForm)
        assert app.screen.field("time").raw == "06:45"


async def test_its_recording_comes_back_and_is_asked_about_first(make_app: MakeApp, tmp_path: Path) -> None:
    """What was led and left is known of what was recorded: they are one run."""
    app = make_app(*before(4))
    done = (Part(Kind.WARM_UP, 300, "warm-up"), Part(Kind.RUN, 555, "flat"))
    led_runs.keep(app.logbook, LedRun(START, dt.datetime(2026, 3, 1, 7, 30), done, hurt=True))
    file = tmp_path / "runs.csv"
    file.write_text("Date,Distance km,Minutes\n2026-03-01 07:30,1.9,15\n2026-02-01 09:00,5,30\n")
    async with app.run_test(size=(80, 24)) as pilot:
        follower = Follower(app, pilot)
        await pilot.pause()
        await follower.press("escape")
        await follower.press("I")
        await look_at(pilot, str(file))
        await follower.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WaitingScreen)
        assert "Sun 1 Mar 2026, 07:30   1.9 km" in follower.text
        assert "The ladder's run of that day: 20 min with 4 pick-ups of 30 s." in follower.text
        await follower.press("3")
        form = app.screen
        assert isinstance(form, RunForm)
        assert [form.field(key).raw for key in ("distance_km", "minutes", "onset")] == ["1.9", "9.2", "9"]
        await follower.press("ctrl+s")
        assert "Sun 1 Feb 2026, 09:00   5 km" in follower.text
        (run,) = follower.runs()
        assert (run.pain, run.onset_min, run.stopped) == (3, 9, True)
        assert follower.unlogged is None


async def test_the_beat_goes_while_one_runs(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("itbtui.screens.led_run.even_asleep", lambda: now)
    app = make_app(*before(0))
    async with app.run_test(size=(80, 24)) as pilot:
        follower = Follower(app, pilot)
        await follower.press("g enter c")
        assert "No cadence is known yet" in follower.text
        app.logbook.cadence = 172.0
        screen = app.screen
        assert isinstance(screen, LedRunScreen)
        goes = []
        await follower.press("c")
        for _ in range(4):
            goes.append(screen.beat.goes)
            await follower.press("right")
            assert not screen._beat_rings(), "not over a sign"
            now += 10
            assert screen._beat_rings()
        assert goes == [False, True, False, True]
        await follower.press("right space")
        assert not screen.beat.goes


def test_what_begins_is_told_by_ear() -> None:
    """Running is quick and walking slow; no two of them sound alike, and none is the last second."""
    kinds = {Kind.RUN, Kind.PICK_UP, Kind.WALK}
    assert len({RHYTHMS[kind] for kind in kinds} | {RHYTHMS[Sign.COUNT], RHYTHMS[Sign.END]}) == len(kinds) + 2
    assert max(RHYTHMS[Kind.RUN]) < min(second for second in RHYTHMS[Kind.WALK] if second)


async def test_the_file_for_the_watch(make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fit_tool", reason="the extra watch is not installed")
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    app = make_app(*before(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g f")
        assert (tmp_path / "itbtui-run-2026-03-01.fit").read_bytes()[8:12] == b".FIT"
