"""Generated logs that a runner could have written, for the promises.

A story is a past, which brings the runner into one of the stages, and a tail of days in which most things go well
and anything may happen. Days are counted as in ``build``; the tail begins on day 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Episode, ExerciseDone, Run, Session, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import Tolerance, shipped
from tests.support.build import (
    PACE,
    STRENGTH,
    Part,
    blank,
    build,
    check,
    clearance,
    day,
    entries_of,
    episode,
    exercise,
    free_runner,
    good,
    ladder,
    ladder_0,
    lock,
    number_of,
    rebuild,
    reduce,
    run,
    session,
    sore_run,
    walk,
)


def dated(entry: Entry) -> Any:
    assert isinstance(entry, Run | CheckIn | Session | CrossTraining | Episode) or hasattr(entry, "date")
    return entry.date


PASTS: dict[str, list[list[Part]]] = {
    "free": [[], free_runner(), [build(60), good(0, 0)]],
    "reduce": [reduce(), [free_runner(), sore_run(-3)], [good(-40, 0), sore_run(-11), run(-8, 20), check(-3, 0, 1)]],
    "protect": [
        [ladder(5), run(-8, 25), run(0, pain=7, worsened=False)],
        [ladder(6), check(-12, 0, 7), check(-1, 0, 7)],
        [ladder(5), run(-4, 20, pain=4, worsened=False), run(0, pain=4, worsened=False)],
        [ladder_0(), run(0, 10, pain=4, worsened=False)],
        [free_runner(), episode(-3, baseline_km=30)],
        [good(-40, 0), sore_run(-13), check(-3, 0, 1)],
    ],
    "rebuild": [[rebuild(), session(-5), session(-2)], [rebuild(), run(-10, swelling="mild")]],
    "ladder": [
        ladder_0(),
        ladder(1),
        ladder(4),
        ladder(7),
        [ladder(4), run(0, pain=4, worsened=False)],
        [ladder(3), run(-2, 15, pain=1, worsened=False), run(0, 15, pain=1, worsened=False)],
        [ladder(7), check(-17, 0, 7), check(-9, 0, 7)],
        [ladder(4), blank(*range(-3, 1))],
    ],
    "build": [
        build(0, baseline_km=30),
        [build(0), run(0, pain_relief=True)],
        [free_runner(), sore_run(-6), run(-4, 20), run(-2, 20)],
        [build(40), [run(-back, 40) for back in range(2, 40, 3)]],
        [build(52), [run(-back, 40) for back in range(2, 52, 3)]],
    ],
    "locked": [
        [free_runner(), lock(0)],
        [ladder(3), lock(-1), blank(0)],
        [good(-9, 0), check(0, swelling="marked")],
        [ladder(7), [check(number, 0, 7) for number in (-24, -16, 0)]],
    ],
}
"""What was logged up to day 0, by the stage that it leads to."""


BEFORE = {
    stage: [[entry for entry in entries_of(past) if number_of(dated(entry)) <= 0] for past in pasts]
    for stage, pasts in PASTS.items()
}


@dataclass(frozen=True)
class Story:
    past: str
    """The stage it leads to, and which of those pasts it is."""
    log: Log
    settings: Settings
    last: int
    """The last day of the tail."""

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        tail = "".join(f"\n    {brief(entry)}" for entry in sorted(self.tail, key=lambda entry: (entry.date, entry.id)))
        return f"Story({self.past}, {self.settings}, to day {self.last}:{tail})"

    @property
    def tail(self) -> list[Any]:
        return [entry for entry in self.log.entries() if number_of(dated(entry)) > 0]


def brief(entry: Entry) -> str:
    """An entry as a line that leaves out what was not said."""
    fields = {k: v for k, v in vars(entry).items() if v not in (None, ()) and k not in ("id", "date")}
    if isinstance(entry, Session):
        fields["exercises"] = {(e.exercise, e.side): (e.sets, e.pain, e.skipped) for e in entry.exercises}
    return f"{number_of(dated(entry)):+} {type(entry).__name__} {fields}"


# --- one day ----------------------------------------------------------------------------


def often(value: Any, times: int, *others: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([value] * times + list(others))


SWELLING = often(None, 12, "none", "mild", "mild", "marked")
PAIN = often(0, 6, 1, 2, 3, 4, 5, 6, 9)
MINUTES = often(35, 6, None, 8, 10, 15, 20, 25, 30, 60)


@st.composite
def any_run(draw: st.DrawFn, number: int, no: str) -> Run:
    minutes, pain = draw(MINUTES), draw(PAIN)
    km = (minutes or 30) / draw(often(PACE, 3, 4, 8))
    onset: dict[str, Any] = {}
    if pain:
        onset = draw(often({}, 2, {"onset_min": 5}, {"onset_min": 22.5}, {"onset_km": 1.0}, {"onset_km": 4}))
    return run(
        number,
        minutes,
        no=no,
        km=km,
        pain=pain,
        worsened=draw(st.sampled_from([None, False, True])) if pain else None,
        limped=draw(often(None, 9, True)),
        settle_h=draw(often(None, 3, 0, 0.5, 1, 1.5, 2, 2.5, 30)),
        swelling=draw(SWELLING),
        pain_relief=draw(often(None, 6, True, False)),
        terrain=draw(often(None, 6, "hilly", "flat")),
        effort=draw(often(None, 6, "hard")),
        **onset,
    )


@st.composite
def sore_runs(draw: st.DrawFn, number: int) -> Run:
    """A run that hurt a little, mostly without growing."""
    pain, onset, settle = draw(often(1, 3, 2, 4)), draw(often(None, 2, 1.0, 3.0)), draw(often(0.5, 3, None, 1.5, 3))
    grew = draw(often(False, 4, True))
    return run(number, draw(MINUTES), km=6, pain=pain, worsened=grew, onset_km=onset, settle_h=settle)


@st.composite
def any_check_in(draw: st.DrawFn, number: int) -> CheckIn:
    return check(
        number,
        draw(often(0, 8, None, None, 1, 2, 3, 4, 6)),
        draw(often(0, 8, None, None, 1, 2, 3, 7)),
        swelling=draw(SWELLING),
        swelling_behind=draw(often(None, 24, True)),
        flags=draw(often((), 24, ("locking",), ("hot-or-feverish", "tingling"))),
    )


@st.composite
def any_session(draw: st.DrawFn, number: int) -> Session:
    kind = draw(st.sampled_from(["complete", "complete", "one", "some"]))
    pain = draw(often(0, 5, None, 1, 2, 3, 5))
    if kind == "one":
        return exercise(number, pain, draw(st.sampled_from([*STRENGTH[:2], "pigeon"])))
    if kind == "complete":
        return session(number, 0, **{draw(st.sampled_from(STRENGTH)).replace("-", "_"): pain})
    names = draw(st.lists(st.sampled_from(STRENGTH), unique=True, max_size=len(STRENGTH)))
    done = (
        ExerciseDone(
            exercise=name,
            side=draw(st.sampled_from([None, "left", "both"])),
            sets=draw(often((10,), 4, (), (0,))),
            pain=pain,
            skipped=draw(often(None, 4, "pain", "no time")),
        )
        for name in names
    )
    return Session(id=f"session {number}", date=day(number), exercises=tuple(done))


@st.composite
def any_walk(draw: st.DrawFn, number: int) -> CrossTraining:
    return walk(number, draw(often(30, 4, 29, 90)), draw(often(0, 5, None, 1, 4)), draw(often("walk", 3, "bike")))


@st.composite
def any_episode(draw: st.DrawFn, number: int) -> Episode:
    ended = draw(often(None, 3, number, number + 3, number + 20))
    return episode(number, ended, baseline_km=draw(st.sampled_from([None, 0, 12.5, 40])))


@st.composite
def any_day(draw: st.DrawFn, number: int) -> list[Part]:
    """A day on which anything may happen, most of it nothing bad."""
    entries: list[Part] = []
    if draw(often(True, 5, False)):
        entries.append(draw(any_check_in(number)))
    if draw(st.booleans()):
        entries.append(draw(any_run(number, "")))
        if draw(often(False, 6, True)):
            entries.append(draw(any_run(number, "b")))
    if draw(often(False, 2, True)):
        entries.append(draw(any_session(number)))
    if draw(often(False, 3, True)):
        entries.append(draw(any_walk(number)))
    rare = draw(often("", 18, "clearance", "episode"))
    if rare == "clearance":
        entries.append(clearance(number))
    if rare == "episode":
        entries.append(draw(any_episode(number)))
    return entries


# --- stretches of days --------------------------------------------------------------------


def good_week(first: int, days: int = 7) -> list[Part]:
    """Good days with a walk, strength work and a run every other day."""
    every_other = range(first, first + days, 2)
    runs = [run(number, 35) for number in every_other]
    return [good(first, first + days - 1), runs, [session(number) for number in every_other], walk(first)]


KINDS = ["good", *["run"] * 2, *["sore run"] * 2, *["any"] * 3, "blank", "week", "rest", "gap"]


@st.composite
def tails(draw: st.DrawFn, most: int) -> tuple[list[Part], int]:
    """What was logged from day 1 on, and its last day."""
    parts: list[Part] = []
    number = 1
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(KINDS))
        days = 1
        if kind == "week":
            days = draw(st.integers(3, 14))
            parts.append(good_week(number, days))
        elif kind == "rest":
            days = draw(st.integers(2, 8))
            parts.append(good(number, number + days - 1))
        elif kind == "gap":
            days = draw(st.integers(1, 40))
        elif kind == "any":
            parts.append(draw(any_day(number)))
        elif kind != "blank":
            parts.append(check(number))
            if kind == "run":
                parts.append(run(number, draw(MINUTES), km=6, pain_relief=draw(often(None, 5, True))))
            if kind == "sore run":
                parts.append(draw(sore_runs(number)))
        number += days
    return parts, number - 1


TOLERANCES = st.sampled_from(list(Tolerance))


@st.composite
def stories(draw: st.DrawFn, most: int = 12) -> Story:
    stage = draw(st.sampled_from([*PASTS, "reduce", "build"]))
    number = draw(st.integers(0, len(PASTS[stage]) - 1))
    parts, last = draw(tails(most))
    span = shipped().settings.pain_free_days
    settings = Settings(
        tolerance=draw(TOLERANCES),
        pain_free_days=draw(st.sampled_from([int(span.low), int(span.high)])),
        left_out=draw(often((), 4, ("box-squat",))),
    )
    return Story(f"{stage} {number}", Log.of(entries_of(BEFORE[stage][number], parts)), settings, last)


# --- a worse log ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Raise:
    """An entry, and the same with one pain, one swelling or the hours to settle raised."""

    entry: Any
    worse: Entry

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        return f"Raise({brief(self.entry)}\n    to {brief(self.worse)})"


def raises(story: Story) -> list[Raise]:
    """Every way to make one entry of the last days of a story worse. The morning of a run's own day is left alone."""
    run_days = {entry.date for entry in story.log.runs}
    recent = [entry for entry in story.log.entries() if number_of(dated(entry)) > -4]
    return [Raise(entry, worse) for entry in recent for worse in _worse(entry, morning=dated(entry) not in run_days)]


def _worse(entry: Entry, *, morning: bool) -> Iterator[Entry]:
    if isinstance(entry, Run):
        yield from (replace(entry, pain=pain) for pain in _higher(entry.pain))
        yield from (replace(entry, swelling=swelling) for swelling in _more_swollen(entry.swelling))
        if entry.settle_h is not None:
            yield from (replace(entry, settle_h=hours) for hours in (0.5, 1, 1.5, 2, 3, 72) if hours > entry.settle_h)
    elif isinstance(entry, CheckIn):
        if morning:
            yield from (replace(entry, morning=pain) for pain in _higher(entry.morning))
        yield from (replace(entry, daily=pain) for pain in _higher(entry.daily))
        yield from (replace(entry, swelling=swelling) for swelling in _more_swollen(entry.swelling))
    elif isinstance(entry, CrossTraining):
        yield from (replace(entry, pain=pain) for pain in _higher(entry.pain))
    elif isinstance(entry, Session):
        for index, item in enumerate(entry.exercises):
            for pain in _higher(item.pain):
                items = [*entry.exercises]
                items[index] = replace(item, pain=pain)
                yield replace(entry, exercises=tuple(items))


def _higher(pain: int | None) -> Iterator[int]:
    if pain is not None:
        yield from (more for more in (1, 2, 3, 5, 6, 10) if more > pain)


def _more_swollen(swelling: str | None) -> list[Any]:
    return {"mild": ["marked"], "marked": []}.get(swelling or "none", ["mild", "marked"])
