"""What a session shows while it leads, by a clock that the test holds."""

import pytest
from textual.color import Color

from itbtui.rehab.log.entries import OwnExercise, Settings
from itbtui.rehab.protocol.figures import shipped
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.figure import Figure
from tests.support.march import stretches_due
from tests.support.screens import MakeApp, Runner, press, text_of


async def test_each_sign_flashes_and_rings(
    make_app: MakeApp, rung: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itbtui.widgets.led_screen.FLASH_S", 60)
    app = make_app(*stretches_due())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s enter")
        frame, foreground = app.screen.query_one("#frame"), app.theme_variables["foreground"]
        assert frame.has_class("warning", "flash")
        assert len(rung) == 1
        assert frame.styles.border_top == ("heavy", Color.parse(foreground))
        assert app.screen.query_one("#word").styles.background == Color.parse(foreground)
        await press(pilot, "right")
        assert frame.has_class("success", "flash")
        assert len(rung) == 2
        assert not frame.has_class("warning")
        frame.remove_class("flash")
        assert frame.styles.border_top[0] == "round"
        await press(pilot, "space")
        assert frame.has_class("success", "paused")


async def test_the_figure_moves_beside_the_digits_and_stands_alone_in_a_pause_where_there_is_no_room(
    make_app: MakeApp,
) -> None:
    app = make_app(*stretches_due())
    async with app.run_test(size=(60, 20)) as pilot:
        runner = Runner(app, pilot)
        await runner.press("s enter")
        stage, digits = app.screen.query_one("#stage"), app.screen.query_one(BigDigits)
        assert (stage.display, digits.display) == (True, False)
        assert f"{shipped().pauses.get_ready_s} s" in runner.text
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        figure = app.screen.query_one(Figure)
        for _ in range(2):
            assert figure.region.right <= digits.region.x
            assert figure.region.height >= 12 and digits.region.height >= 5
            before = drawn(figure)
            await runner.wait(5)
        assert drawn(figure) != before
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert (stage.display, digits.display) == (False, True)
        await pilot.resize_terminal(80, 24)
        await runner.press("escape")
        app.prefer(motion=False)
        await runner.press("s enter")
        still = app.screen.query_one(Figure)
        seen = []
        for _ in range(3):
            seen.append(drawn(still))
            await runner.wait(1)
        assert seen[0] == seen[1] == seen[2] and any(line.strip() for line in seen[0])


def drawn(figure: Figure) -> list[str]:
    return [figure.render_line(y).text for y in range(figure.size.height)]


async def test_an_exercise_of_ones_own_has_the_room_for_itself(make_app: MakeApp) -> None:
    curl = OwnExercise(id="curl", name="Curl", kind="stretch", seconds=40, sides="each")
    app = make_app(*stretches_due(), curl)
    left_out = Settings(left_out=tuple(exercise.id for exercise in shipped().exercises))
    app.logbook.store.save(settings=left_out, label="only the own one")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s enter")
        assert "NEXT: CURL" in text_of(app)
        for size in ((80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert not app.screen.query_one("#stage").display
            assert app.screen.query_one(BigDigits).display
