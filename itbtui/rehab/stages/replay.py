"""The replay: day by day through the log, to where the runner stands.

Each day goes in this order: an episode that ended or began, a clearance, the transitions, which see everything logged
that day except its runs, the findings of the day, its runs, and what belongs to them.
"""

import datetime as dt
from collections.abc import Generator, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import PAIN_FREE, PAINFUL, UNLOGGED, Day, DayKind, Log
from itbtui.rehab.protocol.figures import Protocol
from itbtui.rehab.rules.clinician import swelling_lasts
from itbtui.rehab.rules.finding import Finding
from itbtui.rehab.rules.notes import Advice
from itbtui.rehab.stages.consequences import carry_out_all
from itbtui.rehab.stages.reading import Reading
from itbtui.rehab.stages.run_day import morning_advice, note_gap, note_runs, take_runs
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import BUILD, FREE, LADDER, LOCKED, PROTECT, REDUCE, Stage, Wait
from itbtui.rehab.stages.transitions import (
    begin_and_end_episodes,
    end_lock,
    give_up_reducing,
    heed_clearances,
    is_over,
    move_on,
)
from itbtui.values import Value

OPEN_DAYS = 14
"""What is logged or changed is most often younger; where the runner stood before is kept for the next replay."""

NOT_BACK = frozenset({"build.done_after_days", "forecast.horizon_days", "notes.half_year_days"})
"""Figures in days by which no rule looks back into the log: they count from a day that is known, or ahead."""


def _figures_in_days() -> Iterator[str]:
    for table, kind in Protocol.__annotations__.items():
        figures: dict[str, type] = kind.__annotations__ if isinstance(kind, type) and issubclass(kind, Value) else {}
        yield from (f"{table}.{name}" for name, of in figures.items() if name.endswith("_days") and of is int)


_days_back = attrgetter(*(name for name in _figures_in_days() if name not in NOT_BACK))


def replay(log: Log, settings: Settings, on: dt.date, protocol: Protocol, before: Standing | None = None) -> Standing:
    """Where the runner stands on the evening of ``on``, by the entries up to then.

    ``before`` is where another log led to, or a checkpoint: what the two share is not gone through again, and the
    outcome is the same. Raises ValueError where the log does not speak of its first days and ``before`` does not help.
    """
    standing = _begin(log.until(on), settings, on.toordinal(), protocol, before)
    for _ in live(standing, on.toordinal()):
        pass
    return standing


def replaying(log: Log, settings: Settings, on: dt.date, protocol: Protocol) -> Generator[None, None, Standing]:
    """The same of a whole log, a day at a time."""
    standing = _begin(log.until(on), settings, on.toordinal(), protocol)
    yield
    for _ in live(standing, on.toordinal()):
        yield
    return standing


def live(s: Standing, last: int) -> Iterator[int]:
    """Lives the days of the log after that of ``s``, up to ``last``; each is told when all is known of it but its runs.

    What an exercise did to the knee does not yet change which exercises are due.
    """
    first, earlier = s.today, [*s.earlier]
    back = [OPEN_DAYS, s.protocol.consequences.belongs_days + 1][len(earlier) :]
    looks_back = looks_back_days(s.protocol)
    left, was = s.reading.day(first), s.reading.kind(first)
    for number in _days(s.log, last, _quiet_after(s.protocol)):
        if number <= first:
            continue
        while back and number > last - back[0]:
            back.pop(0)
            earlier.insert(0, s.fork(s.reading, s.log))
        day, kind = s.reading.day(number), s.reading.kind(number)
        _dawn(s, number, left, was, number - looks_back)
        runs = _up_to_runs(s, day, kind)
        yield number
        _from_runs_on(s, day, runs)
        left, was = day, kind
    s.earlier = tuple(earlier)


def looks_back_days(p: Protocol) -> int:
    """So many days before a standing may still say something to the days after it: no rule looks further back."""
    longest: int = max(_days_back(p))
    return p.consequences.belongs_days + longest


def _begin(log: Log, settings: Settings, last: int, protocol: Protocol, before: Standing | None = None) -> Standing:
    shared = _shared(before, log, settings, last, protocol)
    if shared is None and log.since:
        raise ValueError(f"what lies before {log.since} is not known")
    return shared or Standing(log, settings, protocol)


def _shared(before: Standing | None, log: Log, settings: Settings, last: int, protocol: Protocol) -> Standing | None:
    """Where the runner stood when the two logs still said the same, where that is known."""
    if before is None or (before.settings, before.protocol) != (settings, protocol) or log.since < before.log.since:
        return None
    differs = before.log.first_difference(log)
    holds_until = last if differs is None else differs - protocol.consequences.belongs_days
    holding = [earlier for earlier in before.earlier if earlier.today < min(last, holds_until)]
    if not holding:
        return None
    known = before.reading.known_until(before.today + 1 if differs is None else differs)
    reading = Reading(log, settings, protocol, known)
    begun, *older = (earlier.fork(reading, log) for earlier in holding)
    # What may be changed next may lie before the younger one. A log that speaks of less may not reach so far back.
    begun.earlier = tuple(older) if log.since == before.log.since else ()
    return begun


def _quiet_after(p: Protocol) -> int:
    """After so many days without an entry only a lay-off grows, and that follows from the date alone."""
    b = p.build
    return 1 + max(b.week_window_days, b.run_window_days, b.done_without_pain_days, *p.consequences.settle_days)


def _days(log: Log, on: int, quiet: int) -> Iterator[int]:
    """Days with entries, those after each in which something can still change, and ``on``."""
    eventful = {on, *log.days}
    for episode in log.episodes:
        eventful.add(episode.began.toordinal())
        if episode.ended and episode.ended.toordinal() < on:
            eventful.add(episode.ended.toordinal() + 1)
    ordered = sorted(eventful)
    for number, following in zip(ordered, [*ordered[1:], on + 1], strict=True):
        yield number
        if following > number + 1:
            yield from range(number + 1, min(following, number + quiet + 1))


class _Runs(NamedTuple):
    """The runs of a day before they are read."""

    advice: Advice
    """What the plan said of them."""
    stage: Stage
    """The one in which they are read."""
    held: Sequence[Wait]
    """The waits before anything was found in the day."""
    found: Sequence[Finding] = ()
    """What the rest of the day found that belongs to them."""
    locking: Finding | None = None
    """What takes the place of what its run gives."""


AS_ONE_LIKES = _Runs(Advice(allowed=True), FREE, ())
"""Runs of which the plan says nothing, so that nothing is noted of them."""


def _up_to_runs(s: Standing, day: Day, kind: DayKind) -> _Runs | None:
    """A day but for its runs; ``kind`` is what all of it says about the knee."""
    if s.stage is FREE and is_free_and_well(s, day):
        return AS_ONE_LIKES if day.runs else None
    as_it_is = not day.runs or morning_says_all(s)
    advice = None if as_it_is else _advice(s, day)
    begin_and_end_episodes(s)
    if day.clearances:
        heed_clearances(s)
    move_on(s)
    if day.runs and as_it_is:
        advice = morning_advice(s, day.runs)
    runs = advice and _Runs(advice, s.stage, (*s.waits,))
    # Whatever there is to find in a day makes it a painful one.
    return _heed_rest(s, day, runs) if kind is PAINFUL else runs


def _heed_rest(s: Standing, day: Day, runs: _Runs | None) -> _Runs | None:
    """Does what the findings of the rest of a day ask for; those that belong to its runs are left to them."""
    found, locking = s.reading.findings.get(s.today, []), _lasting_swelling(s, day)
    if locking and locking.entries[-1] not in {run.id for run in day.runs}:
        found, locking = [*found, locking], None
    of_runs = [finding for finding in found if day.runs and finding.run_day == s.today]
    carry_out_all(s, [finding for finding in found if finding not in of_runs])
    return runs and runs._replace(found=of_runs, locking=locking)


def _from_runs_on(s: Standing, day: Day, runs: _Runs | None) -> None:
    """The runs of the day, and its evening."""
    if day.runs or day.waiting:
        note_gap(s)
    if runs:
        if runs is not AS_ONE_LIKES:
            note_runs(s, day, runs.advice)
        s.runs_seen = True
        if runs.advice.allowed and s.waits:
            s.waits = [wait for wait in s.waits if all(wait is not other for other in runs.held)]
        take_runs(s, day, runs.stage, runs.advice, runs.locking)
        if runs.found:
            carry_out_all(s, runs.found)
    s.runs_seen = True
    if s.stage is REDUCE:
        give_up_reducing(s)
    if day.clearances:
        end_lock(s)
    _close(s)


def is_free_and_well(s: Standing, day: Day) -> bool:
    """Whether a day in ``free`` neither begins anything nor has anything to say of its runs before they are read."""
    if s.waits or day.clearances or s.reading.kind(s.today) is PAINFUL:
        return False
    return s.today not in s.reading.episodes


def morning_says_all(s: Standing) -> bool:
    """Whether what was logged of the rest of a day, but for its runs, changes nothing of what its plan allowed.

    Then the day itself tells that, and need not be lived a second time by its morning alone.
    """
    protect = s.protect if s.stage is PROTECT else None
    if s.stage is LOCKED or (protect and s.today <= protect.until):
        return not s.reading.day(s.today).clearances
    if s.kind(s.today) is PAINFUL or s.reading.episodes.get(s.today):
        return False
    if s.waits and any(wait.pain_free_since and wait.not_before <= s.today for wait in s.waits):
        return False
    if s.stage is REDUCE:
        return s.reduce_clean < s.protocol.reduce.clean_runs
    if protect and protect.to_ladder:
        needed = protect.streak or 0
        return (s.streak_before >= needed) == (s.streak >= needed)
    return s.stage is LADDER or (s.stage is BUILD and not is_over(s))


def _advice(s: Standing, day: Day) -> Advice:
    """What the plan said of today before its runs: by the days before, this morning and a clearance."""
    morning = (day.check_in and day.check_in.morning) or 0
    if s.stage is FREE and not s.waits and morning <= s.reading.tolerance.tolerated:
        return Advice(allowed=True)
    then = s.in_the_morning()
    begin_and_end_episodes(then)
    heed_clearances(then)
    move_on(then)
    carry_out_all(then, then.reading.findings.get(s.today, []))
    return morning_advice(then, day.runs)


def _lasting_swelling(s: Standing, day: Day) -> Finding | None:
    """What 6.1 finds where the knee is swollen again, or still."""
    if not day.swollen:
        return None
    t = s.protocol.thresholds
    s.swollen = [other for other in s.swollen if s.today - other <= max(t.swelling_again_days, t.swelling_days)]
    lasts = swelling_lasts.fires(s.today, s.swollen, t)
    noted = [entry.id for other in (*s.swollen, s.today) for entry in s.reading.day(other).swollen_entries]
    s.swollen.append(s.today)
    if lasts is None:
        return None
    owner = s.reading.rest_owner(s.today)
    verdict = s.protocol.rules[swelling_lasts.id].verdict
    return Finding(swelling_lasts.id, verdict, s.today, tuple(noted), lasts.facts, owner)


def _dawn(s: Standing, number: int, left: Day, kind: DayKind, first: int) -> None:
    """A day begins: what ``left``, the day lived before, and what it says about the knee leave behind. What lies before
    the day ``first`` is forgotten: it is too far back to say anything."""
    if number > s.today + 1 or kind is PAINFUL or (kind is UNLOGGED and s.was_unlogged):
        s.streak_before = 0
    elif kind is PAIN_FREE:
        s.streak_before += 1
    s.was_unlogged = kind is UNLOGGED
    if left.runs or left.waiting:
        s.ran = s.today
        while s.counted and (earliest := next(iter(s.counted))) < first:
            del s.counted[earliest]
    if s.waits:
        for wait in s.waits:
            if kind is PAIN_FREE and wait.pain_free_since is not None and wait.pain_free_since < s.today:
                wait.pain_free_since = None
        s.waits = [wait for wait in s.waits if wait.morning or wait.pain_free_since or wait.not_before > number]
    if s.bad_days and s.bad_days[0] < first:
        s.bad_days = [day for day in s.bad_days if day >= first]
    if s.bad_runs and s.bad_runs[0] < first:
        s.bad_runs = [day for day in s.bad_runs if day >= first]
    s.today = number
    s.runs_seen = False


def _close(s: Standing) -> None:
    if s.episode and not (s.stage is LOCKED and s.flag_alone):
        s.last_episode = s.today
    if s.resting and s.reading.kind(s.today) is PAIN_FREE:
        s.resting = {name: left - 1 for name, left in s.resting.items() if left > 1}
    if stopped := s.reading.stopped.get(s.today):
        s.resting |= dict.fromkeys(stopped, s.protocol.thresholds.exercise_back_after_days)
    if not s.course or s.course[-1][1] is not s.stage:
        s.course.append((s.today, s.stage))
