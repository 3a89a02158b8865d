"""A value is what a frozen dataclass of the same fields is, a record what any other is."""

import copy
import pickle
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import Any

import pytest

from itbtui.measures import Manner
from itbtui.rehab.log.entries import CheckIn, Dose, Entry, Episode, ExerciseDone, OwnExercise, Run, Session, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.reader import Span
from itbtui.rehab.stages.state import LadderState
from itbtui.values import Value
from tests.support.build import check, day, run, session

VALUES: list[tuple[Any, Any]] = [
    (run(0, pain=2, onset_min=4), {"pain": 3}),
    (check(0, 1, 2, flags=("tingling",)), {"flags": ()}),
    (session(0), {"exercises": ()}),
    (ExerciseDone(exercise="clamshell", sets=(15,)), {"side": "right"}),
    (Episode(id="e", began=day(0), side="left"), {"ended": day(3)}),
    (OwnExercise(id="o", name="Plank", kind="strength", sides="each", seconds=30), {"sets": 2}),
    (Dose("clamshell", sets=2), {"sets": 3}),
    (Settings(), {"pain_free_days": 6}),
    (Log(runs=(run(0),)), {"since": 3}),
    (Span(1, 2), {"low": 0}),
    (Manner("mi"), {"dates": "iso"}),
]
each = pytest.mark.parametrize(("value", "change"), VALUES, ids=[type(value).__name__ for value, _ in VALUES])


def twin(kind: type[Any], *, frozen: bool = True) -> type[Any]:
    """A dataclass of the same name and fields."""
    own = fields(kind)
    parts = [(f.name, f.type, field(default=f.default, default_factory=f.default_factory)) for f in own]
    by_name_only = own[0].kw_only is True
    return make_dataclass(kind.__qualname__, parts, frozen=frozen, kw_only=by_name_only)


def given(value: Any) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


@each
def test_it_is_as_its_twin(value: Any, change: dict[str, Any]) -> None:
    kind, other = type(value), twin(type(value))
    same = other(**given(value))
    assert is_dataclass(kind)
    assert repr(value) == repr(same)
    assert [(f.name, f.default, f.kw_only) for f in fields(kind)] == [
        (f.name, f.default, f.kw_only) for f in fields(other)
    ]
    assert hash(value) == hash(same)
    assert value != same
    assert value == kind(**given(value))
    changed = replace(value, **change)
    assert changed != value
    assert given(changed) == given(replace(same, **change))
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert hash(again) == hash(value)
    assert {value: 1}[kind(**given(value))] == 1


def errors(value: Any) -> Iterator[str]:
    name = fields(value)[0].name
    for change, arguments in ((setattr, (name, 1)), (delattr, (name,)), (setattr, ("other", 1))):
        with pytest.raises(FrozenInstanceError) as told:
            change(value, *arguments)
        yield str(told.value)


@each
def test_it_stays_as_it_is(value: Any, change: dict[str, Any]) -> None:
    before = given(value)
    assert [*errors(value)] == [*errors(twin(type(value))(**before))]
    assert given(value) == before


@pytest.mark.parametrize(
    ("kind", "values", "named"),
    [
        (Run, (), {"date": day(0), "distance_km": 5}),
        (Run, (), {"date": day(0), "distance_km": 5, "pain": 0, "paine": 0}),
        (Run, (day(0),), {"distance_km": 5, "pain": 0}),
        (CheckIn, (), {}),
        (ExerciseDone, ("clamshell",), {}),
        (Span, (1,), {}),
        (Span, (1, 2, 3), {}),
        (Span, (1, 2), {"low": 1}),
        (Manner, ("km",), {"day": "iso"}),
    ],
)
def test_what_is_no_call_of_its_twin_is_none_of_it(kind: Any, values: tuple[Any, ...], named: dict[str, Any]) -> None:
    for each_kind in (kind, twin(kind)):
        with pytest.raises(TypeError, match=rf"^{kind.__name__}\.__init__\(\) "):
            each_kind(*values, **named)


def test_values_that_are_made_anew_are_not_shared() -> None:
    first, second = (Session(date=day(0)) for _ in range(2))
    assert first.id != second.id


def test_a_record_may_change_and_is_as_its_twin() -> None:
    record, same = LadderState.at(3, 10), twin(LadderState, frozen=False)(step=3, since=10, base=3, verdict_step=3)
    assert repr(record) == repr(same)
    assert record == LadderState.at(3, 10) != LadderState.at(4, 10)
    assert replace(record, step=4).base == 3
    record.traces.add((True, 1))
    record.clean = 1
    assert (LadderState.at(3, 10).traces, LadderState.at(3, 10).clean) == (set(), 0)
    for each_kind in (record, same):
        with pytest.raises(TypeError, match="unhashable"):
            hash(each_kind)


def test_those_without_fields_are_the_same() -> None:
    class This(Value):
        pass

    class That(Value):
        pass

    assert This() == This() != That()
    assert {This(), This()} == {This()}
    assert repr(This()).endswith("This()")


def test_every_entry_is_one() -> None:
    def below(kind: type[Any]) -> Iterator[type[Any]]:
        yield kind
        for other in kind.__subclasses__():
            yield from below(other)

    assert all(issubclass(kind, Value) and kind.__eq__ is Value.__eq__ for kind in below(Entry))


def test_one_that_follows_from_another_has_its_fields_first() -> None:
    class Point(Value):
        x: int
        y: int = 0

    class Named(Point, kw_only=True):
        name: str

    @dataclass(frozen=True)
    class OtherPoint:
        x: int
        y: int = 0

    @dataclass(frozen=True, kw_only=True)
    class OtherNamed(OtherPoint):
        name: str

    assert given(Named(1, name="a")) == given(OtherNamed(1, name="a")) == {"x": 1, "y": 0, "name": "a"}
    assert Named(1, name="a") != Point(1)
