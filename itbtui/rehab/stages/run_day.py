"""A day with runs: what they do to where the runner stands, and what is noted of them."""

from collections.abc import Sequence

from itbtui.rehab.log.entries import Run
from itbtui.rehab.log.log import Day
from itbtui.rehab.rules import UNCONFIRMED
from itbtui.rehab.rules.finding import Finding, Grounds, Note
from itbtui.rehab.rules.notes import Advice, against_advice, hills_too_soon, no_rest_day, what_is_hard
from itbtui.rehab.rules.runs import first_mile
from itbtui.rehab.stages.consequences import carry_out_all
from itbtui.rehab.stages.outlook import advised
from itbtui.rehab.stages.reading import CLEAN, RunDay
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import BUILD, FREE, LADDER, PROTECT, REDUCE, Stage
from itbtui.rehab.stages.transitions import build_up

CAUTIOUS = (REDUCE, LADDER, BUILD)
"""Stages in which ``masked`` and ``morning-unknown`` are read."""


def morning_advice(s: Standing, runs: Sequence[Run]) -> Advice:
    """What the plan said of today before these runs: by the days before, this morning and a clearance."""
    return advised(s, hills=not any(map(what_is_hard, runs)) or s.hills_allowed())


def take_runs(s: Standing, day: Day, stage: Stage, advice: Advice, locking: Finding | None) -> None:
    """The day's runs, read in the stage in which the day began; ``locking`` takes the place of what its run gives."""
    ladder, ran = s.ladder, s.reading.ran_on(s.today)
    s.counted[s.today] = _counted(ran, stage, advice)
    if stage is PROTECT and s.protect:
        s.protect.until = max(s.protect.until, s.today + 1)
    if stage is LADDER and ladder and s.episode:
        ladder.start_from(s.today)
        s.episode.first_ladder_run = s.episode.first_ladder_run or s.today
    found = s.reading.judge(s.today, without=_not_read(stage)) if ran.fired else []
    if locking:
        found = [locking, *(one for one in found if one.entries[0] != locking.entries[-1])]
    if found:
        carry_out_all(s, found)
    if s.episode:
        s.episode.note_onsets(day.runs)
    if stage in (REDUCE, LADDER) and s.stage is stage and ran.clean is CLEAN:
        _count_clean(s, ran, advice.allowed)
    if stage is LADDER and ladder:
        ladder.start_from(s.today)


def note_gap(s: Standing) -> None:
    """A day with a run, also with one that waits for its pain, ends the days without any."""
    if s.ran is not None and s.today - s.ran > s.protocol.build.even_gap_days:
        s.gap_over = s.today


def _counted(ran: RunDay, stage: Stage, advice: Advice) -> int:
    """The metres that count of the day's runs: what the plan allowed, and on the ladder its share of the minutes."""
    if not advice.allowed:
        return 0
    metres, minutes = ran.metres, ran.minutes
    if advice.minutes is not None:
        if minutes is not None:
            metres = int(metres * min(1, advice.minutes / minutes))
        elif stage is LADDER:
            return 0
    return metres if advice.metres is None else min(metres, advice.metres)


def _not_read(stage: Stage) -> tuple[str, ...]:
    """The rows about a run that a stage does not read."""
    rows = () if stage in CAUTIOUS else UNCONFIRMED
    return rows if stage in (FREE, REDUCE) else (*rows, first_mile.id)


def _count_clean(s: Standing, ran: RunDay, allowed: bool) -> None:
    ladder, p = s.ladder, s.protocol.ladder
    if ladder is None:
        s.reduce_clean += 1
        return
    minutes = ran.minutes
    enough = minutes is not None and minutes * 100 >= p.steps[ladder.step].minutes * p.counts_from_percent
    if not (allowed and enough):
        return
    ladder.clean += 1
    if ladder.clean < p.clean_runs:
        return
    if ladder.step == p.top:
        build_up(s, s.today + 1)
    else:
        ladder.move(ladder.step + 1)


def note_runs(s: Standing, day: Day, advice: Advice) -> None:
    """Notes on today's runs against the plan as it was before them."""
    runs, ran = day.runs, s.reading.ran_on(s.today)
    _note(s, against_advice.id, runs, against_advice.fires(advice, ran.metres, ran.minutes, s.protocol.notes))
    if advice.is_ladder:
        _note(s, no_rest_day.id, runs, no_rest_day.fires(advice, bool(s.reading.day(s.today - 1).runs)))
    if not advice.hills:
        for run in runs:
            _note(s, hills_too_soon.id, [run], hills_too_soon.fires(advice, run))
    if advice.is_kept(ran.metres, ran.minutes):
        s.by_plan.append(s.today)


def _note(s: Standing, rule: str, runs: Sequence[Run], found: Grounds | None) -> None:
    if found:
        s.notes.append(Note(rule, s.today, tuple(run.id for run in runs), found.facts))
