"""Notes that follow from the days up to the one asked about: of shoes, exercises that hurt, and a long episode."""

from collections.abc import Iterable

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.gear import pairs
from itbtui.rehab.rules.finding import Note
from itbtui.rehab.rules.notes import exercise_keeps_hurting, half_year, no_improvement, shoe_worn
from itbtui.rehab.stages.long_ago import that_hurt, was_stopped, worst, worst_at_first
from itbtui.rehab.stages.standing import Standing


def notices(s: Standing) -> Iterable[Note]:
    """What is worth saying today of shoes, of exercises that hurt, and of an episode that takes long."""
    p = s.protocol.notes
    for pair in pairs(s.log) if s.log.shoes else ():
        if pair.shoe and (found := shoe_worn.fires(pair, p)):
            yield Note(shoe_worn.id, s.today, (pair.shoe.id,), found.facts)
    yield from _exercises_that_hurt(s)
    if s.episode is None:
        return
    age, now = s.today - s.episode.began, worst(s.reading, s.last_days(p.improvement_days))
    is_late = age >= s.settings.review_weeks * WEEK
    if is_late and (found := no_improvement.fires(worst_at_first(s, s.today), now, p)):
        yield Note(no_improvement.id, s.today, (), found.facts)
    painful = s.painful_days(p.half_year_painful_days)
    if found := half_year.fires(age, [s.today - day for day in painful], p):
        yield Note(half_year.id, s.today, s.reading.day(painful[-1]).painful_ids(s.reading.tolerance), found.facts)


def _exercises_that_hurt(s: Standing) -> Iterable[Note]:
    """Exercises of the routine that hurt again and again, dated by the last session in which they did."""
    p = s.protocol.notes
    if not s.reading.hurt_last and not was_stopped(s, s.today):
        return
    for exercise, sessions in sorted(that_hurt(s, s.today).items()):
        if exercise in s.settings.left_out:
            continue
        if told := exercise_keeps_hurting.fires([session.pain for session in sessions], p):
            hurt = [session for session in sessions if session.pain]
            facts = {"exercise": exercise, **told.facts}
            yield Note(exercise_keeps_hurting.id, hurt[-1].day, tuple(one.session for one in hurt), facts)
