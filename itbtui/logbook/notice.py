"""Being told that something has changed, by plain callbacks."""

from collections.abc import Callable

Callback = Callable[[], None]


class Notice:
    """Those who want to be told of one thing. They are called in the order in which they came, where it happens."""

    def __init__(self) -> None:
        self._told: list[Callback] = []

    def subscribe(self, callback: Callback) -> None:
        """Is called each time, after those who came before."""
        self._told.append(callback)

    def unsubscribe(self, callback: Callback) -> None:
        """Raises ValueError for one that has not subscribed."""
        self._told.remove(callback)

    def give(self) -> None:
        """Tells all of them. Who unsubscribes meanwhile is told this once more."""
        for callback in list(self._told):
            callback()
