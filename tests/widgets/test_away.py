"""A notification as terminals take it."""

import pytest

from itbtui.widgets.away import notification


@pytest.mark.parametrize(
    ("environment", "written"),
    [
        ({"TERM": "xterm-256color"}, "\x1b]9;Next: a, b\x1b\\"),
        ({}, "\x1b]9;Next: a, b\x1b\\"),
        ({"TERM": "rxvt-unicode"}, "\x1b]777;notify;itbtui;Next: a, b\x1b\\"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, "\x1b]777;notify;itbtui;Next: a, b\x1b\\"),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x"}, "\x1bPtmux;\x1b\x1b]9;Next: a, b\x1b\x1b\\\x1b\\"),
    ],
)
def test_it_is_written_as_the_terminal_takes_it(environment: dict[str, str], written: str) -> None:
    assert notification("Next: a; b", environment) == written


def test_nothing_of_it_is_a_sequence_of_its_own() -> None:
    assert "\x07" not in notification("a\x07\x1b]0;b\n", {})
    assert notification("a\x1b", {}).count("\x1b") == 2
