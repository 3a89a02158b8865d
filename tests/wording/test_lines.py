"""The plain lines: a status for every stage, and words for what is not known."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itbtui.charts.drawing import chart
from itbtui.measures import Manner
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from itbtui.reports.markdown import as_markdown
from itbtui.wording import lines as said_lines
from itbtui.wording.glance import days, findings_by_entry, run_glance
from itbtui.wording.report import default_window, report
from tests.support.build import (
    Part,
    ask,
    blank,
    build,
    check,
    day,
    exercise,
    free_runner,
    ladder,
    lock,
    log_of,
    rebuild,
    run,
    walk,
)
from tests.support.logs import Story, stories

KM, MILES = Manner("km"), Manner("mi")


def stand(number: int, *parts: Part) -> Standing:
    return replay(log_of(*parts), Settings(), day(number), shipped())


def status(number: int, *parts: Part, say: Manner = KM) -> str:
    standing = stand(number, *parts)
    return said_lines.status_line(standing, plan_of(standing), say)


@pytest.mark.parametrize(
    ("number", "parts", "says"),
    [
        (0, [], "nothing logged yet"),
        (-1, [free_runner()], "run ok"),
        (0, [ladder()], "run ok · 20 min · rolling, strength and stretches due"),
        (0, [ladder(), run(0, 20)], "ran 4 km · next Tue 3 Mar · rolling, strength and stretches due"),
        (0, [ladder(), blank(0)], "run ok · 20 min · check-in open · rolling, strength and stretches due"),
        (1, [ladder(), run(0, 20, pain=4, worsened=False)], "no run · next Wed 4 Mar · strength and stretches due"),
        (4, [ladder(), run(0, 20, pain=2, worsened=True), blank(4)], "no run · check-in open"),
        (5, [ladder(), run(0, 20, pain=2, worsened=True), blank(3, 4)], "no run · 1 of 3 pain-free days"),
        (0, [rebuild()], "no run · 1 of 3 gates met"),
        (0, [rebuild(), lock()], "no run · see a clinician"),
        (0, [build()], "run ok · 6 km"),
    ],
)  # fmt: skip
def test_a_day_in_one_short_line(number: int, parts: list[Part], says: str) -> None:
    said = status(number, *parts)
    assert said.startswith(says), said
    assert "\n" not in said and len(said) <= 80


def test_a_status_in_miles() -> None:
    assert "ran 2.49 mi" in status(0, ladder(), run(0, 20), say=MILES)


def lines(number: int, *parts: Part) -> list[str]:
    standing = stand(number, *parts)
    return list(said_lines.today_lines(standing, plan_of(standing), KM, shipped().pauses))


def test_today_has_the_answer_first_then_why_then_what_is_needed() -> None:
    told = lines(2, ladder(), run(0, 20, pain=4, worsened=False), blank(1, 2))
    assert told[0] == "Tue 3 Mar: No run today."
    labels = [line.partition(":")[0] for line in told[1:]]
    order = ["Why", "Next run", "Needs", "Stage", "Ladder", "Check-in"]
    assert [label for label in dict.fromkeys(labels) if label in order] == order
    assert "Check-in: open, this morning, not logged." in told


def test_what_was_not_logged_is_called_so() -> None:
    standing = stand(0, free_runner(), blank(0, -1), walk(-1, 30, pain=None), exercise(-1, None), run(0, None, km=5))
    yesterday, today = days(standing, plan_of(standing), 2)
    assert said_lines.day_line(yesterday, KM) == (
        "Sat 28 Feb: no run; morning not logged; daily life not logged; walk 30 min, pain not logged; "
        "1 exercise, pain not logged."
    )
    assert said_lines.day_line(today, KM).startswith(
        "Sun 1 Mar: run 5 km, minutes not logged, pain 0; morning not logged;"
    )
    (ran,) = (run for run in standing.log.runs if run.date == day(0))
    said = said_lines.run_line(run_glance(standing, ran, findings_by_entry(standing)), KM)
    assert said.startswith("Sun 1 Mar 2026: 5 km, minutes not logged, pain 0, next morning not logged;")


def test_a_run_with_its_onset_and_its_verdict() -> None:
    standing = stand(1, ladder(), check(1, 1), run(0, 20, pain=4, worsened=False, onset_min=12))
    ran = standing.log.runs[-1]
    assert said_lines.run_line(run_glance(standing, ran, findings_by_entry(standing)), KM) == (
        "Sun 1 Mar 2026: 4 km, 20 min, 5:00 a km, pain 4 from minute 12, next morning 1; "
        "back-off (moderate): pain 4 in the run, and it did not grow."
    )


def test_the_plain_answer_is_the_plans() -> None:
    for number in range(-3, 12):
        parts: list[Part] = [ladder(), run(0, 20, pain=4, worsened=False)]
        allowed = ask(number, *parts).running.allowed
        assert status(number, *parts).startswith(("run ok", "more ok", "ran") if allowed else ("no run", "ran"))


@given(stories(most=6), st.sampled_from([KM, MILES]), st.integers(0, 4000))
def test_every_log_has_its_words_and_its_page(story: Story, say: Manner, later: int) -> None:
    standing = replay(story.log, story.settings, day(story.last + later), shipped())
    plan = plan_of(standing)
    pauses = shipped().pauses
    told = [*said_lines.today_lines(standing, plan, say, pauses), said_lines.status_line(standing, plan, say)]
    told += [said_lines.day_line(glance, say) for glance in days(standing, plan, 7)]
    findings = findings_by_entry(standing)
    told += [said_lines.run_line(run_glance(standing, run, findings), say) for run in standing.log.runs]
    assert all(line and "None" not in line and line == line.strip() for line in told)
    json.dumps([said_lines.today_json(standing, plan, say, pauses), said_lines.status_json(standing, plan, say)])
    page = report(standing, default_window(standing), say)
    assert "no diagnosis" in as_markdown(page)
    ElementTree.fromstring(chart(page.trend, page.window, say, ["words"]))
