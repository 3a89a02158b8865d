"""What a verdict does to where the runner stands, stage by stage."""

from collections.abc import Sequence
from typing import Any

from itbtui.rehab.log.entries import Episode
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.rules import UNCONFIRMED
from itbtui.rehab.rules.clinician import red_flag, third_protect
from itbtui.rehab.rules.days import sore_day
from itbtui.rehab.rules.escalation import back_off_at_0, repeat_back_off, repeat_trace
from itbtui.rehab.rules.exercises import exercise_twinge
from itbtui.rehab.rules.finding import Finding, Grounds
from itbtui.rehab.rules.rule import Rule
from itbtui.rehab.rules.runs import trace
from itbtui.rehab.stages.episode import EpisodeState, baseline
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import LadderState, Protect, Stage, Wait

QUIET = frozenset({sore_day.id, exercise_twinge.id})
"""Alone these open no episode: no run that day, that is all."""


def carry_out_all(s: Standing, findings: Sequence[Finding]) -> None:
    """Does what each finding of a day asks for, the worst first."""
    for finding in sorted(findings, key=_worst_first):
        carry_out(s, finding)


def _worst_first(finding: Finding) -> tuple[int, str]:
    return -finding.verdict, finding.rule


def carry_out(s: Standing, finding: Finding) -> None:
    """Does what a finding asks for in the stage of its own date, which is today."""
    s.findings.append(finding)
    if finding.verdict >= Verdict.BACK_OFF:
        s.bad_days.append(finding.day)
        if finding.run_day is not None:
            s.bad_runs.append(finding.run_day)
    if finding.verdict is Verdict.SEE_CLINICIAN:
        _lock(s, finding)
    elif s.stage is Stage.FREE:
        _in_free(s, finding)
    elif s.stage is Stage.LOCKED:
        s.flag_alone = False
    elif finding.verdict is Verdict.PROTECT:
        _protect(s, finding)
    elif s.stage is Stage.REDUCE:
        _in_reduce(s, finding)
    elif s.stage is Stage.LADDER:
        _in_ladder(s, finding)
    elif s.stage is Stage.BUILD:
        _in_build(s, finding)


def open_episode(s: Standing, side: str | None, entry: Episode | None = None) -> None:
    """An episode begins today, and the one before ends."""
    if s.episode:
        s.episode.over = s.today
    s.episode = EpisodeState(s.today, side, baseline(s.reading, s.today, entry))
    if entry is not None and entry.ended is not None:
        s.episode.ended = entry.ended.toordinal()
    s.episodes.append(s.episode)
    s.ladder = None
    s.waits.clear()
    s.cut_until = s.no_hills_until = 0


def settle(s: Standing, protect: Protect) -> None:
    """Running stops until a protect is over."""
    s.stage, s.protect = Stage.PROTECT, protect
    s.waits.clear()


# --- stage by stage ---------------------------------------------------------------------


def _in_free(s: Standing, finding: Finding) -> None:
    if finding.rule in QUIET:
        s.waits.append(Wait(finding.verdict, finding.day + 1))
        return
    waits = list(s.waits)
    open_episode(s, _side(s, finding))
    if finding.verdict is Verdict.PROTECT:
        _protect(s, finding)
        return
    s.stage, s.reduce_since, s.waits = Stage.REDUCE, s.today, waits
    _in_reduce(s, finding)


def _in_reduce(s: Standing, finding: Finding) -> None:
    if finding.rule not in UNCONFIRMED:
        s.reduce_clean = 0
    s.waits.append(_wait(s, finding))


def _in_ladder(s: Standing, finding: Finding) -> None:
    ladder, lowest = s.ladder, s.protocol.ladder.lowest_step
    assert ladder is not None
    if finding.verdict is Verdict.HOLD:
        if finding.rule not in UNCONFIRMED:
            ladder.clean = 0
        s.waits.append(_wait(s, finding))
        if finding.rule == trace.id:
            ladder.traces.add(finding.event)
            if again := repeat_trace.fires(len(ladder.traces), s.protocol.consequences):
                _escalate(s, finding, repeat_trace, again)
        return
    counted = finding.event in ladder.taken
    if not counted and (at_bottom := back_off_at_0.fires(ladder.step, lowest)):
        _note_back_off(s, finding)
        _escalate(s, finding, back_off_at_0, at_bottom)
    elif counted or not _repeats(s, finding):
        ladder.drop(finding.event, 1, lowest)
        s.waits.append(_wait(s, finding))


def _in_build(s: Standing, finding: Finding) -> None:
    if finding.verdict is Verdict.HOLD:
        if finding.rule not in UNCONFIRMED:
            s.waits.append(_wait(s, finding))
        return
    if any(event == finding.event for _, event in s.back_offs) or not _repeats(s, finding):
        build = s.protocol.build
        s.waits.append(_wait(s, finding))
        s.cut_until = max(s.cut_until, finding.day + build.cut_days)
        s.no_hills_until = max(s.no_hills_until, finding.day + build.cut_no_hills_days)


def _repeats(s: Standing, finding: Finding) -> bool:
    """Whether a back-off is the second within its window, and so was carried out as a protect."""
    days_ago = [finding.day - day for day, event in s.back_offs if event != finding.event]
    _note_back_off(s, finding)
    if again := repeat_back_off.fires(days_ago, s.protocol.consequences):
        _escalate(s, finding, repeat_back_off, again)
    return bool(again)


def _note_back_off(s: Standing, finding: Finding) -> None:
    days = s.protocol.consequences.back_off_window_days
    s.back_offs = [(day, event) for day, event in s.back_offs if finding.day - day <= days]
    s.back_offs.append((finding.day, finding.event))


def _escalate(s: Standing, finding: Finding, to: Rule[Any], found: Grounds) -> None:
    verdict = s.protocol.rules[to.id].verdict
    carry_out(s, Finding(to.id, verdict, finding.day, finding.entries, found.facts, finding.run_day, cause=finding))


# --- protect and lock ---------------------------------------------------------------------


def _protect(s: Standing, finding: Finding) -> None:
    if s.stage is Stage.PROTECT:
        assert s.protect is not None
        s.protect.until = max(s.protect.until, finding.day + s.protect.days)
        if not s.protects or finding.day - s.protects[-1].day >= s.protocol.consequences.protect_again_days:
            _count(s, finding)
            _lock_at_the_third(s, finding)
        return
    _count(s, finding)
    number = len(s.protects)
    if _lock_at_the_third(s, finding):
        return
    if s.stage is Stage.LADDER:
        assert s.ladder is not None
        s.ladder.drop(finding.event, number, s.protocol.ladder.lowest_step)
        s.ladder.traces.clear()
        _settle_on_ladder(s, finding, number)
    elif s.stage is Stage.BUILD:
        s.ladder = LadderState.at(s.caps().return_step(), s.today)
        _settle_on_ladder(s, finding, number)
    else:
        days_off = s.protocol.consequences.settle_days[number - 1]
        settle(s, Protect(finding.day + days_off, days_off, streak=None, to_ladder=False, since=finding.day))


def _count(s: Standing, finding: Finding) -> None:
    """Counts a protect towards ``third-protect``; what belongs to one run counts once."""
    window = s.protocol.consequences.protect_window_days
    s.protects = [earlier for earlier in s.protects if finding.day - earlier.day <= window]
    if all(earlier.event != finding.event for earlier in s.protects):
        s.protects.append(finding)


def _lock_at_the_third(s: Standing, finding: Finding) -> bool:
    too_often = third_protect.fires(s.protects, finding, s.protocol.consequences)
    if too_often:
        _escalate(s, finding._replace(entries=too_often.entries), third_protect, too_often)
    return bool(too_often)


def _settle_on_ladder(s: Standing, finding: Finding, number: int) -> None:
    c = s.protocol.consequences
    days, streak = c.protect_days[number - 1], c.protect_streak[number - 1]
    settle(s, Protect(finding.day + days, days, streak, to_ladder=True, since=finding.day))


def _lock(s: Standing, finding: Finding) -> None:
    is_flag = finding.rule == red_flag.id
    if s.stage is Stage.LOCKED:
        s.flag_alone = s.flag_alone and is_flag
    else:
        others = any(found.day == s.today and found.rule != red_flag.id for found in s.findings)
        s.flag_alone = is_flag and s.stage is Stage.FREE and not others
        s.locked_since = s.today
        if s.stage is Stage.FREE:
            open_episode(s, _side(s, finding))
    if finding.rule == third_protect.id:
        s.streak_needed = max(s.streak_needed, s.protocol.gates.streak_after_third_protect)
    s.stage, s.protect, s.ladder = Stage.LOCKED, None, None
    s.waits.clear()


def _wait(s: Standing, finding: Finding) -> Wait:
    c = s.protocol.consequences
    if finding.verdict is Verdict.BACK_OFF:
        until = finding.day + c.back_off_days + 1
        return Wait(finding.verdict, until, morning=True, pain_free_since=finding.day)
    after_run = finding.day + 1 if finding.run_day is None else finding.run_day + c.rest_days + 1
    return Wait(finding.verdict, max(finding.day + 1, after_run), morning=True)


def _side(s: Standing, finding: Finding) -> str | None:
    return next((run.side for run in s.reading.day(finding.day).runs if run.id in finding.entries), None)
