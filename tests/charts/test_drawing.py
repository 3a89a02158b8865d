"""The trend as SVG: the same scale, gaps and units as on the screen, in a file that needs nothing else."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from itbtui.charts.drawing import LEFT, RIGHT, WIDTH, chart
from itbtui.charts.trend_file import trend_svg
from itbtui.measures import Manner
from itbtui.rehab.log.entries import CheckIn, Entry, Run, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.trend.trend import RANGES, RangeName, Trend
from tests.support.story import LAST, winter

SVG = "{http://www.w3.org/2000/svg}"
WINTER = Trend.of(replay(Log.of(winter()), Settings(), LAST, shipped()))


def day(back: int) -> dt.date:
    return LAST - dt.timedelta(days=back)


def drawn(*entries: Entry, say: Manner = Manner()) -> ElementTree.Element:  # noqa: B008
    trend = Trend.of(replay(Log.of(entries), Settings(), LAST, shipped()))
    return ElementTree.fromstring(chart(trend, trend.window("6w"), say, ["words"]))


def of_class(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [mark for mark in root.iter() if mark.get("class") == kind]


def test_the_worst_of_seven_days_ends_where_nothing_is_known() -> None:
    root = drawn(*(CheckIn(date=day(back), morning=0) for back in (0, 1, 2, 30, 31, 32)))
    lines = [[float(xy.split(",")[0]) for xy in mark.get("points", "").split()] for mark in of_class(root, "worst")]
    a_day = (WIDTH - LEFT - RIGHT) / 42
    assert [round((line[-1] - line[0]) / a_day) for line in lines] == [9, 3]


@pytest.mark.parametrize(("pain", "labels"), [(2, ["0", "3", "6"]), (9, ["0", "3", "6", "9"])])
def test_the_scale_goes_on_to_the_highest_pain(pain: int, labels: list[str]) -> None:
    root = drawn(CheckIn(date=day(3), morning=pain))
    said = [mark.text for mark in of_class(root, "label") if mark.get("text-anchor") == "end"]
    assert said[: len(labels)] == labels


def test_miles() -> None:
    said = [mark.text or "" for mark in drawn(Run(date=day(1), distance_km=16.1, pain=0), say=Manner("mi")).iter()]
    assert "mi in seven days" in said and "10" in said
    assert not [words for words in said if "km" in words]


@pytest.mark.parametrize("name", RANGES)
def test_a_file_needs_nothing_else_and_nothing_leaves_it(name: RangeName) -> None:
    text = trend_svg(WINTER, WINTER.window(name), Manner())
    assert not re.search(r"var\(|url\(|href|<script|@import|@font-face", text)
    assert set(re.findall(r"\w+://[^\"]*", text)) == {"http://www.w3.org/2000/svg"}
    root = ElementTree.fromstring(text)
    width, height = int(root.get("width", "0")), int(root.get("height", "0"))
    (marks,) = root.iter(f"{SVG}g")
    for mark in marks:
        for name_of in ("x", "x1", "x2", "cx"):
            assert 0 <= float(mark.get(name_of, "0")) <= WIDTH < width
        for name_of in ("y", "y1", "y2", "cy"):
            assert 0 <= float(mark.get(name_of, "0")) < height
