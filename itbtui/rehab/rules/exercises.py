"""An exercise session (6.6): knee pain in an exercise. Burn in the hip is no knee pain."""

from collections.abc import Mapping, Sequence

from itbtui.rehab.log.entries import Session
from itbtui.rehab.log.sessions import worst_by_exercise
from itbtui.rehab.protocol.figures import Thresholds
from itbtui.rehab.rules.finding import Fact, Grounds
from itbtui.rehab.rules.rule import rule
from itbtui.values import Value


class Twinges(Value):
    """The knee pain of a day's exercises, 1-10, by exercise; ``again`` are those that hurt the last time, too."""

    pains: Mapping[str, int]
    again: frozenset[str]
    sessions: Sequence[Session]

    @classmethod
    def of(cls, sessions: Sequence[Session], last_pain: Mapping[str, int], t: Thresholds) -> "Twinges":
        """``last_pain`` holds the exercises that hurt in the last session in which they were done."""
        worst = worst_by_exercise(item for session in sessions for item in session.exercises)
        pains = {name: pain for name, pain in worst.items() if pain is not None and pain >= t.exercise_twinge}
        again = frozenset(name for name in pains if last_pain.get(name, 0) >= t.exercise_twinge)
        return cls(pains, again, sessions)

    def stopping(self, t: Thresholds) -> tuple[str, ...]:
        """The exercises that rest until the knee has been quiet: much pain, or some for the second time."""
        return tuple(name for name, pain in self.pains.items() if pain >= t.exercise_pain or name in self.again)


@rule("exercise-twinge", "6.6")
def exercise_twinge(twinges: Twinges, t: Thresholds) -> Grounds | None:
    """A little knee pain in an exercise, for the first time."""
    if not twinges.pains or twinges.stopping(t):
        return None
    return _grounds(twinges, tuple(twinges.pains), t.exercise_twinge, t.exercise_pain - 1)


@rule("exercise-pain", "6.6")
def exercise_pain(twinges: Twinges, t: Thresholds) -> Grounds | None:
    """More knee pain in an exercise, or some in two sessions running."""
    stopping = twinges.stopping(t)
    return _grounds(twinges, stopping, t.exercise_pain, None) if stopping else None


def _grounds(twinges: Twinges, names: tuple[str, ...], least: int, most: int | None) -> Grounds:
    entries = tuple(s.id for s in twinges.sessions if any(e.exercise in names and e.pain for e in s.exercises))
    facts: dict[str, Fact] = {
        "exercises": names,
        "pains": tuple(twinges.pains[name] for name in names),
        "again": tuple(name for name in names if name in twinges.again),
        "least": least,
    }
    return Grounds(facts if most is None else facts | {"most": most}, entries)
