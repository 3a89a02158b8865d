"""The routine: due exercises become timed steps, every second of them known beforehand."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.rehab.exercises.progressions import offers
from itbtui.rehab.exercises.routine import Phase, Step, items, steps, total, warm_up
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import Dose, LevelChange, OwnExercise, Progression, Settings
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import Pauses, shipped
from itbtui.wording.session import cue, cues
from tests.support.build import Part, day, episode, exercise, log_of, session
from tests.support.exercises import ALL, IN_REHAB, PAUSES, item, standing


def told(of: Sequence[Step]) -> list[str]:
    """Each step in a few signs: "work right 1 75"."""
    return [f"{step.phase} {step.side} {step.number} {step.seconds}" for step in of]


# --- one exercise after the other ---------------------------------------------------------

EXERCISES = [
    # exercise, its sides in doing order (the sore one is the right), seconds of a set, of all with its pauses
    ("roll-tfl", "right left", 60, 140),
    ("roll-lateral-quad", "right left", 60, 140),
    ("roll-glute", "right left", 60, 140),
    ("clamshell", "right left", 75, 530),
    ("side-lying-abduction", "right left", 84, 584),
    ("glute-bridge", "both", 105, 410),
    ("single-leg-bridge", "right left", 60, 440),
    ("band-walk", "right left", 10, 140),
    ("box-squat", "right left", 32, 272),
    ("pigeon", "right left", 60, 140),
    ("half-kneeling-hip-flexor", "right left", 45, 110),
    ("figure-four", "right left", 45, 110),
]


@pytest.mark.parametrize(("name", "sides", "set_seconds", "all_seconds"), EXERCISES)
def test_each_exercise_of_the_protocol(name: str, sides: str, set_seconds: int, all_seconds: int) -> None:
    found = item(name)
    assert (" ".join(found.sides), found.seconds) == (sides, set_seconds)
    assert total(steps([found], PAUSES)) == all_seconds


def test_the_table_names_every_exercise() -> None:
    assert [row[0] for row in EXERCISES] == ALL


def test_all_of_them_one_after_the_other() -> None:
    """45 s before muscles that were just worked are worked again, 15 s to get into place for all else."""
    everything = items(standing(*IN_REHAB), ALL)
    pauses = 9 * 15 + 2 * 45
    assert total(steps(everything, PAUSES)) == sum(row[3] for row in EXERCISES) + pauses


def test_a_strength_exercise_step_by_step() -> None:
    assert told(steps([item("clamshell")], PAUSES)) == [
        "get ready right 1 5",
        "work right 1 75", "change sides left 1 15", "work left 1 75", "change sides right 2 15",
        "work right 2 75", "change sides left 2 15", "work left 2 75", "change sides right 3 15",
        "work right 3 75", "change sides left 3 15", "work left 3 75",
        "done left 3 0",
    ]  # fmt: skip


def test_both_legs_at_once_have_no_sides_to_change() -> None:
    assert told(steps([item("glute-bridge")], PAUSES))[:4] == [
        "get ready both 1 5", "work both 1 105", "rest both 2 45", "work both 2 105"
    ]  # fmt: skip


def test_from_a_roll_to_a_stretch() -> None:
    both = [item("roll-glute"), item("pigeon")]
    assert told(steps(both, PAUSES))[3:7] == [
        "work left 1 60", "change position right 1 15", "get ready right 1 5", "work right 1 60"
    ]  # fmt: skip


def test_nothing_to_do_has_no_steps() -> None:
    assert steps([], PAUSES) == ()


@pytest.mark.parametrize(
    ("side", "weaker", "clamshell", "single_leg_bridge"),
    [
        ("right", None, "right", "right"),
        ("left", None, "left", "left"),
        ("right", "left", "right", "left"),
        ("left", "right", "left", "right"),
        ("both", None, "left", "left"),
        ("both", "right", "left", "right"),
    ],
)
def test_the_weaker_side_first_where_the_protocol_says_so(
    side: str, weaker: str | None, clamshell: str, single_leg_bridge: str
) -> None:
    hurt = [episode(-20, side=side, weaker_side=weaker)]
    assert item("clamshell", *hurt).sides[0] == clamshell
    assert item("single-leg-bridge", *hurt).sides[0] == single_leg_bridge


def test_what_is_due_in_doing_order() -> None:
    today = standing(*IN_REHAB)
    kinds = [found.kind for found in items(today, plan_of(today).due)]
    assert kinds == sorted(kinds, key=["rolling", "strength", "stretch"].index)
    assert set(kinds) == {"rolling", "strength", "stretch"}


def test_before_a_run_each_once() -> None:
    found = warm_up(standing(*IN_REHAB))
    assert [(one.id, one.sets) for one in found] == [
        ("roll-tfl", 1), ("roll-glute", 1), ("clamshell", 1), ("band-walk", 1)
    ]  # fmt: skip


# --- the runner's own ---------------------------------------------------------------------


def test_the_runners_own_order_within_a_kind() -> None:
    settings = Settings(order=("figure-four", "box-squat"))
    found = [one.id for one in items(standing(*IN_REHAB, settings=settings), ALL)]
    assert found[:4] == ["roll-tfl", "roll-lateral-quad", "roll-glute", "box-squat"]
    assert found[9] == "figure-four"
    assert sorted(found) == sorted(ALL)


def test_the_plan_lists_what_is_due_in_that_order_too() -> None:
    settings = Settings(order=("figure-four", "box-squat"))
    due = plan_of(standing(*IN_REHAB, settings=settings)).due
    assert due.index("box-squat") < due.index("clamshell") < due.index("figure-four") < due.index("pigeon")


def test_an_exercise_of_ones_own() -> None:
    curl = OwnExercise(id="curl", name="Curl", kind="strength", reps=5, sets=2, sides="each", cue="slow")
    plank = OwnExercise(id="plank", name="Plank", kind="strength", seconds=30, sides="together")
    own = [*IN_REHAB, curl, plank]
    assert (item("curl", *own).seconds, item("curl", *own).sets, item("curl", *own).cues) == (5 * 4, 2, ("slow",))
    assert (item("plank", *own).seconds, item("plank", *own).sides, item("plank", *own).tempo) == (30, ("both",), ())


def test_an_exercise_of_ones_own_has_its_tempo_and_its_first_side() -> None:
    curl = OwnExercise(id="curl", name="Curl", kind="strength", reps=5, sides="each", tempo="2-1-5", first="left")
    found = item("curl", *IN_REHAB, curl)
    assert (found.tempo, found.seconds, found.sides) == (
        (("up", 2), ("hold", 1), ("lower", 5)), 5 * 8, ("left", "right")
    )  # fmt: skip
    assert item("curl", *IN_REHAB, replace(curl, tempo=None, first=None)).sides == ("right", "left")


@pytest.mark.parametrize("tempo", ["1-2", "0-1-1", "1-6-1", "1-2-3-4", "fast", "1-²-1", "1--1"])
def test_a_tempo_that_cannot_be(tempo: str) -> None:
    with pytest.raises(EntryError, match="is not seconds of up, hold, lower, between 1 and 5 each, such as 1-1-1"):
        OwnExercise(name="Curl", kind="strength", reps=5, sides="each", tempo=tempo)


def test_sets_that_were_set_count_and_the_repetitions_go_by_themselves() -> None:
    settings = Settings(doses=(Dose("clamshell", sets=1), Dose("pigeon", 90, 2)))
    assert (item("clamshell", settings=settings).sets, item("clamshell", settings=settings).amount) == (1, 15)
    assert (item("pigeon", settings=settings).sets, item("pigeon", settings=settings).amount) == (2, 90)
    for wrong in (0, 4, True):
        with pytest.raises(EntryError):
            Dose("clamshell", sets=wrong)
    with pytest.raises(EntryError, match="an amount or sets"):
        Dose("clamshell")


def test_a_dose_that_was_set_counts() -> None:
    settings = Settings(doses=(Dose("clamshell", 18), Dose("pigeon", 90)))
    assert item("clamshell", settings=settings).amount == 18
    assert item("pigeon", settings=settings).seconds == 90


def done(number: int, *sets: int, pain: int | None = 0, name: str = "clamshell") -> list[Part]:

    logged = exercise(number, pain, name)
    return [replace(logged, exercises=(replace(logged.exercises[0], side="both", sets=sets),))]


@pytest.mark.parametrize(
    ("case", "logged", "amount"),
    [
        ("never done", [], 15),
        ("17 in the smallest set", [done(-2, 18, 17, 19)], 17),
        ("the last session counts", [done(-4, 20, 20, 20), done(-2, 16, 16, 16)], 16),
        ("beyond the range", [done(-2, 25, 25, 25)], 20),
        ("below it", [done(-2, 9, 9, 9)], 15),
        ("a set passed over", [done(-2, 18, 0, 18)], 15),
        ("pain unknown", [done(-2, 18, 18, 18, pain=None)], 15),
        ("it hurt", [done(-2, 18, 18, 18, pain=1)], 15),
        ("harder since", [done(-3, 20, 20, 20), Progression(date=day(-2), exercise="clamshell", change="harder")], 15),
        ("asked since", [done(-3, 20, 20, 20), Progression(date=day(-2), exercise="clamshell", change="same")], 20),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_repetitions_follow_what_was_done_last_time(case: str, logged: list[Part], amount: int) -> None:
    assert item("clamshell", *IN_REHAB, *logged).amount == amount, case


def test_a_hold_stays_as_long_as_it_is() -> None:
    assert item("pigeon", *IN_REHAB, *done(-2, 80, name="pigeon")).seconds == 60


# --- harder and easier --------------------------------------------------------------------


def progress(number: int, change: LevelChange, name: str = "band-walk") -> Progression:
    return Progression(id=f"{change} {number}", date=day(number), exercise=name, change=change)


@pytest.mark.parametrize(
    ("case", "logged", "how", "sets"),
    [
        ("at first", [], "the band above the knees", 3),
        ("harder", [progress(-3, "harder")], "the band at mid-shin", 3),
        ("twice", [progress(-9, "harder"), progress(-3, "harder")], "the band at the ankles", 3),
        ("not beyond the last", [progress(n, "harder") for n in (-9, -8, -7)], "the band at the ankles", 3),
        ("and back", [progress(-9, "harder"), progress(-3, "easier")], "the band above the knees", 3),
        ("not below the first", [progress(-3, "easier")], "the band above the knees", 3),
        (
            "after a twinge at the first",
            [done(-2, 10, 10, 10, pain=1, name="band-walk")],
            "the band above the knees: a smaller movement, one set fewer",
            2,
        ),
        (
            "after a twinge at the second",
            [progress(-3, "harder"), done(-2, 10, 10, 10, pain=1, name="band-walk")],
            "the band above the knees",
            3,
        ),
        (
            "until a session without pain",
            [done(-4, 10, pain=1, name="band-walk"), done(-2, 10, name="band-walk")],
            "the band above the knees",
            3,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_levels(case: str, logged: list[Part], how: str, sets: int) -> None:
    found = item("band-walk", *IN_REHAB, *logged)
    assert (found.how, found.sets) == (how, sets), case


FULL = (20, 20, 20)


@pytest.mark.parametrize(
    ("case", "logged", "offered"),
    [
        ("never done", [], None),
        ("once", [done(-2, *FULL)], None),
        ("twice", [done(-4, *FULL), done(-2, *FULL)], "a band above the knees"),
        ("more than that", [done(-4, 22, 21, 20), done(-2, *FULL)], "a band above the knees"),
        ("twice, with one between that was less", [done(-6, *FULL), done(-4, 20, 19, 20), done(-2, *FULL)], None),
        ("too few sets", [done(-4, *FULL), done(-2, 20, 20)], None),
        ("once with pain", [done(-4, *FULL, pain=1), done(-2, *FULL)], None),
        ("once with unknown pain", [done(-4, *FULL), done(-2, *FULL, pain=None)], None),
        (
            "answered with not yet",
            [done(-4, *FULL), done(-2, *FULL), progress(-2, "same", "clamshell")],
            None,
        ),
        (
            "twice again since",
            [done(-8, *FULL), progress(-8, "same", "clamshell"), done(-4, *FULL), done(-2, *FULL)],
            "a band above the knees",
        ),
        (
            "at the last level",
            [progress(-9, "harder", "clamshell"), done(-4, *FULL), done(-2, *FULL)],
            None,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_got_easy_is_offered(case: str, logged: list[Part], offered: str | None) -> None:
    found = {offer.exercise.id: offer.words for offer in offers(log_of(*IN_REHAB, *logged), Settings(), shipped())}
    assert found.get("clamshell") == offered, case


def test_what_is_left_out_is_not_offered() -> None:
    log = log_of(*IN_REHAB, done(-4, *FULL), done(-2, *FULL))
    assert offers(log, Settings(left_out=("clamshell",)), shipped()) == []


def test_progress_is_no_rule() -> None:
    plain = [*IN_REHAB, session(-2)]
    assert plan_of(standing(*plain, progress(-1, "harder"))) == plan_of(standing(*plain))


# --- promises -----------------------------------------------------------------------------

PAUSE = st.integers(0, 90)


@given(names=st.sets(st.sampled_from(ALL)), ready=PAUSE, rest=PAUSE, change=PAUSE)
def test_each_set_of_each_side_once_with_a_pause_between(names: set[str], ready: int, rest: int, change: int) -> None:
    chosen = items(standing(*IN_REHAB), names)
    found = steps(chosen, Pauses("", ready, rest, change, 3, 10))
    worked = [step.key for step in found if step.phase is Phase.WORK]
    assert sorted(worked) == sorted(
        (one.id, side, number) for one in chosen for side in one.sides for number in range(1, one.sets + 1)
    )
    assert [step.key[0] for step in found if step.phase is Phase.READY] == [one.id for one in chosen]
    for step, following in pairwise(found):
        assert Phase.WORK not in (step.phase, following.phase) or step.phase is not following.phase
    for step in found:
        assert (
            step.phase not in (Phase.WORK, Phase.DONE) or step.seconds == (step.phase is Phase.WORK) * step.item.seconds
        )
    assert [step.phase for step in found[-1:]] == [Phase.DONE] * bool(chosen)


@given(name=st.sampled_from(ALL), at=st.floats(0, 1))
def test_every_moment_of_work_has_its_repetition_and_cue(name: str, at: float) -> None:
    step = next(step for step in steps([item(name)], PAUSES) if step.phase is Phase.WORK)
    elapsed = at * step.seconds
    assert cue(step, elapsed) in cues(step.item)
    beat = step.beat(elapsed)
    if not step.item.tempo or elapsed >= step.seconds:
        assert beat is None
    else:
        assert beat is not None
        rep, part, left = beat
        assert 1 <= rep <= step.reps == step.item.amount
        assert 0 < left <= step.item.tempo[part][1]
        assert step.done_after(elapsed) in (rep - 1, rep)
