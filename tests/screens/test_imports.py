"""Importing in the app: a path, a preview, Enter; then the pain of each run, a key each."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import OptionList

from itbtui.rehab.log.entries import Run, WaitingRun
from itbtui.screens.imports import ImportScreen, paths_of
from itbtui.screens.run_form import RunForm
from itbtui.screens.today import TodayScreen
from itbtui.screens.waiting_runs import WaitingScreen
from itbtui.widgets.fields import Field
from tests.support.screens import MakeApp, field, look_at, press, rows_of, text_of

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
MARCH = dt.date(2026, 3, 1)


pytestmark = pytest.mark.usefixtures("in_berlin")


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
        assert len(app.logbook.store.log()) == 1
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert len(app.logbook.store.log().waiting) == 2
        # Of years ago: nothing waits for them on Today.
        assert "Pain?" not in str(app.screen.query_one("#list", OptionList).get_option_at_index(1).prompt)
        await press(pilot, "n")
        assert isinstance(app.screen, WaitingScreen)
        assert "Sat 15 Aug 2015, 16:45   9.01 km · 47 min" in text_of(app)
        await press(pilot, "0")
        assert "Wed 26 Dec 2012, 22:29   4.69 km · 33 min" in text_of(app)
        await press(pilot, "4")
        assert isinstance(app.screen, RunForm)
        # onset minute, did it grow: no, then as it is
        await press(pilot, "1 2 enter n ctrl+s")
        assert isinstance(app.screen, TodayScreen)
        log = app.logbook.store.log()
        assert log.waiting == ()
        pains = {(str(run.date), run.pain, run.onset_min, run.worsened) for run in log.runs if run.id != known.id}
        assert pains == {("2015-08-15", 0, None, None), ("2012-12-26", 4, 12, False)}
        await press(pilot, "u u u")
        assert app.logbook.store.log().runs == (known,)


async def test_what_names_no_file_is_said_and_can_be_mended(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "I enter")
        assert "this is needed" in text_of(app)
        for named in ("file://[x", "a\0b", "~nobody-here/x"):
            await look_at(pilot, named)
            assert isinstance(app.screen, ImportScreen)
            assert app.screen.intake is None
        await look_at(pilot, str(tmp_path / "no[where]"))
        assert "no[where]: No such file or directory" in text_of(app)
        await look_at(pilot, str(SAMPLES / "no-real-date.fit"))
        assert "says no date" in text_of(app) and "its day can be given" in text_of(app)
        await look_at(pilot, str(SAMPLES / "no-real-date.fit"), "yesterday")
        assert [row[:2] for row in rows_of(app)] == [["new", "Sun 1 Mar 2026"]]
        await press(pilot, "escape")
        assert isinstance(app.screen, ImportScreen)
        await press(pilot, "escape")
        assert len(app.logbook.store.log()) == 0


async def test_a_log_that_changed_meanwhile_is_looked_at_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "I")
        await look_at(pilot, str(SAMPLES / "strava-activities.csv"))
        app.logbook.store.save(Run(date=dt.date(2022, 5, 29), distance_km=3.32, pain=1), label="elsewhere")
        await press(pilot, "enter")
        assert "The log has changed meanwhile" in text_of(app)
        await press(pilot, "enter")
        assert app.logbook.store.log().waiting == ()
        assert [run.minutes for run in app.logbook.store.log().runs] == [23.52]


def waiting(number: int) -> WaitingRun:
    return WaitingRun(date=MARCH - dt.timedelta(days=number), distance_km=5, minutes=30, notes="[red]")


async def test_answers_can_be_skipped_taken_back_and_left(make_app: MakeApp) -> None:
    first, second, third = waiting(0), waiting(1), waiting(2)
    app = make_app(first, second, third)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n n 0 u 0 0")
        assert isinstance(app.screen, TodayScreen)
        assert app.logbook.store.log().waiting == (first,)
        await press(pilot, "n 0 u escape")
        assert app.logbook.store.log().waiting == (first,)
        await press(pilot, "n t")
        assert field(app, "pain").raw == 10
        await press(pilot, "escape")
        assert isinstance(app.screen, WaitingScreen)
        await press(pilot, "escape n 0 n")
        assert "No run waits" in str([said.text for said in app.messages])


async def test_one_answer_for_all_runs_of_long_ago(make_app: MakeApp) -> None:
    lately, old = waiting(1), [waiting(number) for number in (400, 500, 600)]
    app = make_app(lately, *old)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "1 run waits for it" in str(list(app.screen.query_one("#list", OptionList).options)[1].prompt)
        await press(pilot, "n")
        assert "4 runs wait" in text_of(app) and "no rule reads" not in text_of(app)
        await press(pilot, "n")
        assert "a answers for all 3 at once" in text_of(app)
        await press(pilot, "a l")
        assert isinstance(app.screen, TodayScreen)
        assert app.logbook.store.log().waiting == (*reversed(old), lately)
        await press(pilot, "n n a 0")
        log = app.logbook.store.log()
        assert log.waiting == (lately,) and [run.pain for run in log.runs] == [0, 0, 0]
        await press(pilot, "u")
        assert app.logbook.store.log().waiting == (*reversed(old), lately)
        await press(pilot, "n 0 escape")
        assert not any("Pain?" in str(row.prompt) for row in app.screen.query_one("#list", OptionList).options)


async def test_a_waiting_run_says_another_of_its_day_and_is_opened_from_the_list_of_entries(make_app: MakeApp) -> None:
    app = make_app(waiting(0), Run(date=MARCH, distance_km=5.3, pain=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        assert "That day has another already: run of Sun 1 Mar, 5.3 km" in text_of(app)
        await press(pilot, "escape 4")
        assert "pain not said yet" in rows_of(app)[1][2]
        await press(pilot, "down enter 0 enter")
        assert [run.pain for run in app.logbook.store.log().runs] == [0, 0]
        assert app.logbook.store.log().waiting == ()


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


NOVEMBER = "2026-11-28T08:00"
CASES = Path(__file__).parents[1] / "data" / "cases"


async def test_what_is_no_run_yet_is_made_one_and_remembered(
    make_app: MakeApp, tmp_path: Path, on: Callable[[str], None]
) -> None:
    """A word that nobody knows is asked about; r makes all of it runs, x leaves a row out; next time it is known."""
    on(NOVEMBER)
    folder = tmp_path / "files"
    folder.mkdir()
    for name, hour in (("a.gpx", "T18:"), ("b.gpx", "T06:")):
        data = (CASES / "gpx-type-jogging.gpx").read_text().replace("jogging", "Gallop").replace("T18:", hour)
        (folder / name).write_text(data)
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "I")
        await look_at(pilot, str(folder))
        assert [row[0] for row in rows_of(app)] == ["asked", "asked"]
        assert "'Gallop' is no kind that is known here" in rows_of(app)[0][6]
        await press(pilot, "r")
        assert [(row[0], row[2]) for row in rows_of(app)] == [("new", "20:30"), ("new", "08:30")]
        await press(pilot, "down x")
        assert [row[0] for row in rows_of(app)] == ["new", "left out"]
        await press(pilot, "enter")
        assert len(app.logbook.log.waiting) == 1
        await press(pilot, "I")
        await look_at(pilot, str(folder))
        assert [row[0] for row in rows_of(app)] == ["new", "known"]


async def test_which_column_is_which_is_asked_and_remembered(
    make_app: MakeApp, tmp_path: Path, on: Callable[[str], None]
) -> None:
    on(NOVEMBER)
    path = tmp_path / "mine.csv"
    path.write_text("Wann;Weite Strecke;Knieweh\n6.6.2026;5,2;2\n7.6.2026;6,1;1\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "I")
        await look_at(pilot, str(path))
        assert "not known which column is the distance" in text_of(app)
        assert "6.6.2026" in text_of(app)
        assert app.screen.query_one("#field-column-date", Field).raw == "Wann"
        for key, name in {"km": "Weite Strecke", "pain": "3"}.items():
            app.screen.query_one(f"#field-column-{key}", Field).raw = name
        await press(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert [row[:4] for row in rows_of(app)] == [
            ["new", "Sun 7 Jun 2026", "", "6.1"],
            ["new", "Sat 6 Jun 2026", "", "5.2"],
        ]
        assert [row[-1] for row in rows_of(app)] == ["pain 1", "pain 2"]
        await press(pilot, "enter")
        assert [(run.distance_km, run.pain) for run in app.logbook.log.runs] == [(5.2, 2), (6.1, 1)]
        await press(pilot, "I")
        await look_at(pilot, str(path))
        assert [row[0] for row in rows_of(app)] == ["known", "known"]


async def test_the_unit_of_a_list_is_turned_around(make_app: MakeApp, on: Callable[[str], None]) -> None:
    on(NOVEMBER)
    app = make_app()
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "I")
        await look_at(pilot, str(CASES / "garmin-miles.csv"))
        assert {row[0] for row in rows_of(app)} == {"asked"}
        assert "stride and cadence fit miles" in rows_of(app)[0][6]
        await press(pilot, "m")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert [row[3] for row in rows_of(app)] == ["5.01"] * 3
