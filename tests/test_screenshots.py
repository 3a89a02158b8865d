"""Pictures of the documentation: made by a script, the same each time, and without an address in them."""

import re
from pathlib import Path

import pytest

from tools.screenshots import FILM, NOW, PICTURES, joined, take

ROOT = Path(__file__).parents[1]


async def test_a_picture_is_the_same_each_time_and_fetches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITBTUI_NOW", NOW)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    picture = next(picture for picture in PICTURES if picture.name == "session")
    svg = await take(picture)
    assert svg == await take(picture)
    assert "CLAMSHELL" in svg
    assert set(re.findall(r"\w+://[^\"]*", svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\((?!#)", svg)


def test_the_script_makes_the_pictures_that_the_pages_show() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"pictures/([\w-]+)\.svg", page.read_text("utf-8"))}
    assert shown == {picture.name for picture in (*PICTURES, FILM)}


def picture_of(*words: str) -> str:
    """As Textual makes them, with names of its own."""
    name = f"terminal-{len(words)}"
    texts = "".join(f'<text class="{name}-r1" x="0" textLength="9" clip-path="url(#l)">{word}</text>' for word in words)
    screen = f'<g transform="translate(9, 41)"><rect fill="#000" x="0"/>{texts}</g>'
    return f'<svg viewBox="0 0 9 9"><style>.{name}-r1 {{ fill: #fff }}</style><defs></defs>{screen}</svg>'


def test_a_film_has_once_what_stands_in_several_pictures() -> None:
    film = joined([picture_of("one"), picture_of("one", "two"), picture_of("three", "two", "and")], [1, 2, 1])
    assert [film.count(f">{word}<") for word in ("one", "two", "three")] == [1, 1, 1]
    assert film.count("<rect") == 1
    assert 'values="inline;none" keyTimes="0;0.75"' in film
    assert 'values="none;inline" keyTimes="0;0.25"' in film
    assert film.index("<rect") < film.index("<text")
    assert "clip-path" not in film and "class=" not in film
