"""How often the bell rings in a run that is led in lines: part for part, second for second, in no time at all."""

import io
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from itbtui.cli.led_run import Leader
from itbtui.cli.lines import Lines, Typed
from itbtui.cli.workout import parts_of
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.exercises.player import Sign
from itbtui.rehab.workouts.workout import Kind
from itbtui.wording.bells import RHYTHMS
from tests.support.led import NOW, on_the_ladder


class Screen(io.StringIO):
    """A terminal that keeps what it is given."""

    def isatty(self) -> bool:
        return True


class Silent(Typed):
    """Who types nothing until asked for it with all the time there is; waiting is what lets the time pass."""

    def __init__(self) -> None:
        self.is_closed, self.is_terminal = False, True
        self.passed = 0.0

    def get(self, wait_s: float | None) -> str | None:
        self.passed += wait_s or 0
        return "0" if wait_s is None else None


@pytest.mark.parametrize(
    ("step", "kinds", "has_sound"),
    [(0, {Kind.RUN, Kind.WALK}, True), (4, {Kind.RUN, Kind.PICK_UP}, True), (4, {Kind.RUN, Kind.PICK_UP}, False)],
)
def test_each_part_rings_as_it_begins_and_in_its_last_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, kinds: set[Kind], has_sound: bool
) -> None:
    monkeypatch.setenv("ITBTUI_NOW", NOW)
    monkeypatch.setattr("sys.stdout", screen := Screen())
    silent = Silent()
    time = SimpleNamespace(monotonic=lambda: silent.passed, clock_gettime=lambda _: silent.passed)
    for room in ("itbtui.cli.lines", "itbtui.logbook.clock"):
        monkeypatch.setattr(f"{room}.time", time)
    monkeypatch.setattr("itbtui.cli.lines.Typed", lambda: silent)
    with Logbook.open(on_the_ladder(tmp_path / "log.db", step), tmp_path / "settings.toml") as logbook:
        parts = parts_of(logbook, None)
        lines = Lines(plain=False, sound=has_sound)
        led = Leader(logbook, parts, lines).lead()
        assert lines.ask("How far was the run?") == "0"
        countdown = logbook.protocol.pauses.countdown_s
    assert kinds < {part.kind for part in led.done}
    _, *rung = [said.count("\a") for said in re.split(rf"\d+/{len(parts)}  ", screen.getvalue())]
    expected = [len(RHYTHMS[part.kind]) + countdown for part in parts]
    expected[-1] += len(RHYTHMS[Sign.END])
    assert rung == (expected if has_sound else [0] * len(parts))
