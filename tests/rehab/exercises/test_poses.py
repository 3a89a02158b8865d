"""The figures show each exercise as it is done: limbs keep their lengths, and what must keep still does."""

import math

import pytest

from itbtui.rehab.exercises import body
from itbtui.rehab.exercises.body import LEFT, RIGHT, Joints, joints
from itbtui.rehab.exercises.movement import Movement, place, pose_at
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.rehab.exercises.space import Point, distance, dot, minus, unit
from itbtui.rehab.protocol.figures import shipped

EXERCISES = {exercise.id: exercise for exercise in shipped().exercises}
FRACTIONS = [n / 10 for n in range(11)]
A_BIT = 0.01
"""Metres; less than a dot in the pictures."""


def seen(movement: Movement) -> list[Joints]:
    """The joints in all of a repetition."""
    return [joints(pose_at(movement, part, fraction)) for part in range(len(movement.parts)) for fraction in FRACTIONS]


def degrees(a: Point, b: Point) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def moved(name: str) -> list[Joints]:
    return seen(MOVEMENTS[name])


def which_move(name: str) -> set[str]:
    """The joints that leave their place at some time."""
    first, *others = [places(at) for at in moved(name)]
    return {joint for at in others for joint, place in at.items() if distance(place, first[joint]) > A_BIT}


def places(at: Joints) -> dict[str, Point]:
    found = {"pelvis": at.pelvis, "neck": at.neck, "head": at.head}
    for side, leg, toes, arm in zip(("left", "right"), at.legs, at.toes, at.arms, strict=True):
        names = ("hip", "knee", "ankle", "toes", "shoulder", "elbow", "hand")
        found |= {f"{side} {name}": place for name, place in zip(names, (*leg, toes, *arm), strict=True)}
    return found


def top(name: str) -> Joints:
    return joints(pose_at(MOVEMENTS[name], 0, 1))


def test_each_exercise_of_the_protocol_has_its_poses_and_nothing_else_has() -> None:
    assert MOVEMENTS.keys() == EXERCISES.keys()
    assert {*shipped().warm_up.rolling, *shipped().warm_up.one_set} <= MOVEMENTS.keys()


@pytest.mark.parametrize("name", MOVEMENTS)
def test_a_repetition_has_the_parts_of_its_tempo_and_ends_where_it_began(name: str) -> None:
    movement, exercise = MOVEMENTS[name], EXERCISES[name]
    if exercise.tempo:
        assert [part.name for part in movement.parts] == [part for part, _ in exercise.tempo]
    else:
        assert all(part.seconds > 0 for part in movement.parts)
    assert movement.repeats is (exercise.kind != "stretch")
    assert not movement.repeats or movement.parts[-1].through[-1] == movement.start
    assert len(movement.works) == (1 if exercise.sides == "each" else 2)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_bones_keep_their_lengths_and_nobody_sinks_into_the_floor(name: str) -> None:
    for at in moved(name):
        assert distance(at.pelvis, at.neck) == pytest.approx(body.SPINE)
        assert distance(at.neck, at.head) == pytest.approx(body.NECK)
        for hip, knee, ankle in at.legs:
            assert (distance(hip, knee), distance(knee, ankle)) == pytest.approx((body.THIGH, body.SHIN))
        for shoulder, elbow, hand in at.arms:
            assert (distance(shoulder, elbow), distance(elbow, hand)) == pytest.approx((body.UPPER_ARM, body.FOREARM))
        ends = [place for chain in (*at.legs, *at.arms) for place in chain]
        assert all(y > 0 for _, y, _ in [*ends, *at.toes, at.head])


def test_in_the_clamshell_only_the_upper_knee_moves() -> None:
    assert which_move("clamshell") == {"right knee"}
    rest = joints(MOVEMENTS["clamshell"].start)
    assert top("clamshell").legs[RIGHT][1][1] - rest.legs[RIGHT][1][1] > body.THIGH / 2


def test_the_leg_is_raised_straight_to_about_45_degrees() -> None:
    assert which_move("side-lying-abduction") == {"right knee", "right ankle", "right toes"}
    for at in moved("side-lying-abduction"):
        hip, knee, ankle = at.legs[RIGHT]
        assert degrees(minus(knee, hip), minus(ankle, knee)) < 2
    hip, _, ankle = top("side-lying-abduction").legs[RIGHT]
    assert degrees(minus(ankle, hip), (-1, 0, 0)) == pytest.approx(45, abs=3)


@pytest.mark.parametrize(("name", "feet"), [("glute-bridge", ("left", "right")), ("single-leg-bridge", ("right",))])
def test_in_a_bridge_feet_and_neck_stay_and_the_hips_come_into_line(name: str, feet: tuple[str, ...]) -> None:
    assert not which_move(name) & {"neck", *(f"{side} {joint}" for side in feet for joint in ("ankle", "toes"))}
    up = top(name)
    hip, knee, _ = up.legs[RIGHT]
    assert degrees(minus(up.pelvis, up.neck), minus(knee, hip)) < 10


def test_in_the_single_leg_bridge_both_thighs_are_level() -> None:
    up = top("single-leg-bridge")
    (hip, knee, ankle), (other_hip, other_knee, _) = up.legs
    assert degrees(minus(knee, hip), minus(other_knee, other_hip)) < 5
    assert degrees(minus(knee, hip), minus(ankle, knee)) < 5
    assert hip[1] == pytest.approx(other_hip[1])


def test_in_the_band_walk_the_trunk_is_level_a_foot_stands_and_the_feet_never_come_together() -> None:
    rest = joints(MOVEMENTS["band-walk"].start)
    apart = distance(rest.legs[LEFT][2], rest.legs[RIGHT][2])
    assert not which_move("band-walk") & {"pelvis", "neck", "head"}
    for at in moved("band-walk"):
        assert distance(at.legs[LEFT][2], at.legs[RIGHT][2]) > apart - A_BIT
        assert min(at.legs[LEFT][2][1], at.legs[RIGHT][2][1]) < 0.1


def test_in_the_squat_one_sits_down_on_the_box_and_the_knee_stays_over_the_foot() -> None:
    movement = MOVEMENTS["box-squat"]
    down = top("box-squat")
    (box,) = movement.solids
    height = max(y for _, y, _ in box.corners)
    assert height < down.pelvis[1] < height + 0.15
    assert min(x for x, _, _ in box.corners) < down.pelvis[0] < max(x for x, _, _ in box.corners)
    assert not which_move("box-squat") & {"right ankle", "right toes"}
    for at in moved("box-squat"):
        _, knee, ankle = at.legs[RIGHT]
        assert -A_BIT < knee[0] - ankle[0] < body.FOOT + A_BIT and knee[2] == pytest.approx(ankle[2], abs=A_BIT)
        assert at.legs[LEFT][2][1] > 0.15


@pytest.mark.parametrize("name", [name for name, exercise in EXERCISES.items() if exercise.kind == "rolling"])
def test_the_roller_is_on_the_floor_below_what_is_rolled(name: str) -> None:
    movement = MOVEMENTS[name]
    rollers = [pose.roller for pose in (movement.start, movement.parts[0].through[0])]
    assert None not in rollers and rollers[0] != rollers[1]
    for pose in (movement.start, *(pose for part in movement.parts for pose in part.through)):
        assert pose.roller
        at = joints(pose)
        hip, knee, _ = at.legs[RIGHT]
        near = min(abs(pose.roller[0] - (hip[0] * (1 - n / 10) + knee[0] * n / 10)) for n in range(11))
        assert near < 0.06, "to the side of the thigh"
        assert pose.roller[1] < hip[1]


def test_where_one_is_in_a_repetition() -> None:
    clamshell, exercise = MOVEMENTS["clamshell"], EXERCISES["clamshell"]
    found = [place(clamshell, exercise.tempo, seconds) for seconds in (0, 0.5, 1, 2.9, 4, 5, 5.5)]
    assert found == [(0, 0), (0, 0.5), (1, 0), (1, pytest.approx(0.95)), (2, 0.5), (0, 0), (0, 0.5)]
    squat = MOVEMENTS["box-squat"], EXERCISES["box-squat"].tempo
    assert [place(*squat, 2.4)[0], place(*squat, 3)] == [0, (2, 0)]
    rolled = MOVEMENTS["roll-tfl"]
    assert place(rolled, (), 0) == place(rolled, (), sum(part.seconds for part in rolled.parts)) == (0, 0)
    assert place(MOVEMENTS["pigeon"], (), 40) == (0, 1)
