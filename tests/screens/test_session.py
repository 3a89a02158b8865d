"""Before and after a session is followed: what is chosen, gone on with later, asked at its end, put right."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from textual.widgets import OptionList

from itbtui.data.store import Store
from itbtui.rehab.log.entries import ExerciseDone, Session, Side
from itbtui.screens.player import PlayerScreen
from itbtui.screens.session import SessionScreen
from itbtui.screens.session_end import SessionEnd
from itbtui.screens.today import TodayScreen
from itbtui.widgets.checklist import CheckList
from tests.support.build import STRENGTH
from tests.support.march import MARCH_1, MARCH_2, in_rehab, strength_on, stretches_due
from tests.support.screens import MakeApp, Runner, field, press, text_of

BOTH_SIDES: tuple[Side, ...] = ("left", "right")


async def test_what_is_due_is_marked_its_length_is_known_and_it_fits_the_minutes_there_are(make_app: MakeApp) -> None:
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
        await press(pilot, "2 3 left left left")
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
        assert isinstance(app.screen, PlayerScreen)
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


async def test_what_was_passed_over_is_noted_when_one_leaves_and_nothing_done_stays_due_today(
    make_app: MakeApp,
) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter right x right x")
        assert "NEXT: HALF-KNEELING HIP FLEXOR" in runner.text
        await runner.press("escape")
        assert [(row.exercise, row.skipped) for row in runner.sessions()[-1].exercises] == [("pigeon", "not today")] * 2
        await runner.press("s")
        assert "Enter goes on: half-kneeling hip flexor, right side." in runner.text
        await runner.press("enter")
        while isinstance(app.screen, PlayerScreen):
            await runner.press("x")
        await runner.press("enter")
        assert "Nothing was done." in runner.text
        assert "Still due today: stretches. Due next: hip strength tomorrow." in runner.text


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


async def test_a_warm_up_on_a_day_without_running_says_so_first_and_left_is_asked_about_and_not_gone_on_with(
    make_app: MakeApp,
) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("a")
        assert "No run today. The warm-up is for before a run." in text_of(app)
        await runner.press("n")
        assert isinstance(app.screen, TodayScreen)
        await runner.press("a y")
        assert "Warm-up · Rolling · exercise 1 of 4" in runner.text
        await runner.wait(150)
        await runner.press("escape s")
        assert "9 exercises (hip strength 6, stretches 3)" in runner.text
        await runner.press("escape h 0 enter")
        assert {row.pain for row in runner.sessions()[-1].exercises} == {0}
    free = make_app()
    async with free.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a")
        assert isinstance(free.screen, PlayerScreen)


async def test_a_warm_up_is_no_strength_session_and_what_hurts_in_one_is_noted(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("a y")
        assert "ROLL THE FRONT HIP POCKET" in runner.text
        await runner.wait(1000)
        await runner.press("0 enter enter")
        assert set(runner.rows()) == {(name, side) for name in ("roll-tfl", "roll-glute") for side in ("left", "right")}
        assert set(STRENGTH) <= set(app.logbook.plan.due)
        # What hurts in one is noted.
        await runner.press("a y")
        while "CLAMSHELL" not in runner.text:
            await runner.press("right")
        await runner.wait(10)
        await runner.press("p 1 enter")
        noted = {(row.exercise, row.pain) for session in runner.sessions() for row in session.exercises}
        assert ("clamshell", 1) in noted


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


async def test_sets_of_a_session_can_be_put_right_and_a_side_cannot_stand_twice(make_app: MakeApp) -> None:
    done = [ExerciseDone(exercise="pigeon", side=side, sets=(60,), pain=0) for side in BOTH_SIDES]
    app = make_app(*in_rehab(), strength_on(MARCH_1), Session(date=MARCH_2, exercises=tuple(done)))
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
        session = app.logbook.store.log().sessions[0]
        first, second, *others = session.exercises
        assert session.date == dt.date(2026, 2, 27)
        assert (first.side, first.sets, first.load, first.band, first.pain) == ("left", (12, 8), "band", "red", 0)
        assert (second.sets, second.skipped) == ((), "not today")
        assert {(row.side, row.sets, row.pain) for row in others} == {("both", (12, 12, 12), 0)}
        app.edit(app.logbook.store.log().sessions[1])
        await pilot.pause()
        assert isinstance(app.screen, SessionEnd)
        app.screen.field("row-0").raw = "right 50"
        await press(pilot, "ctrl+s")
        assert "right stands twice for this exercise" in text_of(app)
        app.screen.field("row-1").raw = "left 60"
        await press(pilot, "ctrl+s")
        rows = app.logbook.store.log().sessions[1].exercises
        assert [(row.side, row.sets) for row in rows] == [("right", (50,)), ("left", (60,))]


async def test_the_plan_is_as_if_it_had_been_logged_by_hand_and_undo_takes_the_end_back_then_the_session(
    make_app: MakeApp,
) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s 3 enter")
        await runner.wait(4000)
        await runner.press("0 enter")
        (gate,) = [gate for gate in app.logbook.plan.gates if gate.id == "strength"]
        assert (gate.have, gate.need) == (1, 2)
        await runner.press("u")
        assert {row.pain for row in runner.sessions()[-1].exercises} == {None}
        await runner.press("u")
        assert len(runner.sessions()) == 0
        await runner.press("u")
        assert "The log is empty then." in runner.text
        await runner.press("y")
        assert app.logbook.store.log().check_ins == ()
