"""How a session goes on as a runner follows it, by a clock that the test holds."""

import datetime as dt
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from itbtui.data.exchange import own
from itbtui.data.store import Store
from itbtui.logbook.chosen_session import is_followed_elsewhere
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.sessions import Keeper, ended_now, rest_of
from itbtui.rehab.exercises.player import Load
from itbtui.rehab.log.entries import Run
from itbtui.rehab.protocol.figures import shipped
from itbtui.screens.card import VerdictScreen
from itbtui.screens.player import PlayerScreen
from itbtui.screens.session_end import SessionEnd
from itbtui.screens.today import TodayScreen
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.questions import AskPain, AskReps, AskSure
from tests.support.march import MARCH_2, in_rehab, stretches_due
from tests.support.screens import MakeApp, Runner


async def test_a_session_to_its_end(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        assert "G E T   R E A D Y" in runner.text
        assert "NEXT: PIGEON" in runner.text
        await runner.wait(20)
        assert app.screen.query_one(BigDigits).value == "45"
        assert "H O L D     RIGHT SIDE" in runner.text
        assert len(runner.sessions()) == 1
        await runner.wait(45)
        assert runner.rows() == {("pigeon", "right"): (60,)}
        assert "C H A N G E   S I D E S     LEFT SIDE" in runner.text
        await runner.wait(1000)
        assert isinstance(app.screen, SessionEnd)
        assert runner.sessions()[-1].ended == dt.datetime(2026, 3, 2, 8)
        await runner.press("0 enter")
        assert isinstance(app.screen, VerdictScreen)
        assert "3 exercises, no knee pain" in runner.text
        assert "Due next: hip strength and stretches tomorrow." in runner.text
        assert [row.pain for row in runner.sessions()[-1].exercises] == [0] * 6
        await runner.press("enter")
        assert isinstance(app.screen, TodayScreen)
        assert "stretch" not in {item.kind for item in shipped().exercises if item.id in app.logbook.plan.due}


@pytest.mark.parametrize("over", ["question_mark", "ctrl+p", "ctrl+p t h e m e enter"])
async def test_the_clock_stands_still_while_something_is_read_over_it(make_app: MakeApp, over: str) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press(f"s enter {over}")
        assert not isinstance(app.screen, PlayerScreen)
        await runner.wait(1000)
        await runner.press("escape")
        assert "P A U S E D" in runner.text
        assert "NEXT: PIGEON" in runner.text


async def test_what_lies_over_it_as_it_ends_is_closed_first(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(*stretches_due(), wait_s=0.01)
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
            other.execute("begin immediate")
            await runner.wait(70)
            await runner.press("escape")
        # While it asks whether to leave what is not saved, it is saved, and the session comes to its end.
        await runner.wait(1000)
        assert isinstance(app.screen, AskSure)
        await runner.press("n")
        assert isinstance(app.screen, SessionEnd)
        await runner.press("0 enter enter")
        assert isinstance(app.screen, TodayScreen)


async def test_the_clock_is_set_back_in_it(make_app: MakeApp, on: Callable[[str], None]) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(20)
        on("2026-03-01T05:00")
        app.look_for_change()
        await runner.wait(45)
        assert runner.rows() == {("pigeon", "right"): (60,)}
        await runner.wait(1000)
        await runner.press("0 enter")
        session = runner.sessions()[-1]
        assert session.started == session.ended == dt.datetime(2026, 3, 2, 8)
        assert len(session.exercises) == 6
        # What goes out comes in again, and what is left for good ends no earlier than it began.
        own.load(own.dump(app.logbook.log, app.logbook.settings))
        assert ended_now(replace(session, ended=None)).ended == session.started
        await runner.press("enter")
        assert "the clock says Sun 1 Mar 2026: the plan is for Mon 2 Mar. Is the clock wrong" in runner.text


async def test_the_clock_stands_still_while_nobody_follows_and_a_resized_window_shifts_nothing(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(20)
        await runner.press("space")
        assert "P A U S E D" in runner.text
        await runner.wait(500)
        assert app.screen.query_one(BigDigits).value == "45"
        await runner.press("space")
        await runner.wait(10)
        assert app.screen.query_one(BigDigits).value == "35"
        for size in ((160, 50), (60, 20), (20, 5), (80, 24), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await runner.wait(3)
        assert app.screen.query_one(BigDigits).value == "17"
        assert "H O L D" in runner.text
        # Ctrl+Z
        app.app_suspend_signal.publish(app)
        await runner.wait(500)
        assert "P A U S E D" in runner.text
        assert app.screen.query_one(BigDigits).value == "17"
        await runner.press("space")
        await runner.wait(5)
        # A machine that slept stands still since it was last awake.
        runner.clock.shows += 3600
        monkeypatch.setattr("itbtui.logbook.clock.even_asleep", lambda: 1e9)
        runner.player._tick()
        await pilot.pause()
        assert "P A U S E D" in runner.text
        assert app.screen.query_one(BigDigits).value == "12"


async def test_arrows_skip_and_ten_seconds(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter right")
        assert "H O L D     RIGHT" in runner.text
        await runner.press("plus")
        assert app.screen.query_one(BigDigits).value == "70"
        await runner.press("x")
        assert "C H A N G E   S I D E S" in runner.text
        await runner.press("left")
        assert "H O L D     RIGHT" in runner.text
        await runner.wait(61)
        assert len(runner.sessions()) == 1
        await runner.wait(9)
        assert runner.rows() == {("pigeon", "right"): (70,)}


async def test_it_hurts(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(30)
        # No pain after all goes on with the set.
        for keys in ("p 0 enter", "p escape"):
            await runner.press(keys)
            assert "CLAMSHELL" in runner.text
        await runner.press("p")
        assert isinstance(app.screen, AskPain)
        await runner.press("2")
        assert "no running that day" in runner.text.replace("\n", " ")
        await runner.press("3")
        assert "rests until two days without pain" in runner.text.replace("\n", " ")
        await runner.wait(300)
        await runner.press("enter")
        assert "C H A N G E   P O S I T I O N" in runner.text
        assert "NEXT: SIDE-LYING LEG RAISE" in runner.text
        session = runner.sessions()[-1]
        assert [(row.side, row.sets, row.pain, row.skipped) for row in session.exercises] == [
            ("right", (5,), 3, None), ("left", (), None, "pain")
        ]  # fmt: skip
        await runner.press("escape")
        assert [finding.rule for finding in app.logbook.plan.findings] == ["exercise-pain"]
        assert "clamshell" not in app.logbook.plan.due


async def test_what_was_really_done_is_noted_and_said(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter e")
        assert isinstance(app.screen, PlayerScreen), "before the first set there is nothing to enter"
        await runner.press("right right")
        assert "Not noted: clamshell, right side, set 1 of 3; nothing of it was done." in runner.text
        await runner.press("left")
        await runner.wait(31)
        await runner.press("right")
        assert "Noted: clamshell, right side, set 1 of 3, 6 reps." in runner.text
        assert runner.rows() == {("clamshell", "right"): (6,)}
        await runner.press("e")
        assert isinstance(app.screen, AskReps)
        await runner.press("x enter")
        assert "is not a whole number" in runner.text
        await runner.press("backspace 1 8 down b")
        await runner.press("down down r e d enter")
        row = runner.sessions()[-1].exercises[0]
        assert (row.sets, row.load, row.band) == ((18,), "band", "red")
        assert "C H A N G E" in runner.text


async def test_every_set_so_far_can_be_put_right(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(5 + 75 + 15 + 75 + 45)
        await runner.press("escape s enter e")
        assert "Clamshell, left side, set 1 of 3" in runner.text
        await runner.press("pageup 1 1 enter")
        assert runner.rows() == {("clamshell", "right"): (11,), ("clamshell", "left"): (15,)}
        await runner.press("right e pageup pageup pagedown 8 enter")
        assert runner.rows() == {("clamshell", "right"): (11,), ("clamshell", "left"): (8,)}
        assert "CLAMSHELL" in runner.text
        await runner.press("x")
        await runner.press("e enter")
        assert runner.rows()[("clamshell", "right")] == (11,)


async def test_the_last_exercise_can_be_left_out_too(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter right")
        await runner.wait(60)
        await runner.press("X X X")
        assert isinstance(app.screen, SessionEnd)
        assert runner.sessions()[-1].ended is not None
        assert [row.skipped for row in runner.sessions()[-1].exercises] == [None, *["not today"] * 5]


async def test_a_locked_file_stops_nothing_is_tried_again_and_waited_for_at_the_end(
    make_app: MakeApp, tmp_path: Path
) -> None:
    app = make_app(*stretches_due(), wait_s=0.01)
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        other = sqlite3.connect(tmp_path / "log.db", isolation_level=None)
        other.execute("begin immediate")
        await runner.wait(70)
        assert "Not saved yet" in runner.text
        assert "C H A N G E" in runner.text
        await runner.press("escape")
        assert isinstance(app.screen, AskSure)
        await runner.press("n")
        other.execute("rollback")
        await runner.wait(90)
        assert "Not saved yet" not in runner.text
        assert runner.rows() == {("pigeon", "right"): (60,), ("pigeon", "left"): (60,)}
        other.execute("begin immediate")
        await runner.wait(1000)
        assert isinstance(app.screen, PlayerScreen)
        assert "Not saved yet" in runner.text
        other.execute("rollback")
        other.close()
        runner.player._keep()
        await pilot.pause()
        assert isinstance(app.screen, SessionEnd)
        assert len(runner.rows()) == 6


async def test_what_another_terminal_logs_waits_for_the_end_of_the_session(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        with Store.open(tmp_path / "log.db") as other:
            other.save(Run(date=MARCH_2, distance_km=3, pain=7), label="run")
        app.look_for_change()
        assert not app.logbook.log.runs
        # That the sound is off is kept for next time.
        await runner.press("m escape")
        assert [run.pain for run in app.logbook.log.runs] == [7]
        assert app.logbook.preferences.sound is False
    assert (tmp_path / "config" / "itbtui" / "settings.toml").read_text() == "sound = false\n"


@pytest.mark.parametrize("day_begins", [3, 0])
async def test_over_midnight_its_day_is_the_one_it_began(
    make_app: MakeApp, tmp_path: Path, on: Callable[[str], None], day_begins: int
) -> None:
    app = make_app(*stretches_due(), settings=f"day_begins = {day_begins}\n")
    on("2026-03-02T23:55")
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(5 + 60)
        on("2026-03-03T00:05")
        await runner.press("escape")
        app.look_for_change()
        await runner.press("s")
        assert "Enter goes on: pigeon, left side" in runner.text
        await runner.press("enter")
        await runner.wait(1000)
        await runner.press("0 enter")
        (session,) = runner.sessions()[1:]
        assert (session.date, session.ended) == (MARCH_2, dt.datetime(2026, 3, 3, 0, 5))
        assert len(runner.rows()) == 6
        assert not (tmp_path / "log.db-session.json").exists()


async def test_begun_after_midnight_it_belongs_to_the_evening_before(
    make_app: MakeApp, on: Callable[[str], None]
) -> None:
    on("2026-03-03T00:30")
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(65)
        assert runner.sessions()[-1].date == MARCH_2


async def test_of_two_players_on_one_session_the_second_is_told(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(65)
        with Logbook.open(tmp_path / "log.db") as other:
            session = other.broken_off
            assert session is not None
            assert not is_followed_elsewhere(other)
            kept = tmp_path / "log.db-session.json"
            kept.write_text(json.dumps({**json.loads(kept.read_text()), "by": os.getppid()}))
            assert is_followed_elsewhere(other)
            rest = rest_of(other, session)
            assert rest is not None
            keeper = Keeper(rest, other)
            keeper.playing.forward(0)
            keeper.playing.correct(keeper.playing.step, 50, Load(), 0)
            keeper.keep()
        await runner.wait(15 + 60)
        assert isinstance(app.screen, TodayScreen)
        assert "This session was changed elsewhere meanwhile" in runner.text.replace("\n", " ")
        assert runner.rows() == {("pigeon", "right"): (60,), ("pigeon", "left"): (50,)}
