"""What a verdict does to where the runner stands, stage by stage."""

from itbtui.rehab.caps import Bout, baseline
from itbtui.rehab.entries import Episode
from itbtui.rehab.protocol import Verdict
from itbtui.rehab.rules import UNCONFIRMED, Finding
from itbtui.rehab.standing import LadderState, Protect, Stage, Standing, Wait
from itbtui.rehab.words import say_day, say_list

QUIET = frozenset({"sore-day", "exercise-twinge"})
"""Alone these open no episode: no run that day, that is all."""


def carry_out(s: Standing, finding: Finding) -> None:
    """Does what a finding asks for in the stage of its own date, which is today."""
    s.findings.append(finding)
    if finding.verdict is Verdict.SEE_CLINICIAN:
        _lock(s, finding)
    elif s.stage is Stage.FREE:
        _in_free(s, finding)
    elif s.stage is Stage.LOCKED:
        s.flag_alone = s.flag_alone and finding.rule in QUIET
    elif finding.verdict is Verdict.PROTECT:
        _protect(s, finding)
    elif s.stage is Stage.REDUCE:
        _in_reduce(s, finding)
    elif s.stage is Stage.LADDER:
        _in_ladder(s, finding)
    elif s.stage is Stage.BUILD:
        _in_build(s, finding)


def open_episode(s: Standing, side: str | None, entry: Episode | None = None) -> None:
    if s.bout:
        s.bout.over = s.today
    s.bout = Bout(began=s.today, side=side, baseline_m=baseline(s.reading, s.today, entry), entry=entry)
    s.bouts.append(s.bout)
    s.ladder = None
    s.waits.clear()
    s.cut_until = s.no_hills_until = 0


def settle(s: Standing, protect: Protect) -> None:
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
        if finding.rule == "trace" and finding.event not in ladder.taken:
            ladder.traces.add(finding.event)
            if len(ladder.traces) >= s.protocol.consequences.traces_until_back_off:
                _escalate(s, finding, "repeat-trace", f"a second trace of pain at this step: {finding.because}")
        return
    again = finding.event in ladder.taken
    if not again and ladder.step == lowest:
        _note_back_off(s, finding)
        _escalate(s, finding, "back-off-at-0", f"a step back from the lowest step: {finding.because}")
    elif again or not _repeats(s, finding):
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
    days = s.protocol.consequences.back_off_window_days
    earlier = [day for day, event in s.back_offs if event != finding.event and finding.day - day <= days]
    _note_back_off(s, finding)
    if earlier:
        _escalate(s, finding, "repeat-back-off", f"the last step back was on {say_day(earlier[-1])}: {finding.because}")
    return bool(earlier)


def _note_back_off(s: Standing, finding: Finding) -> None:
    days = s.protocol.consequences.back_off_window_days
    s.back_offs = [(day, event) for day, event in s.back_offs if finding.day - day <= days]
    s.back_offs.append((finding.day, finding.event))


def _escalate(s: Standing, finding: Finding, rule: str, because: str) -> None:
    verdict = s.protocol.rules[rule].verdict
    carry_out(s, Finding(rule, verdict, finding.day, finding.entries, because, finding.run_day))


# --- protect and lock ---------------------------------------------------------------------


def _protect(s: Standing, finding: Finding) -> None:
    if s.stage is Stage.PROTECT:
        assert s.protect is not None
        s.protect.until = max(s.protect.until, finding.day + s.protect.days)
        return
    c = s.protocol.consequences
    s.protects = [earlier for earlier in s.protects if finding.day - earlier.day <= c.protect_window_days]
    if all(earlier.event != finding.event for earlier in s.protects):
        s.protects.append(finding)
    number = len(s.protects)
    if number >= c.protects_until_locked:
        days = say_list(say_day(earlier.day) for earlier in s.protects[:-1])
        entries = tuple(dict.fromkeys(entry for one in s.protects for entry in one.entries))
        because = f"settling was already needed on {days}: {finding.because}"
        _escalate(s, finding._replace(entries=entries), "third-protect", because)
    elif s.stage is Stage.LADDER:
        assert s.ladder is not None
        s.ladder.drop(finding.event, number, s.protocol.ladder.lowest_step)
        _settle_on_ladder(s, finding, number)
    elif s.stage is Stage.BUILD:
        s.ladder = LadderState.at(s.caps().return_step(s.today), s.today)
        _settle_on_ladder(s, finding, number)
    else:
        days_off = c.settle_days[number - 1]
        settle(s, Protect(finding.day + days_off, days_off, streak=None, to_ladder=False, since=finding.day))


def _settle_on_ladder(s: Standing, finding: Finding, number: int) -> None:
    c = s.protocol.consequences
    days, streak = c.protect_days[number - 1], c.protect_streak[number - 1]
    settle(s, Protect(finding.day + days, days, streak, to_ladder=True, since=finding.day))


def _lock(s: Standing, finding: Finding) -> None:
    is_flag = finding.rule == "red-flag"
    if s.stage is Stage.LOCKED:
        s.flag_alone = s.flag_alone and is_flag
    else:
        s.flag_alone = is_flag and s.stage is Stage.FREE
        s.locked_since = s.today
        if s.stage is Stage.FREE:
            open_episode(s, _side(s, finding))
    if finding.rule == "third-protect":
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
