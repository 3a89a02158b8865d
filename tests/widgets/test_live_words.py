"""Words that change: the screen is laid out anew only where they need it."""

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from itbtui.widgets.live_words import Detail, Words


class Page(App[None]):
    CSS = "Words { height: auto; }"

    def compose(self) -> ComposeResult:
        yield Words()
        yield Static("below", id="below")


async def test_what_is_below_moves_with_the_lines() -> None:
    app = Page()
    async with app.run_test(size=(10, 10)) as pilot:
        words, below = app.query_one(Words), app.query_one("#below")
        for text, lines in (
            ("one", 1),
            ("another", 1),
            ("wrapped at the far edge", 3),
            ("[red]\none", 2),
            ("", 1),
            ("x", 1),
        ):
            words.say(Content(text))
            await pilot.pause()
            assert below.region.y == lines, text
            assert text[:3] in words.render_line(0).text


async def test_other_colours_are_drawn_too() -> None:
    app = Page()
    async with app.run_test(size=(10, 10)) as pilot:
        words = app.query_one(Words)
        for style in ("bold", "italic"):
            words.say(Content.styled("same", style))
            await pilot.pause()
            first = next(iter(words.render_line(0)))
            assert first.style is not None
            assert getattr(first.style, style)


class WithDetail(App[None]):
    CSS = "Detail { height: auto; min-height: 1; max-height: 3; }"

    def compose(self) -> ComposeResult:
        yield Detail()
        yield Static("below", id="below")


async def test_what_is_beside_a_detail_moves_away_once_and_stays() -> None:
    app = WithDetail()
    async with app.run_test(size=(10, 10)) as pilot:
        detail, below = app.query_one(Detail), app.query_one("#below")
        for text, lines in (("one", 1), ("wrapped at it", 2), ("one", 2), ("wrapped at the far far edge", 3), ("", 3)):
            detail.say(Content(text))
            await pilot.pause()
            assert below.region.y == lines, text
            assert text[:3] in detail.render_line(0).text
