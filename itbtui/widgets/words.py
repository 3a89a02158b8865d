"""Words that change while one looks at them."""

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """Draws only what is new, and lays the screen out anew only where that takes more lines or fewer."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._said = Content("")

    def say(self, words: Content) -> None:
        if words.is_same(self._said):
            return
        before, self._said = self._said, words
        rules, width = self.styles.get_rules(), self.content_size.width
        fits = bool(width) and words.get_height(rules, width) == before.get_height(rules, width)
        self.update(words, layout=not fits)
