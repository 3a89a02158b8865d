"""A row of choices: where there is no room for all, the chosen one is to be seen, and that there are more."""

import pytest
from textual.app import App, ComposeResult

from itbtui.rehab.log.choices import KINDS
from itbtui.widgets.choice_row import PAIN, Strip, named


class Small(App[None]):
    def __init__(self, strip: Strip) -> None:
        super().__init__()
        self.strip = strip

    def compose(self) -> ComposeResult:
        yield self.strip


@pytest.mark.parametrize("width", [36, 44, 80])
async def test_what_is_chosen_is_to_be_seen(width: int) -> None:
    strip = Strip(named(KINDS), name="kind")
    app = Small(strip)
    async with app.run_test(size=(width, 3)) as pilot:
        for number, kind in enumerate(KINDS):
            await pilot.press("right")
            await pilot.pause()
            line = strip.render().plain
            assert f"[{kind}]" in line and len(line) <= width
            first, last = KINDS[0] in line, KINDS[-1] in line
            assert (line.startswith("‹"), line.endswith("›")) == (not first, not last), line
            await pilot.click(Strip, offset=(line.index(kind), 0))
            assert strip.chosen == number


async def test_pains_need_no_marks_on_a_small_screen() -> None:
    strip = Strip(PAIN, name="pain", value=10)
    app = Small(strip)
    async with app.run_test(size=(40, 3)):
        assert strip.render().plain == "0 1 2 3 4 5 6 7 8 9 [10]"
