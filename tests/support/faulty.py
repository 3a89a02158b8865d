"""The program with one fault in it: an error, as a bug would raise it, at the first call of one of its functions.

``python faulty.py itbtui/wording/card.py card log 5 --pain 0``: everything runs as it is, until ``card`` is called.
"""

import sys
from types import FrameType

SECRET = "Dr. Mabuse said 4.2 km"
"""What an error could know of the log."""


def main() -> None:
    file, function = sys.argv[1:3]
    del sys.argv[1:3]

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == function and frame.f_code.co_filename.endswith(file):
            sys.setprofile(None)
            raise KeyError({"notes": SECRET})

    from itbtui.cli.main import main as itbtui

    sys.setprofile(look)
    itbtui(prog_name="itbtui")


if __name__ == "__main__":
    main()
