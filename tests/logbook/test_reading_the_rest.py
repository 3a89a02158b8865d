"""What the checkpoint has spared is read in pieces, and between them all goes on as ever."""

import itertools
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from itbtui.app.app import ItbApp
from itbtui.data.store import Store
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import Tolerance, shipped
from itbtui.rehab.stages.replay import replay
from itbtui.wording.plan import NOT_FROM_THE_LOG
from tests.support.build import check, day, entries_of, episode, good, run, sore_run
from tests.support.screens import shown_lines

LONG_AGO = 200
NOON = f"{day(0)}T12:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A log of most of a year, with a checkpoint in it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch, Store.open(folder / "log.db") as store:
        patch.setenv("ITBTUI_NOW", NOON)
        ran = [run(number) for number in range(-300, -2, 2)]
        store.save(*entries_of(good(-300, 0), ran, sore_run(-LONG_AGO), episode(-21)), label="all")
        Logbook(store, folder / "settings.toml").keep_checkpoint()
    return (folder / "log.db").read_bytes()


@pytest.fixture
def path(made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITBTUI_NOW", NOON)
    path = tmp_path / "log.db"
    path.write_bytes(made)
    return path


def opened(path: Path) -> Logbook:
    return Logbook.open(path, path.with_name("settings.toml"))


def agrees(logbook: Logbook, *, is_whole: bool) -> None:
    """What a logbook says is what follows from all that lies in its file."""
    with Store.open(logbook.store.path) as store:
        whole = replay(store.log(), store.settings(), day(0), shipped())
    assert logbook.plan == plan_of(whole)
    assert logbook.log == whole.log
    if is_whole:
        assert logbook.standing.log == whole.log
        assert logbook.standing.findings == whole.findings


def log_here(logbook: Logbook) -> None:
    logbook.save(*entries_of(run(0, pain=4, worsened=False)), label="a run")


def log_elsewhere(logbook: Logbook) -> None:
    with Store.open(logbook.store.path) as store:
        store.save(*entries_of(run(0, pain=4, worsened=False)), label="a run")


def log_long_ago(logbook: Logbook) -> None:
    logbook.save(*entries_of(run(-LONG_AGO + 1, pain=7, worsened=True)), label="a run")


def take_back(logbook: Logbook) -> None:
    log_here(logbook)
    logbook.undo()


def settle(logbook: Logbook) -> None:
    logbook.save(settings=Settings(tolerance=Tolerance.STRICT), label="settings")


def ask_for_all(logbook: Logbook) -> None:
    logbook.read_rest()
    agrees(logbook, is_whole=True)


@pytest.mark.parametrize(
    "meanwhile", [log_here, log_elsewhere, log_long_ago, take_back, settle, ask_for_all, Logbook.refresh]
)
@pytest.mark.parametrize("after", [0, 1, 3, 12, 40, 10_000])
def test_what_comes_between_two_pieces_counts(path: Path, after: int, meanwhile: Callable[[Logbook], None]) -> None:
    with opened(path) as logbook:
        known = logbook.plan
        pieces = logbook.reading_rest()
        for _ in itertools.islice(pieces, after):
            assert logbook.plan == known
        meanwhile(logbook)
        if meanwhile is not log_elsewhere:
            agrees(logbook, is_whole=False)
        for _ in pieces:
            pass
        if logbook.has_changed:
            logbook.refresh()
        agrees(logbook, is_whole=True)


def test_it_is_read_in_many_pieces_and_told_once(path: Path) -> None:
    with opened(path) as logbook:
        told: list[int] = []
        assert len(logbook.standing.log) < len(logbook.store.log())
        logbook.changed.subscribe(lambda: told.append(len(logbook.standing.log)))
        assert len(list(logbook.reading_rest())) > 300
        assert told == [len(logbook.log)]
        logbook.read_rest()
        assert told == [len(logbook.log)]


def test_what_is_asked_for_in_the_middle_is_not_begun_anew(path: Path) -> None:
    with opened(path) as logbook:
        pieces = logbook.reading_rest()
        next(pieces)
        assert logbook.reading_rest() is pieces
        logbook.read_rest()
        assert not list(pieces)


def test_after_one_that_failed_it_is_begun_anew(path: Path) -> None:
    with opened(path) as logbook:
        assert logbook.plan
        next(pieces := logbook.reading_rest())
        away = path.rename(path.with_name("away.db"))
        with pytest.raises(Exception, match="is gone"):
            list(pieces)
        away.rename(path)
        logbook.read_rest()
        agrees(logbook, is_whole=True)


def test_a_check_in_of_another_terminal_is_seen_after_it(path: Path) -> None:
    with opened(path) as logbook:
        list(logbook.reading_rest())
        with Store.open(path) as store:
            store.save(*entries_of(check(1)), label="a day")
        assert logbook.has_changed


# --- a checkpoint that was forged together with its mark ------------------------------------------


def forge(path: Path, **false: Any) -> None:
    """Writes a false state with the mark that the file has once this is written: it counts transactions."""
    with closing(sqlite3.connect(path)) as db, db:
        standing, mark = db.execute("select standing, mark from bookmark").fetchone()
        kept = json.loads(standing)
        kept["state"] |= false
        log, changes = mark.split()
        db.execute("update bookmark set standing = ?, mark = ?", [json.dumps(kept), f"{log} {int(changes) + 1}"])


FREE: dict[str, Any] = {"stage": "free", "episode": None, "episodes": [], "protect": None}
SPOILT: list[dict[str, Any]] = [
    {"stage": "ladder", "episode": None, "episodes": [], "protect": None},
    {"stage": "protect", "protect": None},
    {"streak_needed": 0, "today": 10**12},
    {"findings": [["moderate", 2, 739670, ["run -6"], {}, 739670, None]]},
    {"findings": [["no-such-rule", 2, 739670, ["run -6"], {}, 739670, None]]},
    {"notes": [["weekly-jump", 739672, ["run -4"], {"metres": "far", "before_m": 0}]]},
    {"course": [], "waits": [[1]]},
]


def test_a_false_checkpoint_is_found_said_and_replaced(path: Path) -> None:
    forge(path, **FREE)
    with opened(path) as logbook:
        assert logbook.plan.running.allowed
        logbook.read_rest()
        agrees(logbook, is_whole=True)
        assert not logbook.plan.running.allowed
        assert logbook.store.take_notices() == [NOT_FROM_THE_LOG]
        logbook.keep_checkpoint()
    with opened(path) as logbook:
        assert logbook.store.checkpoint(logbook.settings)
        agrees(logbook, is_whole=False)
        logbook.read_rest()
        assert logbook.store.take_notices() == []


@pytest.mark.parametrize("false", SPOILT)
def test_one_that_nothing_can_go_on_from_is_none(path: Path, false: dict[str, Any]) -> None:
    forge(path, **false)
    with opened(path) as logbook:
        agrees(logbook, is_whole=False)
        logbook.read_rest()
        agrees(logbook, is_whole=True)


def test_older_notes_are_tried_where_they_are_told_and_asked_of_the_log_behind_today(path: Path) -> None:
    forge(path, notes=[["weekly-jump", day(-15).toordinal(), ["run -16"], {"metres": "far", "before_m": 0}]])
    with opened(path) as logbook:
        assert logbook.stands_soon()
        assert logbook.store.take_notices() == []
        logbook.read_rest()
        agrees(logbook, is_whole=True)
        assert logbook.store.take_notices() == [NOT_FROM_THE_LOG]
    with opened(path) as logbook:
        agrees(logbook, is_whole=False)
    with opened(path) as logbook:
        assert plan_of(logbook.standing_on(day(0))) == logbook.plan


async def test_today_ends_right_and_says_so(path: Path) -> None:
    forge(path, **FREE)
    app = ItbApp(opened(path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = " ".join(shown_lines(app).split())
        assert "NO RUN TODAY" in shown
        assert "did not follow from its entries" in shown
