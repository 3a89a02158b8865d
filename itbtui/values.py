"""Values: what is known of one thing, by the names of its parts, and never changed."""

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, ClassVar, Never, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value:
    """A frozen dataclass. A class that follows from it names its fields, with ``kw_only`` where they go by name only.

    Python would compile six methods for each of them at each start, which takes longer than to read a log. Here they
    are the same for all.
    """

    _defaults: ClassVar[dict[str, Any]]
    """Each field with its default, or MISSING."""
    _positional: ClassVar[tuple[str, ...]]
    _parts: ClassVar[Any]

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        super().__init_subclass__()
        dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        known = fields(cls)  # type: ignore[arg-type]
        cls._defaults = {each.name: each.default for each in known}
        cls._positional = tuple(each.name for each in known if not each.kw_only)
        if known:
            cls._parts = attrgetter(*cls._defaults)

    def __init__(self, *given: Any, **named: Any) -> None:
        if given:
            named = self._named(given, named)
        values = {**self._defaults, **named}
        if len(values) > len(self._defaults):
            unknown = next(name for name in named if name not in self._defaults)
            raise TypeError(f"{type(self).__qualname__}.__init__() got an unexpected keyword argument {unknown!r}")
        own = vars(self)
        for name, value in values.items():
            own[name] = self._made(name) if value is MISSING else value
        self.__post_init__()

    def __post_init__(self) -> None:
        """Refuses what cannot be; called once all fields are there."""

    @classmethod
    def _named(cls, given: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
        if len(given) > len(cls._positional):
            raise TypeError(f"{cls.__qualname__}.__init__() takes {len(cls._positional)} values, not {len(given)}")
        in_order = dict(zip(cls._positional, given, strict=False))
        if twice := next((name for name in named if name in in_order), None):
            raise TypeError(f"{cls.__qualname__}.__init__() got multiple values for argument {twice!r}")
        return in_order | named

    @classmethod
    def _made(cls, name: str) -> Any:
        """The value of a field that was not given and has no fixed default."""
        factory = cls.__dataclass_fields__[name].default_factory  # type: ignore[attr-defined]
        if factory is MISSING:
            raise TypeError(f"{cls.__qualname__}.__init__() missing a required argument: {name!r}")
        return factory()

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(self._parts(self) == self._parts(other))

    def __hash__(self) -> int:
        return hash(self._parts(self))

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._defaults)
        return f"{type(self).__qualname__}({parts})"

    def __setattr__(self, name: str, value: Any) -> Never:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> Never:
        raise FrozenInstanceError(f"cannot delete field {name!r}")
