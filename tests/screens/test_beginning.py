"""The app begins from the checkpoint of a long log, and reads the rest once the plan is seen."""

import datetime as dt
from pathlib import Path

import pytest

from itbtui.app.app import ItbApp
from itbtui.data.store import Store
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import CheckIn, Entry, Episode, ExerciseDone, Run, Session
from itbtui.rehab.log.log import Log
from itbtui.screens.runs import RunsScreen
from tests.support.build import plan_on
from tests.support.screens import MakeApp, press, rows_of, text_of

TODAY = dt.date(2026, 3, 2)


def long_log() -> list[Entry]:
    """Most of a year of good days, in an episode since three weeks ago; hip strength was done long ago."""
    days = [TODAY - dt.timedelta(days=back) for back in range(300)]
    done = ExerciseDone(exercise="clamshell", side="both", sets=(18, 18, 18), pain=0)
    return [
        *(CheckIn(date=day, morning=0, daily=0) for day in days),
        *(Run(date=day, distance_km=5, minutes=30, pain=0) for day in days[24::2]),
        *(Session(date=day, exercises=(done,)) for day in days[200::3]),
        Episode(began=days[21], side="left"),
    ]


def again(tmp_path: Path) -> ItbApp:
    return ItbApp(Logbook(Store.open(tmp_path / "log.db", now=lambda: dt.datetime(2026, 3, 2, 8))))


async def test_the_second_start_shows_what_the_first_showed(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(*long_log())
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        first = text_of(app)
    app = again(tmp_path)
    assert len(app.logbook.standing.log) < 300
    assert app.logbook.plan == plan_on(app.logbook.store.log(), app.logbook.settings, TODAY)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert text_of(app) == first
        assert len(app.logbook.standing.log) == len(app.logbook.log) == len(long_log())


@pytest.mark.parametrize("columns", [60, 80, 100, 115, 160])
async def test_the_frame_stands_there_while_a_log_without_a_checkpoint_is_read(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    app = make_app(*long_log())
    seen: list[str] = []
    read = Store.log

    def looked_at(store: Store) -> Log:
        seen.append(text_of(app))
        return read(store)

    monkeypatch.setattr(Store, "log", looked_at)
    async with app.run_test(size=(columns, 24)) as pilot:
        await pilot.pause()
        assert len(seen) == 1
        assert "Six weeks" not in seen[0]
        assert "Six weeks" in text_of(app)
        (tabs, rule), (then, same_rule) = seen[0].splitlines()[:2], text_of(app).splitlines()[:2]
        assert tabs.endswith("Mon 2 Mar")
        assert tabs.index("1 Today") == then.index("1 Today")
        assert then.startswith(tabs.removesuffix("Mon 2 Mar").rstrip())
        assert rule == same_rule


async def test_what_is_logged_in_the_first_moment_counts(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(*long_log())
    async with app.run_test() as pilot:
        await pilot.pause()
    app = again(tmp_path)
    app.logbook.store.save(Run(date=TODAY, distance_km=5, minutes=30, pain=4), label="a run")
    app.logbook.refresh()
    assert app.logbook.plan.findings
    assert app.logbook.plan == plan_on(app.logbook.log, app.logbook.settings, TODAY)
    async with app.run_test() as pilot:
        await press(pilot, "2")
        assert len(rows_of(app)) == len(app.logbook.log.runs)


async def test_other_screens_know_the_whole_log_from_the_first_key_on(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(*long_log(), settings='first_screen = "runs"\n')
    async with app.run_test() as pilot:
        await pilot.pause()
    app = again(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, RunsScreen)
        assert len(rows_of(app)) == len(app.logbook.log.runs)
