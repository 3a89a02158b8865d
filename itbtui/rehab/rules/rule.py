"""What makes a function a rule: the id of its row in the protocol, and the section that the row stands in."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Generic, TypeVar

from itbtui.rehab.rules.finding import Grounds
from itbtui.values import Value

F = TypeVar("F", bound=Callable[..., Grounds | None])
"""Grounds are never false, not even without a number: what fires is told."""


class Rule(Value, Generic[F]):
    """A row of the protocol's tables. ``fires`` returns the grounds on which it fires, or None where it does not; they
    name no entries where whoever asks knows them.

    The docstring of ``fires`` is the row in plain words. ``unconfirmed`` says that it keeps a run from being clean, and
    says nothing against it.
    """

    id: str
    section: str
    fires: F
    unconfirmed: bool = False


def rule(
    id: str,  # noqa: A002
    section: str,
    *,
    unconfirmed: bool = False,
) -> Callable[[F], Rule[F]]:
    """Makes a function the rule of a row in a section of the protocol, such as 6.2."""
    return lambda fires: Rule(id, section, fires, unconfirmed)


def rules_of(module: ModuleType) -> Iterator[Rule[Any]]:
    """The rules of a module, in the order of its rows."""
    return (value for value in vars(module).values() if isinstance(value, Rule))
