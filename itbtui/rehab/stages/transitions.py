"""How one stage leads to the next: by the calendar, by gates and streaks, by what the runner enters."""

from itertools import chain

from itbtui.rehab.log.entries import Episode
from itbtui.rehab.log.log import PAIN_FREE
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.rules.escalation import reduce_too_long
from itbtui.rehab.rules.finding import Finding
from itbtui.rehab.stages.consequences import carry_out, open_episode, settle
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import (
    BUILD,
    FREE,
    LADDER,
    LOCKED,
    PROTECT,
    REBUILD,
    REDUCE,
    LadderState,
    Protect,
    Wait,
)

# --- episodes and locks ---------------------------------------------------------------------


def begin_and_end_episodes(s: Standing) -> None:
    """What the runner's entries say of episodes on this day."""
    ended = s.episode.ended if s.episode else None
    if ended is not None and s.today > ended and s.stage is not LOCKED:
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
    if s.episode:
        s.episode.over = s.today
    s.episode = s.protect = s.ladder = None
    s.waits.clear()


def heed_clearances(s: Standing) -> None:
    """What the clearances of the day change at its beginning: a lock ends, or running may start."""
    clearances = s.reading.day(s.today).clearances
    if not clearances:
        return
    running = any(clearance.running for clearance in clearances)
    if s.stage is LOCKED:
        end_lock(s)
    elif running:
        _count_anew(s)
        if s.stage is PROTECT and s.protect and not s.protect.to_ladder and s.protect.since < s.today:
            s.stage, s.protect = REBUILD, None
    if running and s.stage is REBUILD:
        s.heeded = s.today
        _start_ladder(s)


def end_lock(s: Standing) -> None:
    """A clearance ends a lock, also one of its own day; that leads to the gates."""
    if s.stage is not LOCKED:
        return
    s.heeded = s.today
    _count_anew(s)
    if s.flag_alone:
        _be_free(s)
    else:
        s.stage = REBUILD


def _count_anew(s: Standing) -> None:
    s.protects = [found for found in s.protects if found.day >= s.today]
    s.swollen = [day for day in s.swollen if day >= s.today]


# --- transitions ------------------------------------------------------------------------------


def move_on(s: Standing) -> None:
    """The transitions of a day, before its runs."""
    if s.stage is REDUCE:
        if _may_build_up(s):
            build_up(s, s.today)
        else:
            give_up_reducing(s)
    if s.stage is PROTECT:
        _leave_protect(s)
    if s.stage is REBUILD and all(gate.met for gate in s.gates()):
        _start_ladder(s)
    if s.stage is BUILD:
        _leave_build(s)
    if s.stage is LADDER:
        _lay_off(s)


def _may_build_up(s: Standing) -> bool:
    """Whether the way from running less to building up is open."""
    reduce = s.protocol.reduce
    return s.reduce_clean >= reduce.clean_runs and s.streak >= reduce.streak


def give_up_reducing(s: Standing) -> None:
    """Running less for too long without getting well leads to a full break."""
    if _may_build_up(s):
        return
    p = s.protocol.reduce
    painful = s.painful_days(p.too_long_painful_days)
    ago = [s.today - day for day in painful]
    if found := reduce_too_long.fires(s.today - s.reduce_since + 1, ago, p):
        tolerance = s.reading.tolerance
        ids = [s.reading.day(n).painful_ids(tolerance, with_runs=s.runs_seen or n != s.today) for n in painful]
        verdict = s.protocol.rules[reduce_too_long.id].verdict
        carry_out(s, Finding(reduce_too_long.id, verdict, s.today, tuple(chain.from_iterable(ids)), found.facts))


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
    assert s.episode is not None
    p, cap = s.protocol.ladder, s.episode.onset_cap(s.protocol)
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
    if ladder.away_since is not None:
        _come_back(s, ladder, ladder.away_since)
        return
    days = s.today - ladder.since
    if days > p.layoff_after_days:
        left = max(p.layoff_lowest, ladder.base - days // p.layoff_step_days)
        ladder.move(min(ladder.verdict_step, left))


def _come_back(s: Standing, ladder: LadderState, away_since: int) -> None:
    """The step that so many days away from building up lead to; it counts on until the first run there."""
    b = s.protocol.build
    steps = (s.today - away_since - b.away_days) // b.away_step_days
    ladder.move(min(ladder.verdict_step, max(s.protocol.ladder.layoff_lowest, b.away_step - steps)))


def _leave_build(s: Standing) -> None:
    b, last = s.protocol.build, s.last_run
    if last is not None and s.today - last > b.away_days:
        waits = [*s.waits]
        ladder = LadderState.at(b.away_step, s.today)
        _enter_ladder(s, ladder)
        ladder.away_since, s.waits = last, waits
    elif is_over(s):
        _be_free(s)


def is_over(s: Standing) -> bool:
    """Whether what was built up ends the episode today."""
    build, episode = s.protocol.build, s.episode
    assert episode is not None
    first = episode.first_ladder_run
    if first is not None and s.today - first < build.done_after_days:
        return False
    if s.today - s.build_since < build.done_after_build_days:
        return False
    days = build.done_without_pain_days
    return not s.painful_days(days) and s.last_kinds(days).count(PAIN_FREE) >= build.done_pain_free_days


def build_up(s: Standing, since: int) -> None:
    """Building up begins on the day ``since``. The last run before it keeps its day of rest."""
    rested = s.rested_from()
    s.stage, s.ladder, s.build_since = BUILD, None, since
    if rested:
        s.waits.append(Wait(Verdict.CONTINUE, rested))
