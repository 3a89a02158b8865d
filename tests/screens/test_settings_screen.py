"""The settings on their screen: each change counts at once, and stands where it belongs."""

import datetime as dt
from pathlib import Path

import pytest

from itbtui.app.app import ItbApp
from itbtui.rehab.log.entries import Run
from itbtui.rehab.protocol.figures import Tolerance
from itbtui.screens.settings import SettingsScreen
from itbtui.widgets.fields import Field
from tests.support.march import SORE_RUN
from tests.support.screens import MakeApp, press, shown_lines, text_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "itbtui" / "settings.toml"


def field(app: ItbApp, key: str) -> Field:
    return app.screen.query_one(f"#field-{key}", Field)


async def test_what_the_rules_read_is_kept_with_the_log(make_app: MakeApp, file: Path) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5 right down left")
        assert (app.logbook.settings.units, app.logbook.settings.tolerance) == ("mi", Tolerance.STRICT)
        assert app.logbook.store.settings() == app.logbook.settings
        assert not file.exists()
        await press(pilot, "escape u")
        assert (app.logbook.settings.units, app.logbook.settings.tolerance) == ("mi", Tolerance.STANDARD)


async def test_what_is_of_this_machine_is_kept_in_the_file(make_app: MakeApp, file: Path) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5 down down down down")
        assert "In the exercise session" in text_of(app)
        # A pause that cannot be is said and not kept.
        await press(pilot, "5")
        assert "Rest between sets: 5 stands there, where a whole number between 15 and 180 is needed" in text_of(app)
        assert not file.exists()
        await press(pilot, "0")
        assert "is needed" not in text_of(app)
        await press(pilot, "backspace backspace 9 0 enter enter")
        field(app, "dates").editor.focus()
        await press(pilot, "right escape")
        assert file.read_text() == 'rest = 90\ndates = "month-day"\n'
        assert app.logbook.pauses.rest_s == 90
        assert "Wed Mar 4" in text_of(app)
        # A theme is taken at once and next time.
        await press(pilot, "5")
        field(app, "theme").editor.focus()
        await press(pilot, "right")
        assert app.theme == "itbtui-light"
        app.theme = "nord"
        await pilot.pause()
        assert field(app, "theme").raw == "nord"
        assert 'theme = "nord"\n' in file.read_text()
    again = make_app()
    assert again.theme == "nord"


async def test_what_is_typed_is_kept_once_its_line_is_left(make_app: MakeApp, file: Path) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.logbook.pauses
        await press(pilot, "5")
        # What is right on the way to what is wrong is not kept.
        field(app, "change_sides").editor.focus()
        await press(pilot, "9 9 9 9")
        await press(pilot, "escape")
        said = "To change sides: 9999 stands there, where a whole number between 5 and 60 is needed."
        assert [(said.title, said.text) for said in app.messages] == [("Not kept", said)]
        assert app.logbook.pauses == before
        # A line that was left wrong is told, too; the others are kept.
        await press(pilot, "5")
        field(app, "rest").editor.focus()
        # Enter stays with it, and an arrow does not.
        await press(pilot, "x enter")
        assert field(app, "rest").has_focus_within
        await press(pilot, "down 2 0")
        assert app.logbook.pauses == before
        await press(pilot, "escape")
        assert (app.logbook.pauses.rest_s, app.logbook.pauses.change_sides_s) == (before.rest_s, 20)
        assert app.messages[-1].text.startswith("Rest between sets: x stands there, where")
        # Another window for a while is no end of it, and a choice need not be left.
        await press(pilot, "5")
        field(app, "change_sides").editor.focus()
        await press(pilot, "3")
        app.app_focus = False
        await pilot.pause()
        app.app_focus = True
        await press(pilot, "end 5 enter right")
        assert file.read_text() == "change_sides = 35\nsound = false\n"
        # Who quits leaves the line, too.
        field(app, "rest").editor.focus()
        await press(pilot, "9 0 ctrl+q")
    assert "rest = 90\n" in file.read_text()


async def test_the_file_counts_where_it_names_a_setting_of_the_rules(make_app: MakeApp, file: Path) -> None:
    app = make_app(SORE_RUN, settings='# strict, says the physio\ntolerance = "strict"\n')
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.logbook.settings.tolerance is Tolerance.STRICT
        await press(pilot, "5 down")
        assert str(file) in "".join(text_of(app).split())
        await press(pilot, "right")
        for settings in (app.logbook.settings, app.logbook.store.settings()):
            assert settings.tolerance is Tolerance.STANDARD
        assert file.read_text() == '# strict, says the physio\ntolerance = "standard"\n'


async def test_a_file_that_cannot_be_written_is_said(make_app: MakeApp, file: Path) -> None:
    app = make_app()
    file.parent.mkdir(parents=True)
    file.mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        field(app, "sound").editor.focus()
        await press(pilot, "right")
        await pilot.pause()
        assert any("Until you quit it stays" in said.text for said in app.messages)
        assert not app.logbook.preferences.sound


async def test_faults_in_the_file_are_said_at_the_start_and_the_rest_works(make_app: MakeApp) -> None:
    text = 'sund = true\ntheme = "nrd"\nfirst_screen = "runs"\n[keys]\nlog-run = "c"\n'
    app = make_app(SORE_RUN, settings=text)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = " ".join(said.text for said in app.messages)
        assert "'sund' is no setting" in said
        assert "theme is 'nrd', where itbtui-dark, itbtui-light, " in said and "that ^t in the settings lists" in said
        assert "c is the key of check-in already" in said
        assert app.screen.__class__.__name__ == "RunsScreen"
        await press(pilot, "escape")
        assert app.screen.__class__.__name__ == "TodayScreen"
        await press(pilot, "5")
        assert isinstance(app.screen, SettingsScreen)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("2", "Sun 03-01 "),
        ("4", "Sun 03-01 "),
        ("w", "Sun 2026-03-01 back-off "),
        ("c", "Daily life, Sun 03-01 "),
        ("r", "Tue 2025-12-30      5 km"),
    ],
    ids=["runs", "log", "reasons", "check-in", "beside a run"],
)
async def test_days_with_their_year_first_are_whole_in_each_list(make_app: MakeApp, keys: str, said: str) -> None:
    app = make_app(Run(date=dt.date(2025, 12, 30), distance_km=5, pain=0), SORE_RUN, settings='dates = "iso"\n')
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, keys)
        assert said in shown_lines(app)
