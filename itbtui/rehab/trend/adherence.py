"""How much of what was due was done. Days are ordinals."""

from dataclasses import dataclass, field

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.sessions import whole_exercises
from itbtui.rehab.plan.due import wanted
from itbtui.rehab.stages.outlook import advised
from itbtui.rehab.stages.replay import live
from itbtui.rehab.stages.standing import Standing


@dataclass(frozen=True, slots=True)
class DueWeek:
    """Exercises due in these days, each counted once a day, and how many of them were done on all their sides."""

    first: int
    last: int
    due: int
    done: int


@dataclass
class Adherence:
    """Asks the replay for the days that are looked at, and keeps what it said.

    What was due on a day follows from the whole log as it is now.
    """

    standing: Standing
    _days: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Due and done, by day."""

    def weeks(self, first: int, last: int) -> list[DueWeek]:
        """The weeks of these days, counted back from the last one; the earliest may be a shorter one.

        A week in which nothing was logged at all is left out: what was done in it is not known.
        """
        logged = sorted(
            {(last - day) // WEEK for day in self.standing.reading.days if first <= day <= last}, reverse=True
        )
        spans = [(max(first, last - (back + 1) * WEEK + 1), last - back * WEEK) for back in logged]
        self._read([day for start, end in spans for day in range(start, end + 1)])
        weeks = []
        for start, end in spans:
            days = [self._days[day] for day in range(start, end + 1)]
            weeks.append(DueWeek(start, end, sum(was_due for was_due, _ in days), sum(done for _, done in days)))
        return weeks

    def _read(self, days: list[int]) -> None:
        missing = {day for day in days if day not in self._days}
        if not missing:
            return
        s = self.standing
        sides = {e.id: e.sides == "each" for of_kind in s.exercises.values() for e in of_kind}
        then = Standing(s.log, s.settings, s.protocol, s.reading)
        for day in live(then, max(missing)):
            if day in missing:
                due = [exercise.id for exercise in wanted(then, may_run=advised(then).allowed)]
                done = whole_exercises((item for item in s.reading.day(day).exercises if item.done), sides)
                self._days[day] = len(due), sum(exercise in done for exercise in due)
        self._days |= dict.fromkeys(missing - self._days.keys(), (0, 0))
