"""Makes the pictures in docs/pictures, still and moving: opens the demo, presses keys, keeps what stands there.

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
SCREEN = '<g transform="translate(9, 41)"'
"""Where in Textual's picture the terminal begins, behind its window."""
FONTS = '"DejaVu Sans Mono", Menlo, Consolas, monospace'


@dataclass(frozen=True)
class Picture:
    """What is pressed on Today; ``seconds`` of the exercise clock pass then."""

    name: str
    keys: str = ""
    seconds: float = 0
    size: tuple[int, int] = (80, 24)


@dataclass(frozen=True)
class Film:
    """A picture that moves: of each step what is pressed, how much of the exercise clock passes, how long it stands."""

    name: str
    steps: tuple[tuple[str, float, float], ...]
    size: tuple[int, int] = (80, 24)


FILM = Film(
    "moving",
    (
        *(("", 0, 2.5), ("r", 0, 1), ("3", 0, 0.3), (".", 0, 0.3), ("1", 0, 0.6), ("enter 2 0", 0, 0.8)),
        *(("enter", 0, 0.6), ("4", 0, 1.2), ("enter 1 2", 0, 0.8), ("enter n", 0, 1), ("ctrl+s", 1, 5)),
        *(("enter", 0, 3), ("s", 0, 2), ("1 3 enter", 0, 1.5), ("", 5.4, 0.5), *(("", 0.5, 0.5),) * 10),
    ),
)
"""A run that hurt is logged, to its card; then a set of the exercises."""
PICTURES = (
    Picture("today"),
    Picture("card", "r 3 . 1 enter 2 0 enter 3 enter 1 4 enter n ctrl+s"),
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
    return (await _frames(((picture.keys, picture.seconds, 0),), picture.size))[0]


async def shoot(film: Film) -> str:
    """The film as one SVG: each step lies over the others while its time is."""
    frames = await _frames(film.steps, film.size)
    return joined(frames, [stands for *_, stands in film.steps])


def joined(frames: list[str], stand: list[float]) -> str:
    """One SVG of several, each shown for so many seconds, over and over; a viewer that stands still shows the first.

    What stands in more than one of them is there once, with the times at which it is seen.
    """
    seen: dict[str, list[int]] = {}
    for number, frame in enumerate(frames):
        for element in _elements(frame):
            seen.setdefault(element, []).append(number)
    together: dict[tuple[bool, tuple[int, ...]], list[str]] = {}
    for element, numbers in seen.items():
        together.setdefault((element.startswith("<text"), tuple(numbers)), []).append(element)
    # What is behind comes first, whenever it is seen.
    drawn = "\n".join(_timed("".join(together[key]), key[1], stand) for key in sorted(together))
    head, _, rest = frames[0].partition("<style>")
    window = rest[rest.index("</defs>") + len("</defs>") : rest.index(SCREEN)]
    window = re.sub(r'class="[^"]*title"', 'style="font: bold 18px arial"', window)
    font = f"font-family: {FONTS.replace(chr(34), chr(39))}; font-size: 20px"
    return f'{head}{window}{SCREEN} style="{font}">\n{drawn}\n</g></svg>\n'


def _elements(frame: str) -> list[str]:
    """The rectangles and words of a picture, each by itself: with its looks, and without the names of this picture."""
    looks = dict(re.findall(r"\.(terminal-\d+-r\d+) \{ (.*?) \}", frame))
    found = re.findall(r"<rect [^>]*/>|<text [^>]*>[^<]*</text>", frame[frame.index(SCREEN) :])
    cut = (re.sub(r' clip-path="[^"]*"', "", element) for element in found)
    return [re.sub(r'class="([^"]*)"', lambda name: f'style="{looks[name[1]]}"', element) for element in cut]


def _timed(elements: str, frames: tuple[int, ...], stand: list[float]) -> str:
    """What is seen in some of the frames only."""
    if len(frames) == len(stand):
        return elements
    whole = sum(stand)
    values = ["inline" if number in frames else "none" for number in range(len(stand))]
    turns = [number for number in range(len(stand)) if number == 0 or values[number] != values[number - 1]]
    moves = (
        f'<animate attributeName="display" values="{";".join(values[number] for number in turns)}" '
        f'keyTimes="{";".join(f"{sum(stand[:number]) / whole:.4g}" for number in turns)}" dur="{whole:g}s" '
        'calcMode="discrete" repeatCount="indefinite"/>'
    )
    return f'<g display="{values[0]}">{moves}{elements}</g>'


async def _frames(steps: tuple[tuple[str, float, float], ...], size: tuple[int, int]) -> list[str]:
    frames = []
    with made_up_year() as demo, Store.open(demo.database, now=clock.now) as store:
        app = ItbApp(Logbook(store, demo.settings), demo=demo)
        held = app.logbook.exercise_clock = HeldClock()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.clear_notifications()
            for keys, seconds, _ in steps:
                await pilot.press(*keys.split())
                await _settled(pilot)
                if isinstance(app.screen, PlayerScreen):
                    held.shows += seconds
                    app.screen.look()
                    app.screen.query("#frame").remove_class("flash")
                    await _settled(pilot)
                frames.append(fit_for_all(app.export_screenshot(title="itbtui")))
    return frames


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
    known = {picture.name for picture in (*PICTURES, FILM)}
    if unknown := set(chosen.names) - known:
        options.error(f"{', '.join(sorted(unknown))}: no such picture; there are {', '.join(sorted(known))}")
    os.environ["ITBTUI_NOW"] = NOW
    chosen.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as config:
        # Whoever makes the pictures may like other themes and keys.
        os.environ["XDG_CONFIG_HOME"] = config
        for picture in PICTURES:
            if not chosen.names or picture.name in chosen.names:
                _keep(chosen.into / f"{picture.name}.svg", asyncio.run(take(picture)))
        if not chosen.names or FILM.name in chosen.names:
            _keep(chosen.into / f"{FILM.name}.svg", asyncio.run(shoot(FILM)))


def _keep(path: Path, picture: str) -> None:
    path.write_text(picture, "utf-8")
    print(f"{path.parent.name}/{path.name}")


if __name__ == "__main__":
    main()
