"""What is left out of plotext: it draws the same without, and nothing stands in its place afterwards."""

import hashlib
import subprocess
import sys

from itbtui.charts.plotext_private import UNNEEDED

DRAW = """
import sys
if sys.argv[1] == "all of it":
    import plotext
from itbtui.charts.axis import Axis
from itbtui.charts.palette import ANSI, Palette
from itbtui.charts.plot import Scale, plot, ruler
from itbtui.charts.series import bars, dashes, points, steps
axis, values = Axis(739_600, 42, 72), [None if day % 5 == 4 else day % 7 for day in range(42)]
series = steps(axis, values, "worst"), dashes(axis, values[::-1], "daily", "╌"), points(axis, values, "run", "●")
pains, load = Scale(6, [(0, "0"), (6, "6")], (3,)), Scale(49, [(0, "km")], is_area=True)
high = bars(((day, day + 5, day - 739_590) for day in range(739_600, 739_640, 7)), "bar")
for palette in (ANSI, Palette(faint=(9, 99, 199), worst=(255, 0, 1), bar=(0, 128, 64))):
    for scale, drawn in ((pains, series), (load, [high])):
        for line in plot(axis, scale, 7, drawn, palette, 739_611):
            print(line.markup)
    print(ruler(axis, [(739_603, "Mon 1"), (739_641, "Fri 8")], palette, 739_611).markup)
print(*sys.modules, file=sys.stderr)
"""


def ran(how: str) -> tuple[str, set[str]]:
    """What a fresh interpreter draws, and the modules that it has then."""
    done = subprocess.run([sys.executable, "-c", DRAW, how], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, set(done.stderr.split())


def test_plotext_draws_the_same_without_what_no_picture_needs() -> None:
    (drawn, modules), (by_all, all_modules) = ran("what is needed"), ran("all of it")
    assert drawn == by_all
    assert "╌" in drawn and "●" in drawn
    assert "plotext" in modules
    assert ({*UNNEEDED} | {"_hashlib"}) & modules == set()
    assert {"plotext._doc.doc", "plotext._tests.run", "_hashlib"} <= all_modules


def test_what_is_put_off_is_there_for_all_others() -> None:
    ask = (
        "from itbtui.charts.plotext_private import load; load(); import hashlib; print(hashlib.sha256(b'').hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == hashlib.sha256(b"").hexdigest(), done.stderr
