"""How the knee was in a session: what is asked once it is over, and its rows with what was answered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from itbtui.rehab.exercises.player import NOT_TODAY
from itbtui.rehab.log.entries import SKIPPED_FOR_PAIN, ExerciseDone
from itbtui.rehab.log.sessions import worst_by_exercise


class Asked(NamedTuple):
    """What is still to be said of the knee."""

    hurt: dict[str, int]
    """The exercises that hurt, as it was noted while they were done."""
    others: tuple[str, ...]
    """Those done, on one side at least, without a knee pain so far."""
    is_open: bool
    """Whether there is something that nothing was said about: another exercise, or the other leg in one."""

    @classmethod
    def of(cls, rows: Sequence[ExerciseDone]) -> "Asked":
        """What is left to ask after these rows of a session."""
        hurt = {name: pain for name, pain in worst_by_exercise(rows).items() if pain}
        done = [row for row in rows if row.done]
        others = dict.fromkeys(row.exercise for row in done if not row.pain)
        return cls(hurt, tuple(others), any(row.pain is None for row in done))

    @property
    def anything(self) -> bool:
        """Whether there is an exercise that may have hurt and did not say so."""
        return bool(self.others)


def answered(
    rows: Iterable[ExerciseDone], pain: int | None, where: Collection[str], corrected: Mapping[str, int | None]
) -> tuple[ExerciseDone, ...]:
    """The rows with what was answered: the worst ``pain`` of those that did not hurt so far, and ``where`` it was.

    ``corrected`` are exercises that hurt, with what is said of that now. A row that was only skipped says nothing of
    the knee.
    """
    return tuple(_answered(row, pain, where, corrected) for row in rows)


def _answered(
    row: ExerciseDone, pain: int | None, where: Collection[str], corrected: Mapping[str, int | None]
) -> ExerciseDone:
    if row.pain and row.exercise in corrected:
        # One that did not hurt after all was not stopped for it.
        now = corrected[row.exercise]
        was_stopped = row.skipped == SKIPPED_FOR_PAIN and not now
        return replace(row, pain=now, skipped=NOT_TODAY if was_stopped else row.skipped)
    if row.pain or not row.done or pain is None:
        return row
    return replace(row, pain=pain if row.exercise in where else 0)
