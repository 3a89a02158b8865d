"""How soon the rules could allow a run of some distance: a bound, never a promise.

It follows from a course of days that all go well: each morning and day at 0, what is due done at pain 0, a walk a day
where the gates ask for one, and a run whenever the plan allows one. While building up, the runner runs as far as a
single run may be and waits until the week has room for it; shorter runs in between would use the week up.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from itbtui.rehab.log.entries import (
    CheckIn,
    CrossTraining,
    Entry,
    ExerciseDone,
    Run,
    Session,
    Settings,
    WaitingRun,
)
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.due import due
from itbtui.rehab.protocol.figures import Protocol
from itbtui.rehab.protocol.reader import Span
from itbtui.rehab.stages.outlook import Outlook, outlook
from itbtui.rehab.stages.replay import looks_back_days, replay
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage

_OF_DAYS = (Run, WaitingRun, CheckIn, Session, CrossTraining)
"""What tells of a day; the rest is about the runner."""


class Reach(NamedTuple):
    """The earliest day on which a run of some distance is allowed.

    ``is_free``: the episode is over by then, so that nothing bounds a run; ``longest_km`` is the longest one by then.
    ``is_easy``: no hills and nothing hard yet.
    """

    on: dt.date
    is_free: bool
    longest_km: float
    is_easy: bool


def forecast(log: Log, settings: Settings, on: dt.date, metres: Iterable[int], rules: Protocol) -> dict[int, Reach]:
    """The earliest day for a run of so many ``metres`` each. One that stays out of reach is left out.

    Out of reach is what needs more than the forecast's days, or somebody else first: a lock names no day.
    """
    course = Course(log, settings, on, rules)
    waiting, found = sorted(set(metres)), dict[int, Reach]()
    for reach, most in course.days():
        while waiting and (most is None or most >= waiting[0]):
            found[waiting.pop(0)] = reach
        if not waiting:
            break
    return found


class Course:
    """Days that all go well, from ``on``. What is logged stays as it is; only what is open is filled in."""

    def __init__(self, log: Log, settings: Settings, on: dt.date, rules: Protocol) -> None:
        self._first, self._rules = on.toordinal(), rules
        log = log.until(on)
        self._s = replay(log, settings, on, rules)
        self._recent = list(log.entries())
        self._looks_back = looks_back_days(rules)
        self.pace = pace_of(log, rules)
        """Minutes for a kilometre."""
        self._hips = {exercise.id for exercise in rules.exercises if exercise.kind == "strength"}
        self._hips |= {exercise.id for exercise in log.exercises if exercise.kind == "strength"}
        self.logged: list[Entry] = []
        """What the runner logs on the way, for a test to log it as well."""

    def days(self) -> Iterator[tuple[Reach, int | None]]:
        """The days on which a run is allowed, each with the metres it may have, or nothing where there is no bound."""
        end = min(self._first + self._rules.forecast.horizon_days, dt.date.max.toordinal())
        for number in range(self._first, end):
            on = dt.date.fromordinal(number)
            s = self._live(on)
            if s.stage is Stage.LOCKED:
                return
            may = outlook(s)
            day = s.reading.day(s.today)
            if not may.allowed or may.minutes == 0 or day.runs or day.waiting:
                continue
            most = self._most(may)
            yield self._reach(s, on), most
            if most is None:
                return
            if most > 0 and not self._waits_for_room(s, most):
                self._run(on, may, most)

    def _reach(self, s: Standing, on: dt.date) -> Reach:
        days = self._rules.build.run_window_days
        ran = s.reading.ran_between(s.today - days + 1, s.today)
        longest = max((run.distance_km for day in ran for run in s.reading.day(day.number).runs), default=0)
        return Reach(on, s.stage is Stage.FREE, longest, not s.hills_allowed())

    # --- a day --------------------------------------------------------------------------------

    def _live(self, on: dt.date) -> Standing:
        """The day up to its run, logged."""
        self._since = max(self._s.log.since, on.toordinal() - self._looks_back)
        self._recent = [e for e in self._recent if not isinstance(e, _OF_DAYS) or e.date.toordinal() >= self._since]
        self._check_in(on)
        s = self._standing(on)
        if s.stage in (Stage.PROTECT, Stage.REBUILD):
            # Elsewhere no gate asks for them, and a walk or exercises without pain change nothing.
            self._log(CrossTraining(date=on, kind="walk", minutes=self._rules.gates.walk_minutes, pain=0))
            self._exercise(s, on)
            s = self._standing(on)
        return s

    def _standing(self, on: dt.date) -> Standing:
        log = Log.of(self._recent, self._since)
        self._s = replay(log, self._s.settings, on, self._rules, self._s)
        return self._s

    def _log(self, entry: Entry) -> None:
        self._recent = [*(known for known in self._recent if known.id != entry.id), entry]
        self.logged.append(entry)

    def _check_in(self, on: dt.date) -> None:
        known = next((e for e in self._recent if isinstance(e, CheckIn) and e.date == on), CheckIn(date=on))
        self._log(replace(known, morning=known.morning or 0, daily=known.daily or 0))

    def _exercise(self, s: Standing, on: dt.date) -> None:
        names = [name for name in due(s, may_run=False) if name in self._hips]
        if names:
            done = (ExerciseDone(exercise=name, side="both", sets=(1,), pain=0) for name in names)
            self._log(Session(date=on, exercises=tuple(done)))

    # --- its run ------------------------------------------------------------------------------

    def _most(self, may: Outlook) -> int | None:
        """Metres that one run may have, nothing where there is no bound."""
        bounds = [] if may.minutes is None else [round(may.minutes * 1000 / self.pace)]
        if may.metres is not None:
            bounds.append(may.metres)
        return min(bounds, default=None)

    def _waits_for_room(self, s: Standing, most: int) -> bool:
        return s.stage is Stage.BUILD and not s.is_cut() and most < s.caps().run().metres

    def _run(self, on: dt.date, may: Outlook, metres: int) -> None:
        limits = self._rules.limits
        km = _within(limits.distance_km, metres / 1000)
        minutes = _within(limits.minutes, km * self.pace)
        self._log(Run(date=on, distance_km=km, minutes=min(minutes, may.minutes or minutes), pain=0))


def _within(span: Span, value: float) -> float:
    return min(max(value, span.low), span.high)


def pace_of(log: Log, rules: Protocol) -> float:
    """Minutes for a kilometre: the middle of the last runs that say it."""
    timed = [(run.minutes, run.distance_km) for run in log.runs if run.minutes is not None]
    known = sorted(minutes / km for minutes, km in timed[-rules.forecast.pace_of_runs :])
    return known[len(known) // 2] if known else rules.forecast.pace_min_per_km
