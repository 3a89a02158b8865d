"""A run as timed parts: a walk to warm up, the run with its walks or pick-ups, the walk home."""

from collections.abc import Sequence
from enum import StrEnum
from math import floor
from typing import NamedTuple

from itbtui.rehab.plan.plan import Running
from itbtui.rehab.protocol.figures import Protocol, Step, WorkoutFigures

MINUTE = 60
PERCENT = 100


class Kind(StrEnum):
    """What one does in a part."""

    WARM_UP = "warm-up"
    RUN = "run"
    WALK = "walk"
    PICK_UP = "pick-up"
    WALK_HOME = "walk-home"


AROUND = (Kind.WARM_UP, Kind.WALK_HOME)
"""The parts that are no part of the run itself: its minutes are those between them."""


class Part(NamedTuple):
    """So many ``seconds`` of one thing; ``cue`` is the id of what is said to it."""

    kind: Kind
    seconds: int
    cue: str


def of_step(step: Step, figures: WorkoutFigures) -> tuple[Part, ...]:
    """The parts of a run of one step of the ladder."""
    return parts(step.minutes * MINUTE, ("flat", "easy", *step.limits), figures)


def of_plan(running: Running, pace: float, protocol: Protocol) -> tuple[Part, ...]:
    """The parts of the run that a plan allows, its distance at ``pace`` (minutes a km); none where no run is allowed,
    or nothing bounds it."""
    minutes = [float(running.minutes)] if running.minutes is not None else []
    minutes += [running.km * pace] if running.km is not None else []
    if not running.allowed or not minutes or floor(min(minutes)) < 1:
        return ()
    return parts(floor(min(minutes)) * MINUTE, running.limits, protocol.workout)


def parts(seconds: int, limits: Sequence[str], figures: WorkoutFigures) -> tuple[Part, ...]:
    """The parts of a run of so many seconds; ``limits`` are those of the plan: how it is to be run."""
    around = figures.warm_up_minutes * MINUTE
    return (
        Part(Kind.WARM_UP, around, "warm-up"),
        *_run(seconds, limits, figures),
        Part(Kind.WALK_HOME, figures.walk_home_minutes * MINUTE, "walk-home"),
    )


def _run(seconds: int, limits: Sequence[str], figures: WorkoutFigures) -> list[Part]:
    cue = next((name for name in ("flat", "no-hills") if name in limits), "run")
    if "walk-run" in limits:
        turn = [Part(Kind.RUN, figures.run_turn_s, cue), Part(Kind.WALK, figures.walk_turn_s, "walk")]
        return turn * (seconds // (figures.run_turn_s + figures.walk_turn_s))
    if "strides" in limits:
        return _with_pick_ups(seconds, cue, figures)
    return [Part(Kind.RUN, seconds, cue)]


def _with_pick_ups(seconds: int, cue: str, figures: WorkoutFigures) -> list[Part]:
    """Pick-ups with equal runs between them, from the first to the last over the middle of the run."""
    middle = seconds * figures.pick_ups_over_percent // PERCENT
    between = (middle - figures.pick_ups * figures.pick_up_s) // (figures.pick_ups - 1)
    before = (seconds - middle) // 2
    pick_up, run = Part(Kind.PICK_UP, figures.pick_up_s, "pick-up"), Part(Kind.RUN, between, cue)
    inner = [pick_up, *[run, pick_up] * (figures.pick_ups - 1)]
    after = seconds - before - total(inner)
    return [Part(Kind.RUN, before, cue), *inner, Part(Kind.RUN, after, cue)]


def total(of: Sequence[Part]) -> int:
    """Seconds in all."""
    return sum(part.seconds for part in of)


def run_seconds(of: Sequence[Part]) -> int:
    """Seconds of the run itself, the walks within it among them."""
    return total([part for part in of if part.kind not in AROUND])
