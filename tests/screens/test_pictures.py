"""Pictures of the screens that people see most; a change of looks is meant, or it is a fault."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Episode
from tests.support.march import in_rehab, sore_at_last
from tests.support.screens import MakeApp, Runner
from tests.support.story import winter

MARCH_1 = dt.date(2026, 3, 1)
Compare = Callable[..., bool]


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        ("", (80, 24)),
        ("", (60, 20)),
        ("", (160, 50)),
        ("r 5 enter enter 3", (80, 24)),
        ("c", (80, 24)),
        ("2", (80, 24)),
        ("4", (80, 24)),
        ("w", (80, 24)),
        ("r 5 enter enter 6 ctrl+s", (80, 24)),
    ],
    ids=["today", "today-small", "today-large", "run", "check-in", "runs", "log", "reasons", "card"],
)
def test_picture(make_app: MakeApp, snap_compare: Any, keys: str, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(*sore_at_last()), press=keys.split(), terminal_size=size)


def gates() -> list[Entry]:
    days = (24, 25, 26, 28)
    return [
        Episode(began=dt.date(2026, 2, 20), side="right"),
        CrossTraining(date=dt.date(2026, 2, 28), kind="walk", minutes=20, pain=0),
        *(CheckIn(date=dt.date(2026, 2, day), morning=0, daily=0) for day in days),
        CheckIn(date=dt.date(2026, 2, 27), morning=0),
        CheckIn(date=MARCH_1, morning=0, daily=0),
    ]


def lock() -> list[Entry]:
    return [*gates(), CheckIn(date=dt.date(2026, 3, 2), morning=1, flags=("tingling", "calf-swelling"))]


@pytest.mark.parametrize(
    ("entries", "theme"),
    [(gates, "itbtui-dark"), (lock, "itbtui-dark"), (lock, "ansi-dark"), (winter, "itbtui-light")],
    ids=["gates", "lock", "lock-ansi", "light"],
)
def test_picture_of_today(make_app: MakeApp, snap_compare: Any, entries: Callable[[], list[Entry]], theme: str) -> None:
    async def begin(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(make_app(*entries()), terminal_size=(80, 24), run_before=begin)


@pytest.mark.parametrize(
    ("keys", "seconds", "size"),
    [
        ("s", 0, (80, 24)),
        ("s enter", 42, (80, 24)),
        ("s enter", 42, (160, 50)),
        ("s enter", 185, (60, 20)),
        ("s 2 enter", 400, (80, 24)),
        ("p down down down", 0, (80, 24)),
    ],
    ids=["session", "player", "player-large", "player-small-rest", "session-end", "routine"],
)
def test_picture_of_a_session(
    make_app: MakeApp, snap_compare: Any, keys: str, seconds: int, size: tuple[int, int]
) -> None:
    app = make_app(*in_rehab())

    async def follow(pilot: Pilot[None]) -> None:
        runner = Runner(app, pilot)
        await runner.press(keys)
        await runner.wait(seconds)
        app.screen.query("#frame").remove_class("flash")

    assert snap_compare(app, run_before=follow, terminal_size=size)


@pytest.mark.parametrize(
    ("keys", "size", "theme"),
    [
        ("3 less_than_sign", (80, 24), "itbtui-dark"),
        ("3", (60, 20), "itbtui-light"),
        ("3 minus o", (160, 50), "itbtui-dark"),
    ],
    ids=["trend", "trend-small-light", "trend-large"],
)
def test_trend(make_app: MakeApp, snap_compare: Any, keys: str, size: tuple[int, int], theme: str) -> None:
    async def begin(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await pilot.pause()

    assert snap_compare(make_app(*winter()), press=keys.split(), terminal_size=size, run_before=begin)
