"""Importing in the app: a path, a preview, Enter; then the pain of each run, a key each."""

import datetime as dt
from pathlib import Path

import pytest
from conftest import MakeApp, rows_of
from textual.pilot import Pilot
from textual.widgets import Static

from itbtui.app import ItbApp
from itbtui.rehab.entries import Run, WaitingRun
from itbtui.screens.importing import ImportScreen, paths_of
from itbtui.screens.run_form import RunForm
from itbtui.screens.today import TodayScreen
from itbtui.screens.waiting import WaitingScreen

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
MARCH = dt.date(2026, 3, 1)


pytestmark = pytest.mark.usefixtures("in_berlin")


def text_of(app: ItbApp) -> str:
    return "\n".join(str(widget.render()) for widget in app.screen.query(Static))


async def press(pilot: Pilot[None], keys: str) -> None:
    await pilot.press(*keys.split())
    await pilot.pause()


async def look_at(pilot: Pilot[None], path: str, day: str = "") -> None:
    """Types a path, and waits for what was read."""
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    screen._field("path").raw = path
    screen._field("date").raw = day
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_round(make_app: MakeApp, tmp_path: Path) -> None:
    """Two runs come in, one is known; the pain of both is said, one of them with more questions; undo takes it back."""
    known = Run(date=dt.date(2022, 5, 29), distance_km=3.32, pain=1)
    app = make_app(known)
    folder = tmp_path / "my [red] runs"
    folder.mkdir()
    for name in ("garmin-fenix2-run.fit.gz", "garmin-run.tcx.gz", "strava-12866632127.fit.gz"):
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    (folder / "broken.gpx").write_text("<gpx>")
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "I")
        await look_at(pilot, f"'{folder}'")
        assert [row[0] for row in rows_of(app)] == ["merged", "new", "new"]
        assert "broken.gpx: this is not valid XML" in text_of(app)
        assert "2 new, 0 known, 1 merged" in text_of(app)
        assert len(app.store.log()) == 1
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert len(app.store.log().waiting) == 2
        assert "Pain?" in str(app.screen.query_one("#list").get_option_at_index(1).prompt)  # type: ignore[attr-defined]
        await press(pilot, "n")
        assert isinstance(app.screen, WaitingScreen)
        assert "Sat 15 Aug 2015, 16:45   9.01 km · 47 min" in text_of(app)
        await press(pilot, "0")
        assert "Wed 26 Dec 2012, 22:29   4.69 km · 33 min" in text_of(app)
        await press(pilot, "4")
        assert isinstance(app.screen, RunForm)
        # onset minute, onset km left open, did it grow: no, then as it is
        await press(pilot, "1 2 enter enter n ctrl+s")
        assert isinstance(app.screen, TodayScreen)
        log = app.store.log()
        assert log.waiting == ()
        pains = {(str(run.date), run.pain, run.onset_min, run.worsened) for run in log.runs if run.id != known.id}
        assert pains == {("2015-08-15", 0, None, None), ("2012-12-26", 4, 12, False)}
        await press(pilot, "u u u")
        assert app.store.log().runs == (known,)


async def test_what_names_no_file_is_said_and_can_be_mended(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "I enter")
        assert "this is needed" in text_of(app)
        await look_at(pilot, str(tmp_path / "no[where]"))
        assert "no[where]: No such file or directory" in text_of(app)
        await look_at(pilot, str(SAMPLES / "no-real-date.fit"))
        assert "says no date" in text_of(app) and "its day can be given" in text_of(app)
        await look_at(pilot, str(SAMPLES / "no-real-date.fit"), "yesterday")
        assert [row[:2] for row in rows_of(app)] == [["new", "Sun 1 Mar  2026"]]
        await press(pilot, "escape")
        assert isinstance(app.screen, ImportScreen)
        await press(pilot, "escape")
        assert len(app.store.log()) == 0


async def test_a_log_that_changed_meanwhile_is_looked_at_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "I")
        await look_at(pilot, str(SAMPLES / "strava-activities.csv"))
        app.store.save(Run(date=dt.date(2022, 5, 29), distance_km=3.32, pain=1), label="elsewhere")
        await press(pilot, "enter")
        assert "The log has changed meanwhile" in text_of(app)
        await press(pilot, "enter")
        assert app.store.log().waiting == ()
        assert [run.minutes for run in app.store.log().runs] == [23.52]


def waiting(number: int) -> WaitingRun:
    return WaitingRun(date=MARCH - dt.timedelta(days=number), distance_km=5, minutes=30, notes="[red]")


async def test_answers_can_be_skipped_taken_back_and_left(make_app: MakeApp) -> None:
    first, second, third = waiting(0), waiting(1), waiting(2)
    app = make_app(first, second, third)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n n 0 u 0 0")
        assert isinstance(app.screen, TodayScreen)
        assert app.store.log().waiting == (first,)
        await press(pilot, "n 0 u escape")
        assert app.store.log().waiting == (first,)
        await press(pilot, "n t")
        assert app.screen.field("pain").raw == 10  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert isinstance(app.screen, WaitingScreen)
        await press(pilot, "escape n 0 n")
        assert "No run waits" in str([n.message for n in app._notifications])


async def test_another_run_of_that_day_is_said(make_app: MakeApp) -> None:
    app = make_app(waiting(0), Run(date=MARCH, distance_km=5.3, pain=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        assert "That day has another already: run of Sun 1 Mar, 5.3 km" in text_of(app)


async def test_a_waiting_run_is_opened_from_the_list_of_entries(make_app: MakeApp) -> None:
    app = make_app(waiting(0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4")
        assert "pain not said yet" in rows_of(app)[0][2]
        await press(pilot, "enter 0 enter")
        (run,) = app.store.log().runs
        assert (run.pain, app.store.log().waiting) == (0, ())


def test_paths_as_they_are_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "a b.fit").touch()
    (tmp_path / "it's").touch()
    a, its = tmp_path / "a b.fit", tmp_path / "it's"
    assert paths_of(f"  {a} ") == paths_of(f"'{a}'") == paths_of("~/a\\ b.fit") == paths_of("~/'a b.fit'") == [a]
    assert paths_of(f"file://{tmp_path}/a%20b.fit") == [a]
    assert paths_of(str(its)) == [its]
    assert paths_of(f"'{a}' \"{its}\"") == [a, its]
    assert paths_of("it's not there") == [Path("it's not there")]
