"""What a run says: the rows about a run, under the three tolerances and in each stage.

Unless said otherwise the run is that of day 0 and the runner on the ladder.
"""

from typing import Any

import pytest
from hypothesis import given

from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.rules import RUN_RULES
from itbtui.rehab.rules.runs import fired
from itbtui.rehab.stages.reading import Reading
from tests.support.build import (
    Part,
    ask,
    blank,
    build,
    check,
    free_runner,
    ladder,
    lock,
    number_of,
    rebuild,
    reduce,
    rules_of,
    run,
    said,
    why,
    with_,
)
from tests.support.logs import Story, stories

TOLERANCES = ("standard", "strict", "monitored")
ABOUT_RUNS = tuple(rule.id for rule in RUN_RULES)


def hurt(pain: int, **more: Any) -> dict[str, Any]:
    """Pain that did not grow."""
    return {"pain": pain, "worsened": False, **more}


def mornings(*values: int | str | None) -> list[Part]:
    """Check-ins of days 0, 1 and 2 with daily life at 0; "-" is a day without one."""
    return [
        blank(number) if isinstance(value, str) else check(number, morning=value) for number, value in enumerate(values)
    ]


OK = mornings(0, 0, 0)

RUNS: list[tuple[str, dict[str, Any], list[Part], str]] = [
    # what was logged of the run, the mornings, and what follows: the same thrice, or standard | strict | monitored
    ("nothing hurt", {}, OK, ""),
    ("1 and grew", {"pain": 1, "worsened": True}, OK, "worsened protect"),
    ("2 and grew, gone soon", {"pain": 2, "worsened": True, "settle_h": 0.5}, OK, "worsened protect"),
    ("5 and grew", {"pain": 5, "worsened": True}, OK, "worsened protect"),
    ("3, grew or not unknown", {"pain": 3}, OK, "worsened protect"),
    ("5, grew or not unknown", {"pain": 5}, OK, "worsened protect"),
    ("2, grew or not unknown", {"pain": 2}, OK, "trace hold | trace back-off | trace hold"),
    ("0 and grew", {"worsened": True}, OK, ""),
    ("6", hurt(6), OK, "severe protect"),
    ("10", hurt(10), OK, "severe protect"),
    ("6 and grew", {"pain": 6, "worsened": True}, OK, "worsened protect"),
    ("6, grew or not unknown", {"pain": 6}, OK, "worsened protect"),
    ("limped", {"limped": True}, OK, "limped protect"),
    ("did not limp", {"limped": False}, OK, ""),
    ("4 and limped", hurt(4, limped=True), OK, "limped protect"),
    ("6 and limped", hurt(6, limped=True), OK, "severe protect"),
    ("mild swelling", {"swelling": "mild"}, OK, "swelling protect"),
    ("no swelling", {"swelling": "none"}, OK, ""),
    ("limped, mild swelling", {"limped": True, "swelling": "mild"}, OK, "limped protect"),
    ("mornings 0 3 0", {}, mornings(0, 3, 0), "morning-jump protect"),
    ("mornings 0 8 0", {}, mornings(0, 8, 0), "morning-jump protect"),
    ("mornings 1 4 1", {}, mornings(1, 4, 1), "morning-jump protect"),
    ("mornings - 3 0", {}, mornings("-", 3, 0), "morning-jump protect"),
    ("mornings not asked 3 0", {}, mornings(None, 3, 0), "morning-jump protect"),
    ("mild swelling, 0 3 0", {"swelling": "mild"}, mornings(0, 3, 0), "swelling protect"),
    ("mornings 0 0 1", {}, mornings(0, 0, 1), "still-sore protect"),
    ("mornings 0 1 1", {}, mornings(0, 1, 1), "still-sore protect"),
    ("mornings 1 1 1", {}, mornings(1, 1, 1), ""),
    ("mornings 2 1 1", {}, mornings(2, 1, 1), ""),
    ("mornings 1 1 2", {}, mornings(1, 1, 2), "still-sore protect"),
    ("mornings - 0 1", {}, mornings("-", 0, 1), "still-sore protect"),
    ("mornings 0 - 1", {}, mornings(0, "-", 1), "still-sore protect"),
    ("mornings 0 3 1", {}, mornings(0, 3, 1), "morning-jump protect"),
    ("3", hurt(3), OK, "moderate back-off"),
    ("5", hurt(5), OK, "moderate back-off"),
    ("4 and slow", hurt(4, settle_h=9), OK, "moderate back-off"),
    ("4, 0 2 0", hurt(4), mornings(0, 2, 0), "moderate back-off | morning-after protect | moderate back-off"),
    ("4, 0 3 0", hurt(4), mornings(0, 3, 0), "morning-jump protect"),
    ("4, mornings 0 - 0", hurt(4), mornings(0, "-", 0), "moderate back-off"),
    ("settled in 1 h", {"settle_h": 1}, OK, ""),
    ("settled in 1.5 h", {"settle_h": 1.5}, OK, " | slow-to-settle back-off | "),
    ("settled in 2 h", {"settle_h": 2}, OK, " | slow-to-settle back-off | "),
    ("settled in 2.1 h", {"settle_h": 2.1}, OK, "slow-to-settle back-off"),
    ("2, settled in 3 h", hurt(2, settle_h=3), OK, "slow-to-settle back-off"),
    (
        "settled in 3 h, 0 1 0",
        {"settle_h": 3},
        mornings(0, 1, 0),
        "slow-to-settle back-off | morning-after protect | slow-to-settle back-off",
    ),
    (
        "mornings 0 1 0",
        {},
        mornings(0, 1, 0),
        "morning-after back-off | morning-after protect | morning-after back-off",
    ),
    (
        "mornings 0 2 0",
        {},
        mornings(0, 2, 0),
        "morning-after back-off | morning-after protect | morning-after back-off",
    ),
    (
        "mornings 1 3 1",
        {},
        mornings(1, 3, 1),
        "morning-after back-off | morning-after protect | morning-after back-off",
    ),
    (
        "mornings - 1 0",
        {},
        mornings("-", 1, 0),
        "morning-after back-off | morning-after protect | morning-after back-off",
    ),
    ("mornings 2 2 2", {}, mornings(2, 2, 2), ""),
    ("mornings 2 0 0", {}, mornings(2, 0, 0), ""),
    ("1", hurt(1), OK, "trace hold | trace back-off | trace hold"),
    ("2", hurt(2), OK, "trace hold | trace back-off | trace hold"),
    ("2, gone at once", hurt(2, settle_h=0), OK, "trace hold | trace back-off | "),
    ("2, gone in 1 h", hurt(2, settle_h=1), OK, "trace hold | trace back-off | "),
    ("2, gone in 1.5 h", hurt(2, settle_h=1.5), OK, "trace hold | slow-to-settle back-off | trace hold"),
    ("2, gone in 1 h, 1 1 1", hurt(2, settle_h=1), mornings(1, 1, 1), "trace hold | trace back-off | "),
    ("2, gone in 1 h, 0 - 0", hurt(2, settle_h=1), mornings(0, "-", 0), "trace hold | trace back-off | trace hold"),
    (
        "2, gone in 1 h, 0 1 0",
        hurt(2, settle_h=1),
        mornings(0, 1, 0),
        "morning-after back-off | morning-after protect | morning-after back-off",
    ),
    ("pain relief", {"pain_relief": True}, OK, "masked hold"),
    ("no pain relief", {"pain_relief": False}, OK, ""),
    ("1, pain relief", hurt(1, pain_relief=True), OK, "trace hold | trace back-off | trace hold"),
    ("1, relief, gone", hurt(1, settle_h=1, pain_relief=True), OK, "trace hold | trace back-off | masked hold"),
    ("mornings 0 - 0", {}, mornings(0, "-", 0), "morning-unknown hold"),
    ("mornings 0 not asked 0", {}, mornings(0, None, 0), "morning-unknown hold"),
    ("mornings - 0 0", {}, mornings("-", 0, 0), ""),
    ("pain relief, 0 - 0", {"pain_relief": True}, mornings(0, "-", 0), "masked hold"),
    ("pain in the shin", {"pain_elsewhere": "shin"}, OK, ""),
    ("4, cut short", hurt(4, stopped=True), OK, "moderate back-off"),
    ("hills, hard, old shoes", {"terrain": "downhill", "effort": "hard", "shoe": "old"}, OK, ""),
]


def under(expected: str, tolerance: str) -> list[str]:
    columns = [column.strip() for column in expected.split("|")]
    mine = columns[TOLERANCES.index(tolerance)] if len(columns) > 1 else columns[0]
    return [mine] if mine else []


def about_run(plan: Plan, number: int = 0) -> list[str]:
    """What was found about the runs of a day, as "moderate back-off"."""
    mine = [f for f in plan.findings if f.rule in ABOUT_RUNS and number_of(f.date) == number]
    return [f"{f.rule} {f.verdict}" for f in mine]


@pytest.mark.parametrize("tolerance", TOLERANCES)
@pytest.mark.parametrize("logged, after, expected", [pytest.param(*row, id=name) for name, *row in RUNS])
def test_a_run_gives_its_worst_row(logged: dict[str, Any], after: list[Part], expected: str, tolerance: str) -> None:
    plan = ask(2, ladder(1), run(0, **logged), after, settings=with_(tolerance))
    assert about_run(plan) == under(expected, tolerance)


@pytest.mark.parametrize("logged, after, expected", [pytest.param(*row, id=name) for name, *row in RUNS])
def test_what_was_found_names_its_entries_and_numbers(logged: dict[str, Any], after: list[Part], expected: str) -> None:
    plan = ask(2, ladder(1), run(0, **logged), after)
    for finding in plan.findings:
        known = {"run 0", "check 0", "check 1", "check 2"}
        assert finding.entries and set(finding.entries) <= known
        if finding.rule in ABOUT_RUNS:
            assert "run 0" in finding.entries
        if finding.rule in ("worsened", "severe", "moderate", "trace"):
            assert str(logged["pain"]) in why(finding)
        if finding.rule == "slow-to-settle":
            assert f"{logged['settle_h']:g} h" in why(finding)
        if finding.rule in ("morning-jump", "morning-after"):
            assert "check 1" in finding.entries
        if finding.rule == "still-sore":
            assert "check 2" in finding.entries
        assert why(finding)


# --- what belongs to which run ------------------------------------------------------------

SEVERAL: list[tuple[str, list[Part], dict[int, str]]] = [
    # the runs and the days after, and what is found about the runs of each day
    ("each run of a day by its own figures", [run(0, **hurt(4)), run(0, no="b", limped=True)], {0: "limped, moderate"}),
    ("two clean runs of a day", [run(0), run(0, no="b")], {0: ""}),
    ("a later run takes the morning", [run(0), run(1), check(2, morning=1)], {0: "", 1: "morning-after"}),
    ("a run of that morning's day does not", [run(0), run(2), check(2, morning=1)], {0: "still-sore", 2: ""}),
    ("day 1's morning is day 0's", [run(0), run(1), check(1, morning=1)], {0: "morning-after", 1: ""}),
    ("a morning on day 3 is no run's", [run(0), check(3, morning=4)], {0: ""}),
]


@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in SEVERAL])
def test_what_follows_a_run_belongs_to_it(logged: list[Part], expected: dict[int, str]) -> None:
    plan = ask(4, ladder(), logged)
    rules = {number: [found.split()[0] for found in about_run(plan, number)] for number in expected}
    assert {number: ", ".join(sorted(names)) for number, names in rules.items()} == expected


# --- which stage reads which row -------------------------------------------------------------

STAGES: list[tuple[str, list[Part], int, bool, bool]] = [
    # a stage, its log, the day of the run; masked and morning-unknown are read; first-mile is read
    ("free", free_runner(), 0, False, True),
    ("reduce", reduce(), 2, True, True),
    ("protect", [ladder(), run(0, limped=True)], 2, False, False),
    ("rebuild", rebuild(), 0, False, False),
    ("ladder", ladder(), 0, True, False),
    ("build", build(), 0, True, False),
    ("locked", [ladder(), lock(-1)], 0, False, False),
]
BY_STAGE = pytest.mark.parametrize(
    "stage, log, number, unconfirmed, first_mile", [pytest.param(*row, id=row[0]) for row in STAGES]
)


@BY_STAGE
def test_unconfirmed_rows_by_stage(
    stage: str, log: list[Part], number: int, unconfirmed: bool, first_mile: bool
) -> None:
    assert ask(number, log).stage == stage
    masked = ask(number + 1, log, run(number, pain_relief=True))
    assert ("masked" in rules_of(masked, number)) is unconfirmed
    unknown = ask(number, log, run(number))
    assert ("morning-unknown" in rules_of(unknown, number)) is unconfirmed


@BY_STAGE
def test_first_mile_by_stage(stage: str, log: list[Part], number: int, unconfirmed: bool, first_mile: bool) -> None:
    plan = ask(number + 1, log, run(number, **hurt(1, onset_km=1)))
    assert about_run(plan, number) == ["first-mile protect" if first_mile else "trace hold"]


def test_a_run_that_is_only_masked_opens_no_episode() -> None:
    assert said(ask(1, free_runner(), run(0, 50, pain_relief=True))) == "free: run"


FIRST_MILE: list[tuple[str, dict[str, Any], str]] = [
    # 10 km in 50 min by a free runner
    ("from km 1.6", hurt(1, onset_km=1.6), "first-mile protect"),
    ("from km 1.7", hurt(1, onset_km=1.7), "trace hold | trace back-off | trace hold"),
    ("from the start", hurt(1, onset_km=0), "first-mile protect"),
    ("from minute 8, km 1.6", hurt(1, onset_min=8), "first-mile protect"),
    ("from minute 8.5, km 1.7", hurt(1, onset_min=8.5), "trace hold | trace back-off | trace hold"),
    ("the kilometre counts first", hurt(1, onset_km=3, onset_min=2), "trace hold | trace back-off | trace hold"),
    ("no pace, from minute 2", hurt(1, onset_min=2, minutes=None), "trace hold | trace back-off | trace hold"),
    ("onset unknown", hurt(2), "trace hold | trace back-off | trace hold"),
    ("1, settled in 3 h", hurt(1, settle_h=3), "first-mile protect"),
    ("1, settled in 1.5 h", hurt(1, settle_h=1.5), "trace hold | first-mile protect | trace hold"),
    ("0, settled in 3 h", {"settle_h": 3}, "slow-to-settle back-off"),
    ("4, settled in 3 h", hurt(4, settle_h=3), "first-mile protect"),
    ("4 from km 1", hurt(4, onset_km=1), "first-mile protect"),
    ("6 from km 1: after the rows of a run", hurt(6, onset_km=1), "severe protect"),
    ("1, gone at once, from km 1", hurt(1, onset_km=1, settle_h=0), "first-mile protect"),
]


@pytest.mark.parametrize("tolerance", TOLERANCES)
@pytest.mark.parametrize("logged, expected", [pytest.param(*row, id=name) for name, *row in FIRST_MILE])
def test_pain_within_the_first_mile(logged: dict[str, Any], expected: str, tolerance: str) -> None:
    plan = ask(1, free_runner(), run(0, **{"minutes": 50, "km": 10, **logged}), settings=with_(tolerance))
    assert about_run(plan) == under(expected, tolerance)


# --- onset and the caps made from it ------------------------------------------------------------

ONSETS: list[tuple[str, dict[str, Any], int | None]] = [
    # where the pain began in 10 km of 50 min, and how many minutes a run may have then
    ("minute 40", {"onset_min": 40}, 32),
    ("minute 39.9 counts as 39", {"onset_min": 39.9}, 31),
    ("km 4 of 10, minute 20", {"onset_km": 4}, 16),
    ("km 4.5, minute 22.5 counts as 22", {"onset_km": 4.5}, 17),
    ("the minute counts first", {"onset_min": 40, "onset_km": 4}, 32),
    ("km 4 without minutes", {"onset_km": 4, "minutes": None}, None),
    ("unknown", {}, None),
]


@pytest.mark.parametrize("onset, minutes", [pytest.param(*row, id=name) for name, *row in ONSETS])
def test_a_run_stays_below_the_earliest_pain(onset: dict[str, Any], minutes: int | None) -> None:
    plan = ask(2, free_runner(), run(0, **{"minutes": 50, "km": 10, **hurt(2), **onset}))
    assert (str(plan.stage), plan.running.allowed, plan.running.minutes) == ("reduce", True, minutes)


def test_the_smallest_onset_of_the_episode_counts() -> None:
    log: list[Part] = [free_runner(), run(0, 50, **hurt(2, onset_min=40)), run(2, 30, **hurt(2, onset_min=25))]
    assert ask(4, log).running.minutes == 20
    assert ask(8, log, run(4, 20), run(6, 20, **hurt(1, onset_min=35))).running.minutes == 20


@given(stories())
def test_where_nothing_hurt_the_rows_about_pain_need_not_be_asked(story: Story) -> None:
    reading = Reading(story.log, story.settings, shipped())
    for number in reading.run_days:
        rows = [
            fired(about, reading.given, RUN_RULES)
            for about in reading.about(number)
            if about.run.id not in reading.locking
        ]
        judged = [f for f in reading.judge(number, without=()) if f not in reading.locking.values()]
        assert judged == [found[0] for found in rows if found]
