"""An app on a file of its own, on a day that is said."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from itbtui.app.app import ItbApp
from itbtui.data.store import Store
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.entries import Entry
from itbtui.screens import card
from itbtui.wording.bells import RHYTHMS
from tests.support.empty import empty_log
from tests.support.screens import MakeApp


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Says what the present is."""

    def say(moment: str) -> None:
        monkeypatch.setenv("ITBTUI_NOW", moment)

    say("2026-03-02T08:00")
    return say


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the bell rang, where each sign rings once."""
    times: list[float] = []
    monkeypatch.setattr(ItbApp, "bell", lambda app: times.append(app.logbook.exercise_clock.now()))
    for sign in RHYTHMS:
        monkeypatch.setitem(RHYTHMS, sign, (0,))
    return times


@pytest.fixture
def make_app(tmp_path: Path, on: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> MakeApp:
    """Opens the app on a log that holds some entries already, for someone who has read a card at once."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(card, "SEEN_S", 0)

    def make(*entries: Entry, wait_s: float = 0.1, settings: str = "", first_start: bool = False) -> ItbApp:
        if settings:
            (tmp_path / "config" / "itbtui").mkdir(parents=True)
            (tmp_path / "config" / "itbtui" / "settings.toml").write_text(settings)
        store = Store.open(empty_log(tmp_path / "log.db"), now=lambda: dt.datetime(2026, 3, 2, 8), wait_s=wait_s)
        if entries:
            store.save(*entries, label="what was there before")
        return ItbApp(Logbook(store), first_start=first_start)

    return make
