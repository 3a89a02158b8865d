"""The replay: day by day through the log, to where the runner stands.

Each day goes in this order: an episode that ended or began, a clearance, the transitions, which see everything logged
that day except its runs, the findings of the day, then its runs.
"""

import datetime as dt
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from itbtui.rehab.caps import onset_cap
from itbtui.rehab.consequences import carry_out, open_episode, settle
from itbtui.rehab.entries import Episode, Settings
from itbtui.rehab.log import PAIN_FREE, PAINFUL, UNLOGGED, Day, Log
from itbtui.rehab.notes import notes_on_runs
from itbtui.rehab.protocol import Protocol, Verdict
from itbtui.rehab.reading import CLEAN, Reading
from itbtui.rehab.rules import UNCONFIRMED, Finding
from itbtui.rehab.running import outlook
from itbtui.rehab.standing import (
    BUILD,
    FREE,
    LADDER,
    LOCKED,
    PROTECT,
    REBUILD,
    REDUCE,
    LadderState,
    Protect,
    Stage,
    Standing,
    Wait,
)
from itbtui.rehab.words import count, say_day, spoken

CAUTIOUS = (REDUCE, LADDER, BUILD)
"""Stages in which ``masked`` and ``morning-unknown`` are read."""

LOOKS_BACK_DAYS = 45
"""No rule about a day looks further back."""
OPEN_DAYS = 14
"""What is logged or changed is most often younger; where the runner stood before is kept for the next replay."""


def replay(log: Log, settings: Settings, on: dt.date, protocol: Protocol, before: Standing | None = None) -> Standing:
    """Where the runner stands on the evening of ``on``, by the entries up to then.

    ``before`` is where another log led to: what the two share is not gone through again, and the outcome is the same.
    """
    log, last = log.until(on), on.toordinal()
    standing = _shared(before, log, settings, last, protocol) or Standing(log, settings, protocol)
    go_through(standing, last)
    return standing


def go_through(s: Standing, last: int) -> None:
    """Day by day through the log of a standing, from the day after its own to ``last``."""
    first, settled = s.today, None
    for number in _days(s.log, last, _quiet_after(s.protocol)):
        if number <= first:
            continue
        if settled is None and number > last - OPEN_DAYS:
            settled = s.fork(s.reading, s.log)
        _live(s, number)
    s.settled = settled


def _shared(before: Standing | None, log: Log, settings: Settings, last: int, protocol: Protocol) -> Standing | None:
    """Where the runner stood when the two logs still said the same, where that is known."""
    if before is None or before.settled is None:
        return None
    if (before.settings, before.protocol, before.reading.manner) != (settings, protocol, spoken()):
        return None
    differs = before.log.first_difference(log)
    settled = before.settled.today
    if settled >= last or (differs is not None and differs <= settled + protocol.consequences.belongs_days):
        return None
    differs = before.today + 1 if differs is None else differs
    return before.settled.fork(Reading(log, settings, protocol, before.reading.known_until(differs)), log)


def before_exercises(s: Standing, days: Sequence[int]) -> Iterator[Standing]:
    """Where the runner stood on each of these rising days, as it was known then and before that day's exercises.

    ``s`` is where the log leads to. Only a day or two before it does a day depend on what came after: up to there one
    replay serves all of them.
    """
    main = Standing(s.log, s.settings, s.protocol, s.reading)
    waiting = deque(_days(s.log, s.today, _quiet_after(s.protocol)))
    span = s.protocol.consequences.belongs_days
    for number in days:
        # Of what came later only days with runs say anything, and none but these.
        first = next((day for day in range(number - span, number) if s.reading.day(day).runs), number)
        while waiting and waiting[0] < first:
            _live(main, waiting.popleft())
        then = main.fork(main.reading.before_exercises(number), s.log)
        for day in takewhile(number.__gt__, waiting):
            _live(then, day)
        _live(then, number)
        yield then


def go_on(earlier: Standing, log: Log, on: dt.date) -> tuple[Standing, Standing]:
    """Where the runner stands on ``on``, and the last standing that nothing logged from then on can change.

    For a log that is still being written: the second is the ``earlier`` of the next time. ``log`` holds nothing after
    ``on``, and needs not hold what lies more than ``LOOKS_BACK_DAYS`` back.
    """
    reading = Reading(log, earlier.settings, earlier.protocol)
    settled = _led_to(earlier, log, reading, on.toordinal() - earlier.protocol.consequences.belongs_days - 1)
    return _led_to(settled, log, reading, on.toordinal()), settled


def _led_to(earlier: Standing, log: Log, reading: Reading, last: int) -> Standing:
    then = earlier.fork(reading, log)
    for number in range(earlier.today + 1, last + 1):
        _live(then, number)
    return then


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
        yield from range(number, min(following, number + quiet + 1))


def _live(s: Standing, number: int) -> None:
    _turn_to(s, number)
    day = s.reading.day(number)
    _episodes(s)
    if day.clearances:
        s.protects.clear()
        _clear(s)
    _transitions(s)
    stage = s.stage
    for finding in sorted(s.reading.findings.get(number, ()), key=_worst_first):
        carry_out(s, finding)
    if day.clearances:
        _clear(s)
    if day.runs:
        before = outlook(s)
        notes_on_runs(s, stage, before)
        s.runs_seen = True
        _run(s, day, stage, before.allowed)
        if day.clearances:
            _clear(s)
    s.runs_seen = True
    _reduced_too_long(s)
    _close(s)


def _worst_first(finding: Finding) -> tuple[int, str]:
    return -finding.verdict, finding.rule


def _turn_to(s: Standing, number: int) -> None:
    """From one day to a later one: what the day before leaves behind."""
    kind = s.reading.kind(s.today)
    unlogged = kind is UNLOGGED
    if number > s.today + 1 or kind is PAINFUL or (unlogged and s.was_unlogged):
        s.streak_before = 0
    elif not unlogged:
        s.streak_before += 1
    s.was_unlogged = unlogged
    if kind is PAIN_FREE:
        for wait in s.waits:
            if wait.pain_free_since is not None and wait.pain_free_since < s.today:
                wait.pain_free_since = None
    if s.waits:
        s.waits = [wait for wait in s.waits if wait.morning or wait.pain_free_since or wait.not_before > number]
    s.today = number
    s.runs_seen = False


def _close(s: Standing) -> None:
    if s.bout and not (s.stage is LOCKED and s.flag_alone):
        s.last_episode = s.today
    if s.resting and s.reading.kind(s.today) is PAIN_FREE:
        s.resting = {name: left - 1 for name, left in s.resting.items() if left > 1}
    if hurt := s.reading.exercise_pains.get(s.today):
        s.resting |= dict.fromkeys(hurt.left_out, s.protocol.thresholds.exercise_back_after_days)
    if not s.course or s.course[-1][1] is not s.stage:
        s.course.append((s.today, s.stage))


# --- episodes and locks ---------------------------------------------------------------------


def _episodes(s: Standing) -> None:
    entry = s.bout.entry if s.bout else None
    if entry and entry.ended and s.today > entry.ended.toordinal() and s.stage is not LOCKED:
        _be_free(s)
    for episode in s.reading.episodes.get(s.today, ()):
        _begin(s, episode)


def _begin(s: Standing, episode: Episode) -> None:
    open_episode(s, episode.side, episode)
    if s.stage is LOCKED:
        s.flag_alone = False
        return
    days = s.protocol.consequences.episode_days
    until, since = s.today + days, s.today
    if s.stage is PROTECT and s.protect and s.protect.until > until:
        until, since = s.protect.until, s.protect.since
    settle(s, Protect(until, days, streak=None, to_ladder=False, since=since))


def _be_free(s: Standing) -> None:
    s.stage = FREE
    if s.bout:
        s.bout.over = s.today
    s.bout = s.protect = s.ladder = None
    s.waits.clear()


def _clear(s: Standing) -> None:
    """A clearance ends a lock, also one of its own day."""
    if s.stage is not LOCKED:
        return
    s.protects.clear()
    if s.flag_alone:
        _be_free(s)
    else:
        s.stage = REBUILD


# --- transitions ------------------------------------------------------------------------------


def _transitions(s: Standing) -> None:
    _reduced_too_long(s)
    if s.stage is REDUCE and s.bout:
        reduce = s.protocol.reduce
        if s.reduce_clean >= reduce.clean_runs and s.streak >= reduce.streak:
            s.bout.reduce_left = s.today
            _build_up(s)
    if s.stage is PROTECT:
        _leave_protect(s)
    if s.stage is REBUILD and all(gate.met for gate in s.gates()):
        _start_ladder(s)
    if s.stage is LADDER:
        _lay_off(s)
    if s.stage is BUILD and _is_over(s):
        _be_free(s)


def _reduced_too_long(s: Standing) -> None:
    if s.stage is not REDUCE:
        return
    p, day = s.protocol.reduce, s.today - s.reduce_since + 1
    if day < p.too_long_from_day:
        return
    if painful := s.painful_days(p.too_long_painful_days):
        because = f"{count(day, 'day')} of less running, and {say_day(painful[-1])} was still painful"
        verdict = s.protocol.rules["reduce-too-long"].verdict
        hours = s.reading.settle_hours
        ids = [s.reading.day(n).painful_ids(hours, with_runs=s.runs_seen or n != s.today) for n in painful]
        carry_out(s, Finding("reduce-too-long", verdict, s.today, tuple(chain.from_iterable(ids)), because))


def _leave_protect(s: Standing) -> None:
    protect, ladder = s.protect, s.ladder
    assert protect is not None
    if s.today <= protect.until:
        return
    if not protect.to_ladder:
        s.stage, s.protect = REBUILD, None
    elif ladder is not None and s.streak >= (protect.streak or 0):
        _enter_ladder(s, ladder)
        s.waits.append(Wait(Verdict.PROTECT, s.today, morning=True))


def _start_ladder(s: Standing) -> None:
    assert s.bout is not None
    p, cap = s.protocol.ladder, onset_cap(s.bout, s.protocol)
    too_long = cap is not None and cap < p.steps[p.first_step].minutes
    _enter_ladder(s, LadderState.at(p.lowest_step if too_long else p.first_step, s.today))


def _enter_ladder(s: Standing, ladder: LadderState) -> None:
    s.stage, s.protect, s.ladder = LADDER, None, ladder
    ladder.start_from(s.today)
    s.streak_needed = s.settings.pain_free_days
    s.waits.clear()


def _lay_off(s: Standing) -> None:
    ladder, p = s.ladder, s.protocol.ladder
    assert ladder is not None
    days = s.today - ladder.since
    if days > p.layoff_after_days:
        left = max(p.layoff_lowest, ladder.base - days // p.layoff_step_days)
        ladder.move(min(ladder.verdict_step, left))


def _is_over(s: Standing) -> bool:
    build, bout = s.protocol.build, s.bout
    assert bout is not None
    if bout.first_ladder_run is not None:
        over = s.today - bout.first_ladder_run >= build.done_after_days
    else:
        over = bout.reduce_left is not None and s.today - bout.reduce_left >= build.done_after_reduce_days
    if not over:
        return False
    kinds = [s.kind(day) for day in s.last_days(build.done_without_pain_days)]
    return PAINFUL not in kinds and kinds.count(PAIN_FREE) >= build.done_pain_free_days


# --- the day's runs ------------------------------------------------------------------------------


def _run(s: Standing, day: Day, stage: Stage, allowed: bool) -> None:
    """The day's runs, read in the stage in which the day began."""
    ladder = s.ladder
    if stage is PROTECT and s.protect:
        s.protect.until = max(s.protect.until, s.today + 1)
    if allowed:
        s.waits.clear()
    if stage is LADDER and ladder and s.bout:
        ladder.start_from(s.today)
        s.bout.first_ladder_run = s.bout.first_ladder_run or s.today
    for finding in sorted(s.reading.judge(s.today, without=_not_read(stage)), key=_worst_first):
        carry_out(s, finding)
    if s.bout:
        s.bout.note_onsets(day.runs)
    if stage in (REDUCE, LADDER) and s.stage is stage and s.reading.clean(s.today) is CLEAN:
        _count_clean(s, day, allowed)
    if stage is LADDER and ladder:
        ladder.start_from(s.today)


def _not_read(stage: Stage) -> tuple[str, ...]:
    """The rows about a run that a stage does not read."""
    rows = () if stage in CAUTIOUS else UNCONFIRMED
    return rows if stage in (FREE, REDUCE) else (*rows, "first-mile")


def _count_clean(s: Standing, day: Day, allowed: bool) -> None:
    ladder, p = s.ladder, s.protocol.ladder
    if ladder is None:
        s.reduce_clean += 1
        return
    minutes = day.minutes
    enough = minutes is not None and minutes * 100 >= p.steps[ladder.step].minutes * p.counts_from_percent
    if not (allowed and enough):
        return
    ladder.clean += 1
    if ladder.clean < p.clean_runs:
        return
    if ladder.step == p.top:
        _build_up(s)
    else:
        ladder.move(ladder.step + 1)


def _build_up(s: Standing) -> None:
    """The last run before building up keeps its day of rest."""
    s.stage, s.ladder = BUILD, None
    if rested := s.rested_from():
        s.waits.append(Wait(Verdict.CONTINUE, rested))
