"""On a run on which no row can fire none is asked: what is read of it is what all rows would say."""

import pytest
from hypothesis import given

from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import Tolerance, shipped
from itbtui.rehab.stages.reading import Reading, RunDay
from tests.support.build import Part, blank, check, good, log_of, run
from tests.support.logs import Story, stories


def read(log: Log, settings: Settings) -> list[RunDay]:
    return [ran._replace(fired=[*ran.fired]) for ran in Reading(log, settings, shipped()).ran]


def agree(log: Log, settings: Settings) -> None:
    shortly = read(log, settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reading, "_is_plain", lambda *_: False)
        assert shortly == read(log, settings)


@given(stories())
def test_all_rows_say_nothing_of_a_run_of_which_none_is_asked(story: Story) -> None:
    agree(story.log, story.settings)


NOT_PLAIN: dict[str, list[Part]] = {
    "pain relief": [run(0, pain_relief=True)],
    "no morning after": [run(0), blank(1)],
    "a morning that is tolerated": [run(0), check(1, 1)],
    "a second morning that is tolerated": [run(0), check(2, 1)],
    "a painful day": [run(0), check(1, 0, 4)],
}


@pytest.mark.parametrize("parts", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_a_run_on_which_a_row_may_fire(parts: list[Part]) -> None:
    for tolerance in Tolerance:
        agree(log_of(good(-5, 5), parts), Settings(tolerance=tolerance))
