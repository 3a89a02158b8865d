"""A routine while it is followed: where one is in it by the clock, and what was done so far.

It reads no clock: each method is told what the clock shows, in seconds. A step ends at a deadline, and the next one
begins at that deadline, however late anyone looks. So late looks shift nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from itbtui.rehab.exercises.routine import Item, Key, Phase, Step, total
from itbtui.rehab.log.entries import SKIPPED_FOR_PAIN, ExerciseDone, Side
from itbtui.rehab.protocol.figures import Pauses

NOT_TODAY = "not today"
"""The reason noted for an exercise that was skipped with a key: none is asked for."""


class Sign(Enum):
    """What the runner is to hear and see without looking closely."""

    READY = auto()
    WORK = auto()
    HALFWAY = auto()
    COUNT = auto()
    """One of the last seconds of a step."""
    CHANGE = auto()
    REST = auto()
    END = auto()


BEGINS = {
    Phase.READY: Sign.READY,
    Phase.WORK: Sign.WORK,
    Phase.CHANGE: Sign.CHANGE,
    Phase.MOVE: Sign.CHANGE,
    Phase.REST: Sign.REST,
    Phase.DONE: Sign.END,
}


class Load(NamedTuple):
    """What was carried: ``kind`` is none, band or weight."""

    kind: str | None = None
    kg: float | None = None
    band: str | None = None


class Looked(NamedTuple):
    """What came about since the clock was looked at last."""

    tallied: tuple[Step, ...] = ()
    """Sets of which more is known now than before."""
    sign: Sign | None = None
    """The newest, where there were several."""


@dataclass
class Tally:
    """What was done: sets by key, in repetitions or seconds, the knee pain that stopped an exercise, and loads."""

    sets: dict[Key, int] = field(default_factory=dict)
    skipped: set[Key] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    """Exercises that are over for today, by the runner's word."""
    hurt: dict[str, tuple[Side, int]] = field(default_factory=dict)
    loads: dict[str, Load] = field(default_factory=dict)

    def rows(self, items: Iterable[Item]) -> tuple[ExerciseDone, ...]:
        """As the log holds it. A set passed over before one that was done stands as 0."""
        return tuple(row for item in items for side in item.sides if (row := self._row(item, side)))

    def _row(self, item: Item, side: Side) -> ExerciseDone | None:
        keys = [(item.id, side, number) for number in range(1, item.sets + 1)]
        last = max((number for number, key in enumerate(keys, 1) if self.sets.get(key)), default=0)
        done = tuple(self.sets.get(key, 0) for key in keys[:last])
        hurt_side, pain = self.hurt.get(item.id, (None, None))
        load = self.loads.get(item.id, Load()) if done else Load()
        skipped = None
        if not done:
            if item.id in self.hurt:
                skipped = SKIPPED_FOR_PAIN
            elif item.id in self.left_out or all(key in self.skipped for key in keys):
                skipped = NOT_TODAY
            else:
                return None
        return ExerciseDone(
            exercise=item.id,
            side=side,
            sets=done,
            load=load.kind,
            load_kg=load.kg,
            band=load.band,
            pain=pain if side == hurt_side else None,
            skipped=skipped,
        )

    def take_back_in(self, rows: Iterable[ExerciseDone], items: Iterable[Item]) -> tuple[ExerciseDone, ...]:
        """Reads rows of the log again, to go on from them. Returns those it has no use for, to be kept as they are.

        An exercise that was stopped or skipped is one of those: it is over for today.
        """
        wanted = {(item.id, side) for item in items for side in item.sides}
        rows = list(rows)
        over = {row.exercise for row in rows if row.skipped is not None or row.pain} | self.left_out
        kept = []
        for row in rows:
            side = row.side
            if row.exercise in over or side is None or (row.exercise, side) not in wanted:
                kept.append(row)
                continue
            self.sets |= {(row.exercise, side, number): amount for number, amount in enumerate(row.sets, 1) if amount}
            if row.load or row.load_kg is not None or row.band:
                self.loads[row.exercise] = Load(row.load, row.load_kg, row.band)
        return tuple(kept)


class Playing:
    """``steps`` with a place in them. It begins paused; ``go`` starts it."""

    def __init__(self, steps: Sequence[Step], pauses: Pauses, tally: Tally) -> None:
        self.steps = list(steps)
        self.tally = tally
        self._pauses = pauses
        self._number = 0
        self._left: float = self.step.seconds
        self._deadline: float | None = None
        """When the step ends; None while paused, and at the end."""
        self._heard = 0.0
        """Up to which second of the step signs were given."""

    # --- where one is ---------------------------------------------------------------

    @property
    def number(self) -> int:
        """Which of the steps one is in, from 0."""
        return self._number

    @property
    def step(self) -> Step:
        """The step one is in."""
        return self.steps[self._number]

    @property
    def is_over(self) -> bool:
        """Whether the last step is reached."""
        return self.step.phase is Phase.DONE

    @property
    def is_paused(self) -> bool:
        """Whether it waits to be set going."""
        return self._deadline is None and not self.is_over

    @property
    def following(self) -> Step | None:
        """The next step that is work."""
        return next((step for step in self.steps[self._number + 1 :] if step.phase is Phase.WORK), None)

    def left(self, now: float) -> float:
        """Seconds left of the step, never below 0."""
        return self._left if self._deadline is None else max(0.0, self._deadline - now)

    def elapsed(self, now: float) -> float:
        """Seconds of the step that have passed."""
        return self.step.seconds - self.left(now)

    def left_in_all(self, now: float) -> float:
        """Seconds left until the end, pauses not counted."""
        return self.left(now) + total(self.steps[self._number + 1 :])

    # --- going on by the clock ------------------------------------------------------

    def go(self, now: float) -> None:
        """The clock goes on from ``now`` on."""
        if self.is_paused:
            self._deadline = now + self._left

    def pause(self, now: float) -> None:
        """The clock stands still from ``now`` on."""
        if not self.is_paused and not self.is_over:
            self._left, self._deadline = self.left(now), None

    def look(self, now: float) -> Looked:
        """Goes on to where one is by ``now``."""
        finished: list[Step] = []
        sign: Sign | None = None
        while self._deadline is not None and now >= self._deadline:
            ended = self._deadline
            if self.step.phase is Phase.WORK:
                self._count(self.step.seconds)
                finished.append(self.step)
            self._enter(self._number + 1, ended)
            sign = BEGINS[self.step.phase]
        if not self.is_over:
            sign = self._sign(self.elapsed(now)) or sign
        return Looked(tuple(finished), sign)

    def _sign(self, elapsed: float) -> Sign | None:
        """The newest of the signs within the step since the last look."""
        heard = self._heard
        self._heard = max(heard, elapsed)
        return next((sign for at, sign in reversed(self._points()) if heard < at <= elapsed), None)

    def _points(self) -> list[tuple[float, Sign]]:
        """The signs within the step, each with the seconds after which it is given."""
        step = self.step
        points: list[tuple[float, Sign]] = [
            (step.seconds - second, Sign.COUNT) for second in range(self._pauses.countdown_s, 0, -1)
        ]
        if step.is_hold:
            points.insert(0, (step.seconds / 2, Sign.HALFWAY))
        return points

    def until_sign(self, now: float) -> float:
        """Seconds until the next sign is given, the end of the step at the latest."""
        elapsed = self.elapsed(now)
        ahead = [at - elapsed for at, _ in self._points() if at > elapsed]
        return min([*ahead, self.left(now)])

    def _enter(self, number: int, at: float | None) -> None:
        """To another step, which begins at ``at``, or waits where one is paused."""
        self._number = max(0, min(number, len(self.steps) - 1))
        self._left, self._heard = self.step.seconds, 0.0
        self._deadline = None if at is None or self.is_over else at + self._left

    def _count(self, elapsed: float) -> bool:
        """Notes the set that one is in, if some of it was done."""
        amount = self.step.done_after(elapsed)
        if amount:
            self.tally.sets[self.step.key] = amount
            self.tally.skipped.discard(self.step.key)
        return bool(amount)

    # --- what the runner says -------------------------------------------------------

    def forward(self, now: float) -> Looked:
        """To the next step. What was done of a set counts."""
        step, running = self.step, not self.is_paused
        if self.is_over:
            return Looked()
        counted = step.phase is Phase.WORK and self._count(self.elapsed(now))
        self._enter(self._number + 1, now if running else None)
        return Looked((step,) if counted else (), BEGINS[self.step.phase])

    def back(self, now: float) -> Looked:
        """To the step before. A set that is done again replaces what was noted of it, once it is done."""
        running = not self.is_paused
        self._enter(self._number - 1, now if running else None)
        return Looked((), BEGINS[self.step.phase])

    def skip(self, now: float) -> Looked:
        """Past the set, or past the pause before it, without counting any of it."""
        running = not self.is_paused
        if self.is_over:
            return Looked()
        if self.step.phase is Phase.WORK:
            if self.step.key not in self.tally.sets:
                self.tally.skipped.add(self.step.key)
            self._enter(self._number + 1, now if running else None)
        else:
            self._enter(self._next_work(self._number), now if running else None)
        return Looked((), BEGINS[self.step.phase])

    def skip_exercise(self, now: float) -> Looked:
        """Leaves out what is left of the exercise; what was done of it before the set one is in counts."""
        step = self.step
        if self.is_over:
            return Looked()
        self.tally.left_out.add(step.item.id)
        return self._without(step, now)

    def finish(self, now: float) -> Looked:
        """To the end. What was done of the set one is in counts."""
        step = self.step
        counted = step.phase is Phase.WORK and self._count(self.elapsed(now))
        self._enter(len(self.steps) - 1, now)
        return Looked((step,) if counted else (), BEGINS[self.step.phase])

    def _next_work(self, number: int) -> int:
        return next((n for n in range(number, len(self.steps)) if self.steps[n].phase is Phase.WORK), number + 1)

    def add(self, seconds: int) -> None:
        """More time for the step."""
        if self.is_over:
            return
        self.steps[self._number] = self.step._replace(seconds=self.step.seconds + seconds)
        self._left += seconds
        if self._deadline is not None:
            self._deadline += seconds

    def correct(self, of: Step, amount: int, load: Load, now: float) -> Looked:
        """What was really done of a set; the one that one is in ends with that."""
        self.tally.loads[of.item.id] = load
        self.tally.sets[of.key] = amount
        if amount:
            self.tally.skipped.discard(of.key)
        else:
            self.tally.skipped.add(of.key)
        if self.step.phase is not Phase.WORK or of.key != self.step.key:
            return Looked((of,))
        self._enter(self._number + 1, None if self.is_paused else now)
        return Looked((of,), BEGINS[self.step.phase])

    @property
    def correctable(self) -> Step | None:
        """The set one is in, else the one done last."""
        return self.step if self.step.phase is Phase.WORK else self.last_set

    @property
    def last_set(self) -> Step | None:
        """The set that was done last before this step."""
        before = reversed(self.steps[: self._number])
        return next((s for s in before if s.phase is Phase.WORK and s.key in self.tally.sets), None)

    def stop_for_pain(self, pain: int, now: float) -> Looked:
        """The exercise one is in, or the one done before the pause one is in, is over for today.

        One goes on with the pause before the next exercise.
        """
        step = self.pain_about
        if self.step.phase is Phase.WORK:
            self._count(self.elapsed(now))
        self.tally.hurt[step.item.id] = (step.side, pain)
        if self.step.item.id != step.item.id:
            return Looked((step,))
        return self._without(step, now)

    def _without(self, step: Step, now: float) -> Looked:
        """Goes on with what comes after all the steps of an exercise that one is in."""
        running = not self.is_paused
        here = self.steps[: self._number]
        rest = [s for s in self.steps[self._number + 1 :] if s.item.id != step.item.id]
        self.steps = [*here, *(rest or [step._replace(phase=Phase.DONE, seconds=0)])]
        self._enter(len(here), now if running else None)
        return Looked((step,), BEGINS[self.step.phase])

    @property
    def pain_about(self) -> Step:
        """Which set is meant when it hurts: the one one is in, else the last one done, else the next."""
        if self.step.phase is Phase.WORK:
            return self.step
        return self.last_set or self.step


def go_on_from(steps: Sequence[Step], done: Mapping[Key, int], pauses: Pauses, at: Key | None = None) -> list[Step]:
    """The steps that are left, beginning with a get-ready: from the set ``at``, else from the one after the last done.

    All of them where none was done.
    """
    found = next((n for n, s in enumerate(steps) if s.phase is Phase.WORK and s.key == at and at not in done), None)
    last = max((n for n, s in enumerate(steps) if s.phase is Phase.WORK and s.key in done), default=-1)
    after = next((n for n in range(last + 1, len(steps)) if steps[n].phase in (Phase.WORK, Phase.DONE)), len(steps))
    first = after if found is None else found
    if first == len(steps) or steps[first].phase is Phase.DONE:
        return list(steps[first:])
    return [steps[first]._replace(phase=Phase.READY, seconds=pauses.get_ready_s), *steps[first:]]
