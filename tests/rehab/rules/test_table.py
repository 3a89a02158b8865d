"""The table of the rules: file, functions, words and cases hold together.

A case a line: what was logged for the rule to fire on a day, and what is nearly the same and does not.
"""

import sys

import pytest

from itbtui.rehab.log.entries import Shoe
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.rules import NOTES, RULES
from itbtui.rehab.rules.finding import Finding, Note
from itbtui.wording.findings import TEMPLATES
from tests.support.build import (
    Part,
    ask,
    check,
    day,
    episode,
    exercise,
    free_runner,
    good,
    ladder,
    ladder_0,
    reduce,
    run,
)

OK = {"worsened": False}
MORNING_1 = check(1, morning=1)

CASES: dict[str, tuple[int, list[Part], list[Part]]] = {
    # rule: the day it is found on, a log on which it fires, one on which it just does not
    "red-flag": (0, [check(0, flags=("locking",))], [check(0, tightness=9)]),
    "marked-swelling": (0, [check(0, swelling_behind=True)], [check(0, swelling="mild")]),
    "swelling-lasts": (
        28,
        [check(0, swelling="mild"), check(28, swelling="mild")],
        [check(0, swelling="mild"), check(29, swelling="mild")],
    ),
    "third-protect": (
        28,
        [ladder(7), check(0, 0, 7), check(10, 0, 7), check(28, 0, 7)],
        [ladder(7), check(0, 0, 7), check(10, 0, 7), check(28, 0, 5)],
    ),
    "worsened": (0, [run(0, pain=1, worsened=True)], [run(0, pain=1, worsened=False)]),
    "severe": (0, [run(0, pain=6, **OK)], [run(0, pain=5, **OK)]),
    "limped": (0, [run(0, limped=True)], [run(0, limped=False)]),
    "swelling": (0, [run(0, swelling="mild")], [run(0, swelling="none")]),
    "morning-jump": (0, [ladder(), run(0), check(1, morning=3)], [ladder(), run(0), check(1, morning=2)]),
    "still-sore": (
        0,
        [ladder(), run(0), check(1), check(2, morning=1)],
        [ladder(), check(0, 1), run(0), check(1), check(2, morning=1)],
    ),
    "moderate": (0, [run(0, pain=3, **OK)], [run(0, pain=2, **OK)]),
    "slow-to-settle": (0, [run(0, settle_h=2.1)], [run(0, settle_h=2)]),
    "morning-after": (0, [ladder(), run(0), MORNING_1], [ladder(), check(0, 1), run(0), MORNING_1]),
    "trace": (0, [run(0, pain=1, **OK)], [run(0, pain=0)]),
    "masked": (0, [ladder(), run(0, pain_relief=True)], [ladder(), run(0, pain_relief=False)]),
    "morning-unknown": (0, [ladder(), run(0), check(1, morning=None)], [ladder(), run(0), check(1)]),
    "first-mile": (0, [run(0, pain=1, onset_km=1.6, **OK)], [run(0, pain=1, onset_km=1.7, **OK)]),
    "reduce-too-long": (13, [reduce(), check(7, 0, 1)], [reduce(), check(6, 0, 1)]),
    "repeat-trace": (
        2,
        [ladder(4), run(0, pain=1, **OK), run(2, pain=1, **OK)],
        [ladder(4), run(0, pain=1, **OK), run(2, pain=0)],
    ),
    "back-off-at-0": (0, [ladder_0(), run(0, 10, pain=3, **OK)], [ladder(1), run(0, 10, pain=3, **OK)]),
    "repeat-back-off": (
        14,
        [ladder(5), run(0, 25, pain=3, **OK), run(14, 20, pain=3, **OK)],
        [ladder(5), run(0, 25, pain=3, **OK), run(15, 20, pain=3, **OK)],
    ),
    "sore-day": (0, [check(0, 0, 1)], [check(0, 0, 0)]),
    "painful-day": (0, [check(0, 0, 3)], [check(0, 0, 2)]),
    "very-painful-day": (0, [check(0, 0, 6)], [check(0, 0, 5)]),
    "swollen": (0, [check(0, swelling="mild")], [check(0, swelling="none")]),
    "exercise-twinge": (0, [exercise(0, 1)], [exercise(0, 0)]),
    "exercise-pain": (2, [exercise(0, 1), exercise(2, 1)], [exercise(0, 0), exercise(2, 1)]),
    "long-run-spike": (0, [free_runner(), run(0, km=11.1)], [free_runner(), run(0, km=11)]),
    "weekly-jump": (0, [run(-7, km=10), run(0, km=11.1)], [run(-7, km=10), run(0, km=11)]),
    "hills-too-soon": (0, [ladder(), run(0, terrain="hilly")], [ladder(), run(0, terrain="rolling")]),
    "no-rest-day": (1, [ladder(), run(0), run(1)], [ladder(), run(-1), run(1)]),
    "against-advice": (0, [ladder(4), run(0, 25.1)], [ladder(4), run(0, 25)]),
    "exercise-keeps-hurting": (
        6,
        [[exercise(number, pain) for number, pain in ((0, 1), (2, 1), (4, 0), (6, 1))]],
        [[exercise(number, pain) for number, pain in ((0, 1), (2, 0), (4, 0), (6, 1))]],
    ),
    "shoe-worn": (0, [Shoe(name="Road", km=500.1)], [Shoe(name="Road", km=500)]),
    "no-improvement": (
        42,
        [episode(0), good(0, 60), check(0, 0, 6), check(42, 0, 5)],
        [episode(0), good(0, 60), check(0, 0, 6), check(42, 0, 4)],
    ),
    "half-year": (182, [episode(0), check(169, 0, 1)], [episode(0), check(168, 0, 1)]),
}


def test_file_functions_words_and_cases_name_the_same_rules() -> None:
    rules, notes, protocol = {*RULES}, {*NOTES}, "rehab/protocol/protocol.toml"
    assert not rules - {*shipped().rules}, f"a rule without its row [rules.…] in {protocol}"
    assert not {*shipped().rules} - rules, f"a row of {protocol} without a function with @rule in rehab/rules/"
    assert not notes - {*shipped().note_pages}, f"a note without its row [note_pages.…] in {protocol}"
    assert not {*shipped().note_pages} - notes, f"a row of {protocol} without a function with @rule in rehab/rules/"
    assert not (rules | notes) - {*TEMPLATES}, "no template in wording/findings.py"
    assert not {*TEMPLATES} - (rules | notes), "a template in wording/findings.py for no rule"
    assert not (rules | notes) - {*CASES}, "no case in tests/rehab/rules/test_table.py"
    assert not {*CASES} - (rules | notes), "a case in tests/rehab/rules/test_table.py for no rule"


def test_each_function_has_the_name_of_its_row_and_tells_it() -> None:
    for rule in (*RULES.values(), *NOTES.values()):
        assert rule.fires.__doc__, rule.id
        assert rule.fires.__name__.replace("_", "-") == rule.id


def test_each_rule_stands_in_the_file_of_its_section() -> None:
    for rule in (*RULES.values(), *NOTES.values()):
        file = sys.modules[rule.fires.__module__]
        assert rule.section in (file.__doc__ or "").partition(":")[0], rule.id


def found(rule: str, number: int, log: list[Part]) -> bool:
    """Whether it is found of a day: a rule once all that belongs to the day is known, a note on its evening."""
    plan = ask(number + 2 if rule in RULES else number, log)
    told: list[Finding | Note] = [*plan.findings, *plan.notes]
    return any(one.rule == rule and one.date == day(number) for one in told)


@pytest.mark.parametrize("rule", CASES)
def test_it_fires(rule: str) -> None:
    number, fires, _ = CASES[rule]
    assert found(rule, number, fires)


@pytest.mark.parametrize("rule", CASES)
def test_it_does_not(rule: str) -> None:
    number, _, silent = CASES[rule]
    assert not found(rule, number, silent)
