"""What a few days say instead of what all days say, without a copy of all."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, overload

T = TypeVar("T")
D = TypeVar("D")


class Overlay(Mapping[int, T]):
    """``own`` in front of ``others``."""

    __slots__ = ("_others", "_own")

    def __init__(self, own: Mapping[int, T], others: Mapping[int, T]) -> None:
        self._own = own
        self._others = others

    def __getitem__(self, key: int) -> T:
        return self._own[key] if key in self._own else self._others[key]

    @overload
    def get(self, key: int, /) -> T | None: ...
    @overload
    def get(self, key: int, /, default: T | D) -> T | D: ...
    def get(self, key: int, /, default: Any = None) -> Any:
        return self._own[key] if key in self._own else self._others.get(key, default)

    def __iter__(self) -> Iterator[int]:
        return iter(self._own.keys() | self._others.keys())

    def __len__(self) -> int:
        return len(self._own.keys() | self._others.keys())
