"""The pictures of the exercises: within their room, mirrored for the left, with the working leg filled."""

import pytest

from itbtui.charts.dots import ACROSS, BRAILLE, DOWN, mirrored, outline, plain
from itbtui.charts.figures import THIGH, camera, draw, picture, pieces
from itbtui.rehab.exercises.body import joints
from itbtui.rehab.exercises.movement import pose_at
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.rehab.exercises.space import between

SIZES = [(44, 12), (28, 8), (12, 4), (90, 30)]
MOMENTS = [n / 11 for n in range(12)]


@pytest.mark.parametrize("name", MOVEMENTS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_each_is_drawn_within_its_room_in_all_sizes(name: str, width: int, height: int) -> None:
    movement = MOVEMENTS[name]
    wide, high = width * ACROSS, height * DOWN
    view = camera(movement, wide, high)
    for part in range(len(movement.parts)):
        for fraction in MOMENTS:
            discs = [
                view.disc(*ball)
                for piece in pieces(movement, pose_at(movement, part, fraction))
                for balls in piece.hulls
                for ball in balls
            ]
            assert all(r <= x <= wide - r and r <= y <= high - r for x, y, r in discs)
    lines = draw(movement, movement.start, width, height)
    assert [len(line) for line in lines] == [width] * height
    assert all(sign == " " or BRAILLE < ord(sign) < BRAILLE + 256 for line in lines for sign in line)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_it_differs_from_its_beginning_and_from_every_other(name: str) -> None:
    movement = MOVEMENTS[name]
    rest, far = (draw(movement, pose_at(movement, 0, at), 28, 8) for at in (0, 0.5))
    assert rest != far
    others = [draw(other, pose_at(other, 0, 0.5), 28, 8) for key, other in MOVEMENTS.items() if key != name]
    assert far not in others


@pytest.mark.parametrize("name", MOVEMENTS)
def test_left_is_the_mirror_of_right(name: str) -> None:
    movement = MOVEMENTS[name]
    pose = pose_at(movement, 0, 1)
    dots = picture(movement, pose, 88, 48)
    assert draw(movement, pose, 44, 12, "left") != draw(movement, pose, 44, 12, "right")
    assert mirrored(mirrored(dots, 88), 88) == dots
    for row, other in zip(dots, mirrored(dots, 88), strict=True):
        assert all((row >> n & 1) == (other >> 87 - n & 1) for n in range(88))


@pytest.mark.parametrize("name", ["clamshell", "side-lying-abduction", "single-leg-bridge", "box-squat"])
def test_the_leg_that_works_is_filled_and_the_rest_is_not(name: str) -> None:
    movement, wide, high = MOVEMENTS[name], 180, 120
    pose = pose_at(movement, 0, 1)
    dots = picture(movement, pose, wide, high)
    inner = [row & ~edge for row, edge in zip(dots, outline(dots), strict=True)]
    # Where the floor and an outline touch, a dot may have neighbours on all sides.
    filled = [(n, row) for row in range(high - 6) for n in range(wide) if inner[row] >> n & 1]
    view = camera(movement, wide, high)
    (leg,) = movement.works
    hip, knee, ankle = joints(pose).legs[leg]
    bones = [between(a, b, n / 20) for a, b in ((hip, knee), (knee, ankle)) for n in range(21)]
    seen = [view.disc(place, THIGH) for place in bones]
    assert len(filled) > 100
    inside = [any((x - column) ** 2 + (y - row) ** 2 <= (r + 1) ** 2 for x, y, r in seen) for column, row in filled]
    assert sum(inside) > 0.97 * len(inside)


def test_without_braille_each_cell_that_holds_something_shows_something() -> None:
    movement = MOVEMENTS["clamshell"]
    dots = picture(movement, movement.start, 88, 48)
    lines, signs = draw(movement, movement.start, 44, 12), draw(movement, movement.start, 44, 12, ascii=True)
    assert signs == plain(dots, 44)
    for line, other in zip(lines, signs, strict=True):
        assert other.isascii() and other.isprintable() and len(other) == len(line)
        assert [sign == " " for sign in other] == [sign == " " for sign in line]
