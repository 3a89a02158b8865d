"""A table of rows: what it draws, how its cursor moves, and that it asks for no more rows than are to be seen."""

from collections.abc import Sequence

from textual import on
from textual.app import App, ComposeResult
from textual.content import Content

from itbtui.widgets.table import ListTable

COLUMNS = {"word": 6, "again": 8}


class Rows(App[None]):
    """A table of words, with what it asked for and said."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.words = words
        self.asked: list[str] = []
        self.said: list[str] = []
        self.table = ListTable(self.cells)

    def cells(self, word: str) -> list[Content]:
        self.asked.append(word)
        return [Content(word), Content(f"{word} too")]

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.fill(COLUMNS, self.words)

    @on(ListTable.Highlighted)
    def _went(self) -> None:
        self.said.append(f"at {self.table.chosen}")

    @on(ListTable.Selected)
    def _chose(self) -> None:
        self.said.append(f"chose {self.table.chosen}")

    @property
    def drawn(self) -> list[str]:
        return [self.table.render_line(y).text.rstrip() for y in range(self.table.size.height)]


def numbered(many: int) -> list[str]:
    return [f"n{number}" for number in range(many)]


async def test_only_rows_that_are_seen_are_asked_for() -> None:
    app = Rows(numbered(5000))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("end")
        assert set(app.asked) == {*numbered(9), *numbered(5000)[-9:]}
        await pilot.press("up", "up", "home")
        assert len(app.asked) < 40


async def test_the_heading_stays_and_the_cursor_is_marked_without_colours() -> None:
    app = Rows(numbered(50))
    async with app.run_test(size=(40, 6)) as pilot:
        assert app.drawn[:3] == ["  word    again", "▸ n0      n0 too", "  n1      n1 too"]
        await pilot.press("end")
        assert app.drawn[0] == "  word    again"
        assert app.drawn[-1] == "▸ n49     n49 too"


async def test_keys_move_the_cursor_and_scrolling_does_not() -> None:
    app = Rows(numbered(50))
    async with app.run_test(size=(40, 11)) as pilot:
        for key, row in (("down", 1), ("j", 2), ("up", 1), ("k", 0), ("up", 0), ("pagedown", 10), ("pagedown", 20)):
            await pilot.press(key)
            assert app.table.cursor_row == row, key
        assert app.drawn[1] == "▸ n20     n20 too"
        for key, row in (("G", 49), ("down", 49), ("g", 0), ("end", 49), ("pageup", 39), ("home", 0)):
            await pilot.press(key)
            assert app.table.cursor_row == row, key
        app.table.scroll_relative(y=5, animate=False)
        await pilot.pause()
        assert app.table.cursor_row == 0
        assert app.drawn[1] == "  n5      n5 too"


async def test_a_click_moves_the_cursor_and_a_second_one_selects() -> None:
    app = Rows(numbered(50))
    async with app.run_test(size=(40, 11)) as pilot:
        app.table.scroll_relative(y=20, animate=False)
        await pilot.pause()
        await pilot.click(offset=(3, 4))
        await pilot.click(offset=(3, 0))
        assert app.said == ["at n23"]
        await pilot.click(offset=(3, 4))
        assert app.said == ["at n23", "chose n23"]


async def test_the_cursor_stays_on_its_item_or_in_its_row() -> None:
    app = Rows(["one", "two", "three", "four"])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "down")
        app.table.fill(COLUMNS, ["zero", "one", "two", "three", "four"])
        assert app.table.chosen == "three"
        app.table.fill(COLUMNS, ["zero", "one", "two", "four"])
        assert app.table.chosen == "four"
        app.table.fill(COLUMNS, ["zero"])
        assert app.table.chosen == "zero"
        await pilot.pause()
        assert app.drawn[1:3] == ["▸ zero    zero too", ""]


async def test_what_changed_is_drawn_anew() -> None:
    app = Rows(["one", "two"])
    async with app.run_test(size=(40, 10)):
        assert app.drawn[1] == "▸ one     one too"
        app.table.fill({"other": 4, "": 9}, ["three"])
        assert app.drawn[:3] == ["  oth…", "▸ thr…  three too", ""]


async def test_an_empty_list() -> None:
    app = Rows([])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "end", "pagedown", "home")
        await pilot.click(offset=(3, 1))
        assert app.table.chosen is None
        assert app.drawn[1:] == [""] * 9
        assert app.said == []
        app.table.fill(COLUMNS, ["one"])
        assert app.table.chosen == "one"


async def test_wide_characters_are_cut_between_and_lines_are_as_wide_as_the_table() -> None:
    app = Rows(["膝が痛い", "膝a痛い", "膝が", "👟👟👟👟", "two\nlines"])
    async with app.run_test(size=(40, 10)):
        assert app.drawn[1:6] == [
            "▸ 膝が …  膝が痛 …",
            "  膝a痛…  膝a痛い…",
            "  膝が    膝が too",
            "  👟👟 …  👟👟👟 …",
            "  two     two",
        ]
        assert {app.table.render_line(y).cell_length for y in range(10)} == {40}


async def test_columns_wider_than_the_window_are_cut() -> None:
    app = Rows(numbered(3))
    async with app.run_test(size=(12, 8)):
        assert app.drawn[:2] == ["  word    ag", "▸ n0      n0"]
        assert app.table.max_scroll_x == 0


def below(word: str, width: int) -> list[Content]:
    return [Content(f"about {word}"), Content("and more")]


def above(words: Sequence[str]) -> Content:
    return Content(f"{words[0]} to {words[-1]}")


async def test_the_row_with_the_cursor_opens_and_groups_are_passed_over() -> None:
    app = Rows(numbered(40))
    async with app.run_test(size=(40, 8)) as pilot:
        app.table._below, app.table._above = below, above
        app.table.fill(COLUMNS, app.words, [0, 2])
        assert app.drawn == [
            *("  word    again", "  n0 to n1", "▸ n0      n0 too", "  about n0", "  and more"),
            *("  n1      n1 too", "  n2 to n39", "  n2      n2 too"),
        ]
        await pilot.press("down", "down")
        assert app.drawn[3:8] == ["  n1      n1 too", "  n2 to n39", "▸ n2      n2 too", "  about n2", "  and more"]
        await pilot.click(offset=(3, 4))
        assert app.table.cursor_row == 2
        await pilot.click(offset=(3, 6))
        assert app.said[-1] == "chose n2"
        await pilot.press("end")
        assert app.drawn[-3:] == ["▸ n39     n39 too", "  about n39", "  and more"]
        await pilot.press("home")
        assert app.drawn[1:4] == ["  n0 to n1", "▸ n0      n0 too", "  about n0"]
        app.table._below = None
        app.table.fill(COLUMNS, numbered(4), [0, 1, 3])
        assert [line.split()[-1] for line in app.drawn[1:]] == ["n0", "too", "n2", "too", "too", "n3", "too"]
        await pilot.press("pagedown")
        assert app.drawn[-1] == "▸ n3      n3 too"


async def test_the_cursor_is_in_sight_after_a_resize() -> None:
    app = Rows(numbered(50))
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press(*["down"] * 25)
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert "▸ n25     n25 too" in app.drawn
        assert {app.table.render_line(y).cell_length for y in range(10)} == {app.table.size.width}
        assert app.table.size.width > 40


async def test_what_opens_lays_nothing_out_anew_unless_the_scrollbar_comes_or_goes() -> None:
    app = Rows(["none", "one", "two", "many"])
    opens = {"none": 0, "one": 1, "two": 2, "many": 9}
    app.table = table = ListTable(app.cells, below=lambda word, _: [Content("open")] * opens[word])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        laid_out: list[str] = []
        app.screen.screen_layout_refresh_signal.subscribe(table, lambda _: laid_out.append(str(table.chosen)))
        await pilot.press("down", "down")
        assert app.drawn[3:6] == ["▸ two     two too", "  open", "  open"]
        assert laid_out == []
        await pilot.press("down")
        await pilot.pause()
        assert laid_out[:1] == ["many"] and table.show_vertical_scrollbar
        table.fill(COLUMNS, [*numbered(20), "many", "one"])
        opens |= dict.fromkeys(numbered(20), 0)
        await pilot.press("end")
        assert app.drawn[-2:] == ["▸ one     one too", "  open"]
        assert table.vertical_scrollbar.window_virtual_size == table.virtual_size.height == 24
        await pilot.press("up")
        assert app.drawn[1:] == ["▸ many    many too", *["  open"] * 8]
        assert table.vertical_scrollbar.window_virtual_size == 32
        table.fill(COLUMNS, ["none"])
        await pilot.pause()
        assert not table.show_vertical_scrollbar
