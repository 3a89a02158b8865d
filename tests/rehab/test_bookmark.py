"""Going on from a bookmark leads where the whole log leads, whatever is logged after it."""

import datetime as dt
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from build import check, day, entries_of, good, run, session, walk
from hypothesis import given, settings
from hypothesis import strategies as st
from logs import Story, any_day, dated, stories

from itbtui.data.standings import mark, standing_for_plan, standing_lately
from itbtui.data.store import Store, StoreError
from itbtui.rehab.bookmark import PLAIN, bookmark, take_up
from itbtui.rehab.entries import CheckIn, CrossTraining, Entry, Run, Session, Settings
from itbtui.rehab.log import Log
from itbtui.rehab.plan import plan, plan_of
from itbtui.rehab.protocol import Tolerance, protocol
from itbtui.rehab.replay import replay
from itbtui.rehab.words import Manner, speak


def lately(log: Log, since: dt.date) -> Log:
    """The log without what was logged of the days before."""
    of_days = (Run, CheckIn, Session, CrossTraining)
    return Log.of(e for e in log.entries() if not isinstance(e, of_days) or e.date >= since)


def earlier(log: Log, days: int) -> list[Entry]:
    """The same entries so many days before."""
    moved: list[Entry] = []
    for entry in log.entries():
        dates = {name: value for name in ("date", "began", "ended") if (value := vars(entry).get(name)) is not None}
        later = {name: value - dt.timedelta(days=days) for name, value in dates.items()}
        moved.append(replace(entry, id=f"earlier {entry.id}", **later))
    return moved


def after(past: Log, days: int, log: Log) -> list[Entry]:
    """One log after the other, which began so many days earlier; a day has one check-in."""
    taken = {entry.date for entry in log.check_ins}
    return [*(e for e in earlier(past, days) if not isinstance(e, CheckIn) or e.date not in taken), *log.entries()]


@settings(max_examples=25)
@given(stories(), st.integers(90, 250), stories(most=20), st.data())
def test_the_plan_is_the_same_from_a_bookmark(past: Story, days: int, story: Story, data: st.DataObject) -> None:
    """However much was logged before, and with whatever outcome."""
    log, number = Log.of(after(past.log, days, story.log)), story.last
    kept = bookmark(replay(log, story.settings, day(number), protocol()))
    if kept is None:
        return
    for _ in range(3):
        # Whatever comes later, or is changed after the days it rests on.
        changed = data.draw(st.integers(number - 11, number + 8))
        if day(changed) > kept.rests_on:
            others = [entry for entry in log.entries() if dated(entry) != day(changed)]
            log = Log.of(entries_of(others, data.draw(any_day(changed))))
        number += data.draw(st.sampled_from([0, 0, 1, 2, 7, 40, -3]))
        found = take_up(kept, lately(log, kept.since), story.settings, day(number), protocol())
        assert found is not None
        assert plan_of(found) == plan(log, story.settings, day(number))
        assert found.reading.hurt_last == replay(log, story.settings, day(number), protocol()).reading.hurt_last


def test_all_that_a_standing_says_is_kept() -> None:
    """A new attribute has to be kept, or to follow from the log."""
    follows = {"log", "settings", "protocol", "reading", "routine", "exercises", "settled", "runs_seen"}
    told = {
        "stage",
        "bout",
        "bouts",
        "protect",
        "ladder",
        "waits",
        "protects",
        "back_offs",
        "findings",
        "notes",
        "course",
    }
    assert vars(replay(Log(), Settings(), day(0), protocol())).keys() == {*PLAIN, *follows, *told}


# --- in the database ------------------------------------------------------------------------


@settings(max_examples=15)
@given(stories(), st.integers(90, 250), stories(most=20), st.data())
def test_a_bookmark_is_gone_once_it_would_mislead(past: Story, days: int, story: Story, data: st.DataObject) -> None:
    log, number = Log.of(after(past.log, days, story.log)), story.last
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "log.db") as store:
        store.save(*log.entries(), label="all")
        kept = bookmark(replay(log, story.settings, day(number), protocol()))
        if kept is None:
            return
        store.keep(kept, story.settings)
        for _ in range(3):
            changed = data.draw(st.integers(number - 20, number + 5))
            gone = [entry for entry in store.log().entries() if dated(entry) == day(changed)]
            with suppress(StoreError):
                store.remove(*gone, label="gone")
                store.save(*entries_of(data.draw(any_day(changed))), label="new")
            if data.draw(st.booleans()):
                store.undo()
            found = store.lately(story.settings)
            if found is None:
                return
            standing = take_up(*found, story.settings, day(number), protocol())
            assert standing is not None
            assert plan_of(standing) == plan(store.log(), story.settings, day(number))


def marked(folder: Path) -> Store:
    """A log of most of a year, with a bookmark in it."""
    runs, sessions = range(-300, 1, 2), range(-300, 1, 3)
    good_days = [good(-300, 0), check(-60, flags=("tingling",))]
    log = Log.of(entries_of(good_days, [run(n) for n in runs], [session(n) for n in sessions]))
    store = Store.open(folder / "log.db")
    store.save(*log.entries(), label="all")
    kept = bookmark(replay(log, Settings(), day(0), protocol()))
    assert kept
    store.keep(kept, Settings())
    return store


CHANGES = [
    "update runs set pain = 5 where date < '2026-01-01'",
    "update runs set date = '2026-01-01' where date = '2026-03-01'",
    "delete from check_ins where date = '2026-01-01'",
    "delete from check_in_flags where check_in_id = 'check -60'",
    "update session_exercises set pain = 4 where session_id = 'session -60'",
    "delete from session_sets where session_id = 'session -60'",
    "insert into cross_training (id, date, kind, minutes) values ('x', '2026-01-01', 'walk', 30)",
    "insert into clearances (id, date) values ('x', '2026-01-01')",
    "insert into waiting (id, date, distance_km) values ('x', '2026-01-01', 5)",
    "insert into episodes (id, began, side) values ('x', '2026-01-01', 'left')",
    "insert into exercises (id, name, kind, reps, sides) values ('x', 'Wall sit', 'strength', 10, 'together')",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_by_hand_throws_it_away_too(change: str, tmp_path: Path) -> None:
    with marked(tmp_path) as store:
        assert store.lately(Settings())
        with closing(sqlite3.connect(tmp_path / "log.db")) as db, db:
            assert db.execute(change).rowcount
        assert store.lately(Settings()) is None


@pytest.mark.parametrize("change", ["standing = '{}'", "standing = 'soon'", "rests_on = 'soon'", "since = ''"])
def test_without_one_that_can_be_read_the_whole_log_is(change: str, tmp_path: Path) -> None:
    with marked(tmp_path) as store:
        known = plan_of(standing_for_plan(store, Settings(), day(1)))
        with closing(sqlite3.connect(tmp_path / "log.db")) as db, db:
            db.execute(f"update bookmark set {change}")
        assert standing_lately(store, Settings(), day(1)) is None
        assert plan_of(standing_for_plan(store, Settings(), day(1))) == known
        mark(store, replay(store.log(), Settings(), day(20), protocol()))
        assert standing_lately(store, Settings(), day(20))


def test_what_comes_after_leaves_it_and_other_settings_or_words_do_not_use_it(tmp_path: Path) -> None:
    with marked(tmp_path) as store:
        store.save(*entries_of(run(1), check(1), session(1), walk(1)), label="a day")
        found = store.lately(Settings())
        assert found is not None
        assert len(found[1]) < len(store.log()) / 2
        assert store.lately(Settings(tolerance=Tolerance.STRICT)) is None
        speak(Manner(dates="iso"))
        assert store.lately(Settings()) is None
