"""The exercises by command: a list, a page with its picture, the same for scripts and for screen readers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from itbtui.charts.dots import BRAILLE
from itbtui.measures import Manner
from itbtui.rehab.protocol.figures import shipped
from itbtui.wording.help import pages
from tests.support.shell import Shell

NAMES = [exercise.id for exercise in shipped().exercises]


def has_picture(text: str) -> bool:
    return any(BRAILLE < ord(sign) < BRAILLE + 256 for sign in text)


def test_the_list_names_all_in_doing_order(itbtui: Shell) -> None:
    done = itbtui("exercise")
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")] == NAMES
    assert [each["id"] for each in json.loads(itbtui("exercise", "--json").stdout)] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_all_the_words_and_plain_nothing_else(itbtui: Shell, name: str) -> None:
    shown, plain = itbtui("exercise", name).stdout, itbtui("exercise", name, "--plain").stdout
    assert has_picture(shown) and not has_picture(plain)
    words = " ".join(plain.split())
    for label, text in pages(shipped(), Manner())[name].parts:
        assert f"{label} {text}" in words
        assert f"{label} {text}" in " ".join(shown.split())


def test_a_name_is_taken_as_it_is_written_and_the_side_is_mirrored(itbtui: Shell) -> None:
    right, left = itbtui("exercise", "Box Squat").stdout, itbtui("exercise", "box-squat", "--side", "left").stdout
    assert "here the right one" in right and "here the left one" in left
    assert right.splitlines()[2:14] != left.splitlines()[2:14]
    assert json.loads(itbtui("exercise", "box-squat", "--json").stdout)["tempo"][0] == {"part": "down", "seconds": 3}


def test_an_unknown_one_is_refused_in_a_line_that_says_what_there_is(itbtui: Shell) -> None:
    done = itbtui("exercise", "plank\x1b[2J")
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "\x1b" not in done.stderr
    assert "clamshell" in done.stderr


def test_a_terminal_without_braille_gets_signs_that_it_has(tmp_path: Path) -> None:
    given = {**os.environ, "PYTHONIOENCODING": "ascii", "ITBTUI_DB": str(tmp_path / "log.db"), "COLUMNS": "60"}
    command = [sys.executable, "-m", "itbtui", "exercise", "clamshell"]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=True, timeout=60)
    picture = done.stdout.split("\n\n")[1]
    assert picture.isascii() and "?" not in picture and "###" in picture
    assert max(map(len, done.stdout.splitlines())) <= 60
    assert not (tmp_path / "log.db").exists()
