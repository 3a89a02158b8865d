"""The routine editor: leave out, add, reorder, doses, levels, and back to the protocol's."""

import datetime as dt

from textual.widgets import OptionList

from itbtui.rehab.log.entries import Dose, ExerciseDone, OwnExercise, Session, Settings
from itbtui.screens.own_exercise import OwnExerciseForm
from itbtui.screens.player import PlayerScreen
from itbtui.screens.routine import RoutineScreen
from itbtui.screens.today import TodayScreen
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.figure import Figure
from tests.support.march import in_rehab
from tests.support.screens import MakeApp, press, text_of

MARCH_2 = dt.date(2026, 3, 2)
CURL = OwnExercise(id="my own curl [/]", name="Curl [/] \x1b[31m", kind="strength", reps=8, sets=2, sides="each")


async def test_left_out_dosed_reordered_and_back_to_the_protocols(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 24)) as pilot:
        # What is left out is not due any more.
        await press(pilot, "p down down down space")
        assert app.logbook.store.settings().left_out == ("clamshell",)
        assert "clamshell" not in app.logbook.plan.due
        await press(pilot, "space")
        assert app.logbook.store.settings().left_out == ()
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)
        # Doses stay within the protocol's bounds.
        await press(pilot, "p down down down right right")
        assert app.logbook.store.settings().doses == (Dose("clamshell", 17),)
        assert isinstance(app.screen, RoutineScreen)
        for _ in range(6):
            app.screen.action_dose(1)
        assert app.logbook.store.settings().doses == (Dose("clamshell", 20),)
        for _ in range(9):
            app.screen.action_dose(-1)
        assert app.logbook.store.settings().doses == (Dose("clamshell", 15),)
        assert "set by you" in text_of(app)
        await press(pilot, "backspace")
        assert app.logbook.store.settings().doses == ()
        await press(pilot, "up right")
        assert app.logbook.store.settings().doses == (Dose("roll-glute", 65),)
        await press(pilot, "2 down 2 right 1")
        assert app.logbook.store.settings().doses == (Dose("roll-glute", 65, 2), Dose("clamshell", 16, 1))
        assert "1 to 3 sets" in text_of(app)
        # Reordered within its kind only.
        await press(pilot, "down K")
        assert app.logbook.plan.due[:2] == ("side-lying-abduction", "clamshell")
        await press(pilot, "K K")
        assert app.logbook.plan.due[:2] == ("side-lying-abduction", "clamshell")
        await press(pilot, "J")
        assert app.logbook.plan.due[:2] == ("clamshell", "side-lying-abduction")
        # All of it, and something left out, goes back to the protocol's.
        await press(pilot, "K space R")
        assert app.logbook.settings == Settings()
        # A level is remembered with its day.
        await press(pilot, "escape p down down down plus plus")
        (answer,) = app.logbook.store.log().progressions
        assert (answer.exercise, answer.change, answer.date) == ("clamshell", "harder", MARCH_2)
        await press(pilot, "minus minus")
        assert [answer.change for answer in app.logbook.store.log().progressions].count("easier") == 1
        # One visit is one action to undo.
        await press(pilot, "escape p space down space down right")
        assert app.logbook.settings != Settings()
        await press(pilot, "u")
        assert app.logbook.settings == Settings()
        assert isinstance(app.screen, RoutineScreen)


async def test_an_exercise_of_ones_own(make_app: MakeApp) -> None:
    app = make_app(*in_rehab())
    async with app.run_test(size=(80, 30)) as pilot:
        await press(pilot, "p a")
        assert isinstance(app.screen, OwnExerciseForm)
        await press(pilot, "enter")
        assert "this is needed" in text_of(app)
        await press(pilot, "P l a n k enter enter enter enter")
        assert "this is needed" in text_of(app)
        app.screen.field("counted").raw = "seconds"
        await press(pilot, "0 ctrl+s")
        assert "a set has at least one" in text_of(app)
        await press(pilot, "backspace 3 0")
        app.screen.field("tempo").raw, app.screen.field("first").raw = "1-2", "left"
        await press(pilot, "ctrl+s")
        assert "1-2 is not seconds of up, hold, lower" in text_of(app)
        app.screen.field("tempo").raw = "1-2-3"
        await press(pilot, "ctrl+s")
        (plank,) = app.logbook.store.log().exercises
        assert (plank.name, plank.seconds, plank.reps, plank.kind) == ("Plank", 30, None, "strength")
        assert (plank.tempo, plank.first) == ("1-2-3", "left")
        assert plank.id in app.logbook.plan.due
        await press(pilot, "end up up up")
        chosen = app.screen.query_one("#list", OptionList).highlighted_option
        assert chosen and "Plank" in str(chosen.prompt)
        await press(pilot, "e 2 ctrl+s")
        assert app.logbook.store.log().exercises[0].name == "2"
        await press(pilot, "d y")
        assert app.logbook.store.log().exercises == ()
        await press(pilot, "u")
        assert len(app.logbook.store.log().exercises) == 1


async def test_one_that_stands_in_sessions_stays(make_app: MakeApp) -> None:
    done = ExerciseDone(exercise=CURL.id, side="both", sets=(8,), pain=0)
    app = make_app(*in_rehab(), CURL, Session(date=MARCH_2, exercises=(done,)))
    async with app.run_test(size=(80, 30)) as pilot:
        await press(pilot, "p end up up up d")
        assert app.logbook.store.log().exercises == (CURL,)
        await press(pilot, "R")
        assert app.logbook.store.settings().left_out == (CURL.id,)


async def test_a_name_with_brackets_and_escapes_is_shown_as_text(make_app: MakeApp) -> None:
    app = make_app(*in_rehab(), CURL)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "s")
        assert "Curl [/] \N{REPLACEMENT CHARACTER}[31m" in str(
            app.screen.query_one("#chosen", CheckList).labels[CURL.id]
        )
        await press(pilot, "2 3 2 enter")
        while isinstance(app.screen, PlayerScreen) and app.screen.playing.step.item.id != CURL.id:
            app.screen.action_forward()
        await pilot.pause()
        assert "NEXT: CURL [/] \N{REPLACEMENT CHARACTER}[31M" in text_of(app)
        await press(pilot, "escape l escape p escape")
        assert app.is_running


async def test_the_chosen_exercise_is_shown_where_there_is_room(make_app: MakeApp) -> None:
    app = make_app(*in_rehab(), CURL)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "p")
        figure = app.screen.query_one(Figure)
        seen = []
        for _ in range(2):
            seen.append([figure.render_line(y).text for y in range(figure.size.height)])
            await press(pilot, "down")
        assert seen[0] != seen[1] and all(any(line.strip() for line in lines) for lines in seen)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not figure.display
