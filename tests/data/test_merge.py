"""Two logs made one: the same whichever is merged into which, legal, and with nothing lost that was newer."""

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itbtui.data import backups, journal
from itbtui.data.errors import RefusedError
from itbtui.data.exchange import own
from itbtui.data.merge import Version, Versions, merge, merged
from itbtui.data.rows import SETTINGS as SETTINGS_ID
from itbtui.data.stamps import Stamp, after, utc_text
from itbtui.data.store import Store, StoreError
from itbtui.logbook.soundness import examine, versions_in
from itbtui.rehab.log.entries import (
    CheckIn,
    Entry,
    Episode,
    ExerciseDone,
    OwnExercise,
    Progression,
    Run,
    Session,
    Settings,
    WaitingRun,
)
from itbtui.rehab.log.log import LISTS, Log
from tests.support.empty import empty_log
from tests.support.legal import ENTRIES, LOGS, OWN, SETTINGS, SIDES, one_of_each, together

DAY = dt.date(2026, 3, 1)
MOMENTS = st.sampled_from(["", "1", "2", "20", "3"])


def at(item: Entry | Settings, moment: str) -> Version:
    name = SETTINGS_ID if isinstance(item, Settings) else LISTS[type(item)]
    return Version(item, Stamp(name, moment, False))


def gone(item: Entry, moment: str) -> Version:
    return Version(None, Stamp(LISTS[type(item)], moment, True))


def versions(*of: tuple[Entry, str]) -> dict[str, Version]:
    return {entry.id: at(entry, moment) for entry, moment in of}


def items(found: Versions) -> list[Entry]:
    return [version.item for version in found.values() if isinstance(version.item, Entry)]


DAYS = st.sampled_from([DAY, DAY + dt.timedelta(days=1)])
ANSWER = st.sampled_from([None, 0, 1])
OF_A_DAY = st.builds(
    CheckIn,
    id=st.sampled_from(["check a", "check b"]),
    date=DAYS,
    morning=ANSWER,
    daily=ANSWER,
    flags=st.sampled_from([(), ("locking",), ("tingling", "locking")]),
) | st.builds(Episode, id=st.sampled_from(["episode a", "episode b"]), began=DAYS, side=SIDES, baseline_km=ANSWER)
"""Entries of which there is one a day; two devices have them by other ids."""


@st.composite
def two_logs(draw: st.DrawFn) -> tuple[dict[str, Version], dict[str, Version]]:
    """Two that began as one, and in each of which some was then added, changed, dated anew and deleted."""
    common = draw(LOGS)
    sides = []
    for _ in range(2):
        entries = {entry.id: entry for entry in common.entries()}
        deleted: list[Entry] = []
        for entry in draw(st.lists(ENTRIES, max_size=4)):
            ids = st.sampled_from([entry.id, *(other.id for other in entries.values() if type(other) is type(entry))])
            changed = replace(entry, id=draw(ids))
            entries[changed.id] = changed
        entries |= {entry.id: entry for entry in draw(st.lists(OF_A_DAY, max_size=3))}
        whole = [*OWN, *together(entry for entry in entries.values() if entry not in OWN)]
        for entry in draw(st.lists(st.sampled_from(whole), max_size=3, unique_by=lambda entry: entry.id)):
            if not isinstance(entry, OwnExercise):
                whole.remove(entry)
                deleted.append(entry)
        side = {entry.id: at(entry, draw(MOMENTS)) for entry in whole}
        side |= {entry.id: gone(entry, draw(MOMENTS)) for entry in deleted}
        named = {done.exercise for entry in whole if isinstance(entry, Session) for done in entry.exercises}
        for exercise in OWN:
            if exercise.id not in named and draw(st.booleans()):
                side[exercise.id] = gone(exercise, draw(MOMENTS))
        if draw(st.booleans()):
            side[SETTINGS_ID] = at(draw(SETTINGS), draw(MOMENTS))
        sides.append(side)
    return sides[0], sides[1]


@given(two_logs())
def test_two_logs_become_one(sides: tuple[dict[str, Version], dict[str, Version]]) -> None:
    one, other = sides
    found = merged(one, other)
    assert found == merged(other, one), "it does not matter which is merged into which"
    is_legal(found)
    for side in sides:
        assert not merge(found, side).changes_anything, "merging again changes nothing"
    assert not merge(found, found).changes_anything
    has_the_newest(found, sides)


def is_legal(found: dict[str, Version]) -> None:
    log = Log.of(items(found))
    own.load(own.dump(log, Settings()))
    assert len({episode.began for episode in log.episodes}) == len(log.episodes)


def has_the_newest(found: dict[str, Version], sides: tuple[dict[str, Version], dict[str, Version]]) -> None:
    for id_, version in found.items():
        known = [side[id_] for side in sides if id_ in side]
        if any(isinstance(one.item, Run) for one in known):
            # Its pain was answered, and it never goes back to waiting for that.
            known = [one for one in known if not isinstance(one.item, WaitingRun)]
        newest = max(known, key=lambda version: version.stamp.at)
        if version.stamp in [version.stamp for version in known]:
            assert version in known and version.stamp.at == newest.stamp.at
        else:
            # Of a day that had two, or an exercise that is named: later than all that was there.
            assert version.stamp.at > newest.stamp.at


# --- by hand --------------------------------------------------------------------------------------

RUN = Run(id="r", date=DAY, distance_km=5, pain=0)


def test_a_deletion_is_a_change() -> None:
    kept, deleted = versions((RUN, "1")), {"r": gone(RUN, "2")}
    assert items(merged(kept, deleted)) == []
    assert items(merged(versions((RUN, "3")), deleted)) == [RUN]
    assert items(merged(versions((RUN, "2")), deleted)) == [RUN]
    assert items(merged(versions((RUN, "")), {})) == [RUN]


def test_two_check_ins_of_a_day_become_the_newer_one_completed() -> None:
    morning = CheckIn(id="a", date=DAY, morning=1, flags=("locking",), notes="stiff")
    evening = CheckIn(id="b", date=DAY, morning=2, daily=0, flags=("tingling",))
    found = merged(versions((morning, "1")), versions((evening, "2")))
    assert items(found) == [replace(evening, flags=("tingling", "locking"), notes="stiff")]
    assert found["a"].stamp.gone


def test_two_episodes_that_began_on_a_day_become_one() -> None:
    first = Episode(id="a", began=DAY, side="left", baseline_km=30)
    second = Episode(id="b", began=DAY, side="right", ended=DAY)
    other = Episode(id="c", began=DAY + dt.timedelta(days=9), side="left")
    found = items(merged(versions((first, "1"), (other, "1")), versions((second, "2"))))
    assert found == [other, replace(second, baseline_km=30)] or found == [replace(second, baseline_km=30), other]


@pytest.mark.parametrize("names", ["session", "progression", "settings"])
def test_an_exercise_stays_while_something_names_it(names: str) -> None:
    curl = OwnExercise(id="curl", name="Curl", kind="strength", reps=5, sides="each")
    naming: dict[str, Entry | Settings] = {
        "session": Session(id="s", date=DAY, exercises=(ExerciseDone(exercise="curl", sets=(5,)),)),
        "progression": Progression(id="s", date=DAY, exercise="curl", change="harder"),
        "settings": Settings(left_out=("curl",)),
    }
    one = versions((curl, "1")) | {SETTINGS_ID if names == "settings" else "s": at(naming[names], "2")}
    assert curl in items(merged(one, {"curl": gone(curl, "9")}))
    assert curl not in items(merged(versions((curl, "1")), {"curl": gone(curl, "9")}))


def test_stamps_sort_by_time_and_have_a_next_one() -> None:
    moments = [utc_text(dt.datetime(2026, 3, day, hour)) for day in (1, 2) for hour in (8, 20)]
    assert moments == sorted(moments)
    assert moments[0] < after(moments[0]) < utc_text(dt.datetime(2026, 3, 1, 8, 0, 0, 1))
    assert "" < after("") < utc_text(dt.datetime.min) and utc_text(dt.datetime.max)


# --- in the database --------------------------------------------------------------------------------


class Clock:
    """Shows what it is told; two devices have one each."""

    def __init__(self) -> None:
        self.shows = dt.datetime(2026, 3, 1, 8)

    def __call__(self) -> dt.datetime:
        self.shows += dt.timedelta(minutes=1)
        return self.shows


@pytest.fixture
def device(tmp_path: Path) -> Callable[[str], Store]:
    """Opens the file of a device; all of them have one clock."""
    clock = Clock()
    return lambda name: Store.open(tmp_path / f"{name}.db", now=clock)


def export(store: Store) -> str:
    return own.dump(store.log(), store.settings())


def run(number: int, pain: int = 0, km: float = 5) -> Run:
    return Run(id=f"run {number}", date=DAY + dt.timedelta(days=number), distance_km=km, pain=pain)


@contextmanager
def laptop_and_phone(device: Callable[[str], Store], tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """The phone's log began as a copy of the laptop's; then each went on by itself."""
    with device("laptop") as laptop:
        laptop.save(run(1), run(2), run(3), run(4), CheckIn(id="c", date=DAY, morning=1), label="both have it")
    shutil.copy(tmp_path / "laptop.db", tmp_path / "phone.db")
    with device("laptop") as laptop, device("phone") as phone:
        laptop.save(run(1, pain=2), label="older change")
        phone.save(run(1, pain=3), run(2, km=6), run(7), label="newer change")
        laptop.remove(run(2), label="deleted after it was changed")
        laptop.save(run(8), settings=Settings(units="mi"), label="only here")
        phone.remove(run(3), label="deleted there")
        phone.save(CheckIn(id="other", date=DAY + dt.timedelta(days=1), daily=1), label="there")
        laptop.save(CheckIn(id="mine", date=DAY + dt.timedelta(days=1), morning=0), label="here")
        yield laptop, phone


def test_two_devices_become_one_log(device: Callable[[str], Store], tmp_path: Path) -> None:
    with laptop_and_phone(device, tmp_path) as (laptop, phone):
        here, there = laptop.versions(), phone.versions()
        change = laptop.merge(there)
        phone.merge(here)
        assert export(laptop) == export(phone)
        log = laptop.log()
        assert [(r.id, r.pain, r.distance_km) for r in log.runs] == [
            ("run 1", 3, 5), ("run 4", 0, 5), ("run 7", 0, 5), ("run 8", 0, 5)
        ]  # fmt: skip
        assert [(c.id, c.morning, c.daily) for c in log.check_ins] == [("c", 1, None), ("mine", 0, 1)]
        assert phone.settings().units == "mi"
        assert [e.id for e in change.new] == ["run 7"]
        assert [e.id for e in change.changed] == ["run 1", "mine"]
        assert [e.id for e in change.deleted] == ["run 3"]
        assert change.kept == 3
        assert not laptop.merge(phone.versions()).changes_anything
        assert not phone.merge(laptop.versions()).changes_anything


def test_a_dry_run_says_the_same_and_does_nothing(device: Callable[[str], Store], tmp_path: Path) -> None:
    with laptop_and_phone(device, tmp_path) as (laptop, phone):
        before = export(laptop), laptop.versions()
        said = laptop.merge(phone.versions(), dry_run=True)
        assert (export(laptop), laptop.versions()) == before
        assert "merge" not in [copy.kind for copy in backups.all_of(laptop.path)]
        assert laptop.merge(phone.versions()) == said


def test_a_copy_is_made_and_undo_brings_everything_back(device: Callable[[str], Store], tmp_path: Path) -> None:
    with laptop_and_phone(device, tmp_path) as (laptop, phone):
        before = export(laptop), laptop.versions()
        laptop.merge(phone.versions(), label="merge of phone.db")
        merged_ = export(laptop)
        (copy,) = (copy for copy in backups.all_of(laptop.path) if copy.kind == "merge")
        with Store.open(copy.path) as kept:
            assert export(kept) == before[0]
        assert laptop.undo() == "merge of phone.db"
        assert (export(laptop), laptop.versions()) == before
        laptop.merge(phone.versions())
        assert export(laptop) == merged_, "what was taken back was not deleted"


def test_undo_is_a_change_that_the_other_log_gets_too(device: Callable[[str], Store], tmp_path: Path) -> None:
    with laptop_and_phone(device, tmp_path) as (laptop, phone):
        phone.save(run(9), label="a mistake")
        laptop.merge(phone.versions())
        phone.undo()
        laptop.merge(phone.versions())
        assert "run 9" not in export(laptop)


def test_a_merge_that_fails_changes_nothing(
    device: Callable[[str], Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with laptop_and_phone(device, tmp_path) as (laptop, phone):
        before = export(laptop), laptop.versions()

        def fails(self: journal.Action) -> None:
            raise RefusedError("no")

        monkeypatch.setattr(journal.Action, "finish", fails)
        with pytest.raises(StoreError):
            laptop.merge(phone.versions())
        assert (export(laptop), laptop.versions()) == before


def test_a_clock_that_was_set_back_loses_no_change(tmp_path: Path) -> None:
    clock = Clock()
    with Store.open(tmp_path / "log.db", now=clock) as store:
        store.save(run(1), label="first")
        earlier = store.versions()
        clock.shows -= dt.timedelta(days=2)
        store.save(run(1, pain=1), label="second")
        store.remove(run(1), label="third")
        assert not store.merge(earlier).changes_anything
        assert store.log().runs == ()


@settings(max_examples=25)
@given(log=LOGS, other=LOGS, mine=SETTINGS)
def test_any_two_files_become_the_same(
    log: Log, other: Log, mine: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("two")
    clock = Clock()
    with Store.open(empty_log(folder / "a.db"), now=clock) as a, Store.open(empty_log(folder / "b.db"), now=clock) as b:
        a.save(*log.entries(), settings=mine, label="a")
        b.save(*other.entries(), label="b")
        here, there = a.versions(), b.versions()
        a.merge(there)
        b.merge(here)
        assert export(a) == export(b)
        before = export(a)
        if here != a.versions():
            a.undo()
            assert a.versions() == here
            a.merge(there)
        assert export(a) == before


def test_an_answered_run_never_waits_again(device: Callable[[str], Store], tmp_path: Path) -> None:
    """One device answers the pain of an imported run, the other still has it waiting, and took it in again later."""
    waits = WaitingRun(id="from the watch", date=DAY, distance_km=5, minutes=30)
    with device("laptop") as laptop:
        laptop.save(waits, label="import")
    shutil.copy(tmp_path / "laptop.db", tmp_path / "phone.db")
    with device("laptop") as laptop, device("phone") as phone:
        laptop.save(waits.with_pain(2), label="pain", instead_of=[waits])
        phone.save(replace(waits, minutes=31), label="import")
        here, there = laptop.versions(), phone.versions()
        laptop.merge(there)
        phone.merge(here)
        assert export(laptop) == export(phone)
        assert [run.pain for run in phone.log().runs] == [2]
        assert phone.log().waiting == ()
        phone.undo()
        assert len(phone.log().waiting) == 1


@pytest.mark.parametrize("table", ["session_exercises", "progressions", "exercise_order", "left_out"])
def test_an_exercise_of_a_newer_version_is_refused_in_a_sentence(
    device: Callable[[str], Store], tmp_path: Path, table: str
) -> None:
    here, there = device("here"), device("there")
    there.save(*one_of_each(), settings=Settings(left_out=("clamshell",), order=("glute-bridge",)), label="all")
    with closing(sqlite3.connect(there.path)) as db, db:
        db.execute(f"update {table} set exercise = 'nordic-curl'")
    with pytest.raises(StoreError, match="names the exercise nordic-curl, which is not known here; update itbtui"):
        here.merge(versions_in(there.path))
    assert len(here.log()) == 0


@pytest.mark.parametrize("spoilt", ["at = cast(x'ff' as text)", "at = 'zzz'", "list = 'notes'"])
def test_a_spoilt_stamp_is_found_by_the_check_and_refused(
    device: Callable[[str], Store], tmp_path: Path, spoilt: str
) -> None:
    here, there = device("here"), device("there")
    there.save(*one_of_each(), label="all")
    with closing(sqlite3.connect(there.path)) as db, db:
        db.execute(f"update stamps set {spoilt}")
    assert not examine(there.path).is_sound
    with pytest.raises(StoreError, match="cannot be merged"):
        here.merge(versions_in(there.path))
