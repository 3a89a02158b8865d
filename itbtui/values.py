"""Values and records: what is known of one thing, by the names of its parts. A value never changes."""

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, ClassVar, Never, dataclass_transform


class _Parts:
    """What values and records share. Python would compile up to six methods for each of their classes at each start,
    which takes longer than to read a log; here they are the same for all."""

    __slots__ = ()
    _defaults: ClassVar[dict[str, Any]]
    """Each field with its default, or MISSING."""
    _made: ClassVar[dict[str, Any]]
    """What makes the default of those without a fixed one, or MISSING for one that has to be given."""
    _positional: ClassVar[tuple[str, ...]]
    _parts: ClassVar[Any] = attrgetter("__class__")
    """All that one holds; without fields all of a class are the same."""

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        super().__init_subclass__()
        dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        known = fields(cls)  # type: ignore[arg-type]
        cls._defaults = {each.name: each.default for each in known}
        cls._made = {each.name: each.default_factory for each in known if each.default is MISSING}
        cls._positional = tuple(each.name for each in known if not each.kw_only)
        if known:
            cls._parts = attrgetter(*cls._defaults)

    def __init__(self, *given: Any, **named: Any) -> None:
        defaults = self._defaults
        if given or named.keys() != defaults.keys():
            named = self._completed(given, named)
        # Not by ``vars``: Python would make a dictionary for each then, and keep it.
        put = object.__setattr__
        for name in defaults:
            put(self, name, named[name])
        self.__post_init__()

    def __post_init__(self) -> None:
        """Refuses what cannot be; called once all fields are there."""

    @classmethod
    def _completed(cls, given: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
        """A value for each field. Raises TypeError for a call that is none."""
        call, in_order = f"{cls.__qualname__}.__init__()", dict(zip(cls._positional, given, strict=False))
        if len(given) > len(cls._positional):
            raise TypeError(
                f"{call} takes {len(cls._positional)} arguments by their place, but {len(given)} were given"
            )
        for name in named:
            if name not in cls._defaults:
                raise TypeError(f"{call} got an unexpected keyword argument {name!r}")
            if name in in_order:
                raise TypeError(f"{call} got multiple values for argument {name!r}")
        values = {**cls._defaults, **in_order, **named}
        for name in cls._made:
            if values[name] is MISSING:
                if (make := cls._made[name]) is MISSING:
                    raise TypeError(f"{call} missing a required argument: {name!r}")
                values[name] = make()
        return values

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(self._parts(self) == self._parts(other))

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._defaults)
        return f"{type(self).__qualname__}({parts})"


@dataclass_transform(field_specifiers=(field,))
class Record(_Parts):
    """A dataclass that may change. A class that follows from it names its fields."""

    __slots__ = ()


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(_Parts):
    """A frozen dataclass. A class that follows from it names its fields; with ``kw_only`` they go by name only."""

    def __hash__(self) -> int:
        return hash(self._parts(self))

    def __setattr__(self, name: str, value: Any) -> Never:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> Never:
        raise FrozenInstanceError(f"cannot delete field {name!r}")
