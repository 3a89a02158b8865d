"""The rules: one file a section of the protocol, one function a row.

A rule looks at what it is handed and returns the numbers on which it fires, or nothing. Which verdict it leads to
stands in ``protocol.toml``; what a verdict does to the plan is told in ``stages``.
"""

from typing import Any

from itbtui.rehab.rules import clinician, days, escalation, exercises, notes, runs
from itbtui.rehab.rules.rule import Rule, rules_of

RULES: dict[str, Rule[Any]] = {
    rule.id: rule for section in (clinician, runs, escalation, days, exercises) for rule in rules_of(section)
}
"""The rules that give a verdict, by id, in the order of the protocol's rows."""

NOTES: dict[str, Rule[Any]] = {rule.id: rule for rule in rules_of(notes)}
"""What is noted, and never a verdict."""

RUN_RULES: tuple[Rule[runs.RunRule], ...] = tuple(rules_of(runs))
"""The rows about a run, in the order in which the first among equals counts."""

UNCONFIRMED = tuple(rule.id for rule in RUN_RULES if rule.unconfirmed)
"""Rows that keep a run from being clean, and say nothing against it."""

LEVEL_RULES = (days.sore_day, days.painful_day, days.very_painful_day)
"""The rows about a day's pain outside of runs: at most one of them fires."""

SESSION_RULES = tuple(rules_of(exercises))
"""The rows about a day's exercises: at most one of them fires."""
