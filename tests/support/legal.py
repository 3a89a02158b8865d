"""Legal entries and logs of every shape, for hypothesis."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar, get_args

from hypothesis import strategies as st

from itbtui.measures import EARLIEST
from itbtui.rehab.log import choices
from itbtui.rehab.log import entries as e
from itbtui.rehab.log.log import LISTS, Log
from itbtui.rehab.protocol.figures import Tolerance, shipped
from itbtui.rehab.protocol.reader import Span

T = TypeVar("T")

LIMITS = shipped().limits
KNOWN_EXERCISES = [exercise.id for exercise in shipped().exercises]
OWN_EXERCISES = ["nordic-curl", "copenhagen plank"]


def text(span: Span) -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=int(span.low), max_size=30)


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def whole(span: Span) -> st.SearchStrategy[int]:
    return st.integers(int(span.low), int(span.high))


def number(span: Span) -> st.SearchStrategy[float]:
    return st.floats(span.low, span.high) | whole(Span(max(span.low, 1), span.high))


def some_of(options: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(options)), unique=True, max_size=4).map(tuple)


IDS = st.uuids().map(str) | text(LIMITS.name_chars)
DAYS = st.dates(EARLIEST)
YES_OR_NO = st.booleans()
NOTES, NAMES, PAIN = text(LIMITS.notes_chars), text(LIMITS.name_chars), whole(LIMITS.pain)
SIDES: st.SearchStrategy[e.Side] = st.sampled_from(get_args(e.Side))
SWELLINGS: st.SearchStrategy[e.Swelling] = st.sampled_from(get_args(e.Swelling))


@st.composite
def runs(draw: st.DrawFn) -> e.Run:
    pain = draw(PAIN)
    onset = st.none() if pain == 0 else maybe(number(LIMITS.onset_km))
    return e.Run(
        id=draw(IDS),
        date=draw(DAYS),
        time=draw(maybe(st.times())),
        distance_km=draw(number(LIMITS.distance_km)),
        minutes=draw(maybe(number(LIMITS.minutes))),
        pain=pain,
        side=draw(maybe(SIDES)),
        onset_km=draw(onset),
        worsened=draw(maybe(YES_OR_NO)),
        limped=draw(maybe(YES_OR_NO)),
        settle_h=draw(maybe(number(LIMITS.settle_h))),
        swelling=draw(maybe(SWELLINGS)),
        surface=draw(maybe(st.sampled_from(choices.SURFACES))),
        cadence_spm=draw(maybe(whole(LIMITS.cadence_spm))),
        shoe=draw(maybe(NAMES)),
        notes=draw(maybe(NOTES)),
    )


CHECK_INS = st.builds(
    e.CheckIn,
    id=IDS,
    date=DAYS,
    morning=maybe(PAIN),
    swelling_behind=maybe(YES_OR_NO),
    flags=some_of(shipped().flags.known),
    treatments=some_of(choices.TREATMENTS),
    notes=maybe(NOTES),
)
DONE = st.builds(
    e.ExerciseDone,
    exercise=st.sampled_from(KNOWN_EXERCISES + OWN_EXERCISES),
    side=maybe(SIDES),
    sets=st.lists(whole(LIMITS.amount), max_size=4).map(tuple),
    load_kg=maybe(number(LIMITS.load_kg)),
    pain=maybe(PAIN),
    skipped=maybe(NAMES),
)
NOON = dt.datetime(2026, 3, 1, 12)
SESSIONS = st.builds(
    e.Session,
    id=IDS,
    date=DAYS,
    started=maybe(st.datetimes(max_value=NOON)),
    ended=maybe(st.datetimes(min_value=NOON)),
    exercises=st.lists(DONE, max_size=4, unique_by=lambda done: (done.exercise, done.side)).map(tuple),
)
OTHERS = [
    st.builds(
        e.CrossTraining, id=IDS, date=DAYS, kind=st.sampled_from(choices.KINDS), minutes=number(LIMITS.cross_minutes)
    ),
    st.builds(e.Clearance, id=IDS, date=DAYS, by=maybe(NAMES), notes=maybe(NOTES)),
    st.builds(e.Episode, id=IDS, began=DAYS, side=SIDES, ended=st.just(dt.date.max), baseline_km=maybe(st.just(30.5))),
    st.builds(e.Shoe, id=IDS, name=NAMES, first_used=maybe(DAYS), km=maybe(st.just(12)), retired=maybe(YES_OR_NO)),
    st.builds(
        e.Progression,
        id=IDS,
        date=DAYS,
        exercise=st.sampled_from(KNOWN_EXERCISES),
        change=st.sampled_from(choices.CHANGES),
    ),
    st.builds(
        e.WaitingRun,
        id=IDS,
        date=DAYS,
        time=maybe(st.times()),
        distance_km=number(LIMITS.distance_km),
        minutes=maybe(number(LIMITS.minutes)),
        cadence_spm=maybe(whole(LIMITS.cadence_spm)),
        shoe=maybe(NAMES),
    ),
    st.builds(e.Race, id=IDS, date=DAYS, distance_km=number(LIMITS.distance_km), name=maybe(NAMES)),
]
ENTRIES = st.one_of(runs(), CHECK_INS, SESSIONS, *OTHERS)
SETTINGS = st.builds(
    e.Settings,
    tolerance=st.sampled_from(list(Tolerance)),
    units=st.sampled_from(["km", "mi"]),
    pain_free_days=whole(shipped().settings.pain_free_days),
    left_out=some_of(KNOWN_EXERCISES),
    order=some_of(KNOWN_EXERCISES),
    doses=st.lists(
        st.sampled_from(shipped().exercises).flatmap(
            lambda exercise: st.one_of(
                st.builds(e.Dose, st.just(exercise.id), whole(exercise.bounds), maybe(whole(LIMITS.sets))),
                st.builds(e.Dose, st.just(exercise.id), st.none(), whole(LIMITS.sets)),
            )
        ),
        max_size=3,
        unique_by=lambda dose: dose.exercise,
    ).map(tuple),
)

OWN = [
    e.OwnExercise(id=OWN_EXERCISES[0], name="Nordic curl", kind="strength", reps=5, sides="together", tempo="1-2-5"),
    e.OwnExercise(
        id=OWN_EXERCISES[1], name="Plank", kind="strength", seconds=30, sides="each", cue="[/] hips high", first="left"
    ),
]
"""The exercises that sessions made here may name besides those of the protocol."""


def together(entries: Iterable[e.Entry]) -> list[e.Entry]:
    """What of these entries can stand in one log: each id once, and one check-in a day."""
    seen: set[object] = {exercise.id for exercise in OWN}
    kept: list[e.Entry] = []
    for entry in entries:
        marks = {entry.id} | ({entry.date} if isinstance(entry, e.CheckIn) else set())
        if not marks & seen:
            kept.append(entry)
            seen |= marks
    return kept


LOGS = st.lists(ENTRIES, max_size=8).map(lambda some: Log.of([*OWN, *together(some)]))


def one_of_each() -> list[e.Entry]:
    """An entry of every list, with every field that it has filled in."""
    day = dt.date(2026, 3, 1)
    at = dt.datetime(2026, 3, 1, 18, 5)
    done = e.ExerciseDone(
        exercise="clamshell", side="left", sets=(15, 12), load="weight", load_kg=2.5, band="red", pain=1, skipped="pain"
    )
    full: list[e.Entry] = [
        e.Episode(id="e1", began=day, side="right", ended=day, baseline_km=30, weaker_side="left"),
        e.Run(
            id="r1", date=day, time=dt.time(7, 30, 5), distance_km=3.2, minutes=20, pain=4, side="right", onset_min=9,
            onset_km=1.5, worsened=False, limped=True, stopped=False, settle_h=1.5, swelling="mild", pain_relief=True,
            pain_elsewhere="hip", surface="road", terrain="flat", camber=True, effort="easy", rpe=4, cadence_spm=172,
            shoe="blue", notes="windy\n\x1b[31m",
        ),
        e.CheckIn(
            id="c1", date=day, morning=0, daily=1, swelling="none", swelling_behind=False,
            flags=("weakness", "tingling"), treatments=("rolling", "ice"), tightness=3, notes="ok",
        ),
        e.Session(id="s1", date=day, started=at, ended=at, exercises=(done,), notes="short"),
        e.CrossTraining(id="x1", date=day, kind="walk", minutes=35, pain=0, notes="flat"),
        e.Clearance(id="k1", date=day, by="Dr. Ant", notes="fine", running=True),
        e.Shoe(id="h1", name="blue", first_used=day, km=120.5, retired=False),
        e.Race(id="a1", date=day, distance_km=21.1, name="Half"),
        e.OwnExercise(id="o1", name="Curl", kind="strength", reps=5, sets=2, sides="each", cue="slow",
                      tempo="1-1-3", first="right"),
        e.Progression(id="p1", date=day, exercise="clamshell", change="harder"),
        e.WaitingRun(
            id="w1", date=day, time=dt.time(18), distance_km=5.5, minutes=33.5, surface="trail", rpe=3, cadence_spm=168,
            shoe="red", notes="from the watch",
        ),
    ]  # fmt: skip
    assert [type(entry) for entry in full] == list(LISTS)
    return full
