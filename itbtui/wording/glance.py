"""The day, the week and the runs at a glance: what the screens and their twins in plain lines both tell."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from itbtui.measures import Manner, capital, count, say_minutes
from itbtui.rehab.exercises.routine import Item, items, steps, total
from itbtui.rehab.log.days import WEEK, to_date
from itbtui.rehab.log.entries import Run
from itbtui.rehab.log.log import Day, DayKind
from itbtui.rehab.log.sessions import complete_session, exercise_names, open_session, still_due
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.plan.waiting import still_asked
from itbtui.rehab.protocol.figures import Kind, Pauses
from itbtui.rehab.rules.finding import Finding
from itbtui.rehab.rules.runs import morning_unknown, onset_minute
from itbtui.rehab.stages.long_ago import first_day
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.trend.lately import Lately
from itbtui.values import Value
from itbtui.wording.findings import because
from itbtui.wording.plan import HEADLINES, KIND_NAMES, last_days, say_stage_change

LATELY = 14
UNLOCKS = "once someone has looked at the knee"

# --- what is to be done today -------------------------------------------------------------------


class Todo(Value):
    """One thing of a day, in words, and ``short`` where there is little room.

    ``action`` is what leads there in the app, ``keys`` what a screen says instead: actions, and what each does.
    """

    action: str
    is_done: bool
    what: str
    said: str = ""
    short: str = ""
    keys: tuple[tuple[str, str], ...] = ()


def todo(s: Standing, plan: Plan, say: Manner) -> Iterator[Todo]:
    """The check-in, the run and the walk of a day; exercises are told by ``exercise_todo``."""
    day = s.reading.day(s.today)
    if plan.stage is Stage.LOCKED:
        yield Todo("clearance", False, "Clearance", UNLOCKS, keys=(("clearance", "someone has looked"),))
    yield _check_in(s, day, say)
    if waiting := len(still_asked(s.log, plan)):
        waits = f"{count(waiting, 'run waits', 'runs wait')} for it"
        yield Todo("pain", False, "Pain?", waits, keys=(("pain", waits),))
    if day.runs:
        far = say.distance(day.metres)
        yield Todo("log-run", True, "Run", f"{far}, pain {max(run.pain for run in day.runs)}")
    elif plan.running.allowed:
        lead = (("today.lead", "leads"),) if is_bounded(plan) else ()
        action = "today.lead" if lead else "log-run"
        yield Todo(action, False, "Run", "not logged", keys=(*lead, ("warm-up", "warms up")))
    if day.morning == 0 and any(gate.id == "walk" and not gate.met for gate in plan.gates):
        what = f"{plan.protocol.gates.walk_minutes} min at pain 0"
        yield Todo("walk", False, "Walk", what, keys=(("walk", what),))


def exercise_todo(s: Standing, plan: Plan, say: Manner, pauses: Pauses) -> Iterator[Todo]:
    """The session that nobody has said of yet how the knee was, then each kind of exercise that is due or done."""
    day = s.reading.day(s.today)
    if is_open := open_session(s.log):
        asked = f"session of {say.day(is_open.date)}: did the knee hurt?"
        short = f"session, {say.day(is_open.date)}"
        yield Todo("today.how-was-it", False, "How was it?", asked, keys=(("today.how-was-it", short),))
    done = {item.exercise for item in day.exercises if item.done}
    due = due_items(s, plan)
    for kind, name in KIND_NAMES.items():
        ids = {exercise.id for exercise in plan.protocol.exercises if exercise.kind == kind}
        if mine := [item for item in due if item.kind == kind]:
            length = say_minutes(total(steps(mine, pauses)))
            said = f"{count(len(mine), 'exercise')} in {length}"
            yield Todo("session", False, name, said, keys=(("session", f"{len(mine)} in {length}"),))
        elif ids & done:
            yield Todo("session", True, name, "done")


def due_items(s: Standing, plan: Plan) -> list[Item]:
    """What is due and still to be offered today."""
    return items(s, still_due(plan.due, s.reading.day(s.today)))


def kinds_due(s: Standing, plan: Plan) -> list[Kind]:
    """Kinds of exercise of which something is due, in the order of a session."""
    due = {item.kind for item in due_items(s, plan)}
    return [kind for kind in KIND_NAMES if kind in due]


def is_bounded(plan: Plan) -> bool:
    """Whether the plan says how long or how far the run may be, so that it can be led."""
    return bool(plan.running.minutes) if plan.running.minutes is not None else plan.running.km is not None


def _check_in(s: Standing, day: Day, say: Manner) -> Todo:
    c = day.check_in
    if c is None or c.morning is None:
        ran = s.reading.day(s.today - 1).ran_metres
        after = f"after the {say.distance(ran)}" if ran else "this morning"
        return Todo("check-in", False, "Check-in", f"{after}, not logged", keys=(("check-in", after),))
    daily, short = ("not logged", "open") if c.daily is None else (c.daily, c.daily)
    morning = f"morning {c.morning}"
    return Todo("check-in", True, "Check-in", f"{morning}, daily life {daily}", f"{morning}, day {short}")


# --- the last days ------------------------------------------------------------------------------


class DayGlance(Value):
    """One day. Pain is 0-10; ``None`` is not logged."""

    number: int
    day: Day
    hips: Literal["complete", "part"] | None
    """Strength exercises: a complete session, some of one, or none logged."""
    is_missing: bool
    """Whether what is not logged is missing: not before the log begins, and not yet today."""

    @property
    def date(self) -> dt.date:
        """The day as a date."""
        return to_date(self.number)

    @property
    def has_run(self) -> bool:
        """One whose pain is not known yet counts, too."""
        return bool(self.day.runs or self.day.waiting)

    @property
    def run_pain(self) -> int | None:
        """The worst pain in a run of the day; None where none was logged."""
        return max((run.pain for run in self.day.runs), default=None)

    @property
    def morning(self) -> int | None:
        """Pain on getting up; None is unknown."""
        return self.day.morning

    @property
    def daily(self) -> int | None:
        """The worst of daily life; None is unknown."""
        return self.day.check_in.daily if self.day.check_in else None


def days(s: Standing, plan: Plan, many: int) -> list[DayGlance]:
    """The last days up to the plan's, the oldest first."""
    first = first_day(s)
    return [
        DayGlance(
            number,
            day := s.reading.day(number),
            _hips(number, day, s.routine),
            first is not None and first <= number < s.today,
        )
        for number in (date.toordinal() for date in last_days(plan, many))
    ]


def _hips(number: int, day: Day, routine: Mapping[str, bool]) -> Literal["complete", "part"] | None:
    if complete_session(number, day, routine):
        return "complete"
    return "part" if any(item.done and item.exercise in routine for item in day.exercises) else None


def pain_free_lately(s: Standing) -> int:
    """How many of the last ``LATELY`` days are known to have been pain-free."""
    return [s.reading.kind(day) for day in s.last_days(LATELY)].count(DayKind.PAIN_FREE)


def say_lately(found: Lately) -> str:
    """What some weeks of pain say: "better: worst 3 this week, 5 at first"; short enough to stand in one line."""
    if found.worst is None:
        return "no pain is logged this week, so it is unknown"
    change = {"less": "better: ", "more": "worse: ", "same": "as before: ", None: ""}[found.change]
    if found.at_first == found.worst:
        return f"{change}worst {found.worst} this week and at first"
    at_first = "" if found.at_first is None else f", {found.at_first} at first"
    return f"{change}worst {found.worst} this week{at_first}"


# --- runs ---------------------------------------------------------------------------------------


class RunGlance(NamedTuple):
    """A run and what it meant: its findings, and the morning after it, unknown where it is not logged."""

    run: Run
    findings: tuple[Finding, ...]
    next_morning: int | None
    names: Mapping[str, str]
    """What exercises are called, by id."""

    def because(self, say: Manner) -> str | None:
        """Why its worst finding was found."""
        return self.worst and because(self.worst, say, self.names)

    @property
    def worst(self) -> Finding | None:
        """The finding with the gravest verdict, if any."""
        return max(self.findings, key=lambda finding: finding.verdict, default=None)

    @property
    def onset(self) -> int | None:
        """The minute in which the pain began, worked out from the distance where only that is known."""
        return onset_minute(self.run)

    @property
    def verdict(self) -> str:
        """ "clean" where nothing was found."""
        return str(self.worst.verdict) if self.worst else "clean"

    def pace(self, say: Manner) -> str | None:
        """Minutes and seconds for a kilometre or a mile, where the minutes are known."""
        return None if self.run.minutes is None else say.pace(self.run.minutes, self.run.metres)


def findings_by_entry(s: Standing) -> dict[str, list[Finding]]:
    """What was found, by the id of each entry that it rests on."""
    found: dict[str, list[Finding]] = {}
    for finding in s.findings:
        for entry in finding.entries:
            found.setdefault(entry, []).append(finding)
    return found


def run_glance(s: Standing, run: Run, findings: Mapping[str, list[Finding]]) -> RunGlance:
    """A run with what was found in it."""
    morning = s.reading.day(run.date.toordinal() + 1).morning
    return RunGlance(run, tuple(findings.get(run.id, ())), morning, exercise_names(s.log, s.protocol))


def say_run(s: Standing, glance: RunGlance, say: Manner) -> list[str]:
    """What was found on a run, the morning after it, and what it did to the plan."""
    found = [f"{capital(because(finding, say, glance.names))} ({finding.rule})." for finding in glance.findings]
    morning = glance.next_morning
    after = "The next morning is not logged." if morning is None else f"Next morning {morning}."
    return [*found, " ".join([after, *_effect(s, glance)])] if found else [f"Clean. {after}"]


def _effect(s: Standing, glance: RunGlance) -> Iterator[str]:
    """What the worst that was found did: one step back, a stage that follows."""
    worst = glance.worst
    if worst is None or worst.rule == morning_unknown.id:
        return
    before, now = (s.stage_on(day) for day in (glance.run.date.toordinal() - 1, worst.day))
    yield f"{HEADLINES[worst.verdict]}."
    if before is not now:
        yield say_stage_change(before, now)


def say_week(first: int, runs: Sequence[Run], of: int, on: int, say: Manner) -> str:
    """The runs of a week that begins on a day: "23 Feb – 1 Mar  9.1 km in 3 runs, worst pain 3"; where the week
    has more, ``of`` them in all, "in 3 of 4 runs"."""
    last = first + WEEK - 1
    days = f"{say.date(first)} – {say.full_date(last) if to_date(last).year != to_date(on).year else say.date(last)}"
    far = say.distance(sum(run.metres for run in runs))
    how_many = count(of, "run") if len(runs) == of else f"{len(runs)} of {count(of, 'run')}"
    return f"{days}   {far} in {how_many}, worst pain {max(run.pain for run in runs)}"
