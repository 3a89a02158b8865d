"""What a logbook knows and keeps beside its log."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.logbook import chosen_session, led_runs, soundness
from itbtui.logbook.logbook import RENEWED_AFTER_DAYS, Logbook
from itbtui.logbook.sessions import last_load
from itbtui.rehab.log.entries import ExerciseDone, Session, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import Plan, plan
from itbtui.rehab.protocol.figures import Protocol
from tests.support.build import day, entries_of, good, lock, run


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    return lambda number: monkeypatch.setenv("ITBTUI_NOW", f"{day(number)}T12:00")


def test_a_checkpoint_is_renewed_once_it_is_a_week_old(tmp_path: Path, on: Callable[[int], None]) -> None:
    rests_on: list[dt.date] = []
    with Store.open(tmp_path / "log.db") as store:
        store.save(*entries_of(good(-300, 7), [run(number) for number in range(-300, 0, 2)]), label="all")
        for number in (7, 6 + RENEWED_AFTER_DAYS, 7 + RENEWED_AFTER_DAYS):
            on(number)
            Logbook(store, tmp_path / "settings.toml").keep_checkpoint()
            kept = store.checkpoint(Settings())
            assert kept
            rests_on.append(kept.rests_on)
    first, before, after = rests_on
    assert (before - first).days == 0
    assert (after - first).days == RENEWED_AFTER_DAYS


def test_the_load_is_the_one_that_was_noted_last() -> None:
    kg = [(-9, 4.0), (-5, 6.0), (-2, None)]
    rows = [(number, ExerciseDone(exercise="squat", sets=(10,), load_kg=load)) for number, load in kg]
    log = Log.of(Session(id=f"{number}", date=day(number), exercises=(row,)) for number, row in rows)
    assert last_load(log, "squat").kg == 6
    assert last_load(log, "lunge").kg is None


# --- whether a file is sound ------------------------------------------------------------------


def examined(tmp_path: Path) -> tuple[str, ...]:
    with Store.open(tmp_path / "log.db") as store:
        store.save(*entries_of(good(-9, -1), lock(0)), label="all")
    return soundness.examine(tmp_path / "log.db").problems


def test_a_sound_file_keeps_what_the_plan_promises(tmp_path: Path) -> None:
    assert examined(tmp_path) == ()


def test_a_plan_that_depends_on_the_order_of_entries_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    streaks = iter([1, 2])

    def unsure(log: Log, settings: Settings, on: dt.date, protocol: Protocol) -> Plan:
        return replace(plan(log, settings, on, protocol), streak=next(streaks))

    monkeypatch.setattr(soundness, "plan", unsure)
    assert examined(tmp_path) == (f"the plan for {day(0)} depends on the order in which entries were added",)


def test_a_plan_that_forbids_a_run_without_a_reason_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(log: Log, settings: Settings, on: dt.date, protocol: Protocol) -> Plan:
        told = plan(log, settings, on, protocol)
        return replace(told, running=replace(told.running, needs=()))

    monkeypatch.setattr(soundness, "plan", silent)
    monkeypatch.setattr(soundness, "reasons", lambda *_: [])
    assert examined(tmp_path) == (f"the plan for {day(0)} forbids a run without a reason",)


# --- what lies beside it ----------------------------------------------------------------------


def test_figures_beyond_all_bounds_in_the_files_beside_the_log_are_none(
    tmp_path: Path, on: Callable[[int], None]
) -> None:
    on(0)
    with Logbook.open(tmp_path / "log.db", tmp_path / "settings.toml") as logbook:
        led_runs._file(logbook).write_text(
            '{"day": "2026-03-02", "began": "2026-03-02T12:00:00", "done": [["run", 1e999, ""]], "hurt": false, '
            '"pain": null}'
        )
        chosen_session._file(logbook).write_text(
            '{"session": "a", "items": [["squat", ["left"], 1e999, 10]], "left_out": [], "at": ["squat", "left", 1], '
            '"skipped": []}'
        )
        assert chosen_session.read(logbook, "a") is None
        assert led_runs.unlogged(logbook) is None
