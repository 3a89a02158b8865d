"""How soon the rules could allow a run of some distance: a bound, never a promise.

It follows from a course of days that all go well: each morning and day at 0, what is due done at pain 0, a walk a day
where the gates ask for one, and a run whenever the plan allows one. While building up, the runner runs as far as a
single run may be and waits until the week has room for it; shorter runs in between would use the week up.

The rules taken literally let a clean week that ends today be the measure of the next, every day anew: the week would
grow by half in seven days. Here it grows once in seven days at most, which is the careful reading.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from itbtui.rehab.caps import Caps
from itbtui.rehab.due import due
from itbtui.rehab.entries import CheckIn, CrossTraining, Dated, Entry, ExerciseDone, Run, Session, Settings, WaitingRun
from itbtui.rehab.figures import Span
from itbtui.rehab.log import Log
from itbtui.rehab.protocol import Protocol, protocol
from itbtui.rehab.replay import LOOKS_BACK_DAYS, go_on, replay
from itbtui.rehab.running import Outlook, outlook
from itbtui.rehab.standing import Stage, Standing

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


def forecast(
    log: Log, settings: Settings, on: dt.date, metres: Iterable[int], rules: Protocol | None = None
) -> dict[int, Reach]:
    """The earliest day for a run of so many ``metres`` each. One that stays out of reach is left out.

    Out of reach is what needs more than the forecast's days, or somebody else first: a lock names no day.
    """
    course = Course(log, settings, on, rules or protocol())
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
        settled = max(1, self._first - rules.consequences.belongs_days - 1)
        self._settled = replay(log, settings, dt.date.fromordinal(settled), rules)
        self._recent = list(log.entries())
        self.pace = _pace(log, rules)
        """Minutes for a kilometre."""
        self._hips = {exercise.id for exercise in rules.exercises if exercise.kind == "strength"}
        self._hips |= {exercise.id for exercise in log.exercises if exercise.kind == "strength"}
        self._week: int | None = None
        self._grew_on = 0
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
            most = self._most(s, may)
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
        self._recent = [e for e in self._recent if not isinstance(e, _OF_DAYS) or _is_recent(e, on)]
        self._check_in(on)
        s = self._standing(on)
        if s.stage in (Stage.PROTECT, Stage.REBUILD):
            # Elsewhere no gate asks for them, and a walk or exercises without pain change nothing.
            self._log(CrossTraining(date=on, kind="walk", minutes=self._rules.gates.walk_minutes, pain=0))
            self._exercise(s, on)
            s = self._standing(on)
        return s

    def _standing(self, on: dt.date) -> Standing:
        s, self._settled = go_on(self._settled, Log.of(self._recent), on)
        return s

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

    def _most(self, s: Standing, may: Outlook) -> int | None:
        """Metres that one run may have, nothing where there is no bound."""
        if s.stage is Stage.FREE:
            return None
        bounds = [] if may.minutes is None else [round(may.minutes * 1000 / self.pace)]
        if may.metres is not None:
            bounds.append(may.metres)
        if s.stage is Stage.BUILD and not s.is_cut:
            caps = s.caps()
            bounds.append(self._week_of(caps) - caps.used(s.today))
        return min(bounds, default=None)

    def _week_of(self, caps: Caps) -> int:
        """The week's metres, which stay as they are for some days."""
        if self._week is None or caps.today - self._grew_on >= self._rules.forecast.week_grows_after_days:
            self._week, self._grew_on = caps.week(caps.today), caps.today
        return self._week

    def _waits_for_room(self, s: Standing, most: int) -> bool:
        return s.stage is Stage.BUILD and not s.is_cut and most < s.caps().run(s.today)

    def _run(self, on: dt.date, may: Outlook, metres: int) -> None:
        limits = self._rules.limits
        km = _within(limits.distance_km, metres / 1000)
        minutes = _within(limits.minutes, km * self.pace)
        self._log(Run(date=on, distance_km=km, minutes=min(minutes, may.minutes or minutes), pain=0))


def _is_recent(entry: Dated, on: dt.date) -> bool:
    return on.toordinal() - entry.date.toordinal() <= LOOKS_BACK_DAYS


def _within(span: Span, value: float) -> float:
    return min(max(value, span.low), span.high)


def _pace(log: Log, rules: Protocol) -> float:
    """Minutes for a kilometre: the middle of the last runs that say it."""
    timed = [(run.minutes, run.distance_km) for run in log.runs if run.minutes is not None]
    known = sorted(minutes / km for minutes, km in timed[-rules.forecast.pace_of_runs :])
    return known[len(known) // 2] if known else rules.forecast.pace_min_per_km
