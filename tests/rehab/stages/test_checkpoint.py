"""Going on from a checkpoint leads where the whole log leads, whatever is logged after it."""

import datetime as dt
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from itbtui.data.header import read_header
from itbtui.data.store import Store, StoreError
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Episode, Run, Session, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import plan, plan_of
from itbtui.rehab.protocol.figures import Tolerance, shipped
from itbtui.rehab.stages import checkpoint
from itbtui.rehab.stages.checkpoint import Checkpoint
from itbtui.rehab.stages.replay import OPEN_DAYS, replay
from itbtui.rehab.stages.standing import Standing
from tests.support.build import Part, check, day, entries_of, good, ladder, log_of, run, session, walk
from tests.support.logs import Story, any_day, dated, stories


def lately(log: Log, since: dt.date) -> Log:
    """The log without what was logged of the days before."""
    of_days = (Run, CheckIn, Session, CrossTraining)
    return Log.of((e for e in log.entries() if not isinstance(e, of_days) or e.date >= since), since.toordinal())


def earlier(log: Log, days: int) -> list[Entry]:
    """The same entries so many days before."""
    moved: list[Entry] = []
    for entry in log.entries():
        dates = {name: value for name in ("date", "began", "ended") if (value := vars(entry).get(name)) is not None}
        later = {name: value - dt.timedelta(days=days) for name, value in dates.items()}
        moved.append(replace(entry, id=f"earlier {entry.id}", **later))
    return moved


def gone_on(kept: Checkpoint, log: Log, preferred: Settings, number: int) -> Standing:
    """Where a checkpoint leads to, as the store keeps it."""
    again = Checkpoint.from_json(kept.to_json())
    assert again
    return replay(log, preferred, day(number), shipped(), again.standing(log, preferred, shipped()))


def after(past: Log, days: int, log: Log) -> list[Entry]:
    """One log after the other, which began so many days earlier; a day has one check-in."""
    taken = {entry.date for entry in log.check_ins}
    return [*(e for e in earlier(past, days) if not isinstance(e, CheckIn) or e.date not in taken), *log.entries()]


def opened(log: Log) -> list[Episode]:
    """An episode that the runner has opened on the first day of a log, and that nothing has ended."""
    return [Episode(id="opened", began=min(map(dated, log.entries())), side="left")] if len(log) else []


@settings(max_examples=25)
@given(stories(), st.integers(90, 250), stories(most=20), st.booleans(), st.data())
def test_the_plan_is_the_same_from_a_checkpoint(
    past: Story, days: int, story: Story, is_open: bool, data: st.DataObject
) -> None:
    """However much was logged before, and with whatever outcome; also in an episode that has long been open."""
    entries = after(past.log, days, story.log)
    log, number = Log.of([*entries, *(opened(Log.of(entries)) if is_open else [])]), story.last
    kept = Checkpoint.of(replay(log, story.settings, day(number), shipped()))
    assume(kept)
    assert kept
    for _ in range(3):
        # Whatever comes later, or is changed after the days it rests on.
        changed = data.draw(st.integers(number - 11, number + 8))
        if day(changed) > kept.rests_on:
            others = [entry for entry in log.entries() if dated(entry) != day(changed)]
            log = Log.of(entries_of(others, data.draw(any_day(changed))))
        number += data.draw(st.sampled_from([0, 0, 1, 2, 7, 40, -3]))
        found = gone_on(kept, lately(log, kept.since), story.settings, number)
        assert plan_of(found) == plan(log, story.settings, day(number), shipped())
        assert found.reading.hurt_last == replay(log, story.settings, day(number), shipped()).reading.hurt_last


@given(stories())
def test_what_is_written_is_read_back_the_same(story: Story) -> None:
    kept = Checkpoint.of(replay(story.log, story.settings, day(story.last + 20), shipped()))
    assert kept
    again = Checkpoint.from_json(kept.to_json())
    assert again == kept
    assert again.state.episode is (again.state.episodes[-1] if again.state.episodes else None)


def test_one_of_another_version_is_none() -> None:
    kept = Checkpoint.of(replay(log_of(ladder()), Settings(), day(0), shipped()))
    assert kept
    assert Checkpoint.from_json(replace(kept, version=0).to_json()) is None


def far_back() -> list[Log]:
    """Logs of which the plan of day 50 rests on what lies as far before the first day that is lived again as any rule
    looks."""
    first = 50 - OPEN_DAYS + 1
    usual: list[Part] = [good(-200, 50), [run(number, km=5) for number in range(-200, first, 3)]]
    hurt = run(first, km=10.5, pain=4, worsened=True)
    return [log_of([*usual, run(first - 29, km=10), hurt]), log_of([*usual, run(first - 27, km=40), hurt])]


@pytest.mark.parametrize("log", far_back(), ids=["the longest run", "the usual week"])
def test_it_looks_back_as_far_as_the_rules_do(log: Log) -> None:
    kept = Checkpoint.of(replay(log, Settings(), day(50), shipped()))
    assert kept
    assert plan_of(gone_on(kept, lately(log, kept.since), Settings(), 50)) == plan(log, Settings(), day(50), shipped())


@pytest.mark.parametrize("days", [10, 20, 26, 28])
def test_with_less_another_plan_comes_out(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "looks_back_days", lambda _: days)
    with pytest.raises(AssertionError):
        test_it_looks_back_as_far_as_the_rules_do(far_back()[0])


# --- in the database ------------------------------------------------------------------------


@settings(max_examples=15)
@given(stories(), st.integers(90, 250), stories(most=20), st.data())
def test_a_checkpoint_is_gone_once_it_would_mislead(past: Story, days: int, story: Story, data: st.DataObject) -> None:
    log, number = Log.of(after(past.log, days, story.log)), story.last
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "log.db") as store:
        store.save(*log.entries(), label="all")
        kept = Checkpoint.of(replay(log, story.settings, day(number), shipped()))
        assume(kept)
        assert kept
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
            standing = gone_on(*found, story.settings, number)
            assert plan_of(standing) == plan(store.log(), story.settings, day(number), shipped())


@cache
def most_of_a_year() -> bytes:
    """The file of a log with a checkpoint in it."""
    runs, sessions = range(-300, 1, 2), range(-300, 1, 3)
    good_days: list[Part] = [good(-300, 0), check(-60, flags=("tingling",))]
    log = Log.of(entries_of(good_days, [run(n) for n in runs], [session(n) for n in sessions]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        with Store.open(path) as store:
            store.save(*log.entries(), label="all")
            kept = Checkpoint.of(replay(log, Settings(), day(0), shipped()))
            assert kept
            store.keep(kept, Settings())
        return path.read_bytes()


def marked(folder: Path) -> Store:
    path = folder / "log.db"
    path.write_bytes(most_of_a_year())
    return Store.open(path)


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
            assert db.execute("select * from bookmark").fetchall() == []
        assert store.lately(Settings()) is None


def past_the_triggers(db: sqlite3.Connection, change: str) -> None:
    triggers = db.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"drop trigger {name}")
    assert db.execute(change).rowcount
    for _, sql in triggers:
        db.execute(sql)


@pytest.mark.parametrize("change", [*CHANGES, "update bookmark set standing = replace(standing, ':0', ':1')"])
def test_what_no_trigger_has_seen_is_found_all_the_same(change: str, tmp_path: Path) -> None:
    with marked(tmp_path) as store:
        store.save(*entries_of(run(1)), label="a day")
        assert store.lately(Settings())
        with closing(sqlite3.connect(tmp_path / "log.db")) as db, db:
            past_the_triggers(db, change)
            assert len(db.execute("select * from bookmark").fetchall()) == 1
        assert store.lately(Settings()) is None
        store.save(*entries_of(run(2)), label="a day")
        assert store.lately(Settings()) is None


def test_one_kept_while_another_program_has_the_log_in_wal_is_none(tmp_path: Path) -> None:
    """SQLite counts no transactions there, so nobody could tell afterwards that rows were changed."""
    with marked(tmp_path) as store:
        with closing(sqlite3.connect(tmp_path / "log.db")) as db:
            db.execute("pragma journal_mode = wal")
            db.execute("select 1 from runs").fetchone()
            kept = Checkpoint.of(replay(store.log(), Settings(), day(0), shipped()))
            assert kept
            store.keep(kept, Settings())
            with db:
                db.execute("update bookmark set standing = replace(standing, ':0', ':1')")
            db.execute("pragma wal_checkpoint(truncate)")
        assert store.lately(Settings()) is None
        store.keep(kept, Settings())
        assert store.lately(Settings())
    assert not read_header(tmp_path / "log.db").wal


def test_one_of_another_log_is_none_of_this(tmp_path: Path) -> None:
    with marked(tmp_path) as store, Store.open(tmp_path / "other.db") as other:
        for number in range(20):
            other.save(*entries_of(run(number)), label="a day")
            with closing(sqlite3.connect(tmp_path / "other.db")) as db, db:
                db.execute("attach ? as there", [str(store.path)])
                db.execute("delete from bookmark")
                db.execute("insert into bookmark select * from there.bookmark")
            assert other.lately(Settings()) is None


@pytest.mark.parametrize("text", ["{}", "soon", "[]", '{"version": 1}'])
def test_without_one_that_can_be_read_the_whole_log_is(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITBTUI_NOW", "2026-03-21")
    with marked(tmp_path) as store:
        logbook = Logbook(store, tmp_path / "settings.toml")
        known = plan_of(logbook.standing_on(day(1)))
        with closing(sqlite3.connect(tmp_path / "log.db")) as db, db:
            db.execute("update bookmark set standing = ?", [text])
        assert store.lately(Settings()) is None
        assert plan_of(logbook.standing_on(day(1))) == known
        logbook.read_rest()
        logbook.keep_checkpoint()
        assert store.lately(Settings())


def test_what_comes_after_leaves_it_and_other_settings_do_not_use_it(tmp_path: Path) -> None:
    with marked(tmp_path) as store:
        store.save(*entries_of(run(1), check(1), session(1), walk(1)), label="a day")
        found = store.lately(Settings())
        assert found is not None
        assert len(found[1]) < len(store.log()) / 2
        assert store.lately(Settings(tolerance=Tolerance.STRICT)) is None
        assert store.lately(Settings())
