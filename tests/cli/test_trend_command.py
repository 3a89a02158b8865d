"""The trend by command: for eyes, for pipes, for screen readers, for a letter."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pexpect
import pytest

from itbtui.data.store import Store
from itbtui.rehab.trend.trend import RANGES
from tests.support.shell import Done, Shell
from tests.support.story import winter

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    with Store.open(path) as store:
        store.save(*winter(), label="a winter")
    return path


def environment(db: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return {**kept, "ITBTUI_DB": str(db), "ITBTUI_NOW": "2026-03-02T08:00", **more}


def trend(db: Path, *words: str) -> Done:
    """In this process; what leads to a pipe or a terminal is a program of its own."""
    return Shell(db.parent)("trend", *words, db=db)


def in_a_terminal(db: Path, *words: str, columns: int = 80, **more: str) -> str:
    given = environment(db, TERM="xterm-256color", **more)
    command = ["-m", "itbtui", "trend", *words]
    child: pexpect.spawn[bytes] = pexpect.spawn(
        sys.executable, command, env=given, dimensions=(30, columns), timeout=20
    )
    return child.read().decode()


def test_ascii_alone_has_a_stand_in_for_each_mark(db: Path) -> None:
    """In a pipe."""
    command = [sys.executable, "-m", "itbtui", "trend"]
    given = environment(db, PYTHONIOENCODING="ascii")
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Pain  *o run  ## worst of 7 days  - morning  = daily")
    assert "?" not in done.stdout


def test_what_is_no_terminal_gets_the_picture_and_the_words_without_colours(db: Path) -> None:
    done = trend(db)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Pain  ●○ run")
    assert lines[-6] == "20 Jan – 2 Mar 2026:"
    assert lines[-5] == "About the same as 6 weeks ago: worst 0 this week, 0 then, 4 last week."
    assert "\x1b" not in done.stdout
    assert max(map(len, lines)) <= 80


def test_plain_has_the_words_first(db: Path) -> None:
    lines = trend(db, "--plain", "--range", "episode").stdout.splitlines()
    assert lines[0] == "18 Dec 2025 – 2 Mar 2026:"
    assert "Better than in the first week of the episode: worst 0 this week, 5 then" in lines[1]
    assert lines[7].startswith("Pain")


TERMINALS = [
    # words, columns and variables; whether there are colours
    ((), 160, {}, True),
    ((), 40, {"NO_COLOR": "1"}, False),
    (("--plain",), 60, {}, False),
]


@pytest.mark.parametrize(("words", "columns", "more", "has_colours"), TERMINALS)
def test_a_terminal_gets_what_fits_it_in_colours_unless_they_are_not_wanted(
    db: Path, words: tuple[str, ...], columns: int, more: dict[str, str], has_colours: bool
) -> None:
    said = in_a_terminal(db, *words, columns=columns, **more)
    assert ("\x1b[" in said) is has_colours
    lines = re.sub(r"\x1b\[[\d;]*m", "", said).splitlines()
    begins = next(number for number, line in enumerate(lines) if line.startswith("Pain"))
    widest = max(map(len, lines[begins : begins + 18]))
    assert min(columns, 120) - 8 < widest <= columns


@pytest.mark.parametrize("name", RANGES)
def test_every_range_is_known(db: Path, name: str) -> None:
    said = json.loads(trend(db, "--range", name, "--json").stdout)
    assert said["range"]["name"] == name
    assert said["range"]["last"] == "2026-03-02"
    assert {"worst", "days", "onsets", "volume", "back_off", "stages", "adherence", "episodes", "series"} <= said.keys()


def test_as_json_unknown_is_null(tmp_path: Path) -> None:
    said = json.loads(trend(tmp_path / "empty.db", "--json").stdout)
    assert said["worst"]["this_week"] is None
    assert said["back_off"] is None
    assert said["series"] == []


def test_a_range_that_there_is_not_says_what_there_is(db: Path) -> None:
    done = trend(db, "--range", "7w")
    assert done.returncode == 2
    assert all(name in done.stderr for name in RANGES)


def test_an_episode_that_there_is_not(tmp_path: Path) -> None:
    done = trend(tmp_path / "empty.db", "--range", "episode")
    assert done.returncode == 1
    assert done.stderr == "--range: there is no episode in the log; give 2w, 6w, 3m, 1y or all\n"


def test_an_empty_log(tmp_path: Path) -> None:
    done = trend(tmp_path / "empty.db")
    assert done.returncode == 0
    assert done.stdout == "Nothing is logged yet. The picture begins with the first run or check-in.\n"
    refused = trend(tmp_path / "empty.db", "-o", str(tmp_path / "trend.svg"))
    assert refused.returncode == 1
    assert not (tmp_path / "trend.svg").exists()


def test_a_picture_to_send(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "trend.svg"
    done = trend(db, "--range", "3m", "-o", str(file))
    assert done.returncode == 0
    assert done.stderr == f"Written: {file}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    root = ElementTree.parse(file).getroot()
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == "Knee pain, 2 Dec 2025 – 2 Mar 2026"
    assert words is not None and "worst 0 this week" in (words.text or "")
    shown = " ".join(part.text or "" for part in root.iter(f"{SVG}text"))
    assert "worst 0 this week," in shown
    # It asks for no other file: nothing that looks at it tells anybody.
    text = file.read_text("utf-8")
    assert "url(" not in text and "href" not in text and "@import" not in text


def test_a_file_that_cannot_be_written(db: Path, tmp_path: Path) -> None:
    done = trend(db, "-o", str(tmp_path / "nowhere" / "trend.svg"))
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_has_an_example(db: Path) -> None:
    assert "Example: itbtui trend" in trend(db, "--help").stdout
