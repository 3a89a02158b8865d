"""The figure moves in the tempo of its exercise, keeps still where nothing moves, and draws no more than it must."""

from typing import Any, Self

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.timer import Timer

from itbtui.charts.figures import draw
from itbtui.rehab.exercises.movement import pose_at, telling
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.rehab.protocol.figures import shipped
from itbtui.widgets.figure import A_SECOND, Figure, Shown

(EXERCISE,) = (exercise for exercise in shipped().exercises if exercise.id == "side-lying-abduction")
MOVEMENT = MOVEMENTS[EXERCISE.id]
UP, HOLD, LOWER = (seconds for _, seconds in EXERCISE.tempo)
SHOWN = Shown(EXERCISE.id, "right", EXERCISE.tempo)


class Counting(Figure):
    """Notes which parts of it are drawn anew, and after how long it looks again."""

    drawn: list[Region]
    wait: float

    def refresh(self, *regions: Region, **more: bool) -> Self:
        self.drawn = [*getattr(self, "drawn", []), *(regions or [Region()])]
        return super().refresh(*regions, **more)

    def set_timer(self, delay: float, *arguments: Any, **named: Any) -> Timer:
        self.wait = delay
        return super().set_timer(delay, *arguments, **named)


class OneFigure(App[None]):
    def __init__(self, *, rate: float = 1, still: bool = False) -> None:
        super().__init__()
        self.seconds = 0.0
        self.figure = Counting(lambda: self.seconds, rate=rate, still=still)

    def compose(self) -> ComposeResult:
        yield self.figure

    def text(self) -> list[str]:
        return [self.figure.render_line(y).text for y in range(self.figure.size.height)]


def at(part: int, fraction: float) -> list[str]:
    return draw(MOVEMENT, pose_at(MOVEMENT, part, fraction), 44, 12)


async def test_it_shows_where_in_a_repetition_one_is() -> None:
    app = OneFigure()
    async with app.run_test(size=(44, 12)):
        app.figure.show(SHOWN, going=False)
        assert app.text() == at(0, 0)
        for seconds, expected in ((UP / 2, at(0, 0.5)), (UP, at(1, 0)), (UP + HOLD + LOWER / 2, at(2, 0.5))):
            app.seconds = seconds + 7 * (UP + HOLD + LOWER)
            app.figure.show(SHOWN, going=False)
            assert app.text() == expected
        app.figure.show(SHOWN._replace(side="left"), going=False)
        assert app.text() != expected


async def test_only_lines_that_changed_are_drawn_and_none_in_a_hold() -> None:
    app = OneFigure()
    async with app.run_test(size=(44, 12)) as pilot:
        app.figure.show(SHOWN, going=False)
        await pilot.pause()
        before = app.text()
        app.figure.drawn.clear()
        app.seconds = UP / 4
        app.figure.show(SHOWN, going=False)
        changed = [n for n, (line, other) in enumerate(zip(before, app.text(), strict=True)) if line != other]
        assert [region.y for region in app.figure.drawn] == changed
        assert 0 < len(changed) < 12
        app.seconds = UP
        app.figure.show(SHOWN, going=False)
        app.figure.drawn.clear()
        app.seconds = UP + HOLD - 0.2
        app.figure.show(SHOWN, going=False)
        assert app.figure.drawn == []


async def test_it_looks_again_when_the_next_picture_is_due() -> None:
    app = OneFigure()
    async with app.run_test(size=(44, 12)):
        app.seconds = UP / 2
        app.figure.show(SHOWN, going=True)
        assert app.figure.wait == pytest.approx(1 / A_SECOND)
        app.seconds += 0.1
        app.figure.show(SHOWN, going=True)
        assert app.figure.wait == pytest.approx(1 / A_SECOND - 0.1)
        app.seconds = UP
        app.figure.show(SHOWN, going=True)
        assert HOLD <= app.figure.wait <= HOLD + 2 / A_SECOND


async def test_it_keeps_up_with_a_clock_that_is_faster() -> None:
    app = OneFigure(rate=2)
    async with app.run_test(size=(44, 12)):
        app.seconds = UP
        app.figure.show(SHOWN, going=True)
        assert HOLD / 2 <= app.figure.wait <= HOLD / 2 + 1 / A_SECOND


async def test_it_goes_by_itself_only_while_the_clock_does() -> None:
    app = OneFigure()
    async with app.run_test(size=(44, 12)):
        app.figure.show(SHOWN, going=True)
        assert app.figure._next_look is not None
        app.figure.show(SHOWN, going=False)
        assert app.figure._next_look is None


async def test_without_motion_it_shows_the_pose_that_says_most() -> None:
    app = OneFigure(still=True)
    async with app.run_test(size=(44, 12)):
        app.figure.show(SHOWN, going=True)
        assert app.figure._next_look is None
        app.seconds = UP + HOLD + LOWER / 2
        app.figure.show(SHOWN, going=True)
        assert app.text() == draw(MOVEMENT, telling(MOVEMENT), 44, 12)


async def test_an_exercise_of_ones_own_has_none() -> None:
    app = OneFigure()
    async with app.run_test(size=(44, 12)) as pilot:
        app.figure.show(SHOWN, going=True)
        app.figure.show(Shown("7d4c", "both"), going=True)
        await pilot.pause()
        assert "".join(app.text()).strip() == ""
