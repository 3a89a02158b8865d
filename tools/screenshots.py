"""Makes the pictures in docs/pictures: opens the demo, presses the keys, keeps what stands on the screen.

Run it with ``make screenshots``. The same program gives the same bytes. The pictures ask for no font and no other file.
"""

import argparse
import asyncio
import os
import re
import tempfile
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from textual.pilot import Pilot

from itbtui.app.app import ItbApp
from itbtui.data.store import Store
from itbtui.logbook import clock
from itbtui.logbook.clock import ExerciseClock
from itbtui.logbook.demo_store import made_up_year
from itbtui.logbook.logbook import Logbook
from itbtui.screens.player import PlayerScreen

NOW = "2026-03-02T18:30"
FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
TEXT = re.compile(r'(<text [^>]*?x=")([\d.]+)("[^>]*?textLength=")([\d.]+)("[^>]*>)([^<]+)</text>')
FONTS = '"DejaVu Sans Mono", Menlo, Consolas, monospace'


@dataclass(frozen=True)
class Picture:
    """What is pressed on Today; ``seconds`` of the exercise clock pass then."""

    name: str
    keys: str = ""
    seconds: float = 0
    size: tuple[int, int] = (80, 24)


PICTURES = (
    Picture("today"),
    Picture("card", "r 3 . 1 enter 2 0 enter 3 enter 1 4 enter enter n ctrl+s"),
    Picture("trend", "3 e", size=(120, 36)),
    Picture("session", "s 1 3 enter", seconds=31),
)


class HeldClock(ExerciseClock):
    """Shows what it is told."""

    shows = 0.0

    def now(self) -> float:
        return self.shows


async def take(picture: Picture) -> str:
    """The picture as SVG."""
    with made_up_year() as demo, Store.open(demo.database, now=clock.now) as store:
        app = ItbApp(Logbook(store, demo.settings), demo=demo)
        held = app.logbook.exercise_clock = HeldClock()
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            app.clear_notifications()
            await pilot.press(*picture.keys.split())
            await _settled(pilot)
            if isinstance(app.screen, PlayerScreen):
                held.shows += picture.seconds
                app.screen.look()
                app.screen.query("#frame").remove_class("flash")
                await _settled(pilot)
            return fit_for_all(app.export_screenshot(title="itbtui"))


async def _settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def fit_for_all(svg: str) -> str:
    """Textual's picture without the fonts that it would fetch, and the same in each viewer."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONTS)
    return TEXT.sub(_without_blanks, svg)


def _without_blanks(found: re.Match[str]) -> str:
    """Every stretch without a blank at its own place: viewers do not agree on how wide a blank is."""
    head, x, between, length, end, written = found.groups()
    text = unescape(written)
    advance = float(length) / len(text)
    return "".join(
        f"{head}{float(x) + part.start() * advance:g}{between}{len(part[0]) * advance:g}{end}{escape(part[0])}</text>"
        for part in re.finditer(r"\S+", text)
    )


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("names", nargs="*", help="of the pictures; all of them if none is given")
    options.add_argument("--into", type=Path, default=FOLDER, help="the folder")
    chosen = options.parse_args()
    known = {picture.name for picture in PICTURES}
    if unknown := set(chosen.names) - known:
        options.error(f"{', '.join(sorted(unknown))}: no such picture; there are {', '.join(sorted(known))}")
    os.environ["ITBTUI_NOW"] = NOW
    chosen.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as config:
        # Whoever makes the pictures may like other themes and keys.
        os.environ["XDG_CONFIG_HOME"] = config
        for picture in PICTURES:
            if not chosen.names or picture.name in chosen.names:
                (chosen.into / f"{picture.name}.svg").write_text(asyncio.run(take(picture)), "utf-8")
                print(f"{chosen.into.name}/{picture.name}.svg")


if __name__ == "__main__":
    main()
