"""A command that speaks: never a shell, never waited for, never fatal."""

import os
import time
from pathlib import Path

import pytest

from itbtui.logbook.settings import BY_KEY
from itbtui.logbook.speaking import Speaker


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """Says what it is given into a pipe, and speaks on for a second."""
    os.mkfifo(tmp_path / "said")
    script = tmp_path / "voice"
    script.write_text(f"#!/bin/sh\nprintf '%s|' \"$@\" > '{tmp_path}/said'\nexec sleep 1\n")
    script.chmod(0o700)
    return script


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("Hold; $(date) `date`", "-r|20|Hold; $(date) `date`|"),
        ("-x", "-r|20| -x|"),
        ("hüfte 'left'", "-r|20|hüfte 'left'|"),
    ],
)
def test_the_cue_is_the_last_argument_as_it_is(voice: Path, cue: str, said: str) -> None:
    before = time.monotonic()
    assert Speaker(f"'{voice}' -r 20").say(cue) is None
    assert time.monotonic() - before < 1
    assert voice.with_name("said").read_text() == said


@pytest.mark.parametrize("command", ["", "'open", "   "])
def test_none_is_none(command: str) -> None:
    assert Speaker(command).say("hold") is None


def test_one_that_is_not_there_is_said_once(tmp_path: Path) -> None:
    speaker = Speaker(str(tmp_path / "no-voice"))
    assert speaker.say("hold") == f"speak: {tmp_path}/no-voice cannot be started: No such file or directory"
    assert speaker.say("hold") is None


@pytest.mark.parametrize(("value", "is_right"), [("spd-say -r 20", True), ("", True), ("'open", False), (1, False)])
def test_what_the_setting_may_be(value: object, is_right: bool) -> None:
    assert (BY_KEY["speak"].problem(value) is None) is is_right
