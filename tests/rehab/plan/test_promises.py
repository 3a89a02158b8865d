"""The promises of the rules, held against generated logs."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, event, given, note, settings
from hypothesis import strategies as st

from itbtui.measures import Manner
from itbtui.rehab.log.entries import Entry, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import Tolerance, Verdict, shipped
from itbtui.rehab.stages.state import Stage
from itbtui.wording.plan import needs, next_run, reasons
from tests.support.build import (
    LATER,
    Part,
    as_json,
    ask,
    build,
    changed,
    check,
    clearance,
    day,
    episode,
    found,
    free_runner,
    good,
    ladder,
    lock,
    log_of,
    number_of,
    plan_on,
    plans_on,
    run,
    said,
    session,
    walk,
    why,
)
from tests.support.logs import BEFORE, PASTS, Story, dated, raises, stories


def days_of(story: Story, more: int = 0) -> st.SearchStrategy[int]:
    return st.integers(0, story.last + more)


def what_is_allowed(plan: Plan) -> tuple[float, float]:
    """Minutes and kilometres one run may have: 0 where none may be, endless where there is no bound."""
    if not plan.running.allowed:
        return 0, 0
    minutes, km = plan.running.minutes, plan.running.km
    return float("inf") if minutes is None else minutes, float("inf") if km is None else km


def no_milder(mild: Plan, harsh: Plan) -> bool:
    """No milder verdict, and no more running; how far is compared within a stage."""
    if harsh.verdict < mild.verdict:
        return False
    if not harsh.running.allowed:
        return True
    if not mild.running.allowed:
        return False
    within = zip(what_is_allowed(mild), what_is_allowed(harsh), strict=True)
    return mild.stage is not harsh.stage or all(less <= more for more, less in within)


def told(title: str, plan: Plan) -> None:
    note(f"day {number_of(plan.on)}, {title}: {said(plan)} {found(plan)}")


# --- the logs themselves ----------------------------------------------------------------------


@pytest.mark.parametrize("stage, past", [(stage, past) for stage, pasts in PASTS.items() for past in pasts])
def test_a_past_leads_where_it_says(stage: str, past: list[Part]) -> None:
    assert ask(0, past).stage == stage


def test_the_generated_logs_reach_everything() -> None:
    """Every stage, every rule and every need are found in them, so that the promises are about these."""
    stages: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    sights: Counter[str] = Counter()

    def look_at(asked: Plan) -> None:
        stages[str(asked.stage)] += 1
        rules.update({finding.rule for finding in asked.findings})
        sights.update(f"needs {need}" for need in asked.running.needs)
        sights["a run may be"] += asked.running.allowed
        sights["back to the ladder"] += asked.protect is not None and asked.protect.then is Stage.LADDER
        sights["a cut"] += asked.stage is Stage.BUILD and asked.verdict is Verdict.BACK_OFF
        sights["an onset cap"] += asked.stage is Stage.REDUCE and asked.running.minutes is not None

    @settings(max_examples=400, derandomize=True, database=None)
    @given(stories(most=8))
    def look(story: Story) -> None:
        for asked in plans_on(story.log, story.settings, range(story.last % 7 or 7, story.last + 1, 7)):
            look_at(asked)

    for pasts in BEFORE.values():
        for past in pasts:
            look_at(plan_on(Log.of(past), Settings(), day(0)))
    look()
    needed = ("morning", "pain-free-day", "streak", "pain-free-days", "strength", "walk", "clearance", "week-used-up")
    hoped = [*(f"needs {need}" for need in needed), "a run may be", "back to the ladder", "a cut", "an onset cap"]
    assert {stage for stage in Stage if stages[stage] < 20} == set(), stages
    assert {rule for rule in shipped().rules if not rules[rule]} == set(), rules
    assert {sight for sight in hoped if not sights[sight]} == set(), sights


# --- 1 pure -----------------------------------------------------------------------------------


@given(st.data())
def test_the_order_of_entries_does_not_matter(data: st.DataObject) -> None:
    story = data.draw(stories())
    on = day(data.draw(days_of(story, more=3)))
    entries = list(story.log.entries())
    event(str(plan_on(story.log, story.settings, on).stage))
    expected = as_json(plan_on(story.log, story.settings, on))
    for other in (data.draw(st.permutations(entries)), entries[::-1]):
        assert as_json(plan_on(Log.of(other), story.settings, on)) == expected


@given(st.data())
def test_an_edited_entry_counts_as_if_it_had_been_logged_so(data: st.DataObject) -> None:
    story = data.draw(stories())
    worse = raises(story)
    if not worse:
        return
    change = data.draw(st.sampled_from(worse))
    on = day(data.draw(days_of(story, more=3)))
    before = as_json(plan_on(story.log, story.settings, on))
    edited = changed(story.log, change.worse)
    afresh = Log.of([change.worse if entry.id == change.entry.id else entry for entry in story.log.entries()])
    after = as_json(plan_on(edited, story.settings, on))
    assert as_json(plan_on(afresh, story.settings, on)) == after
    assert as_json(plan_on(changed(edited, change.entry), story.settings, on)) == before
    assert as_json(plan_on(story.log, story.settings, on)) == before


def test_two_entries_of_one_day_and_kind_stand_in_an_order_of_their_own() -> None:
    twins: list[Entry] = [
        *(replace(episode(0, side=side), id=side) for side in ("left", "right")),
        *(run(1, 20, no=no, pain=4, worsened=False) for no in "ab"),
        *(replace(session(2, pain), id=f"session {pain}") for pain in (0, 3)),
    ]
    assert as_json(plan_on(Log.of(twins), Settings(), day(3))) == as_json(
        plan_on(Log.of(twins[::-1]), Settings(), day(3))
    )


@given(st.data())
def test_a_check_in_that_says_nothing_changes_nothing(data: st.DataObject) -> None:
    """So days without an entry may be passed over."""
    story = data.draw(stories(most=6))
    number = data.draw(days_of(story, more=data.draw(st.sampled_from([5, 130]))))
    known = {entry.date for entry in story.log.check_ins}
    empty = [check(n, None, None) for n in range(1, number + 1) if day(n) not in known]
    said_nothing = Log.of([*story.log.entries(), *empty])
    one, other = plan_on(story.log, story.settings, day(number)), plan_on(said_nothing, story.settings, day(number))
    told("without", one)
    told("with", other)
    assert as_json(one) == as_json(other)


@given(st.data())
def test_the_plan_of_a_past_day_is_what_it_was(data: st.DataObject) -> None:
    story = data.draw(stories())
    number = data.draw(days_of(story))
    then = Log.of(entry for entry in story.log.entries() if dated(entry) <= day(number))
    assert as_json(plan_on(then, story.settings, day(number))) == as_json(
        plan_on(story.log, story.settings, day(number))
    )


# --- 2 monotone -------------------------------------------------------------------------------


@given(st.data())
def test_a_worse_entry_never_allows_more(data: st.DataObject) -> None:
    story = data.draw(stories())
    worse = raises(story)
    if not worse:
        return
    change = data.draw(st.sampled_from(worse))
    harsher = changed(story.log, change.worse)
    first = number_of(dated(change.entry))
    logs = (story.log, harsher)
    for mild, harsh in zip(*(plans_on(log, story.settings, range(first, first + 3)) for log in logs), strict=True):
        told("as it was", mild)
        told("worse", harsh)
        event(f"{mild.stage} to {harsh.stage}")
        assert no_milder(mild, harsh), change


WORSE: list[tuple[str, list[Part], Entry, int]] = [
    # a log, an entry of it made worse, and the days after that entry up to which nothing may be milder
    ("a limp instead of a clean run", [ladder(4), run(0)], run(0, limped=True), 2),
    ("a painful walk in building up", [build(), walk(3)], walk(3, pain=4), 2),
]


@pytest.mark.parametrize("log, worse, days", [pytest.param(*row, id=name) for name, *row in WORSE])
def test_a_worse_day_is_no_way_around(log: list[Part], worse: Entry, days: int) -> None:
    first = number_of(dated(worse))
    for number in range(first, first + days + 1):
        assert no_milder(ask(number, log), ask(number, log, worse)), said(ask(number, log))


# --- 3 ordered --------------------------------------------------------------------------------


def under_both(log: Log, settings: Settings, mild: str, harsh: str, days: range) -> Iterator[tuple[Plan, Plan]]:
    """The plans of each day under a mild tolerance and a harsh one."""
    chosen = (replace(settings, tolerance=Tolerance(name)) for name in (mild, harsh))
    return zip(*(plans_on(log, settings, days) for settings in chosen), strict=True)


def first_difference(log: Log, settings: Settings, mild: str, harsh: str, days: range) -> int | None:
    for one, other in under_both(log, settings, mild, harsh, days):
        if as_json(one) != as_json(other):
            return number_of(one.on)
    return None


@cache
def difference_before(past: str, settings: Settings, mild: str, harsh: str) -> int | None:
    """The first day up to day 0 on which the plans of a past differ. The tail, later, changes nothing there."""
    stage, number = past.split()
    log = Log.of(BEFORE[stage][int(number)])
    sore = [run for run in log.runs if run.pain] + [found for found in log.check_ins if found.morning or found.daily]
    first = min((number_of(entry.date) for entry in sore), default=1)
    return first_difference(log, settings, mild, harsh, range(first, 1))


@pytest.mark.parametrize("mild, harsh", [("monitored", "standard"), ("standard", "strict")])
@given(story=stories(most=8))
def test_a_stricter_tolerance_never_allows_more(mild: str, harsh: str, story: Story) -> None:
    """On the first day on which the plans differ, and the next two."""
    chosen = replace(story.settings, tolerance=Tolerance.STANDARD)
    first = difference_before(story.past, chosen, mild, harsh)
    if first is None:
        first = first_difference(story.log, chosen, mild, harsh, range(1, story.last + 3))
    assume(first is not None)
    assert first is not None
    for one, other in under_both(story.log, chosen, mild, harsh, range(first, first + 3)):
        told(mild, one)
        told(harsh, other)
        event(f"{one.stage} and {other.stage}")
        assert no_milder(one, other)


# --- 4 total ----------------------------------------------------------------------------------

FAR = [dt.date.min, dt.date(2, 1, 1), dt.date(1969, 12, 31), dt.date(3000, 2, 28), dt.date(9998, 12, 31), dt.date.max]


@given(stories(most=6), st.sampled_from(FAR) | st.dates())
def test_there_is_a_plan_for_every_date(story: Story, on: dt.date) -> None:
    shape = as_json(plan_on(story.log, story.settings, on))
    assert shape["on"] == on.isoformat()
    if on < min((dated(entry) for entry in story.log.entries()), default=on):
        assert (shape["stage"], shape["running"]["allowed"], shape["findings"]) == ("free", True, [])


def shifted(date: dt.date, by: dt.timedelta) -> dt.date:
    """Clipped to the calendar."""
    return dt.date.fromordinal(min(max(date.toordinal() + by.days, 1), dt.date.max.toordinal()))


def moved(story: Story, last: dt.date) -> Log:
    """The same log, its tail's last day moved to ``last``."""
    by = last - day(story.last)
    entries = []
    for entry in story.log.entries():
        dates = {name: date for name in ("date", "began", "ended") if (date := vars(entry).get(name))}
        later: dict[str, Any] = {name: shifted(date, by) for name, date in dates.items()}
        entries.append(replace(entry, **later))
    return Log.of(entries)


@given(stories(most=6), st.integers(0, 3))
def test_there_is_a_plan_at_the_end_of_the_calendar(story: Story, before: int) -> None:
    log = moved(story, dt.date.max - dt.timedelta(days=before))
    for number in range(before + 1):
        on = dt.date.max - dt.timedelta(days=number)
        assert as_json(plan_on(log, story.settings, on))["on"] == on.isoformat()


@given(stories(most=6))
def test_there_is_a_plan_at_the_beginning_of_the_calendar(story: Story) -> None:
    first = min((number_of(dated(entry)) for entry in story.log.entries()), default=0)
    log = moved(story, dt.date.min + dt.timedelta(days=story.last - first))
    for number in (0, 1, story.last - first):
        on = dt.date.min + dt.timedelta(days=number)
        assert as_json(plan_on(log, story.settings, on))["on"] == on.isoformat()


@given(stories(most=4), st.lists(st.integers(365, 40_000), max_size=3))
def test_decades_without_an_entry_pass_quickly(story: Story, gaps: list[int]) -> None:
    """The days between are not lived one by one: as quick as the same entries close together."""
    number = story.last
    parts: list[Part] = []
    for gap in gaps:
        number += gap
        parts += [check(number), run(number, pain=4, worsened=False), episode(number + 9)]
    log = Log.of([*story.log.entries(), *log_of(parts).entries()])
    start = time.process_time()
    later = plan_on(log, story.settings, dt.date.max)
    assert time.process_time() - start < 0.5
    assert as_json(later)["on"] == "9999-12-31"


def years(count: int) -> Log:
    """A log of every day: three runs a week, most of them fine, and strength work."""
    parts: list[Part] = []
    for number in range(0, 365 * count, 7):
        parts += [good(number, number + 6), session(number), session(number + 3), walk(number + 1)]
        parts += [run(number, 40), run(number + 2, 40), run(number + 5, 50)]
    parts += [[run(n, 40, pain=2, worsened=False) for n in range(100, 365 * count, 210)], episode(40)]
    return log_of(parts)


def test_time_grows_with_the_log_and_no_faster() -> None:
    """Four times the years take about four times as long; ten times would be far from it."""

    def seconds(count: int) -> float:
        best = float("inf")
        for _ in range(3):
            log = years(count)
            start = time.process_time()
            plan_on(log, Settings(), day(365 * count))
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8) < 10 * seconds(2)


# --- 5 explained -------------------------------------------------------------------------------


@given(st.data())
def test_a_plan_that_forbids_or_shortens_says_why(data: st.DataObject) -> None:
    story = data.draw(stories())
    asked = plan_on(story.log, story.settings, day(data.draw(days_of(story, more=3))))
    told("asked", asked)
    event(f"{asked.stage}, {asked.verdict}")
    says_why(story.log, asked)


CHANGES: list[tuple[str, list[Part], int]] = [
    # an episode entry while the one before still keeps from running
    ("locked, then an episode entry", [free_runner(), good(0, 9), lock(0), episode(1)], 2),
    ("locked on the ladder, then an entry", [ladder(4), lock(0), episode(5)], 6),
    ("settling 14 days, then an entry", [free_runner(), check(-20, 0, 6), check(0, 0, 6), episode(2)], 12),
    ("sore while free, then an entry", [free_runner(), check(0, 0, 1), episode(0)], 0),
    ("the week used up", [free_runner(), good(0, 9), run(0, 50, pain=1, worsened=False), run(2, 90)], 4),
    ("an entry alone", [good(0, 9), episode(0)], 3),
    ("the gates", [good(0, 20), episode(0)], 12),
    ("a day between runs", [ladder(4), run(0)], 1),
    ("building up, a cut", [build(), check(3, 0, 3)], 7),
]


@pytest.mark.parametrize("log, number", [pytest.param(*row, id=name) for name, *row in CHANGES])
def test_what_keeps_from_running_is_said(log: list[Part], number: int) -> None:
    says_why(log_of(log), ask(number, log))


def says_why(log: Log, asked: Plan) -> None:
    known = {entry.id for entry in log.entries() if dated(entry) <= asked.on}
    for finding in asked.findings:
        assert finding.entries and set(finding.entries) <= known
        assert why(finding) and finding.rule in shipped().rules
        assert finding.date <= asked.on
    forbids = not asked.running.allowed
    if forbids:
        assert asked.running.needs or days_have_to_pass(asked)
        assert next_run(asked, Manner()) and len(needs(asked, Manner())) == len(asked.running.needs)
    else:
        assert asked.running.needs == () and asked.running.not_before == asked.on
    if asked.verdict is not Verdict.CONTINUE and asked.stage in (Stage.FREE, Stage.REDUCE, Stage.LADDER, Stage.BUILD):
        assert [f for f in asked.findings if f.verdict >= asked.verdict]
    if forbids or asked.verdict is not Verdict.CONTINUE:
        assert all(reasons(asked, Manner())) and reasons(asked, Manner())


def days_have_to_pass(plan: Plan) -> bool:
    until = plan.protect.until if plan.protect else None
    later = plan.running.not_before
    return (until is not None and until >= plan.on) or (later is not None and later > plan.on)


@given(st.data())
def test_the_first_day_is_kept_if_all_goes_well(data: st.DataObject) -> None:
    """Where only days have to pass, one may run on the day that was named, after a good morning."""
    story = data.draw(stories())
    now = data.draw(days_of(story))
    here = at(story, now)
    asked = plan_on(here, story.settings, day(now))
    if asked.running.not_before is None or set(asked.running.needs) - {"morning", "week-used-up"}:
        return
    told("asked", asked)
    event(str(asked.stage))
    first = number_of(asked.running.not_before)
    if first == now:
        return
    log = Log.of([*here.entries(), *log_of(good(now + 1, first)).entries()])
    then = plan_on(log, story.settings, day(first))
    told("then", then)
    assert then.running.allowed
    if story.settings.tolerance is not Tolerance.MONITORED:  # there a trace passes with its good morning
        for then in plans_on(log, story.settings, range(now + 1, first)):
            assert not then.running.allowed


# --- no dead end -------------------------------------------------------------------------------


def at(story: Story, number: int) -> Log:
    return Log.of(entry for entry in story.log.entries() if dated(entry) <= day(number))


def way_back(first: int, last: int, locked: bool) -> list[Part]:
    """Good days with strength work every other day and a walk a day; a clearance where it is needed."""
    days = range(first, last + 1)
    parts: list[Part] = [good(first, last), [walk(n) for n in days], [session(n) for n in days[::2]]]
    return [*parts, clearance(first)] if locked else parts


def longest_way_back() -> int:
    """Days after which running is allowed again: the longest rest, or the longest streak, and the gates."""
    p = shipped()
    return max(p.consequences.settle_days) + p.gates.streak_after_third_protect + p.gates.sessions


@given(st.data())
def test_there_is_no_dead_end(data: st.DataObject) -> None:
    story = data.draw(stories())
    now = data.draw(days_of(story))
    last = now + longest_way_back()
    here = at(story, now)
    asked = plan_on(here, story.settings, day(now))
    told("from here", asked)
    onward = log_of(way_back(now + 1, last, asked.stage is Stage.LOCKED))
    log = Log.of([*here.entries(), *onward.entries()])
    for then in plans_on(log, story.settings, range(now + 1, last + 1)):
        told("on the way", then)
        if then.running.allowed:
            event(f"from {asked.stage} within {(number_of(then.on) - now + 4) // 5 * 5} days")
            return
    raise AssertionError(f"no run in {last - now} days")


DEEP: list[tuple[str, list[Part]]] = [
    ("locked by a flag on the ladder", [ladder(4), lock(0)]),
    ("locked by a third protect", [ladder(4), [check(n, 0, 6) for n in (3, 12, 24)]]),
    ("settling again and again", [free_runner(), [check(n, 0, 6) for n in range(24)]]),
    ("painful for a year", [ladder(4), [check(n, 0, 4) for n in range(3, 370)]]),
    ("nothing logged for years", [ladder(4), run(0)]),
    ("building up, nothing run", [build(0)]),
    ("ended while locked", [episode(-20, ended=3), good(-20, LATER), lock(2)]),
]


@pytest.mark.parametrize("log", [pytest.param(log, id=name) for name, log in DEEP])
def test_there_is_a_way_back_to_the_top(log: list[Part]) -> None:
    """Running what the plan allows, with good days throughout, leads to the end of the episode."""
    last = number_of(max(dated(entry) for entry in log_of(log).entries()))
    parts: list[Part] = [log, clearance(last + 1)]
    seen: set[Any] = set()
    for number in range(last + 1, last + 200):
        parts += [check(number), walk(number), session(number)]
        asked = ask(number, *parts)
        seen.add(asked.stage)
        if asked.stage is Stage.FREE:
            return
        if asked.running.allowed:
            km = min(asked.running.km or 5, 10)
            parts.append(run(number, asked.running.minutes or km * 5, km=km))
    raise AssertionError(f"200 days, and only {seen}")
