"""Notes that follow from the days up to the one asked about: of long runs and big weeks, shoes, and a long episode."""

from collections.abc import Iterable

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.entries import Session
from itbtui.rehab.log.gear import pairs
from itbtui.rehab.rules.finding import Note
from itbtui.rehab.rules.notes import (
    exercise_keeps_hurting,
    half_year,
    long_run_spike,
    no_improvement,
    shoe_worn,
    weekly_jump,
)
from itbtui.rehab.stages.reading import Reading
from itbtui.rehab.stages.standing import Standing


def load_notes(s: Standing, first: int) -> Iterable[Note]:
    """Long runs and big weeks among the runs from ``first`` to today, but for those that kept to the plan."""
    reading, p, by_plan = s.reading, s.protocol.notes, set(s.by_plan)
    for ran in reading.ran_between(first, s.today):
        if ran.number in by_plan:
            continue
        ids = tuple(run.id for run in reading.day(ran.number).runs)
        before = reading.ran_between(ran.number - p.spike_window_days + 1, ran.number - 1)
        if found := long_run_spike.fires(ran.metres, [earlier.metres for earlier in before], p):
            yield Note(long_run_spike.id, ran.number, ids, found.facts)
        if found := weekly_jump.fires(_week(reading, ran.number), _week(reading, ran.number - WEEK), p):
            yield Note(weekly_jump.id, ran.number, ids, found.facts)


def _week(reading: Reading, last: int) -> int:
    return sum(ran.metres for ran in reading.ran_between(last - WEEK + 1, last))


def notices(s: Standing) -> Iterable[Note]:
    """What is worth saying today of shoes and of an episode that takes long."""
    p = s.protocol.notes
    for pair in pairs(s.log) if s.log.shoes else ():
        if pair.shoe and (found := shoe_worn.fires(pair, p)):
            yield Note(shoe_worn.id, s.today, (pair.shoe.id,), found.facts)
    yield from _exercises_that_hurt(s)
    if s.episode is None:
        return
    began, days = s.episode.began, p.improvement_days
    if s.today - began >= s.settings.review_weeks * WEEK:
        first, last = _worst(s.reading, range(began, began + days)), _worst(s.reading, s.last_days(days))
        if found := no_improvement.fires(first, last, p):
            yield Note(no_improvement.id, s.today, (), found.facts)
    painful = s.painful_days(p.half_year_painful_days)
    if found := half_year.fires(s.today - began, [s.today - day for day in painful], p):
        yield Note(half_year.id, s.today, s.reading.day(painful[-1]).painful_ids(s.reading.tolerance), found.facts)


def _exercises_that_hurt(s: Standing) -> Iterable[Note]:
    """Exercises of the routine that hurt again and again, dated by the last session in which they did."""
    p = s.protocol.notes
    if not s.reading.hurt_last and not s.reading.stopped:
        return
    back = list(reversed(s.log.sessions))
    ids = {row.exercise for session in back for row in session.exercises if row.pain} - {*s.settings.left_out}
    for exercise in sorted(ids):
        found: list[tuple[Session, int]] = []
        for session in back:
            pains = [row.pain for row in session.exercises if row.exercise == exercise and row.pain is not None]
            if pains:
                found.insert(0, (session, max(pains)))
            if len(found) == p.hurts_of_sessions:
                break
        if told := exercise_keeps_hurting.fires([pain for _, pain in found], p):
            hurt = [session for session, pain in found if pain]
            day = hurt[-1].date.toordinal()
            facts = {"exercise": exercise, **told.facts}
            yield Note(exercise_keeps_hurting.id, day, tuple(one.id for one in hurt), facts)


def _worst(reading: Reading, days: Iterable[int]) -> int | None:
    return max((worst for day in days if (worst := reading.day(day).worst) is not None), default=None)
