"""Logs in a few words, and plans in one line, for the tables in this folder.

Days are counted from Sunday, 1 March 2026: day 0 is the day the case is about, day -1 the day before.
Runs have a pace of 5 min/km unless said. A later part of a log replaces what an earlier one said of the same
check-in or run, so that "all is well, but on day 1 ..." can be written like that.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import pytest

from itbtui.measures import Manner
from itbtui.rehab.log.entries import (
    CheckIn,
    Clearance,
    CrossTraining,
    Entry,
    Episode,
    ExerciseDone,
    Run,
    Session,
    Settings,
    WaitingRun,
)
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import Plan, plan, plan_of
from itbtui.rehab.protocol.figures import Tolerance, shipped
from itbtui.rehab.rules.finding import Finding, Note
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.state import Stage
from itbtui.wording.card import as_lines, by_command, card
from itbtui.wording.findings import because
from itbtui.wording.plan_json import as_json as plan_as_json

START = dt.date(2026, 3, 1)
PACE = 5
STEPS = [step.minutes for step in shipped().ladder.steps]
STRENGTH = [exercise.id for exercise in shipped().exercises if exercise.kind == "strength"]


@dataclass(frozen=True)
class Blank:
    """No check-in on this day, whatever was said before."""

    number: int


Part: TypeAlias = "Entry | Blank | Iterable[Part]"


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def number_of(date: dt.date) -> int:
    return (date - START).days


# --- entries --------------------------------------------------------------------------


def run(number: int, minutes: float | None = 20, *, pain: int = 0, km: float | None = None, **more: Any) -> Run:
    """A run; its distance follows from its minutes unless said. ``no="b"`` makes a second one of the day."""
    name = f"run {number}{more.pop('no', '')}"
    distance = km if km is not None else (minutes or 0) / PACE
    return Run(id=name, date=day(number), minutes=minutes, distance_km=distance, pain=pain, **more)


def waiting(number: int, minutes: float | None = 20, *, km: float | None = None, **more: Any) -> WaitingRun:
    """A run as ``run`` makes it, whose pain is still to be said."""
    distance = km if km is not None else (minutes or 0) / PACE
    return WaitingRun(id=f"run {number}", date=day(number), minutes=minutes, distance_km=distance, **more)


def check(number: int, morning: int | None = 0, daily: int | None = 0, **more: Any) -> CheckIn:
    return CheckIn(id=f"check {number}", date=day(number), morning=morning, daily=daily, **more)


def good(first: int, last: int) -> list[CheckIn]:
    """Good days: morning and daily life at 0."""
    return [good_day(number) for number in range(first, last + 1)]


@cache
def good_day(number: int) -> CheckIn:
    return check(number)


def blank(*numbers: int) -> list[Blank]:
    return [Blank(number) for number in numbers]


def session(number: int, pain: int | None = 0, **pains: int | None) -> Session:
    """A complete session with the same knee pain in all exercises, except those named (``box_squat=2``)."""
    named = {name.replace("_", "-"): value for name, value in pains.items()}
    assert set(named) <= set(STRENGTH), named
    done = [ExerciseDone(exercise=name, side="both", sets=(10,), pain=named.get(name, pain)) for name in STRENGTH]
    return Session(id=f"session {number}", date=day(number), exercises=tuple(done))


def exercise(number: int, pain: int | None, name: str = "clamshell") -> Session:
    """A session of one exercise."""
    return Session(
        id=f"session {number}", date=day(number), exercises=(ExerciseDone(exercise=name, sets=(15,), pain=pain),)
    )


def walk(number: int, minutes: float = 30, pain: int | None = 0, kind: str = "walk") -> CrossTraining:
    return CrossTraining(id=f"{kind} {number}", date=day(number), kind=kind, minutes=minutes, pain=pain)


def clearance(number: int, *, running: bool | None = None) -> Clearance:
    return Clearance(id=f"clearance {number}", date=day(number), running=running)


def episode(began: int, ended: int | None = None, **more: Any) -> Episode:
    last = None if ended is None else day(ended)
    return Episode(id=f"episode {began}", began=day(began), ended=last, **{"side": "right", **more})


# --- runners --------------------------------------------------------------------------

LATER = 60
"""Good days are logged up to this day, far beyond all that is asked about."""


def rehab_runs(first: int, count: int) -> list[Run]:
    """Clean runs every other day, two for each step of the ladder from step 1."""
    return [run(first + 2 * index, STEPS[1 + index // 2]) for index in range(count)]


def gates_met(number: int) -> list[Part]:
    """Strength and walk are there from this day on."""
    return [session(number - 2), session(number), walk(number - 1)]


def ladder(step: int = 4, *, baseline_km: float | None = 30) -> list[Part]:
    """An episode since 10 January; on the ladder, step ``step`` due on day 0, all clean before and good days after."""
    entered = -4 * (step - 1)
    return [
        episode(-50, baseline_km=baseline_km),
        good(-50, LATER),
        gates_met(entered - 1),
        rehab_runs(entered, 2 * (step - 1)),
    ]


def ladder_0() -> list[Part]:
    """On the ladder at step 0 on day 0: the run that began it all hurt from minute 12 on."""
    return [good(-50, LATER), run(-50, 30, pain=6, onset_min=12, worsened=True), gates_met(-1)]


def build(since: int = 0, minutes: float = 25, *, baseline_km: float | None = 0) -> list[Part]:
    """The ladder was passed by day ``-since``, the last of its 14 runs two days before; good days throughout.

    From day ``-since`` to day -1 a clean run of ``minutes`` every other day; the plan allows each of them.
    """
    first = -since - 28
    return [
        episode(first - 22, baseline_km=baseline_km),
        good(first - 22, LATER),
        gates_met(first - 1),
        rehab_runs(first, 14),
        [run(number, minutes) for number in range(-since, 0, 2)],
    ]


def free_runner(weeks: int = 5) -> list[Part]:
    """No episode: three runs of 10 km in every seven days, the last on day -2; good days throughout."""
    runs = [run(-7 * week - back, 50) for week in range(weeks) for back in (2, 4, 7)]
    return [good(-7 * weeks, LATER), runs]


def sore_run(number: int = 0, **more: Any) -> Run:
    """10 km, pain 2 from minute 40, did not grow, settled in half an hour."""
    given = {"pain": 2, "onset_min": 40, "worsened": False, "settle_h": 0.5, **more}
    return run(number, 50, **given)


def reduce() -> list[Part]:
    """Running less since day 0, after 30 km a week."""
    return [free_runner(), sore_run(0)]


def rebuild() -> list[Part]:
    """An episode that began on day -20: strength, no running yet, no gate but the streak met."""
    return [good(-20, LATER), episode(-20)]


def lock(number: int = 0) -> CheckIn:
    return check(number, flags=("locking",))


# --- tables ---------------------------------------------------------------------------

Rows = list[tuple[str, list[Part], dict[int, str]]]
"""A name, a log, and what ``said`` says of some days."""


def rows(table: Rows) -> pytest.MarkDecorator:
    """One test a row."""
    return pytest.mark.parametrize("log, expected", [pytest.param(*row, id=name) for name, *row in table])


# --- logs and plans ---------------------------------------------------------------------


def flat(parts: Iterable[Part]) -> Iterator[Entry | Blank]:
    for part in parts:
        if isinstance(part, Entry | Blank):
            yield part
        else:
            yield from flat(part)


def entries_of(*parts: Part) -> list[Entry]:
    found: dict[str, Entry] = {}
    for part in flat(parts):
        if isinstance(part, Blank):
            found.pop(f"check {part.number}", None)
        else:
            found[part.id] = part
    return list(found.values())


def log_of(*parts: Part) -> Log:
    return Log.of(entries_of(*parts))


def changed(log: Log, entry: Entry) -> Log:
    """The log with an entry in the place of the one that had its id."""
    return Log.of([*(other for other in log.entries() if other.id != entry.id), entry])


def with_(tolerance: str = "standard", **more: Any) -> Settings:
    return Settings(tolerance=Tolerance(tolerance), **more)


def ask(number: int, *parts: Part, settings: Settings | None = None) -> Plan:
    """The plan for a day by a log made of these parts."""
    return plan(log_of(*parts), settings or Settings(), day(number), shipped())


def why(found: Finding | Note) -> str:
    """What is said of something found."""
    return because(found, Manner(), {exercise.id: exercise.name for exercise in shipped().exercises})


def plan_on(log: Log, settings: Settings, on: dt.date) -> Plan:
    """The plan by the figures that come with the program."""
    return plan(log, settings, on, shipped())


def plans_on(log: Log, settings: Settings, numbers: Iterable[int]) -> Iterator[Plan]:
    """The plans for days that follow each other, each replay going on from the one before."""
    standing = None
    for number in numbers:
        standing = replay(log, settings, day(number), shipped(), standing)
        yield plan_of(standing)


def meaning(before: Iterable[Entry], entry: Entry, on: dt.date, settings: Settings | None = None, *more: Entry) -> str:
    """The card of an entry, or of several, logged on a day after all others, as plain lines."""
    preferred, entries = settings or Settings(), [entry, *more]
    known = [other for other in before if other.id not in {one.id for one in entries}]
    then = plan_on(Log.of(before), preferred, on)
    now = replay(Log.of([*known, *entries]), preferred, on, shipped())
    return "\n".join(as_lines(card(plan_of(now), entries, Manner(), then, now.findings, by_command)))


def as_json(plan: Plan) -> dict[str, Any]:
    """A plan as scripts get it, in kilometres."""
    return plan_as_json(plan, Manner())


def rules_of(plan: Plan, number: int | None = None) -> list[str]:
    """The rules that fired, on one day or on all."""
    return [finding.rule for finding in plan.findings if number is None or finding.date == day(number)]


def found(plan: Plan) -> list[str]:
    """Each finding as "+0 moderate back-off"."""
    return [f"{number_of(f.date):+} {f.rule} {f.verdict}" for f in plan.findings]


def said(plan: Plan) -> str:
    """A plan in one line, such as ``ladder 3, 0 clean: back-off, from +3, needs pain-free-day``.

    A verdict is said where it is not the stage's own, an earliest day where it lies ahead, a bound where one may run.
    """
    running = plan.running
    where = str(plan.stage)
    if plan.stage is Stage.LADDER and plan.ladder:
        where += f" {plan.ladder.step}, {plan.ladder.clean} clean"
    if plan.protect:
        where += f" until {number_of(plan.protect.until):+}, then {plan.protect.then}"
        if plan.protect.then is Stage.LADDER and plan.ladder:
            where += f" {plan.ladder.step} on a streak of {plan.protect.streak_need}"
    parts = []
    if plan.verdict != 0 and plan.stage not in (Stage.PROTECT, Stage.REBUILD, Stage.LOCKED):
        parts.append(str(plan.verdict))
    if running.not_before and running.not_before > plan.on:
        parts.append(f"from {number_of(running.not_before):+}")
    if running.needs:
        parts.append(f"needs {' '.join(running.needs)}")
    if running.allowed:
        bounds = [f"{running.minutes} min"] if running.minutes is not None else []
        bounds += [f"{running.km:g} km"] if running.km is not None else []
        parts.append(" ".join(["run", *bounds]))
    return f"{where}: {', '.join(parts) or 'days have to pass'}"
