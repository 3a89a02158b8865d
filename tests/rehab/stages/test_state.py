"""A state that goes on by itself shares nothing with the one that it was copied from."""

from dataclasses import fields, is_dataclass
from typing import Any

from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.stages.episode import EpisodeState
from itbtui.rehab.stages.state import LadderState, Protect, State, Wait

IMMUTABLE = (int, str, bool, type(None), tuple)


def shared(ours: Any, theirs: Any, name: str) -> list[str]:
    """The names of what may be changed and is one and the same in both."""
    if isinstance(ours, IMMUTABLE):
        return []
    found = [name] if ours is theirs else []
    if is_dataclass(ours):
        for own in fields(ours):
            found += shared(getattr(ours, own.name), getattr(theirs, own.name), f"{name}.{own.name}")
    if isinstance(ours, list):
        for one, other in zip(ours, theirs, strict=True):
            found += shared(one, other, f"{name}[]")
    return found


def test_nothing_that_changes_is_shared() -> None:
    episode = EpisodeState(began=1, side=None, baseline_m=0)
    state = State(
        streak_needed=5,
        episode=episode,
        episodes=[episode],
        protect=Protect(until=1, days=3, streak=None, to_ladder=False, since=1),
        ladder=LadderState.at(1, 1),
        waits=[Wait(Verdict.HOLD, 2)],
    )
    other = state.copied()
    assert other == state
    assert not shared(state, other, "state")
    assert other.episode is other.episodes[-1]
