"""The promises of the rules, held against generated logs."""

import datetime as dt
import time
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from build import (
    LATER,
    check,
    clearance,
    day,
    entries_of,
    episode,
    found,
    free_runner,
    good,
    ladder,
    log_of,
    number_of,
    run,
    said,
    session,
    walk,
)
from hypothesis import Phase, event, given, note, settings
from hypothesis import strategies as st
from logs import Story, dated, raises, stories

from itbtui.rehab.entries import CheckIn, Entry, Episode, Run, Settings
from itbtui.rehab.log import Log
from itbtui.rehab.plan import Plan, as_json, plan
from itbtui.rehab.protocol import Tolerance, Verdict, protocol
from itbtui.rehab.standing import Stage
from itbtui.rehab.telling import needs, next_run, reasons


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


# --- 1 pure -----------------------------------------------------------------------------------


@given(st.data())
def test_the_order_of_entries_does_not_matter(data: st.DataObject) -> None:
    story = data.draw(stories())
    on = day(data.draw(days_of(story, more=3)))
    entries = list(story.log.entries())
    event(str(plan(story.log, story.settings, on).stage))
    shuffled = Log.of(data.draw(st.permutations(entries)))
    one_by_one = Log.of(entries[::2])
    for entry in entries[1::2]:
        one_by_one = one_by_one.with_entry(entry)
    expected = as_json(plan(story.log, story.settings, on))
    assert as_json(plan(shuffled, story.settings, on)) == expected
    assert as_json(plan(one_by_one, story.settings, on)) == expected


@given(st.data())
def test_an_edited_entry_counts_as_if_it_had_been_logged_so(data: st.DataObject) -> None:
    story = data.draw(stories())
    worse = raises(story)
    if not worse:
        return
    change = data.draw(st.sampled_from(worse))
    on = day(data.draw(days_of(story, more=3)))
    before = as_json(plan(story.log, story.settings, on))
    edited = story.log.with_entry(change.worse)
    afresh = Log.of([change.worse if entry.id == change.entry.id else entry for entry in story.log.entries()])
    assert as_json(plan(edited, story.settings, on)) == as_json(plan(afresh, story.settings, on))
    assert as_json(plan(edited.with_entry(change.entry), story.settings, on)) == before


@given(st.data())
def test_the_plan_of_a_past_day_is_what_it_was(data: st.DataObject) -> None:
    story = data.draw(stories())
    number = data.draw(days_of(story))
    then = Log.of(entry for entry in story.log.entries() if dated(entry) <= day(number))
    assert as_json(plan(then, story.settings, day(number))) == as_json(plan(story.log, story.settings, day(number)))


# --- 2 monotone -------------------------------------------------------------------------------


@given(st.data())
def test_a_worse_entry_never_allows_more(data: st.DataObject) -> None:
    story = data.draw(stories())
    worse = raises(story)
    if not worse:
        return
    change = data.draw(st.sampled_from(worse))
    harsher = story.log.with_entry(change.worse)
    for later in range(3):
        on = change.entry.date + dt.timedelta(days=later)
        mild, harsh = plan(story.log, story.settings, on), plan(harsher, story.settings, on)
        told("as it was", mild)
        told("worse", harsh)
        event(f"{mild.stage} to {harsh.stage}")
        assert no_milder(mild, harsh), change


# --- 3 ordered --------------------------------------------------------------------------------


def under(story: Story, tolerance: Tolerance, number: int) -> Plan:
    return plan(story.log, replace(story.settings, tolerance=tolerance), day(number))


@pytest.mark.parametrize("mild, harsh", [("monitored", "standard"), ("standard", "strict")])
@given(story=stories(most=8))
def test_a_stricter_tolerance_never_allows_more(mild: str, harsh: str, story: Story) -> None:
    days = iter(range(story.last + 3))
    for number in days:
        plans = [under(story, Tolerance(name), number) for name in (mild, harsh)]
        if as_json(plans[0]) != as_json(plans[1]):
            break
    else:
        return
    for number in (number, number + 1, number + 2):
        one, other = (under(story, Tolerance(name), number) for name in (mild, harsh))
        told(mild, one)
        told(harsh, other)
        event(f"{one.stage} and {other.stage}")
        assert no_milder(one, other)


# --- 5 no dead end -------------------------------------------------------------------------------


def way_back(first: int, last: int, locked: bool) -> list[Any]:
    """Good days with strength work every other day and a walk a day; a clearance where it is needed."""
    days = range(first, last + 1)
    parts: list[Any] = [good(first, last), [walk(n) for n in days], [session(n) for n in days[::2]]]
    return [*parts, clearance(first)] if locked else parts


def longest_way_back() -> int:
    """Days after which running is allowed again: rest, then gates, then room in the week."""
    p = protocol()
    return max(p.consequences.settle_days) + p.gates.earlier_session_days + 7


@given(st.data())
def test_there_is_no_dead_end(data: st.DataObject) -> None:
    story = data.draw(stories())
    now = data.draw(days_of(story))
    last = now + longest_way_back()
    then = [entry for entry in story.log.entries() if dated(entry) <= day(now)]
    here = plan(Log.of(then), story.settings, day(now))
    told("from here", here)
    log = log_of(then, way_back(now + 1, last, here.stage is Stage.LOCKED))
    for number in range(now + 1, last + 1):
        onward = plan(log, story.settings, day(number))
        told("on the way", onward)
        if onward.running.allowed:
            event(f"from {here.stage} in {(number - now + 4) // 5 * 5} days")
            return
    raise AssertionError(f"no run in {longest_way_back()} days")
