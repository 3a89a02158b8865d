"""The page in a real browser, where one is installed: nothing goes wrong, it prints on one sheet, it can be read."""

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from itbtui.reports.html import as_html
from tests.support.pages import overfull, page
from tests.support.story import winter

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic", "--disable-dev-shm-usage"),
)


def browse(file: Path, *more: str) -> str:
    """Opens a file and returns what the page's console said."""
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={file.parent / 'profile'}", "--enable-logging=stderr", *more]
    done = subprocess.run([*command, file.as_uri()], capture_output=True, text=True, timeout=120, check=True)
    return "\n".join(line for line in done.stderr.splitlines() if ":CONSOLE" in line)


def printed(file: Path) -> int:
    """How many sheets it takes; what the console says must be nothing."""
    pdf = file.with_suffix(".pdf")
    assert browse(file, "--no-pdf-header-footer", f"--print-to-pdf={pdf}") == ""
    data = pdf.read_bytes()
    assert re.search(rb"/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]", data), "not A4"
    return len(re.findall(rb"/Type\s*/Page\b", data))


def corner(file: Path, scheme: int) -> tuple[tuple[int, ...], str]:
    """The colour of the first pixel, with dark (0) or light (1) asked for, and what the console said."""
    shot = file.with_name(f"{scheme}.png")
    said = browse(file, f"--blink-settings=preferredColorScheme={scheme}", f"--screenshot={shot}")
    # It stands as it is in a PNG.
    data = b"".join(re.findall(rb"IDAT(.*?).{4}(?=.{4}(?:IDAT|IEND))", shot.read_bytes(), re.DOTALL))
    return tuple(zlib.decompressobj().decompress(data)[1:4]), said


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def test_a_full_page_is_one_sheet_and_the_console_is_silent(file: Path) -> None:
    file.write_text(as_html(page(*overfull())), "utf-8")
    assert printed(file) == 1


def test_two_sheets_are_counted_as_two(file: Path) -> None:
    file.write_text(as_html(page(*winter())).replace("</h1>", "</h1>" + "<p>more</p>" * 60), "utf-8")
    assert printed(file) == 2


def test_light_and_dark_as_the_reader_likes_it_and_a_script_is_refused_out_loud(file: Path) -> None:
    text = as_html(page(*winter()))
    file.write_text(text, "utf-8")
    assert corner(file, 1) == ((0xFF, 0xFF, 0xFF), "")
    file.write_text(text.replace("</h1>", "</h1><script>console.log(1)</script>"), "utf-8")
    colour, said = corner(file, 0)
    assert colour == (0x14, 0x19, 0x1B)
    assert "Content Security Policy" in said
