"""The player's clock: a deadline and not a count, with every set, skip and pain in the tally."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.rehab.exercises.player import NOT_TODAY, Load, Playing, Sign, Tally, go_on_from
from itbtui.rehab.exercises.routine import Item, Phase, items, steps, total
from itbtui.rehab.log.entries import ExerciseDone, OwnExercise, Session, Settings
from itbtui.rehab.log.sessions import complete_session, open_session, unfinished
from itbtui.rehab.protocol.figures import shipped
from itbtui.wording.session import say_set, view
from tests.support.build import Part, day, episode, good, log_of, plan_on
from tests.support.exercises import IN_REHAB, PAUSES, item, standing

CLAM, PIGEON, BRIDGE = "clamshell", "pigeon", "glute-bridge"
STRENGTH = [exercise.id for exercise in shipped().exercises if exercise.kind == "strength"]


def play(*names: str, start: float = 0.0) -> Playing:
    """These exercises, going since ``start``."""
    playing = Playing(steps(of(*names), PAUSES), PAUSES, Tally())
    playing.go(start)
    return playing


def of(*names: str) -> list[Item]:
    return items(standing(*IN_REHAB), names)


def here(playing: Playing) -> str:
    step = playing.step
    return f"{step.phase} {step.item.id} {step.side} {step.number}"


def rows(playing: Playing, *names: str) -> dict[tuple[str, str | None], tuple[tuple[int, ...], int | None, str | None]]:
    """What the log would hold: sets, pain, why skipped."""
    return {(row.exercise, row.side): (row.sets, row.pain, row.skipped) for row in playing.tally.rows(of(*names))}


# --- by the clock -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "where"),
    [
        (0, "get ready clamshell right 1"),
        (4.9, "get ready clamshell right 1"),
        (5, "work clamshell right 1"),
        (79.9, "work clamshell right 1"),
        (80, "change sides clamshell left 1"),
        (95, "work clamshell left 1"),
        (170, "change sides clamshell right 2"),
        (185, "work clamshell right 2"),
        (530, "done clamshell left 3"),
        (9999, "done clamshell left 3"),
    ],
)
def test_where_one_is(now: float, where: str) -> None:
    playing = play(CLAM)
    playing.look(now)
    assert here(playing) == where


def test_all_that_was_done_is_in_the_tally() -> None:
    playing = play(CLAM, PIGEON)
    playing.look(1e6)
    assert playing.is_over
    assert rows(playing, CLAM, PIGEON) == {
        (CLAM, "right"): ((15, 15, 15), None, None),
        (CLAM, "left"): ((15, 15, 15), None, None),
        (PIGEON, "right"): ((60,), None, None),
        (PIGEON, "left"): ((60,), None, None),
    }


@given(looks=st.lists(st.floats(0, 800), max_size=30), last=st.floats(0, 800))
def test_late_looks_shift_nothing(looks: list[float], last: float) -> None:
    """However often and late one looked, one is where one would be by looking once."""
    often, once = play(CLAM, PIGEON), play(CLAM, PIGEON)
    for now in sorted(look for look in looks if look <= last):
        often.look(now)
    often.look(last)
    once.look(last)
    assert (here(often), often.left(last), often.tally) == (here(once), once.left(last), once.tally)


@given(pauses=st.lists(st.tuples(st.floats(0.1, 40), st.floats(0, 500)), max_size=12))
def test_the_end_is_the_sum_of_the_steps_and_the_pauses(pauses: list[tuple[float, float]]) -> None:
    playing, now, paused = play(CLAM, BRIDGE), 0.0, 0.0
    for going, standing_still in pauses:
        now += going
        playing.look(now)
        playing.pause(now)
        now += standing_still
        playing.look(now)
        playing.go(now)
        paused += standing_still
    end = total(steps(of(CLAM, BRIDGE), PAUSES)) + paused
    playing.look(end - 0.001)
    assert not playing.is_over
    assert playing.left_in_all(end - 0.001) == pytest.approx(0.001, abs=1e-6)
    playing.look(end + 0.001)
    assert playing.is_over


def test_a_pause_stands_still() -> None:
    playing = play(CLAM)
    playing.look(20)
    playing.pause(20)
    playing.look(5000)
    assert (playing.left(5000), playing.is_paused) == (60, True)
    playing.go(5000)
    playing.look(5059)
    assert here(playing) == "work clamshell right 1"
    playing.look(5060)
    assert here(playing) == "change sides clamshell left 1"


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        (
            CLAM,
            "2 COUNT, 3 COUNT, 4 COUNT, 5 WORK, 77 COUNT, 78 COUNT, 79 COUNT, 80 CHANGE, 92 COUNT, 93 COUNT, "
            "94 COUNT, 95 WORK, 167 COUNT, 168 COUNT, 169 COUNT, 170 CHANGE",
        ),
        (
            PIGEON,
            "2 COUNT, 3 COUNT, 4 COUNT, 5 WORK, 35 HALFWAY, 62 COUNT, 63 COUNT, 64 COUNT, 65 CHANGE, 77 COUNT, "
            "78 COUNT, 79 COUNT, 80 WORK, 110 HALFWAY, 137 COUNT, 138 COUNT, 139 COUNT, 140 END",
        ),
    ],
)
def test_signs_second_by_second(name: str, signs: str) -> None:
    playing = play(name)
    given = [f"{now} {looked.sign.name}" for now in range(1, 171) if (looked := playing.look(now)).sign]
    assert ", ".join(given) == signs


def test_a_late_look_gives_one_sign_the_newest() -> None:
    playing = play(PIGEON)
    assert playing.look(40).sign is Sign.HALFWAY
    assert playing.look(64.5).sign is Sign.COUNT
    assert playing.look(1000).sign is Sign.END


# --- keys ---------------------------------------------------------------------------------


def test_forward_counts_what_was_done_of_a_set() -> None:
    playing = play(CLAM)
    playing.look(5 + 37)
    playing.forward(5 + 37)
    assert here(playing) == "change sides clamshell left 1"
    assert rows(playing, CLAM) == {(CLAM, "right"): ((7,), None, None)}
    assert playing.left(42) == 15


def test_browsing_through_counts_nothing() -> None:
    playing = play(CLAM, PIGEON)
    while not playing.is_over:
        playing.forward(0)
    assert rows(playing, CLAM, PIGEON) == {}


def test_back_does_a_set_again_and_keeps_what_was_noted_until_it_is_done() -> None:
    playing = play(PIGEON)
    playing.look(70)
    playing.back(70)
    assert here(playing) == "work pigeon right 1"
    assert rows(playing, PIGEON) == {(PIGEON, "right"): ((60,), None, None)}
    playing.forward(70 + 33)
    assert rows(playing, PIGEON) == {(PIGEON, "right"): ((33,), None, None)}


def test_back_at_the_first_step_begins_it_again() -> None:
    playing = play(CLAM)
    playing.back(3)
    assert (here(playing), playing.left(3)) == ("get ready clamshell right 1", 5)


def test_skip_passes_over_a_set_and_its_pause() -> None:
    playing = play(CLAM)
    playing.look(20)
    playing.skip(20)
    assert here(playing) == "change sides clamshell left 1"
    playing.skip(20)
    assert here(playing) == "work clamshell left 1"
    playing.look(20 + 75)
    assert rows(playing, CLAM) == {(CLAM, "left"): ((15,), None, None)}


def test_a_set_skipped_before_one_that_was_done_stands_as_nothing() -> None:
    playing = play(BRIDGE)
    playing.look(6)
    playing.skip(6)
    playing.look(1e6)
    assert rows(playing, BRIDGE) == {(BRIDGE, "both"): ((0, 15, 15), None, None)}


def test_all_sets_skipped_is_noted_without_a_question() -> None:
    playing = play(BRIDGE, PIGEON)
    while playing.step.item.id == BRIDGE:
        playing.skip(0)
    assert rows(playing, BRIDGE, PIGEON) == {(BRIDGE, "both"): ((), None, NOT_TODAY)}


def test_ten_seconds_more() -> None:
    playing = play(PIGEON)
    whole = playing.left_in_all(0)
    playing.look(15)
    playing.add(10)
    assert (playing.left(15), playing.left_in_all(15)) == (60, whole + 10 - 15)
    playing.look(74.9)
    assert here(playing) == "work pigeon right 1"
    playing.look(75)
    assert rows(playing, PIGEON) == {(PIGEON, "right"): ((70,), None, None)}


def test_more_time_in_a_set_is_more_whole_repetitions() -> None:
    playing = play(BRIDGE)
    playing.look(6)
    playing.add(10)
    playing.look(5 + 115)
    assert rows(playing, BRIDGE) == {(BRIDGE, "both"): ((16,), None, None)}


def test_more_time_while_paused() -> None:
    playing = play(PIGEON)
    playing.pause(0)
    playing.add(10)
    playing.go(100)
    playing.look(114.9)
    assert here(playing) == "get ready pigeon right 1"
    playing.look(115)
    assert here(playing) == "work pigeon right 1"


def test_entering_repetitions_ends_the_set_one_is_in() -> None:
    playing = play(CLAM)
    playing.look(20)
    playing.correct(playing.step, 12, Load("band", band="red"), 20)
    assert here(playing) == "change sides clamshell left 1"
    (row,) = playing.tally.rows(of(CLAM))
    assert (row.sets, row.load, row.band) == ((12,), "band", "red")


def test_entering_repetitions_in_a_pause_corrects_the_last_set() -> None:
    playing = play(CLAM)
    playing.look(85)
    assert playing.correctable is not None
    playing.correct(playing.correctable, 18, Load(), 85)
    assert here(playing) == "change sides clamshell left 1"
    assert rows(playing, CLAM) == {(CLAM, "right"): ((18,), None, None)}


def test_before_any_set_there_is_none_to_correct() -> None:
    assert play(CLAM).correctable is None


def test_an_exercise_is_left_out_for_today() -> None:
    playing = play(CLAM, BRIDGE)
    playing.look(5 + 75 + 15 + 10)
    playing.skip_exercise(105)
    assert here(playing) == "change position glute-bridge both 1" or here(playing).split()[-3] == BRIDGE
    assert {row.sets for row in playing.tally.rows(of(CLAM))} == {(15,), ()}
    assert [row.skipped for row in playing.tally.rows(of(CLAM))] == [None, "not today"]
    playing.skip_exercise(105)
    assert playing.is_over


def test_it_is_finished_as_it_is() -> None:
    playing = play(CLAM, BRIDGE)
    playing.look(5 + 31)
    playing.finish(36)
    assert playing.is_over
    assert rows(playing, CLAM) == {(CLAM, "right"): ((6,), None, None)}


def test_the_next_sign_is_known() -> None:
    playing = play(PIGEON)
    playing.look(5)
    assert playing.until_sign(5) == 30
    playing.look(35)
    assert playing.until_sign(35.0) == pytest.approx(27)
    playing.look(64.5)
    assert playing.until_sign(64.5) == pytest.approx(0.5)


# --- it hurts -----------------------------------------------------------------------------


def test_pain_stops_the_exercise_and_goes_on_with_the_next() -> None:
    playing = play(CLAM, BRIDGE)
    playing.look(5 + 37)
    playing.stop_for_pain(3, 42)
    assert here(playing) == "rest glute-bridge both 1"
    assert rows(playing, CLAM, BRIDGE) == {
        (CLAM, "right"): ((7,), 3, None),
        (CLAM, "left"): ((), None, "pain"),
    }
    assert playing.left_in_all(42) == PAUSES.rest_s + total(steps(of(BRIDGE), PAUSES))


def test_pain_in_the_rest_is_about_the_set_before_it() -> None:
    playing = play(CLAM, BRIDGE)
    playing.look(180)
    assert here(playing) == "change sides clamshell right 2"
    playing.stop_for_pain(1, 180)
    assert rows(playing, CLAM)[CLAM, "left"] == ((15,), 1, None)
    assert rows(playing, CLAM)[CLAM, "right"] == ((15,), None, None)
    assert here(playing) == "rest glute-bridge both 1"


def test_pain_in_the_last_exercise_ends_the_session() -> None:
    playing = play(BRIDGE, CLAM)
    while playing.step.item.id != BRIDGE:
        playing.forward(0)
    playing.look(0)
    playing.stop_for_pain(2, 0)
    assert playing.is_over


def test_pain_in_the_pause_before_the_next_exercise_is_about_the_one_before() -> None:
    playing = play(CLAM, BRIDGE)
    playing.look(540)
    assert here(playing) == "rest glute-bridge both 1"
    assert playing.pain_about.item.id == CLAM
    playing.stop_for_pain(4, 540)
    assert (here(playing), playing.left(540)) == ("rest glute-bridge both 1", 35)
    assert rows(playing, CLAM)[CLAM, "left"] == ((15, 15, 15), 4, None)


def test_where_all_that_is_left_out_hurt_the_session_is_complete() -> None:
    """It opens no gate, because it was not at pain 0, but it is a session, and the rules read the pain."""
    playing = play(*STRENGTH)
    hurt = 0
    while not playing.is_over:
        if playing.step.phase is Phase.WORK and playing.step.item.id in ("clamshell", "box-squat"):
            playing.stop_for_pain(3, 0)
            hurt += 1
        elif playing.step.phase is Phase.WORK:
            playing.correct(playing.step, 10, Load(), 0)
        else:
            playing.forward(0)
    assert hurt == 2
    found = Session(date=day(0), exercises=playing.tally.rows(of(*STRENGTH)))
    now = standing(*IN_REHAB, found)
    assert complete_session(now.today, now.reading.day(now.today), now.routine) is not None
    said = plan_on(log_of(*IN_REHAB, found), Settings(), day(0))
    assert [(f.rule, f.entries) for f in said.findings if f.date == day(0)] == [("exercise-pain", (found.id,))]


# --- going on -----------------------------------------------------------------------------


@given(
    names=st.sets(st.sampled_from([*STRENGTH, PIGEON]), min_size=1),
    keys=st.lists(
        st.sampled_from(["look", "forward", "skip", "skip_exercise", "back", "hurt", "correct"]), max_size=40
    ),
    ahead=st.lists(st.floats(0, 90), min_size=40, max_size=40),
)
def test_what_is_in_the_log_brings_the_tally_back(names: set[str], keys: list[str], ahead: list[float]) -> None:
    chosen = of(*names)
    playing, now = Playing(steps(chosen, PAUSES), PAUSES, Tally()), 0.0
    playing.go(now)
    for key, seconds in zip(keys, ahead, strict=False):
        now += seconds
        playing.look(now)
        match key:
            case "forward" | "skip" | "skip_exercise" | "back":
                getattr(playing, key)(now)
            case "hurt" if not playing.is_over:
                playing.stop_for_pain(2, now)
            case "correct" if playing.correctable:
                playing.correct(playing.correctable, 11, Load("weight", kg=1.5), now)
    logged = playing.tally.rows(chosen)
    again = Tally(left_out=set(playing.tally.left_out))
    kept = again.take_back_in(logged, chosen)
    over = {row.exercise for row in kept}
    left = [one for one in chosen if one.id not in over]
    assert sorted((*kept, *again.rows(left)), key=str) == sorted(logged, key=str)


def test_going_on_begins_with_getting_ready_for_the_next_set() -> None:
    found = go_on_from(steps(of(CLAM, BRIDGE), PAUSES), {(CLAM, "right", 1): 15, (CLAM, "left", 1): 15}, PAUSES)
    assert [(step.phase, step.side, step.number) for step in found[:2]] == [
        (Phase.READY, "right", 2), (Phase.WORK, "right", 2)
    ]  # fmt: skip
    assert say_set(found[0]) == "clamshell, right side, set 2 of 3"


def test_going_on_where_nothing_was_done_begins_at_the_first() -> None:
    whole = steps(of(CLAM), PAUSES)
    assert go_on_from(whole, {}, PAUSES)[1:] == list(whole[1:])


def test_going_on_after_the_last_set_has_only_the_end() -> None:
    playing = play(PIGEON)
    playing.look(1e6)
    (step,) = go_on_from(steps(of(PIGEON), PAUSES), playing.tally.sets, PAUSES)
    assert step.phase is Phase.DONE


AT = dt.datetime(2026, 3, 1, 18)
DONE = ExerciseDone(exercise=CLAM, side="both", sets=(15,))


@pytest.mark.parametrize(
    ("case", "logged", "is_unfinished", "is_open"),
    [
        ("none", [], False, False),
        ("by hand", [Session(date=day(0), exercises=(DONE,))], False, False),
        ("broken off", [Session(date=day(0), started=AT, exercises=(DONE,))], True, True),
        ("broken off yesterday", [Session(date=day(-1), started=AT, exercises=(DONE,))], False, True),
        ("ended, pain not asked", [Session(date=day(0), started=AT, ended=AT, exercises=(DONE,))], False, True),
        (
            "ended and asked",
            [Session(date=day(0), started=AT, ended=AT, exercises=(ExerciseDone(exercise=CLAM, sets=(15,), pain=0),))],
            False,
            False,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_still_to_be_said(case: str, logged: list[Session], is_unfinished: bool, is_open: bool) -> None:
    log = log_of(*logged)
    assert (unfinished(log, day(0)) is not None, open_session(log) is not None) == (is_unfinished, is_open), case


# --- what is shown ------------------------------------------------------------------------


def shown(now: float, *names: str) -> str:
    playing = play(*names)
    playing.look(now)
    v = view(playing, now)
    tempo = " · ".join(name.upper() if is_now else name for name, is_now in v.tempo)
    return " | ".join([v.word, v.name, v.place, v.digits, v.rep, tempo, v.cue, v.following, v.title])


@pytest.mark.parametrize(
    ("now", "names", "text"),
    [
        (
            2.4, (CLAM,),
            "get ready | next: Clamshell | right side · set 1 of 3 · 15 reps | 3 |  |  | without a band |  | "
            "get ready 3 s · right side",
        ),
        (
            5, (CLAM,),
            "open | Clamshell | right side · set 1 of 3 | 1 | rep 1 of 15 | OPEN · hold 2 · lower 2 | "
            "Keep the pelvis still; only the knee moves. | next left side set 1 of 3, after 15 s | "
            "rep 1 of 15 · right side",
        ),
        (
            5 + 6 * 5 + 1.5, (CLAM,),
            "hold | Clamshell | right side · set 1 of 3 | 7 | rep 7 of 15 | open · HOLD 2 · lower 2 | "
            "Keep the pelvis still; only the knee moves. | next left side set 1 of 3, after 15 s | "
            "rep 7 of 15 · right side",
        ),
        (
            70, (CLAM,),
            "open | Clamshell | right side · set 1 of 3 | 14 | rep 14 of 15 | OPEN · hold 2 · lower 2 | "
            "Watch out: the pelvis rolls back. | next left side set 1 of 3, after 15 s | rep 14 of 15 · right side",
        ),
        (
            90, (CLAM, BRIDGE),
            "change sides | next: Clamshell | left side · set 1 of 3 · 15 reps | 5 |  |  | without a band | "
            "then glute bridge | change sides 5 s · left side",
        ),
        (
            36, (PIGEON,),
            "halfway | Pigeon | right side | 29 |  |  | Never forced, never cold. | next left side, after 15 s | "
            "halfway 29 s · right side",
        ),
        (
            37, (PIGEON,),
            "hold | Pigeon | right side | 28 |  |  | Never forced, never cold. | next left side, after 15 s | "
            "hold 28 s · right side",
        ),
        (
            100, (PIGEON,),
            "hold | Pigeon | left side | 40 |  |  | Never forced, never cold. | "
            "then you are done | hold 40 s · left side",
        ),
        (
            6, ("band-walk",),
            "step | Band walk | to the right · set 1 of 3 | 2 | rep 2 of 10 |  | "
            "Keep the band taut, one step a second. | next to the left set 1 of 3, after 15 s | "
            "rep 2 of 10 · to the right",
        ),
        (9999, (CLAM,), "done |  |  |  |  |  |  |  | done"),
    ],
)  # fmt: skip
def test_the_view_at_a_moment(now: float, names: tuple[str, ...], text: str) -> None:
    assert shown(now, *names) == text


def test_the_head_says_where_in_the_whole_one_is() -> None:
    playing = play(CLAM, BRIDGE)
    playing.look(700)
    v = view(playing, 700)
    assert v.head == "Hip strength · exercise 2 of 2"
    assert v.left == "4:45 left of 16:25"
    assert v.of_all == pytest.approx(700 / 985)


def test_names_of_ones_own_cannot_reach_the_terminal() -> None:
    own: list[Part] = [episode(-20), good(-20, 0)]
    curl = OwnExercise(id="curl", name="Curl\x1b[31m [/]", kind="strength", reps=5, sides="together", cue="\x07slow")
    playing = Playing(steps([item("curl", *own, curl)], PAUSES), PAUSES, Tally())
    v = view(playing, 0)
    assert all(char.isprintable() for char in v.name + v.cue + v.title)
