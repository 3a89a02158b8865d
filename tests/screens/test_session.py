"""The exercise session as a runner follows it, by a clock that the test holds."""

import datetime as dt
import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import OptionList

from itbtui.data.store import Store
from itbtui.logbook.chosen_session import is_followed_elsewhere
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.sessions import Keeper, rest_of
from itbtui.rehab.exercises.player import Load
from itbtui.rehab.log.entries import ExerciseDone, OwnExercise, Run, Session, Settings, Side
from itbtui.rehab.protocol.figures import shipped
from itbtui.screens.card import VerdictScreen
from itbtui.screens.player import PlayerScreen
from itbtui.screens.session import SessionScreen
from itbtui.screens.session_end import SessionEnd
from itbtui.screens.today import TodayScreen
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.figure import Figure
from itbtui.widgets.questions import AskPain, AskReps, AskSure
from tests.support.build import STRENGTH
from tests.support.march import MARCH_1, MARCH_2, in_rehab, strength_on, stretches_due
from tests.support.screens import MakeApp, Runner, field, press, text_of

BOTH_SIDES: tuple[Side, ...] = ("left", "right")


async def test_what_is_due_is_marked_and_its_length_is_known(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        assert isinstance(app.screen, SessionScreen)
        assert "9 exercises (hip strength 6, stretches 3), 49 min" in text_of(app)
        await press(pilot, "2")
        assert "3 exercises (stretches 3), 7 min" in text_of(app)
        await press(pilot, "3")
        assert "Nothing is marked" in text_of(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, SessionScreen)
        await press(pilot, "1 enter")
        assert isinstance(app.screen, PlayerScreen)


async def test_each_sign_flashes(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itbtui.widgets.session_stage.FLASH_S", 60)
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s enter")
        frame, foreground = app.screen.query_one("#frame"), app.theme_variables["foreground"]
        assert frame.has_class("phase-ready", "flash")
        assert frame.styles.border_top == ("heavy", Color.parse(foreground))
        assert app.screen.query_one("#word").styles.background == Color.parse(foreground)
        await press(pilot, "right")
        assert frame.has_class("phase-work", "flash")
        assert not frame.has_class("phase-ready")
        frame.remove_class("flash")
        assert frame.styles.border_top[0] == "round"
        await press(pilot, "space")
        assert frame.has_class("phase-work", "paused")


async def test_the_figure_stands_beside_the_digits_where_there_is_room(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        figure, digits = app.screen.query_one(Figure), app.screen.query_one(BigDigits)
        for _ in range(2):
            assert figure.region.right <= digits.region.x
            assert figure.region.height >= 12 and digits.region.height >= 5
            before = [figure.render_line(y).text for y in range(figure.size.height)]
            await runner.wait(5)
        assert [figure.render_line(y).text for y in range(figure.size.height)] != before


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_an_exercise_of_ones_own_has_the_room_for_itself(make_app: MakeApp, size: tuple[int, int]) -> None:
    curl = OwnExercise(id="curl", name="Curl", kind="stretch", seconds=40, sides="each")
    app = make_app(*stretches_due(), curl)
    left_out = Settings(left_out=tuple(exercise.id for exercise in shipped().exercises))
    app.logbook.store.save(settings=left_out, label="only the own one")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "s enter")
        assert "NEXT: CURL" in text_of(app)
        assert not app.screen.query_one("#stage").display
        assert app.screen.query_one(BigDigits).display


async def test_a_setting_keeps_the_figure_still(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        app.prefer(motion=False)
        runner = Runner(app, pilot)
        await runner.press("s enter")
        figure = app.screen.query_one(Figure)
        seen = []
        for _ in range(3):
            seen.append([figure.render_line(y).text for y in range(figure.size.height)])
            await runner.wait(1)
        assert seen[0] == seen[1] == seen[2] and any(line.strip() for line in seen[0])


async def test_in_a_narrow_terminal_the_figure_stands_alone_in_a_pause(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(60, 20)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        figure, digits = app.screen.query_one("#stage"), app.screen.query_one(BigDigits)
        assert (figure.display, digits.display) == (True, False)
        assert f"{shipped().pauses.get_ready_s} s" in runner.text
        await runner.press("right")
        assert (figure.display, digits.display) == (False, True)


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


async def test_the_plan_is_what_it_would_be_had_it_been_logged_by_hand(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s 3 enter")
        await runner.wait(4000)
        await runner.press("0 enter")
        (gate,) = [gate for gate in app.logbook.plan.gates if gate.id == "strength"]
        assert (gate.have, gate.need) == (1, 2)


async def test_space_stands_still_and_goes_on(make_app: MakeApp) -> None:
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


async def test_no_pain_after_all_goes_on_with_the_set(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(30)
        for keys in ("p 0 enter", "p escape"):
            await runner.press(keys)
            assert "CLAMSHELL" in runner.text
        await runner.wait(50)
        assert runner.rows() == {("clamshell", "right"): (15,)}


async def test_what_was_really_done(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(85)
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


async def test_what_was_done_of_a_set_is_noted_and_said(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter right right")
        assert "Not noted: clamshell, right side, set 1 of 3; nothing of it was done." in runner.text
        await runner.press("left")
        await runner.wait(31)
        await runner.press("right")
        assert "Noted: clamshell, right side, set 1 of 3, 6 reps." in runner.text
        assert runner.rows() == {("clamshell", "right"): (6,)}


async def test_before_the_first_set_there_is_nothing_to_enter(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s enter e")
        assert isinstance(app.screen, PlayerScreen)


async def test_left_and_gone_on_with(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(5 + 75 + 15 + 75 + 45 + 10)
        await runner.press("escape")
        assert isinstance(app.screen, TodayScreen)
        await runner.press("s")
        assert "Enter goes on: clamshell, right side, set 2 of 3" in runner.text
        await runner.press("enter")
        await runner.wait(5 + 75)
        assert runner.rows() == {("clamshell", "right"): (15, 15), ("clamshell", "left"): (15,)}
        assert len(runner.sessions()) == 1


async def test_a_session_that_was_broken_off_is_offered_at_the_next_start(make_app: MakeApp) -> None:
    row = ExerciseDone(exercise="clamshell", side="right", sets=(15,))
    broken_off = Session(date=MARCH_2, started=dt.datetime(2026, 3, 2, 7), exercises=(row,))
    app = make_app(*in_rehab(), broken_off)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert "clamshell, left side, set 1 of 3" in text_of(app)
        await press(pilot, "escape")
        listed = " ".join(str(row.prompt) for row in app.screen.query_one("#list", OptionList).options)
        assert all(name in listed for name in ("Go on", "Hip strength", "Stretches"))
        await press(pilot, "s f")
        assert isinstance(app.screen, SessionEnd)
        await press(pilot, "0 enter")
        (session,) = app.logbook.store.log().sessions
        assert session.ended is not None
        assert [row.pain for row in session.exercises] == [0]


async def test_one_of_yesterday_is_kept_and_asked_about(make_app: MakeApp) -> None:
    row = ExerciseDone(exercise="clamshell", side="both", sets=(15,))
    broken_off = Session(date=MARCH_1, started=dt.datetime(2026, 3, 1, 7), exercises=(row,))
    app = make_app(*in_rehab(), broken_off)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "h 2 enter")
        (session,) = app.logbook.store.log().sessions
        assert ([row.pain for row in session.exercises], session.ended) == ([2], None)


async def test_ctrl_z_stands_still(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(20)
        app.app_suspend_signal.publish(app)
        await runner.wait(500)
        assert "P A U S E D" in runner.text
        assert app.screen.query_one(BigDigits).value == "45"


async def test_a_machine_that_slept_stands_still_since_it_was_last_awake(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(20)
        runner.clock.shows += 3600
        monkeypatch.setattr("itbtui.screens.player.even_asleep", lambda: 1e9)
        runner.player._tick()
        await pilot.pause()
        assert "P A U S E D" in runner.text
        assert app.screen.query_one(BigDigits).value == "45"


@pytest.mark.parametrize("sizes", [[(160, 50), (60, 20)], [(20, 5), (80, 24)], [(1, 1), (80, 24)]])
async def test_a_resized_window_shifts_nothing(make_app: MakeApp, sizes: list[tuple[int, int]]) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(20)
        for size in sizes:
            await pilot.resize_terminal(*size)
            await runner.wait(10)
        assert app.screen.query_one(BigDigits).value == "25"
        assert "H O L D" in runner.text


async def test_a_locked_file_stops_nothing_and_is_tried_again(make_app: MakeApp, tmp_path: Path) -> None:
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
        other.close()
        await runner.wait(90)
        assert "Not saved yet" not in runner.text
        assert runner.rows() == {("pigeon", "right"): (60,), ("pigeon", "left"): (60,)}


async def test_the_end_waits_for_a_locked_file(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(*stretches_due(), wait_s=0.01)
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        other = sqlite3.connect(tmp_path / "log.db", isolation_level=None)
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


async def test_one_undo_takes_the_end_back_and_the_next_the_session(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(1000)
        await runner.press("0 enter u")
        assert [row.pain for row in runner.sessions()[-1].exercises] == [None] * 6
        await runner.press("u")
        assert len(runner.sessions()) == 1
        await runner.press("u")
        assert app.logbook.store.log().check_ins == ()


async def test_a_warm_up_is_no_strength_session(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("a y")
        assert "ROLL THE FRONT HIP POCKET" in runner.text
        await runner.wait(1000)
        await runner.press("0 enter enter")
        assert set(runner.rows()) == {(name, side) for name in ("roll-tfl", "roll-glute") for side in ("left", "right")}
        assert set(STRENGTH) <= set(app.logbook.plan.due)


async def test_a_warm_up_on_a_day_without_running_says_so_first(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
        assert "No run today. The warm-up is for before a run." in text_of(app)
        await press(pilot, "n")
        assert isinstance(app.screen, TodayScreen)
    free = make_app()
    async with free.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
        assert isinstance(free.screen, PlayerScreen)


async def test_what_hurts_in_a_warm_up_is_noted(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("a y")
        while "CLAMSHELL" not in runner.text:
            await runner.press("right")
        await runner.wait(10)
        await runner.press("p 1 enter")
        assert next((row.exercise, row.pain) for row in runner.sessions()[-1].exercises) == ("clamshell", 1)


async def test_a_progression_is_offered_once_and_remembered(make_app: MakeApp) -> None:
    easy = [strength_on(MARCH_2 - dt.timedelta(days=back), sets=20) for back in (4, 2)]
    app = make_app(*in_rehab(), *easy)
    async with app.run_test(size=(80, 50)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s 3 enter")
        await runner.wait(4500)
        assert isinstance(app.screen, SessionEnd)
        await runner.press("0 enter")
        assert "Clamshell got easy: 2 sessions at the top of the range, without pain. The next level is:" in runner.text
        assert "a band above the knees." in runner.text
        await runner.press("y enter n")
        await runner.press("ctrl+s")
        answers = {answer.exercise: answer.change for answer in app.logbook.store.log().progressions}
        assert answers == {"clamshell": "harder", "side-lying-abduction": "same"}
        await runner.press("enter s")
        assert "a band above the knees" in str(app.screen.query_one("#chosen", CheckList).labels)


async def test_pain_answered_for_one_exercise_of_several(make_app: MakeApp) -> None:
    row = [ExerciseDone(exercise=name, side="both", sets=(10,)) for name in ("clamshell", "glute-bridge")]
    broken_off = Session(date=MARCH_2, started=dt.datetime(2026, 3, 2, 7), exercises=tuple(row))
    app = make_app(*in_rehab(), broken_off)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "f 4 enter enter")
        assert "Mark the exercise in which the knee hurt." in text_of(app)
        app.screen.query_one("#where", CheckList).mark({"glute-bridge"})
        await press(pilot, "ctrl+s")
        (session,) = app.logbook.store.log().sessions
        assert {row.exercise: row.pain for row in session.exercises} == {"clamshell": 0, "glute-bridge": 4}
        await press(pilot, "e")
        field(app, "hurt-0").raw = 0
        await press(pilot, "ctrl+s")
        (session,) = app.logbook.store.log().sessions
        assert {row.exercise: row.pain for row in session.exercises} == {"clamshell": 0, "glute-bridge": 0}


async def test_an_end_that_was_answered_elsewhere_is_not_written_over(make_app: MakeApp, tmp_path: Path) -> None:
    row = ExerciseDone(exercise="pigeon", side="both", sets=(60,))
    known = Session(date=MARCH_2, started=dt.datetime(2026, 3, 2, 7), exercises=(row,))
    app = make_app(*in_rehab(), known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f")
        with Store.open(tmp_path / "log.db") as other:
            other.save(replace(known, notes="theirs"), label="change")
        await press(pilot, "0 ctrl+s")
        assert "Not saved: it was changed elsewhere meanwhile." in text_of(app)
        (session,) = app.logbook.store.log().sessions
        assert (session.notes, session.exercises[0].pain) == ("theirs", None)


async def test_sound_off_is_kept_for_next_time(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s enter m escape")
        assert app.logbook.preferences.sound is False
    assert (tmp_path / "config" / "itbtui" / "settings.toml").read_text() == "sound = false\n"


async def test_what_another_terminal_logs_waits_for_the_end_of_the_session(
    make_app: MakeApp, tmp_path: Path, on: Callable[[str], None]
) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        with Store.open(tmp_path / "log.db") as other:
            other.save(Run(date=MARCH_2, distance_km=3, pain=7), label="run")
        app.look_for_change()
        assert not app.logbook.log.runs
        await runner.press("escape")
        assert [run.pain for run in app.logbook.log.runs] == [7]


async def test_what_the_knee_has_stopped_is_not_offered_again_that_day(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s 3 enter")
        await runner.wait(30)
        await runner.press("p 2 enter")
        await runner.wait(4000)
        await runner.press("0 enter enter s")
        assert "Nothing is marked" not in runner.text
        assert app.screen.query_one("#chosen", CheckList).marked == {
            "pigeon",
            "half-kneeling-hip-flexor",
            "figure-four",
        }


async def test_the_other_leg_is_answered_too(make_app: MakeApp) -> None:
    """It did not hurt in the leg that was done before the one that did."""
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(5 + 60 + 15 + 10)
        await runner.press("p 2 enter escape s f 0 enter")
        assert {row.side: row.pain for row in runner.sessions()[-1].exercises} == {"right": 0, "left": 2}
        assert "unknown" not in runner.text


async def test_a_stray_digit_does_not_take_a_noted_pain_away(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        await runner.wait(6)
        await runner.press("p 4 enter escape s f 0 ctrl+s")
        assert {row.side: row.pain for row in runner.sessions()[-1].exercises} == {"right": 4, "left": None}
        await runner.press("e")
        field(app, "hurt-0").raw = 0
        await runner.press("ctrl+s")
        assert {row.skipped for row in runner.sessions()[-1].exercises} == {"not today", "pain"}


async def test_sets_of_a_session_can_be_put_right(make_app: MakeApp) -> None:
    app = make_app(*in_rehab(), strength_on(MARCH_1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.edit(app.logbook.store.log().sessions[0])
        await pilot.pause()
        assert isinstance(app.screen, SessionEnd)
        field = app.screen.field("row-0")
        for text, says in (
            ("12 x", "side, sets and load are wanted, such as right 15 15 12, 2 kg"),
            ("12 9999", "9999 is not between 0 and 7200"),
        ):
            field.raw = text
            await press(pilot, "ctrl+s")
            assert says in text_of(app)
        field.raw = "left 12, 8, red band"
        app.screen.field("row-1").raw = ""
        app.screen.field("date").raw = "2026-02-27"
        await press(pilot, "ctrl+s")
        (session,) = app.logbook.store.log().sessions
        first, second, *others = session.exercises
        assert session.date == dt.date(2026, 2, 27)
        assert (first.side, first.sets, first.load, first.band, first.pain) == ("left", (12, 8), "band", "red", 0)
        assert (second.sets, second.skipped) == ((), "not today")
        assert {(row.side, row.sets, row.pain) for row in others} == {("both", (12, 12, 12), 0)}


async def test_a_side_cannot_stand_twice(make_app: MakeApp) -> None:
    done = [ExerciseDone(exercise="pigeon", side=side, sets=(60,), pain=0) for side in BOTH_SIDES]
    app = make_app(*in_rehab(), Session(date=MARCH_1, exercises=tuple(done)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.edit(app.logbook.store.log().sessions[0])
        await pilot.pause()
        assert isinstance(app.screen, SessionEnd)
        app.screen.field("row-0").raw = "right 50"
        await press(pilot, "ctrl+s")
        assert "right stands twice for this exercise" in text_of(app)
        app.screen.field("row-1").raw = "left 60"
        await press(pilot, "ctrl+s")
        rows = app.logbook.store.log().sessions[0].exercises
        assert [(row.side, row.sets) for row in rows] == [("right", (50,)), ("left", (60,))]


async def test_a_warm_up_that_was_left_is_asked_about_and_not_gone_on_with(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("a y")
        assert "Warm-up · Rolling · exercise 1 of 4" in runner.text
        await runner.wait(150)
        await runner.press("escape s")
        assert "9 exercises (hip strength 6, stretches 3)" in runner.text
        await runner.press("escape h 0 enter")
        assert {row.pain for row in runner.sessions()[-1].exercises} == {0}


async def test_nothing_done_is_said_so_and_stays_due_today(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter right x right x")
        while isinstance(app.screen, PlayerScreen):
            await runner.press("x")
        await runner.press("enter")
        assert "Nothing was done." in runner.text
        assert "Still due today: stretches. Due next: hip strength tomorrow." in runner.text


async def test_what_was_passed_over_is_noted_when_one_leaves(make_app: MakeApp) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter right x right x")
        assert "NEXT: HALF-KNEELING HIP FLEXOR" in runner.text
        await runner.press("escape")
        assert [(row.exercise, row.skipped) for row in runner.sessions()[-1].exercises] == [("pigeon", "not today")] * 2
        await runner.press("s")
        assert "Enter goes on: half-kneeling hip flexor, right side." in runner.text


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


async def test_it_fits_the_minutes_there_are(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s left left left")
        assert "[15 min]" in text_of(app)
        assert "6 exercises (hip strength 6), 15 min" in text_of(app)
        assert "Left out: pigeon, half-kneeling hip flexor and figure four." in text_of(app)
        assert "complete: counts for the gate" in text_of(app)
        await press(pilot, "m 2 enter")
        assert "between 5 and 180 minutes" in text_of(app)
        await press(pilot, "0 enter")
        assert "[20 min]" in text_of(app)
        await press(pilot, "m 5 enter")
        assert "part: no complete session; the rest of hip strength stays due today" in text_of(app)
        await press(pilot, "enter")
        assert "left of 4:35" in text_of(app)


async def test_it_goes_on_as_it_was_chosen(make_app: MakeApp, tmp_path: Path) -> None:
    """Fitted sets, marked exercises, the set and side, what was left out; and without the file what is due."""
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s left left left space enter")
        assert "NEXT: SIDE-LYING LEG RAISE" in runner.text
        await runner.wait(5 + 84)
        await runner.press("right x X")
        assert "NEXT: SINGLE-LEG BRIDGE" in runner.text
        file = tmp_path / "log.db-session.json"
        assert file.stat().st_mode & 0o777 == 0o600
        await runner.press("escape s")
        assert "Enter goes on: single-leg bridge, right side." in runner.text
        await runner.press("enter")
        chosen = {step.item.id: step.item.sets for step in runner.player.playing.steps}
        assert chosen == {"single-leg-bridge": 1, "band-walk": 2, "box-squat": 1, "pigeon": 1}
        assert runner.rows()[("side-lying-abduction", "right")] == (12,)
        await runner.press("escape")
        file.write_text(file.read_text().replace('"single', '7, "single'))
        await runner.press("s")
        assert "clamshell" in runner.text
        await runner.press("f 0 enter")
        assert runner.sessions()[-1].ended is not None


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
