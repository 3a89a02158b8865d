"""Kilometres a week of a runner who uses every allowance of the plan and never hurts: what the rules add up to.

The first week begins with the first run of the ladder. ``python -m benchmarks.building`` prints a row a runner.
"""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Episode, ExerciseDone, Run, Session, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import Plan, plan_of
from itbtui.rehab.protocol.figures import Protocol, shipped
from itbtui.rehab.stages.replay import looks_back_days, replay
from itbtui.rehab.stages.state import Stage

PACE = 6
"""Minutes for a kilometre."""
BEGAN = dt.date(2026, 1, 1)
FIRST_RUN = BEGAN + dt.timedelta(days=8)
"""The gates are met on this day."""


@dataclass(frozen=True)
class Runner:
    """Who uses every allowance, but for the days ``away``; ``after`` changes what is logged on a day of the ladder."""

    name: str
    baseline_km: float
    away: Collection[int] = ()
    hurt_on: int | None = None
    """The first allowed run from this day on hurts: a step back."""
    share: float = 1.0
    """How much of each allowance is used while building up."""
    extra: int | None = None
    """A run of 15 km on the first day without running from this day on."""


RUNNERS = (
    Runner("baseline 0", 0),
    Runner("baseline 20", 20),
    Runner("baseline 30", 30),
    Runner("baseline 60", 60),
    Runner("back-off on day 42", 30, hurt_on=42),
    Runner("away on days 44-71", 30, away=range(44, 72)),
    Runner("half weeks", 30, share=0.5),
    Runner("15 km on a rest day", 30, extra=50),
)


@dataclass
class Course:
    """What came of it. Days are counted from the first run on the ladder, weeks in kilometres."""

    weeks: list[float]
    build_from: int | None
    free_on: int | None
    longest_km: float


def course(runner: Runner, weeks: int = 13, rules: Protocol | None = None) -> Course:
    """Day by day: the plan of the morning, the run that it allows, and a check-in without pain."""
    rules = rules or shipped()
    entries: list[Entry] = [Episode(id="e", began=BEGAN, side="right", baseline_km=runner.baseline_km)]
    hips = tuple(
        ExerciseDone(exercise=exercise.id, side="both", sets=(15,), pain=0)
        for exercise in rules.exercises
        if exercise.kind == "strength"
    )
    found, km = Course([], None, None, 0), [0.0] * (weeks * WEEK)
    hurt = extra = False
    standing = replay(Log(), Settings(), BEGAN - dt.timedelta(days=1), rules)

    def plan(on: dt.date) -> Plan:
        nonlocal standing
        since = max(0, on.toordinal() - looks_back_days(rules) - 1, standing.log.since) if on > FIRST_RUN else 0
        recent = [e for e in entries if isinstance(e, Episode) or e.date.toordinal() >= since]  # type: ignore[attr-defined]
        standing = replay(Log.of(recent, since), Settings(), on, rules, standing)
        return plan_of(standing)

    for number in range(-8, weeks * WEEK):
        on = FIRST_RUN + dt.timedelta(days=number)
        entries.append(CheckIn(id=f"c{number}", date=on, morning=0, daily=0))
        if number in (-4, -1):
            entries.append(Session(id=f"s{number}", date=on, exercises=hips))
        if number == -2:
            entries.append(CrossTraining(id="w", date=on, kind="walk", minutes=30, pain=0))
        now = plan(on)
        if number < 0:
            continue
        if now.stage is Stage.BUILD and found.build_from is None:
            found.build_from = number
        if now.stage is Stage.FREE and found.free_on is None:
            found.free_on = number
        if number in runner.away or now.stage is Stage.FREE:
            continue
        if not now.running.allowed:
            if runner.extra is not None and number >= runner.extra and not extra:
                extra, km[number] = True, 15.0
                entries.append(Run(id=f"r{number}", date=on, distance_km=15, minutes=15 * PACE, pain=0))
            continue
        far = now.running.km if now.running.km is not None else (now.running.minutes or 0) / PACE
        if now.stage is Stage.BUILD:
            far *= runner.share
        pain = 4 if runner.hurt_on is not None and number >= runner.hurt_on and not hurt else 0
        hurt = hurt or pain > 0
        entries.append(
            Run(
                id=f"r{number}",
                date=on,
                distance_km=far,
                minutes=far * PACE,
                pain=pain,
                worsened=False if pain else None,
            )
        )
        km[number] = far
        found.longest_km = max(found.longest_km, far)
    found.weeks = [sum(km[week * WEEK : (week + 1) * WEEK]) for week in range(weeks)]
    return found


def main(say: Callable[[str], None] = print) -> None:
    for runner in RUNNERS:
        found = course(runner)
        weeks = ", ".join(f"{km:.0f}" for km in found.weeks)
        say(
            f"{runner.name:<20} {weeks}; build from day {found.build_from}, "
            f"free on day {found.free_on}, longest {found.longest_km:.2f} km"
        )


if __name__ == "__main__":
    main()
