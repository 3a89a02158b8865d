"""The log as a whole: what a change of it leaves as it was."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from itbtui.rehab.log.entries import CheckIn, Dated
from itbtui.rehab.log.log import LISTS, Log
from tests.support.logs import Story, stories


@given(stories(), st.data())
def test_the_days_of_a_changed_log_are_those_of_a_new_one(story: Story, data: st.DataObject) -> None:
    entries = [*story.log.entries()]
    chosen = st.lists(st.sampled_from(entries), unique_by=id, max_size=4)
    come, gone = data.draw(chosen), data.draw(chosen)
    before = Log.of(entry for entry in entries if entry not in come)
    dates = [entry.date for entry in entries if isinstance(entry, Dated)]
    moved = [
        replace(entry, date=data.draw(st.sampled_from(dates)))
        for entry in gone
        if entry not in come and isinstance(entry, Dated) and not isinstance(entry, CheckIn)
    ]
    assert before.days == Log.of(before.entries()).days
    after = before.changed([*come, *moved], [(LISTS[type(entry)], entry.id) for entry in (*come, *gone)])
    assert "days" in vars(after)
    assert after.days == Log.of(after.entries()).days
