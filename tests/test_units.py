"""In miles nothing says kilometres, by command or on a screen; no command in kilometres says miles: on a full log."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.widgets import OptionList, Static

from itbtui.app.app import ItbApp
from itbtui.app.screens import SCREENS
from itbtui.cli.main import main
from itbtui.data.store import Store
from itbtui.demo.year import make
from itbtui.logbook import clock
from itbtui.logbook.led_runs import todays_run
from itbtui.logbook.logbook import Logbook
from itbtui.measures import Units
from itbtui.rehab.log.entries import Settings, WaitingRun
from itbtui.widgets.table import ListTable
from itbtui.wording.help import pages

OTHERS: dict[Units, re.Pattern[str]] = {
    "mi": re.compile(r"\d ?km\b|\bkm\b|kilomet", re.IGNORECASE),
    "km": re.compile(r"\d ?mi\b|\bmi\b|(?<!first[ -])\bmiles?\b", re.IGNORECASE),
}
COMMANDS = (
    "today", "week", "runs --last 400", "status", "plan", "plan --on 2026-09-01", "why", "trend --range all",
    "trend --plain", "trend -o {folder}/trend.svg", "report --format md -o -", "report --format html -o -", "shoes",
    "races", "exercise", "exercise clamshell", "db check", "merge --dry-run {other}", "log 40 --pain 0",
    "log 5 --pain 4 --onset-min 5 --worsened", "log 900 --pain 0", "check-in --morning 3", "walk 40 --pain 0", "why",
    "today",
)  # fmt: skip
SAYS_BOTH = {"settings", "welcome"}
"""Screens on which one chooses between the two."""
MAIN = {"today", "runs", "trend", "log", "gear"}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of a year, with shoes, races and several episodes, and a run that waits for its pain."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITBTUI_NOW", "2026-03-02T08:00")
        path = tmp_path_factory.mktemp("year") / "log.db"
        log = make(clock.today(), settings=Settings())
        with Store.open(path, now=clock.now) as store:
            store.save(*log.entries(), WaitingRun(date=log.runs[-1].date, distance_km=5.5), label="a year")
    return path


@pytest.fixture(params=["mi", "km"])
def units(request: pytest.FixtureRequest) -> Units:
    chosen: Units = request.param
    return chosen


@pytest.fixture
def log(year: Path, units: Units, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the year whose runner wants these units."""
    monkeypatch.setenv("ITBTUI_NOW", "2026-03-02T08:00")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "log.db"
    path.write_bytes(year.read_bytes())
    with Store.open(path, now=clock.now) as store:
        store.save(settings=replace(store.settings(), units=units), label="units")
    return path


def wrong(said: str, units: Units) -> list[str]:
    return [line for line in said.splitlines() if OTHERS[units].search(line)]


def test_no_command_says_the_other_unit(log: Path, year: Path, units: Units, tmp_path: Path) -> None:
    environment = {"ITBTUI_DB": str(log), "COLUMNS": "200"}
    found = []
    for command in COMMANDS:
        words = command.format(folder=tmp_path, other=year).split()
        done = CliRunner().invoke(main, words, env=environment)
        assert done.exit_code in (0, 1) and (done.stdout or done.stderr), command
        found += [(command, line) for line in wrong(done.stdout + done.stderr, units)]
    found += [("trend.svg", line) for line in wrong((tmp_path / "trend.svg").read_text("utf-8"), units)]
    assert not found


def shown(app: ItbApp) -> Iterator[str]:
    """All that stands on the screen on top, what is scrolled away, too."""
    for widget in app.screen.query(Static):
        yield str(widget.render())
    for options in app.screen.query(OptionList):
        yield from (str(option.prompt) for option in options.options)
    for table in app.screen.query(ListTable):
        yield " ".join(table._columns)
        yield from (str(cell) for item in table.items[:60] for cell in table.cells(item))
    yield from (said.text for said in app.messages)


@pytest.mark.parametrize("units", ["mi"], indirect=True)
async def test_no_screen_says_the_other_unit(log: Path, units: Units) -> None:
    found: list[tuple[str, str]] = []
    app = ItbApp(Logbook(Store.open(log, now=clock.now)))
    logbook = app.logbook

    def look(where: str) -> None:
        found.extend((where, line) for text in shown(app) for line in wrong(text, units))

    async with app.run_test(size=(160, 50)) as pilot:
        for key in (*"23461", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            look(key)
        await pilot.press("escape")
        about = {
            "card": logbook.log.runs[-20:],
            "session-end": logbook.log.sessions[-1],
            "led-run": todays_run(logbook, 4),
        }
        for name in SCREENS.keys() - MAIN - SAYS_BOTH - {"player", "help"}:
            await app.open(name, *([about[name]] if name in about else []))
            await pilot.pause()
            look(name)
            app.pop_screen()
        app.delete(logbook.log.runs[-1])
        await pilot.pause()
        look("delete")
        await pilot.press("y")
        await pilot.pause()
        app.action_undo()
        await pilot.pause()
        look("undo")
    told = pages(logbook.protocol, logbook.manner).values()
    found += [(page.id, line) for page in told for _, text in page.parts for line in wrong(text, units)]
    assert not found
