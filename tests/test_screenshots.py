"""Pictures of the documentation: made by a script, the same each time, and without an address in them."""

import re
from pathlib import Path

import pytest

from tools.screenshots import NOW, PICTURES, take

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
    assert shown == {picture.name for picture in PICTURES}
