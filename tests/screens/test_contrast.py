"""Every word stands out from what is behind it, in each look: 4.5 to 1, as the guidelines for readable pages ask."""

import re
from collections.abc import Iterator

import pytest
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

from itbtui.app.app import ItbApp
from itbtui.logbook.led_runs import todays_run
from itbtui.widgets.themes import OWN_THEMES
from tests.support.march import sore_at_last
from tests.support.screens import MakeApp, press

LEAST = 4.5
SCREENS = (
    *("1", "2", "3", "4", "6", "w", "5", "question_mark", "c", "p", "I", "slash", "g"),
    *("r 5 enter 4 / ctrl+s", "s / enter / space"),
)
"""The keys that lead from Today to each screen, and from some on to the next."""
LED = ("right", "right", "space", "p")
"""What is pressed while a run is led, one after the other: run, faster, paused, stop."""
DRAWN = re.compile("[\u2500-\u259f\u2800-\u28ff\\s]+")
"""Lines, blocks and dots are no words."""
USUAL = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
"""The sixteen colours of a terminal, as xterm has them."""
SIXTEEN = [tuple(bytes.fromhex(colour)) for colour in USUAL.split()]
Colour = tuple[int, ...]


def luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def colours(style: Style, is_dark: bool) -> tuple[Colour, Colour]:
    """Of the letters and of what is behind them."""
    plain = (SIXTEEN[7], SIXTEEN[0]) if is_dark else (SIXTEEN[0], SIXTEEN[15])
    found = []
    for colour, default in zip((style.color, style.bgcolor), plain, strict=True):
        if colour is None or colour.type is ColorType.DEFAULT:
            found.append(default)
        elif colour.number is not None and colour.number < len(SIXTEEN):
            found.append(SIXTEEN[colour.number])
        else:
            found.append(tuple(colour.get_truecolor()))
    letters, behind = found
    if style.reverse:
        letters, behind = behind, letters
    if style.dim:
        letters = tuple((one + other) // 2 for one, other in zip(letters, behind, strict=True))
    return letters, behind


def segments(app: ItbApp) -> Iterator[Segment]:
    for line in app.screen._compositor.render_strips():
        yield from line


def faint(app: ItbApp, where: str) -> set[str]:
    """What stands out too little, with how much it does."""
    found = set()
    for segment in segments(app):
        text = DRAWN.sub("", segment.text)
        if text and segment.style:
            ratio = contrast(*colours(segment.style, app.current_theme.dark))
            if ratio < LEAST:
                found.add(f"{app.theme}, {where}: {ratio:.1f} {segment.text.strip()!r} {segment.style}")
    return found


async def faint_in_any_look(app: ItbApp, pilot: Pilot[None], where: str) -> set[str]:
    """The screen stays open while the look changes: what was drawn in the one before is drawn anew.

    It begins with the look in which the screen was opened, first or last of them.
    """
    found = set()
    for theme in OWN_THEMES[::-1] if app.theme == OWN_THEMES[-1] else OWN_THEMES:
        app.theme = theme
        await pilot.pause()
        found |= faint(app, where)
        if flashing := app.screen.query(".flash"):
            flashing.remove_class("flash")
            await pilot.pause()
            found |= faint(app, f"{where}, after the flash")
    return found


async def test_all_words_can_be_read_in_each_look(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itbtui.widgets.led_screen.FLASH_S", 60)
    app = make_app(*sore_at_last())
    found = set()
    async with app.run_test(size=(120, 40)) as pilot:
        for way in SCREENS:
            for keys in way.split(" / "):
                await press(pilot, keys)
                await app.workers.wait_for_complete()
                await pilot.pause()
                found |= await faint_in_any_look(app, pilot, f"{keys} of {way}")
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await pilot.pause()
        await app.open("led-run", todays_run(app.logbook, 4))
        for keys in LED:
            await press(pilot, keys)
            found |= await faint_in_any_look(app, pilot, f"led {keys}")
    assert not found, "\n".join(found)
