"""Words that change while one looks at them."""

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """Draws only what is new, and lays the screen out anew only where that takes more lines or fewer."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._said = Content("")

    def say(self, words: Content) -> None:
        """Draws these words; the layout is made anew only where they need another number of lines."""
        if words.is_same(self._said):
            return
        fits = self.content_size.width > 0 and self._fits(words)
        self._said = words
        self.update(words, layout=not fits)

    def _fits(self, words: Content) -> bool:
        return self._lines_of(words) == self._lines_of(self._said)

    def _lines_of(self, words: Content) -> int:
        return words.get_height(self.styles.get_rules(), self.content_size.width)


class Detail(Words):
    """About the row of a table. It keeps the height it once had, so that the table does not jump from row to row."""

    def on_resize(self) -> None:
        self.styles.min_height = self.outer_size.height

    def _fits(self, words: Content) -> bool:
        return self._lines_of(words) <= self.content_size.height
