"""The routine of a day: exercises as they are done today, and the timed steps that lead through them."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Literal, NamedTuple

from itbtui.rehab.exercises.progressions import level, reached
from itbtui.rehab.log.entries import Dose, OwnExercise, Settings, Side
from itbtui.rehab.protocol.figures import Exercise, Kind, Pauses
from itbtui.rehab.stages.standing import Standing

Tempo = tuple[tuple[str, int], ...]
Key = tuple[str, Side, int]
"""A set: which exercise, which side, which set of it."""


class Phase(StrEnum):
    """What one does in a step."""

    READY = "get ready"
    WORK = "work"
    CHANGE = "change sides"
    MOVE = "change position"
    REST = "rest"
    DONE = "done"


class Item(NamedTuple):
    """An exercise as it is done today.

    ``amount`` is what a set holds: repetitions where there is a ``tempo``, otherwise seconds. ``sides`` stand in doing
    order; ``how`` says at which level, where there are levels.
    """

    id: str
    name: str
    kind: Kind
    sides: tuple[Side, ...]
    sets: int
    amount: int
    tempo: Tempo = ()
    cues: tuple[str, ...] = ()
    fault: str = ""
    """What goes wrong most often."""
    how: str = ""
    walks: bool = False

    @property
    def seconds(self) -> int:
        """How long one set takes."""
        return self.amount * (sum(seconds for _, seconds in self.tempo) or 1)


class Step(NamedTuple):
    """``seconds`` of one thing. A pause shows what comes after it: the exercise, side and set that follow."""

    phase: Phase
    item: Item
    side: Side
    number: int
    """Which set of the exercise, from 1."""
    seconds: int

    @property
    def key(self) -> Key:
        """Which set it is."""
        return self.item.id, self.side, self.number

    @property
    def is_hold(self) -> bool:
        """Whether it is work without repetitions: a stretch, a roll, a hold."""
        return self.phase is Phase.WORK and not self.item.tempo

    @property
    def rep_seconds(self) -> int:
        """Seconds of one repetition; 0 where none are counted."""
        return sum(seconds for _, seconds in self.item.tempo) if self.phase is Phase.WORK else 0

    @property
    def reps(self) -> int:
        """The repetitions there is time for; 0 where none are counted."""
        return self.seconds // self.rep_seconds if self.rep_seconds else 0

    def done_after(self, elapsed: float) -> int:
        """What of the set is done after so many seconds: whole repetitions, or seconds."""
        return int(elapsed + 1e-6) // (self.rep_seconds or 1)

    def beat(self, elapsed: float) -> tuple[int, int, int] | None:
        """The repetition (from 1), the part of its tempo (from 0) and the seconds left of that part.

        Nothing where there are no repetitions, or once they are over and seconds were added.
        """
        rep, into = divmod(elapsed, self.rep_seconds) if self.rep_seconds else (0, 0)
        if not self.rep_seconds or rep >= self.reps:
            return None
        for part, (_, seconds) in enumerate(self.item.tempo):
            if into < seconds:
                return int(rep) + 1, part, seconds - int(into)
            into -= seconds
        return None


def items(s: Standing, names: Iterable[str]) -> list[Item]:
    """These exercises as they are done today, in doing order."""
    wanted = set(names)
    known = (e for of_kind in s.exercises.values() for e in of_kind)
    return [item_of(s, exercise) for exercise in known if exercise.id in wanted]


def warm_up(s: Standing) -> list[Item]:
    """Before a run: some rolling, and one set each of two exercises."""
    p = s.protocol.warm_up
    return items(s, p.rolling) + [item._replace(sets=1) for item in items(s, p.one_set)]


def item_of(s: Standing, exercise: Exercise | OwnExercise) -> Item:
    """An exercise as it is done today: its level, sets, amount and sides."""
    if isinstance(exercise, OwnExercise):
        return _own_item(s, exercise)
    set_ = dose_of(s.settings, exercise.id)
    sets, how = (set_ and set_.sets) or exercise.sets, ""
    taken = level(s.log, exercise)
    is_easier = exercise.id in s.reading.hurt_last
    if exercise.levels:
        how = exercise.levels[max(0, taken - is_easier)]
    if is_easier and taken == 0:
        p = s.protocol.progress
        sets, how = max(1, sets - p.easier_sets_less), ": ".join(filter(None, (how, p.easier)))
    return Item(
        id=exercise.id,
        name=exercise.name,
        kind=exercise.kind,
        sides=sides(s, two=exercise.sides == "each", weaker_first=exercise.weaker_first),
        sets=sets,
        amount=amount(s, exercise),
        tempo=exercise.tempo,
        cues=exercise.cues,
        fault=exercise.fault,
        how=how,
        walks=exercise.walks,
    )


def _own_item(s: Standing, exercise: OwnExercise) -> Item:
    return Item(
        id=exercise.id,
        name=exercise.name,
        kind=exercise.kind,
        sides=sides(s, two=exercise.sides == "each", first=exercise.first),
        sets=exercise.sets or 1,
        amount=exercise.reps or exercise.seconds or 1,
        tempo=_own_tempo(s, exercise) if exercise.reps else (),
        cues=(exercise.cue,) if exercise.cue else (),
    )


def _own_tempo(s: Standing, exercise: OwnExercise) -> Tempo:
    usual = s.protocol.progress.own_tempo
    if exercise.tempo is None:
        return usual
    return tuple((part, int(seconds)) for (part, _), seconds in zip(usual, exercise.tempo.split("-"), strict=True))


def dose_of(settings: Settings, exercise: str) -> Dose | None:
    """What the runner has set for an exercise of the protocol."""
    return next((dose for dose in settings.doses if dose.exercise == exercise), None)


def amount(s: Standing, exercise: Exercise) -> int:
    """What a set holds today: what the runner has set, else the repetitions of last time; at first the low end."""
    low, high = int(exercise.bounds.low), int(exercise.bounds.high)
    if exercise.id in s.reading.hurt_last:
        return low
    dose = dose_of(s.settings, exercise.id)
    if dose and dose.amount is not None:
        return dose.amount
    last = reached(s.log, exercise) if exercise.reps else None
    return low if last is None else max(low, min(last, high))


def sides(
    s: Standing, *, two: bool, weaker_first: bool = False, first: Literal["left", "right"] | None = None
) -> tuple[Side, ...]:
    """In which order: ``first`` where one is said, the weaker side where the protocol says so, otherwise the sore one;
    left where unknown."""
    if not two:
        return ("both",)
    latest = s.log.episodes[-1] if s.log.episodes else None
    weaker = latest.weaker_side if latest and weaker_first else None
    sore = latest.side if latest else None
    begins = next((side for side in (first, weaker, sore) if side in ("left", "right")), "left")
    return ("right", "left") if begins == "right" else ("left", "right")


def steps(of: Iterable[Item], pauses: Pauses) -> tuple[Step, ...]:
    """The timed steps through these exercises, one after the other, with a last one that says it is done."""
    of = list(of)
    if not of:
        return ()
    found = list(_exercise(of[0], pauses))
    for item, following in pairwise(of):
        phase, seconds = _between(item, following, pauses)
        found.append(Step(phase, following, following.sides[0], 1, seconds))
        found += _exercise(following, pauses)
    last = of[-1]
    return (*found, Step(Phase.DONE, last, last.sides[-1], last.sets, 0))


def _between(item: Item, following: Item, pauses: Pauses) -> tuple[Phase, int]:
    """Muscles that were just worked rest before they are worked again; otherwise one only has to get into place."""
    are_strength = item.kind == following.kind == "strength"
    last, first = item.sides[-1], following.sides[0]
    if are_strength and (last == first or "both" in (last, first)):
        return Phase.REST, pauses.rest_s
    return Phase.MOVE, pauses.change_sides_s


def _exercise(item: Item, pauses: Pauses) -> Iterator[Step]:
    """Its sets. One side rests while the other is worked, so only what has no sides rests between them (3.3)."""
    yield Step(Phase.READY, item, item.sides[0], 1, pauses.get_ready_s)
    for number in range(1, item.sets + 1):
        for side in item.sides:
            if (number, side) != (1, item.sides[0]):
                is_same = len(item.sides) == 1
                phase, seconds = (Phase.REST, pauses.rest_s) if is_same else (Phase.CHANGE, pauses.change_sides_s)
                yield Step(phase, item, side, number, seconds)
            yield Step(Phase.WORK, item, side, number, item.seconds)


def total(of: Iterable[Step]) -> int:
    """The seconds of all the steps."""
    return sum(step.seconds for step in of)
