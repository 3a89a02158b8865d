"""What a terminal sends in one piece, parted: an Esc before another key, and words that nobody typed."""

import pytest

from itbtui.keys.typed import PASTE, PASTE_END, Escape, Part, Raw, Words, ends_in_paste, parts


@pytest.mark.parametrize(
    ("data", "parted"),
    [
        ("r5.2\r\r0\r", [Raw("r5.2\r\r0\r")]),
        ("\x1b1", [Escape(), Raw("1")]),
        ("\x1b\r", [Escape(), Raw("\r")]),
        ("\x1br5\r", [Escape(), Raw("r5\r")]),
        ("\x1b[A\x1b[Bx", [Raw("\x1b[A"), Raw("\x1b[B"), Raw("x")]),
        ("\x1bOA", [Raw("\x1bOA")]),
        ("\x1b\x1b", [Raw("\x1b\x1b")]),
        ("jjjjj", [Raw("jjjjj")]),
        ("?q?q2j", [Raw("?q?q2j")]),
        ("quite sore", [Words("quite sore")]),
        ("c0\rFelt fine, 5 km\rq", [Raw("c0\r"), Words("Felt fine, 5 km"), Raw("\rq")]),
        ("45 min", [Words("45 min")]),
        ("5.2\r31:30 easy\r", [Raw("5.2\r"), Words("31:30 easy"), Raw("\r")]),
        ("2:metronome\r", [Raw("2:"), Words("metronome"), Raw("\r")]),
        ("4\r18\rn", [Raw("4\r18\rn")]),
        ("\x1b[Bto be", [Raw("\x1b[B"), Words("to be")]),
        ("боль в колене", [Words("боль в колене")]),
        (":clearance\r", [Raw(":"), Words("clearance"), Raw("\r")]),
        ("5\n\n0\n", [Raw("5\r\r0\r")]),
        (f"1{PASTE}two\nthree{PASTE_END}4", [Raw("1"), Raw(f"{PASTE}two\nthree{PASTE_END}"), Raw("4")]),
        ("\x1b]11;rgb:0000/abcd/0000\x1b\\", [Raw("\x1b]11;rgb:0000/abcd/0000\x1b\\")]),
        ("\x1b[?2026;2$y", [Raw("\x1b[?2026;2$y")]),
    ],
)
def test_what_comes_in_one_piece(data: str, parted: list[Part]) -> None:
    assert list(parts(data)) == parted


def test_a_marked_paste_may_come_in_several_pieces() -> None:
    assert ends_in_paste(f"a{PASTE}b", in_paste=False)
    assert ends_in_paste("more of it", in_paste=True)
    assert not ends_in_paste(f"the end{PASTE_END}", in_paste=True)
    assert list(parts(f"\x1b1 of it{PASTE_END}\x1b1", in_paste=True)) == [
        Raw(f"\x1b1 of it{PASTE_END}"),
        Escape(),
        Raw("1"),
    ]
